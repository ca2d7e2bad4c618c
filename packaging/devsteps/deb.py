"""The Debian package: the frozen folder below /opt, and what the desktop has to know about it."""

import gzip
import shutil
import subprocess
from pathlib import Path

from devsteps import debian

APP_ID = "io.github.countersign.Countersign"
"""Names desktop file, icon and metadata; the window says it too, so that they belong together."""

CONTROL = """\
Package: countersign
Version: {version}
Architecture: {architecture}
Maintainer: Countersign contributors <countersign@example.com>
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: gnome-keyring | org.freedesktop.secrets, libwayland-cursor0
Section: misc
Priority: optional
Description: compose, send and follow agreements
 Countersign composes agreements, sends them through Scrive or SigningHub,
 and shows who still has to sign.
"""


def build(root: Path, frozen: Path, version: str) -> Path:
    """Stage the package from the frozen folder, and return the file that dpkg-deb made."""
    staged = root / "build" / "deb" / "countersign"
    shutil.rmtree(staged.parent, ignore_errors=True)
    stage(root, frozen, staged, version)
    architecture = _output(["dpkg", "--print-architecture"]).strip()
    _write_control(staged, version, architecture)
    package = staged.parent / f"countersign_{version}_{architecture}.deb"
    _output(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(staged), str(package)])
    return package


def stage(root: Path, frozen: Path, staged: Path, version: str) -> None:
    """Lay out all files as they will be installed."""
    shutil.copytree(frozen, staged / "opt" / "countersign", symlinks=True)
    command = staged / "usr" / "bin" / "countersign"
    command.parent.mkdir(parents=True)
    command.symlink_to("/opt/countersign/countersign")
    linux, share = root / "packaging" / "linux", staged / "usr" / "share"
    icons = share / "icons" / "hicolor" / "scalable" / "apps"
    files = {
        linux / f"{APP_ID}.desktop": share / "applications",
        linux / f"{APP_ID}.metainfo.xml": share / "metainfo",
        linux / f"{APP_ID}.xml": share / "mime" / "packages",
    }
    for source, folder in files.items():
        folder.mkdir(parents=True)
        shutil.copyfile(source, folder / source.name)
    icons.mkdir(parents=True)
    shutil.copyfile(root / "resources" / "look" / "app-icon.svg", icons / f"{APP_ID}.svg")
    papers = share / "doc" / "countersign"
    papers.mkdir(parents=True)
    licences = (root / "LICENSE", root / "resources" / "icons" / "LICENSE")
    (papers / "copyright").write_text(
        "\n\n".join(file.read_text(encoding="utf-8") for file in licences), encoding="utf-8"
    )
    changes = f"countersign {version}\n\n" + (root / "CHANGELOG.md").read_text(encoding="utf-8")
    (papers / "changelog.gz").write_bytes(gzip.compress(changes.encode(), mtime=0))
    for file in (*share.rglob("*"), share):
        file.chmod(0o755 if file.is_dir() else 0o644)


def _write_control(staged: Path, version: str, architecture: str) -> None:
    size = sum(file.lstat().st_size for file in staged.rglob("*"))
    control = CONTROL.format(
        version=version,
        architecture=architecture,
        kilobytes=size // 1024,
        depends=", ".join(("libc6 (>= 2.34)", *debian.OFFSCREEN, *debian.WINDOW)),
    )
    (staged / "DEBIAN").mkdir()
    (staged / "DEBIAN" / "control").write_text(control, encoding="utf-8")


def _output(command: list[str]) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
