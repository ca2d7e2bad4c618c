"""What is found about people at Scrive: proofs, copies, requests, and their one-click repairs."""

from dataclasses import replace

import pytest

from app.domain.agreement import (
    Agreement,
    Authentication,
    AuthenticationMethod,
    Participant,
)
from app.domain.findings import Draft, Finding, Severity
from app.domain.json_value import JsonObject
from app.domain.kinds import Delivery, ServiceKind, StepType
from app.domain.linting import lint
from app.domain.process import Step
from app.domain.repairs import repaired
from app.domain.scrive_needs import own_members
from app.domain.scrive_people_editing import (
    Consent,
    Question,
    RequestedFile,
    consent_of,
    editable_fields,
    requested_files,
    with_consent,
    with_editable_fields,
    with_member,
    with_requested_files,
)
from app.services.texts import finding_text
from tests.support.agreements import a_document, a_step, an_agreement, bodil, elin

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
QUESTION = {"title": "Fit?", "positive_option": "Yes", "negative_option": "No"}


def proofs(view: str = "", sign: str = "") -> Authentication:
    return Authentication(
        view=AuthenticationMethod(provider=view) if view else None,
        sign=(AuthenticationMethod(provider=sign, label="bo_sign"),) if sign else (),
    )


def alone(person: Participant, **own: object) -> Agreement:
    """One person who signs the only document by the Document API."""
    methods = person.authentication.sign
    step = a_step(person.label, authentication=methods[0].label if methods else "")
    told = {"send_with": "documents"} | told_of(person, own)
    return an_agreement(participants=(person,), process=step, scrive=told)


def told_of(person: Participant, own: dict[str, object]) -> JsonObject:
    """What a draft says of a person; nothing where there is nothing to say."""
    return {"participants": {person.label: own}} if own else {}  # type: ignore[dict-item]


def people_findings(agreement: Agreement) -> list[Finding]:
    """What is said of people; every finding and repair has its words."""
    found = lint(Draft(agreement=agreement, service=ServiceKind.SCRIVE))
    for each in found:
        words = finding_text(each)
        assert words.sentence
        assert bool(words.repair) == (each.repair is not None)
    return [each for each in found if each.id.startswith("people.")]


def told(agreement: Agreement) -> list[tuple[str, Severity]]:
    return [(each.id.removeprefix("people."), each.severity) for each in people_findings(agreement)]


def mended(agreement: Agreement, rule: str) -> Agreement:
    [finding] = [each for each in people_findings(agreement) if each.id == f"people.{rule}"]
    assert finding.repair is not None
    return repaired(agreement, finding.repair)


@pytest.mark.parametrize(
    ("view", "sign", "expected"),
    [
        ("", "", []),
        ("", "se_bankid", []),
        ("se_bankid", "", [("number_to_open", INFO)]),
        ("", "nl_idin", [("documents_advanced", INFO)]),
        ("", "xx_eid", [("provider_untested", WARNING)]),
        ("", "dk_nemid", [("documents_removed", ERROR)]),
        ("", "verimi", [("documents_only_to_open", ERROR)]),
        ("scrive_qes", "", [("documents_only_to_sign", ERROR)]),
        ("", "scrive_qes", [("documents_advanced", INFO)]),
        ("nl_idin", "freja", [("documents_two_eids", ERROR)]),
        ("", "password", [("documents_provider", ERROR)]),
    ],
)
def test_a_proof_is_looked_at_for_what_it_is_asked(
    view: str, sign: str, expected: list[tuple[str, Severity]]
) -> None:
    person = replace(bodil(), authentication=proofs(view, sign))
    assert set(expected) <= set(told(alone(person)))
    assert {each for each in told(alone(person)) if each[1] is ERROR} == {
        each for each in expected if each[1] is ERROR
    }


@pytest.mark.parametrize(
    ("view", "sign", "rule", "after"),
    [
        ("", "dk_nemid_cpr", "documents_removed", ("", "dk_mitid")),
        ("", "dk_nemid_cvr", "documents_removed", ("", "dk_mitid_erhverv")),
        ("", "verimi", "documents_only_to_open", ("", "")),
        ("itsme_qes", "", "documents_only_to_sign", ("", "")),
        ("se_bankid", "no_bankid", "documents_two_eids", ("no_bankid", "no_bankid")),
    ],
)
def test_a_proof_that_scrive_would_refuse_is_mended_with_one_press(
    view: str, sign: str, rule: str, after: tuple[str, str]
) -> None:
    agreement = mended(alone(replace(bodil(), authentication=proofs(view, sign))), rule)
    [person] = agreement.participants
    opening = person.authentication.view
    signing = next(iter(person.authentication.sign), None)
    found = tuple("" if each is None else each.provider for each in (opening, signing))
    assert found == after
    assert rule not in dict(told(agreement))


def test_only_the_proof_that_the_step_asks_for_must_be_the_one_that_opens() -> None:
    methods = tuple(
        AuthenticationMethod(label=each, provider=each) for each in ("se_bankid", "no_bankid")
    )
    opening = AuthenticationMethod(provider="se_bankid")
    person = replace(bodil(), authentication=Authentication(view=opening, sign=methods))
    for asked, is_wrong in (("se_bankid", False), ("no_bankid", True)):
        agreement = replace(alone(person), process=a_step("bodil", authentication=asked))
        assert ("documents_two_eids" in dict(told(agreement))) is is_wrong


def test_norwegian_bankid_wants_a_norwegian_number() -> None:
    person = replace(bodil(), phone="+46701740631", authentication=proofs("", "no_bankid"))
    assert ("norwegian_mobile", WARNING) in told(alone(person))
    assert told(alone(replace(person, phone="+4740000000"))) == []


@pytest.mark.parametrize(
    ("method", "email", "phone", "expected"),
    [
        ("email", "b@example.com", "", []),
        ("email_link", "", "+46701740631", ["copy_needs_email"]),
        ("mobile", "b@example.com", "", ["copy_needs_phone"]),
        ("email_mobile", "b@example.com", "", ["copy_needs_phone"]),
        ("email_link_mobile", "", "", ["copy_needs_email", "copy_needs_phone"]),
        ("none", "", "", []),
        ("pigeon", "b@example.com", "", ["copy_unknown"]),
    ],
)
def test_the_signed_copy_needs_the_address_it_goes_to(
    method: str, email: str, phone: str, expected: list[str]
) -> None:
    person = replace(bodil(), email=email, phone=phone, delivery=Delivery.LINK)
    agreement = alone(person, confirmation_delivery_method=method)
    assert [rule for rule, _ in told(agreement) if rule.startswith("copy")] == expected
    if expected[:1] == ["copy_needs_phone"]:
        assert own_members(mended(agreement, expected[0]), "bodil") == {}


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ({"authentication_method_to_view_archived": "sms_pin"}, ("archived_needs_phone", ERROR)),
        (
            {"authentication_method_to_view_archived": "scrive_qes"},
            ("documents_only_to_sign", ERROR),
        ),
        ({"authentication_method_to_view_archived": "dk_nemid"}, ("documents_removed", ERROR)),
        ({"authentication_method_to_view_archived": "xx"}, ("provider_untested", WARNING)),
        ({"authentication_method_to_view_archived": "freja"}, ("documents_advanced", INFO)),
        ({"attachments": [{"name": " "}]}, ("requested_no_name", ERROR)),
        ({"attachments": [{"name": "Id"}, {"name": "Id"}]}, ("requested_twice", ERROR)),
        ({"attachments": "Id"}, ("member_shape", ERROR)),
        ({"consent_module": {"title": "T", "questions": []}}, ("consent_no_questions", ERROR)),
        ({"consent_module": {"title": "", "questions": [QUESTION]}}, ("consent_no_title", ERROR)),
        (
            {"consent_module": {"title": "T", "questions": [{**QUESTION, "title": ""}]}},
            ("consent_blank", ERROR),
        ),
        (
            {
                "consent_module": {
                    "title": "T",
                    "questions": [{**QUESTION, "negative_option": "Yes"}],
                }
            },
            ("consent_same", WARNING),
        ),
        ({"consent_module": []}, ("member_shape", ERROR)),
        ({"sign_success_redirect_url": "example.com"}, ("redirect_url", ERROR)),
        ({"reject_redirect_url": "ftp://example.com"}, ("redirect_url", ERROR)),
        ({"reject_redirect_url": "https://[broken"}, ("redirect_url", ERROR)),
        ({"is_visible": True}, ("visible_not_approver", ERROR)),
        ({"hide_personal_number": "yes"}, ("member_shape", ERROR)),
        ({"hide_personal_number": True}, ("hidden_nothing", INFO)),
        ({"company": 5}, ("member_shape", ERROR)),
        ({"personal_number": "198112189875"}, ("personal_number", WARNING)),
        ({"personal_number": "19811218-9876"}, ("personal_number_spelling", INFO)),
        ({"fields": [{"type": "signature"}]}, ("member_shape", ERROR)),
    ],
)
def test_what_scrive_would_not_take_is_told_at_the_person(
    own: dict[str, object], expected: tuple[str, Severity]
) -> None:
    agreement = alone(bodil(), **own)
    assert told(agreement) == [expected]
    [finding] = people_findings(agreement)
    assert finding.where.startswith(f"/scrive/participants/bodil/{next(iter(own))}")
    if finding.repair is not None:
        assert told(repaired(agreement, finding.repair)) == []


def test_all_that_scrive_takes_of_a_person_needs_no_words() -> None:
    person = replace(bodil(), phone="+46701740631", authentication=proofs("", "se_bankid"))
    agreement = alone(
        person,
        confirmation_delivery_method="email_link_mobile",
        authentication_method_to_view_archived="se_bankid",
        personal_number="198112189876",
        company="Oskarsson AB",
        hide_personal_number=True,
        attachments=[{"name": "Id"}, {"name": "Plan", "required": False}],
        consent_module={"title": "T", "questions": [QUESTION]},
        sign_success_redirect_url="https://example.com/thanks",
        fields=[{"type": "email", "editable_by_signatory": True}],
    )
    assert told(agreement) == []


def test_a_personal_number_is_looked_at_for_the_country_of_the_proof() -> None:
    person = replace(bodil(), authentication=proofs("", "no_bankid"))
    [finding] = people_findings(alone(person, personal_number="198112189876"))
    assert finding_text(finding).sentence == (
        "The personal number of Bodil Oskarsson cannot be right in Norway."
    )
    assert "1981" not in repr(finding)
    short = alone(
        replace(bodil(), authentication=proofs("", "se_bankid")), personal_number="8112189876"
    )
    assert told(short) == [("personal_number_short", INFO)]


@pytest.mark.parametrize("url", ["example.com/thanks", "//example.com/thanks"])
def test_an_address_without_its_beginning_is_given_one(url: str) -> None:
    after = mended(alone(bodil(), reject_redirect_url=url), "redirect_url")
    assert own_members(after, "bodil") == {"reject_redirect_url": "https://example.com/thanks"}


def test_only_who_signs_is_asked_for_files_and_answers() -> None:
    own = {
        "attachments": [{"name": "Id"}],
        "consent_module": {"title": "T", "questions": [QUESTION]},
    }
    agreement = an_agreement(
        participants=(bodil(), elin()),
        process=a_step("bodil"),
        scrive={"send_with": "documents", "participants": {"elin": own}},
    )
    assert told(agreement) == [("requested_not_signer", WARNING), ("consent_not_signer", WARNING)]
    after = mended(mended(agreement, "requested_not_signer"), "consent_not_signer")
    assert after.scrive == {"send_with": "documents"}


def test_only_an_approver_can_be_shown_to_the_others() -> None:
    agreement = alone(bodil(), is_visible=False)
    approving = Step(type=StepType.APPROVE, participant="bodil", documents=("contract",))
    assert told(replace(agreement, process=approving)) == []
    assert own_members(mended(agreement, "visible_not_approver"), "bodil") == {}


def test_who_may_change_the_number_of_the_code_is_told() -> None:
    person = replace(bodil(), phone="+46701740631", authentication=proofs("", "sms_otp"))
    own = [{"type": kind, "editable_by_signatory": True} for kind in ("email", "mobile")]
    agreement = alone(person, fields=own)
    assert told(agreement) == [("editable_mobile", WARNING)]
    after = mended(agreement, "editable_mobile")
    assert editable_fields(own_members(after, "bodil")) == {"email"}
    assert told(alone(bodil(), fields=own)) == []


# -- in a flow ------------------------------------------------------------------------------------


def flow_of(person: Participant, **own: object) -> Agreement:
    documents = (a_document(), a_document("rules"))
    methods = person.authentication.sign
    label = methods[0].label if methods else ""
    step = a_step(person.label, "contract", "rules", authentication=label)
    return an_agreement(
        participants=(person,), documents=documents, process=step, scrive=told_of(person, own)
    )


def test_what_flow_loses_of_a_person_is_told_there() -> None:
    agreement = flow_of(bodil(), consent_module={"title": "T", "questions": [QUESTION]}, company="")
    [finding] = people_findings(agreement)
    assert (finding.id, finding.severity) == ("people.flow_setting", WARNING)
    assert finding_text(finding).why == (
        "This stays in your draft and is not sent: questions before signing."
    )
    assert finding.repair is None


@pytest.mark.parametrize("provider", ["freja", "se_bank_id", "xx_eid"])
def test_whatever_else_flow_is_asked_for_is_marked_an_experiment(provider: str) -> None:
    agreement = flow_of(replace(bodil(), authentication=proofs("", provider)))
    [finding] = people_findings(agreement)
    assert (finding.id, finding.severity) == ("people.flow_experimental", WARNING)
    assert f"“{provider}”" in finding_text(finding).sentence


def test_words_of_the_document_api_are_no_words_of_flow() -> None:
    agreement = flow_of(replace(bodil(), authentication=proofs("se_bankid", "")))
    assert told(agreement) == [("flow_provider", ERROR)]
    after = mended(agreement, "flow_provider")
    view = after.participants[0].authentication.view
    assert view is not None
    assert view.provider == "se_bank_id"
    assert told(after) == [("flow_experimental", WARNING)]
    reachable = replace(agreement.participants[0], phone="+46701740631")
    after = mended(replace(agreement, participants=(reachable,)), "flow_provider")
    assert after.participants[0].authentication.view == AuthenticationMethod(provider="sms_otp")


@pytest.mark.parametrize("count", [0, 11, 99])
def test_more_tries_than_flow_surely_takes_are_told(count: int) -> None:
    person = replace(bodil(), phone="+46701740631", delivery=Delivery.SMS, email="")
    method = AuthenticationMethod(provider="sms_otp", max_attempts=count, label="bo_sign")
    agreement = flow_of(replace(person, authentication=Authentication(sign=(method,))))
    assert told(agreement) == [("flow_attempts", WARNING)]
    after = mended(agreement, "flow_attempts")
    assert after.participants[0].authentication.sign[0].max_attempts == 3


# -- editing --------------------------------------------------------------------------------------


def test_files_and_questions_are_written_in_the_words_of_the_service() -> None:
    file = RequestedFile(name="Passport", description="The page with the picture", required=False)
    question = Question(title="Fit?", positive="Yes", negative="No", details="All of it")
    agreement = with_requested_files(an_agreement(), "bodil", [file])
    agreement = with_consent(agreement, "bodil", Consent(title="Before", questions=(question,)))
    own = own_members(agreement, "bodil")
    assert own == {
        "attachments": [
            {
                "name": "Passport",
                "description": "The page with the picture",
                "required": False,
            }
        ],
        "consent_module": {
            "title": "Before",
            "questions": [{**QUESTION, "detailed_description": {"title": "", "text": "All of it"}}],
        },
    }
    assert requested_files(own) == (file,)
    assert consent_of(own) == Consent(title="Before", questions=(question,))


def test_what_is_taken_away_leaves_nothing_behind() -> None:
    agreement = an_agreement(scrive={"tags": [], "participants": {"inga": {"company": "AB"}}})
    changed = with_member(agreement, "bodil", "company", "Oskarsson AB")
    changed = with_editable_fields(changed, "bodil", mobile=True)
    assert changed.scrive["participants"] == {
        "inga": {"company": "AB"},
        "bodil": {
            "company": "Oskarsson AB",
            "fields": [{"type": "mobile", "editable_by_signatory": True}],
        },
    }
    changed = with_editable_fields(changed, "bodil", mobile=False)
    assert with_member(changed, "bodil", "company", "") == agreement
    emptied = with_member(agreement, "inga", "company", "")
    assert emptied.scrive == {"tags": []}
    assert with_requested_files(agreement, "bodil", []) == agreement
    assert with_consent(agreement, "bodil", Consent(title="Only a heading")) == agreement


def test_what_cannot_be_read_is_no_reason_to_fail() -> None:
    own: JsonObject = {"attachments": "x", "consent_module": 3, "fields": [1, {"type": "mobile"}]}
    assert requested_files(own) == ()
    assert consent_of(own) == Consent()
    assert editable_fields(own) == frozenset()
