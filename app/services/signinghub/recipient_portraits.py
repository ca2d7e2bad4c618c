"""The portraits of a package's recipients: as the draft asks for them, and as they are told."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from app.domain.agreement import Agreement
from app.domain.json_value import JsonObject, JsonValue
from app.domain.portrait import Aspect, Fact, Part, PartKind
from app.domain.signinghub_people import DAYS, FLAGS
from app.services.outbox.facts import SET, Facts
from app.services.signinghub.enumerations import delivery, role
from app.services.signinghub.mapping_package import Wanted, is_staged, recipients_of
from app.services.signinghub.mapping_rights import Rights, rights_of
from app.services.signinghub.wire import Recipient
from app.services.signinghub.wire_fields import PlacedField
from app.services.signinghub.wire_settings import Authentication, Reminder

FieldsThere = Mapping[str, tuple[PlacedField, ...]]
"""By the document's id."""
_HAPPENS: Final = frozenset(
    {
        "order",
        "tab_order",
        "display_order",
        "process_status",
        "processed_on",
        "processed_as",
        "processed_by",
    }
)
"""Of a field, what happens to it, and the position of whose it is, which moves with that person."""


def asked_people(facts: Facts, agreement: Agreement, signers: Sequence[str]) -> list[Part]:
    """Everybody as the draft wants them; `signers` are the labels of whose the fields are."""
    rights = {each.label: each for each in rights_of(agreement)}
    staged = is_staged(agreement)
    parts = []
    for wanted in recipients_of(agreement):
        own = rights.get(wanted.label)
        count = sum(label == wanted.label for label in signers)
        part = _person(
            facts, _body(wanted, staged=staged), wanted.label, Fact(text=count_text(count))
        )
        parts.append(replace(part, facts={**part.facts, **(_asked_rights(own) if own else {})}))
    return parts


def told_person(
    facts: Facts, told: Recipient, place: int, fields: FieldsThere, people: Mapping[int, str]
) -> Part:
    """A recipient as SigningHub tells it; `people` are labels by position."""
    order = place if told.order is None else told.order
    own = [each for found in fields.values() for each in found if each.order == order]
    part = _person(facts, told.raw, people.get(order, f"#{order}"), fields_fact(facts, own))
    return replace(part, facts={**part.facts, **_told_rights(facts, told)})


def fields_fact(facts: Facts, fields: Sequence[PlacedField]) -> Fact:
    """How many fields there are; all of each counts."""
    told: list[JsonValue] = [
        {name: value for name, value in each.raw.items() if name not in _HAPPENS}
        for each in sorted(fields, key=lambda each: (each.page_no or 0, each.field_name))
    ]
    return facts.whole(count_text(len(fields)), told)


def count_text(count: int) -> str:
    """A number of fields of whatever kind, as facts have it."""
    return f"any={count}" if count else ""


def _body(wanted: Wanted, *, staged: bool) -> JsonObject:
    """Where all act at once, the number is only the position in a list."""
    body = wanted.body(v4=True)
    if not staged:
        body.pop("signing_order", None)
    return body


def _person(facts: Facts, told: JsonObject, key: str, fields: Fact) -> Part:
    """A recipient as it is written or told (POST workflow/users, Get Workflow Details)."""
    email = facts.text(told.get("user_email"))
    named = (told.get(each) for each in ("user_name", "group_name", "placeholder"))
    name = facts.text(next(filter(None, named), ""))
    word = str(told.get("role") or "")
    known = role(word)
    found = {
        Aspect.NAME: name,
        Aspect.ADDRESS: email,
        Aspect.ROLE: facts.word(word if known is None else known.value),
        Aspect.PERSONAL_NUMBER: facts.secret(told.get("user_national_id")),
        Aspect.FIELDS: fields,
    }
    if told.get("email_notification") is not None:
        found[Aspect.NOTIFIED] = facts.word(told["email_notification"])
    word = str(told.get("delivery_method") or "EMAIL")
    known_way = delivery(word)
    found[Aspect.DELIVERY] = facts.word(word if known_way is None else known_way.value)
    if "signing_order" in told:
        found[Aspect.ORDER] = facts.word(told["signing_order"])
    if told.get("mobile_number"):
        found[Aspect.MOBILE] = facts.word(re.sub(r"[^\d+*]", "", str(told["mobile_number"])))
    address = email.text.casefold()
    return Part(
        kind=PartKind.PERSON,
        key=key,
        name=name.text or email.text,
        hints=(
            f"{address}|{found[Aspect.ROLE].text}" if address else "",
            address,
            name.text.casefold(),
        ),
        facts=found,
    )


def _asked_rights(rights: Rights) -> dict[Aspect, Fact]:
    found = {}
    if rights.opening is not None:
        asked = {"password": rights.opening.password, "sms_otp": rights.opening.code}
        wanted = [name for name, on in asked.items() if on and rights.opening.enabled]
        found[Aspect.PROOF_TO_OPEN] = Fact(text=",".join(wanted))
    if rights.window is not None:
        days = str(rights.window.days or SET) if rights.window.by_days else SET
        found[Aspect.ACCESS] = Fact(text=days if rights.window.enabled else "")
    if rights.permission is not None:
        found[Aspect.PERMISSIONS] = Fact(text=_granted(rights.permission), partial=True)
    if rights.reminder is not None:
        after = _after(rights.reminder.after, rights.reminder.frequency)
        found[Aspect.REMINDER] = Fact(text=after if rights.reminder.enabled else "")
    return found


def _told_rights(facts: Facts, told: Recipient) -> dict[Aspect, Fact]:
    """What is set for a recipient beside who it is; the whole of each counts."""
    checks = told.raw.get("authentications")
    checked: JsonObject = checks if isinstance(checks, dict) else {}
    window = told.authentications.access_duration
    days = window.duration_by_days.duration.total_days
    opening: list[JsonValue] = [
        checked.get(each) for each in ("authentication", "authentication_signing")
    ]
    return {
        Aspect.PROOF_TO_OPEN: facts.whole(_proofs(told.authentications.authentication), opening),
        Aspect.ACCESS: facts.whole(
            str(days or SET) if window.enabled else "", checked.get("access_duration")
        ),
        Aspect.PERMISSIONS: facts.whole(_granted(told.permission), told.raw.get("permission")),
        Aspect.REMINDER: facts.whole(_reminded(told.reminder), told.raw.get("reminder")),
    }


def _proofs(told: Authentication) -> str:
    asked = {"password": told.password.enabled, "sms_otp": told.sms_otp.enabled}
    return ",".join(name for name, wanted in asked.items() if wanted and told.enabled)


def _granted(told: object) -> str:
    return ",".join(name for name in FLAGS if getattr(told, name))


def _reminded(told: Reminder) -> str:
    return _after(told.remind_after, told.frequency) if told.enabled else ""


def _after(after: int | None, frequency: str) -> str:
    """`3`, where days are meant, or `3 HOURS`."""
    unit = "" if frequency.upper() in ("", DAYS) else f" {frequency}"
    return f"{after}{unit}" if after else SET
