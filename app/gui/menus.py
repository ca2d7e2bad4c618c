"""The commands of the window, their keys, and the menus in which they stand."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from app.domain.attention import View
from app.domain.kinds import ServiceKind
from app.gui.models.entry import Entry, EntryKind
from app.gui.models.view_words import view_word
from app.gui.theme import Appearance

Standard = QKeySequence.StandardKey


class Commands(QObject):
    """Every command as an action; the window connects them and says what is possible.

    Signals:
        view_chosen: the `View` to show
        look_chosen: the `Appearance` to wear
    """

    view_chosen = Signal(object)
    look_chosen = Signal(object)

    def __init__(self, window: QWidget, *, practice: bool) -> None:
        """`window` owns the actions, so that their keys work everywhere in it."""
        super().__init__(window)
        self._window = window
        self._practice = practice
        self._build_file()
        self._build_edit()
        self._build_view()
        self._build_agreement()
        self._build_rest()
        self.set_current(None)

    def set_current(self, entry: Entry | None) -> None:
        """Switch on what can be done with the selected entry."""
        is_tracked = entry is not None and entry.kind is EntryKind.TRACKED
        is_draft = entry is not None and entry.kind is EntryKind.DRAFT
        for action in (self.next_step, self.download, self.copy_text, self.copy_id, self.stop):
            action.setEnabled(is_tracked)
        at_scrive = entry is not None and entry.service is ServiceKind.SCRIVE
        self.web_page.setEnabled(is_tracked and at_scrive)
        self.web_page.setVisible(at_scrive or not is_tracked)
        for action in (self.export, self.delete):
            action.setEnabled(is_draft)
        for action in (self.go_on, self.versions):
            action.setEnabled(is_draft and entry is not None and not entry.is_damaged)
        self.people.menuAction().setEnabled(is_tracked)

    def set_look(self, appearance: Appearance) -> None:
        """Mark the look that is worn."""
        for action in self.looks.actions():
            action.setChecked(_word_of(action) == appearance)

    def set_accounts(self, *, any_account: bool) -> None:
        """Switch on what needs an account."""
        for action in (self.follow, self.check, self.check_all):
            action.setEnabled(any_account)

    def fill(self, bar: QMenuBar) -> None:
        """Put everything into the menu bar."""
        for menu, actions in self._menus():
            bar.addMenu(menu)
            _fill(menu, actions)

    def fill_more(self, menu: QMenu) -> None:
        """Put what belongs to one agreement into the menu behind its three dots."""
        support = menu.addMenu(self.tr("Details for support"))
        support.addAction(self.copy_id)
        rows: list[QAction | QMenu | None] = [
            *(self.check, self.web_page, self.copy_text, support, None, self.stop)
        ]
        if self._practice:
            rows.insert(0, self.people)
        _fill(menu, rows)

    def _menus(self) -> list[tuple[QMenu, list[QAction | QMenu | None]]]:
        practice = self.leave_practice if self._practice else self.practise
        look = QMenu(self.tr("Look"), self._window)
        look.addActions(self.looks.actions())
        agreement: list[QAction | QMenu | None] = [
            *(self.next_step, self.check, self.check_all, None),
            *(self.download, self.web_page, self.copy_text, self.copy_id, self.stop, None),
            *(self.go_on, self.versions, self.export, self.delete),
        ]
        if self._practice:
            agreement += [None, self.people]
        pages = [
            *(self.people_help, self.fields_help, self.outbox_help),
            *(self.sent_help, self.following_help, self.format),
        ]
        help_menu: list[QAction | QMenu | None] = [*pages, self.folder]
        if self._practice:
            help_menu.append(self.inbox)
        return [
            (
                self._menu(self.tr("&File")),
                [
                    *(self.new, self.from_template, self.open, self.follow, None),
                    *(practice, None, self.quit),
                ],
            ),
            (self._menu(self.tr("&Edit")), [self.find, None, self.copy_text]),
            (
                self._menu(self.tr("&View")),
                [*self.views.values(), None, self.narrow, self.next_pane, None, look],
            ),
            (self.agreement, agreement),
            (self._menu(self.tr("A&ccounts")), [self.accounts]),
            (self._menu(self.tr("&Help")), [*help_menu, None, self.about]),
        ]

    def _build_file(self) -> None:
        self.new = self._action("new-agreement", self.tr("&New agreement"), Standard.New)
        self.from_template = self._action("from-template", self.tr("New from &template…"))
        self.open = self._action("open", self.tr("&Open an .agreement file…"), Standard.Open)
        self.follow = self._action(
            "follow", self.tr("&Follow an agreement made elsewhere…"), "Ctrl+Shift+O"
        )
        self.practise = self._action("practise", self.tr("&Practise"))
        self.leave_practice = self._action("leave-practice", self.tr("Leave &practice"))
        self.quit = self._action("quit", self.tr("&Quit"), "Ctrl+Q")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

    def _build_edit(self) -> None:
        self.find = self._action("find", self.tr("&Find in the list"), Standard.Find)
        self.copy_text = self._action(
            "copy-text", self.tr("Copy the &workflow as text"), "Ctrl+Shift+C"
        )

    def _build_view(self) -> None:
        self.views: dict[View, QAction] = {}
        for place, view in enumerate(View, 1):
            action = self._action(f"view-{view}", view_word(view), f"Alt+{place}")
            action.setData(view.value)
            action.triggered.connect(self._on_view)
            self.views[view] = action
        self.narrow = self._action("narrow", self.tr("&Narrow sidebar"), "F9")
        self.narrow.setCheckable(True)
        self.next_pane = self._action("next-pane", self.tr("Ne&xt pane"), "F6")
        self.looks = QActionGroup(self)
        for appearance, text in (
            (Appearance.SYSTEM, self.tr("&System")),
            (Appearance.LIGHT, self.tr("&Light")),
            (Appearance.DARK, self.tr("&Dark")),
        ):
            action = self._action(f"look-{appearance}", text)
            action.setCheckable(True)
            action.setData(appearance.value)
            action.triggered.connect(self._on_look)
            self.looks.addAction(action)

    def _build_agreement(self) -> None:
        self.agreement = self._menu(self.tr("A&greement"))
        self.next_step = self._action("next-step", self.tr("Do the &best next step"), "Ctrl+R")
        self.check = self._action("check", self.tr("&Check now"), "F5")
        self.check_all = self._action("check-all", self.tr("Check &everything now"), "Shift+F5")
        self.download = self._action("download", self.tr("&Download the files…"), "Ctrl+D")
        self.web_page = self._action("web-page", self.tr("Open in Sc&rive"))
        self.copy_id = self._action("copy-id", self.tr("Copy the service's &id"))
        self.stop = self._action("stop-following", self.tr("&Stop following…"))
        self.go_on = self._action("continue", self.tr("C&ontinue draft"))
        self.versions = self._action("versions", self.tr("Earlier &versions…"))
        self.export = self._action("export", self.tr("Save as &file…"), Standard.SaveAs)
        self.delete = self._action("delete", self.tr("Dele&te draft…"))
        self.people = QMenu(self.tr("&Play a person"), self._window)

    def _build_rest(self) -> None:
        self.accounts = self._action("accounts", self.tr("&Accounts…"))
        self.inbox = self._action("inbox", self.tr("Practice &inbox"))
        self.people_help = self._action("people-help", self.tr("People and &groups"))
        self.fields_help = self._action("fields-help", self.tr("Fields on &pages"))
        self.outbox_help = self._action("outbox-help", self.tr("What the &outbox says"))
        self.sent_help = self._action("sent-help", self.tr("What can be done a&fter sending"))
        self.following_help = self._action(
            "following-help", self.tr("How agreements are fo&llowed")
        )
        self.format = self._action("format", self.tr("The .agreement &format"))
        self.folder = self._action("folder", self.tr("Show the &data folder"))
        self.about = self._action("about", self.tr("&About Countersign"))
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    def _menu(self, title: str) -> QMenu:
        return QMenu(title, self._window)

    def _action(self, name: str, text: str, key: str | Standard | None = None) -> QAction:
        action = QAction(text, self._window)
        action.setObjectName(name)
        if key is not None:
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            self._window.addAction(action)
        return action

    def _on_view(self) -> None:
        self.view_chosen.emit(View(_word_of(self.sender())))

    def _on_look(self) -> None:
        self.look_chosen.emit(Appearance(_word_of(self.sender())))


def _word_of(sender: QObject) -> str:
    """What an action stands for; Qt gives words of ours back as plain text."""
    return str(sender.data()) if isinstance(sender, QAction) else ""


def _fill(menu: QMenu, actions: Sequence[QAction | QMenu | None]) -> None:
    """None is a line between groups."""
    for action in actions:
        if action is None:
            menu.addSeparator()
        elif isinstance(action, QMenu):
            menu.addMenu(action)
        else:
            menu.addAction(action)
