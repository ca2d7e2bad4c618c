"""When a draft goes through the Document API alone, and what that way would lose."""

from dataclasses import replace

import pytest

from app.domain.agreement import (
    Agreement,
    Authentication,
    AuthenticationMethod,
    Field,
    Participant,
)
from app.domain.findings import Draft, Finding, Severity
from app.domain.json_value import JsonObject
from app.domain.kinds import (
    Delivery,
    FieldType,
    Order,
    ParticipantKind,
    Role,
    SendWith,
    ServiceKind,
    StepType,
)
from app.domain.linting import lint
from app.domain.process import Branch, Step
from app.domain.repairs import repaired
from app.domain.rules_service import can_deliver, can_play, can_prove
from app.domain.scrive_ways import open_ways
from app.services.texts import finding_text
from tests.support.agreements import a_document, a_step, an_agreement, bodil, elin, inga
from tests.support.documents_office import a_document_agreement, karin, tuva

SCRIVE = ServiceKind.SCRIVE


def findings_of(agreement: Agreement) -> tuple[Finding, ...]:
    """What is found; every finding must have its words."""
    findings = lint(Draft(agreement=agreement, service=SCRIVE))
    assert all(finding_text(each).sentence for each in findings)
    return findings


def found(agreement: Agreement) -> dict[str, str]:
    return {each.id: each.where for each in findings_of(agreement)}


def errors(agreement: Agreement) -> list[str]:
    return [each.id for each in findings_of(agreement) if each.severity is Severity.ERROR]


def asked(**changes: object) -> Agreement:
    """The agreement of the guide, for the Document API."""
    told: JsonObject = {"send_with": "documents"}
    more = changes.pop("scrive", {})
    assert isinstance(more, dict)
    return an_agreement(scrive={**told, **more}, **changes)


def with_first(**changes: object) -> Agreement:
    person = replace(bodil(), **changes)  # type: ignore[arg-type]
    return asked(participants=(person, inga()))


def proof(view: str = "", sign: str = "") -> Authentication:
    return Authentication(
        view=AuthenticationMethod(provider=view) if view else None,
        sign=(AuthenticationMethod(provider=sign, label="bo_sign"),) if sign else (),
    )


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        (karin(), "approver"),
        (replace(bodil(), delivery=Delivery.LINK), "delivery"),
        (replace(bodil(), delivery=Delivery.IN_PERSON), "delivery"),
        (replace(bodil(), authentication=proof("fi_tupas")), "eid"),
    ],
)
def test_what_flow_cannot_carry_goes_as_a_document_and_is_told(
    person: Participant, reason: str
) -> None:
    step = StepType.APPROVE if person.role is Role.APPROVER else StepType.SIGN
    agreement = an_agreement(
        participants=(person, inga()),
        process=Branch(
            order=Order.PARALLEL,
            steps=(
                Step(type=step, participant=person.label, documents=("contract",)),
                a_step("inga", authentication="inga_sign"),
            ),
        ),
    )
    assert agreement.send_with(SCRIVE) is SendWith.DOCUMENTS
    [told] = [each for each in findings_of(agreement) if each.id.startswith("review.documents_bec")]
    assert (told.id, told.severity) == (f"review.documents_because_{reason}", Severity.INFO)
    assert person.shown_name in finding_text(told).sentence
    assert errors(agreement) == []
    several = replace(agreement, documents=(a_document(), a_document("rules")))
    assert several.send_with(SCRIVE) is SendWith.FLOW
    for_flow = replace(agreement, scrive={"send_with": "flow"})
    assert for_flow.send_with(SCRIVE) is SendWith.FLOW
    assert errors(for_flow)


def test_a_reminder_goes_as_a_document_unless_the_user_prefers_a_flow() -> None:
    agreement = an_agreement(scrive={"days_to_remind": 7})
    [told] = [each for each in findings_of(agreement) if each.id.endswith("because_reminder")]
    assert told.repair is not None
    preferred = repaired(agreement, told.repair)
    assert preferred.scrive == {"days_to_remind": 7, "send_with": "flow"}
    [lost] = findings_of(preferred)
    assert (lost.id, lost.severity) == ("review.flow_setting", Severity.WARNING)
    assert lost.repair is not None
    assert repaired(preferred, lost.repair) == agreement


def test_a_flow_is_not_offered_where_it_would_be_an_error() -> None:
    person = replace(bodil(), delivery=Delivery.LINK)
    agreement = an_agreement(participants=(person, inga()), scrive={"days_to_remind": 7})
    told = {each.id: each.repair for each in findings_of(agreement)}
    assert told["review.documents_because_several"] is None


def test_everything_that_flow_carries_stays_a_flow() -> None:
    people = (bodil(), inga(), elin(), replace(bodil(), label="c", role=Role.COPY))
    odd = replace(bodil(), label="d", authentication=proof("xx_eid"))
    agreement = an_agreement(participants=(*people, odd), message="Hello")
    assert agreement.send_with(SCRIVE) is SendWith.FLOW
    assert agreement.send_with(ServiceKind.SIGNINGHUB) is SendWith.PACKAGE


def test_all_that_a_document_carries_is_free_of_errors() -> None:
    assert found(a_document_agreement()) == {
        "review.documents_because_asked": "/scrive/send_with",
        "people.documents_attempts": "/participants/2/authentication",
        "people.documents_link": "/participants/3/delivery",
        "review.documents_sms_message": "/message",
    }


def test_several_documents_are_sent_as_a_flow() -> None:
    agreement = asked(documents=(a_document(), a_document("rules")))
    [wrong] = [each for each in findings_of(agreement) if each.id == "documents.documents_one"]
    assert wrong.severity is Severity.ERROR
    assert wrong.repair is not None
    assert repaired(agreement, wrong.repair).send_with(SCRIVE) is SendWith.FLOW


@pytest.mark.parametrize(
    ("changes", "rule", "severity"),
    [
        ({"kind": ParticipantKind.GROUP}, "group", Severity.ERROR),
        ({"role": Role.HOST}, "role", Severity.ERROR),
        ({"delivery": Delivery.LINK}, "link", Severity.INFO),
        ({"delivery": Delivery.IN_PERSON}, "in_person", Severity.INFO),
        ({"delivery": Delivery.NONE}, "uninvited", Severity.INFO),
        ({"authentication": proof("password")}, "provider", Severity.ERROR),
        ({"authentication": proof("se_bankid", "no_bankid")}, "two_eids", Severity.ERROR),
        ({"delivery": Delivery.SMS, "phone": "0225-4141465"}, "phone", Severity.ERROR),
    ],
)
def test_what_is_different_for_a_person_is_told(
    changes: dict[str, object], rule: str, severity: Severity
) -> None:
    told = [each for each in findings_of(with_first(**changes)) if each.id.startswith("people.doc")]
    assert (f"people.documents_{rule}", severity) in [(each.id, each.severity) for each in told]


def test_a_proof_to_sign_means_nothing_to_who_approves() -> None:
    person = replace(karin(), authentication=proof("", "se_bankid"))
    approve = Step(type=StepType.APPROVE, participant="karin", documents=("contract",))
    agreement = asked(
        participants=(person, bodil()),
        process=Branch(order=Order.SEQUENCE, steps=(approve, a_step("bodil"))),
    )
    assert found(agreement)["people.documents_proof"] == "/participants/0/authentication/sign"


@pytest.mark.parametrize(
    ("steps", "rule"),
    [
        ((a_step("bodil"), Step(type=StepType.EDIT, participant="bodil")), "documents_step"),
        (
            (
                a_step("bodil"),
                Step(type=StepType.APPROVE, participant="bodil", documents=("contract",)),
            ),
            "documents_two_steps",
        ),
        (
            (
                Branch(order=Order.SEQUENCE, steps=(a_step("bodil"), a_step("elin"))),
                a_step("inga", authentication="inga_sign"),
            ),
            "documents_order",
        ),
    ],
)
def test_a_process_that_one_document_does_not_know_is_told(
    steps: tuple[Branch | Step, ...], rule: str
) -> None:
    agreement = asked(
        participants=(bodil(), inga(), replace(elin(), role=Role.SIGNER)),
        process=Branch(order=Order.PARALLEL, steps=steps),
    )
    assert f"process.{rule}" in found(agreement)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"type": FieldType.INITIALS}, "documents_type"),
        ({"participant": "elin"}, "documents_not_signer"),
        ({"anchor": "Sign here"}, "documents_anchor"),
        ({"type": FieldType.DATE, "max_length": 20}, "documents_limits"),
    ],
)
def test_what_becomes_of_a_field_is_told(changes: dict[str, object], rule: str) -> None:
    values: dict[str, object] = {
        "type": FieldType.SIGNATURE,
        "participant": "bodil",
        "document": "contract",
        "page": 1,
        "x": 1.0,
        "y": 1.0,
        "width": 9.0,
        "height": 9.0,
    }
    field = Field(**{**values, **changes})  # type: ignore[arg-type]
    agreement = asked(participants=(bodil(), inga(), elin()), fields=(field,))
    told = [each for each in found(agreement) if each.startswith("fields.documents")]
    assert told == [f"fields.{rule}"]


@pytest.mark.parametrize(
    ("scrive", "place"),
    [
        ({"colour": "red"}, "/scrive/colour"),
        ({"participants": {"bodil": {"colour": "red"}}}, "/scrive/participants/bodil/colour"),
        ({"participants": {"nobody": {"company": "AB"}}}, "/scrive/participants/nobody"),
    ],
)
@pytest.mark.parametrize("way", ["flow", "documents"])
def test_a_member_that_is_not_handed_on_is_told(
    scrive: dict[str, object], place: str, way: str
) -> None:
    agreement = an_agreement(scrive={**scrive, "send_with": way})
    assert found(agreement)["review.scrive_unknown"] == place


@pytest.mark.parametrize(
    ("scrive", "rule"),
    [
        ({"days_to_sign": 0}, "scrive_days"),
        ({"days_to_sign": "30"}, "scrive_days"),
        ({"days_to_sign": 10, "days_to_remind": 11}, "scrive_late_reminder"),
        ({"days_to_remind": True}, "scrive_days"),
        ({"tags": {"case": "17"}}, "scrive_tags"),
        ({"tags": [{"name": "case", "value": 17}]}, "scrive_tags"),
    ],
)
def test_a_value_that_scrive_would_refuse_is_an_error(scrive: dict[str, object], rule: str) -> None:
    assert errors(asked(scrive=scrive)) == [f"review.{rule}"]


def test_members_that_are_handed_on_need_no_words() -> None:
    scrive: JsonObject = {
        "days_to_sign": 30,
        "days_to_remind": 30,
        "tags": [{"name": "case", "value": "17"}],
        "participants": {"bodil": {"company": "AB"}},
    }
    told = [each for each in found(asked(scrive=scrive)) if each.startswith("review.")]
    assert told == ["review.documents_because_asked"]


def test_a_language_that_scrive_does_not_speak_is_told() -> None:
    assert found(asked(language="xx"))["review.documents_language"] == "/language"


def test_only_what_an_open_way_carries_can_be_chosen() -> None:
    one, two = an_agreement(), an_agreement(documents=(a_document(), a_document("rules")))
    for agreement, possible in ((one, True), (two, False), (replace(one, scrive=FLOW), False)):
        ways = open_ways(agreement, SCRIVE)
        assert can_play(ways, Role.APPROVER) is possible
        assert can_deliver(ways, Delivery.LINK) is possible
        assert can_prove(ways, "se_bankid") is possible
        assert can_play(ways, Role.SIGNER)
        assert not can_prove(ways, "password")
    nowhere = open_ways(one, None)
    assert can_play(nowhere, Role.HOST)
    assert can_prove(nowhere, "password")


FLOW: JsonObject = {"send_with": "flow"}


def test_settings_that_only_a_document_carries_offer_that_way() -> None:
    field = Field(
        type=FieldType.SIGNATURE,
        participant="bodil",
        document="contract",
        page=1,
        x=1,
        y=1,
        width=9,
        height=9,
    )
    agreement = an_agreement(message="Hello", fields=(field,), scrive={"timezone": "Europe/Oslo"})
    repairs = {
        each.id: each.repair for each in findings_of(agreement) if each.id != "fields.no_signature"
    }
    assert set(repairs) == {"fields.flow_inferred", "review.flow_message", "review.flow_setting"}
    for repair in repairs.values():
        assert repair is not None
        assert repaired(agreement, repair).send_with(SCRIVE) is SendWith.DOCUMENTS


def test_every_reason_is_told() -> None:
    agreement = an_agreement(
        participants=(tuva(),), process=a_step("tuva", authentication="tuva_sign")
    )
    [told] = [each for each in findings_of(agreement) if "because" in each.id]
    assert told.id == "review.documents_because_several"
    assert set(told.facts) == {"delivery", "eid"}
    assert errors(agreement) == []
