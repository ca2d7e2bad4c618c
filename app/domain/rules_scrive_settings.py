"""Rules about the settings of `scrive` in a draft: values that Scrive would not take."""

import re
from collections.abc import Iterator
from typing import Final

from app.domain.agreement import Agreement
from app.domain.findings import Finding, Part, Repair, Severity
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import SendWith
from app.domain.scrive_members import FLOW_SETTINGS, LONGEST_DAYS
from app.domain.scrive_settings import AUTHOR_ROLES, DISPLAY_OPTIONS, NEWER_OPTIONS, author_role
from app.domain.scrive_ways import chosen_way
from app.domain.web_addresses import is_web_address

EVERYWHERE_DAYS: Final = 90
"""So many days to sign are taken by every account; nothing said means as many."""
_TEXTS: Final = ("confirmation_message", "sms_invitation_message", "sms_confirmation_message")
_ZONE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*")


def check(agreement: Agreement, way: SendWith) -> Iterator[Finding]:
    """Every finding about values, for one of the two ways of sending."""
    told = agreement.scrive
    if told.get("send_with") is not None and chosen_way(agreement) is None:
        yield _finding("scrive_send_with", "send_with", drop=True, value=str(told["send_with"]))
    yield from _author(agreement, way)
    if "tags" in told and not _are_tags(told["tags"]):
        yield _finding("scrive_tags", "tags", drop=True)
    if way is SendWith.FLOW:
        yield from _flow(told)
        return
    yield from _days(told)
    for name in _TEXTS:
        if name in told and not isinstance(told[name], str):
            yield _finding("scrive_text", name, drop=True)
    zone = told.get("timezone")
    if zone is not None and not (isinstance(zone, str) and _ZONE.fullmatch(zone)):
        yield _finding("scrive_timezone", "timezone", drop=True)
    yield from _callback(told)
    if "display_options" in told and not _are_options(told["display_options"]):
        yield _finding("scrive_display", "display_options", drop=True)


def _author(agreement: Agreement, way: SendWith) -> Iterator[Finding]:
    told = agreement.scrive.get("author")
    if told is None:
        return
    role = author_role(agreement)
    if role not in AUTHOR_ROLES or told != {"signatory_role": role}:
        yield _finding("scrive_author", "author", drop=True)
    elif way is SendWith.FLOW and role != "viewer":
        alone = Repair(code="send_with_documents") if len(agreement.documents) == 1 else None
        yield _finding("flow_author", "author", Severity.WARNING, alone)
    elif way is SendWith.DOCUMENTS and role != "viewer":
        yield _finding("documents_author", "author", Severity.INFO)


def _days(told: JsonObject) -> Iterator[Finding]:
    days, remind = told.get("days_to_sign"), told.get("days_to_remind")
    good = _is_days(days, LONGEST_DAYS)
    if days is not None and not good:
        yield _finding("scrive_days", "days_to_sign", drop=True)
    elif good and isinstance(days, int) and days > EVERYWHERE_DAYS:
        yield _finding("scrive_many_days", "days_to_sign", Severity.INFO, days=str(days))
    most = days if good and isinstance(days, int) else EVERYWHERE_DAYS
    if remind is None or _is_days(remind, most):
        return
    late = (good or days is None) and _is_days(remind, LONGEST_DAYS)
    repair = Repair(code="remind_in_time", facts={"days": str(most)}) if late else None
    rule = "scrive_late_reminder" if late else "scrive_days"
    yield _finding(rule, "days_to_remind", repair=repair, drop=not late)


def _callback(told: JsonObject) -> Iterator[Finding]:
    url = told.get("api_callback_url")
    if url is None:
        return
    if isinstance(url, str) and is_web_address(url):
        return
    bare = isinstance(url, str) and "://" not in url and is_web_address(f"https://{url.strip()}")
    repair = Repair(code="callback_https") if bare else None
    yield _finding("scrive_callback", "api_callback_url", repair=repair, drop=not bare)


def _flow(told: JsonObject) -> Iterator[Finding]:
    settings = told.get("settings")
    if settings is not None:
        known = isinstance(settings, dict) and set(settings) <= set(FLOW_SETTINGS)
        rule = "flow_settings" if known else "flow_settings_unknown"
        severity = Severity.INFO if known else Severity.WARNING
        yield _finding(rule, "settings", severity)
    forms = told.get("forms")
    if forms is not None and not _are_forms(forms):
        yield _finding("flow_forms", "forms", drop=True)


def _is_days(value: JsonValue, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most


def _are_tags(value: JsonValue) -> bool:
    return isinstance(value, list) and all(
        isinstance(tag, dict)
        and isinstance(tag.get("name"), str)
        and bool(tag.get("name"))
        and isinstance(tag.get("value"), str)
        for tag in value
    )


def _are_options(value: JsonValue) -> bool:
    return isinstance(value, dict) and all(
        name in (*DISPLAY_OPTIONS, *NEWER_OPTIONS) and isinstance(each, bool)
        for name, each in value.items()
    )


def _are_forms(value: JsonValue) -> bool:
    forms = [each for each in value if _is_form(each)] if isinstance(value, list) else []
    labels = {str(each["label"]) for each in forms if isinstance(each, dict)}
    return isinstance(value, list) and len(labels) == len(value)


def _is_form(value: JsonValue) -> bool:
    """The root of its schema is an object (Flow API, `forms`)."""
    if not isinstance(value, dict):
        return False
    label, schema = value.get("label"), value.get("schema")
    named = isinstance(label, str) and bool(label)
    return named and isinstance(schema, dict) and schema.get("type") == "object"


def _finding(
    rule: str,
    name: str,
    severity: Severity = Severity.ERROR,
    repair: Repair | None = None,
    *,
    drop: bool = False,
    **facts: str,
) -> Finding:
    """`drop`: the repair takes the setting away."""
    dropped = Repair(code="drop_setting", facts={"member": name}) if drop else None
    return Finding(
        id=f"review.{rule}",
        severity=severity,
        where=f"/scrive/{name}",
        part=Part.REVIEW,
        facts={"member": name, **facts},
        repair=repair or dropped,
    )
