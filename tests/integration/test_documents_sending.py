"""Sending with the emulated Scrive's Document API alone, over real sockets."""

from dataclasses import replace

import pytest

from app.domain.agreement import Authentication, AuthenticationMethod, Field, Participant
from app.domain.json_value import JsonObject
from app.domain.kinds import Delivery, FieldType, Role
from app.domain.status import ParticipantStatus
from app.emulator.faults import Fault
from app.services.clock import SystemClock
from app.services.outbox.records import OutboxItem, Phase, SendState
from app.services.scrive.service import ScriveService
from tests.support.documents_office import (
    START,
    UPDATE,
    DocumentsOffice,
    a_document_agreement,
    karin,
)
from tests.support.flow_office import UPLOAD

REQUESTS = (
    ("GET", "/getprofile$"),
    ("POST", UPLOAD),
    ("GET", "/get$"),
    ("POST", UPDATE),
    ("GET", "/canbestarted$"),
    ("GET", "/list$"),
    ("POST", START),
)


def expect_one(office: DocumentsOffice, item: OutboxItem) -> None:
    """One agreement was started, everybody was told once, and no draft of ours is left."""
    assert item.state is SendState.SENT, item.message
    assert office.agreements() == 1
    assert office.doubles() == []
    assert office.leftovers() == []


def objects(parent: JsonObject, name: str, **wanted: str) -> list[JsonObject]:
    """The objects in a list of an object, of which some members are known."""
    listed = parent[name]
    assert isinstance(listed, list)
    found = [each for each in listed if isinstance(each, dict)]
    return [each for each in found if wanted.items() <= each.items()]


def test_the_calls_are_made_once_each(documents_office: DocumentsOffice) -> None:
    item = documents_office.send()
    posts = [each for each in documents_office.requests("/") if each.startswith("POST")]
    assert [each.rsplit("/", 1)[-1] for each in posts] == ["new", "update", "start"]
    expect_one(documents_office, item)


def test_what_is_asked_is_known_to_the_faults_below(documents_office: DocumentsOffice) -> None:
    documents_office.send()
    asked = {each.split(" ")[1].rsplit("/", 1)[-1] for each in documents_office.requests("/")}
    assert asked == {path.rsplit("/", 1)[-1].rstrip("$") for _, path in REQUESTS}


def test_the_draft_arrives_as_it_was_composed(documents_office: DocumentsOffice) -> None:
    item = documents_office.send()
    document = documents_office.client.get(item.document_ids[0])
    assert (document.status, document.title) == ("pending", "Lease 2031")
    assert document.invitation_message == "Please sign before Friday."
    told = {name: document.raw[name] for name in ("lang", "days_to_sign", "days_to_remind")}
    assert told == {"lang": "sv", "days_to_sign": 30, "days_to_remind": 7}
    author, *others = document.parties
    assert (author.is_author, author.signatory_role) == (True, "viewer")
    assert [(each.signatory_role, each.sign_order, each.delivery_method) for each in others] == [
        ("approver", 1, "email"),
        ("signing_party", 2, "email"),
        ("signing_party", 2, "mobile"),
        ("signing_party", 2, "api"),
        ("viewer", 1, "email"),
    ]
    assert [each.authentication_method_to_sign for each in others] == [
        "standard",
        "standard",
        "sms_pin",
        "se_bankid",
        "standard",
    ]
    assert others[2].authentication_method_to_view == "sms_pin"


def test_the_first_of_the_process_is_invited_and_nobody_else(
    documents_office: DocumentsOffice,
) -> None:
    documents_office.send()
    inbox = documents_office.emulator.world.inbox.messages()
    assert sorted(each.to for each in inbox) == ["elin@example.com", "karin@example.com"]


def test_a_field_lies_where_it_was_drawn(documents_office: DocumentsOffice) -> None:
    field = Field(
        type=FieldType.SIGNATURE,
        participant="bodil",
        document="contract",
        page=1,
        x=59.5,
        y=421.0,
        width=119.0,
        height=84.2,
    )
    item = documents_office.send(a_document_agreement(fields=(field,)))
    bodil = documents_office.client.get(item.document_ids[0]).parties[2].raw
    [signature] = objects(bodil, "fields", type="signature")
    [placement] = objects(signature, "placements")
    assert placement == {
        "xrel": 0.1,
        "yrel": 0.5,
        "wrel": 0.2,
        "hrel": 0.1,
        "fsrel": 0.0168,
        "page": 1,
        "tip": "right",
        "anchors": [],
    }


def test_what_was_sent_is_followed_with_everybodys_state(
    documents_office: DocumentsOffice,
) -> None:
    item = documents_office.send()
    [arrival] = documents_office.arrived
    emulated = documents_office.emulator.services["scrive"]
    service = ScriveService(documents_office.client, SystemClock())

    def states() -> dict[str, tuple[str, ParticipantStatus]]:
        seen = service.observe(item.service_id, arrival.known)
        return {each.key: (each.name, each.status) for each in seen.participants}

    assert states() == {
        "karin": ("Karin Dahl", ParticipantStatus.INVITED),
        "bodil": ("Bodil Oskarsson", ParticipantStatus.NOT_YET),
        "inga": ("Inga Engberg", ParticipantStatus.NOT_YET),
        "tuva": ("Tuva Maria Nyström", ParticipantStatus.NOT_YET),
        "elin": ("Elin Sund", ParticipantStatus.INVITED),
    }
    with documents_office.emulator.world.lock:
        [agreement] = emulated.agreements()
        keys = {person.name: person.key for person in agreement.people}
        for action in ("open", "approve"):
            emulated.act(agreement.id, keys["Karin Dahl"], action)
    assert states()["karin"][1] is ParticipantStatus.ACTED
    assert states()["tuva"][1] is ParticipantStatus.INVITED
    roles = {each.label: each.role for each in arrival.known}
    assert (roles["karin"], roles["elin"]) == (Role.APPROVER, Role.VIEWER)


def test_a_field_on_a_page_that_nobody_measured_stops_before_anybody_is_told(
    documents_office: DocumentsOffice,
) -> None:
    field = Field(
        type=FieldType.SIGNATURE,
        participant="bodil",
        document="contract",
        page=2,
        x=1,
        y=1,
        width=9,
        height=9,
    )
    item = documents_office.send(a_document_agreement(fields=(field,)))
    assert item.state is SendState.NOT_SENT
    assert item.message is not None
    assert item.message.title == "The pages of the document could not be measured."
    assert documents_office.agreements() == 0


@pytest.mark.parametrize(("method", "path"), REQUESTS)
@pytest.mark.parametrize("effect", [False, True])
def test_a_conflict_that_proves_nothing_ends_with_one_agreement(
    documents_office: DocumentsOffice, method: str, path: str, effect: bool
) -> None:
    fault = Fault(kind="status", method=method, path=path, code=409, effect=effect)
    documents_office.fault(fault)
    item = documents_office.send()
    if item.phase is Phase.NOT_SENT:
        assert method == "GET"
        assert documents_office.agreements() == 0
        assert documents_office.leftovers() == []
        return
    expect_one(documents_office, documents_office.outbox.run(item.id, wait=3000))


@pytest.mark.parametrize("path", [UPLOAD, UPDATE, START])
@pytest.mark.parametrize("code", [400, 403, 404])
def test_a_refusal_is_final_and_leaves_nothing_behind(
    documents_office: DocumentsOffice, path: str, code: int
) -> None:
    documents_office.fault(Fault(kind="status", method="POST", path=path, code=code))
    assert documents_office.send().phase is Phase.NOT_SENT
    assert (documents_office.agreements(), documents_office.leftovers()) == (0, [])


def asking_for(provider: str, *labels: str) -> tuple[Participant, ...]:
    """Everybody, some of them with that proof of identity to open."""
    proof = Authentication(view=AuthenticationMethod(provider=provider))
    return tuple(
        replace(person, authentication=proof) if person.label in labels else person
        for person in a_document_agreement().participants
    )


def test_all_that_people_can_be_told_is_taken_and_told_back(
    documents_office: DocumentsOffice,
) -> None:
    question: JsonObject = {
        "title": "Have you read it?",
        "positive_option": "Yes",
        "negative_option": "No",
    }
    details: JsonObject = {"title": "What", "text": "The house rules"}
    own: JsonObject = {
        "company": "Nyström AB",
        "company_number": "556000-0000",
        "personal_number": "198112189876",
        "hide_personal_number": True,
        "allows_highlighting": True,
        "confirmation_delivery_method": "none",
        "authentication_method_to_view_archived": "se_bankid",
        "attachments": [{"name": "Passport", "description": "The picture", "required": False}],
        "consent_module": {
            "title": "Before you sign",
            "questions": [{**question, "detailed_description": details}, question],
        },
        "sign_success_redirect_url": "https://example.com/thanks",
        "reject_redirect_url": "https://example.com/sorry",
        "fields": [{"type": "email", "editable_by_signatory": True}],
    }
    scrive: JsonObject = {
        "send_with": "documents",
        "participants": {"tuva": own, "karin": {"is_visible": True}},
    }
    item = documents_office.send(a_document_agreement(scrive=scrive))
    expect_one(documents_office, item)
    _author, karin_, _bodil, _inga, tuva_, _elin = documents_office.client.get(
        item.document_ids[0]
    ).parties
    assert karin_.raw["is_visible"] is True
    for name in set(own) & set(tuva_.raw) - {"fields", "attachments", "consent_module"}:
        assert tuva_.raw[name] == own[name], name
    module = tuva_.raw["consent_module"]
    assert isinstance(module, dict)
    first, second = objects(module, "questions")
    assert (first["detailed_description"], first["positive_option"]) == (details, "Yes")
    assert second["title"] == "Have you read it?"
    [passport] = objects(tuva_.raw, "attachments")
    assert (passport["name"], passport["required"]) == ("Passport", False)
    for name in ("company", "company_number", "personal_number"):
        [field] = objects(tuva_.raw, "fields", type=name)
        assert field["value"] == own[name]
    [email] = objects(tuva_.raw, "fields", type="email")
    assert email["editable_by_signatory"] is True


@pytest.mark.parametrize("preflight", [True, False])
def test_all_reasons_against_a_start_reach_the_user(
    documents_office: DocumentsOffice, preflight: bool
) -> None:
    if not preflight:
        fault = Fault(kind="status", path="/canbestarted$", code=404)
        documents_office.fault(fault)
    people = asking_for("nl_idin", "bodil", "inga")
    item = documents_office.send(a_document_agreement(participants=people))
    assert item.phase is Phase.NOT_SENT
    assert item.message is not None
    assert item.message.title == "Scrive cannot start this agreement as it is."
    assert "participant #3 is disabled" in item.message.service_text
    assert "participant #4 is disabled" in item.message.service_text
    assert [each.label for each in item.message.refusals] == ["bodil", "inga"]
    assert (documents_office.agreements(), documents_office.leftovers()) == (0, [])
    assert documents_office.emulator.world.inbox.messages() == []


def test_a_draft_that_somebody_worked_on_is_not_started(documents_office: DocumentsOffice) -> None:
    documents_office.fault(Fault(kind="drop_before", method="POST", path=START))
    item = documents_office.enqueue()

    def hear(told: OutboxItem) -> None:
        if told.phase is Phase.FINDING_OUT:
            unsubscribe()
            [document] = documents_office.documents()
            documents_office.client.update(document, {"title": "Something else"})

    unsubscribe = documents_office.outbox.subscribe(hear)
    done = documents_office.outbox.run(item.id, wait=3000)
    assert done.state is SendState.FINDING_OUT
    assert documents_office.agreements() == 0


def test_a_start_in_doubt_is_given_up_behind_a_fence(documents_office: DocumentsOffice) -> None:
    documents_office.fault(Fault(kind="drop_before", method="POST", path=START, times=None))
    item = documents_office.send(wait=0)
    assert item.state is SendState.FINDING_OUT
    documents_office.emulator.world.faults.clear()
    given_up = documents_office.outbox.give_up(item.id)
    assert given_up.phase is Phase.GIVEN_UP
    assert (documents_office.agreements(), documents_office.leftovers()) == (0, [])


def test_what_was_started_is_not_given_up(documents_office: DocumentsOffice) -> None:
    documents_office.fault(Fault(kind="drop_after", method="POST", path=START))
    lost = Fault(kind="drop_before", method="GET", path="/get$", skip=3, times=None)
    documents_office.fault(lost)
    item = documents_office.send(wait=0)
    assert item.state is SendState.FINDING_OUT
    documents_office.emulator.world.faults.clear()
    expect_one(documents_office, documents_office.outbox.give_up(item.id))


def test_the_start_names_the_version_that_was_read_back(documents_office: DocumentsOffice) -> None:
    item = documents_office.send()
    assert item.firing is not None
    prepared = next(step for step in item.steps if step.kind == "prepare").result["documents"]
    assert isinstance(prepared, dict)
    contract = prepared["contract"]
    assert isinstance(contract, dict)
    assert item.firing.request == f"object_version={contract['object_version']}".encode()


def test_nobody_is_written_to_by_a_link(documents_office: DocumentsOffice) -> None:
    person = replace(karin(), delivery=Delivery.LINK)
    agreement = a_document_agreement()
    people = (person, *agreement.participants[1:4])
    item = documents_office.send(replace(agreement, participants=people))
    expect_one(documents_office, item)
    assert documents_office.emulator.world.inbox.messages() == []
