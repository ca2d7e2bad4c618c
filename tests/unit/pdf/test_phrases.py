"""Phrases are found in the text of pages, and where they stand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.anchoring import PhraseHit
from app.pdf.phrases import occurrences
from app.pdf.port import PdfProblem
from app.pdf.reader import ChildPdfReader

SAMPLE = Path(__file__).parents[3] / "resources/samples/Lease contract.pdf"


@pytest.fixture(scope="module")
def reader() -> Iterator[ChildPdfReader]:
    with ChildPdfReader() as made:
        yield made


def found(text: str, phrase: str) -> list[str]:
    return [text[start : start + length] for start, length in occurrences(text, phrase)]


@pytest.mark.parametrize(
    ("text", "phrase", "hits"),
    [
        ("For the tenant, for the TENANT", "the tenant", ["the tenant", "the TENANT"]),
        ("For the\r\n  tenant", "for the tenant", ["For the\r\n  tenant"]),
        ("nothing here", "tenant", []),
        ("aaaa", "aa", ["aa", "aa"]),
        ("anything", "  ", []),
        ("İstanbul Signature", "signature", ["Signature"]),
    ],
)
def test_spaces_lines_and_capitals_do_not_matter(text: str, phrase: str, hits: list[str]) -> None:
    assert found(text, phrase) == hits


def test_the_place_of_a_phrase_is_told_in_points(reader: ChildPdfReader) -> None:
    hits = reader.phrases(SAMPLE, "lease contract")
    assert isinstance(hits, tuple)
    first = hits[0]
    assert isinstance(first, PhraseHit)
    assert first.page == 1
    # The heading stands in the upper left quarter of an A4 page.
    assert 50 < first.x < 200
    assert 50 < first.y < 150
    assert first.width > 100
    assert reader.phrases(SAMPLE, "no such words in it") == ()


def test_every_page_is_looked_through(reader: ChildPdfReader) -> None:
    hits = reader.phrases(SAMPLE, "the")
    assert isinstance(hits, tuple)
    assert {hit.page for hit in hits} == {1, 2, 3, 4}


def test_a_file_that_cannot_be_read_says_why(reader: ChildPdfReader, tmp_path: Path) -> None:
    assert reader.phrases(tmp_path / "gone.pdf", "x") is PdfProblem.MISSING
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    assert reader.phrases(broken, "x") is PdfProblem.BROKEN
