"""Rules about the part for SigningHub of a draft: what of it a package carries."""

from collections.abc import Iterator
from typing import Final

from app.domain.agreement import Agreement
from app.domain.findings import Finding, Part, Repair, Severity
from app.domain.json_value import JsonValue
from app.domain.package_stages import PackageType, derived_type

_MODES: Final = frozenset({"ONLY_ME", "ME_AND_OTHERS", "ONLY_OTHERS"})
_CARRIED: Final = frozenset({"workflow_type", "workflow_mode", "continue_on_decline"})
_GROUPS: Final = ("documents",)
_ELSEWHERE: Final = ("participants", "fields")
"""Groups with rules of their own."""


def check(agreement: Agreement) -> Iterator[Finding]:
    """Members of `signinghub` that are not carried, or not like this."""
    settings = agreement.signinghub
    for name, value in settings.items():
        if name in _GROUPS:
            yield from _inner_settings(name, value)
        elif name not in _CARRIED and name not in _ELSEWHERE:
            yield _left_out("review.package_setting", f"/signinghub/{name}", name)
    type_ = settings.get("workflow_type")
    fits = (PackageType.INDIVIDUAL, derived_type(agreement), None)
    if "workflow_type" in settings and type_ not in fits:
        yield _left_out("review.package_type", "/signinghub/workflow_type", str(type_))
    mode = settings.get("workflow_mode")
    if mode is not None and mode not in _MODES:
        yield _left_out("review.package_value", "/signinghub/workflow_mode", "workflow_mode")
    decline = settings.get("continue_on_decline")
    if decline is not None and not isinstance(decline, bool):
        at = "/signinghub/continue_on_decline"
        yield _left_out("review.package_value", at, "continue_on_decline")


def _inner_settings(group: str, value: JsonValue) -> Iterator[Finding]:
    for label, inner in (value if isinstance(value, dict) else {}).items():
        for name in inner if isinstance(inner, dict) else ():
            at = f"/signinghub/{group}/{label}/{name}"
            yield _left_out("review.package_setting", at, name)


def _left_out(rule: str, where: str, name: str) -> Finding:
    repair = Repair(code="leave_out", facts={"where": where})
    return Finding(
        id=rule,
        severity=Severity.ERROR,
        where=where,
        part=Part.REVIEW,
        facts={"name": name},
        repair=repair,
    )
