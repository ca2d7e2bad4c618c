"""The tour as a user starts it: without a screen, on an X server, and where a step goes wrong."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]
LEAST_PICTURES = 16
LEAST_BYTES = 20_000


@pytest.fixture
def x_server() -> Iterator[str]:
    """The name of a screen of its own."""
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("Xvfb is not installed")
    command = [program, "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        try:
            assert server.stdout is not None
            yield f":{server.stdout.readline().strip()}"
        finally:
            server.terminate()


def play(folder: Path, *command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *(command or ("-m", "app", "demo", "--tour", str(folder)))],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def assert_told(folder: Path) -> None:
    """Every picture is there, large enough, unlike the others, and has its sentence."""
    pictures = sorted(folder.glob("*.png"))
    assert len(pictures) >= LEAST_PICTURES
    assert [each.name[:2] for each in pictures] == [
        f"{number:02}" for number in range(1, len(pictures) + 1)
    ]
    for each in pictures:
        image = QImage(str(each))
        assert (image.width(), image.height()) >= (1120, 640), each.name
        assert each.stat().st_size > LEAST_BYTES, each.name
    seen = {hashlib.sha256(each.read_bytes()).digest() for each in pictures}
    assert len(seen) == len(pictures)
    story = (folder / "story.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^(\S.*\.)\n\n!\[.*\]\((.+\.png)\)$", story, re.MULTILINE))
    assert list(told.values()) == [each.name for each in pictures]


@pytest.mark.timeout(180)
def test_the_tour_is_played_without_a_screen(tmp_path: Path) -> None:
    done = play(tmp_path, QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0, done.stderr
    assert_told(tmp_path)
    saved = {each.name for each in (tmp_path / "downloads").iterdir()}
    sealed = {"Floor plan.pdf", "House rules.pdf", "Lease contract.pdf"}
    assert saved >= sealed
    assert all(" - evidence - " in name for name in saved - sealed)
    assert len(saved - sealed) == 2 * len(sealed)


@pytest.mark.timeout(180)
def test_the_tour_is_played_on_an_x_server(tmp_path: Path, x_server: str) -> None:
    done = play(tmp_path, QT_QPA_PLATFORM="xcb", DISPLAY=x_server)
    assert done.returncode == 0, done.stderr
    assert_told(tmp_path)


@pytest.mark.timeout(180)
def test_a_step_that_does_not_happen_ends_the_tour_with_one_clear_line(tmp_path: Path) -> None:
    done = play(
        tmp_path, "-m", "tests.support.broken_tour", str(tmp_path), QT_QPA_PLATFORM="offscreen"
    )
    assert done.returncode == 1, done.stderr
    [line] = [each for each in done.stderr.splitlines() if each.startswith("The tour failed")]
    assert "show-agreement" in line
    assert (tmp_path / "failed.png").stat().st_size > LEAST_BYTES
    assert not (tmp_path / "story.md").exists()
