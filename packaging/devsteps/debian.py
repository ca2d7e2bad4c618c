"""System packages: what a bare Debian lacks, found with dpkg and installed with apt."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable

from devsteps.environment import has_ensurepip

OFFSCREEN = (
    "libegl1",
    "libgl1",
    "libfontconfig1",
    "libxkbcommon0",
    "libdbus-1-3",
    "libglib2.0-0",
    "fonts-dejavu-core",
)
"""For Qt without a screen."""

WINDOW = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
)
"""For Qt's windows on X."""

X_SERVER = ("xvfb",)
"""For the tests on a real X server."""

KEYRING = ("dbus-daemon", "gnome-keyring")
"""For the test on a real keyring."""

POWER_CUT = ("strace",)
"""For the tests that cut the power at any system call."""

BUNDLE = ("binutils",)
"""For PyInstaller."""

PIP_AND_VENV = ("python3-venv",)
"""For environments of the system's own Python, which Debian ships without ensurepip."""


def provide(packages: Iterable[str]) -> list[str]:
    """Install what is missing when we may, else print the one command that would.

    Returned is what is still missing.
    """
    if shutil.which("dpkg-query") is None or shutil.which("apt-get") is None:
        return []
    wanted = tuple(packages)
    if may_install() and not has_ensurepip():
        wanted += PIP_AND_VENV
    absent = missing(wanted, installed())
    if absent and may_install():
        _install(absent)
        absent = missing(wanted, installed())
    if absent:
        print("System packages are missing. Who administers this computer can install them with")
        print(f"    sudo {' '.join(install_command(absent))}", flush=True)
    return absent


def may_install() -> bool:
    """Whether this is root, who may install packages."""
    return os.name == "posix" and os.geteuid() == 0


def installed() -> str:
    """What dpkg knows: one line for each package, with its state and what it stands in for."""
    return subprocess.run(
        ["dpkg-query", "--show", "--showformat=${db:Status-Status} ${Package} ${Provides}\\n"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def missing(wanted: Iterable[str], listing: str) -> list[str]:
    """The wanted packages that are neither in dpkg's listing nor provided by one in it."""
    present: set[str] = set()
    for line in listing.splitlines():
        state, _, names = line.partition(" ")
        if state == "installed":
            package, _, provided = names.partition(" ")
            present.add(package)
            present.update(each.split()[0] for each in provided.split(",") if each.strip())
    return [each for each in wanted if each not in present]


def install_command(packages: list[str]) -> list[str]:
    """The command that installs packages without asking and without anything recommended."""
    return ["apt-get", "install", "--yes", "--no-install-recommends", *packages]


def _install(packages: list[str]) -> None:
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # A mirror that is out of reach need not matter: what is wanted may come from the others.
    subprocess.call(["apt-get", "update", "--quiet"], env=quiet, stdout=subprocess.DEVNULL)
    installing = subprocess.run(
        install_command(packages), env=quiet, capture_output=True, text=True, check=False
    )
    if installing.returncode != 0:
        print(installing.stdout + installing.stderr, file=sys.stderr)
