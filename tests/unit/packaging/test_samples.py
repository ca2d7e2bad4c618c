"""The sample documents: what is shipped is what the script makes, and reads like what it shows."""

from pathlib import Path

import pytest
import samples
from devsteps.pdf_pages import BODY, Page, document, width
from devsteps.typesetting import RIGHT, Sheet, wrapped
from pypdf import PdfReader

from app.domain import draft_format
from app.domain.findings import Draft, FileFacts, Severity
from app.domain.kinds import ServiceKind
from app.domain.linting import lint

PAGES = {"Lease contract.pdf": 4, "House rules.pdf": 2, "Floor plan.pdf": 1}


def test_what_is_shipped_is_what_the_script_makes() -> None:
    made = samples.samples()

    assert {name: (samples.SAMPLES / name).read_bytes() for name in made} == made


@pytest.mark.parametrize("name", PAGES)
def test_a_sample_has_its_pages_and_its_numbers(name: str) -> None:
    pages = PdfReader(samples.SAMPLES / name, strict=True).pages

    assert len(pages) == PAGES[name]
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page.extract_text()


def test_letters_beyond_ascii_are_read_back() -> None:
    text = PdfReader(samples.SAMPLES / "House rules.pdf").pages[1].extract_text()

    assert "Jörgen Åhlén" in text
    assert "8.00–16.00" in text
    assert "Tenants’ council" in text


def test_the_floor_plan_lies_on_its_side() -> None:
    box = PdfReader(samples.SAMPLES / "Floor plan.pdf").pages[0].mediabox

    assert box.width > box.height


def test_the_author_is_named_in_his_own_letters() -> None:
    facts = PdfReader(samples.SAMPLES / "Lease contract.pdf").metadata

    assert facts is not None
    assert (facts.title, facts.author) == ("Lease contract", "Åkerlunda Fastigheter AB")


def test_the_sample_draft_can_be_read_and_its_files_are_there() -> None:
    draft = draft_format.parse((samples.SAMPLES / "lease.agreement").read_bytes())

    assert [each.name for each in draft.participants] == ["Bodil Oskarsson", "Inga Engberg"]
    assert all((samples.SAMPLES / each.file).is_file() for each in draft.documents)


def test_the_sample_for_signinghub_lacks_nothing_but_a_tenant() -> None:
    draft = draft_format.parse((samples.SAMPLES / "tenancy.agreement").read_bytes())
    facts = FileFacts(pages=4, size=1, page_sizes=((595.0, 842.0),) * 4)
    files = {each.label: facts for each in draft.documents}

    found = lint(Draft(agreement=draft, files=files, service=ServiceKind.SIGNINGHUB))

    assert [each.id for each in found if each.severity is not Severity.INFO] == [
        "people.placeholder"
    ]
    assert all((samples.SAMPLES / each.file).is_file() for each in draft.documents)


def test_lines_fill_the_measure_without_crossing_it() -> None:
    lines = wrapped("Walls may not be moved, nor may fixed installations be added. " * 20, 300)

    assert all(width(line, BODY, 11) <= 300 for line in lines)
    assert all(width(line, BODY, 11) > 200 for line in lines[:-1])


def test_a_long_text_goes_on_on_the_next_page() -> None:
    pages = Sheet("Rules", "No. 1").set("# Rules\n\n" + "\n\n".join(["Be kind to others."] * 80))

    assert len(pages) == 3


def test_a_letter_that_cannot_be_set_is_refused() -> None:
    with pytest.raises(KeyError, match="漢"):
        wrapped("漢字 and more", RIGHT)


def test_brackets_survive(tmp_path: Path) -> None:
    page = Page(200, 200)
    page.text(10, 20, r"(a \ b)", BODY, 12)
    file = tmp_path / "brackets.pdf"
    file.write_bytes(document("Brackets", "Nobody", [page]))

    assert PdfReader(file).pages[0].extract_text() == r"(a \ b)"
