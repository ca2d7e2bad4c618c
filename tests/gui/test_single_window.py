"""One window for each profile: what is handed over, and what a dead window leaves."""

from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from app.gui.single_window import SingleWindow, _name_for


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path


def test_the_first_window_finds_nobody_and_listens(profile: Path, qtbot: QtBot) -> None:
    first = SingleWindow(profile)
    assert not first.hand_over([])
    assert first.listen()
    first.close()


def test_a_second_start_hands_its_files_over(profile: Path, qtbot: QtBot) -> None:
    first, second = SingleWindow(profile), SingleWindow(profile)
    assert first.listen()
    with qtbot.waitSignal(first.files_handed) as told:
        assert second.hand_over([profile / "lease.pdf"])
    assert told.args[0] == [profile / "lease.pdf"]
    assert not second.listen()
    first.close()


def test_windows_of_other_profiles_are_left_alone(tmp_path: Path, qtbot: QtBot) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    first, second = SingleWindow(one), SingleWindow(other)
    assert first.listen()
    assert not second.hand_over([])
    assert second.listen()
    first.close()
    second.close()


def test_the_socket_of_a_window_that_died_is_taken_over(profile: Path, qtbot: QtBot) -> None:
    dead = QLocalServer()
    assert dead.listen(_name_for(profile))
    address = Path(dead.fullServerName())
    kept = address.with_name("kept")
    address.rename(kept)
    dead.close()
    kept.rename(address)
    first = SingleWindow(profile)
    assert not first.hand_over([])
    assert first.listen()
    first.close()


def test_what_is_no_list_of_files_is_ignored(profile: Path, qtbot: QtBot) -> None:
    first = SingleWindow(profile)
    assert first.listen()
    stranger = QLocalSocket()
    stranger.connectToServer(_name_for(profile))
    assert stranger.waitForConnected(1000)
    with qtbot.assertNotEmitted(first.files_handed, wait=100):
        stranger.write(b"nonsense\n")
        stranger.flush()
    stranger.disconnectFromServer()
    first.close()
