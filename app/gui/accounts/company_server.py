"""The part of the form about servers that a company runs itself: its authority, our certificate."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.json_value import JsonObject
from app.gui.accounts.values import value_label
from app.gui.metrics import GAP, GAP_CARD
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.field import Field, line_edit
from app.gui.widgets.labels import Label
from app.gui.widgets.line_action import add_line_action
from app.gui.widgets.secret_edit import SecretEdit
from app.services.accounts import KEY_PASSPHRASE, NO_FILES, CertificateFiles

_FILES: Final = ("authority_file", "certificate_file", "key_file")

ChooseFile = Callable[[QWidget, str], str]
"""Lets the user choose a file for what the words say; empty when he does not."""


def chosen_certificate(parent: QWidget, title: str) -> str:
    """Ask with the system's own dialog."""
    kinds = parent.tr("Certificates (*.pem *.crt *.cer *.key);;All files (*)")
    name, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return name


class CompanyServer(QWidget):
    """Three files and a passphrase behind a link, for the few who need them.

    Signals:
        edited: something was typed or chosen
        submitted: Enter was pressed in a line
    """

    edited = Signal()
    submitted = Signal()

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        choose: ChooseFile = chosen_certificate,
    ) -> None:
        """Begin empty and closed."""
        super().__init__(parent)
        self.theme = theme
        self._choose = choose
        self._build_widgets()
        self._build_layout()
        self._connect()
        self.set_open(shown=False)

    def members(self) -> JsonObject:
        """What was entered, by the names in the `account add` object; nothing where it is empty."""
        # Blanks may belong to a passphrase, and to no path.
        typed = {name: line.text() for name, line in self.lines.items()}
        return {name: text for name, text in typed.items() if text.strip()}

    def fill(self, files: CertificateFiles) -> None:
        """Show where the files of an account are; a passphrase is never shown."""
        paths = (files.authorities, files.certificate, files.key)
        for name, path in zip(_FILES, paths, strict=True):
            self.lines[name].setText(path)
        self.set_open(shown=files != NO_FILES)

    def set_open(self, *, shown: bool) -> None:
        """Show the lines, or only the link to them."""
        self._page.setVisible(shown)
        self._link.set_icon("chevron-down" if shown else "chevron-right")
        self._link.setAccessibleDescription(self.tr("open") if shown else self.tr("closed"))

    def clear(self) -> None:
        """Forget what was entered, also for undoing."""
        for line in self.lines.values():
            line.setText("")

    # -- building --------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        self._link = Button(
            self.theme, self.tr("Company server"), kind="link", name="company-server"
        )
        self._why = Label(
            self.theme,
            self.tr(
                "Only for a server that your company runs itself. The files come from your"
                " administrator and stay where they are."
            ),
            role="caption",
            token="text-2",
            wrap=True,
        )
        self._page = QWidget()
        self.lines: dict[str, QLineEdit] = {}
        for name in _FILES:
            words = self.tr("if it is in another file") if name == "key_file" else ""
            line = line_edit(
                self.theme, placeholder=words or self.tr("a file, optional"), name=name
            )
            icon = self.theme.icon("folder-open", "text-2", on_token="accent-text")
            add_line_action(line, icon, self.tr("Choose a file…")).triggered.connect(
                lambda _checked=False, name=name: self._on_choose(name)
            )
            self.lines[name] = line
        self.lines[KEY_PASSPHRASE] = SecretEdit(self.theme, name=KEY_PASSPHRASE)
        self.fields = {
            name: Field(self.theme, value_label(name), line) for name, line in self.lines.items()
        }

    def _build_layout(self) -> None:
        grid = QGridLayout(self._page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP_CARD)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._why, 0, 0, 1, 2)
        for place, field in enumerate(self.fields.values()):
            grid.addWidget(field, 1 + place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._page)

    def _connect(self) -> None:
        self._link.clicked.connect(self._on_link_clicked)
        for line in self.lines.values():
            line.textEdited.connect(self.edited)
            line.returnPressed.connect(self.submitted)

    # -- what happens ----------------------------------------------------------------------

    @Slot()
    def _on_link_clicked(self) -> None:
        self.set_open(shown=self._page.isHidden())

    def _on_choose(self, name: str) -> None:
        chosen = self._choose(self, value_label(name))
        if chosen:
            self.lines[name].setText(chosen)
            self.edited.emit()
