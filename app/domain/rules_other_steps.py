"""Rules about steps that the program does not compose: whether they can be sent as they are."""

from collections.abc import Iterator

from app.domain.agreement import Agreement
from app.domain.findings import Draft, Finding, Part, Repair, Severity
from app.domain.kinds import SendWith
from app.domain.process import OtherStep, pointer, walk_others


def check(draft: Draft) -> Iterator[Finding]:
    """Every finding about steps that are kept as they are."""
    agreement = draft.agreement
    if agreement.process is None or draft.service is None:
        return
    way = agreement.send_with(draft.service)
    for path, step in walk_others(agreement.process):
        where = pointer(path)
        # The window shows such a step, and changes nothing in it: this is the only way out of it.
        drop = Repair(code="drop_step", facts={"path": "/".join(map(str, path))})
        if way is SendWith.FLOW:
            yield _finding("flow_other", where, Severity.WARNING, step)
            yield from _references(agreement, step, where, drop)
        elif way is SendWith.DOCUMENTS:
            yield _finding("documents_other", where, Severity.ERROR, step, drop)
        else:
            yield _finding("package_other", where, Severity.ERROR, step, drop)


def _references(
    agreement: Agreement, step: OtherStep, where: str, drop: Repair
) -> Iterator[Finding]:
    """What such a step refers to must be in the same request (Flow API, `forms`)."""
    person, form = step.members.get("participant"), step.members.get("form")
    if isinstance(person, str) and agreement.participant(person) is None:
        place = f"{where}/participant"
        yield _finding("unknown_participant", place, Severity.ERROR, step, drop, label=person)
    if isinstance(form, str) and form not in _forms(agreement):
        yield _finding("flow_form", f"{where}/form", Severity.ERROR, step, drop, label=form)


def _forms(agreement: Agreement) -> set[str]:
    """Labels of the forms that go with the process."""
    forms = agreement.scrive.get("forms")
    if not isinstance(forms, list):
        return set()
    return {str(form.get("label")) for form in forms if isinstance(form, dict)}


def _finding(
    rule: str,
    where: str,
    severity: Severity,
    step: OtherStep,
    repair: Repair | None = None,
    **facts: str,
) -> Finding:
    return Finding(
        id=f"process.{rule}",
        severity=severity,
        where=where,
        part=Part.PROCESS,
        facts={"type": step.type, **facts},
        repair=repair,
    )
