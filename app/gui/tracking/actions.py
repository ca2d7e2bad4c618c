"""What the user does with a tracked agreement: check, follow, download, copy, let go, play."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.gui.actions.room import ActionRoom
from app.gui.actions.steps import draft_steps, next_steps
from app.gui.checking import Checker
from app.gui.menus import Commands
from app.gui.practice import PlayedPerson, PracticeStage, fill_people_menu
from app.gui.tasks import TaskContext, Tasks
from app.gui.theme import Theme
from app.gui.tracking.acting import ViewerActions
from app.gui.tracking.blocker_words import first_waiting
from app.gui.tracking.downloads import Download, Downloads
from app.gui.tracking.events import Events
from app.gui.tracking.follow_dialog import FollowDialog
from app.gui.tracking.page_opener import PageOpener
from app.gui.tracking.panel import WorkflowPanel
from app.gui.tracking.unlocking import Unlocking
from app.gui.trouble import trouble
from app.gui.widgets.banner import Notice, NoticeAction
from app.gui.widgets.blocker_card import NextStep
from app.gui.widgets.question import Question
from app.gui.widgets.states import State
from app.services.accounts import Account
from app.services.desk import Desk
from app.services.errors import Locked
from app.services.ports import DownloadedFile
from app.services.tracking.tracked import TrackedAgreement

DOWNLOAD = "download"
OPEN_FOLDER = "open-folder"
_WRITE = "write"
_PLAY = "play"
_LONGEST = 80
"""So many letters of file names fit into a banner."""


class TrackedActions(QObject):
    """Carries out commands about the agreement in the viewer; trouble becomes a banner there.

    Signals:
        followed: the `TrackedAgreement` that is followed now
    """

    followed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        desk: Desk,
        tasks: Tasks,
        checker: Checker,
        downloads: Downloads,
        stage: PracticeStage | None,
        parent: QWidget,
    ) -> None:
        """`parent` is the window; `stage` lets people act in practice."""
        super().__init__(parent)
        self._theme = theme
        self._tracking = desk.tracking
        self._accounts = desk.accounts
        self._tasks = tasks
        self._checker = checker
        self._downloads = downloads
        self._stage = stage
        self._window = parent
        self._panel: WorkflowPanel | None = None
        self.room = ActionRoom(theme, desk.actions, tasks, parent)
        Unlocking(theme, desk.tracking, tasks, downloads, parent)
        self.pages = PageOpener(desk.accounts, tasks, self)
        self.pages.said.connect(self._say)

    def set_panel(self, panel: WorkflowPanel) -> None:
        """Work with this viewer."""
        self._panel = panel
        self._acting = ViewerActions(self._theme, self.room, panel, self)
        events = Events(self._accounts, self._tasks, self._downloads.ask_folder, panel, self)
        events.saved.connect(self._on_certificate_saved)
        events.said.connect(self._say)
        panel.download_requested.connect(self.download)
        panel.step_requested.connect(self._on_step)
        panel.action_requested.connect(self._on_notice_action)
        panel.downloads.cancel_requested.connect(self._downloads.cancel)
        self._downloads.started.connect(self._on_download_started)
        self._downloads.progressed.connect(panel.downloads.show_step)
        self._downloads.saved.connect(self._on_saved)
        self._downloads.failed.connect(self._on_download_failed)
        self._downloads.ended.connect(panel.downloads.hide)

    def connect_commands(self, commands: Commands, more: QMenu) -> None:
        """Do what the commands about a tracked agreement say; `more` are the viewer's dots."""
        for action, slot in (
            (commands.check, self.check),
            (commands.check_all, self.check_all),
            (commands.download, self.download),
            (commands.next_step, self.do_next_step),
            (commands.web_page, self.open_web_page),
            (commands.copy_text, self.copy_text),
            (commands.copy_id, self.copy_id),
            (commands.stop, self.stop_following),
        ):
            action.triggered.connect(slot)
        every = QAction(self.tr("Download all copies…"), more)
        every.triggered.connect(self.download_copies)
        after = next(iter(more.actions()), None)
        more.insertAction(after, every) if after is not None else more.addAction(every)
        more.aboutToShow.connect(partial(self._show_copies_action, every))
        commands.people.aboutToShow.connect(partial(self.fill_people, commands.people))
        commands.people.triggered.connect(self.play)
        self._acting.fill(more, commands.agreement)

    def steps_for(self, tracked: TrackedAgreement) -> Sequence[NextStep]:
        """What can be done for the one for whom everybody waits, or with what was recalled."""
        observation = tracked.observation
        person = first_waiting(observation) if observation is not None else None
        if person is None:
            return draft_steps(self.room.offers)
        first_name = (person.name or person.email).split(" ")[0]
        if self._stage is not None:
            text = self.tr("Act as {name}").format(name=first_name)
            others = next_steps(self.room.offers, person)[:1]
            play = NextStep(key=_PLAY, text=text, best=True)
            return (play, *(replace(each, best=False) for each in others))
        steps = next_steps(self.room.offers, person)
        if steps or not person.email:
            return steps
        text = self.tr("Write to {name}…").format(name=first_name)
        return (NextStep(key=_WRITE, text=text, best=True),)

    # -- commands --------------------------------------------------------------------------

    @Slot()
    def do_next_step(self) -> None:
        """Do the best next step of the card, as its button would."""
        tracked = self._shown()
        steps = self.steps_for(tracked) if tracked is not None else ()
        best = next((each for each in steps if each.best), None)
        if best is not None:
            self._on_step(best.key)

    @Slot()
    def check(self) -> None:
        """Ask the service about this one now, and about the others after it."""
        tracked = self._shown()
        self._checker.check(tracked.id if tracked else "")

    @Slot()
    def check_all(self) -> None:
        """Ask about everything now."""
        self._checker.check()

    @Slot()
    def download(self) -> None:
        """Save the files into a folder that the user chooses."""
        tracked = self._shown()
        if tracked is not None:
            self._downloads.start(tracked.id, tracked.title)

    @Slot()
    def download_copies(self) -> None:
        """Save the files of every copy of the agreement in the viewer."""
        tracked, panel = self._shown(), self._panel
        if tracked is not None and panel is not None and panel.copies:
            self._downloads.start_all(panel.copies, tracked.title)

    @Slot()
    def open_web_page(self) -> None:
        """Show the agreement at its service, in the browser."""
        tracked = self._shown()
        if tracked is not None:
            self.pages.open(tracked)

    @Slot()
    def copy_text(self) -> None:
        """Put the workflow on the clipboard as indented lines."""
        if self._panel is not None and self._shown() is not None:
            QApplication.clipboard().setText(self._panel.text())

    @Slot()
    def copy_id(self) -> None:
        """Put the service's id on the clipboard."""
        tracked = self._shown()
        if tracked is not None:
            QApplication.clipboard().setText(tracked.service_id)

    @Slot()
    def stop_following(self) -> None:
        """Ask, then take the agreement off the list, with all of its copies where it has some."""
        tracked, panel = self._shown(), self._panel
        if tracked is None or panel is None:
            return
        ids = [each.id for each in panel.copies] or [tracked.id]
        meaning = [self.tr("It goes on at the service. You can follow it again with its id.")]
        if len(ids) > 1:
            words = self.tr("All {count} copies of it are followed no more.")
            meaning.insert(0, words.format(count=len(ids)))
        question = Question(
            self._theme,
            self._window,
            question=self.tr("Stop following “{title}”?").format(title=tracked.title),
            meaning=tuple(meaning),
            action=self.tr("Stop following"),
            kind="danger",
        )
        question.confirmed.connect(partial(self._forget, ids))
        question.open()

    def follow(self, accounts: Sequence[Account]) -> None:
        """Ask for an id and follow what it names."""
        dialog = FollowDialog(self._theme, accounts, self._tracking, self._tasks, self._window)
        dialog.followed.connect(self.followed)
        dialog.open()

    def mark_seen(self, tracked_id: str) -> None:
        """Note that the user looked at what is new."""
        self._tasks.run(lambda _: self._tracking.mark_seen(tracked_id), owner=self)

    # -- playing people --------------------------------------------------------------------

    def fill_people(self, menu: QMenu) -> None:
        """Ask who can do something and offer it in `menu`."""
        tracked, stage = self._shown(), self._stage
        if tracked is None or stage is None or tracked.observation is None:
            return
        service, service_id = tracked.observation.service, tracked.service_id

        def work(_context: TaskContext) -> tuple[PlayedPerson, ...]:
            return stage.people(service, service_id)

        def show(people: tuple[PlayedPerson, ...]) -> None:
            fill_people_menu(menu, people)

        menu.clear()
        menu.addAction(self.tr("Looking who is there…")).setEnabled(False)
        self._tasks.run(work, done=show, failed=self._on_play_failed, owner=menu)

    def play(self, action: QAction) -> None:
        """Let a person do what the action of a people menu says."""
        tracked, stage, chosen = self._shown(), self._stage, action.data()
        if tracked is None or stage is None or tracked.observation is None or not chosen:
            return
        person, act = chosen
        service, service_id = tracked.observation.service, tracked.service_id

        def work(_context: TaskContext) -> None:
            stage.act(service, service_id, person, act)

        self._tasks.run(
            work, done=self._on_played, failed=self._on_play_failed, lane="practice", owner=self
        )

    # -- what happens ----------------------------------------------------------------------

    def _shown(self) -> TrackedAgreement | None:
        return self._panel.tracked if self._panel is not None else None

    def _show_copies_action(self, action: QAction) -> None:
        panel = self._panel
        action.setVisible(panel is not None and bool(panel.copies))

    def _forget(self, ids: Sequence[str]) -> None:
        tracking = self._tracking

        def work(_context: TaskContext) -> None:
            for each in ids:
                tracking.forget(each)

        self._tasks.run(work, owner=self)

    def _on_played(self, _nothing: None) -> None:
        self.check()

    def _on_play_failed(self, error: Exception) -> None:
        self._say(trouble("play", error))

    @Slot(str)
    def _on_step(self, key: str) -> None:
        tracked, panel = self._shown(), self._panel
        if tracked is None or panel is None or tracked.observation is None:
            return
        if self.room.start(key):
            return
        person = first_waiting(tracked.observation)
        if key == _WRITE and person is not None:
            subject = bytes(QUrl.toPercentEncoding(tracked.title).data()).decode()
            QDesktopServices.openUrl(QUrl(f"mailto:{person.email}?subject={subject}"))
        elif key == _PLAY:
            menu = QMenu(panel)
            menu.triggered.connect(self.play)
            menu.aboutToHide.connect(menu.deleteLater)
            self.fill_people(menu)
            button = panel.card.button(key)
            if button is not None:
                menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    @Slot(str, str)
    def _on_notice_action(self, key: str, action: str) -> None:
        if action == "check":
            self.check()
        elif action == DOWNLOAD:
            self.download()
        elif action == OPEN_FOLDER and key.startswith(DOWNLOAD):
            folder = key.removeprefix(f"{DOWNLOAD}:")
            QDesktopServices.openUrl(QUrl.fromLocalFile(folder))

    @Slot(str)
    def _on_download_started(self, _tracked_id: str) -> None:
        tracked, panel = self._shown(), self._panel
        if panel is not None and tracked is not None:
            panel.downloads.begin(tracked.title)

    @Slot(object)
    def _on_saved(self, download: Download) -> None:
        self._say_saved(download.folder, download.files)

    @Slot(object, object)
    def _on_certificate_saved(self, folder: Path, file: DownloadedFile) -> None:
        self._say_saved(folder, (file,))

    def _say_saved(self, folder: Path, files: Sequence[DownloadedFile]) -> None:
        count = len(files)
        what = self.tr("1 file saved.") if count == 1 else self.tr("{count} files saved.")
        self._say(
            Notice(
                key=f"{DOWNLOAD}:{folder}",
                state=State.DONE,
                what=what.format(count=count),
                meaning=" · ".join((_where(files, folder), *_notes(files))),
                actions=(NoticeAction(key=OPEN_FOLDER, text=self.tr("Open folder")),),
                closable=True,
            )
        )

    @Slot(str, object)
    def _on_download_failed(self, _tracked_id: str, error: Exception) -> None:
        if isinstance(error, Locked):
            return
        again = NoticeAction(key=DOWNLOAD, text=self.tr("Try again…"))
        self._say(trouble(DOWNLOAD, error, again))

    @Slot(object)
    def _say(self, notice: Notice) -> None:
        if self._panel is not None:
            self._panel.banners.show_notice(notice)


def _where(files: Sequence[DownloadedFile], folder: Path) -> str:
    """Where the files are, named as long as they are few."""
    names = ", ".join(str(each.path.relative_to(folder)) for each in files)
    return f"{names} in {folder}" if len(names) <= _LONGEST else f"They are in {folder}"


def _notes(files: Sequence[DownloadedFile]) -> tuple[str, ...]:
    """What is worth knowing about them; two are enough to see what it is about."""
    return tuple(dict.fromkeys(each.note for each in files if each.note))[:2]
