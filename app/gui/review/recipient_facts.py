"""What SigningHub is told of the people, each thing for all who have it alike."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication

from app.domain.agreement import Agreement
from app.domain.signinghub_people import RecipientSettings, recipient_settings
from app.gui.participants.signinghub_words import (
    notice_words,
    reminder_words,
    rights_words,
    window_words,
)
from app.gui.review.fact import Fact
from app.gui.when import Times

Say = Callable[[RecipientSettings], str]


def recipient_facts(agreement: Agreement, times: Times) -> Iterator[Fact]:
    """Rights, access and reminders; reminders also where the account has its own."""

    def access(settings: RecipientSettings) -> str:
        return "" if settings.window is None else window_words(settings.window, times)

    rights = QCoreApplication.translate("Review", "Rights")
    window = QCoreApplication.translate("Review", "Access")
    reminders = QCoreApplication.translate("Review", "Reminders")
    own = QCoreApplication.translate("Review", "As the account has it")
    said: tuple[tuple[str, Say], ...] = ((rights, _rights), (window, access))
    for name, say in said:
        value = _of_all(agreement, say)
        if value:
            yield Fact(name=name, value=value)
    yield Fact(name=reminders, value=_of_all(agreement, _reminders) or own)


def _of_all(agreement: Agreement, say: Say) -> str:
    """`Bodil, Karim: may print`, a line for each that differs; empty where nothing is told."""
    alike: dict[str, list[str]] = {}
    for person in agreement.participants:
        words = say(recipient_settings(agreement, person.label))
        if words:
            alike.setdefault(words, []).append(person.shown_name)
    if len(alike) == 1 and sum(map(len, alike.values())) == len(agreement.participants):
        everybody = QCoreApplication.translate("Review", "Everybody")
        alike = {words: [everybody] for words in alike}
    return "\n".join(f"{', '.join(names)}: {words}" for words, names in alike.items())


def _rights(settings: RecipientSettings) -> str:
    permission = settings.permission
    if permission is None:
        return ""
    return ", ".join(filter(None, (rights_words(permission), notice_words(permission))))


def _reminders(settings: RecipientSettings) -> str:
    if settings.reminder is None:
        return ""
    if not settings.reminder.enabled:
        return QCoreApplication.translate("Review", "none")
    words = reminder_words(settings.reminder).rstrip(".")
    return words[:1].lower() + words[1:]
