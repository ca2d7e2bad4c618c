"""Pages that are left out: counted in the file, taken out at the service."""

import json

import pytest

from app.domain import draft_format
from app.domain.agreement import Agreement
from app.domain.editing import without_that_document
from app.domain.errors import DomainError
from app.domain.findings import Draft, FileFacts, Severity
from app.domain.json_value import JsonValue
from app.domain.kinds import ServiceKind
from app.domain.linting import lint
from app.domain.page_removal import (
    as_sent,
    removed_pages,
    with_page_toggled,
    with_removed_pages,
    without_pages,
)
from app.domain.repairs import repaired
from tests.support.agreements import an_agreement
from tests.support.fields import a_field

SCRIVE = ServiceKind.SCRIVE


def without(*pages: int, **changes: object) -> Agreement:
    """The contract without these pages."""
    return with_removed_pages(an_agreement(**changes), "contract", pages)


def findings(agreement: Agreement, pages: int = 5, service: ServiceKind = SCRIVE) -> list[str]:
    """What is said of a contract of so many pages."""
    files = {"contract": FileFacts(pages=pages)}
    found = lint(Draft(agreement=agreement, files=files, service=service))
    return [each.id for each in found if "no_signature" not in each.id]


def test_pages_go_and_come_back() -> None:
    agreement = with_page_toggled(with_page_toggled(an_agreement(), "contract", 3), "contract", 1)
    assert removed_pages(agreement, "contract") == (1, 3)
    assert draft_format.parse(draft_format.render(agreement)) == agreement
    agreement = with_page_toggled(with_page_toggled(agreement, "contract", 1), "contract", 3)
    assert agreement.scrive == {}


@pytest.mark.parametrize(
    ("own", "code", "place"),
    [
        ({"remove_pages": [0]}, "draft.bad_value", "/remove_pages/0"),
        ({"remove_pages": [True]}, "draft.wrong_type", "/remove_pages/0"),
        ({"remove_pages": 2}, "draft.wrong_type", "/remove_pages"),
        ({"pages": [2]}, "draft.unknown_member", "/pages"),
        ([2], "draft.wrong_type", ""),
    ],
)
def test_a_mistake_is_refused_with_its_place(own: JsonValue, code: str, place: str) -> None:
    draft = {"format": "agreement", "version": 1, "scrive": {"documents": {"contract": own}}}
    with pytest.raises(DomainError) as caught:
        draft_format.parse(json.dumps(draft))
    assert (caught.value.code, caught.value.where) == (code, f"/scrive/documents/contract{place}")


def test_fields_count_the_pages_that_are_left() -> None:
    fields = tuple(a_field(page=page) for page in (1, 2, 3, 5))
    sent = as_sent(without(2, 4, fields=fields))
    assert [field.page for field in sent.fields] == [1, 2, 3]
    assert without_pages("abcde", (2, 4)) == ("a", "c", "e")


def test_what_is_left_out_goes_with_its_document() -> None:
    assert removed_pages(without_that_document(without(2), "contract"), "contract") == ()


@pytest.mark.parametrize(
    ("agreement", "rule"),
    [
        (without(6), "documents.removed_no_such_page"),
        (without(1, 2, 3, 4, 5), "documents.removed_all"),
        (with_removed_pages(an_agreement(), "ghost", (1,)), "documents.removed_unknown"),
        (without(2, fields=(a_field(page=2),)), "fields.removed_page"),
    ],
)
def test_what_would_go_wrong_is_an_error_with_a_repair(agreement: Agreement, rule: str) -> None:
    files = {"contract": FileFacts(pages=5)}
    found = {each.id: each for each in lint(Draft(agreement=agreement, files=files))}
    assert found[rule].severity is Severity.ERROR
    repair = found[rule].repair
    assert repair is not None
    assert rule not in findings(repaired(agreement, repair))


def test_no_more_pages_go_than_the_service_takes() -> None:
    assert "documents.removed_many" in findings(without(*range(1, 102)), pages=300)


def test_a_service_that_cannot_leave_them_out_is_not_given_them() -> None:
    agreement = without(2)
    [finding] = [
        each
        for each in lint(Draft(agreement=agreement, service=ServiceKind.SIGNINGHUB))
        if each.id == "documents.package_pages"
    ]
    assert finding.severity is Severity.ERROR
    assert finding.repair is not None
    assert removed_pages(repaired(agreement, finding.repair), "contract") == ()


def test_it_is_told_beside_the_document() -> None:
    assert findings(without(2)) == ["documents.page_left_out"]
    assert findings(without(2, 3)) == ["documents.pages_left_out"]
