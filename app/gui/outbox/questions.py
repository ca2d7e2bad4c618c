"""What is asked before something is sent once more or given up."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.gui.models.entry_words import SERVICE_NAMES
from app.gui.theme import Theme
from app.gui.widgets.question import Question
from app.gui.widgets.states import State
from app.services.outbox.records import OutboxItem


def send_again_question(theme: Theme, item: OutboxItem, parent: QWidget) -> Question:
    """Whether the identical start is repeated although the first one may have worked."""
    translate = QCoreApplication.translate
    return Question(
        theme,
        parent,
        question=translate("Outbox", "Send the same agreement again?"),
        meaning=(
            translate(
                "Outbox",
                "The same files are used, so they can be signed only once. At worst somebody gets"
                " a second invitation to them.",
            ),
            translate("Outbox", "{service} is asked once more before.").format(
                service=SERVICE_NAMES[item.service]
            ),
        ),
        action=translate("Outbox", "Send again"),
        state=State.FINDING,
    )


def give_up_question(theme: Theme, item: OutboxItem, parent: QWidget) -> Question:
    """Whether what waits is stopped for good."""
    translate = QCoreApplication.translate
    return Question(
        theme,
        parent,
        question=translate("Outbox", "Give up “{title}”?").format(title=item.title),
        meaning=(
            translate(
                "Outbox",
                "It is never sent, and what was uploaded of it is removed from {service}.",
            ).format(service=SERVICE_NAMES[item.service]),
            translate("Outbox", "Nobody was notified, your draft is safe."),
        ),
        action=translate("Outbox", "Give up"),
        kind="danger",
        refuse=translate("Outbox", "Keep trying"),
    )
