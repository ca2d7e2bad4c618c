"""What somebody meets at SigningHub alone: a notice, an end of access, reminders."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from app.domain.agreement import Participant
from app.domain.kinds import ParticipantKind, ServiceKind
from app.domain.signinghub_people import RecipientSettings, recipient_settings
from app.gui.composer.session import Session
from app.gui.participants.journey_stop import JourneyStop
from app.gui.participants.signinghub_words import reminder_words, window_words
from app.gui.when import Times


def told_to_signinghub(session: Session, person: Participant) -> RecipientSettings:
    """What SigningHub is told of a recipient; nothing where another service sends the draft."""
    if session.service is not ServiceKind.SIGNINGHUB:
        return RecipientSettings()
    return recipient_settings(session.agreement, person.label)


def stops_before(settings: RecipientSettings, person: Participant) -> Iterator[JourneyStop]:
    """Before the documents are seen."""
    if person.kind is ParticipantKind.GROUP:
        yield JourneyStop(
            icon="users",
            title=QCoreApplication.translate("People", "Any one member"),
            text=QCoreApplication.translate("People", "Who comes first acts for all."),
        )
    permission = settings.permission
    if permission is not None and permission.notice:
        name = permission.notice_name
        yield JourneyStop(
            icon="scan-text",
            title=QCoreApplication.translate("People", "A legal notice to accept"),
            text=f"“{name}”." if name else "",
        )


def stops_after(settings: RecipientSettings, times: Times) -> Iterator[JourneyStop]:
    """While they have not acted."""
    words = reminder_words(settings.reminder) if settings.reminder is not None else ""
    if words:
        title = QCoreApplication.translate("People", "Reminders by e-mail")
        yield JourneyStop(icon="bell-ring", title=title, text=words)
    words = window_words(settings.window, times) if settings.window is not None else ""
    if words:
        after = QCoreApplication.translate("People", "After that it counts as declined.")
        yield JourneyStop(icon="calendar-clock", title=words[:1].upper() + words[1:], text=after)
