"""Rules about the members of `scrive.participants`: what Scrive is told of one person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.agreement import Agreement, Participant
from app.domain.findings import Finding, Repair, Severity
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import Role, SendWith
from app.domain.person_findings import person_finding
from app.domain.personal_numbers import bare, is_plausible
from app.domain.rules_scrive_flow import by_document
from app.domain.rules_scrive_proofs import providers_of
from app.domain.scrive_fields import role_in_document
from app.domain.scrive_members import FIELDS, PARTY_MEMBERS, PARTY_VALUES
from app.domain.scrive_needs import own_members
from app.domain.scrive_people_editing import editable_fields
from app.domain.scrive_proofs import proof_of
from app.domain.web_addresses import is_web_address, with_https

SIGNED_COPIES: Final = {
    "email": ("email",),
    "mobile": ("phone",),
    "email_mobile": ("email", "phone"),
    "email_link": ("email",),
    "email_link_mobile": ("email", "phone"),
    "none": (),
}
"""How the signed copy comes, and what it needs (`confirmation_delivery_method`)."""
_FLAGS: Final = ("hide_personal_number", "allows_highlighting", "is_visible")
_REDIRECTS: Final = ("sign_success_redirect_url", "reject_redirect_url")
_FOR_SIGNERS: Final = {
    "attachments": "requested_not_signer",
    "consent_module": "consent_not_signer",
}
_ANSWERS: Final = ("title", "positive_option", "negative_option")
_SHORT_SWEDISH: Final = 10


def check(agreement: Agreement, way: SendWith) -> Iterator[Finding]:
    """Every finding about what is told of people, for one of the two ways of sending."""
    for person in agreement.participants:
        told = _Told(agreement=agreement, person=person, own=own_members(agreement, person.label))
        if way is SendWith.FLOW:
            yield from _lost(told)
        else:
            yield from _carried(told)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """One person with what Scrive is told of them."""

    agreement: Agreement
    person: Participant
    own: JsonObject

    def where(self, member: str) -> str:
        """The place of a member."""
        return f"/scrive/participants/{self.person.label}/{member}"

    def finding(
        self,
        rule: str,
        at: str,
        severity: Severity = Severity.ERROR,
        *,
        leave_out: bool = False,
        repair: Repair | None = None,
        **facts: str,
    ) -> Finding:
        """A finding at a member, which can be left out with one press."""
        if leave_out:
            repair = Repair(code="leave_out", facts={"where": self.where(at)})
        return person_finding(
            self.person, rule, self.where(at), severity=severity, repair=repair, **facts
        )


def _lost(told: _Told) -> Iterator[Finding]:
    """One finding for all that is lost of a person."""
    known = (*PARTY_MEMBERS, *PARTY_VALUES, FIELDS)
    lost = [name for name, value in told.own.items() if value and name in known]
    if lost:
        repair, members = by_document(told.agreement), ",".join(lost)
        yield told.finding(
            "flow_setting", lost[0], Severity.WARNING, repair=repair, members=members
        )


def _carried(told: _Told) -> Iterator[Finding]:
    yield from _shapes(told)
    yield from _signed_copy(told)
    if role_in_document(told.agreement, told.person) is Role.SIGNER:
        yield from _requested(told)
        yield from _consent(told)
    else:
        for member, rule in _FOR_SIGNERS.items():
            if told.own.get(member):
                yield told.finding(rule, member, Severity.WARNING, leave_out=True)
    yield from _redirects(told)
    yield from _visible(told)
    yield from _number(told)
    yield from _editable(told)


def _shapes(told: _Told) -> Iterator[Finding]:
    """Values that are not even of the kind that Scrive has there."""
    for name in (*_FLAGS, *PARTY_VALUES, *_REDIRECTS):
        wanted = bool if name in _FLAGS else str
        value = told.own.get(name)
        if value is not None and not isinstance(value, wanted):
            yield told.finding("member_shape", name, leave_out=True, member=name)


def _signed_copy(told: _Told) -> Iterator[Finding]:
    member = "confirmation_delivery_method"
    method = told.own.get(member)
    if method is None:
        return
    needs = SIGNED_COPIES.get(method) if isinstance(method, str) else None
    if needs is None:
        yield told.finding("copy_unknown", member, Severity.WARNING, value=str(method))
        return
    if "email" in needs and not told.person.email:
        yield told.finding("copy_needs_email", member, leave_out=True)
    if "phone" in needs and not told.person.phone:
        yield told.finding("copy_needs_phone", member, leave_out=True)


def _requested(told: _Told) -> Iterator[Finding]:
    """Files that the person is asked for (Signatory, `attachments`)."""
    value = told.own.get("attachments")
    if value is None:
        return
    files = _objects(value)
    if files is None:
        yield told.finding("member_shape", "attachments", leave_out=True, member="attachments")
        return
    names = [_text(each.get("name")) for each in files]
    for place, name in enumerate(names):
        at = f"attachments/{place}"
        if not name:
            yield told.finding("requested_no_name", at, leave_out=True)
        elif name in names[:place]:
            yield told.finding("requested_twice", at, leave_out=True, file=name)


def _consent(told: _Told) -> Iterator[Finding]:
    """Questions that the person answers before signing (Signatory, `consent_module`)."""
    module = told.own.get("consent_module")
    if module is None:
        return
    inside = module if isinstance(module, dict) else {}
    questions = _objects(inside.get("questions"))
    if questions is None or not isinstance(module, dict):
        member = "consent_module"
        yield told.finding("member_shape", member, leave_out=True, member=member)
        return
    if not questions:
        yield told.finding("consent_no_questions", "consent_module", leave_out=True)
    elif not _text(inside.get("title")):
        yield told.finding("consent_no_title", "consent_module/title")
    for place, question in enumerate(questions):
        at = f"consent_module/questions/{place}"
        words = [_text(question.get(name)) for name in _ANSWERS]
        if not all(words):
            yield told.finding("consent_blank", at, number=str(place + 1))
        elif words[1] == words[2]:
            yield told.finding("consent_same", at, Severity.WARNING, number=str(place + 1))


def _redirects(told: _Told) -> Iterator[Finding]:
    for member in _REDIRECTS:
        url = told.own.get(member)
        if isinstance(url, str) and url and not is_web_address(url):
            where = {"where": told.where(member)}
            better = (
                Repair(code="with_https", facts=where) if is_web_address(with_https(url)) else None
            )
            yield told.finding(
                "redirect_url", member, leave_out=better is None, repair=better, url=url
            )


def _visible(told: _Told) -> Iterator[Finding]:
    """Document API v2, Signatory: `is_visible` must be null for all but approvers."""
    approves = role_in_document(told.agreement, told.person) is Role.APPROVER
    if told.own.get("is_visible") is not None and not approves:
        yield told.finding("visible_not_approver", "is_visible", leave_out=True)


def _number(told: _Told) -> Iterator[Finding]:
    """The number itself never becomes part of a finding: findings are logged and printed."""
    number = _text(told.own.get("personal_number"))
    proofs = [proof_of(each) for each in providers_of(told.agreement, told.person)]
    asking = [each for each in proofs if each is not None and "personal_number" in each.needs]
    country = asking[0].country if asking else ""
    label = {"label": told.person.label}
    if number and not is_plausible(number, country):
        warning = Severity.WARNING
        yield told.finding("personal_number", "personal_number", warning, country=country)
    elif number and bare(number) != number:
        repair = Repair(code="bare_personal_number", facts=label)
        rule = "personal_number_spelling"
        yield told.finding(rule, "personal_number", Severity.INFO, repair=repair)
    elif country == "SE" and len(number) == _SHORT_SWEDISH:
        yield told.finding("personal_number_short", "personal_number", Severity.INFO)
    hides = told.own.get("hide_personal_number") is True
    if hides and not number and not asking:
        yield told.finding("hidden_nothing", "hide_personal_number", Severity.INFO, leave_out=True)


def _editable(told: _Told) -> Iterator[Finding]:
    """Who may change the number decides where the code goes."""
    fields = told.own.get(FIELDS)
    if fields is None:
        return
    found = _objects(fields)
    if found is None or not all(_is_own_field(each) for each in found):
        yield told.finding("member_shape", FIELDS, leave_out=True, member=FIELDS)
        return
    editable = editable_fields(told.own)
    codes = {"sms_otp", "sms_pin"} & set(providers_of(told.agreement, told.person))
    if "mobile" in editable and codes:
        repair = Repair(code="fixed_mobile", facts={"label": told.person.label})
        yield told.finding("editable_mobile", FIELDS, Severity.WARNING, repair=repair)


def _is_own_field(field: JsonObject) -> bool:
    editable = field.get("editable_by_signatory")
    return field.get("type") in ("email", "mobile") and isinstance(editable, bool)


def _objects(value: JsonValue) -> Sequence[JsonObject] | None:
    """A list of objects; None where it is anything else."""
    if not isinstance(value, list):
        return None
    found = [each for each in value if isinstance(each, dict)]
    return found if len(found) == len(value) else None


def _text(value: JsonValue) -> str:
    return value.strip() if isinstance(value, str) else ""
