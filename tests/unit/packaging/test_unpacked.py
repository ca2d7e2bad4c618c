"""Libraries without root: what is chosen, fetched, unpacked, and found again."""

import os
from pathlib import Path

import pytest
from devsteps import unpacked

SIMULATION = """\
Reading package lists...
Inst libexpat1 (2.5.0-1 Debian:12 [amd64])
Inst libc6 [2.36-9] (2.36-10 Debian:12 [amd64])
Inst libllvm15 (1:15.0.6 Debian:12 [amd64])
Inst libegl1 (1.6.0-1 Debian:12 [amd64])
Conf libexpat1 (2.5.0-1 Debian:12 [amd64])
"""

APT = """\
echo "$*" >> {calls}
case "$*" in
  *--simulate*) cat {simulation} ;;
  *download*) touch libexpat1_2.5.0_amd64.deb libegl1_1.6.0_amd64.deb ;;
esac
"""

EXTRACT = """\
mkdir -p "$3/usr/lib/x86_64-linux-gnu" "$3/lib/x86_64-linux-gnu"
touch "$3/usr/lib/x86_64-linux-gnu/$(basename "$2").so"
"""


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An apt and a dpkg-deb of our own, which note what they were asked."""
    folder = tmp_path / "bin"
    folder.mkdir()
    simulation = tmp_path / "simulation"
    simulation.write_text(SIMULATION, encoding="utf-8")
    lines = {
        "apt-get": APT.format(calls=tmp_path / "calls", simulation=simulation),
        "dpkg-deb": EXTRACT,
    }
    for name, line in lines.items():
        (folder / name).write_text(f"#!/bin/sh\n{line}", encoding="utf-8")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    monkeypatch.delenv("LD_LIBRARY_PATH", raising=False)
    return tmp_path


def test_what_is_installed_is_never_replaced_and_drivers_are_left_out() -> None:
    assert unpacked.new_packages(SIMULATION) == ["libexpat1", "libegl1"]


def test_libraries_are_unpacked_and_found(tools: Path) -> None:
    folder = tools / "system"

    variables = unpacked.provide(folder, ["libegl1"])

    places = variables["LD_LIBRARY_PATH"].split(":")
    assert [Path(each).relative_to(folder / "root").as_posix() for each in places] == [
        "usr/lib/x86_64-linux-gnu",
        "lib/x86_64-linux-gnu",
    ]
    assert sorted(each.name for each in Path(places[0]).iterdir()) == [
        "libegl1_1.6.0_amd64.deb.so",
        "libexpat1_2.5.0_amd64.deb.so",
    ]
    fonts = Path(variables["FONTCONFIG_FILE"]).read_text(encoding="utf-8")
    assert str(folder / "root/usr/share/fonts") in fonts
    assert (tools / "calls").read_text().splitlines()[-1].endswith("download libexpat1 libegl1")


def test_they_are_fetched_once(tools: Path) -> None:
    first = unpacked.provide(tools / "system", ["libegl1"])
    (tools / "calls").unlink()

    assert unpacked.provide(tools / "system", ["libegl1"]) == first
    assert not (tools / "calls").exists()


def test_they_are_fetched_again_when_more_is_missing(tools: Path) -> None:
    unpacked.provide(tools / "system", ["libegl1"])
    (tools / "calls").unlink()

    unpacked.provide(tools / "system", ["libgl1"])

    assert "install libegl1 libgl1" in (tools / "calls").read_text()
    (tools / "calls").unlink()
    unpacked.provide(tools / "system", ["libegl1"])
    assert not (tools / "calls").exists()


def test_an_apt_that_fails_leaves_everything_as_it_was(
    tools: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tools / "bin" / "apt-get").write_text("#!/bin/sh\nexit 100\n", encoding="utf-8")

    assert unpacked.provide(tools / "system", ["libegl1"]) == {}
    assert "going on without" in capsys.readouterr().out


def test_a_path_that_was_set_is_kept(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/own")

    variables = unpacked.provide(tools / "system", ["libegl1"])

    assert variables["LD_LIBRARY_PATH"].endswith(f"{os.pathsep}/opt/own")
