"""Rules about proofs of identity in the Document API: which, for what, and what they need."""

from collections.abc import Iterator
from typing import Final

from app.domain.agreement import Agreement, Participant
from app.domain.findings import Finding, Repair, Severity
from app.domain.kinds import Role
from app.domain.person_findings import person_finding
from app.domain.scrive_fields import method_to_sign, role_in_document
from app.domain.scrive_needs import own_members
from app.domain.scrive_proofs import SHORT_LIST, STANDARD, Proof, methods_of, proof_of

ARCHIVED: Final = "authentication_method_to_view_archived"
"""Document API v2, Signatory: what is asked before the finished document opens."""
_SUCCESSORS: Final = {"dk_nemid_cvr": "dk_mitid_erhverv"}
_SUCCESSOR: Final = "dk_mitid"
_NORWAY: Final = "+47"


def check(agreement: Agreement) -> Iterator[Finding]:
    """Every finding about proofs in a document that is sent alone."""
    for position, person in enumerate(agreement.participants):
        where = f"/participants/{position}/authentication"
        for place, method in methods_of(person):
            yield from _method(person, f"{where}/{place}", place, method.provider)
        yield from _together(agreement, person, where)
        yield from _to_sign(agreement, person, where)
        yield from _archived(agreement, person)
        yield from _numbers(agreement, person, where)


def providers_of(agreement: Agreement, person: Participant) -> list[str]:
    """Every proof that is asked of a person, for whatever purpose."""
    found = [method.provider for _, method in methods_of(person)]
    archived = own_members(agreement, person.label).get(ARCHIVED)
    return [*found, archived] if isinstance(archived, str) and archived != STANDARD else found


def _method(person: Participant, where: str, place: str, provider: str) -> Iterator[Finding]:
    facts = {"label": person.label, "place": place}
    known = proof_of(provider)
    if provider == "password":
        repair = Repair(code="use_sms_code", facts=facts) if person.phone else None
        yield person_finding(person, "documents_provider", where, repair=repair, provider=provider)
    elif known is None:
        yield person_finding(
            person, "provider_untested", where, Severity.WARNING, provider=provider
        )
    elif known.is_removed:
        repair = Repair(code="use_provider", facts={**facts, "provider": _successor(provider)})
        yield person_finding(person, "documents_removed", where, repair=repair, provider=provider)
    elif place == "view" and not known.to_open:
        repair = Repair(code="open_without_proof", facts=facts)
        yield person_finding(
            person, "documents_only_to_sign", where, repair=repair, provider=provider
        )
    elif place != "view" and not known.to_sign:
        repair = Repair(code="sign_without_proof", facts=facts)
        yield person_finding(
            person, "documents_only_to_open", where, repair=repair, provider=provider
        )
    elif provider not in SHORT_LIST:
        yield person_finding(person, "documents_advanced", where, Severity.INFO, provider=provider)


def _successor(provider: str) -> str:
    return _SUCCESSORS.get(provider, _SUCCESSOR)


def _together(agreement: Agreement, person: Participant, where: str) -> Iterator[Finding]:
    """One person cannot open with one eID and sign with another.

    Of several ways to sign, Scrive is told the one that the step asks for.
    """
    view, asked = person.authentication.view, method_to_sign(agreement, person)
    signing = person.authentication.sign if asked is None else (asked,)
    methods = (*signing, *(() if view is None else (view,)))
    proofs = [proof_of(method.provider) for method in methods]
    eids = {each.provider for each in proofs if each is not None and each.is_eid}
    if len(eids) > 1:
        both = all(each is None or (each.to_open and each.to_sign) for each in proofs)
        opens = person.authentication.view is not None and len(person.authentication.sign) == 1
        repair = Repair(code="same_proof", facts={"label": person.label})
        yield person_finding(
            person, "documents_two_eids", where, repair=repair if both and opens else None
        )


def _to_sign(agreement: Agreement, person: Participant, where: str) -> Iterator[Finding]:
    if person.authentication.sign and role_in_document(agreement, person) is not Role.SIGNER:
        yield person_finding(person, "documents_proof", f"{where}/sign", Severity.WARNING)
    if any(method.max_attempts is not None for _, method in methods_of(person)):
        yield person_finding(person, "documents_attempts", where, Severity.INFO)


def _archived(agreement: Agreement, person: Participant) -> Iterator[Finding]:
    told = own_members(agreement, person.label).get(ARCHIVED)
    where = f"/scrive/participants/{person.label}/{ARCHIVED}"
    if told is None or told == STANDARD:
        return
    repair = Repair(code="leave_out", facts={"where": where})
    known = proof_of(told) if isinstance(told, str) else None
    provider = str(told)
    if known is None:
        yield person_finding(
            person, "provider_untested", where, Severity.WARNING, provider=provider
        )
    elif known.is_removed:
        yield person_finding(person, "documents_removed", where, repair=repair, provider=provider)
    elif not known.to_open:
        yield person_finding(
            person, "documents_only_to_sign", where, repair=repair, provider=provider
        )
    elif "mobile" in known.needs and not person.phone:
        yield person_finding(person, "archived_needs_phone", where, repair=repair)
    elif known.provider not in SHORT_LIST:
        yield person_finding(person, "documents_advanced", where, Severity.INFO, provider=provider)


def _numbers(agreement: Agreement, person: Participant, where: str) -> Iterator[Finding]:
    """To sign, the eID itself fills the number in; to open, Scrive compares it."""
    view = person.authentication.view
    known = None if view is None else proof_of(view.provider)
    own = own_members(agreement, person.label)
    if known is not None and not known.is_removed and _wants_number(known):
        missing = not str(own.get("personal_number") or "").strip()
        if missing:
            at = f"{where}/view"
            yield person_finding(
                person, "number_to_open", at, Severity.INFO, provider=known.provider
            )
    if "no_bankid" in providers_of(agreement, person):
        phone = person.phone.replace(" ", "")
        if phone and not phone.startswith(_NORWAY):
            at = f"{where.removesuffix('/authentication')}/phone"
            yield person_finding(person, "norwegian_mobile", at, Severity.WARNING)


def _wants_number(proof: Proof) -> bool:
    return "personal_number" in proof.needs
