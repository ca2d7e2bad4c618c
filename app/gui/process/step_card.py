"""What can be said about the chosen row: a step's documents, or the order of a group."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.domain.agreement import Document
from app.domain.kinds import Order
from app.gui.composer.document_checks import DocumentChecks
from app.gui.metrics import GAP, GAP_CARD
from app.gui.process.words import order_word
from app.gui.theme import Theme
from app.gui.widgets.card import Card
from app.gui.widgets.choice import Choice, Option
from app.gui.widgets.labels import Label


class StepCard(Card):
    """Edits one row of the tree.

    Signals:
        documents_chosen: labels of the documents that the step is about
        order_chosen: value of the `Order` of the group
    """

    documents_chosen = Signal(list)
    order_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin without a row."""
        super().__init__(theme, parent=parent)
        self._title = Label(theme, weight=600, wrap=True)
        self.documents = DocumentChecks(theme)
        self.order = order_choice(theme, self.tr("Order in this group"))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, GAP_CARD, 14, GAP_CARD)
        column.setSpacing(GAP)
        for widget in (self._title, self.order, self.documents):
            column.addWidget(widget)
        self.order.chosen.connect(self.order_chosen)
        self.documents.chosen.connect(self._on_chosen)
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self.setVisible(False)

    def show_step(
        self,
        title: str,
        documents: Sequence[Document],
        chosen: Sequence[str],
        *,
        locked: bool,
    ) -> None:
        """Offer the documents of a step."""
        self._title.setText(title)
        self.order.setVisible(False)
        self.documents.setVisible(True)
        self.documents.show_documents(tuple(documents), tuple(chosen), possible=not locked)
        self.setVisible(True)

    def show_group(self, title: str, order: Order, *, locked: bool) -> None:
        """Offer the order of a group."""
        self._title.setText(title)
        self.documents.setVisible(False)
        self.order.set_value(order.value)
        self.order.setEnabled(not locked)
        self.order.setVisible(True)
        self.setVisible(True)

    def box(self, label: str) -> QCheckBox:
        """The box of a document."""
        return self.documents.box(label)

    @Slot(tuple)
    def _on_chosen(self, labels: tuple[str, ...]) -> None:
        self.documents_chosen.emit(list(labels))


def order_choice(theme: Theme, label: str) -> Choice:
    """A choice between both orders; the keys are values of `Order`."""
    orders = (Order.PARALLEL, Order.SEQUENCE)
    return Choice(
        theme, [Option(key=each.value, text=order_word(each)) for each in orders], label=label
    )
