"""Findings: what stands between a draft and sending it, each with its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.agreement import Agreement
from app.domain.kinds import ServiceKind


class Severity(StrEnum):
    """How much a finding weighs: an error stops sending, a warning is worth a look."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Part(StrEnum):
    """The four parts of composing; each finding belongs to one."""

    DOCUMENTS = "documents"
    PEOPLE = "people"
    PROCESS = "process"
    REVIEW = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A change that mends a finding with one click."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to mend or to know before sending; its sentence is made from `id` and `facts`."""

    id: str
    severity: Severity
    where: str
    """JSON pointer into the draft."""
    part: Part
    facts: Mapping[str, str] = field(default_factory=dict)
    repair: Repair | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What is known of the file behind a document."""

    pages: int | None = None
    """None while it has not been looked at."""
    size: int | None = None
    """Bytes."""
    problem: str = ""
    """`missing, empty, folder, not_pdf, encrypted, broken, no_pages, too_large, changed ...`"""
    page_sizes: tuple[tuple[float, float], ...] = ()
    """Width and height of each page in points, as displayed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the rules look at: the agreement, its files, and where it would be sent."""

    agreement: Agreement
    files: Mapping[str, FileFacts] = field(default_factory=dict)
    """By document label; a label that is absent has not been looked at."""
    service: ServiceKind | None = None
    """None while no account is chosen."""
    api_version: int = 3
    """SigningHub: the version that the account speaks."""
    now: datetime | None = None
    """Aware; None leaves out what only the clock can tell."""


def worst(findings: tuple[Finding, ...]) -> Severity | None:
    """The gravest severity among findings."""
    for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO):
        if any(each.severity is severity for each in findings):
            return severity
    return None
