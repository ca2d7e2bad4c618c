"""What SigningHub adds to the documents itself: documents of its library, and a template."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.kinds import ServiceKind
from app.domain.signinghub_library import (
    WantedTemplate,
    library_of,
    template_of,
    with_library,
    with_template,
    without_library_document,
)
from app.gui.composer.session import Session
from app.gui.metrics import GAP, GAP_CARD, GAP_PAIR
from app.gui.participants.growing_rows import GrowingRows
from app.gui.tasks import Tasks
from app.gui.theme import Theme
from app.gui.uploader.shelf_sheet import Kept, ShelfSheet
from app.gui.widgets.buttons import Button, icon_button
from app.gui.widgets.card import Card
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import ElidedLabel, Label
from app.gui.widgets.section_header import SectionHeader
from app.services.shelf import PackageTemplate, Shelf


class FromAccount(QWidget):
    """A section below the documents; shown for SigningHub only.

    Signals:
        removed: a sentence about what was removed and can be brought back by undoing
    """

    removed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        session: Session,
        shelf: Shelf,
        tasks: Tasks,
        parent: QWidget | None = None,
    ) -> None:
        """Choose from what the account of `session` keeps."""
        super().__init__(parent)
        self.theme = theme
        self._session, self._shelf, self._tasks = session, shelf, tasks
        self._head = SectionHeader(theme, self.tr("From SigningHub"))
        self.add = Button(
            theme, self.tr("From the library…"), icon="plus", size="small", name="add-library"
        )
        self.choose = Button(
            theme, self.tr("Template…"), icon="layers", size="small", name="choose-template"
        )
        self.choose.set_purpose(self.tr("Apply a template of the account when it is sent"))
        self._head.add(self.choose)
        self._head.add(self.add)
        self._about = Label(theme, role="caption", token="text-2", wrap=True)
        self._card = Card(theme)
        self.template = KeptLine(theme, "layers", "template")
        self.everywhere = QCheckBox(self.tr("Apply it to every document"))
        self.everywhere.setObjectName("template-everywhere")
        self.documents = GrowingRows(self._a_line)
        self._build_layout()
        self._connect()
        self._refresh()

    def _a_line(self) -> "KeptLine":
        line = KeptLine(self.theme, "file-text", "library")
        line.removed.connect(self._on_removed)
        return line

    def _build_layout(self) -> None:
        column = QVBoxLayout(self._card)
        column.setContentsMargins(14, GAP_CARD, GAP_CARD, GAP_CARD)
        column.setSpacing(GAP_PAIR)
        column.addWidget(self.template)
        column.addWidget(self.everywhere)
        column.addLayout(self.documents)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        for widget in (self._head, self._about, self._card):
            layout.addWidget(widget)

    def _connect(self) -> None:
        self._session.changed.connect(self._refresh)
        self.add.clicked.connect(self._on_add)
        self.choose.clicked.connect(self._on_choose)
        self.template.removed.connect(self._on_template_removed)
        self.everywhere.clicked.connect(self._on_everywhere)

    # -- what happens -------------------------------------------------------------------------

    @Slot()
    def _on_add(self) -> None:
        self._open(templates=False)

    @Slot()
    def _on_choose(self) -> None:
        self._open(templates=True)

    def _open(self, *, templates: bool) -> None:
        account = self._session.account
        if account is None or self._session.is_locked:
            return
        sheet = ShelfSheet(
            self.theme, account, self._shelf, self._tasks, self.window(), templates=templates
        )
        sheet.chosen.connect(self._on_chosen)
        sheet.open()

    @Slot(tuple)
    def _on_chosen(self, kept: tuple[Kept, ...]) -> None:
        agreement = self._session.agreement
        documents = list(library_of(agreement))
        for each in kept:
            if isinstance(each, PackageTemplate):
                self._session.change(with_template(agreement, WantedTemplate(name=each.name)))
                return
            documents.append(each)
        self._session.change(with_library(agreement, tuple(documents)))

    @Slot()
    def _on_removed(self) -> None:
        place = self.documents.place_of(self.sender())
        name = library_of(self._session.agreement)[place].shown_name
        self._session.change(without_library_document(self._session.agreement, place))
        self.removed.emit(self.tr("{name} is not added any more.").format(name=name))

    @Slot()
    def _on_template_removed(self) -> None:
        self._session.change(with_template(self._session.agreement, None))
        self.removed.emit(self.tr("No template is applied any more."))

    @Slot(bool)
    def _on_everywhere(self, on: bool) -> None:
        template = template_of(self._session.agreement)
        if template is not None:
            wanted = WantedTemplate(name=template.name, apply_to_all=on)
            self._session.change(with_template(self._session.agreement, wanted))

    # -- what is shown ------------------------------------------------------------------------

    @Slot()
    def _refresh(self) -> None:
        session = self._session
        library, template = library_of(session.agreement), template_of(session.agreement)
        here, locked = session.service is ServiceKind.SIGNINGHUB, session.is_locked
        self.setVisible((here and not locked) or bool(library) or template is not None)
        for button in (self.add, self.choose):
            button.setVisible(here and not locked)
        self._about.setText(self._said(here=here))
        self._card.setVisible(bool(library) or template is not None)
        self.template.setVisible(template is not None)
        several = len(session.agreement.documents) > 1
        self.everywhere.setVisible(template is not None and several)
        if template is not None:
            words = self.tr("Template “{name}”").format(name=template.name)
            self.template.show_name(words, locked=locked)
            self.everywhere.setChecked(template.apply_to_all)
            self.everywhere.setEnabled(not locked)
        for line, each in zip(self.documents.set_count(len(library)), library, strict=True):
            line.show_name(each.shown_name, locked=locked)

    def _said(self, *, here: bool) -> str:
        if not here:
            return self.tr("Only SigningHub adds these.")
        return self.tr(
            "Documents that the account keeps follow yours; nobody signs on them. A template "
            "brings people and fields: your people take its places in order, role by role."
        )


class KeptLine(QWidget):
    """One document or template.

    Signals:
        removed: it is to go
    """

    removed = Signal()

    def __init__(self, theme: Theme, icon: str, name: str, parent: QWidget | None = None) -> None:
        """`name` tells the buttons of documents from that of the template."""
        super().__init__(parent)
        self.words = ElidedLabel(theme)
        self.remove = icon_button(
            theme, "x", self.tr("Remove"), size="small", name=f"remove-{name}"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(Glyph(theme, icon, "text-2"))
        row.addWidget(self.words, 1)
        row.addWidget(self.remove)
        self.remove.clicked.connect(self.removed)

    def show_name(self, words: str, *, locked: bool) -> None:
        """Show what it is called."""
        self.words.setText(words)
        self.remove.setVisible(not locked)
