"""Repairs: none is offered that leaves its finding where it was."""

from dataclasses import replace

import pytest

from app.domain.agreement import Agreement, Authentication, AuthenticationMethod
from app.domain.findings import Draft, FileFacts, Finding
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import Delivery, Order, ServiceKind, StepType
from app.domain.linting import lint
from app.domain.process import Branch, Step
from app.domain.repairs import repaired
from tests.support.agreements import an_agreement, bodil, inga
from tests.support.fields import a_field

A4 = (595.2756, 841.8898)
"""As most programs write it: no whole number of points."""


def findings_of(agreement: Agreement, rule: str) -> list[Finding]:
    facts = FileFacts(pages=1, size=1, page_sizes=(A4,))
    draft = Draft(agreement=agreement, files={"contract": facts}, service=ServiceKind.SCRIVE)
    return [each for each in lint(draft) if each.id == rule]


def mended(agreement: Agreement, rule: str) -> Agreement:
    """The agreement after the repair of its only finding of that rule, which is then gone."""
    (finding,) = findings_of(agreement, rule)
    assert finding.repair is not None
    changed = repaired(agreement, finding.repair)
    assert findings_of(changed, rule) == []
    return changed


def plain(**settings: JsonValue) -> Agreement:
    """Sent as a plain document with these settings."""
    return an_agreement(scrive={"send_with": "documents", **settings})


def signing(*methods: AuthenticationMethod, **changes: object) -> Agreement:
    person = replace(bodil(), authentication=Authentication(sign=methods), **changes)  # type: ignore[arg-type]
    return an_agreement(participants=(person, inga()))


@pytest.mark.parametrize(("x", "y"), [(500.0, 100.0), (100.0, 840.0), (9000.0, 9000.0)])
def test_a_field_is_moved_onto_a_page_of_no_whole_size(x: float, y: float) -> None:
    field = a_field(x=x, y=y, width=180.0, height=48.0)
    changed = mended(an_agreement(fields=(field,)), "fields.outside_page").fields[0]
    assert changed.x + changed.width == pytest.approx(min(x + 180.0, A4[0]), abs=0.001)
    assert changed.y + changed.height == pytest.approx(min(y + 48.0, A4[1]), abs=0.001)


def test_a_field_that_was_put_at_the_very_edge_is_on_the_page() -> None:
    at_edge = a_field(x=415.276, y=793.89, width=180.0, height=48.0)
    assert findings_of(an_agreement(fields=(at_edge,)), "fields.outside_page") == []
    beyond = replace(at_edge, x=415.3)
    assert findings_of(an_agreement(fields=(beyond,)), "fields.outside_page") != []


def test_a_way_to_sign_without_a_label_gets_one_by_which_the_step_asks_for_it() -> None:
    agreement = signing(AuthenticationMethod(provider="sms_otp"), phone="+46702254141")
    changed = mended(agreement, "people.authentication_unused")
    (method,) = changed.participants[0].authentication.sign
    asked = {each.authentication for each in changed.steps() if each.participant == "bodil"}
    assert method.label
    assert asked == {method.label}


def test_a_code_takes_the_place_of_the_proof_that_cannot_be_asked_for() -> None:
    agreement = signing(
        AuthenticationMethod(label="first", provider="sms_otp"),
        AuthenticationMethod(label="second", provider="password", max_attempts=4),
        phone="+46702254141",
    )
    changed = mended(agreement, "people.flow_provider").participants[0].authentication.sign
    assert [each.provider for each in changed] == ["sms_otp", "sms_otp"]
    assert [(each.label, each.max_attempts) for each in changed] == [("first", None), ("second", 4)]


@pytest.mark.parametrize("url", ["example.com:8443/hook", "localhost:8080/x", " example.com/x"])
def test_an_address_that_is_called_is_completed_with_its_port(url: str) -> None:
    changed = mended(plain(api_callback_url=url), "review.scrive_callback")
    assert changed.scrive["api_callback_url"] == f"https://{url.strip()}"


def test_a_signer_who_only_views_gets_a_step_to_sign() -> None:
    views = Step(type=StepType.VIEW, participant="bodil", documents=("contract",))
    other = an_agreement().process
    assert isinstance(other, Branch)
    process = Branch(order=Order.PARALLEL, steps=(views, other.steps[1]))
    changed = mended(an_agreement(process=process), "process.no_step")
    assert [each.type for each in changed.steps() if each.participant == "bodil"] == [
        StepType.VIEW,
        StepType.SIGN,
    ]


def test_a_reminder_comes_before_the_end_of_the_usual_days() -> None:
    changed = mended(plain(days_to_remind=200), "review.scrive_late_reminder")
    assert changed.scrive["days_to_remind"] == 90
    assert findings_of(plain(days_to_remind=200, days_to_sign=300), "review.scrive_days") == []


@pytest.mark.parametrize(
    ("delivery", "copy"),
    [(Delivery.LINK, None), (Delivery.IN_PERSON, None), (Delivery.EMAIL, "mobile")],
)
def test_a_number_that_the_signed_copy_goes_to_must_be_one(
    delivery: Delivery, copy: str | None
) -> None:
    email = "" if copy is None else "bodil@example.com"
    person = replace(bodil(), phone="0225-4141465", email=email, delivery=delivery)
    told: JsonObject = {"confirmation_delivery_method": copy} if copy else {}
    agreement = replace(plain(participants={"bodil": told}), participants=(person, inga()))
    assert findings_of(agreement, "people.documents_phone") != []
    reached = replace(agreement, participants=(replace(person, phone="+46702254141"), inga()))
    assert findings_of(reached, "people.documents_phone") == []


def test_a_number_that_nothing_goes_to_may_be_any() -> None:
    person = replace(bodil(), phone="0225-4141465")
    agreement = replace(plain(), participants=(person, inga()))
    assert findings_of(agreement, "people.documents_phone") == []


def test_a_code_in_the_words_of_scrive_needs_a_number_too() -> None:
    agreement = signing(AuthenticationMethod(label="code", provider="sms_pin"))
    assert findings_of(agreement, "people.code_needs_phone") != []


@pytest.mark.parametrize(
    "forms",
    [
        [{"label": "f", "schema": {}}],
        [{"label": "", "schema": {"type": "object"}}],
        [{"label": "f", "schema": {"type": "object"}}] * 2,
    ],
)
def test_forms_that_flow_refuses_are_told_before(forms: list[JsonValue]) -> None:
    mended(an_agreement(scrive={"forms": forms}), "review.flow_forms")
    good: list[JsonValue] = [{"label": "f", "schema": {"type": "object"}}]
    assert findings_of(an_agreement(scrive={"forms": good}), "review.flow_forms") == []


@pytest.mark.parametrize("word", ["document", "", 5])
def test_a_way_of_sending_that_there_is_not_is_never_taken_for_another(word: JsonValue) -> None:
    changed = mended(an_agreement(scrive={"send_with": word}), "review.scrive_send_with")
    assert "send_with" not in changed.scrive


def test_people_that_scrive_cannot_be_told_of_are_a_finding() -> None:
    (finding,) = findings_of(an_agreement(scrive={"participants": "all"}), "review.scrive_unknown")
    assert finding.where == "/scrive/participants"


def test_the_older_word_for_a_code_becomes_the_one_of_flow() -> None:
    agreement = signing(
        AuthenticationMethod(label="code", provider="sms_pin"), phone="+46702254141"
    )
    changed = mended(agreement, "people.flow_provider")
    assert [each.provider for each in changed.participants[0].authentication.sign] == ["sms_otp"]
