"""Rules about participants: names, addresses, roles and authentication."""

from collections import Counter
from collections.abc import Iterator

from app.domain.agreement import Agreement, AuthenticationMethod, Participant
from app.domain.contacts import e164, normal_email
from app.domain.findings import Draft, Finding, Part, Repair, Severity
from app.domain.kinds import KNOWN_PROVIDERS, Delivery, ParticipantKind, Role, ServiceKind, StepType

_BY_EMAIL = frozenset({Delivery.EMAIL, Delivery.EMAIL_SMS})
_BY_SMS = frozenset({Delivery.SMS, Delivery.EMAIL_SMS})
_CODES = frozenset({"sms_otp", "sms_pin"})
"""Codes by SMS, in our word and in Scrive's own."""


def check(draft: Draft) -> Iterator[Finding]:
    """Every finding about people."""
    agreement = draft.agreement
    if not any(each.role is Role.SIGNER for each in agreement.participants):
        yield Finding(
            id="people.no_signer", severity=Severity.ERROR, where="/participants", part=Part.PEOPLE
        )
    for position, person in enumerate(agreement.participants):
        where = f"/participants/{position}"
        yield from _identity(person, where)
        yield from _contact(person, where)
        yield from _authentication(agreement, person, where)
        # Scrive's two ways know more of them, each in its own words.
        if draft.service is not ServiceKind.SCRIVE:
            yield from _unknown(person, where)
    yield from _same_address(agreement)


def _finding(
    rule: str,
    severity: Severity,
    where: str,
    person: Participant,
    repair: Repair | None = None,
    **facts: str,
) -> Finding:
    return Finding(
        id=f"people.{rule}",
        severity=severity,
        where=where,
        part=Part.PEOPLE,
        facts={"name": person.shown_name, **facts},
        repair=repair,
    )


def _identity(person: Participant, where: str) -> Iterator[Finding]:
    if person.kind is ParticipantKind.PLACEHOLDER:
        yield _finding("placeholder", Severity.ERROR, where, person)
    if not person.name.strip():
        yield _finding("no_name", Severity.ERROR, f"{where}/name", person)


def _contact(person: Participant, where: str) -> Iterator[Finding]:
    if person.kind is not ParticipantKind.PERSON:
        return
    delivery = person.effective_delivery
    if person.email and normal_email(person.email) is None:
        yield _finding("bad_email", Severity.ERROR, f"{where}/email", person, email=person.email)
    if person.phone:
        yield from _phone(person, where)
    if delivery in _BY_EMAIL and not person.email:
        repair = Repair(code="deliver_by_sms", facts={"label": person.label})
        yield _finding(
            "no_email",
            Severity.ERROR,
            f"{where}/email",
            person,
            repair if person.phone and delivery is Delivery.EMAIL else None,
        )
    if delivery in _BY_SMS and not person.phone:
        repair = Repair(code="deliver_by_email", facts={"label": person.label})
        yield _finding(
            "no_phone",
            Severity.ERROR,
            f"{where}/phone",
            person,
            repair if person.email and delivery is Delivery.SMS else None,
        )


def _phone(person: Participant, where: str) -> Iterator[Finding]:
    number = e164(person.phone)
    if number is None:
        international = person.phone.strip().startswith(("+", "00"))
        yield _finding(
            "phone_unusual" if international else "phone_not_international",
            Severity.WARNING,
            f"{where}/phone",
            person,
            phone=person.phone,
        )
    elif number != person.phone:
        yield _finding(
            "phone_spelling",
            Severity.INFO,
            f"{where}/phone",
            person,
            Repair(code="use_phone", facts={"label": person.label, "phone": number}),
            phone=number,
        )


def _authentication(agreement: Agreement, person: Participant, where: str) -> Iterator[Finding]:
    place = f"{where}/authentication"
    methods = _methods(person, place)
    codes = [at for method, at in methods if method.provider in _CODES]
    if codes and not person.phone and person.effective_delivery not in _BY_SMS:
        yield _finding("code_needs_phone", Severity.ERROR, codes[0], person)
    if len(person.authentication.sign) == 0:
        return
    used = {step.authentication for step in agreement.steps() if step.participant == person.label}
    # Without a label no step can ask for it.
    unused = [
        each for each in person.authentication.sign if not each.label or each.label not in used
    ]
    signs = any(
        step.type is StepType.SIGN and step.participant == person.label
        for step in agreement.steps()
    )
    if unused and signs and not used - {""}:
        yield _finding(
            "authentication_unused",
            Severity.WARNING,
            f"{place}/sign",
            person,
            Repair(code="use_authentication", facts={"label": person.label}),
        )


def _unknown(person: Participant, where: str) -> Iterator[Finding]:
    for method, at in _methods(person, f"{where}/authentication"):
        if method.provider not in KNOWN_PROVIDERS:
            yield _finding(
                "provider_untested", Severity.WARNING, at, person, provider=method.provider
            )


def _methods(person: Participant, place: str) -> list[tuple[AuthenticationMethod, str]]:
    """Every proof of identity of a participant with its place; the first is for opening."""
    view = person.authentication.view
    found = [] if view is None else [(view, f"{place}/view")]
    signing = enumerate(person.authentication.sign)
    return found + [(method, f"{place}/sign/{position}") for position, method in signing]


def _same_address(agreement: Agreement) -> Iterator[Finding]:
    counts = Counter(
        each.email.strip().lower() for each in agreement.participants if each.email.strip()
    )
    for position, person in enumerate(agreement.participants):
        email = person.email.strip().lower()
        if email and counts[email] > 1:
            place = f"/participants/{position}/email"
            yield _finding("same_email", Severity.WARNING, place, person, email=person.email)
