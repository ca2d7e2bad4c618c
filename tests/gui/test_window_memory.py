"""What the window remembers, and that nobody else reads it."""

import os
from pathlib import Path

import pytest

from app.domain.attention import View
from app.gui.theme import Appearance
from app.gui.window_memory import WindowMemory


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    memory = WindowMemory(tmp_path / "window.ini")
    memory.appearance = Appearance.DARK
    memory.view = View.COMPLETED
    memory.narrow = True
    again = WindowMemory(tmp_path / "window.ini")
    assert (again.appearance, again.view, again.narrow) == (
        Appearance.DARK,
        View.COMPLETED,
        True,
    )


def test_a_first_start_follows_the_system(tmp_path: Path) -> None:
    memory = WindowMemory(tmp_path / "window.ini")
    assert (memory.appearance, memory.view, memory.narrow) == (Appearance.SYSTEM, None, False)
    assert not memory.has_panes


def test_a_damaged_file_counts_as_never_set(tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    file.write_text("[General]\nlook=purple\nview=elsewhere\nnarrow=perhaps\ngeometry=7\n")
    memory = WindowMemory(file)
    assert (memory.appearance, memory.view, memory.narrow) == (Appearance.SYSTEM, None, False)


@pytest.mark.skipif(os.name != "posix", reason="modes of files are of POSIX")
def test_the_file_is_private(tmp_path: Path) -> None:
    memory = WindowMemory(tmp_path / "window.ini")
    memory.view = View.DRAFTS
    memory._settings.sync()
    assert (tmp_path / "window.ini").stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    memory = WindowMemory(tmp_path / "missing" / "window.ini")
    assert memory.appearance is Appearance.SYSTEM
