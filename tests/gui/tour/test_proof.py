"""What the tour checks behind the pictures."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from app.domain.anchoring import PhraseHit
from app.domain.findings import FileFacts
from app.gui.tour.failure import TourFailed
from app.gui.tour.proof import check_download, check_invited, check_quiet, check_sent_once
from app.gui.tour.stage import Exchange, Letter
from app.pdf.port import PageImage, PdfProblem

SIGN_IN = Exchange(service="signinghub", method="POST", path="/authenticate", status=200)
READ = Exchange(service="scrive", method="GET", path="/api/v2/getprofile", status=200)
UPLOAD = Exchange(service="scrive", method="POST", path="/api/v2/documents/new", status=201)
START = Exchange(service="scrive", method="POST", path="/flow/instances", status=201)
LETTER = Letter(channel="email", to="bodil@example.com", subject="Please sign")


class CountedPages:
    """A reader that was told how many pages each file has."""

    def __init__(self, pages: Mapping[str, int]) -> None:
        self._pages = pages

    def facts(self, path: Path) -> FileFacts:
        pages = self._pages.get(path.name)
        return FileFacts(pages=pages, problem="" if pages else "broken")

    def page_image(self, path: Path, page: int, width: int) -> PageImage | PdfProblem:
        return PdfProblem.UNREADABLE

    def phrases(self, path: Path, phrase: str) -> tuple[PhraseHit, ...] | PdfProblem:
        return PdfProblem.UNREADABLE

    def close(self) -> None:
        """Nothing to end."""


def a_file(folder: Path, name: str, content: bytes = b"%PDF-1.7 ...") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_reading_and_signing_in_before_send_is_quiet() -> None:
    check_quiet([SIGN_IN, READ], 0)


@pytest.mark.parametrize(("requests", "letters"), [([READ, UPLOAD], 0), ([READ], 1)])
def test_anything_that_changes_or_notifies_before_send_is_found(
    requests: list[Exchange], letters: int
) -> None:
    with pytest.raises(TourFailed, match="before Send"):
        check_quiet(requests, letters)


def test_one_start_is_right() -> None:
    check_sent_once([READ, UPLOAD, START, READ])


@pytest.mark.parametrize("starts", [[], [START, START]])
def test_no_start_and_two_starts_are_wrong(starts: list[Exchange]) -> None:
    with pytest.raises(TourFailed, match="exactly once"):
        check_sent_once([READ, *starts])


def test_everybody_who_was_to_be_invited_is_looked_for() -> None:
    check_invited([LETTER], [("email", "bodil@example.com")])
    with pytest.raises(TourFailed, match=r"no sms went to \+46702254141"):
        check_invited([LETTER], [("sms", "+46702254141")])


def test_sealed_files_have_one_page_more(tmp_path: Path) -> None:
    sent, came = a_file(tmp_path, "sent.pdf"), a_file(tmp_path, "came.pdf")
    check_download([came], [sent], CountedPages({"sent.pdf": 4, "came.pdf": 5}))
    with pytest.raises(TourFailed, match="one more"):
        check_download([came], [sent], CountedPages({"sent.pdf": 4, "came.pdf": 4}))


def test_a_file_that_is_missing_cut_or_no_pdf_is_found(tmp_path: Path) -> None:
    sent = a_file(tmp_path, "sent.pdf")
    page = a_file(tmp_path, "page.pdf", b"<html>Sign in</html>")
    reader = CountedPages({"sent.pdf": 4, "page.pdf": 5})
    with pytest.raises(TourFailed, match="0 came back"):
        check_download([], [sent], reader)
    with pytest.raises(TourFailed, match="begin like a PDF"):
        check_download([page], [sent], reader)
    with pytest.raises(TourFailed, match="cannot be opened"):
        check_download([a_file(tmp_path, "cut.pdf")], [sent], reader)
