"""Linting: all rules over one draft, the gravest findings first."""

from collections.abc import Iterable

from app.domain import (
    rules_documents,
    rules_fields,
    rules_files,
    rules_other_steps,
    rules_people,
    rules_process,
    rules_service,
)
from app.domain.findings import Draft, Finding, Severity

_RULES = (
    rules_documents.check,
    rules_files.check,
    rules_people.check,
    rules_process.check,
    rules_other_steps.check,
    rules_fields.check,
    rules_service.check,
)
_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def lint(draft: Draft) -> tuple[Finding, ...]:
    """Every finding of a draft: errors first, each group in the order of the draft's parts."""
    return gravest_first(finding for rule in _RULES for finding in rule(draft))


def gravest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by severity, each group in the order that it had."""
    return tuple(sorted(findings, key=lambda each: _WEIGHT[each.severity]))
