"""The Debian package: its files, its control data, and that they speak of one another."""

import configparser
import shutil
import subprocess
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from devsteps import deb

from app.gui.application import DESKTOP_ID

ROOT = Path(__file__).parents[3]
LINUX = ROOT / "packaging" / "linux"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def metainfo() -> ET.Element:
    return ET.parse(LINUX / f"{deb.APP_ID}.metainfo.xml").getroot()  # noqa: S314 - ours


def test_window_metadata_desktop_file_and_version_agree() -> None:
    described = metainfo()

    assert described.findtext("id") == deb.APP_ID == DESKTOP_ID
    assert described.findtext("launchable") == f"{deb.APP_ID}.desktop"
    newest = described.find("releases/release")
    assert newest is not None
    assert newest.get("version") == VERSION


def test_the_desktop_opens_what_the_package_declares() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(LINUX / f"{deb.APP_ID}.desktop", encoding="utf-8")
    kinds = ET.parse(LINUX / f"{deb.APP_ID}.xml")  # noqa: S314 - ours
    declared = [each.get("type") for each in kinds.getroot()]

    opened = entry["Desktop Entry"]["MimeType"].rstrip(";").split(";")
    assert set(declared) <= set(opened)
    assert entry["Desktop Entry"]["Icon"] == deb.APP_ID


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb is part of Debian only")
def test_a_package_is_built_that_dpkg_reads(tmp_path: Path) -> None:
    root, frozen = tmp_path / "root", tmp_path / "frozen"
    for part in ("packaging/linux", "resources/look", "resources/icons"):
        shutil.copytree(ROOT / part, root / part)
    for name in ("LICENSE", "CHANGELOG.md"):
        shutil.copyfile(ROOT / name, root / name)
    frozen.mkdir()
    (frozen / "countersign").write_bytes(b"program")

    package = deb.build(root, frozen, VERSION)

    facts = asked("--field", package)
    assert f"Version: {VERSION}" in facts
    assert "libxcb-cursor0" in facts
    files = asked("--contents", package)
    assert "root/root" in files
    assert "./usr/bin/countersign -> /opt/countersign/countersign" in files
    assert f"./usr/share/icons/hicolor/scalable/apps/{deb.APP_ID}.svg" in files
    assert "ISC License" in asked("--fsys-tarfile", package)


def asked(what: str, package: Path) -> str:
    answer = subprocess.run(["dpkg-deb", what, package], capture_output=True, check=True)
    return answer.stdout.decode(errors="replace")
