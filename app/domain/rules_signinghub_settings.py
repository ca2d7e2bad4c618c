"""Rules about the part for SigningHub of a draft: what of it a package carries."""

from collections.abc import Iterator
from typing import Final

from app.domain.agreement import Agreement
from app.domain.contacts import normal_email
from app.domain.findings import Draft, Finding, Part, Repair, Severity
from app.domain.kinds import Role
from app.domain.package_stages import PackageType, derived_type, package_type
from app.domain.part_members import DOCUMENTS
from app.domain.signinghub_settings import (
    AFTERWARDS,
    FOLDER,
    GOES_ON,
    MODE,
    TYPE,
    PackageSettings,
    package_settings,
)

_V4: Final = 4


def check(draft: Draft) -> Iterator[Finding]:
    """Members of `signinghub` that are not carried, or not like this."""
    agreement = draft.agreement
    settings = package_settings(agreement)
    for path in settings.unknown:
        yield _finding("package_setting", path)
    for path in settings.misfits:
        yield _finding("package_value", path)
    if settings.type and settings.type not in (PackageType.INDIVIDUAL, derived_type(agreement)):
        yield _finding("package_type", TYPE, settings.type)
    yield from _rules(agreement, settings)
    yield from _afterwards(settings, draft.api_version)
    if settings.folder and draft.api_version < _V4:
        yield _finding("package_newer", FOLDER, severity=Severity.WARNING)
    for label in settings.documents:
        if agreement.document(label) is None:
            yield _finding("package_no_document", f"{DOCUMENTS}/{label}")


def _rules(agreement: Agreement, settings: PackageSettings) -> Iterator[Finding]:
    acting = [each for each in agreement.participants if each.role is not Role.COPY]
    if settings.mode == "ONLY_ME" and len(acting) > 1:
        yield _finding("package_only_me", MODE, severity=Severity.WARNING)
    told = settings.continue_on_decline is not None
    if told and package_type(agreement) is PackageType.INDIVIDUAL:
        yield _finding("package_goes_on", GOES_ON, severity=Severity.WARNING)


def _afterwards(settings: PackageSettings, api_version: int) -> Iterator[Finding]:
    after = settings.post_process
    if after is None:
        return
    if after.enabled and not after.reaches_somebody:
        yield _finding("package_result_to_nobody", AFTERWARDS)
    at = f"{AFTERWARDS}/recipients"
    for _name, email in after.recipients:
        if normal_email(email) is None:
            yield _finding("package_result_address", at, email)
    if after.onedrive and api_version < _V4:
        yield _finding("package_newer", f"{AFTERWARDS}/onedrive", severity=Severity.WARNING)


def _finding(
    rule: str, path: str, name: str = "", *, severity: Severity = Severity.ERROR
) -> Finding:
    where = f"/signinghub/{path}"
    return Finding(
        id=f"review.{rule}",
        severity=severity,
        where=where,
        part=Part.REVIEW,
        facts={"name": name or path.rpartition("/")[2]},
        repair=Repair(code="leave_out", facts={"where": where}),
    )
