"""Whether what the pictures show really happened: requests, messages and bytes are checked."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app.gui.tour.failure import TourFailed
from app.gui.tour.stage import Exchange, Letter
from app.pdf.port import PdfReader

_CREATED: Final = 201
_INSTANCES: Final = "/flow/instances"
_SIGN_IN: Final = "/authenticate"


def check_quiet(before_send: Sequence[Exchange], letters: int) -> None:
    """Nothing left before Send: only reads and sign-ins, and no message to anybody."""
    loud = [each for each in before_send if each.method != "GET" and each.path != _SIGN_IN]
    if loud:
        first = loud[0]
        raise TourFailed(f"before Send, {first.method} {first.path} reached {first.service}")
    if letters:
        raise TourFailed(f"before Send, {letters} messages were sent")


def check_sent_once(exchanges: Sequence[Exchange]) -> None:
    """Exactly one Flow instance was started."""
    starts = [each.status for each in exchanges if (each.method, each.path) == ("POST", _INSTANCES)]
    if starts != [_CREATED]:
        raise TourFailed(f"the agreement was not started exactly once, but {starts}")


def check_invited(letters: Sequence[Letter], addresses: Sequence[tuple[str, str]]) -> None:
    """Each of `addresses` (channel, where to) got a message."""
    reached = {(each.channel, each.to) for each in letters}
    for channel, where in addresses:
        if (channel, where) not in reached:
            raise TourFailed(f"no {channel} went to {where}")


def check_download(files: Sequence[Path], originals: Sequence[Path], pdf: PdfReader) -> None:
    """The files are sealed: whole PDFs with one page more than those that were sent."""
    if len(files) != len(originals):
        raise TourFailed(f"{len(originals)} files were sent, {len(files)} came back")
    sent = sorted(_pages(path, pdf) for path in originals)
    for path in files:
        if not path.read_bytes().startswith(b"%PDF-"):
            raise TourFailed(f"{path.name} does not begin like a PDF")
    sealed = sorted(_pages(path, pdf) for path in files)
    if sealed != [pages + 1 for pages in sent]:
        raise TourFailed(
            f"the files have {sealed} pages, sealed ones of {sent} would have one more"
        )


def _pages(path: Path, pdf: PdfReader) -> int:
    facts = pdf.facts(path)
    if facts.problem or facts.pages is None:
        raise TourFailed(f"{path.name} cannot be opened: {facts.problem}")
    return facts.pages
