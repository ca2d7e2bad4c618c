"""The words for agreements that end, or rest, without being sent."""

from app.domain.kinds import ServiceKind
from app.services.outbox.records import OutboxItem
from app.services.words.errors import ErrorText

FENCING = "fencing"
"""Family of a doubt that the user gave up: it is being made sure that it never starts."""
GARBLED = "garbled"
"""Family of what is not any more what was put on its way."""
SERVICE_NAMES = {ServiceKind.SCRIVE: "Scrive", ServiceKind.SIGNINGHUB: "SigningHub"}


def stopped_words() -> ErrorText:
    """The words for an agreement that the user stopped in time."""
    return ErrorText(
        title="Sending was stopped.",
        detail="Nobody was notified, your draft is safe.",
    )


def let_go_words(item: OutboxItem) -> ErrorText:
    """The words for an agreement of which it stays unknown whether it was sent."""
    service = SERVICE_NAMES[item.service]
    return _stays_unknown(service, f"{service} has no way to rule it out", "there")


def being_stopped(item: OutboxItem) -> ErrorText:
    """The words for a doubt that was given up and is not proven to be over yet."""
    return ErrorText(
        title="This is being stopped.",
        detail=f"{SERVICE_NAMES[item.service]} has not answered yet that it can never start.",
        next_step="Countersign goes on with that by itself.",
    )


def cannot_be_asked(item: OutboxItem) -> ErrorText:
    """The words for what is let go because its person cannot sign in."""
    service = SERVICE_NAMES[item.service]
    why = f"{service} could not be asked as the person who sent it"
    return _stays_unknown(service, why, "there")


def never_answered(item: OutboxItem) -> ErrorText:
    """The words for what is let go because its service has not answered for long."""
    service = SERVICE_NAMES[item.service]
    return _stays_unknown(service, f"{service} has not answered for more than a day", "there")


def lost_words(item: OutboxItem) -> ErrorText:
    """The words for what is let go because the lines about it were lost with damaged data."""
    service = SERVICE_NAMES[item.service]
    why = "What to look for was lost with damaged data"
    return _stays_unknown(service, why, f"in {service}", again="")


def _stays_unknown(
    service: str, why: str, where: str, *, again: str = ", or check again at any time"
) -> ErrorText:
    return ErrorText(
        title="It stays unknown whether this was sent.",
        detail=f"{why}, so nothing was deleted {where} and nothing is sent again.",
        next_step=f"Look in {service}{again}.",
    )


def garbled_words() -> ErrorText:
    """The words for an agreement that is not any more what was put on its way."""
    return ErrorText(
        title="This was damaged on the disk before it was sent.",
        detail="It is not what you sent any more. Nobody was notified, your draft is safe.",
        next_step="Give it up, then look at the draft and send it again.",
    )


def cannot_repeat(service: str) -> ErrorText:
    """The words for a doubtful start whose stored request was damaged."""
    return ErrorText(
        title="We do not know yet whether this was sent.",
        detail=(
            f"The answer of {service} was lost, and the request was damaged on the disk since, so"
            " it is never repeated."
        ),
        next_step=f"Check again, look in {service}, or give it up.",
    )


def held_note(item: OutboxItem) -> str:
    """The line of the journal that is written before anything is deleted."""
    return f"{SERVICE_NAMES[item.service]} put the files into the trash: they are still drafts"


def fenced_note(item: OutboxItem) -> str:
    """The line of the journal that proves that nothing was sent."""
    return f"The files were deleted in {SERVICE_NAMES[item.service]} before anything was started"


def interrupted_words() -> ErrorText:
    """The words for an agreement whose run was ended in time."""
    return ErrorText(
        title="Sending was interrupted.",
        detail="Nobody was notified, the agreement is kept.",
        next_step="It goes on the next time.",
    )
