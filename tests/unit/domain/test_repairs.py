"""Repairs: none is offered that leaves its finding where it was."""

from dataclasses import replace

import pytest

from app.domain.agreement import Agreement, Authentication, AuthenticationMethod
from app.domain.findings import Draft, FileFacts, Finding
from app.domain.kinds import ServiceKind
from app.domain.linting import lint
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
    agreement = an_agreement(
        documents=an_agreement().documents[:1],
        scrive={"send_with": "documents", "api_callback_url": url},
    )
    changed = mended(agreement, "review.scrive_callback")
    assert changed.scrive["api_callback_url"] == f"https://{url.strip()}"
