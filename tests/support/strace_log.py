"""System calls of a program, recorded by strace and read back one by one."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    "openat,close,dup,dup2,lseek,write,pwrite64,writev,pwritev,ftruncate,fallocate,"
    "copy_file_range,sendfile,fsync,fdatasync,sync_file_range,rename,renameat,renameat2,"
    "unlink,unlinkat,mkdir,mkdirat,rmdir,link,linkat,sendto,sendmsg,clone,clone3"
)
"""What can change a disk, or be seen from outside."""

_CALL = re.compile(r"^(?P<name>\w+)\((?P<arguments>.*)\) += (?P<result>-?\d+)(?P<path><.*>)?")
_RESUMED = re.compile(r"^<\.\.\. (?P<name>\w+) resumed>(?P<rest>.*)$")
_DESCRIPTOR = re.compile(r"^(?P<number>-?\d+|AT_FDCWD)(?:<(?P<path>[^>]*)>)?(?:\(deleted\))?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call that succeeded."""

    process: int
    """Whose files the numbers of files mean; threads share them."""
    name: str
    arguments: tuple[str, ...]
    result: int
    path: str
    """Of the file that was opened."""

    def text(self, place: int) -> bytes:
        """A string among the arguments."""
        return _bytes(self.arguments[place].strip('"'))

    def number(self, place: int) -> int:
        """A number among the arguments, also of a file."""
        found = _DESCRIPTOR.match(self.arguments[place])
        assert found is not None, self
        return int(found["number"])

    def folder(self, place: int) -> str:
        """Where an open folder lies; the working folder has one too."""
        found = _DESCRIPTOR.match(self.arguments[place])
        assert found is not None, self
        return os.fsdecode(_bytes(found["path"] or ""))


def why_not() -> str:
    """The reason why nothing can be recorded here; empty where it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False)
    if tried.returncode:
        return "strace may not watch other processes here (no ptrace in this container)"
    return ""


def recorded(
    command: Sequence[str], log: Path, *, environment: Mapping[str, str], given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run a command and keep its calls in `log`."""
    strace = ["strace", "-f", "-y", "-xx", "-s", "9999999", "--seccomp-bpf"]
    return subprocess.run(
        [*strace, "-e", f"trace={CALLS}", "-e", "signal=none", "-o", str(log), *command],
        env=dict(environment),
        input=given,
        capture_output=True,
        check=False,
        timeout=50,
    )


def calls_of(log: Path) -> list[Call]:
    """The calls that succeeded, in the order in which they ended."""
    whole = list(_whole_lines(log))
    makers = {found.result: (pid, found) for pid, line in whole if (found := _clone(pid, line))}

    def process(pid: int) -> int:
        while pid in makers and any("CLONE_THREAD" in each for each in makers[pid][1].arguments):
            pid = makers[pid][0]
        return pid

    calls = (_call(process(pid), line) for pid, line in whole)
    return [call for call in calls if call is not None]


def _whole_lines(log: Path) -> Iterator[tuple[int, str]]:
    """Who called, and the whole call also where others called in between."""
    begun: dict[int, str] = {}
    with log.open(encoding="ascii") as lines:
        for line in lines:
            pid, rest = int(line.split(" ", 1)[0]), line.split(" ", 1)[1].strip()
            if rest.endswith("<unfinished ...>"):
                begun[pid] = rest.removesuffix("<unfinished ...>").rstrip()
                continue
            resumed = _RESUMED.match(rest)
            yield pid, begun.pop(pid) + resumed["rest"] if resumed is not None else rest


def _clone(pid: int, line: str) -> Call | None:
    return _call(pid, line) if line.startswith("clone") else None


def _call(process: int, line: str) -> Call | None:
    found = _CALL.match(line)
    if found is None or found["result"].startswith("-"):
        return None
    path = (found["path"] or "")[1:-1]
    return Call(
        process=process,
        name=found["name"],
        arguments=tuple(_arguments(found["arguments"])),
        result=int(found["result"]),
        path=os.fsdecode(_bytes(path)),
    )


def _arguments(text: str) -> Iterator[str]:
    """The arguments; commas stand only between them, for all text is in hexadecimal digits."""
    if "[" not in text:
        yield from text.split(", ")
        return
    depth, argument = 0, ""
    for part in re.split(r"([\[\]{}]|, )", text):
        depth += (part in ("[", "{")) - (part in ("]", "}"))
        if part == ", " and not depth:
            yield argument
            argument = ""
        else:
            argument += part
    yield argument


def _bytes(text: str) -> bytes:
    if "\\x" not in text:
        return text.encode()
    return bytes.fromhex(text.replace("\\x", ""))
