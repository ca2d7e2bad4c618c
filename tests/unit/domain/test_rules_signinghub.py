"""What a SigningHub package carries, and what is told of the rest."""

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
from app.services.texts import finding_text, repair_label
from tests.support.agreements import a_step
from tests.support.signinghub_office import a_copy, a_package, a_signer

WAYS = frozenset({SendWith.PACKAGE})
CODE = AuthenticationMethod(provider="sms_otp", label="bodil_sign")


def findings(agreement: Agreement, version: int = 3) -> dict[str, Finding]:
    draft = Draft(agreement=agreement, service=ServiceKind.SIGNINGHUB, api_version=version)
    return {each.id: each for each in lint(draft)}


def with_bodil(**changes: object) -> Agreement:
    agreement = a_package()
    bodil, *others = agreement.participants
    changed = replace(bodil, **changes)  # type: ignore[arg-type]
    return replace(agreement, participants=(changed, *others))


def with_steps(*steps: Step, order: Order = Order.SEQUENCE) -> Agreement:
    return replace(a_package(), process=Branch(order=order, steps=steps))


def with_field(**changes: object) -> Agreement:
    values: dict[str, object] = {
        "type": FieldType.SIGNATURE,
        "participant": "bodil",
        "document": "contract",
        "page": 1,
        "x": 10.0,
        "y": 10.0,
        "width": 100.0,
        "height": 40.0,
        **changes,
    }
    return replace(a_package(), fields=(Field(**values),))  # type: ignore[arg-type]


def with_settings(**settings: object) -> Agreement:
    return a_package(signinghub=settings)  # type: ignore[arg-type]


def both(person: str, kind: StepType = StepType.SIGN) -> Step:
    method = "karim_sign" if (person, kind) == ("karim", StepType.SIGN) else ""
    return Step(
        type=kind, participant=person, documents=("contract", "annex"), authentication=method
    )


def test_what_can_be_sent_has_no_findings() -> None:
    assert findings(a_package()) == {}
    individual = a_package(Order.PARALLEL, signinghub={"workflow_type": "INDIVIDUAL"})
    signers = replace(individual, participants=individual.participants[:2])
    assert findings(signers) == {}
    carried = with_settings(workflow_mode="ONLY_OTHERS", continue_on_decline=True)
    assert findings(carried) == {}


A_DRAFT = [
    (
        "people.package_group_delivery",
        "/participants/0/delivery",
        with_bodil(kind=ParticipantKind.GROUP, delivery=Delivery.SMS),
    ),
    ("people.package_delivery", "/participants/0/delivery", with_bodil(delivery=Delivery.LINK)),
    (
        "people.package_sms",
        "/participants/0/delivery",
        with_bodil(delivery=Delivery.EMAIL_SMS, phone="+46701740631"),
    ),
    (
        "people.package_email",
        "/participants/0/email",
        with_bodil(delivery=Delivery.NONE, email=""),
    ),
    (
        "people.package_opening",
        "/participants/0/authentication/view",
        with_bodil(authentication=Authentication(view=replace(CODE, provider="se_bankid"))),
    ),
    (
        "process.package_two_turns",
        "/process/steps/0",
        with_steps(a_step("bodil"), both("karim"), a_step("bodil", "annex")),
    ),
    (
        "process.package_step",
        "/process/steps/2/type",
        with_steps(both("bodil"), both("karim"), both("elin", StepType.VIEW)),
    ),
    ("documents.package_fields", "/fields", with_field(type=FieldType.SIGN_DATE)),
    ("fields.package_not_signer", "/fields/0", with_field(participant="elin")),
    ("review.package_setting", "/signinghub/tags", with_settings(tags=["a"])),
    ("review.package_type", "/signinghub/workflow_type", with_settings(workflow_type="PARALLEL")),
    ("review.package_value", "/signinghub/workflow_mode", with_settings(workflow_mode="ALL")),
    (
        "review.package_value",
        "/signinghub/continue_on_decline",
        with_settings(continue_on_decline="yes"),
    ),
    (
        "process.package_individual_roles",
        "/signinghub/workflow_type",
        with_settings(workflow_type="INDIVIDUAL"),
    ),
]


@pytest.mark.parametrize(("rule", "where", "agreement"), A_DRAFT)
def test_what_is_not_carried_stops_sending_and_is_said(
    rule: str, where: str, agreement: Agreement
) -> None:
    finding = findings(agreement)[rule]

    assert (finding.where, finding.severity) == (where, Severity.ERROR)
    text = finding_text(finding)
    assert "{" not in text.sentence + text.why
    if finding.repair is not None:
        assert repair_label(finding.repair)
        assert rule not in findings(repaired(agreement, finding.repair))


def test_a_role_that_is_not_carried_has_a_better_one() -> None:
    elin = replace(a_copy("elin", "Elin Sund"), role=Role.VIEWER)
    agreement = replace(
        with_steps(both("bodil"), both("karim"), both("elin", StepType.VIEW)),
        participants=(*a_package().participants[:2], elin),
    )
    finding = findings(agreement)["people.package_role"]

    assert finding.repair is not None
    assert findings(repaired(agreement, finding.repair)) == {}


def test_an_eid_to_sign_becomes_an_sms_code() -> None:
    method = AuthenticationMethod(provider="se_bankid", label="bodil_sign")
    bodil = replace(
        a_signer("bodil", "Bodil Oskarsson"),
        phone="+46701740631",
        authentication=Authentication(sign=(method,)),
    )
    agreement = replace(
        with_steps(replace(both("bodil"), authentication="bodil_sign"), both("karim")),
        participants=(bodil, a_signer("karim", "Karim Haddad")),
    )
    finding = findings(agreement)["people.package_provider"]

    assert "BankID" in finding_text(finding).sentence
    assert finding.repair is not None
    assert "people.package_provider" not in findings(repaired(agreement, finding.repair))


def test_who_does_not_sign_is_asked_for_no_proof() -> None:
    elin = replace(a_copy("elin", "Elin Sund"), authentication=Authentication(sign=(CODE,)))
    elin = replace(elin, phone="+46701740631")
    agreement = replace(a_package(), participants=(*a_package().participants[:2], elin))
    finding = findings(agreement)["people.package_proof_of_others"]

    assert finding.repair is not None
    assert findings(repaired(agreement, finding.repair)) == {}


@pytest.mark.parametrize(
    ("rule", "severity", "agreement"),
    [
        (
            "process.package_waits",
            Severity.WARNING,
            replace(
                a_package(),
                process=Branch(
                    order=Order.PARALLEL,
                    steps=(
                        Branch(order=Order.SEQUENCE, steps=(both("bodil"), both("karim"))),
                        both("elin", StepType.APPROVE),
                    ),
                ),
                participants=(
                    *a_package().participants[:2],
                    Participant(
                        label="elin", name="Elin", email="elin@example.com", role=Role.APPROVER
                    ),
                ),
            ),
        ),
        (
            "process.package_all_documents",
            Severity.WARNING,
            with_steps(both("bodil"), a_step("karim")),
        ),
        ("fields.package_anchor", Severity.INFO, with_field(anchor="Signature:")),
        ("review.package_title", Severity.WARNING, replace(a_package(), title="L" * 101)),
        (
            "people.package_attempts",
            Severity.INFO,
            with_bodil(
                phone="+46701740631",
                authentication=Authentication(sign=(replace(CODE, max_attempts=3),)),
            ),
        ),
    ],
)
def test_what_is_lost_is_told_and_does_not_stop(
    rule: str, severity: Severity, agreement: Agreement
) -> None:
    found = findings(agreement)

    assert found[rule].severity is severity
    assert "{" not in finding_text(found[rule]).sentence
    assert not [each for each in found.values() if each.severity is Severity.ERROR]


def test_copies_for_everybody_have_no_order() -> None:
    agreement = a_package(signinghub={"workflow_type": "INDIVIDUAL"})
    signers = replace(agreement, participants=agreement.participants[:2])

    assert set(findings(signers)) == {"process.package_individual_order"}


def test_version_4_invites_by_sms_too() -> None:
    agreement = with_bodil(delivery=Delivery.SMS, phone="+46701740631")

    assert "people.package_sms" in findings(agreement, 3)
    assert findings(agreement, 4) == {}
    without = with_bodil(delivery=Delivery.SMS, phone="+46701740631", email="")
    assert set(findings(without, 4)) == {"people.package_email"}


def test_choices_are_offered_as_they_can_be_sent() -> None:
    assert can_play(WAYS, Role.APPROVER)
    assert not can_play(WAYS, Role.VIEWER)
    assert not can_deliver(WAYS, Delivery.SMS, 3)
    assert can_deliver(WAYS, Delivery.SMS, 4)
    assert not can_deliver(WAYS, Delivery.LINK, 4)
    assert can_prove(WAYS, "sms_otp")
    assert not can_prove(WAYS, "se_bankid")
    assert can_prove(WAYS, "sms_otp", to_open=True)
    assert can_prove(WAYS, "password", to_open=True)
    assert not can_prove(WAYS, "password")
    assert not can_prove(WAYS, "se_bankid", to_open=True)
