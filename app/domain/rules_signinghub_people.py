"""Rules about the recipients of a SigningHub package: who they are and how they prove it."""

import re
from collections.abc import Iterator
from typing import Final

from app.domain.agreement import Agreement, Participant
from app.domain.contacts import e164
from app.domain.findings import Draft, Finding, Repair, Severity
from app.domain.kinds import Delivery, FieldType, ParticipantKind, Role
from app.domain.participant_members import members_of
from app.domain.person_findings import person_finding
from app.domain.signinghub_people import CODE, OPENING, PASSWORD, Opening, opening_of

ROLES: Final = frozenset({Role.SIGNER, Role.APPROVER, Role.EDITOR, Role.COPY, Role.HOST})
"""Viewing alone is unknown there."""
APP_CODE: Final = "totp"
"""A code of an authenticator app (v4, `authentication_signing` of a field)."""
SIGN_PROVIDERS: Final = frozenset({CODE, APP_CODE})
OPEN_PROVIDERS: Final = frozenset({CODE, PASSWORD})
SMS_FROM: Final = 4
"""Since this version of the API people can be invited by SMS."""
_EVERYWHERE: Final = frozenset({Delivery.EMAIL, Delivery.NONE})
_BY_SMS: Final = frozenset({Delivery.SMS, Delivery.EMAIL_SMS})
_MASK: Final = re.compile(r"[*•●·…#]|[xX]{2}")
"""What stands for digits that are hidden."""


def deliveries(api_version: int) -> frozenset[Delivery]:
    """How people can be invited by that version of the API."""
    return _EVERYWHERE | _BY_SMS if api_version >= SMS_FROM else _EVERYWHERE


def check(draft: Draft) -> Iterator[Finding]:
    """Every finding about who the recipients are and what they have to prove."""
    agreement = draft.agreement
    for position, person in enumerate(agreement.participants):
        where = f"/participants/{position}"
        yield from _role(agreement, person, where)
        if person.kind is ParticipantKind.PERSON:
            yield from _reached(person, where, draft.api_version)
        else:
            yield from _without_address(person, where)
        yield from _masked(person, where)
        yield from _opening(agreement, person, where)
        yield from _signing(person, where, draft.api_version)


def _role(agreement: Agreement, person: Participant, where: str) -> Iterator[Finding]:
    at = f"{where}/role"
    if person.role not in ROLES:
        better = "make_copy" if person.role is Role.VIEWER else "make_signer"
        repair = Repair(code=better, facts={"label": person.label})
        yield person_finding(person, "package_role", at, repair=repair)
    if person.role is Role.HOST and not any(
        each.type is FieldType.IN_PERSON_SIGNATURE and each.participant == person.label
        for each in agreement.fields
    ):
        yield person_finding(person, "package_host", at)


def _reached(person: Participant, where: str, api_version: int) -> Iterator[Finding]:
    delivery = person.effective_delivery
    if delivery not in deliveries(api_version):
        rule = "package_sms" if delivery in _BY_SMS else "package_delivery"
        repair = _by_email(person) if person.email else None
        yield person_finding(person, rule, f"{where}/delivery", repair=repair)
    by_email = delivery in (Delivery.EMAIL, Delivery.EMAIL_SMS)
    if not person.email and not by_email:
        yield person_finding(person, "package_email", f"{where}/email")


def _without_address(person: Participant, where: str) -> Iterator[Finding]:
    """Groups are reached through their members, placeholders not at all."""
    if person.effective_delivery not in _EVERYWHERE:
        at = f"{where}/delivery"
        yield person_finding(person, "package_group_delivery", at, repair=_by_email(person))
    if person.email:
        at = f"{where}/email"
        yield person_finding(person, "package_group_contact", at, Severity.WARNING)


def _masked(person: Participant, where: str) -> Iterator[Finding]:
    """A number of which the service showed only a part is never written: nobody would be reached.

    The code to open has a finding of its own.
    """
    by_code = any(each.provider == CODE for each in person.authentication.sign)
    needed = by_code or person.effective_delivery in _BY_SMS
    if needed and _MASK.search(person.phone):
        yield person_finding(person, "package_masked_number", f"{where}/phone", number=person.phone)


def _by_email(person: Participant) -> Repair:
    return Repair(code="deliver_by_email", facts={"label": person.label})


def _opening(agreement: Agreement, person: Participant, where: str) -> Iterator[Finding]:
    view, at = person.authentication.view, f"{where}/authentication/view"
    if OPENING in members_of(agreement.signinghub, person.label):
        place = f"/signinghub/participants/{person.label}/{OPENING}"
        if view is not None:
            repair = Repair(code="leave_out", facts={"where": place})
            rule = "package_opening_twice"
            yield person_finding(person, rule, at, Severity.WARNING, repair=repair)
        at = place
    elif view is not None and view.provider not in OPEN_PROVIDERS:
        repair = Repair(code="open_without_proof", facts={"label": person.label})
        yield person_finding(person, "package_opening", at, repair=repair, provider=view.provider)
        return
    elif view is not None and view.max_attempts is not None:
        there = f"{at}/max_attempts"
        yield person_finding(person, "package_attempts", there, Severity.INFO)
    opening = opening_of(agreement, person)
    if opening is not None and opening.enabled:
        yield from _proofs_to_open(person, opening, at)


def _proofs_to_open(person: Participant, opening: Opening, at: str) -> Iterator[Finding]:
    if not opening.password and not opening.code:
        yield person_finding(person, "package_opening_empty", at)
    if opening.password and opening.code:
        yield person_finding(person, "package_opening_both", at, Severity.WARNING)
    # Where `view` asks for a code and there is no number, that is found for every service.
    told = opening.number or not at.endswith("/view")
    if opening.code and told and e164(opening.number) is None:
        yield person_finding(person, "package_opening_number", at, number=opening.number)


def _signing(person: Participant, where: str, api_version: int) -> Iterator[Finding]:
    label = {"label": person.label}
    for position, method in enumerate(person.authentication.sign):
        at = f"{where}/authentication/sign/{position}"
        if person.role is not Role.SIGNER:
            repair = Repair(code="sign_without_proof", facts=label)
            yield person_finding(person, "package_proof_of_others", at, repair=repair)
        elif method.provider not in SIGN_PROVIDERS:
            repair = Repair(code="use_sms_code", facts={**label, "place": f"sign/{position}"})
            usable = repair if person.phone and position == 0 else None
            yield person_finding(
                person, "package_provider", at, repair=usable, provider=method.provider
            )
        elif method.provider == APP_CODE and api_version < SMS_FROM:
            repair = Repair(code="use_sms_code", facts={**label, "place": f"sign/{position}"})
            usable = repair if person.phone and position == 0 else None
            yield person_finding(person, "package_app_code", at, repair=usable)
        elif method.max_attempts is not None:
            yield person_finding(person, "package_attempts", f"{at}/max_attempts", Severity.INFO)
