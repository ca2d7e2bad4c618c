"""What can be said about the chosen row: a step's documents, or the order of a group."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.domain.agreement import Document
from app.domain.kinds import Order
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
        self._boxes: dict[str, QCheckBox] = {}
        self.order = order_choice(theme, self.tr("Order in this group"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, GAP_CARD, 14, GAP_CARD)
        self._column.setSpacing(GAP)
        self._column.addWidget(self._title)
        self._column.addWidget(self.order)
        self.order.chosen.connect(self.order_chosen)
        theme.changed.connect(self._restyle)
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
        self._offer(documents)
        for label, box in self._boxes.items():
            with QSignalBlocker(box):
                box.setChecked(label in chosen)
            box.setEnabled(not locked)
        self.setVisible(True)

    def show_group(self, title: str, order: Order, *, locked: bool) -> None:
        """Offer the order of a group."""
        self._title.setText(title)
        self._offer(())
        self.order.set_value(order.value)
        self.order.setEnabled(not locked)
        self.order.setVisible(True)
        self.setVisible(True)

    def box(self, label: str) -> QCheckBox:
        """The box of a document."""
        return self._boxes[label]

    def _offer(self, documents: Sequence[Document]) -> None:
        if list(self._boxes) != [document.label for document in documents]:
            for box in self._boxes.values():
                self._column.removeWidget(box)
                box.hide()
                box.deleteLater()
            self._boxes = {document.label: self._made(document) for document in documents}
        for document in documents:
            # An ampersand would make a key of the letter behind it.
            self._boxes[document.label].setText(document.shown_name.replace("&", "&&"))

    def _made(self, document: Document) -> QCheckBox:
        box = QCheckBox()
        box.setObjectName(f"step-document-{document.label}")
        box.setFont(self.theme.font())
        box.toggled.connect(self._on_toggled)
        self._column.addWidget(box)
        return box

    @Slot()
    def _on_toggled(self) -> None:
        self.documents_chosen.emit([label for label, box in self._boxes.items() if box.isChecked()])

    @Slot()
    def _restyle(self) -> None:
        for box in self._boxes.values():
            box.setFont(self.theme.font())


def order_choice(theme: Theme, label: str) -> Choice:
    """A choice between both orders; the keys are values of `Order`."""
    orders = (Order.PARALLEL, Order.SEQUENCE)
    return Choice(
        theme, [Option(key=each.value, text=order_word(each)) for each in orders], label=label
    )
