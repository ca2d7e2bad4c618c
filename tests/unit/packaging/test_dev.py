"""The verbs of `dev.py`: what they start, and with what."""

import os
import subprocess
import sys
from pathlib import Path

import dev
import pytest
from devsteps.environment import Level, SetUpError

ROOT = Path(__file__).parents[3]
PYTHON = Path("/environment/python")


class Started:
    """Notes what a verb sets up and starts, in place of starting it."""

    def __init__(self) -> None:
        self.level: Level | None = None
        self.packages: tuple[str, ...] = ()
        self.command: list[str] = []
        self.variables: dict[str, str] = {}

    def set_up(self, level: Level, packages: tuple[str, ...]) -> Path:
        self.level, self.packages = level, packages
        return PYTHON

    def run(self, command: list[str], **variables: str) -> int:
        self.command, self.variables = command, variables
        return 7


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    noted = Started()
    monkeypatch.setattr(dev, "set_up", noted.set_up)
    monkeypatch.setattr(dev, "run", noted.run)
    monkeypatch.setattr(dev, "become", noted.run)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return noted


def test_tests_get_everything_and_pass_arguments_on(started: Started) -> None:
    assert dev.main(["test", "-k", "one", "--maxfail=1"]) == 7

    assert started.level is Level.DEV
    assert {"xvfb", "gnome-keyring", "libegl1", "strace"} <= set(started.packages)
    assert started.command == [str(PYTHON), "-m", "pytest", "-k", "one", "--maxfail=1"]


def test_all_tests_are_run_by_more_workers_than_there_are_processors(started: Started) -> None:
    dev.main(["test"])
    assert started.command[:4] == [str(PYTHON), "-m", "pytest", "--numprocesses"]
    assert int(started.command[4]) == (os.cpu_count() or 1) + 1


def test_a_demo_on_a_screen_is_the_window(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")

    assert dev.main(["demo"]) == 7

    assert started.level is Level.RUNTIME
    assert started.command == [str(PYTHON), "-m", "app", "demo"]
    assert started.variables == {}


def test_a_demo_without_a_screen_is_the_tour_without_what_an_earlier_one_left(
    started: Started,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    left = tmp_path / "build" / "tour" / "21-left.png"
    left.parent.mkdir(parents=True)
    left.touch()

    assert dev.main(["demo"]) == 7

    assert not left.exists()
    pictures = str(tmp_path / "build" / "tour")
    assert started.command[1:] == ["-m", "app", "demo", "--tour", pictures]
    assert started.variables == {"QT_QPA_PLATFORM": "offscreen"}
    assert pictures in capsys.readouterr().out


def test_a_tour_that_was_asked_for_goes_where_it_was_asked(started: Started) -> None:
    dev.main(["demo", "--tour", "somewhere"])

    assert started.command[1:] == ["-m", "app", "demo", "--tour", "somewhere"]


def test_run_is_the_program_with_its_arguments(started: Started) -> None:
    dev.main(["run", "status", "--json"])

    assert started.command == [str(PYTHON), "-m", "app", "status", "--json"]


def test_lint_runs_every_check_and_names_what_failed(
    started: Started, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(["lint"]) == 1

    assert "failed: style, format, types, layers" in capsys.readouterr().out


def test_a_set_up_that_fails_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(level: Level, packages: tuple[str, ...]) -> Path:
        raise SetUpError("no network")

    monkeypatch.setattr(dev, "set_up", failing)

    assert dev.main(["test"]) == 1
    assert capsys.readouterr().err == "dev.py: no network\n"


def test_an_unknown_verb_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        dev.main(["fly"])

    assert end.value.code == 2
    assert "demo" in capsys.readouterr().err


def test_the_door_needs_nothing_but_the_standard_library() -> None:
    # -S leaves site-packages out, -E and -s what the user has set and installed.
    answer = subprocess.run(
        [sys.executable, "-E", "-s", "-S", str(ROOT / "packaging" / "dev.py"), "--help"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 0, answer.stderr
    assert "Practise" in answer.stdout
