"""Which system packages are missing, and what is done about it."""

from pathlib import Path

import pytest
from devsteps import debian

LISTING = (
    "installed libegl1 \n"
    "installed libglib2.0-0t64 libglib2.0-0 (= 2.80.0-6), libgio-fam\n"
    "config-files xvfb xserver\n"
)


def test_a_package_counts_by_its_name_and_by_what_it_provides() -> None:
    assert debian.missing(["libegl1", "libglib2.0-0", "libgio-fam"], LISTING) == []


def test_a_package_that_was_removed_is_missing() -> None:
    assert debian.missing(["xvfb", "xserver", "libgl1"], LISTING) == ["xvfb", "xserver", "libgl1"]


def test_who_may_not_install_is_told_the_one_command(
    tools: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(debian, "may_install", lambda: False)

    assert debian.provide(["libegl1", "xvfb", "libgl1"]) == ["xvfb", "libgl1"]

    told = capsys.readouterr().out
    wanted = "sudo apt-get install --yes --no-install-recommends xvfb libgl1"
    assert wanted in told
    assert not (tools / "calls").exists()


def test_root_gets_only_what_is_missing(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "may_install", lambda: True)

    debian.provide(["libegl1", "xvfb"])

    assert (tools / "calls").read_text().splitlines() == [
        "update --quiet",
        "install --yes --no-install-recommends xvfb",
    ]


def test_debian_gets_what_its_python_lacks_for_an_environment(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(debian, "may_install", lambda: True)
    monkeypatch.setattr(debian, "has_ensurepip", lambda: False)

    debian.provide(["libegl1"])

    assert (tools / "calls").read_text().splitlines()[-1].endswith("recommends python3-venv")


def test_nothing_is_asked_when_nothing_is_missing(
    tools: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(debian, "may_install", lambda: True)

    debian.provide(["libegl1"])

    assert not (tools / "calls").exists()
    assert capsys.readouterr().out == ""


def test_a_failing_apt_is_shown_and_does_not_stop_the_work(
    tools: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(debian, "may_install", lambda: True)
    tool(tools / "apt-get", "echo 'E: Unable to locate package' >&2; exit 100")

    assert debian.provide(["xvfb"]) == ["xvfb"]
    assert "Unable to locate package" in capsys.readouterr().err


def test_other_systems_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    debian.provide(["xvfb"])

    assert capsys.readouterr().out == ""


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dpkg and an apt of our own in front of the path; apt notes how it was called."""
    listing = tmp_path / "listing"
    listing.write_text(LISTING, encoding="utf-8")
    tool(tmp_path / "dpkg-query", f"exec cat {listing}")
    tool(tmp_path / "apt-get", f'echo "$@" >> {tmp_path / "calls"}')
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(debian, "has_ensurepip", lambda: True)
    return tmp_path


def tool(file: Path, line: str) -> None:
    file.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    file.chmod(0o755)
