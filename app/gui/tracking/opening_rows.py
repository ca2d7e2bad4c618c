"""What stands before a recipient's documents, and for how long: checks, access, reminders."""

from typing import Final

from app.domain.json_value import JsonObject, JsonValue
from app.domain.observation import ObservedParticipant
from app.domain.status import ParticipantStatus
from app.gui.tracking.counting import counted
from app.gui.tracking.details import detail_rows
from app.gui.tracking.facts import choice, fact, moment_fact, present
from app.gui.tracking.rows import WorkflowRow
from app.gui.tracking.said import entries_of, flag_of, member_of, number_of, text_of
from app.gui.tracking.stations import asked_proof
from app.gui.when import Times

_PROOF_MEMBERS: Final = ("authentication", "has_authenticated")
_WINDOW: Final = "access_duration"
_ASKED: Final = (
    ("open", "To open", "authentication"),
    ("sign", "To sign", "authentication_signing"),
)
_COUNTED_AS: Final = "The service counts it as a decline"
ACCESS_ENDED: Final = (
    "Access ended before they acted. Nobody refused: the service counts that as a decline."
)


def authentication_row(participant: ObservedParticipant, times: Times) -> WorkflowRow:
    """What they prove their identity with, and whether they did."""
    asked = asked_proof(participant) or "Nothing extra"
    if participant.authenticated:
        asked = f"{asked}, passed"
    details = participant.details
    nested = member_of(details, "authentications")
    told: JsonObject = {
        name: value for name, value in details.items() if name.startswith(_PROOF_MEMBERS)
    }
    checks = (_check(key, name, member_of(nested, member)) for key, name, member in _ASKED)
    return WorkflowRow(
        key="authentication",
        name="Authentication",
        glyph="key-round",
        status=asked,
        when=times.moment(participant.authenticated_at),
        children=present(*checks) if nested else detail_rows(told, times),
    )


def access_row(participant: ObservedParticipant, times: Times) -> WorkflowRow | None:
    """When the documents can be opened; an end that came first is told to be no refusal."""
    told = member_of(participant.details, "authentications", _WINDOW)
    end = participant.deadline
    if end is None and not told:
        return None
    over = end is not None and end.at <= times.now
    status = _days_of_access(told)
    if end is not None:
        status = f"{'Ended' if over else 'Until'} {times.moment(end)}"
    is_missed = participant.status is ParticipantStatus.EXPIRED
    return WorkflowRow(
        key="access",
        name="Access",
        glyph="calendar-x-2" if is_missed else "calendar-clock",
        status=status,
        when=times.until(end.at) if end else "",
        fact=str(end),
        children=(
            *present(fact("ended", "Not a refusal", _COUNTED_AS if is_missed else "")),
            *_window(told, times),
        ),
    )


def reminders_row(participant: ObservedParticipant) -> WorkflowRow | None:
    """When the service reminds them by itself."""
    told = member_of(participant.details, "reminder")
    if not told:
        return None
    is_on = bool(flag_of(told, "enabled"))
    return WorkflowRow(
        key="reminders",
        name="Reminders",
        glyph="bell" if is_on else "bell-off",
        status=_reminder_words(told) if is_on else "None",
        children=_reminder_rows(told),
    )


def _check(key: str, name: str, told: JsonObject) -> WorkflowRow | None:
    """What is asked at one point, each way with its settings."""
    if not told:
        return None
    code = member_of(told, "sms_otp") or member_of(told, "otp")
    is_on = flag_of(told, "enabled")
    ways = (
        ("a password", flag_of(member_of(told, "password"), "enabled")),
        ("a code by SMS", flag_of(code, "enabled")),
        ("a code of an app", flag_of(member_of(told, "totp"), "enabled")),
    )
    asked = " and ".join(words for words, is_asked in ways if is_asked and is_on is not False)
    return WorkflowRow(
        key=key,
        name=name,
        glyph="lock-keyhole" if asked else "lock-open",
        status=asked[:1].upper() + asked[1:] if asked else "Nothing",
        children=present(
            choice("password", "Password", ways[0][1], "Asked for", "Not asked for"),
            choice("code", "Code by SMS", ways[1][1], "Asked for", "Not asked for"),
            choice("app", "Code of an app", ways[2][1], "Asked for", "Not asked for"),
            fact("number", "The code goes to", text_of(code, "mobile_number")),
            fact("digits", "Length of the code", _counted(code, "otp_length", "digit")),
            fact("pause", "Time between two codes", _counted(code, "retry_duration", "second")),
            fact("ways", "Ways", ", ".join(map(str, entries_of(code, "methods")))),
        ),
    )


def _window(told: JsonObject, times: Times) -> tuple[WorkflowRow, ...]:
    """By dates and by days, whichever is switched on."""
    by_date, by_days = member_of(told, "duration_by_date"), member_of(told, "duration_by_days")
    dates = member_of(by_date, "duration")
    return present(
        choice("limited", "Limited", flag_of(told, "enabled")),
        choice("by-date", "By dates", flag_of(by_date, "enabled"), "On", "Off"),
        moment_fact("from", "From", text_of(dates, "start_date_time"), times),
        moment_fact("until", "Until", text_of(dates, "end_date_time"), times),
        choice("by-days", "By days after receipt", flag_of(by_days, "enabled"), "On", "Off"),
        fact("days", "Days", text_of(member_of(by_days, "duration"), "total_days")),
        choice("accessible", "Can be opened now", flag_of(told, "accessible")),
    )


def _days_of_access(told: JsonObject) -> str:
    if not flag_of(told, "enabled"):
        return "Not limited"
    days = text_of(member_of(told, "duration_by_days", "duration"), "total_days")
    return f"{days} days from their turn on" if days else "Limited"


def _reminder_rows(told: JsonObject) -> tuple[WorkflowRow, ...]:
    repeat = member_of(told, "repeat")
    unit = told.get("frequency")
    return present(
        fact("first", "First", _when(told.get("remind_after"), unit, "after")),
        choice("repeated", "Repeated", flag_of(repeat, "enabled")),
        fact(
            "every",
            "Then",
            _when(repeat.get("keep_reminding_after"), repeat.get("frequency") or unit, "every"),
        ),
        fact("total", "In all", text_of(repeat, "total_reminders")),
    )


def _reminder_words(told: JsonObject) -> str:
    words = f"After {_span(told.get('remind_after'), told.get('frequency'))}"
    repeat = member_of(told, "repeat")
    if not flag_of(repeat, "enabled"):
        return words
    unit = repeat.get("frequency") or told.get("frequency")
    every = _span(repeat.get("keep_reminding_after"), unit)
    return f"{words}, then every {every}, {repeat.get('total_reminders')} in all"


def _when(count: JsonValue, frequency: JsonValue, word: str) -> str:
    return "" if count is None else f"{word.capitalize()} {_span(count, frequency)}"


def _span(count: JsonValue, frequency: JsonValue) -> str:
    unit = "hour" if str(frequency).upper() == "HOURS" else "day"
    return f"{count} {unit}" if str(count) == "1" else f"{count} {unit}s"


def _counted(told: JsonObject, member: str, noun: str) -> str:
    number = number_of(told, member)
    return text_of(told, member) if number is None else counted(number, noun)
