"""The virtual environment `.venv`: filled from the lock files, reused while these stay."""

import enum
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


class SetUpError(Exception):
    """The environment could not be made; the text says what to do."""


class Level(enum.Enum):
    """How much is installed: enough to run the program, or to work on it as well."""

    RUNTIME = "runtime"
    DEV = "dev"


def provide(root: Path, level: Level) -> Path:
    """Make `.venv` hold what a level needs, and return its Python; does nothing when it does."""
    venv = root / ".venv"
    python = python_of(venv)
    if is_current(venv, root, level):
        return python
    if not works(python, venv):
        make(venv, root)
    fill(python, root, level)
    # What is enough for working on the program is enough for running it.
    for reached in Level if level is Level.DEV else [level]:
        stamp_file(venv, reached).write_text(stamp(root, reached), encoding="utf-8")
    return python


def python_of(venv: Path) -> Path:
    """Where an environment keeps its Python."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def is_current(venv: Path, root: Path, level: Level) -> bool:
    """Whether the environment was filled from exactly these files, at this place."""
    try:
        return stamp_file(venv, level).read_text(encoding="utf-8") == stamp(root, level)
    except OSError:
        return False


def stamp_file(venv: Path, level: Level) -> Path:
    """Where it is noted what the environment was filled from."""
    return venv / f"{level.value}.stamp"


def lock_file(root: Path, name: str) -> Path:
    """A lock file by its name."""
    return root / "packaging" / "lock" / f"{name}.txt"


def stamp(root: Path, level: Level) -> str:
    """What decides about the contents of the environment: Python, place, lock file, project."""
    digest = hashlib.sha256()
    for file in (lock_file(root, level.value), root / "pyproject.toml"):
        digest.update(file.read_bytes())
    return f"{sys.version_info.major}.{sys.version_info.minor} {root} {digest.hexdigest()}\n"


def works(python: Path, venv: Path) -> bool:
    """Whether an environment can be kept: made at this place, its Python and pip still start."""
    activate = python.parent / ("activate.bat" if os.name == "nt" else "activate")
    if not activate.is_file() or str(venv) not in activate.read_text(encoding="utf-8"):
        return False
    asked = [str(python), "-c", "import pip, sys; print(sys.version_info[:2])"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return answer.stdout.strip() == str(sys.version_info[:2])


def make(venv: Path, root: Path) -> None:
    """Make an empty environment, with the standard library or, where Debian cut it, virtualenv."""
    print("Making .venv", flush=True)
    if venv.exists():
        shutil.rmtree(venv)
    if has_ensurepip():
        _call([sys.executable, "-m", "venv", str(venv)], "the virtual environment")
        return
    if importlib.util.find_spec("pip") is None:
        message = "neither ensurepip nor pip is here: install the package python3-venv"
        raise SetUpError(message)
    with tempfile.TemporaryDirectory() as folder:
        wanted = ["--require-hashes", "-r", str(lock_file(root, "virtualenv")), "--target", folder]
        _pip(sys.executable, wanted, "virtualenv")
        command = [sys.executable, "-m", "virtualenv", "--quiet", "--no-download", str(venv)]
        _call(command, "the virtual environment", PYTHONPATH=folder)


def has_ensurepip() -> bool:
    """Whether this Python can put pip into an environment; Debian ships it apart."""
    return importlib.util.find_spec("ensurepip") is not None


def fill(python: Path, root: Path, level: Level) -> None:
    """Install the locked packages, then the program itself as a link to this folder."""
    print("Installing the locked packages (the first time this takes a while)", flush=True)
    locked = ["--require-hashes", "-r", str(lock_file(root, level.value))]
    _pip(str(python), locked, "the locked packages")
    program = ["--no-deps", "--no-build-isolation", "-e", str(root)]
    _pip(str(python), program, "the program itself")


def _pip(python: str, wanted: list[str], what: str) -> None:
    quietly = ["--quiet", "--disable-pip-version-check", "--no-input"]
    _call([python, "-m", "pip", "install", *quietly, *wanted], what, PIP_USER="0")


def _call(command: list[str], what: str, **variables: str) -> None:
    outside = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    if subprocess.call(command, env={**outside, **variables}) != 0:
        message = f"could not install {what}; the lines above say why"
        raise SetUpError(message)
