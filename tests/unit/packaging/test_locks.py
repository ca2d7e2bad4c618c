"""The lock files: complete, hashed, the same for everybody, without a trace of who wrote them."""

import re
import tomllib
from pathlib import Path

import pytest
from devsteps import locks

ROOT = Path(__file__).parents[3]
FILES = sorted(locks.LOCKS)


def text_of(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def pinned(file: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text_of(file), re.MULTILINE))


@pytest.mark.parametrize("file", FILES)
def test_a_lock_file_names_no_place(file: str) -> None:
    assert re.findall(r".*(?:https?:|file:|index-url|find-links|\s/\w).*", text_of(file)) == []


@pytest.mark.parametrize("file", FILES)
def test_every_package_has_a_hash(file: str) -> None:
    entries = re.split(r"^(?=\S)", text_of(file), flags=re.MULTILINE)

    assert [each for each in entries if each.strip() and "--hash=sha256:" not in each] == []


def test_work_is_done_on_the_versions_that_are_shipped() -> None:
    runtime, dev = pinned("packaging/lock/runtime.txt"), pinned("packaging/lock/dev.txt")

    assert runtime.items() <= dev.items()


@pytest.mark.parametrize("file", ["packaging/lock/runtime.txt", "packaging/lock/dev.txt"])
def test_everything_the_project_asks_for_is_locked(file: str) -> None:
    project = tomllib.loads(text_of("pyproject.toml"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["build"]
    names = {re.split(r"[<>=;! ]", each)[0].lower().replace("_", "-") for each in wanted}

    assert names <= pinned(file).keys()
