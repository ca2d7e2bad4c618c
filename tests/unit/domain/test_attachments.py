"""What goes along with documents: read as strictly as these, changed without losing anything."""

import json

import pytest

from app.domain import draft_format
from app.domain.agreement import Agreement
from app.domain.attachments import (
    Attachment,
    attachments_of,
    with_attachment,
    with_attachment_moved,
    with_attachments,
    with_changed_attachment,
    without_attachment,
)
from app.domain.draft_files import files_of, with_files
from app.domain.errors import DomainError
from app.domain.findings import Draft, FileFacts, Severity
from app.domain.json_value import JsonValue
from app.domain.kinds import ServiceKind
from app.domain.linting import lint
from app.domain.repairs import repaired
from tests.support.agreements import a_document, an_agreement

TERMS = Attachment(file="terms.pdf", name="Terms", required=True)
PLAN = Attachment(file="plan.pdf", name="Plan", add_to_sealed_file=True)


def with_two() -> Agreement:
    """Terms that must be accepted, and a plan that is merged."""
    return with_attachments(an_agreement(), (TERMS, PLAN))


def ids(agreement: Agreement, service: ServiceKind = ServiceKind.SCRIVE) -> dict[str, str]:
    """Findings with their places."""
    found = lint(Draft(agreement=agreement, service=service))
    return {each.id: each.where for each in found}


def test_what_is_written_is_read_again() -> None:
    agreement = draft_format.parse(draft_format.render(with_two()))
    assert attachments_of(agreement) == (TERMS, PLAN)
    assert agreement == with_two()


@pytest.mark.parametrize(
    ("entry", "code", "place"),
    [
        ({"name": "Terms"}, "draft.missing_member", "/file"),
        ({"file": "../terms.pdf"}, "draft.file_outside", "/file"),
        ({"file": "/etc/passwd"}, "draft.file_outside", "/file"),
        ({"file": "C:\\terms.pdf"}, "draft.file_outside", "/file"),
        ({"file": "a.pdf", "required": "yes"}, "draft.wrong_type", "/required"),
        ({"file": "a.pdf", "file_id": "17"}, "draft.unknown_member", "/file_id"),
        ("terms.pdf", "draft.wrong_type", ""),
    ],
)
def test_a_mistake_is_refused_with_its_place(entry: JsonValue, code: str, place: str) -> None:
    draft = {"format": "agreement", "version": 1, "scrive": {"attachments": [entry]}}
    with pytest.raises(DomainError) as caught:
        draft_format.parse(json.dumps(draft))
    assert caught.value.code == code
    assert caught.value.where == f"/scrive/attachments/0{place}"


def test_they_come_and_go_and_change_places() -> None:
    agreement = with_attachment(with_two(), "more.pdf", "Terms")
    assert [each.name for each in attachments_of(agreement)] == ["Terms", "Plan", "Terms 2"]
    agreement = with_attachment_moved(agreement, "more.pdf", -5)
    assert [each.file for each in attachments_of(agreement)] == [
        "more.pdf",
        "terms.pdf",
        "plan.pdf",
    ]
    agreement = with_changed_attachment(agreement, "plan.pdf", TERMS)
    agreement = without_attachment(without_attachment(agreement, "terms.pdf"), "more.pdf")
    assert agreement.scrive == {}


def test_every_file_has_a_key_of_its_own() -> None:
    files = files_of(with_two())
    assert [(each.key, each.file, each.where) for each in files] == [
        ("contract", "contract.pdf", "/documents/0/file"),
        ("attachments/0", "terms.pdf", "/scrive/attachments/0/file"),
        ("attachments/1", "plan.pdf", "/scrive/attachments/1/file"),
    ]
    moved = with_files(with_two(), {"contract": "1.pdf", "attachments/1": "2.pdf"})
    assert [each.file for each in files_of(moved)] == ["1.pdf", "terms.pdf", "2.pdf"]


def test_a_file_that_cannot_be_sent_is_an_error_at_its_place() -> None:
    facts = {"attachments/1": FileFacts(problem="encrypted")}
    [finding] = lint(Draft(agreement=with_two(), files=facts))
    assert (finding.id, finding.where) == (
        "documents.file_encrypted",
        "/scrive/attachments/1/file",
    )
    assert finding.severity is Severity.ERROR


def test_two_of_one_name_are_told_apart_with_one_click() -> None:
    twice = with_attachments(an_agreement(), (TERMS, Attachment(file="other.pdf", name="Terms")))
    finding, *_ = lint(Draft(agreement=twice, service=ServiceKind.SCRIVE))
    assert finding.id == "documents.attachment_name"
    assert finding.repair is not None
    assert [each.name for each in attachments_of(repaired(twice, finding.repair))] == [
        "Terms",
        "Terms 2",
    ]


def test_what_a_service_makes_of_them_is_told() -> None:
    several = with_attachments(
        an_agreement(documents=(a_document(), a_document("rules"))), (TERMS,)
    )
    assert ids(several)["documents.flow_attachments"] == "/scrive/attachments"
    assert "documents.package_attachments" in ids(with_two(), ServiceKind.SIGNINGHUB)
    assert set(ids(with_two())) == {"documents.flow_attachments_inferred"}
    alone = with_attachments(an_agreement(scrive={"send_with": "documents"}), (TERMS,))
    assert not [each for each in ids(alone) if each.startswith("documents.")]
