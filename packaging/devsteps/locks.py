"""The lock files: every package, every version, every hash, for all systems and Pythons."""

from pathlib import Path

LOCKS = {
    "packaging/lock/runtime.txt": ["pyproject.toml", "--group", "build"],
    "packaging/lock/dev.txt": ["pyproject.toml", "--group", "dev"],
    "packaging/lock/virtualenv.txt": ["--group", "virtualenv"],
}
"""What goes into each file, as `uv pip compile` is told. The group `build` is here because the
program itself is installed without build isolation."""

FLAGS = [
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
    "--quiet",
]
"""No index is written down: whoever installs, takes the one that his pip is set to."""


def compilations(python: Path, rest: list[str]) -> list[list[str]]:
    """One command for each lock file; versions stay as they are unless `rest` says otherwise."""
    uv = str(python.parent / "uv")
    return [
        [uv, "pip", "compile", *FLAGS, *rest, *what, "--output-file", file]
        for file, what in LOCKS.items()
    ]
