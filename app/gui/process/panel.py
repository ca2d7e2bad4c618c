"""The process of the draft: who acts after whom, as a tree and in words."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.findings import Finding, Part
from app.domain.kinds import Order
from app.domain.process import Branch, Node, Path, Step, node_at
from app.domain.process_editing import replaced, with_order
from app.gui.composer.finding_lines import FindingLines
from app.gui.composer.session import Session
from app.gui.metrics import GAP, GAP_CARD, GAP_PANE
from app.gui.process.arranging import Wish, arranged, dropped, reason_against
from app.gui.process.model import ProcessModel
from app.gui.process.rows import ProcessRow, all_rows, process_rows
from app.gui.process.step_card import StepCard, order_choice
from app.gui.process.story import Story
from app.gui.process.view import ProcessView
from app.gui.process.words import process_words, sign_order_words
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button, icon_button
from app.gui.widgets.card import Card, Line, Pane
from app.gui.widgets.empty_state import EmptyState
from app.gui.widgets.labels import Label
from app.gui.widgets.scrolled import Scrolled
from app.gui.widgets.section_header import SectionHeader

_SIDES = (456, 858)


class ProcessPanel(QWidget):
    """The third part of the composer.

    Signals:
        part_requested: key of the part that the user wants to see
    """

    part_requested = Signal(str)

    def __init__(self, theme: Theme, session: Session, parent: QWidget | None = None) -> None:
        """Show and change the process of `session`."""
        super().__init__(parent)
        self.theme = theme
        self._session = session
        self.model = ProcessModel(self)
        self._build_widgets()
        self._build_layout()
        self._connect()
        self._refresh()

    def go_to(self, key: str) -> None:
        """Choose a row of the tree, e.g. `step inga 1`."""
        index = self.model.index_of(key)
        if index.isValid():
            self.tree.setCurrentIndex(index)
        self.tree.setFocus()

    # -- building -----------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        theme = self.theme
        self.order = order_choice(theme, self.tr("Order of the whole"))
        self.up = icon_button(theme, "arrow-up", self.tr("Move up (Alt+Up)"), name="up")
        self.down = icon_button(theme, "arrow-down", self.tr("Move down (Alt+Down)"), name="down")
        self.together = Button(
            theme, self.tr("Together with the one before"), size="small", name="together"
        )
        self.together.set_purpose(self.tr("Act at the same time (Alt+Right)"))
        self.apart = Button(theme, self.tr("On their own"), size="small", name="apart")
        self.apart.set_purpose(self.tr("Take a turn after the others (Alt+Left)"))
        self._buttons = {
            Wish.UP: self.up,
            Wish.DOWN: self.down,
            Wish.TOGETHER: self.together,
            Wish.APART: self.apart,
        }
        self.tree = ProcessView(theme, self.model)
        self.empty = EmptyState(
            theme,
            icon="workflow",
            title=self.tr("Nobody to put into an order yet"),
            sentence=self.tr("Add the people first; then say here who acts after whom."),
            action=self.tr("Add people"),
            action_icon="users",
        )
        self.story = Story(theme)
        self.sign_order = Label(theme, role="caption", token="text-2", wrap=True)
        self.findings = FindingLines(theme)
        self.card = StepCard(theme)

    def _build_layout(self) -> None:
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.addWidget(self._build_left())
        sides.addWidget(self._build_right())
        sides.setChildrenCollapsible(False)
        sides.setSizes(list(_SIDES))
        sides.setStretchFactor(1, 1)
        empty = Pane(self.theme, "bg-pane")
        around = QVBoxLayout(empty)
        around.addWidget(self.empty)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(sides)
        self._stack.addWidget(empty)

    def _build_left(self) -> QWidget:
        left = Pane(self.theme, "bg-base")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(14, GAP_CARD, 14, 10)
        head.setSpacing(GAP)
        head.addWidget(self.order)
        tools = QHBoxLayout()
        tools.setSpacing(GAP)
        for button in (self.together, self.apart):
            tools.addWidget(button)
        tools.addStretch(1)
        for button in (self.up, self.down):
            tools.addWidget(button)
        head.addLayout(tools)
        column.addLayout(head)
        column.addWidget(Line(self.theme))
        column.addWidget(self.tree, 1)
        return left

    def _build_right(self) -> QWidget:
        inside = Pane(self.theme, "bg-pane")
        column = QVBoxLayout(inside)
        column.setContentsMargins(GAP_PANE, 14, GAP_PANE, GAP_PANE)
        column.setSpacing(GAP_CARD)
        column.addWidget(SectionHeader(self.theme, self.tr("Who after whom")))
        column.addWidget(self.story)
        column.addWidget(self.sign_order)
        self._findings_card = Card(self.theme)
        around = QVBoxLayout(self._findings_card)
        around.setContentsMargins(14, GAP, 14, GAP)
        around.addWidget(self.findings)
        column.addWidget(self._findings_card)
        column.addWidget(self.card)
        column.addStretch(1)
        return Scrolled(inside)

    def _connect(self) -> None:
        self._session.changed.connect(self._refresh)
        self.order.chosen.connect(self._on_order_chosen)
        for button in self._buttons.values():
            button.clicked.connect(self._on_button_clicked)
        self.tree.arrange_requested.connect(self._on_arrange_requested)
        self.tree.current_changed.connect(self._on_current_changed)
        self.model.move_wanted.connect(self._on_move_wanted)
        self.empty.action_requested.connect(self._on_people_requested)
        self.findings.repair_requested.connect(self._session.repair)
        self.card.documents_chosen.connect(self._on_documents_chosen)
        self.card.order_chosen.connect(self._on_group_order_chosen)

    # -- what happens -------------------------------------------------------------------------

    @Slot(str)
    def _on_order_chosen(self, order: str) -> None:
        self._set_order((), order)

    @Slot(str)
    def _on_group_order_chosen(self, order: str) -> None:
        row = self._current()
        if row is not None and row.path is not None:
            self._set_order(row.path, order)

    @Slot()
    def _on_button_clicked(self) -> None:
        self._on_arrange_requested(self.sender().objectName())

    @Slot(str)
    def _on_arrange_requested(self, wish: str) -> None:
        row, root = self._current(), self._session.agreement.process
        if row is None or row.path is None or root is None or self._session.is_locked:
            return
        if not reason_against(root, row.path, Wish(wish)):
            self._change(arranged(root, row.path, Wish(wish)))

    @Slot(str, str, int)
    def _on_move_wanted(self, key: str, target: str, place: int) -> None:
        row, root = self._row(key), self._session.agreement.process
        goal = () if not target else self._path_of(target)
        if row is None or row.path is None or root is None or goal is None:
            return
        if not self._session.is_locked and row.path:
            self._change(dropped(root, row.path, goal, place))

    @Slot(list)
    def _on_documents_chosen(self, labels: list[str]) -> None:
        row, root = self._current(), self._session.agreement.process
        if row is None or row.path is None or root is None:
            return
        step = node_at(root, row.path)
        if isinstance(step, Step):
            self._change(replaced(root, row.path, replace(step, documents=tuple(labels))))

    @Slot()
    def _on_people_requested(self) -> None:
        self.part_requested.emit(Part.PEOPLE.value)

    @Slot(str)
    def _on_current_changed(self, _key: str) -> None:
        self._show_current()

    def _set_order(self, path: Path, order: str) -> None:
        root = self._session.agreement.process
        if root is not None:
            self._change(with_order(root, path, Order(order)))

    def _change(self, process: Node) -> None:
        self._session.change(replace(self._session.agreement, process=process))

    # -- what is shown ------------------------------------------------------------------------

    @Slot()
    def _refresh(self) -> None:
        session = self._session
        agreement = session.agreement
        findings = tuple(each for each in session.findings if each.part is Part.PROCESS)
        self._stack.setCurrentIndex(0 if agreement.participants else 1)
        self.model.set_locked(session.is_locked)
        self.model.show_rows(process_rows(agreement, session.service, findings))
        if not self.tree.current_key() and self.model.rowCount():
            self.tree.setCurrentIndex(self.model.index(0, 0))
        if self.isVisible():
            # Unseen, it would be built anew with every letter typed in other parts.
            self.story.tell(process_words(agreement, session.service))
            numbers = sign_order_words(agreement, session.service)
            self.sign_order.setText(numbers)
            self.sign_order.setVisible(bool(numbers))
        self._show_findings(findings)
        self._show_order(agreement.process)
        self._show_current()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        self.findings.set_findings(findings)
        self._findings_card.setVisible(bool(findings))

    def _show_order(self, root: Node | None) -> None:
        is_branch = isinstance(root, Branch)
        self.order.set_value(root.order.value if isinstance(root, Branch) else "")
        reason = "" if is_branch else self.tr("There is only one step.")
        for order in Order:
            self.order.set_possible(order.value, reason)
        self.order.setEnabled(not self._session.is_locked)

    def _show_current(self) -> None:
        row, agreement = self._current(), self._session.agreement
        path = None if row is None else row.path
        for wish, button in self._buttons.items():
            button.setVisible(not self._session.is_locked)
            reason = reason_against(agreement.process, path, wish)
            button.set_possible(not reason, reason)
        if row is None or path is None or agreement.process is None:
            self.card.clear()
            return
        locked = self._session.is_locked
        if row.order is not None:
            words = self.tr("This group acts")
            self.card.show_group(words, row.order, locked=locked)
            return
        step = node_at(agreement.process, path)
        if isinstance(step, Step) and agreement.documents:
            words = self.tr("{who} {does} these documents")
            title = words.format(who=row.title, does=row.does)
            self.card.show_step(title, agreement.documents, step.documents, locked=locked)
        else:
            self.card.clear()

    def _current(self) -> ProcessRow | None:
        return self._row(self.tree.current_key())

    def _row(self, key: str) -> ProcessRow | None:
        return next((row for row in all_rows(self.model.rows()) if row.key == key), None)

    def _path_of(self, key: str) -> Path | None:
        row = self._row(key)
        return None if row is None else row.path
