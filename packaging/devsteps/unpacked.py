"""Libraries for who may not install them: fetched with apt as any user, unpacked into a folder."""

import os
import re
import shutil
import subprocess
from pathlib import Path

NOT_NEEDED = re.compile(r"libllvm|libgl1-mesa-dri|libz3|libdrm-(amd|intel|nouveau|radeon)")
"""Drivers of graphics cards: large, and never asked by a window that draws with the processor."""

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""


def provide(folder: Path, packages: list[str]) -> dict[str, str]:
    """Unpack packages below `folder`, once; returned are the variables by which they are found.

    Only for libraries, and with all that they depend on; a program would look for its files where
    its package wanted them. Where apt cannot fetch them nothing is returned: whoever needs them
    will say what is missing.
    """
    done = folder / "packages"
    there = done.read_text(encoding="utf-8").split() if done.is_file() else []
    if not set(packages) <= set(there):
        wanted = sorted({*packages, *there})
        shutil.rmtree(folder, ignore_errors=True)
        try:
            _unpack(folder, wanted)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"They could not be fetched either ({error}); going on without.")
            return {}
        done.write_text("\n".join(wanted), encoding="utf-8")
    return variables(folder / "root")


def variables(root: Path) -> dict[str, str]:
    """What a program must be told to find libraries, fonts and keyboards below `root`."""
    found = [
        str(each) for lib in ("usr/lib", "lib") for each in sorted(root.glob(f"{lib}/*-linux-*"))
    ]
    inherited = os.environ.get("LD_LIBRARY_PATH")
    return {
        "LD_LIBRARY_PATH": ":".join([*found, inherited] if inherited else found),
        "FONTCONFIG_FILE": str(root.parent / "fonts.conf"),
        "QT_XKB_CONFIG_ROOT": str(root / "usr" / "share" / "X11" / "xkb"),
    }


def new_packages(simulation: str) -> list[str]:
    """What apt would install anew, from its simulation; not what it would only upgrade."""
    found = re.findall(r"^Inst (\S+) \(", simulation, re.MULTILINE)
    return [each for each in found if not NOT_NEEDED.match(each)]


def _unpack(folder: Path, packages: list[str]) -> None:
    print(f"Unpacking copies into {folder} until then", flush=True)
    for part in ("state/lists/partial", "cache/archives/partial", "debs", "root"):
        (folder / part).mkdir(parents=True)
    apt = [
        *("apt-get", "--quiet", "-o", f"Dir::State={folder / 'state'}"),
        *("-o", f"Dir::Cache={folder / 'cache'}", "-o", "Dir::State::status=/var/lib/dpkg/status"),
    ]
    _output([*apt, "update"], folder)
    simulation = _output(
        [*apt, "--simulate", "--no-install-recommends", "install", *packages], folder
    )
    _output([*apt, "download", *new_packages(simulation)], folder / "debs")
    for file in sorted((folder / "debs").glob("*.deb")):
        _output(["dpkg-deb", "--extract", str(file), str(folder / "root")], folder)
    for part in ("state", "cache", "debs"):
        shutil.rmtree(folder / part)
    fonts = FONTS.format(fonts=folder / "root" / "usr" / "share" / "fonts")
    (folder / "fonts.conf").write_text(fonts, encoding="utf-8")


def _output(command: list[str], folder: Path) -> str:
    return subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout
