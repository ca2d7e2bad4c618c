"""The hand of the tour: it works like a person, and fails where a person could not go on."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLineEdit,
    QListView,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.gui.theme import Theme
from app.gui.tour.album import Album
from app.gui.tour.failure import TourFailed
from app.gui.tour.guide import Guide
from app.gui.widgets.sheet import Sheet

IMPATIENT = 0.05


class Tray(QWidget):
    """Takes files."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[str] = []
        self.setObjectName("tray")
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.taken = [Path(url.toLocalFile()).name for url in event.mimeData().urls()]


class Room(QMainWindow):
    """A window with one of each."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed = 0
        self.button = QPushButton("Press")
        self.button.setObjectName("press")
        self.button.clicked.connect(self._on_clicked)
        self.line = QLineEdit()
        self.box = QComboBox()
        self.box.addItems(["Scrive", "SigningHub"])
        self.rows = QListView()
        self.rows.setModel(QStringListModel(["One", "Two"]))
        self.tray = Tray()
        inside = QWidget()
        layout = QVBoxLayout(inside)
        for widget in (self.button, self.line, self.box, self.rows, self.tray):
            layout.addWidget(widget)
        self.setCentralWidget(inside)
        view = self.menuBar().addMenu("&View")
        self.dark = view.addMenu("&Look").addAction("&Dark…")
        self.dark.setCheckable(True)
        self.resize(500, 400)

    def _on_clicked(self) -> None:
        self.pressed += 1


@pytest.fixture
def room(qtbot: QtBot, theme: Theme) -> Room:
    made = Room()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def guide(room: Room) -> Guide:
    return Guide(room, room.menuBar(), patience=IMPATIENT)


def test_it_presses_what_can_be_seen(room: Room, guide: Guide) -> None:
    guide.press_named("press")
    assert room.pressed == 1


def test_what_is_switched_off_or_hidden_cannot_be_pressed(room: Room, guide: Guide) -> None:
    room.button.setEnabled(False)
    with pytest.raises(TourFailed, match="press can be pressed"):
        guide.press(room.button)
    room.button.hide()
    with pytest.raises(TourFailed, match="'press' is there"):
        guide.press_named("press")
    assert room.pressed == 0


def test_a_sheet_over_the_window_is_all_that_can_be_reached(room: Room, guide: Guide) -> None:
    over = QDialog(room)
    over.setModal(True)
    over.show()
    with pytest.raises(TourFailed):
        guide.press_named("press")
    over.reject()
    guide.press_named("press")


def test_it_types_in_the_place_of_what_stood_there(room: Room, guide: Guide) -> None:
    room.line.setText("before")
    guide.write(room.line, "Lease 2031")
    assert room.line.text() == "Lease 2031"


def test_a_line_that_says_something_else_afterwards_is_noticed(room: Room, guide: Guide) -> None:
    room.line.setMaxLength(3)
    with pytest.raises(TourFailed, match="'Lea'"):
        guide.write(room.line, "Lease")


def test_it_chooses_with_the_keys(room: Room, guide: Guide) -> None:
    guide.pick(room.box, "Signing")
    assert room.box.currentText() == "SigningHub"
    with pytest.raises(TourFailed, match="does not offer"):
        guide.pick(room.box, "Another")


def test_it_presses_rows(room: Room, guide: Guide) -> None:
    guide.press_row(room.rows, room.rows.model().index(1, 0))
    assert room.rows.currentIndex().data() == "Two"
    with pytest.raises(TourFailed, match="no such row"):
        guide.press_row(room.rows, room.rows.model().index(7, 0))


def test_it_drops_files(room: Room, guide: Guide, tmp_path: Path) -> None:
    guide.drop(room.tray, [tmp_path / "a.pdf", tmp_path / "b.pdf"])
    assert room.tray.taken == ["a.pdf", "b.pdf"]


def test_files_that_nobody_takes_are_noticed(room: Room, guide: Guide, tmp_path: Path) -> None:
    with pytest.raises(TourFailed, match="not taken"):
        guide.drop(room.rows, [tmp_path / "a.pdf"])


def test_it_goes_through_menus(room: Room, guide: Guide) -> None:
    guide.command("View", "Look", "Dark")
    assert room.dark.isChecked()
    with pytest.raises(TourFailed, match="no menu 'Edit'"):
        guide.command("Edit", "Find")


def test_what_is_not_possible_now_cannot_be_chosen(room: Room, guide: Guide) -> None:
    room.dark.setEnabled(False)
    with pytest.raises(TourFailed, match="'Dark' is possible"):
        guide.command("View", "Look", "Dark")
    assert not room.dark.isChecked()


def test_a_bug_ends_the_waiting_at_once(room: Room) -> None:
    guide = Guide(room, room.menuBar(), alarm=lambda: "KeyError: 'lease'")
    with pytest.raises(TourFailed, match="there is a bug: KeyError: 'lease'"):
        guide.wait("pigs fly", lambda: False)
    with pytest.raises(TourFailed, match="bug"):
        guide.settle()


def test_pictures_are_numbered_and_told(room: Room, theme: Theme, tmp_path: Path) -> None:
    album = Album(tmp_path, room, theme)
    album.keep("first", "It begins.")
    album.keep("second", "It ends.")
    album.write_story("A story")
    assert [each.file for each in album.pictures] == ["01-first.png", "02-second.png"]
    assert QImage(str(tmp_path / "02-second.png")).width() == room.width()
    story = (tmp_path / "story.md").read_text()
    assert story.index("It begins.") < story.index("01-first.png") < story.index("It ends.")


def test_a_sheet_over_the_window_is_in_the_picture(
    room: Room, theme: Theme, tmp_path: Path
) -> None:
    album = Album(tmp_path, room, theme)
    without = album.take().toImage()
    sheet = Sheet(theme, "Connect an account", room, width=200)
    sheet.open()
    assert album.take().toImage() != without
    sheet.reject()


def test_a_folder_that_cannot_be_written_is_a_failure(
    room: Room, theme: Theme, tmp_path: Path
) -> None:
    with pytest.raises(TourFailed, match="could not be written"):
        Album(tmp_path / "gone", room, theme).keep("first", "It begins.")
