"""Our marks on packages and documents."""

import pytest

from app.services.errors import BadAnswer
from app.services.signinghub.marks import (
    bears_foreign_mark,
    bears_mark,
    clean_name,
    is_draft,
    marked_name,
    marked_packages,
    same_stem,
    source_mark,
    upload_name,
)
from app.services.signinghub.wire import Document, Workflow, WorkflowDetails
from tests.support.signinghub_clients import a_client
from tests.support.signinghub_server import SigningHubServer

REF = "0123456789"


def test_a_package_is_marked_in_its_name_until_it_is_sent() -> None:
    assert marked_name("Lease  2031\n", REF) == f"Lease 2031 ~{REF}"
    assert len(marked_name("L" * 300, REF)) == len(clean_name("L" * 300)) == 100
    assert marked_name("L" * 300, REF).endswith(f"~{REF}")


def test_an_upload_has_a_name_for_a_header_and_a_short_source() -> None:
    assert upload_name("Våning 7: tillägg", REF, 2) == f"Vaning-7-tillagg-{REF}-2.pdf"
    assert upload_name("契約", REF, 1) == f"document-{REF}-1.pdf"
    assert upload_name("a" * 200, REF, 1).isascii()
    assert len(source_mark(REF, 12)) <= 40


@pytest.mark.parametrize(
    ("document", "number", "ours"),
    [
        (Document(document_source=source_mark(REF, 1)), 1, True),
        (Document(document_source=source_mark(REF, 1)), 2, False),
        (Document(document_source=source_mark(REF, 1)), None, True),
        (Document(document_name=f"Lease-{REF}-1"), 1, True),
        (Document(document_name=f"Lease-{REF}-1.PDF"), 1, True),
        (Document(document_name=f"Lease-{REF}-11"), 1, False),
        (Document(document_name="Lease"), None, False),
    ],
)
def test_an_upload_is_known_by_source_or_name(
    document: Document, number: int | None, ours: bool
) -> None:
    assert bears_mark(document, REF, number) is ours


def test_what_another_agreement_uploaded_is_foreign() -> None:
    assert bears_foreign_mark(Document(document_source=source_mark("9876543210", 1)), REF)
    assert not bears_foreign_mark(Document(document_source=source_mark(REF, 1)), REF)
    assert not bears_foreign_mark(Document(document_source="Web"), REF)


def test_the_extension_does_not_count() -> None:
    assert same_stem("Contract.pdf", "contract")
    assert not same_stem("Contract", "Annex")


@pytest.mark.parametrize(
    ("workflow", "package", "draft"),
    [
        ("DRAFT", "", True),
        ("SHARED", "DRAFT", False),
        ("IN_PRGORESS", "", False),
        ("", "Draft", True),
        ("", "PENDING", False),
    ],
)
def test_a_draft_is_told_from_what_runs(workflow: str, package: str, draft: bool) -> None:
    details = WorkflowDetails(package_status=package, workflow=Workflow(workflow_status=workflow))

    assert is_draft(details) is draft


def test_a_package_without_any_status_is_neither() -> None:
    with pytest.raises(BadAnswer):
        is_draft(WorkflowDetails())


def test_our_drafts_are_found_on_every_page(hub: SigningHubServer) -> None:
    first = hub.desk.add_package(marked_name("Lease", REF))
    for number in range(60):
        hub.desk.add_package(f"Other {number}")
    second = hub.desk.add_package(marked_name("Lease", REF))
    hub.desk.add_package(marked_name("Lease", "9876543210"))

    assert marked_packages(a_client(hub), REF) == (str(first), str(second))
