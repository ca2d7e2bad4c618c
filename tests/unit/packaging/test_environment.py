"""When `.venv` is made, filled and reused. The packages themselves are not installed here."""

import subprocess
import sys
from pathlib import Path

import pytest
from devsteps import environment
from devsteps.environment import Level

Call = list[str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with its lock files."""
    (tmp_path / "packaging" / "lock").mkdir(parents=True)
    for name in ("runtime", "dev", "virtualenv"):
        environment.lock_file(tmp_path, name).write_text(f"{name}==1\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def calls(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    """What would have been started; `venv` and the look at its Python really are."""
    noted: list[Call] = []
    really = subprocess.call

    def call(command: Call, **settings: object) -> int:
        noted.append(command)
        if command[1:3] == ["-m", "venv"]:
            return really([*command, "--without-pip", "--system-site-packages"])
        return 0

    monkeypatch.setattr(subprocess, "call", call)
    monkeypatch.setattr(environment, "has_ensurepip", lambda: True)
    return noted


def test_the_first_run_makes_and_fills_it(root: Path, calls: list[Call]) -> None:
    python = environment.provide(root, Level.RUNTIME)

    assert python.exists()
    made, locked, program = calls
    assert made == [sys.executable, "-m", "venv", str(root / ".venv")]
    assert locked[-3:] == ["--require-hashes", "-r", str(environment.lock_file(root, "runtime"))]
    assert program[-4:] == ["--no-deps", "--no-build-isolation", "-e", str(root)]


def test_the_second_run_starts_nothing(root: Path, calls: list[Call]) -> None:
    environment.provide(root, Level.DEV)
    calls.clear()

    environment.provide(root, Level.DEV)

    assert calls == []


def test_what_serves_for_work_serves_for_running(root: Path, calls: list[Call]) -> None:
    environment.provide(root, Level.DEV)
    calls.clear()

    environment.provide(root, Level.RUNTIME)

    assert calls == []


def test_what_serves_for_running_is_completed_for_work(root: Path, calls: list[Call]) -> None:
    environment.provide(root, Level.RUNTIME)
    calls.clear()

    environment.provide(root, Level.DEV)

    assert str(environment.lock_file(root, "dev")) in calls[0]


@pytest.mark.parametrize("changed", ["packaging/lock/runtime.txt", "pyproject.toml"])
def test_a_changed_file_fills_it_again(root: Path, calls: list[Call], changed: str) -> None:
    environment.provide(root, Level.RUNTIME)
    calls.clear()
    (root / changed).write_text("other\n", encoding="utf-8")

    environment.provide(root, Level.RUNTIME)

    assert [call[3] for call in calls] == ["install", "install"]


def test_a_moved_folder_gets_a_new_one(
    root: Path, calls: list[Call], tmp_path_factory: pytest.TempPathFactory
) -> None:
    environment.provide(root, Level.RUNTIME)
    calls.clear()
    moved = root.rename(tmp_path_factory.mktemp("elsewhere") / "moved")

    environment.provide(moved, Level.RUNTIME)

    assert calls[0] == [sys.executable, "-m", "venv", str(moved / ".venv")]


def test_a_failed_step_leaves_no_stamp(
    root: Path, calls: list[Call], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.make(root / ".venv", root)
    monkeypatch.setattr(subprocess, "call", refuse)

    with pytest.raises(environment.SetUpError, match="the locked packages"):
        environment.provide(root, Level.RUNTIME)

    assert not environment.is_current(root / ".venv", root, Level.RUNTIME)


def refuse(command: Call, **settings: object) -> int:
    return 1


def test_without_ensurepip_it_is_virtualenv_from_its_lock_file(
    root: Path, calls: list[Call], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "has_ensurepip", lambda: False)

    environment.make(root / ".venv", root)

    fetched, made = calls
    assert str(environment.lock_file(root, "virtualenv")) in fetched
    assert made[:3] == [sys.executable, "-m", "virtualenv"]
    assert made[-1] == str(root / ".venv")
