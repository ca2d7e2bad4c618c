"""Making entries of the list from what the services hand over."""

from datetime import datetime

from app.domain.attention import Reason, View, reason, view_of
from app.domain.observation import Observation
from app.domain.progress import blocker, progress
from app.domain.status import AgreementStatus
from app.gui.models.entry import Deadline, Entry, EntryKind
from app.gui.models.entry_words import second_line
from app.gui.models.standing import (
    NOT_ASKED,
    AgreementStanding,
    agreement_standing,
    deadline_is_near,
    pips_of,
)
from app.gui.when import Times
from app.gui.widgets.states import State
from app.services.accounts import Account
from app.services.drafts import DamagedDraft, StoredDraft
from app.services.texts import error_text
from app.services.tracking.tracked import TrackedAgreement


def draft_entry(draft: StoredDraft, account: Account | None, times: Times) -> Entry:
    """The line of a draft that is being composed here."""
    agreement = draft.agreement
    people, files = len(agreement.participants), len(agreement.documents)
    words = [
        "1 person" if people == 1 else f"{people} people" if people else "nobody yet",
        "1 file" if files == 1 else f"{files} files" if files else "no file yet",
        f"changed {times.at(draft.updated_at)}",
    ]
    names = [each.shown_name for each in agreement.participants]
    names += [each.shown_name for each in agreement.documents]
    title = agreement.title or "Draft without a title"
    return Entry(
        kind=EntryKind.DRAFT,
        id=draft.id,
        view=View.DRAFTS,
        title=title,
        standing=AgreementStanding(
            state=State.DRAFT, word=State.DRAFT.word, glyph=State.DRAFT.glyph
        ),
        line=" · ".join(words),
        account_id=account.id if account else "",
        account_name=account.name if account else "",
        service=account.service if account else None,
        rank=(-draft.updated_at.timestamp(),),
        searched=" ".join((title, *names)).casefold(),
    )


def damaged_entry(draft: DamagedDraft, times: Times) -> Entry:
    """The line of a draft that cannot be read."""
    title = draft.title or "Draft without a title"
    return Entry(
        kind=EntryKind.DRAFT,
        id=draft.id,
        view=View.DRAFTS,
        title=title,
        standing=AgreementStanding(state=State.NEEDS, word="Cannot be read", glyph="file-warning"),
        line=f"{error_text(draft.problem).title} Changed {times.at(draft.updated_at)}",
        rank=(-draft.updated_at.timestamp(),),
        searched=title.casefold(),
        is_damaged=True,
    )


def tracked_entry(tracked: TrackedAgreement, account: Account | None, times: Times) -> Entry:
    """The line of an agreement that a service has."""
    observation = tracked.observation
    if observation is None:
        why = tracked.error.title if tracked.error else "The service has not been asked yet."
        return Entry(
            kind=EntryKind.TRACKED,
            id=tracked.id,
            view=View.WAITING,
            title=tracked.title or tracked.service_id,
            standing=NOT_ASKED,
            line=why,
            account_id=tracked.account_id,
            account_name=tracked.account_name,
            service=tracked.service,
            rank=(tracked.followed_at.timestamp(),),
            searched=tracked.title.casefold(),
        )
    own_email = account.identity.email if account else ""
    why_needed = reason(observation, times.now, own_email)
    view = view_of(observation, times.now, own_email)
    strong, line = second_line(observation, why_needed, times)
    title = tracked.title or observation.title
    return Entry(
        kind=EntryKind.TRACKED,
        id=tracked.id,
        view=view,
        title=title,
        standing=agreement_standing(observation, why_needed, times),
        strong=strong,
        line=line,
        account_id=tracked.account_id,
        account_name=tracked.account_name,
        service=tracked.service,
        is_new=tracked.changed,
        progress=_progress(observation),
        pips=pips_of(observation),
        deadline=_deadline(observation, times),
        rank=_rank(observation, view, why_needed),
        searched=_searched(observation, title, tracked.account_name),
    )


def _progress(observation: Observation) -> str:
    far = progress(observation)
    return f"{far.done} of {far.total}" if far.total else ""


def _deadline(observation: Observation, times: Times) -> Deadline | None:
    end = observation.deadline
    if end is None or observation.status is not AgreementStatus.IN_PROGRESS:
        return None
    return Deadline(
        day=times.day(end.at), within=times.until(end.at), is_near=deadline_is_near(end.at, times)
    )


def _rank(observation: Observation, view: View, why_needed: Reason | None) -> tuple[float, ...]:
    waiting = blocker(observation)
    since = waiting.since if waiting and waiting.since else observation.observed_at
    if view is View.NEEDS_YOU:
        urgency = _URGENCY.index(why_needed) if why_needed else len(_URGENCY)
        end = observation.deadline.at.timestamp() if observation.deadline else float("inf")
        return (urgency, end, since.timestamp())
    if view is View.WAITING:
        return (since.timestamp(),)
    return (-_ended_at(observation).timestamp(),)


def _ended_at(observation: Observation) -> datetime:
    acted = [p.acted_at.at for p in observation.participants if p.acted_at]
    for moment in (observation.completed_at, observation.modified_at):
        if moment is not None:
            return moment.at
    return max(acted, default=observation.observed_at)


_URGENCY = (Reason.NOT_DELIVERED, Reason.YOUR_TURN, Reason.DEADLINE_NEAR, Reason.NO_ACCESS)


def _searched(observation: Observation, title: str, account_name: str) -> str:
    people = [part for p in observation.participants for part in (p.name, p.email, p.phone)]
    documents = [each.name for each in observation.documents]
    words = (title, account_name, observation.message, observation.service_id, *people, *documents)
    return " ".join(word for word in words if word).casefold()
