"""The actions in the viewer: its card, its menus, its banners and its tree."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.gui.actions.menu import agreement_actions, person_actions
from app.gui.actions.room import ActionRoom
from app.gui.theme import Theme
from app.gui.tracking.deed_words import deed_words
from app.gui.tracking.model import WorkflowRole
from app.gui.tracking.panel import WorkflowPanel
from app.gui.tracking.rows import WorkflowRow
from app.gui.widgets.banner import Notice
from app.services.tracking.tracked import TrackedAgreement

_PERSON = "person:"
_NOTICE = "action:"


class ViewerActions(QObject):
    """Leads from what is offered to a sheet, and from what was done back into the viewer."""

    def __init__(
        self, theme: Theme, room: ActionRoom, panel: WorkflowPanel, parent: QObject
    ) -> None:
        """Work for `panel`."""
        super().__init__(parent)
        self._theme = theme
        self._room = room
        self._panel = panel
        self._menus: list[tuple[QMenu, list[QAction]]] = []
        self._doubts: tuple[str, ...] = ()
        self._closed: set[str] = set()
        panel.banners.closed.connect(self._on_closed)
        panel.shown.connect(self._on_shown)
        panel.action_requested.connect(self._on_notice_action)
        panel.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        panel.view.customContextMenuRequested.connect(self._on_context_menu)
        room.briefed.connect(self._on_briefed)
        room.told.connect(self._on_told)

    def fill(self, *menus: QMenu) -> None:
        """Begin these menus with what is offered, each time they are opened."""
        for menu in menus:
            self._menus.append((menu, []))
            menu.aboutToShow.connect(self._on_about_to_show)
            menu.triggered.connect(self._on_triggered)

    @Slot(object)
    def _on_shown(self, tracked: TrackedAgreement) -> None:
        times = self._panel.times
        if times is not None:
            self._room.show(tracked, times)

    @Slot()
    def _on_briefed(self) -> None:
        notices = [each for each in self._room.notices() if each.key not in self._closed]
        for key in self._doubts:
            if key not in {each.key for each in notices}:
                self._panel.banners.remove_notice(key)
        for notice in notices:
            self._panel.banners.show_notice(notice)
        self._doubts = tuple(each.key for each in notices)
        self._panel.set_records(self._room.records)

    @Slot(object)
    def _on_told(self, notice: Notice) -> None:
        self._doubts = tuple(key for key in self._doubts if key != notice.key)
        self._panel.banners.show_notice(notice)

    @Slot(str)
    def _on_closed(self, key: str) -> None:
        self._closed.add(key)

    @Slot(str, str)
    def _on_notice_action(self, key: str, action: str) -> None:
        if key.startswith(_NOTICE):
            self._room.answer(key.removeprefix(_NOTICE), action)

    # -- menus -----------------------------------------------------------------------------

    @Slot()
    def _on_about_to_show(self) -> None:
        for menu, shown in self._menus:
            if menu is self.sender():
                self._refill(menu, shown)

    def _refill(self, menu: QMenu, shown: list[QAction]) -> None:
        for action in shown:
            menu.removeAction(action)
            action.deleteLater()
        shown.clear()
        tracked = self._panel.tracked
        if tracked is None or tracked.observation is None or not self._panel.isVisible():
            return
        first = next(iter(menu.actions()), None)
        shown += agreement_actions(self._theme, self._room.offers, tracked.observation, menu)
        if shown:
            line = QAction(menu)
            line.setSeparator(True)
            shown.append(line)
        for action in shown:
            menu.insertAction(first, action) if first is not None else menu.addAction(action)

    @Slot(QPoint)
    def _on_context_menu(self, at: QPoint) -> None:
        view = self._panel.view
        path = view.indexAt(at).data(WorkflowRole.PATH) or ()
        person = next((key for key in path if key.startswith(_PERSON)), "")
        menu = QMenu(view)
        row = view.indexAt(at).data(WorkflowRole.ROW)
        if isinstance(row, WorkflowRow) and row.deed:
            action = menu.addAction(deed_words(row))
            action.triggered.connect(partial(view.deed_requested.emit, row.deed))
        if person:
            key = person.removeprefix(_PERSON)
            menu.addActions(person_actions(self._theme, self._room.offers, key, menu))
        if menu.isEmpty():
            menu.deleteLater()
            return
        menu.triggered.connect(self._on_triggered)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(view.viewport().mapToGlobal(at))

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        key = action.data()
        if isinstance(key, str):
            self._room.start(key)
