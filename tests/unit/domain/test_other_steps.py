"""Steps that the program does not compose: never lost, and never sent where nobody knows them."""

import json

import pytest

from app.domain import draft_format
from app.domain.agreement import Agreement
from app.domain.findings import Draft, Finding, Severity
from app.domain.json_value import JsonObject
from app.domain.kinds import Order, ServiceKind
from app.domain.linting import lint
from app.domain.process import Branch, OtherStep, stages, walk_others
from app.domain.process_editing import appended, without_participant
from app.domain.process_turns import turns
from app.domain.repairs import repaired
from app.domain.sign_orders import keeps_order, sign_orders
from app.services.texts import repair_label
from tests.support.agreements import a_step, an_agreement, inga

FORM: JsonObject = {
    "type": "form",
    "form": "intake",
    "participant": "bodil",
    "extra": {"kept": [1, None]},
}
INTAKE: JsonObject = {"label": "intake", "schema": {"type": "object"}}


def with_form(**changes: object) -> Agreement:
    """Bodil fills in a form before she and Inga sign."""
    steps = (OtherStep(members=FORM), a_step("bodil"), a_step("inga", authentication="inga_sign"))
    return an_agreement(process=Branch(order=Order.SEQUENCE, steps=steps), **changes)


def found(agreement: Agreement, service: ServiceKind = ServiceKind.SCRIVE) -> dict[str, Finding]:
    """The findings about the process."""
    findings = lint(Draft(agreement=agreement, service=service))
    return {each.id: each for each in findings if each.id.startswith("process.")}


def test_every_member_survives_being_saved() -> None:
    agreement = draft_format.parse(draft_format.render(with_form()))
    assert agreement == with_form()
    written = json.loads(draft_format.render(agreement))
    assert written["process"]["steps"][0] == FORM


def test_it_may_be_the_whole_process() -> None:
    alone = an_agreement(process=OtherStep(members={"type": "seal"}))
    assert draft_format.parse(draft_format.render(alone)) == alone


def test_changes_to_other_steps_leave_it_alone() -> None:
    process = with_form().process
    changed = without_participant(appended(process, a_step("elin")), "inga")
    assert changed is not None
    assert [step.members for _, step in walk_others(changed)] == [FORM]


def test_it_takes_no_turn_of_a_person() -> None:
    process = with_form().process
    assert [len(stage) for stage in stages(process)] == [1, 1]
    assert sign_orders(process) == {"bodil": 1, "inga": 2}
    assert keeps_order(process)
    assert [turn.steps[0].participant for turn in turns(process)] == ["bodil", "inga"]


def test_a_flow_is_given_it_as_it_is() -> None:
    [finding] = found(with_form(scrive={"forms": [INTAKE]})).values()
    assert (finding.id, finding.severity) == ("process.flow_other", Severity.WARNING)
    assert finding.where == "/process/steps/0"


def test_what_it_refers_to_must_be_there() -> None:
    assert "process.flow_form" in found(with_form())
    ghost = an_agreement(
        process=OtherStep(members={"type": "redirect", "participant": "ghost"}),
    )
    assert found(ghost)["process.unknown_participant"].where == "/process/participant"


def test_nothing_else_carries_it() -> None:
    plain = with_form(scrive={"send_with": "documents"})
    assert found(plain)["process.documents_other"].severity is Severity.ERROR
    package = found(with_form(), ServiceKind.SIGNINGHUB)
    assert package["process.package_other"].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("rule", "service", "changes"),
    [
        ("process.package_other", ServiceKind.SIGNINGHUB, {}),
        ("process.documents_other", ServiceKind.SCRIVE, {"scrive": {"send_with": "documents"}}),
        ("process.flow_form", ServiceKind.SCRIVE, {}),
        (
            "process.unknown_participant",
            ServiceKind.SCRIVE,
            {"participants": (inga(),), "scrive": {"forms": [INTAKE]}},
        ),
    ],
)
def test_where_it_cannot_be_sent_it_can_be_taken_away(
    rule: str, service: ServiceKind, changes: dict[str, object]
) -> None:
    agreement = with_form(**changes)
    repair = found(agreement, service)[rule].repair
    assert repair is not None
    assert repair_label(repair) == "Take the step away"
    changed = repaired(agreement, repair)
    assert changed.process is not None
    assert list(walk_others(changed.process)) == []
    assert list(changed.steps()) == list(agreement.steps())
    assert repaired(changed, repair) == changed
