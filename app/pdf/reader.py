"""Reads PDFs through a child process, which is ended and started again when it misbehaves."""

import os
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from typing_extensions import override

from app.domain.anchoring import PhraseHit
from app.domain.findings import FileFacts
from app.domain.json_value import JsonObject, JsonValue
from app.pdf.file_kind import MOST_BYTES, FileState, look_at
from app.pdf.framing import read_message, write_message
from app.pdf.port import PageImage, PdfProblem, PdfReader, PdfReaderUnavailable

REQUEST_SECONDS = 10.0
START_SECONDS = 30.0
FACTS_KEPT = 256
IMAGE_BYTES_KEPT = 48 * 1024 * 1024


def child_command() -> list[str]:
    """The command of the child: a module, or the program that is frozen beside ours."""
    if getattr(sys, "frozen", False):
        return [str(Path(sys.executable).with_name("countersign-pages"))]
    # -P: a folder "app" where the user happens to be must not be taken for ours.
    return [sys.executable, "-P", "-m", "app.pdf.child"]


class _TookTooLong(Exception):
    """The child did not answer in time and was ended."""


class _Died(Exception):
    """The child ended while it was asked."""


class _Child:
    """One child process and its two pipes."""

    def __init__(self, command: Sequence[str]) -> None:
        """Start it and wait until it is there. Raises PdfReaderUnavailable."""
        environment = dict(os.environ)
        if not getattr(sys, "frozen", False):
            environment["PYTHONPATH"] = str(Path(__file__).parents[2])
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise PdfReaderUnavailable("the reader of PDFs cannot be started") from error
        try:
            self._exchange(None, START_SECONDS)
        except (_Died, _TookTooLong) as error:
            self.end()
            raise PdfReaderUnavailable("the reader of PDFs does not come up") from error

    def ask(self, request: JsonObject, seconds: float) -> tuple[JsonObject, bytes]:
        """Send a request and wait for its answer; both failures leave a dead child."""
        return self._exchange(request, seconds)

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue  # What was still to be sent has nobody to read it.

    def kill(self) -> None:
        """End it from another thread; whoever waits for its answer learns that it died."""
        self._process.kill()

    def _exchange(self, request: JsonObject | None, seconds: float) -> tuple[JsonObject, bytes]:
        sink, source = self._process.stdin, self._process.stdout
        assert sink is not None  # noqa: S101 - asked for with PIPE
        assert source is not None  # noqa: S101
        late = threading.Event()
        watch = threading.Timer(seconds, self._on_late, (late,))
        watch.daemon = True
        watch.start()
        try:
            if request is not None:
                write_message(sink, request)
            message = read_message(source)
        except OSError:
            message = None
        finally:
            watch.cancel()
        if late.is_set():
            raise _TookTooLong
        if message is None:
            raise _Died
        return message

    def _on_late(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()


class ChildPdfReader(PdfReader):
    """The port in a child process; started when it is first needed.

    Calls from several threads wait for each other. What was found out about a file is kept until
    the file changes.
    """

    def __init__(
        self,
        command: Callable[[], Sequence[str]] = child_command,
        *,
        seconds: float = REQUEST_SECONDS,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        """`seconds` is the limit of one request on the wall clock."""
        self._command = command
        self._seconds = seconds
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._child: _Child | None = None
        self._closed = False
        self._facts: OrderedDict[FileState, FileFacts] = OrderedDict()
        self._images: OrderedDict[tuple[FileState, int, int], PageImage] = OrderedDict()

    def __enter__(self) -> Self:
        """Use it in a `with` statement, which closes it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    @override
    def facts(self, path: Path) -> FileFacts:
        state = look_at(path, self._most_bytes)
        if isinstance(state, PdfProblem):
            return FileFacts(problem=state)
        with self._lock:
            known = self._facts.get(state)
            if known is None:
                head, _ = self._ask(state, {})
                known = _facts_of(state, head)
                if known.problem != PdfProblem.TOOK_TOO_LONG:
                    self._facts[state] = known
                    _shorten(self._facts, FACTS_KEPT)
            return known

    @override
    def page_image(self, path: Path, page: int, width: int) -> PageImage | PdfProblem:
        state = look_at(path, self._most_bytes)
        if isinstance(state, PdfProblem):
            return state
        key = (state, page, width)
        with self._lock:
            known = self._images.get(key)
            if known is not None:
                self._images.move_to_end(key)
                return known
            head, rgba = self._ask(state, {"page": page, "width": width})
            problem = head.get("problem")
            if problem is not None:
                return PdfProblem(str(problem))
            image = PageImage(width=_int(head["width"]), height=_int(head["height"]), rgba=rgba)
            self._keep(key, image)
            return image

    @override
    def phrases(self, path: Path, phrase: str) -> tuple[PhraseHit, ...] | PdfProblem:
        state = look_at(path, self._most_bytes)
        if isinstance(state, PdfProblem):
            return state
        with self._lock:
            head, _ = self._ask(state, {"phrase": phrase})
        problem = head.get("problem")
        return _hits_of(head) if problem is None else PdfProblem(str(problem))

    @override
    def close(self) -> None:
        self._closed = True
        child = self._child
        if child is not None:
            # Without the lock: a request under way must not hold up the end of the program.
            child.kill()
        with self._lock:
            self._end_child()

    def _ask(self, state: FileState, more: JsonObject) -> tuple[JsonObject, bytes]:
        request: JsonObject = {
            "path": str(state.path),
            "modified": state.modified,
            "size": state.size,
            **more,
        }
        # Twice: the first child may have been ended by somebody else.
        for _ in range(2):
            try:
                return self._running_child().ask(request, self._seconds)
            except _TookTooLong:
                self._end_child()
                return {"problem": PdfProblem.TOOK_TOO_LONG}, b""
            except _Died:
                self._end_child()
        return {"problem": PdfProblem.BROKEN}, b""

    def _running_child(self) -> _Child:
        if self._closed:
            raise PdfReaderUnavailable("the reader of PDFs was closed")
        if self._child is None:
            self._child = _Child(self._command())
        return self._child

    def _end_child(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None

    def _keep(self, key: tuple[FileState, int, int], image: PageImage) -> None:
        self._images[key] = image
        while sum(len(each.rgba) for each in self._images.values()) > IMAGE_BYTES_KEPT:
            self._images.popitem(last=False)


def _facts_of(state: FileState, head: JsonObject) -> FileFacts:
    problem = head.get("problem")
    if problem is not None:
        return FileFacts(size=state.size, problem=str(problem))
    sizes: list[tuple[float, float]] = []
    found = head.get("sizes")
    for each in found if isinstance(found, list) else []:
        if isinstance(each, list):
            width, height = each
            sizes.append((_float(width), _float(height)))
    return FileFacts(pages=len(sizes), size=state.size, page_sizes=tuple(sizes))


def _hits_of(head: JsonObject) -> tuple[PhraseHit, ...]:
    found = head.get("hits")
    hits = []
    for each in found if isinstance(found, list) else []:
        if isinstance(each, list):
            page, *box = each
            x, y, width, height = (_float(side) for side in box)
            hits.append(PhraseHit(page=_int(page), x=x, y=y, width=width, height=height))
    return tuple(hits)


def _shorten(kept: OrderedDict[FileState, FileFacts], most: int) -> None:
    while len(kept) > most:
        kept.popitem(last=False)


def _int(value: JsonValue) -> int:
    return value if isinstance(value, int) else 0


def _float(value: JsonValue) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
