"""What goes along and pages that are left out, sent to the emulated Scrive over real sockets."""

import hashlib
import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.domain.agreement import Agreement
from app.domain.attachments import Attachment, with_attachments
from app.domain.errors import DomainError
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import Order, ServiceKind
from app.domain.page_removal import with_removed_pages
from app.domain.process import Branch, OtherStep
from app.emulator import page_tree
from app.emulator.faults import Fault, FaultKind
from app.emulator.scrive.records import Document, objects
from app.emulator.scrive.service import ScriveService
from app.emulator.sealing import write_pdf
from app.services.accounts import Account
from app.services.clock import SystemClock
from app.services.outbox.freezing import Freezer
from app.services.outbox.records import OutboxItem, Phase, SendState
from app.services.scrive.client_composing import NewAttachment
from app.services.scrive.wire import Document as WireDocument
from tests.support.agreements import a_document, a_step, an_agreement
from tests.support.documents_office import DocumentsOffice, a_document_agreement
from tests.support.fields import a_field
from tests.support.flow_office import Office

FIVE_PAGES = write_pdf([(f"Page {number}", ["Words"]) for number in range(1, 6)])
TERMS = Attachment(file="terms.pdf", name="Terms", required=True)
PLAN = Attachment(file="plan.pdf", name="Plån", add_to_sealed_file=True)
ALONG = [("Terms", True, False), ("Plån", False, True)]


def sent(office: Office, agreement: Agreement) -> tuple[OutboxItem, list[Document]]:
    """Send, and look into the emulator at what was started."""
    item = office.outbox.run(office.enqueue(agreement, FIVE_PAGES).id, wait=3000)
    assert item.state is SendState.SENT, item.message
    service = office.emulator.services["scrive"]
    assert isinstance(service, ScriveService)
    return item, [service._state.documents[each] for each in item.document_ids]


def along(document: Document) -> list[tuple[str, bool, bool]]:
    """What goes along with a document."""
    return [(each.name, each.required, each.add_to_sealed_file) for each in document.attachments]


def pages(document: Document) -> int:
    """How many pages its file has."""
    assert document.file is not None
    return page_tree.count(document.file.data)


def steps_of(office: Office) -> list[str]:
    """The last part of every change that was asked for."""
    posts = [each for each in office.requests("/") if each.startswith("POST")]
    return [each.rsplit("/", 1)[-1] for each in posts]


def test_a_plain_document_is_started_with_all_of_it(documents_office: DocumentsOffice) -> None:
    whole = with_attachments(a_document_agreement(), (TERMS, PLAN))
    whole = with_removed_pages(whole, "contract", (1, 3))
    _, [document] = sent(documents_office, whole)
    assert steps_of(documents_office) == ["new", "removepages", "setattachments", "update", "start"]
    assert along(document) == ALONG
    assert [each.file.data for each in document.attachments] == [FIVE_PAGES, FIVE_PAGES]
    assert pages(document) == 3


def test_in_a_flow_it_belongs_to_the_first_document(office: Office) -> None:
    agreement = an_agreement(
        documents=(a_document(), a_document("rules")),
        process=a_step("bodil", "contract", "rules"),
        participants=an_agreement().participants[:1],
    )
    agreement = with_removed_pages(with_attachments(agreement, (TERMS,)), "rules", (5,))
    _, [contract, rules] = sent(office, agreement)
    assert (along(contract), pages(contract)) == ([("Terms", True, False)], 5)
    assert (along(rules), pages(rules)) == ([], 4)


def test_fields_lie_on_the_pages_that_are_left(documents_office: DocumentsOffice) -> None:
    documents_office.page_count = 5
    agreement = a_document_agreement(fields=(a_field(page=4),))
    agreement = with_removed_pages(agreement, "contract", (2, 3))
    _, [document] = sent(documents_office, agreement)
    fields = [field for party in document.parties for field in party.fields]
    placements = [each for field in fields for each in objects(field.get("placements"))]
    placed = [each["page"] for each in placements]
    assert placed == [2]


KINDS: tuple[FaultKind, ...] = ("drop_before", "drop_after", "repeat")


@pytest.mark.parametrize("kind", KINDS)
def test_a_lost_answer_takes_out_no_further_pages(
    documents_office: DocumentsOffice, kind: FaultKind
) -> None:
    documents_office.fault(Fault(kind=kind, method="POST", path="/removepages$"))
    agreement = with_removed_pages(a_document_agreement(), "contract", (1, 2))
    _, [document] = sent(documents_office, agreement)
    assert pages(document) == 3


def test_attachments_whose_answer_was_lost_are_not_written_again(office: Office) -> None:
    office.fault(Fault(kind="drop_after", method="POST", path="/setattachments$"))
    _, [document] = sent(office, with_attachments(an_agreement(), (TERMS,)))
    assert along(document) == ALONG[:1]
    assert steps_of(office).count("setattachments") == 1


def test_what_goes_along_may_be_told_in_any_order(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = office.client.get

    def turned(document_id: str, *, within: float | None = None) -> WireDocument:
        found = real(document_id, within=within)
        return replace(found, author_attachments=found.author_attachments[::-1])

    monkeypatch.setattr(office.client, "get", turned)
    _, [document] = sent(office, with_attachments(an_agreement(), (TERMS, PLAN)))
    assert along(document) == ALONG


def test_nothing_is_sent_without_what_goes_along(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = office.client.set_attachments

    def careless(
        document_id: str, files: list[NewAttachment], version: int | None, **_told: object
    ) -> WireDocument:
        return real(document_id, files[:1], version)

    monkeypatch.setattr(office.client, "set_attachments", careless)
    item = office.send(with_attachments(an_agreement(), (TERMS, PLAN)))
    assert item.message is not None
    assert "did not take the attachments" in item.message.title
    assert (item.phase, office.instances()) == (Phase.NOT_SENT, 0)


def without_tags(document: JsonObject) -> JsonObject:
    return {name: value for name, value in document.items() if name != "tags"}


def with_party(told: JsonObject, position: int, **members: JsonValue) -> JsonObject:
    """An update in which one party is told otherwise."""
    parties = told["parties"]
    assert isinstance(parties, list)
    changed = list(parties)
    party = parties[position]
    assert isinstance(party, dict)
    changed[position] = {**party, **members}
    return {**told, "parties": changed}


@pytest.mark.parametrize(
    ("position", "members"),
    [(0, {"signatory_role": "signing_party"}), (1, {"delivery_method": "api"})],
)
def test_nothing_is_sent_to_people_who_came_back_otherwise(
    documents_office: DocumentsOffice,
    monkeypatch: pytest.MonkeyPatch,
    position: int,
    members: JsonObject,
) -> None:
    real = documents_office.client.update

    def careless(document_id: str, told: JsonObject, version: int | None = None) -> WireDocument:
        return real(document_id, with_party(told, position, **members), version)

    monkeypatch.setattr(documents_office.client, "update", careless)
    item = documents_office.send(a_document_agreement())
    assert item.message is not None
    assert "did not take the people" in item.message.title
    assert item.phase is Phase.NOT_SENT
    assert "start" not in steps_of(documents_office)


@pytest.mark.parametrize(
    ("position", "role"), [(0, "signing_party"), (1, "viewer"), (1, "approver")]
)
def test_no_flow_is_made_for_people_who_came_back_otherwise(
    office: Office, monkeypatch: pytest.MonkeyPatch, position: int, role: str
) -> None:
    real = office.client.update

    def careless(document_id: str, told: JsonObject, version: int | None = None) -> WireDocument:
        return real(document_id, with_party(told, position, signatory_role=role), version)

    monkeypatch.setattr(office.client, "update", careless)
    item = office.send(an_agreement(scrive={"author": {"signatory_role": "viewer"}}))
    assert item.message is not None
    assert "did not take the people" in item.message.title
    assert (item.phase, office.instances()) == (Phase.NOT_SENT, 0)


def test_nothing_is_sent_with_other_settings(
    documents_office: DocumentsOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = documents_office.client.update

    def careless(document_id: str, told: JsonObject, version: int | None = None) -> WireDocument:
        return real(document_id, {**told, "days_to_remind": None}, version)

    monkeypatch.setattr(documents_office.client, "update", careless)
    item = documents_office.send(a_document_agreement())
    assert item.message is not None
    assert "did not take the settings" in item.message.title
    assert item.phase is Phase.NOT_SENT
    assert "start" not in steps_of(documents_office)


def test_nothing_is_sent_through_flow_without_its_marks(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = office.client.update

    def careless(document_id: str, told: JsonObject, version: int | None = None) -> WireDocument:
        return real(document_id, without_tags(told), version)

    monkeypatch.setattr(office.client, "update", careless)
    item = office.send()
    assert item.message is not None
    assert "did not take the settings" in item.message.title
    assert (item.phase, office.instances()) == (Phase.NOT_SENT, 0)


@pytest.mark.parametrize("asked", ["viewer", ""])
def test_the_sender_of_a_flow_only_views_where_the_draft_says_so(
    office: Office, asked: str
) -> None:
    untouched = "signing_party"
    scrive = {"author": {"signatory_role": asked}} if asked else {}
    _, [document] = sent(office, an_agreement(scrive=scrive))
    assert document.parties[0].role == (asked or untouched)


@pytest.mark.parametrize("asked", ["signing_party", ""])
def test_the_sender_of_a_plain_document_signs_where_the_draft_says_so(
    documents_office: DocumentsOffice, asked: str
) -> None:
    author = {"author": {"signatory_role": asked}} if asked else {}
    agreement = a_document_agreement(scrive={"send_with": "documents", **author})
    _, [document] = sent(documents_office, agreement)
    assert document.parties[0].role == (asked or "viewer")


def test_settings_arrive_as_they_were_written(documents_office: DocumentsOffice) -> None:
    told = {
        "send_with": "documents",
        "days_to_sign": 20,
        "timezone": "Europe/Oslo",
        "confirmation_message": "Thank you.",
        "sms_invitation_message": "Sign, please",
        "sms_confirmation_message": "Signed",
        "api_callback_url": "https://example.com/told",
        "display_options": {"show_footer": False},
        "tags": [{"name": "case", "value": "17"}],
    }
    _, [document] = sent(documents_office, a_document_agreement(scrive=told))
    kept = {name: document.settings[name] for name in told if name in document.settings}
    options = kept.pop("display_options")
    assert isinstance(options, dict)
    assert options["show_footer"] is False
    assert {name: told[name] for name in kept} == kept
    assert {"days_to_sign", "timezone", "api_callback_url"} <= set(kept)
    assert document.tags["case"] == "17"


# ── set aside ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def freezer(tmp_path: Path) -> Freezer:
    return Freezer(tmp_path / "outbox", SystemClock())


def frozen(
    freezer: Freezer, folder: Path, service: ServiceKind = ServiceKind.SCRIVE, terms: bytes = b"T"
) -> OutboxItem:
    """An agreement with one file that goes along, set aside."""
    paths = {"contract": folder / "c.pdf", "attachments/0": folder / "t.pdf"}
    paths["contract"].write_bytes(b"C")
    paths["attachments/0"].write_bytes(terms)
    account = Account(id="a", name="A", service=service, base_url="http://127.0.0.1")
    expected = {"attachments/0": hashlib.sha256(b"T").hexdigest()}
    return freezer.freeze(with_attachments(an_agreement(), (TERMS,)), paths, account, expected)


def test_what_goes_along_is_set_aside_like_a_document(freezer: Freezer, tmp_path: Path) -> None:
    item = frozen(freezer, tmp_path)
    assert [(each.label, each.name) for each in item.files] == [
        ("contract", "Contract"),
        ("attachments/0", "Terms"),
    ]
    assert freezer.paths(item)["attachments/0"].read_bytes() == b"T"
    assert [each.label for each in item.documents] == ["contract"]


def test_what_became_another_file_is_not_sent(freezer: Freezer, tmp_path: Path) -> None:
    with pytest.raises(DomainError) as caught:
        frozen(freezer, tmp_path, terms=b"other")
    assert caught.value.code == "send.file_changed"
    assert caught.value.where == "/scrive/attachments/0/file"
    assert list((tmp_path / "outbox").iterdir()) == []


def test_another_service_is_not_given_it(freezer: Freezer, tmp_path: Path) -> None:
    item = frozen(freezer, tmp_path, ServiceKind.SIGNINGHUB)
    assert [each.label for each in item.files] == ["contract"]


def test_a_damaged_copy_is_not_uploaded(office: Office) -> None:
    item = office.enqueue(with_attachments(an_agreement(), (TERMS,)))
    [copy] = (office.folder / "outbox" / item.id).glob("2.pdf")
    copy.chmod(0o600)
    copy.write_bytes(b"%PDF-1.7 other")
    item = office.outbox.run(item.id, wait=0)
    assert office.agreements() == 0
    assert "setattachments" not in steps_of(office)
    assert item.message is not None


# ── what is not composed here ────────────────────────────────────────────────────────────────────


def test_a_form_goes_to_a_flow_as_it_stands_in_the_draft(office: Office) -> None:
    form = OtherStep(members={"type": "form", "form": "intake", "participant": "bodil"})
    intake: JsonObject = {"label": "intake", "schema": {"type": "object", "properties": {}}}
    steps = (form, a_step("bodil"), a_step("inga", authentication="inga_sign"))
    agreement = an_agreement(
        process=Branch(order=Order.SEQUENCE, steps=steps),
        scrive={"forms": [intake], "settings": {"language": "sv", "messages": {}}},
    )
    item, _ = sent(office, agreement)
    [start] = [step for step in item.steps if step.kind == "start"]
    body = json.loads(start.request)
    assert body["process"]["steps"][0] == form.members
    assert body["forms"] == [intake]
    assert body["settings"] == {"language": "sv"}
