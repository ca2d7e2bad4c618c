"""The line below the title of a tracked agreement: account, sender, deadline."""

from app.domain.observation import Observation
from app.domain.status import OVER, AgreementStatus
from app.gui.when import Times
from app.services.accounts import Account
from app.services.tracking.tracked import TrackedAgreement


def head_line(tracked: TrackedAgreement, account: Account | None, times: Times) -> str:
    """`Norrvik SigningHub · sent 6 Nov by you · deadline 27 Nov, in 7 days`."""
    words = [tracked.account_name]
    observation = tracked.observation
    if observation is None:
        return " · ".join([*words, f"followed since {times.at(tracked.followed_at)}"])
    sent = _sent(observation, account, times)
    if sent:
        words.append(sent)
    if observation.status in OVER:
        words.append(_ended(observation, times))
    elif observation.deadline is not None:
        end = observation.deadline.at
        words.append(f"deadline {times.day(end)}, {times.until(end)}")
    return " · ".join(word for word in words if word)


def _sent(observation: Observation, account: Account | None, times: Times) -> str:
    own = account.identity if account else None
    owner, address = observation.owner, observation.owner_email
    is_own = own is not None and address and address.casefold() == own.email.casefold()
    by = "you" if is_own else owner or address
    words = [f"sent {times.day(observation.sent_at.at)}"] if observation.sent_at else []
    if by:
        words.append(f"by {by}" if words else f"owned by {by}")
    return " ".join(words)


def _ended(observation: Observation, times: Times) -> str:
    if observation.status is AgreementStatus.COMPLETED and observation.completed_at:
        return f"completed {times.moment(observation.completed_at)}"
    return f"ended {times.moment(observation.modified_at)}" if observation.modified_at else ""
