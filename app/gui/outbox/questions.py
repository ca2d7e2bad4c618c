"""What is asked before something is sent once more, copied or given up."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.domain.kinds import ServiceKind
from app.gui.models.entry_words import SERVICE_NAMES
from app.gui.theme import Theme
from app.gui.widgets.question import Question
from app.gui.widgets.states import State
from app.services.outbox.endings import GARBLED
from app.services.outbox.records import OutboxItem
from app.services.words.sending import DISABLED, SIGN_IN


def send_again_question(theme: Theme, item: OutboxItem, parent: QWidget) -> Question:
    """Whether the identical start is repeated although the first one may have worked."""
    translate = QCoreApplication.translate
    return Question(
        theme,
        parent,
        question=translate("Outbox", "Send the same agreement again?"),
        meaning=(
            _sending_twice(item),
            translate("Outbox", "{service} is asked once more before.").format(
                service=SERVICE_NAMES[item.service]
            ),
        ),
        action=translate("Outbox", "Send again"),
        state=State.FINDING,
    )


def give_up_question(theme: Theme, item: OutboxItem, parent: QWidget) -> Question:
    """Whether it is stopped for good; for a doubtful one, what can be made sure and what not."""
    translate = QCoreApplication.translate
    if item.may_have_fired:
        meaning = _giving_up_a_doubt(item)
    else:
        meaning = (
            translate(
                "Outbox",
                "It is never sent, and what was uploaded of it is removed from {service}.",
            ).format(service=SERVICE_NAMES[item.service]),
            translate("Outbox", "Nobody was notified, your draft is safe."),
        )
    return Question(
        theme,
        parent,
        question=translate("Outbox", "Give up “{title}”?").format(title=_title(item)),
        meaning=meaning,
        action=translate("Outbox", "Give up"),
        kind="danger",
        refuse=_keeping(item),
    )


def _keeping(item: OutboxItem) -> str:
    translate = QCoreApplication.translate
    if item.is_cut_short or (item.family == GARBLED and not item.may_have_fired):
        return translate("Outbox", "Keep it")
    if item.may_have_fired:
        return translate("Outbox", "Keep finding out")
    return translate("Outbox", "Keep trying")


def send_anew_question(theme: Theme, item: OutboxItem, parent: QWidget) -> Question:
    """Whether what somebody changed at the service is replaced."""
    translate = QCoreApplication.translate
    return Question(
        theme,
        parent,
        question=translate("Outbox", "Send yours anew?"),
        meaning=(
            translate(
                "Outbox", "It is built once more from the files and people as you sent them."
            ),
            _what_becomes_of_theirs(item).format(service=SERVICE_NAMES[item.service]),
        ),
        action=translate("Outbox", "Send mine anew"),
    )


def _what_becomes_of_theirs(item: OutboxItem) -> str:
    if item.continues:
        return QCoreApplication.translate(
            "Outbox",
            "What the recalled agreement says in {service} now is replaced. What was started there"
            " meanwhile is not sent again.",
        )
    return QCoreApplication.translate(
        "Outbox",
        "The draft that somebody changed is removed from {service}, with those changes."
        " Nobody was notified of it.",
    )


def copy_question(theme: Theme, item: OutboxItem, parent: QWidget) -> Question:
    """Whether what may have been sent is begun a second time."""
    translate = QCoreApplication.translate
    return Question(
        theme,
        parent,
        question=translate("Outbox", "Copy “{title}” to a new draft?").format(title=_title(item)),
        meaning=(
            translate(
                "Outbox",
                "It may have been sent already. If you send the copy too, people may get two"
                " agreements and sign both.",
            ),
            translate(
                "Outbox", "Look in {service} first, or ask one of the people whether it arrived."
            ).format(service=SERVICE_NAMES[item.service]),
        ),
        action=translate("Outbox", "Copy to a new draft"),
        state=State.FINDING,
    )


def _sending_twice(item: OutboxItem) -> str:
    """What happens at worst."""
    translate = QCoreApplication.translate
    if item.firing is not None and not item.firing.guarded:
        return translate(
            "Outbox",
            "Everybody gets a copy of their own. If it was sent already, they get a second copy"
            " and may sign both.",
        )
    return translate(
        "Outbox",
        "The same files are used, so they can be signed only once. At worst somebody gets a second"
        " invitation to them.",
    )


def _giving_up_a_doubt(item: OutboxItem) -> tuple[str, ...]:
    translate = QCoreApplication.translate
    if item.is_cut_short:
        return (
            translate(
                "Outbox",
                "What to look for was lost with damaged data, so it stays unknown. Nothing is"
                " deleted in {service}, and nothing more is sent.",
            ).format(service=SERVICE_NAMES[item.service]),
        )
    if item.family in (*SIGN_IN, DISABLED):
        return (
            translate(
                "Outbox",
                "{service} can only be asked as the person who sent it. Without that it stays"
                " unknown; nothing is deleted there, and nothing more is sent.",
            ).format(service=SERVICE_NAMES[item.service]),
            translate("Outbox", "You can still check again when somebody can sign in."),
        )
    taken = translate(
        "Outbox", "If it was sent already, giving up cannot take it back: it is shown as sent then."
    )
    if item.service is ServiceKind.SIGNINGHUB:
        return (
            translate(
                "Outbox",
                "SigningHub is asked once more. Nothing is deleted, because that could withdraw it"
                " from people who already have it.",
            ),
            taken,
            translate(
                "Outbox",
                "If SigningHub does not show it as sent, it stays unknown, and nothing more is"
                " looked for or sent.",
            ),
        )
    return (
        translate(
            "Outbox",
            "Scrive is asked once more. If it did not start, its files are deleted there, so that"
            " it never can.",
        ),
        taken,
    )


def _title(item: OutboxItem) -> str:
    return item.title or QCoreApplication.translate("Outbox", "No title")
