"""The rules: each finding at its place, and each repair mends what it belongs to."""

from dataclasses import replace

import pytest

from app.domain.agreement import (
    Agreement,
    Authentication,
    AuthenticationMethod,
    Document,
    Field,
    Participant,
)
from app.domain.findings import Draft, FileFacts, Severity, worst
from app.domain.kinds import (
    Delivery,
    FieldType,
    Order,
    ParticipantKind,
    Role,
    ServiceKind,
    StepType,
)
from app.domain.linting import lint
from app.domain.process import Branch, Step
from app.domain.repairs import repaired
from app.services.texts import finding_text, repair_label
from tests.support.agreements import a_document, a_step, an_agreement, bodil, inga


def found(agreement: Agreement, service: ServiceKind | None = None) -> dict[str, str]:
    """Places of the findings, by id."""
    findings = lint(Draft(agreement=agreement, service=service))
    return {each.id: each.where for each in findings}


def with_bodil(**changes: object) -> Agreement:
    return an_agreement(participants=(replace(bodil(), **changes), inga()))  # type: ignore[arg-type]


def of_two_documents(agreement: Agreement) -> Agreement:
    """With a second document for everybody: only a Flow sends two."""
    process = Branch(
        order=Order.PARALLEL,
        steps=tuple(replace(each, documents=("contract", "rules")) for each in agreement.steps()),
    )
    documents = (a_document(), a_document("rules"))
    return replace(agreement, documents=documents, process=process)


def a_field(**changes: object) -> Field:
    values: dict[str, object] = {
        "type": FieldType.SIGNATURE,
        "participant": "bodil",
        "document": "contract",
        "page": 1,
        "x": 10.0,
        "y": 10.0,
        "width": 100.0,
        "height": 40.0,
    }
    return Field(**{**values, **changes})  # type: ignore[arg-type]


def test_the_agreement_of_the_guide_has_no_findings() -> None:
    assert found(an_agreement(), ServiceKind.SCRIVE) == {}


def test_an_empty_draft_says_what_is_needed() -> None:
    assert set(found(Agreement())) == {"documents.none", "people.no_signer", "review.no_title"}


@pytest.mark.parametrize(
    "problem",
    [
        "missing",
        "empty",
        "folder",
        "not_pdf",
        "encrypted",
        "broken",
        "no_pages",
        "too_large",
        "took_too_long",
        "unreadable",
        "changed",
    ],
)
def test_a_file_that_cannot_be_used_is_an_error_at_its_document(problem: str) -> None:
    draft = Draft(agreement=an_agreement(), files={"contract": FileFacts(problem=problem)})
    [finding] = lint(draft)
    assert (finding.id, finding.where) == (f"documents.file_{problem}", "/documents/0/file")
    assert finding.severity is Severity.ERROR
    assert "contract.pdf" in finding_text(finding).sentence


def test_a_very_long_document_is_worth_a_look() -> None:
    draft = Draft(agreement=an_agreement(), files={"contract": FileFacts(pages=1500)})
    assert [each.id for each in lint(draft)] == ["documents.many_pages"]


def test_before_there_are_people_only_that_is_told() -> None:
    agreement = Agreement(title="Lease", documents=(a_document(),))
    assert set(found(agreement)) == {"people.no_signer"}


def test_a_document_that_nobody_signs_is_an_error() -> None:
    agreement = an_agreement(documents=(a_document(), a_document("rules")))
    assert found(agreement) == {"documents.nobody_acts": "/documents/1"}


@pytest.mark.parametrize(
    ("changes", "rule", "where"),
    [
        ({"name": " "}, "people.no_name", "/participants/0/name"),
        ({"email": "bodil.example.com"}, "people.bad_email", "/participants/0/email"),
        ({"email": ""}, "people.no_email", "/participants/0/email"),
        ({"delivery": Delivery.SMS}, "people.no_phone", "/participants/0/phone"),
        ({"phone": "0225-4141465"}, "people.phone_not_international", "/participants/0/phone"),
        ({"phone": "+46 70 174 06 31"}, "people.phone_spelling", "/participants/0/phone"),
        ({"phone": "+46 70 1"}, "people.phone_unusual", "/participants/0/phone"),
        ({"kind": ParticipantKind.PLACEHOLDER}, "people.placeholder", "/participants/0"),
        (
            {"authentication": Authentication(view=AuthenticationMethod(provider="sms_otp"))},
            "people.code_needs_phone",
            "/participants/0/authentication/view",
        ),
        (
            {"authentication": Authentication(view=AuthenticationMethod(provider="my_own"))},
            "people.provider_untested",
            "/participants/0/authentication/view",
        ),
    ],
)
def test_a_mistake_about_a_person_stands_at_its_member(
    changes: dict[str, object], rule: str, where: str
) -> None:
    assert found(with_bodil(**changes)) == {rule: where}


def test_one_missing_number_is_one_finding() -> None:
    people = (bodil(), replace(inga(), phone=""))
    assert found(an_agreement(participants=people)) == {"people.no_phone": "/participants/1/phone"}
    by_mail = replace(inga(), phone="", email="inga@example.com", delivery=Delivery.EMAIL)
    assert found(an_agreement(participants=(bodil(), by_mail))) == {
        "people.code_needs_phone": "/participants/1/authentication/view"
    }


def test_a_group_needs_no_address() -> None:
    agreement = with_bodil(kind=ParticipantKind.GROUP, name="Legal", email="")
    assert found(agreement) == {}


def test_one_address_for_two_people_is_a_warning_at_both() -> None:
    twin = replace(bodil(), label="twin", email="BODIL@example.com")
    agreement = an_agreement(
        participants=(bodil(), twin),
        process=Branch(order=Order.PARALLEL, steps=(a_step("bodil"), a_step("twin"))),
    )
    places = [each.where for each in lint(Draft(agreement=agreement))]
    assert places == ["/participants/0/email", "/participants/1/email"]


def test_a_proof_of_identity_that_no_step_asks_for_is_a_warning() -> None:
    agreement = an_agreement(
        process=Branch(order=Order.PARALLEL, steps=(a_step("bodil"), a_step("inga")))
    )
    assert found(agreement) == {
        "people.authentication_unused": "/participants/1/authentication/sign"
    }


@pytest.mark.parametrize(
    ("process", "rules"),
    [
        (None, {"process.none", "documents.nobody_acts", "process.no_step"}),
        (a_step("bodil"), {"process.no_step"}),
        (
            Branch(
                order=Order.SEQUENCE,
                steps=(
                    a_step("bodil"),
                    a_step("inga", authentication="inga_sign"),
                    Branch(order=Order.PARALLEL),
                ),
            ),
            {"process.empty_branch"},
        ),
    ],
)
def test_a_process_that_leaves_somebody_out_is_told(
    process: Branch | Step | None, rules: set[str]
) -> None:
    assert set(found(an_agreement(process=process))) == rules


def steps_with(*extra: Step) -> Branch:
    return Branch(
        order=Order.SEQUENCE,
        steps=(a_step("bodil"), a_step("inga", authentication="inga_sign"), *extra),
    )


@pytest.mark.parametrize(
    ("extra", "rule", "where"),
    [
        (a_step("ghost"), "process.unknown_participant", "/process/steps/2/participant"),
        (a_step("bodil", "ghost"), "process.unknown_document", "/process/steps/2/documents/0"),
        (
            Step(type=StepType.APPROVE, participant="bodil"),
            "process.no_documents",
            "/process/steps/2/documents",
        ),
        (a_step("bodil"), "process.signed_twice", "/process/steps/2"),
    ],
)
def test_a_step_that_refers_to_nothing_is_told_at_its_place(
    extra: Step, rule: str, where: str
) -> None:
    assert found(an_agreement(process=steps_with(extra)))[rule] == where


def test_a_step_with_somebody_elses_authentication_is_told() -> None:
    process = Branch(
        order=Order.SEQUENCE,
        steps=(
            a_step("bodil", authentication="inga_sign"),
            a_step("inga", authentication="inga_sign"),
        ),
    )
    assert found(an_agreement(process=process)) == {
        "process.unknown_authentication": "/process/steps/0/authentication"
    }


@pytest.mark.parametrize(
    ("field", "rule"),
    [
        (a_field(participant="ghost"), "fields.unknown_participant"),
        (a_field(document="ghost"), "fields.unknown_document"),
        (a_field(page=4), "fields.no_such_page"),
        (a_field(x=560.0), "fields.outside_page"),
        (a_field(width=0.0), "fields.outside_page"),
    ],
)
def test_a_field_must_lie_on_a_page_and_belong_to_somebody(field: Field, rule: str) -> None:
    facts = FileFacts(pages=2, page_sizes=((595.0, 842.0), (595.0, 842.0)))
    draft = Draft(agreement=an_agreement(fields=(field,)), files={"contract": facts})
    assert [each.id for each in lint(draft) if each.severity is Severity.ERROR] == [rule]


def test_a_field_that_fits_is_fine_even_where_sizes_are_not_known() -> None:
    fields = (a_field(page=2), a_field(page=2, participant="inga", y=600.0))
    agreement = an_agreement(fields=fields)
    assert lint(Draft(agreement=agreement, files={"contract": FileFacts(pages=2)})) == ()
    assert lint(Draft(agreement=agreement)) == ()


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"role": Role.APPROVER}, "people.flow_approver"),
        ({"role": Role.EDITOR}, "people.flow_role"),
        ({"kind": ParticipantKind.GROUP}, "people.flow_group"),
        ({"delivery": Delivery.LINK}, "people.flow_delivery"),
        (
            {"authentication": Authentication(view=AuthenticationMethod(provider="se_bankid"))},
            "people.flow_provider",
        ),
    ],
)
def test_what_flow_cannot_carry_is_an_error(changes: dict[str, object], rule: str) -> None:
    agreement = of_two_documents(with_bodil(**changes))
    assert set(found(agreement, ServiceKind.SCRIVE)) == {rule}


def test_a_number_for_codes_only_may_bring_a_second_invitation() -> None:
    method = AuthenticationMethod(provider="sms_otp")
    agreement = with_bodil(phone="+46701740631", authentication=Authentication(view=method))
    assert set(found(agreement, ServiceKind.SCRIVE)) == {"people.flow_both_channels"}


def test_an_approval_is_an_error_in_flow() -> None:
    process = steps_with(Step(type=StepType.APPROVE, participant="bodil", documents=("contract",)))
    agreement = an_agreement(process=process, scrive={"send_with": "flow"})
    assert found(agreement, ServiceKind.SCRIVE) == {"process.flow_step": "/process/steps/2/type"}


def test_flow_says_what_it_leaves_out() -> None:
    agreement = an_agreement(fields=(a_field(),), message="Hello", language="sv")
    assert set(found(agreement, ServiceKind.SCRIVE)) == {
        "fields.flow_inferred",
        "fields.no_signature",
        "review.flow_message",
        "review.flow_language",
    }


def test_errors_come_first() -> None:
    agreement = with_bodil(phone="0225-4141465", email="nobody")
    severities = [each.severity for each in lint(Draft(agreement=agreement))]
    assert severities == [Severity.ERROR, Severity.WARNING]
    assert worst(lint(Draft(agreement=agreement))) is Severity.ERROR
    assert worst(()) is None


def a_bankid() -> Authentication:
    method = AuthenticationMethod(provider="se_bankid", label="bo_sign")
    return Authentication(view=AuthenticationMethod(provider="se_bankid"), sign=(method,))


BROKEN = {
    "deliver_by_sms": with_bodil(email="", phone="+46701740631", delivery=Delivery.EMAIL),
    "deliver_by_email": with_bodil(delivery=Delivery.SMS),
    "deliver_as_reachable": of_two_documents(with_bodil(delivery=Delivery.LINK)),
    "use_phone": with_bodil(phone="+46 70 174 06 31"),
    "make_signer": of_two_documents(with_bodil(role=Role.APPROVER)),
    "use_sms_code": of_two_documents(with_bodil(phone="+46701740631", authentication=a_bankid())),
    "use_authentication": an_agreement(
        process=Branch(order=Order.PARALLEL, steps=(a_step("bodil"), a_step("inga")))
    ),
    "add_step": an_agreement(process=a_step("bodil")),
    "step_all_documents": an_agreement(
        process=Branch(
            order=Order.PARALLEL,
            steps=(
                replace(a_step("bodil"), documents=()),
                a_step("inga", authentication="inga_sign"),
            ),
        )
    ),
    "send_with_flow": an_agreement(scrive={"send_with": "documents"}),
    "send_with_documents": replace(
        with_bodil(role=Role.APPROVER, delivery=Delivery.LINK, authentication=a_bankid()),
        scrive={"send_with": "flow"},
    ),
}


@pytest.mark.parametrize("code", BROKEN)
def test_a_repair_mends_its_finding_and_breaks_nothing_else(code: str) -> None:
    agreement = BROKEN[code]
    for taken in range(3):
        findings = lint(Draft(agreement=agreement, service=ServiceKind.SCRIVE))
        repairs = [each.repair for each in findings if each.repair and each.repair.code == code]
        assert repairs or taken
        if not repairs:
            break
        assert repair_label(repairs[0])
        agreement = repaired(agreement, repairs[0])
    left = lint(Draft(agreement=agreement, service=ServiceKind.SCRIVE))
    assert [each.id for each in left if each.severity is Severity.ERROR] in (
        [],
        ["people.authentication_unused"],
    )
    assert code not in {each.repair.code for each in left if each.repair}


def test_a_repair_for_somebody_who_is_gone_changes_nothing() -> None:
    agreement = with_bodil(phone="+46 70 174 06 31")
    [finding] = lint(Draft(agreement=agreement))
    assert finding.repair is not None
    other = replace(agreement, participants=(inga(),))
    assert repaired(other, finding.repair) == other


def test_a_document_is_called_by_its_file_where_it_has_no_name() -> None:
    assert Document(label="a", file="folder/House rules.pdf").shown_name == "House rules"
    assert Participant(label="bo").shown_name == "Bo"
    assert Participant(label="person_2").shown_name == "Person 2"
