"""Every cell of the table of Scrive's capabilities, proved by what really arrives or is told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

import pytest

from app.domain.agreement import Agreement, Authentication, AuthenticationMethod, Participant
from app.domain.findings import Draft
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import Delivery, Role, SendWith, ServiceKind
from app.domain.linting import lint
from app.domain.scrive_capabilities import TABLE, Carries, capability
from app.domain.scrive_needs import needs_of
from app.emulator.scrive.flow_records import Instance
from app.emulator.scrive.records import Document, Party
from app.emulator.scrive.service import ScriveService
from app.emulator.server import Emulator
from app.services.outbox.records import SendState
from app.services.scrive.client import ScriveClient
from app.services.scrive.wire import Document as WireDocument
from tests.support.agreements import an_agreement, bodil, inga
from tests.support.documents_office import DocumentsOffice
from tests.support.flow_office import Office
from tests.support.scrive_table import (
    ARCHIVED,
    NUMBER,
    for_documents,
    for_flow,
    for_flow_alone,
    someone,
)

FLOW, DOCUMENTS = SendWith.FLOW, SendWith.DOCUMENTS
Cell: TypeAlias = tuple[str, SendWith]
CELLS: Final = [(row.code, way) for row in TABLE for way in (FLOW, DOCUMENTS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """What the emulated Scrive really has of one draft."""

    agreement: Agreement
    documents: tuple[Document, ...]
    instance: Instance | None

    @property
    def document(self) -> Document:
        """The first one."""
        return self.documents[0]

    def party(self, label: str) -> Party:
        """One person in the first document, in the order of the draft behind the author."""
        labels = [each.label for each in self.agreement.participants]
        return self.document.parties[1 + labels.index(label)]

    def says(self, label: str, member: str) -> JsonValue:
        """A writable member of somebody's party."""
        return self.party(label).settings[member]

    def flow(self) -> Instance:
        """The Flow instance."""
        assert self.instance is not None
        return self.instance

    def reached(self, label: str) -> tuple[bool, bool]:
        """Whether a Flow has an address, and a number, of somebody."""
        person = self.flow().participants[label]
        return bool(person.email), bool(person.phone)


@pytest.fixture(scope="module")
def sent(
    emulator_server: Emulator, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Agreement], Arrived]]:
    """Sends a draft once and keeps what came of it, whoever asks."""
    emulator_server.reset(seed=1)
    offices: dict[SendWith, Office] = {}
    arrived: dict[str, Arrived] = {}

    def send(agreement: Agreement) -> Arrived:
        way = agreement.send_with(ServiceKind.SCRIVE)
        key = repr(agreement)
        if key not in arrived:
            if way not in offices:
                made = DocumentsOffice if way is DOCUMENTS else Office
                offices[way] = made(tmp_path_factory.mktemp(way), emulator_server)
            arrived[key] = _sent(offices[way], agreement)
        return arrived[key]

    yield send
    emulator_server.reset(seed=1)


def _sent(office: Office, agreement: Agreement) -> Arrived:
    item = office.send(agreement)
    assert item.state is SendState.SENT, item.message
    service = office.emulator.services["scrive"]
    assert isinstance(service, ScriveService)
    state = service._state
    return Arrived(
        agreement=agreement,
        documents=tuple(state.documents[each] for each in item.document_ids),
        instance=state.instances.get(item.instance_id),
    )


def role_is(label: str, role: str) -> Callable[[Arrived], bool]:
    return lambda it: it.party(label).role == role


def says(label: str, member: str, value: JsonValue) -> Callable[[Arrived], bool]:
    return lambda it: it.says(label, member) == value


def setting(name: str, value: JsonValue) -> Callable[[Arrived], bool]:
    return lambda it: it.document.settings[name] == value


def by_flow(label: str, *, email: bool, phone: bool) -> Callable[[Arrived], bool]:
    return lambda it: it.reached(label) == (email, phone)


def has_place(it: Arrived) -> bool:
    kinds = [field["type"] for field in it.party("bodil").fields if field.get("placements")]
    return "signature" in kinds


def goes_along(it: Arrived) -> bool:
    return [(each.name, each.required) for each in it.document.attachments] == [("Terms", True)]


def has_tag(it: Arrived) -> bool:
    return it.document.tags.get("case") == "31-7"


def is_nested(it: Arrived) -> bool:
    process = it.flow().process.json()
    inside = process["steps"]
    assert isinstance(inside, list)
    kinds = [each["type"] for each in inside if isinstance(each, dict)]
    return (process["type"], kinds) == ("parallel_all", ["sequence", "sequence"])


def is_ordered(it: Arrived) -> bool:
    acting = [each.participant for each in it.flow().process.all_steps()]
    is_sequence = it.flow().process.json()["type"] == "sequence"
    return is_sequence and acting == ["bodil", "inga", "both"]


def has_form(it: Arrived) -> bool:
    return "intake" in it.flow().forms and any(
        step.form == "intake" for step in it.flow().process.all_steps()
    )


def consents(it: Arrived) -> bool:
    return [each["title"] for each in it.party("bodil").questions] == ["May we write?"]


ARRIVES: Final[dict[Cell, tuple[Callable[[], Agreement], Callable[[Arrived], bool]]]] = {
    ("documents.one", FLOW): (for_flow, lambda it: len(it.flow().documents) == 1),
    ("documents.one", DOCUMENTS): (for_documents, lambda it: it.document.status == "pending"),
    ("documents.several", FLOW): (
        for_flow_alone,
        lambda it: list(it.flow().documents) == ["contract", "rules"],
    ),
    ("documents.fields", FLOW): (for_flow, has_place),
    ("documents.fields", DOCUMENTS): (for_documents, has_place),
    ("documents.attachments", FLOW): (for_flow, goes_along),
    ("documents.attachments", DOCUMENTS): (for_documents, goes_along),
    ("role.signer", FLOW): (for_flow, role_is("bodil", "signing_party")),
    ("role.signer", DOCUMENTS): (for_documents, role_is("bodil", "signing_party")),
    ("role.approver", DOCUMENTS): (for_documents, role_is("karin", "approver")),
    ("role.viewer", FLOW): (for_flow, role_is("elin", "viewer")),
    ("role.viewer", DOCUMENTS): (for_documents, role_is("elin", "viewer")),
    ("role.copy", FLOW): (for_flow, role_is("kim", "viewer")),
    ("role.copy", DOCUMENTS): (for_documents, role_is("kim", "viewer")),
    ("delivery.email", FLOW): (for_flow, by_flow("bodil", email=True, phone=False)),
    ("delivery.email", DOCUMENTS): (for_documents, says("bodil", "delivery_method", "email")),
    ("delivery.sms", FLOW): (for_flow, by_flow("inga", email=False, phone=True)),
    ("delivery.sms", DOCUMENTS): (for_documents, says("inga", "delivery_method", "mobile")),
    ("delivery.email_sms", FLOW): (for_flow, by_flow("both", email=True, phone=True)),
    ("delivery.email_sms", DOCUMENTS): (
        for_documents,
        says("both", "delivery_method", "email_mobile"),
    ),
    ("delivery.link", DOCUMENTS): (for_documents, says("linus", "delivery_method", "api")),
    ("delivery.in_person", DOCUMENTS): (for_documents, says("petra", "delivery_method", "pad")),
    ("delivery.none", DOCUMENTS): (
        for_documents,
        says("nina", "confirmation_delivery_method", "none"),
    ),
    ("delivery.signed_copy", DOCUMENTS): (
        for_documents,
        says("bodil", "confirmation_delivery_method", "email_link"),
    ),
    ("proof.sms_otp", FLOW): (
        for_flow,
        lambda it: it.flow().participants["inga"].sign["inga_sign"].provider == "sms_otp",
    ),
    ("proof.sms_otp", DOCUMENTS): (
        for_documents,
        says("inga", "authentication_method_to_sign", "sms_pin"),
    ),
    ("proof.attempts", FLOW): (
        for_flow,
        lambda it: it.flow().participants["both"].sign["both_sign"].max_attempts == 2,
    ),
    ("proof.eid", DOCUMENTS): (
        for_documents,
        says("bodil", "authentication_method_to_sign", "se_bankid"),
    ),
    ("proof.archived", DOCUMENTS): (for_documents, says("bodil", ARCHIVED, "se_bankid")),
    ("person.company", DOCUMENTS): (
        for_documents,
        lambda it: it.party("bodil").value("company") == "Oskarsson AB",
    ),
    ("person.number", DOCUMENTS): (
        for_documents,
        lambda it: it.party("bodil").value("personal_number") == NUMBER,
    ),
    ("person.requested_files", DOCUMENTS): (
        for_documents,
        lambda it: [each["name"] for each in it.party("bodil").wanted_files] == ["Passport"],
    ),
    ("person.consent", DOCUMENTS): (for_documents, consents),
    ("person.redirect", DOCUMENTS): (
        for_documents,
        says("bodil", "sign_success_redirect_url", "https://example.com/thanks"),
    ),
    ("process.order", FLOW): (for_flow, is_ordered),
    ("process.order", DOCUMENTS): (
        for_documents,
        lambda it: (it.party("karin").sign_order, it.party("bodil").sign_order) == (1, 2),
    ),
    ("process.nested", FLOW): (for_flow_alone, is_nested),
    ("process.others", FLOW): (for_flow_alone, has_form),
    ("settings.message", DOCUMENTS): (
        for_documents,
        setting("invitation_message", "Please sign before Friday."),
    ),
    ("settings.language", DOCUMENTS): (for_documents, setting("lang", "sv")),
    ("settings.deadline", DOCUMENTS): (for_documents, setting("days_to_sign", 30)),
    ("settings.reminder", DOCUMENTS): (for_documents, setting("days_to_remind", 7)),
    ("settings.tags", FLOW): (for_flow, has_tag),
    ("settings.tags", DOCUMENTS): (for_documents, has_tag),
    ("settings.author", DOCUMENTS): (
        for_documents,
        lambda it: it.document.author.role == "signing_party",
    ),
    ("settings.others", DOCUMENTS): (for_documents, setting("timezone", "Europe/Oslo")),
}
"""The draft that needs it, and how it is seen at Scrive."""


def with_bodil(**changes: object) -> Agreement:
    person = replace(bodil(), **changes)  # type: ignore[arg-type]
    return an_agreement(participants=(person, inga()))


def opened_with(provider: str) -> Agreement:
    method = AuthenticationMethod(provider=provider)
    return with_bodil(authentication=Authentication(view=method))


def told_of_bodil(member: str, value: JsonValue) -> Agreement:
    return an_agreement(scrive={"participants": {"bodil": {member: value}}})


def beside(person: Participant) -> Agreement:
    return an_agreement(participants=(bodil(), inga(), person))


LOST: Final[dict[Cell, tuple[Callable[[], Agreement], str]]] = {
    ("documents.several", DOCUMENTS): (for_flow_alone, "documents.documents_one"),
    ("documents.fields", FLOW): (for_flow, "fields.flow_inferred"),
    ("documents.attachments", FLOW): (for_flow, "documents.flow_attachments_inferred"),
    ("role.approver", FLOW): (lambda: with_bodil(role=Role.APPROVER), "people.flow_approver"),
    **{
        (f"role.{role}", way): (
            partial(beside, someone("x", role=role)),
            f"people.{way}_role",
        )
        for role in (Role.EDITOR, Role.HOST)
        for way in (FLOW, DOCUMENTS)
    },
    **{
        (f"delivery.{delivery}", FLOW): (
            partial(with_bodil, delivery=delivery),
            "people.flow_delivery",
        )
        for delivery in (Delivery.LINK, Delivery.IN_PERSON, Delivery.NONE)
    },
    ("delivery.signed_copy", FLOW): (
        lambda: told_of_bodil("confirmation_delivery_method", "email_link"),
        "people.flow_setting",
    ),
    ("proof.attempts", DOCUMENTS): (an_agreement, "people.documents_attempts"),
    ("proof.eid", FLOW): (lambda: opened_with("se_bankid"), "people.flow_provider"),
    ("proof.other", FLOW): (lambda: opened_with("xx_eid"), "people.flow_experimental"),
    ("proof.other", DOCUMENTS): (lambda: opened_with("xx_eid"), "people.provider_untested"),
    ("proof.password", FLOW): (lambda: opened_with("password"), "people.flow_provider"),
    ("proof.password", DOCUMENTS): (lambda: opened_with("password"), "people.documents_provider"),
    ("proof.archived", FLOW): (lambda: told_of_bodil(ARCHIVED, "se_bankid"), "people.flow_setting"),
    ("person.company", FLOW): (lambda: told_of_bodil("company", "AB"), "people.flow_setting"),
    ("person.number", FLOW): (
        lambda: told_of_bodil("personal_number", NUMBER),
        "people.flow_setting",
    ),
    ("person.requested_files", FLOW): (
        lambda: told_of_bodil("attachments", [{"name": "Passport"}]),
        "people.flow_setting",
    ),
    ("person.consent", FLOW): (
        lambda: told_of_bodil("consent_module", {"title": "T", "questions": [{}]}),
        "people.flow_setting",
    ),
    ("person.redirect", FLOW): (
        lambda: told_of_bodil("reject_redirect_url", "https://example.com/no"),
        "people.flow_setting",
    ),
    ("process.nested", DOCUMENTS): (for_flow_alone, "process.documents_order"),
    ("process.others", FLOW): (for_flow_alone, "process.flow_other"),
    ("process.others", DOCUMENTS): (for_flow_alone, "process.documents_other"),
    ("settings.message", FLOW): (lambda: an_agreement(message="Hello"), "review.flow_message"),
    ("settings.language", FLOW): (lambda: an_agreement(language="sv"), "review.flow_language"),
    ("settings.deadline", FLOW): (
        lambda: an_agreement(scrive={"days_to_sign": 14}),
        "review.flow_setting",
    ),
    ("settings.reminder", FLOW): (
        lambda: an_agreement(scrive={"days_to_remind": 3}),
        "review.flow_setting",
    ),
    ("settings.author", FLOW): (
        lambda: an_agreement(scrive={"author": {"signatory_role": "signing_party"}}),
        "review.flow_author",
    ),
    ("settings.others", FLOW): (
        lambda: an_agreement(scrive={"timezone": "Europe/Oslo"}),
        "review.flow_setting",
    ),
    ("settings.flow", FLOW): (
        lambda: an_agreement(scrive={"settings": {"language": "sv"}}),
        "review.flow_settings",
    ),
    ("settings.flow", DOCUMENTS): (for_flow_alone, "review.documents_setting"),
    ("settings.unknown", FLOW): (
        lambda: an_agreement(scrive={"colour": "red"}),
        "review.scrive_unknown",
    ),
    ("settings.unknown", DOCUMENTS): (
        lambda: told_of_bodil("colour", "red"),
        "review.scrive_unknown",
    ),
}
"""The draft that loses it, or tries it, and the finding that says so."""


def codes(agreement: Agreement) -> set[str]:
    return {each.code for each in needs_of(agreement)}


@pytest.mark.parametrize(("code", "way"), CELLS)
def test_every_cell_has_its_proof(code: str, way: SendWith) -> None:
    said = capability(code).by(way)
    assert ((code, way) in ARRIVES) or said is not Carries.YES
    assert ((code, way) in LOST) is (said is not Carries.YES)


def test_no_proof_is_left_over() -> None:
    assert {*ARRIVES, *LOST} == set(CELLS)


@pytest.mark.parametrize(("code", "way"), ARRIVES)
def test_what_a_way_carries_arrives(
    code: str, way: SendWith, sent: Callable[[Agreement], Arrived]
) -> None:
    assert capability(code).by(way) is not Carries.NO
    draft, is_there = ARRIVES[code, way]
    agreement = draft()
    assert code in codes(agreement)
    assert agreement.send_with(ServiceKind.SCRIVE) is way
    assert is_there(sent(agreement))


@pytest.mark.parametrize("made", [Office, DocumentsOffice])
def test_a_draft_is_written_only_as_it_was_read(
    made: type[Office], emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, plain = made(tmp_path, emulator), ScriveClient.update
    named: list[int | None] = []

    def noted(
        client: ScriveClient, key: str, content: JsonObject, version: int | None = None
    ) -> WireDocument:
        # Somebody else writes in between.
        plain(client, key, {"title": "Theirs"}, client.get(key).object_version)
        named.append(version)
        return plain(client, key, content, version)

    monkeypatch.setattr(ScriveClient, "update", noted)
    item = office.outbox.run(office.enqueue().id, wait=0)
    assert named
    assert None not in named
    assert item.state is not SendState.SENT
    assert office.agreements() == 0


@pytest.mark.parametrize(("code", "way"), LOST)
def test_what_a_way_loses_or_only_tries_is_a_finding(code: str, way: SendWith) -> None:
    draft, finding = LOST[code, way]
    agreement = draft()
    assert code in codes(agreement)
    forced = replace(agreement, scrive={**agreement.scrive, "send_with": str(way)})
    told = lint(Draft(agreement=forced, service=ServiceKind.SCRIVE))
    assert finding in {each.id for each in told}
