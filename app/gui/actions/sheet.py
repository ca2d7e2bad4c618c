"""The sheet before an action: who, what is asked, what it will cause, and the button."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.gui.actions.asking import Look, Outlook, SheetFace
from app.gui.actions.effects import EffectList
from app.gui.actions.fields import AskedFields
from app.gui.actions.framed import FramedSheet
from app.gui.metrics import GAP_CARD
from app.gui.theme import Theme
from app.gui.widgets.banner import Notice
from app.gui.widgets.buttons import Button
from app.gui.widgets.card import Line
from app.gui.widgets.labels import Label


class ActionSheet(FramedSheet):
    """Asks, says the effects, and stays until the outcome is told.

    While it is under way the safe button takes it back as long as nothing has left.

    Signals:
        perform_requested: what was typed
        stop_requested: take it back, if nothing has left yet
    """

    perform_requested = Signal(object)
    stop_requested = Signal()

    def __init__(
        self, theme: Theme, face: SheetFace, look: Look, parent: QWidget | None = None
    ) -> None:
        """`look` says how it stands with what is typed, from the beginning."""
        super().__init__(theme, face, parent)
        self._face = face
        self._look = look
        self._busy = ""
        self._outlook: Outlook | None = None
        self._typed_at: QWidget | None = None
        self._build_widgets()
        self._build_layout()
        self._connect()
        self._refresh()
        if not self.fields.focus_first():
            self.refuse.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def outlook(self) -> Outlook | None:
        """How it stands."""
        return self._outlook

    def show_busy(self, words: str) -> None:
        """The action is under way; `words` say what is being done."""
        self._typed_at = self.focusWidget()
        self._busy = words
        self.drop_trouble()
        self._refresh()
        self.refuse.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_trouble(self, notice: Notice) -> None:
        """It was not done: say why above what was typed, which stays."""
        self._busy = ""
        self.say_trouble(notice)
        self._refresh()
        back = self._typed_at or self.refuse
        back.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- building --------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        theme, face = self.theme, self._face
        self.fields = AskedFields(theme, face.fields)
        self.fields.setVisible(bool(face.fields))
        self._heading = Label(theme, self.tr("What this will cause"), weight=600)
        self.effects = EffectList(theme)
        self._nothing = Label(theme, self.tr("Nothing yet."), token="text-2")
        self.refuse = Button(theme, face.refuse or self.tr("Cancel"), name="refuse")
        self.perform = Button(theme, kind=face.kind, name="perform")
        self._safe_first = face.kind == "danger"

    def _build_layout(self) -> None:
        inside = self.inside
        inside.setSpacing(0)
        inside.addSpacing(14)
        inside.addWidget(self.fields)
        inside.addSpacing(18 if self._face.fields else 2)
        inside.addWidget(self._heading)
        inside.addSpacing(6)
        inside.addWidget(Line(self.theme))
        inside.addSpacing(GAP_CARD)
        inside.addWidget(self._nothing)
        inside.addWidget(self.effects)
        inside.addStretch(1)
        self.add_foot(self.refuse)
        self.add_foot(self.perform)

    def _connect(self) -> None:
        self.fields.changed.connect(self._on_fields_changed)
        self.refuse.clicked.connect(self.reject)
        self.perform.clicked.connect(self._on_perform_clicked)

    # -- how it stands ---------------------------------------------------------------------

    @Slot()
    def _on_fields_changed(self) -> None:
        self.drop_trouble()
        self._refresh()

    def _refresh(self) -> None:
        outlook = self._outlook = self._look(self.fields.typed())
        self.fields.show_outlook(outlook)
        self.fields.setEnabled(not self._busy)
        self.effects.set_lines(outlook.lines)
        self._nothing.setVisible(not outlook.lines)
        self.note.setText(self._busy or outlook.foot)
        self.perform.setText(outlook.action)
        self.perform.set_possible(not (self._busy or outlook.reason), self._busy or outlook.reason)
        self.perform.setDefault(not self._safe_first and not outlook.reason)
        self.refuse.setDefault(self._safe_first or bool(outlook.reason))
        # Rows that came or went count only when the event loop has seen them.
        QTimer.singleShot(0, self, self.fit)
        self.fit()

    @Slot()
    def _on_perform_clicked(self) -> None:
        self.perform_requested.emit(self.fields.typed())

    @override
    def reject(self) -> None:
        if self._busy:
            self.stop_requested.emit()
        super().reject()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and self._busy:
            return
        if event.key() in keys and self.perform.hasFocus():
            # Whoever went to the grave button by Tab means it; the other one is only the default.
            self.perform.click()
            return
        super().keyPressEvent(event)
