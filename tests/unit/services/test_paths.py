"""Where the program keeps its files."""

import stat
from pathlib import Path

import pytest

from app.services.errors import LocalError
from app.services.paths import Profile, chosen_profile


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_command_line_wins_over_the_environment(tmp_path: Path) -> None:
    environment = {"COUNTERSIGN_PROFILE": str(tmp_path / "environment")}
    assert chosen_profile(tmp_path / "option", environment).folder == tmp_path / "option"
    assert chosen_profile(None, environment).folder == tmp_path / "environment"


def test_without_a_word_it_is_a_folder_of_the_user(own_environment: Path) -> None:
    for environment in ({}, {"COUNTERSIGN_PROFILE": ""}):
        folder = chosen_profile(None, environment).folder
        assert folder.is_relative_to(own_environment)
        assert folder.name == "countersign"


def test_a_relative_folder_stays_the_same_when_the_program_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert chosen_profile(Path("here"), {}).folder == tmp_path / "here"


def test_choosing_makes_nothing(tmp_path: Path) -> None:
    assert not chosen_profile(tmp_path / "later", {}).folder.exists()


def test_everything_lies_in_the_folder(tmp_path: Path) -> None:
    profile = Profile(folder=tmp_path)
    places = (
        profile.database,
        profile.cache,
        profile.drafts,
        profile.outbox,
        profile.lock,
        profile.logs,
        profile.settings,
    )
    assert all(place.parent == tmp_path for place in places)
    assert len(set(places)) == len(places)


def test_only_the_owner_may_look_into_a_new_folder(tmp_path: Path) -> None:
    profile = Profile(folder=tmp_path / "a" / "b")
    profile.create()
    profile.create()
    assert _mode(profile.folder) == 0o700


def test_an_empty_folder_becomes_private_and_a_profile_stays_it(tmp_path: Path) -> None:
    profile = Profile(folder=tmp_path / "given")
    profile.folder.mkdir(mode=0o755)
    profile.create()
    assert _mode(profile.folder) == 0o700
    profile.database.touch()
    profile.folder.chmod(0o755)
    profile.create()
    assert _mode(profile.folder) == 0o700


def test_a_folder_that_somebody_uses_for_other_things_keeps_its_mode(tmp_path: Path) -> None:
    profile = Profile(folder=tmp_path / "shared")
    profile.folder.mkdir()
    profile.folder.chmod(0o755)
    (profile.folder / "other").touch()
    profile.create()
    assert _mode(profile.folder) == 0o755


def test_a_file_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LocalError, match="cannot be used"):
        Profile(folder=tmp_path / "file" / "profile").create()
    with pytest.raises(LocalError, match="cannot be used"):
        Profile(folder=tmp_path / "file").create()
