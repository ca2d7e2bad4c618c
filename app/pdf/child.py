"""The child process: reads PDFs with QtPdf for the program, one request after the other.

It needs no application object and no screen. It limits its own memory and computing time, so
that a hostile file ends this process and nothing else.
"""

import math
import os
import sys
from typing import IO

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from app.domain.json_value import JsonObject, JsonValue
from app.interpreter import keep_singletons_alive
from app.pdf.framing import read_message, write_message
from app.pdf.phrases import MOST_HITS, occurrences
from app.pdf.port import PdfProblem

MEMORY_MB = 512
CPU_SECONDS = 10
MOST_PIXELS = 24_000_000
"""Of one picture; 96 MB, well within the memory."""


def limit_memory() -> None:
    """Limit what the process may allocate and write, where the system can.

    The data size is limited instead of the address space: PDFium reserves 32 GB of addresses at
    its start without using them, and ends itself when it may not.
    """
    if sys.platform == "win32":
        return
    import resource

    size = MEMORY_MB * 1024 * 1024
    for name, most in ((resource.RLIMIT_DATA, size), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(name)
        resource.setrlimit(name, (most if hard < 0 else min(most, hard), hard))


def limit_computing() -> None:
    """Give the next request its computing time; the kernel ends the process after it."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    until = math.ceil(used.ru_utime + used.ru_stime) + CPU_SECONDS
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (until if hard < 0 else min(until, hard), hard))


class OpenDocument:
    """The document that was asked for last: pages are often asked for in a row."""

    def __init__(self) -> None:
        """Begin without one."""
        self._key: JsonObject = {}
        self._document = QPdfDocument()
        self._problem: PdfProblem | None = None

    def open(self, key: JsonObject) -> QPdfDocument | PdfProblem:
        """Return the document of `key` (path, modified, size), else what is wrong with it."""
        if key != self._key:
            self._key = key
            self._document.close()
            self._problem = self._load(str(key["path"]))
        return self._problem or self._document

    def _load(self, path: str) -> PdfProblem | None:
        # "No error" also stands for a file that is a PDF and has nothing in it.
        error = self._document.load(path)
        if error == QPdfDocument.Error.None_:
            return None if self._document.pageCount() > 0 else PdfProblem.NO_PAGES
        return _PROBLEMS.get(error, PdfProblem.BROKEN)


_PROBLEMS = {
    QPdfDocument.Error.FileNotFound: PdfProblem.MISSING,
    QPdfDocument.Error.IncorrectPassword: PdfProblem.ENCRYPTED,
    QPdfDocument.Error.UnsupportedSecurityScheme: PdfProblem.ENCRYPTED,
}


def tell_facts(document: QPdfDocument) -> tuple[JsonObject, bytes]:
    """Return the size of every page in points, as displayed."""
    sizes = (document.pagePointSize(page) for page in range(document.pageCount()))
    return {"sizes": [[size.width(), size.height()] for size in sizes]}, b""


def draw_page(document: QPdfDocument, page: int, width: int) -> tuple[JsonObject, bytes]:
    """Return the picture of a page on white."""
    size = pixels_of(document, page, width)
    drawn = document.render(page, size)
    if drawn.isNull():
        return {"problem": PdfProblem.BROKEN}, b""
    paper = QImage(size, QImage.Format.Format_RGBA8888)
    paper.fill(0xFFFFFFFF)
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return {"width": size.width(), "height": size.height()}, bytes(paper.constBits())


def find_phrase(document: QPdfDocument, phrase: str) -> tuple[JsonObject, bytes]:
    """Return page (from 1) and box in points of every occurrence of a phrase."""
    hits: list[JsonValue] = []
    for page in range(document.pageCount()):
        for start, length in occurrences(document.getAllText(page).text(), phrase):
            # The first line of a phrase that is broken: what follows it begins there.
            boxes = document.getSelectionAtIndex(page, start, length).bounds()
            if boxes and len(hits) < MOST_HITS:
                box = boxes[0].boundingRect()
                hits.append([page + 1, box.x(), box.y(), box.width(), box.height()])
    return {"hits": hits}, b""


def pixels_of(document: QPdfDocument, page: int, width: int) -> QSize:
    """Return the size of the picture; smaller than wished when it were too many pixels."""
    points = document.pagePointSize(page)
    shape = points.height() / points.width() if points.width() > 0 else 1.0
    wide, high = float(max(1, width)), max(1.0, max(1, width) * shape)
    if wide * high > MOST_PIXELS:
        shrink = math.sqrt(MOST_PIXELS / (wide * high))
        wide, high = wide * shrink, high * shrink
    return QSize(max(1, int(wide)), min(MOST_PIXELS, max(1, int(high))))


def answer(opened: OpenDocument, request: JsonObject) -> tuple[JsonObject, bytes]:
    """Do what one request asks for."""
    key = {name: request[name] for name in ("path", "modified", "size")}
    document = opened.open(key)
    if isinstance(document, PdfProblem):
        return {"problem": document}, b""
    phrase = request.get("phrase")
    if isinstance(phrase, str):
        return find_phrase(document, phrase)
    page, width = request.get("page"), request.get("width")
    if not isinstance(page, int) or not isinstance(width, int):
        return tell_facts(document)
    if not 0 <= page < document.pageCount():
        return {"problem": PdfProblem.NO_PAGES}, b""
    return draw_page(document, page, width)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until the program is gone; the first message says that the child is there."""
    opened = OpenDocument()
    write_message(answers, {"ready": True})
    while (message := read_message(requests)) is not None:
        limit_computing()
        head, payload = answer(opened, message[0])
        write_message(answers, head, payload)


def main() -> int:
    """Serve on the standard streams; nothing else may write into them."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    limit_memory()
    keep_singletons_alive()
    serve(requests, answers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
