"""The sheet that asks for what opens protected documents: a password or a one-time code."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.gui.metrics import GAP, GAP_PANE
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.field import Field, line_edit
from app.gui.widgets.labels import Label
from app.gui.widgets.secret_edit import SecretEdit
from app.gui.widgets.sheet import Sheet
from app.services.errors import Key, Locked
from app.services.ports import DownloadKeys
from app.services.secrets.secret import Secret


class UnlockSheet(Sheet):
    """Asks once; what is entered is handed over and kept nowhere.

    Signals:
        unlocked: the `DownloadKeys` with which to try again
        code_wanted: a code is to be sent, which writes to the user
    """

    unlocked = Signal(object)
    code_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        locked: Locked,
        given: DownloadKeys,
        title: str,
        parent: QWidget | None = None,
    ) -> None:
        """`given` is what was entered before; `title` is the agreement's."""
        self._needs = locked.needs
        self._given = given
        super().__init__(theme, self.tr("Protected documents"), parent)
        self._build_widgets(title)
        self._build_layout()
        self.send_code.clicked.connect(self.code_wanted)
        self.value.textChanged.connect(self._on_changed)
        self.download.clicked.connect(self._on_download)
        self.cancel.clicked.connect(self.reject)
        if locked.wrong:
            self.field.set_wrong(" ".join(filter(None, (locked.title, locked.next_step))))
        self._on_changed()
        self.fit()
        self.value.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_sending(self) -> None:
        """A code is being asked for."""
        self.send_code.set_possible(False, self.tr("The service is being asked."))
        self.field.set_note(self.tr("Asking for a code…"))

    def show_sent(self, to: str) -> None:
        """A code is on its way, to `to` where the service tells that."""
        self._offer_another()
        where = self.tr("A code is on its way to {to}.").format(to=to)
        self.field.set_note(where if to else self.tr("A code is on its way to you."))
        self.fit()
        self.value.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_trouble(self, words: str) -> None:
        """No code was sent, or nobody knows: say what the service said."""
        self._offer_another()
        self.field.set_wrong(words)
        self.fit()

    def _offer_another(self) -> None:
        self.send_code.setText(self.tr("Have another code sent"))
        self.send_code.set_possible(True)

    def _build_widgets(self, title: str) -> None:
        is_password = self._needs is Key.PASSWORD
        if is_password:
            words = self.tr(
                "A password opens the documents of “{title}”. Their owner chose it; Countersign"
                " does not keep it."
            )
            self.value: QLineEdit = SecretEdit(self.theme, name="password")
        else:
            words = self.tr(
                "A one-time code opens the documents of “{title}”. The service sends one to you"
                " at once when you ask for it."
            )
            self.value = line_edit(self.theme, fixed=True, name="code")
        self._words = Label(self.theme, words.format(title=title), wrap=True)
        label = self.tr("Password") if is_password else self.tr("One-time code")
        self.field = Field(self.theme, label, self.value)
        self.send_code = Button(self.theme, self.tr("Have a code sent"), name="send-code")
        self.send_code.setVisible(not is_password)
        self.cancel = Button(self.theme, self.tr("Cancel"), name="cancel")
        self.download = Button(
            self.theme, self.tr("Download"), kind="primary", name="download-unlocked"
        )
        self.download.setDefault(True)

    def _build_layout(self) -> None:
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(GAP_PANE, GAP_PANE, GAP_PANE, GAP_PANE)
        layout.setSpacing(GAP)
        layout.addWidget(self._words)
        layout.addWidget(self.field)
        self.add_foot(self.send_code, left=True)
        self.add_foot(self.cancel)
        self.add_foot(self.download)

    @Slot()
    def _on_changed(self) -> None:
        ready = bool(self.value.text().strip())
        why = {
            Key.PASSWORD: self.tr("Enter the password first."),
            Key.CODE: self.tr("Enter the code first."),
        }[self._needs]
        self.download.set_possible(ready, why)

    @Slot()
    def _on_download(self) -> None:
        entered = self.value.text()
        self.value.clear()
        if self._needs is Key.PASSWORD:
            keys = DownloadKeys(password=Secret(entered), code=self._given.code)
        else:
            keys = DownloadKeys(password=self._given.password, code=Secret(entered.strip()))
        self.accept()
        self.unlocked.emit(keys)
