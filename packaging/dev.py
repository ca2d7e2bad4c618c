"""The developer's door: sets up everything that is missing, then runs one verb.

Standard library only, because it has to run before anything is installed.
"""

import sys

NEEDED = (3, 11)
TOO_NEW = (3, 16)

if not NEEDED <= sys.version_info < TOO_NEW:
    sys.exit(f"Countersign needs Python 3.11 to 3.15; this is {sys.version.split()[0]}.")

import argparse
import os
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

from devsteps import deb, debian, environment, lint, locks, unpacked
from devsteps.environment import Level

ROOT = Path(__file__).resolve().parent.parent
FROZEN = ROOT / "build" / "bundle" / "countersign"
BUNDLING = (
    *("--noconfirm", "--log-level", "WARN", "--distpath", str(FROZEN.parent)),
    *("--workpath", str(ROOT / "build" / "pyinstaller")),
    str(ROOT / "packaging" / "pyinstaller" / "countersign.spec"),
)
EVERYWHERE = ["--numprocesses", str((os.cpu_count() or 1) + 1), "--dist", "loadfile"]
"""One worker more than processors, because many tests wait for a server or a child process. The
tests of one file stay together: they share what was expensive to set up."""


def main(arguments: list[str]) -> int:
    """Run the verb that is named first; everything after it is passed on."""
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__.partition("\n")[0])
    parser.add_argument("verb", choices=sorted(VERBS), help="; ".join(described()))
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="passed on to what the verb starts")
    chosen = parser.parse_args(arguments)
    try:
        return VERBS[chosen.verb](chosen.rest)
    except environment.SetUpError as error:
        print(f"dev.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def described() -> list[str]:
    """Each verb with what it is for."""
    return [f"{verb}: {(run.__doc__ or '').partition('.')[0]}" for verb, run in VERBS.items()]


def demo(rest: list[str]) -> int:
    """Practise: the window on both services in miniature, or their tour where no screen is."""
    if has_screen():
        python = set_up(Level.RUNTIME, debian.OFFSCREEN + debian.WINDOW)
        return become([str(python), "-m", "app", "demo", *rest])
    python = set_up(Level.RUNTIME, debian.OFFSCREEN)
    if rest:
        return become([str(python), "-m", "app", "demo", *rest], QT_QPA_PLATFORM="offscreen")
    pictures = ROOT / "build" / "tour"
    shutil.rmtree(pictures, ignore_errors=True)  # those of an earlier version would stay among them
    print(f"There is no screen, so the tour is played without one; its pictures go to {pictures}")
    tour = [str(python), "-m", "app", "demo", "--tour", str(pictures)]
    return become(tour, QT_QPA_PLATFORM="offscreen")


def test(rest: list[str]) -> int:
    """Run all tests on all processors, or those that pytest is told."""
    screen = debian.OFFSCREEN + debian.WINDOW + debian.X_SERVER
    python = set_up(Level.DEV, screen + debian.KEYRING + debian.POWER_CUT)
    return become([str(python), "-m", "pytest", *(rest or EVERYWHERE)])


def run_program(rest: list[str]) -> int:
    """Run Countersign itself."""
    python = set_up(Level.RUNTIME, debian.OFFSCREEN + debian.WINDOW)
    return become([str(python), "-m", "app", *rest])


def run_lint(rest: list[str]) -> int:
    """Check style, types and layers."""
    python = set_up(Level.DEV, ())
    failed = [name for name, command in lint.checks(python, rest) if run(command) != 0]
    print(f"failed: {', '.join(failed)}" if failed else "style, types and layers are in order")
    return 1 if failed else 0


def bench(rest: list[str]) -> int:
    """Measure start, list and memory; with `--faults` send with thousands of faults and kills."""
    level = Level.DEV if "--faults" in rest else Level.RUNTIME
    python = set_up(level, debian.OFFSCREEN)
    return become([str(python), str(ROOT / "packaging" / "bench.py"), *rest])


def lock(rest: list[str]) -> int:
    """Write the lock files anew; `--upgrade` takes the newest versions."""
    python = set_up(Level.DEV, ())
    return max(run(command) for command in locks.compilations(python, rest))


def bundle(rest: list[str]) -> int:
    """Freeze the program into the folder `build/bundle/countersign`."""
    python = set_up(Level.DEV, debian.OFFSCREEN + debian.WINDOW + debian.BUNDLE)
    status = run([str(python), "-m", "PyInstaller", *BUNDLING, *rest])
    if status == 0:
        print(f"The program is {FROZEN / 'countersign'}")
    return status


def make_deb(rest: list[str]) -> int:
    """Build a Debian package from the frozen program."""
    status = bundle(rest)
    if status == 0:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        print(f"The package is {deb.build(ROOT, FROZEN, project['version'])}")
    return status


VERBS: dict[str, Callable[[list[str]], int]] = {
    "demo": demo,
    "test": test,
    "run": run_program,
    "lint": run_lint,
    "bench": bench,
    "lock": lock,
    "bundle": bundle,
    "deb": make_deb,
}


def has_screen() -> bool:
    """Whether there is a display for windows; outside X and Wayland there always is one."""
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def set_up(level: Level, packages: tuple[str, ...]) -> Path:
    """Bring system packages and `.venv` up to date; the environment's Python is returned."""
    absent = debian.provide(packages)
    libraries = [each for each in absent if each in debian.OFFSCREEN + debian.WINDOW]
    if libraries:
        os.environ.update(unpacked.provide(ROOT / "build" / "system", libraries))
    return environment.provide(ROOT, level)


def run(command: list[str], **variables: str) -> int:
    """Run a command in the repository's root and wait for it."""
    return subprocess.call(command, cwd=ROOT, env={**os.environ, **variables})


def become(command: list[str], **variables: str) -> int:
    """End as another program: its signals and its exit status are ours."""
    if os.name == "posix":
        sys.stdout.flush()
        os.chdir(ROOT)
        os.execve(command[0], command, {**os.environ, **variables})  # noqa: S606 - without a shell
    return run(command, **variables)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
