"""Rules about what only SigningHub is told of a recipient: rights, access window, reminders."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from app.domain.agreement import Agreement, Participant
from app.domain.findings import Draft, Finding, Part, Repair, Severity
from app.domain.kinds import Delivery, ParticipantKind, Role
from app.domain.participant_members import members_of
from app.domain.person_findings import person_finding
from app.domain.signinghub_people import (
    HOURS,
    NATIONAL_ID,
    OPENING,
    PERMISSION,
    REMINDER,
    ROLE,
    WINDOW,
    RecipientSettings,
    Reminders,
    Window,
    recipient_settings,
)

_V4: Final = 4
_ENDLESS: Final = 100_000
"""Days beyond which nobody waits."""
_PASSWORD: Final = f"{OPENING}/password/user_password"


def check(draft: Draft) -> Iterator[Finding]:
    """Every finding about `signinghub.participants`."""
    agreement = draft.agreement
    for person in agreement.participants:
        if members_of(agreement.signinghub, person.label):
            settings = recipient_settings(agreement, person.label)
            yield from _odd(person, settings)
            yield from _versions(person, settings, draft.api_version)
            yield from _notice(person, settings)
            yield from _window(person, settings.window, draft)
            yield from _reminder(person, settings, draft.api_version)
    yield from _nobody(agreement)
    signers = [each for each in agreement.participants if each.role is Role.SIGNER]
    if signers and all(
        recipient_settings(agreement, each.label).electronic_seal for each in signers
    ):
        where = _at(signers[0], ROLE)
        yield person_finding(signers[0], "package_only_seals", where, repair=_left_out(where))


def _at(person: Participant, *path: str) -> str:
    return "/".join(("/signinghub/participants", person.label, *path))


def _left_out(where: str) -> Repair:
    return Repair(code="leave_out", facts={"where": where})


def _odd(person: Participant, settings: RecipientSettings) -> Iterator[Finding]:
    """Members that are not carried, and values that cannot be."""
    for path in settings.unknown:
        where, name = _at(person, path), path.rpartition("/")[2]
        rule = "package_password_told" if path == _PASSWORD else "package_member"
        yield person_finding(person, rule, where, repair=_left_out(where), member=name)
    for path in settings.misfits:
        where, name = _at(person, path), path.rpartition("/")[2]
        yield person_finding(person, "package_value", where, repair=_left_out(where), member=name)


def _versions(
    person: Participant, settings: RecipientSettings, api_version: int
) -> Iterator[Finding]:
    where = _at(person, ROLE)
    if settings.electronic_seal and api_version < _V4:
        yield person_finding(person, "package_seal_version", where, repair=_left_out(where))
    elif settings.electronic_seal and person.role is not Role.SIGNER:
        yield person_finding(person, "package_seal_role", where, repair=_left_out(where))
    where = _at(person, NATIONAL_ID)
    nobodys = person.kind is not ParticipantKind.PERSON
    if settings.national_id and (api_version < _V4 or nobodys):
        yield person_finding(person, "package_national_id", where, repair=_left_out(where))


def _notice(person: Participant, settings: RecipientSettings) -> Iterator[Finding]:
    permission = settings.permission
    if permission is not None and permission.notice and not permission.notice_name.strip():
        where = _at(person, PERMISSION, "legal_notice")
        yield person_finding(person, "package_notice", where, repair=_left_out(where))


def _window(person: Participant, window: Window | None, draft: Draft) -> Iterator[Finding]:
    if window is None or not window.enabled:
        return
    where = _at(person, WINDOW)
    found = _window_problem(window, draft.now)
    if found is not None:
        rule, below = found
        repair = _left_out(where)
        yield person_finding(person, f"package_window_{rule}", where + below, repair=repair)


def _window_problem(window: Window, now: datetime | None) -> tuple[str, str] | None:
    """What is wrong with a window, and where below it."""
    if window.by_date is window.by_days:
        return "kind", ""
    if window.by_days:
        too_short = window.days is None or window.days < 1
        return ("days", "/duration_by_days/duration/total_days") if too_short else None
    at = "/duration_by_date/duration"
    if window.start is None or window.end is None:
        return "dates", at
    if window.end <= window.start:
        return "order", f"{at}/end_date_time"
    return ("past", f"{at}/end_date_time") if now is not None and window.end <= now else None


def _reminder(
    person: Participant, settings: RecipientSettings, api_version: int
) -> Iterator[Finding]:
    reminder = settings.reminder
    if reminder is None or not reminder.enabled:
        return
    where = _at(person, REMINDER)
    for name, value in _numbers(reminder):
        if value is None or value < 1:
            at, member = f"{where}/{name}", name.rpartition("/")[2]
            repair = _left_out(where if name == "remind_after" else f"{where}/repeat")
            yield person_finding(person, "package_reminder", at, repair=repair, member=member)
    for name, word in (
        ("frequency", reminder.frequency),
        ("repeat/frequency", reminder.repeat_frequency),
    ):
        if word == HOURS and api_version < _V4:
            at = f"{where}/{name}"
            yield person_finding(person, "package_reminder_hours", at, repair=_left_out(at))
    if person.delivery is Delivery.NONE:
        repair = _left_out(where)
        rule = "package_reminder_silent"
        yield person_finding(person, rule, where, Severity.WARNING, repair=repair)
    first, open_for = _first_reminder(reminder), _length(settings.window)
    if first is not None and open_for is not None and first >= open_for:
        at = f"{where}/remind_after"
        yield person_finding(person, "package_reminder_late", at, Severity.WARNING)


def _numbers(reminder: Reminders) -> Iterator[tuple[str, int | None]]:
    yield "remind_after", reminder.after
    if reminder.repeated:
        yield "repeat/keep_reminding_after", reminder.every
        yield "repeat/total_reminders", reminder.total


def _first_reminder(reminder: Reminders) -> timedelta | None:
    """From receipt to the first reminder; None where it cannot be."""
    if reminder.after is None or not 0 < reminder.after < _ENDLESS:
        return None
    hours = reminder.frequency == HOURS
    return timedelta(hours=reminder.after) if hours else timedelta(days=reminder.after)


def _length(window: Window | None) -> timedelta | None:
    """How long the documents can be opened; None where that never ends, or is not told well."""
    if window is None or not window.enabled or window.by_date is window.by_days:
        return None
    if window.by_days:
        fits = window.days is not None and 0 < window.days < _ENDLESS
        return timedelta(days=window.days or 0) if fits else None
    if window.start is None or window.end is None:
        return None
    return window.end - window.start


def _nobody(agreement: Agreement) -> Iterator[Finding]:
    """Settings for somebody who is not there, or in another shape."""
    told = agreement.signinghub.get("participants")
    if told is None:
        return
    if not isinstance(told, dict):
        yield _review("/signinghub/participants", "participants")
        return
    known = {each.label for each in agreement.participants}
    for label, members in told.items():
        if label not in known or not isinstance(members, dict):
            yield _review(f"/signinghub/participants/{label}", label)


def _review(where: str, name: str) -> Finding:
    return Finding(
        id="review.package_nobody",
        severity=Severity.WARNING,
        where=where,
        part=Part.REVIEW,
        facts={"name": name},
        repair=_left_out(where),
    )
