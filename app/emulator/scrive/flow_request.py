"""Reading the body of `POST /flow/instances`: its shape, its labels, its references."""

import re
from dataclasses import dataclass

from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.scrive import checks, flow_process, vocabulary
from app.emulator.scrive.checks import Unacceptable
from app.emulator.scrive.flow_records import Authentication, Group, Part, Participant, Step

_PROVIDERS = frozenset(
    {"sms_otp", "ftn", "onfido", "se_bank_id", "no_bank_id", "dk_mit_id", "freja", "verimi"}
)
_SETTINGS = (
    "automatic_document_redirects",
    "callback",
    "messages",
    "duration",
    "language",
    "accessible_duration",
)
_MOST_ATTEMPTS = 10
_PHONE = re.compile(r"\+?[0-9]{5,15}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRequest:
    """A request whose members and labels are in order."""

    title: str
    documents: dict[str, Part]
    participants: dict[str, Participant]
    process: Step | Group
    forms: tuple[str, ...]


def read_request(body: JsonValue) -> FlowRequest:
    """The request in `body`; raises Unacceptable, with the place, for anything out of order."""
    needed, optional = ("title", "participants", "process"), ("documents", "forms", "settings")
    found = checks.exactly(body, "instance", needed, optional)
    # Settings are read, and have no effect here: their values are not documented.
    checks.exactly(found.get("settings", {}), "settings", (), _SETTINGS)
    participants = _participants(found["participants"])
    documents = _documents(found.get("documents", []), participants)
    forms = flow_process.read_forms(found.get("forms", []))
    process = flow_process.read(found["process"], "process")
    flow_process.check(process, documents, participants, forms)
    return FlowRequest(
        title=checks.filled(found["title"], "title"),
        documents=documents,
        participants=participants,
        process=process,
        forms=forms,
    )


def _participants(value: JsonValue) -> dict[str, Participant]:
    made: dict[str, Participant] = {}
    sign_labels: set[str] = set()
    for index, entry in enumerate(checks.items(value, "participants")):
        where = f"participants[{index}]"
        one = checks.exactly(
            entry, where, ("label", "name"), ("emails", "phones", "authentication")
        )
        label = checks.new_label(one["label"], where, made)
        email = _contact(one.get("emails", []), f"{where}.emails", "email", vocabulary.EMAIL)
        phone = _contact(one.get("phones", []), f"{where}.phones", "phone", _PHONE)
        view, sign = _authentication(one.get("authentication", {}), f"{where}.authentication")
        providers = [way.provider for way in (view, *sign.values()) if way]
        if "sms_otp" in providers and not phone:
            raise Unacceptable(where, "needs a phone for sms_otp")
        for sign_label in sign:
            checks.new_label(sign_label, f"{where}.authentication.sign", sign_labels)
        sign_labels.update(sign)
        name = checks.filled(one["name"], f"{where}.name")
        made[label] = Participant(
            label=label, name=name, email=email, phone=phone, view=view, sign=sign
        )
    if not made:
        raise Unacceptable("participants", "must not be empty")
    return made


def _contact(value: JsonValue, where: str, member: str, pattern: re.Pattern[str]) -> str:
    """The first contact of a list; all are checked."""
    found = []
    for index, entry in enumerate(checks.items(value, where)):
        place = f"{where}[{index}]"
        contact = checks.text(checks.exactly(entry, place, (member,))[member], place)
        plain = re.sub(r"[\s()-]", "", contact) if member == "phone" else contact
        if not pattern.fullmatch(plain):
            raise Unacceptable(f"{place}.{member}", "is not valid")
        found.append(contact)
    return found[0] if found else ""


def _authentication(
    value: JsonValue, where: str
) -> tuple[Authentication | None, dict[str, Authentication]]:
    found = checks.exactly(value, where, (), ("view", "sign"))
    view = None
    if "view" in found:
        way = checks.exactly(found["view"], f"{where}.view", ("provider", "max_attempts"))
        view = _way(way, f"{where}.view")
    sign: dict[str, Authentication] = {}
    for index, entry in enumerate(checks.items(found.get("sign", []), f"{where}.sign")):
        place = f"{where}.sign[{index}]"
        way = checks.exactly(entry, place, ("label", "provider", "max_attempts"))
        sign[checks.new_label(way["label"], place, sign)] = _way(way, place)
    return view, sign


def _way(found: JsonObject, where: str) -> Authentication:
    return Authentication(
        provider=checks.one_of(found["provider"], f"{where}.provider", _PROVIDERS),
        max_attempts=checks.whole(
            found["max_attempts"], f"{where}.max_attempts", 1, _MOST_ATTEMPTS
        ),
    )


def _documents(value: JsonValue, participants: dict[str, Participant]) -> dict[str, Part]:
    made: dict[str, Part] = {}
    ids: set[str] = set()
    for index, entry in enumerate(checks.items(value, "documents")):
        where = f"documents[{index}]"
        one = checks.exactly(entry, where, ("document_id", "label", "type", "parties"))
        checks.one_of(one["type"], f"{where}.type", frozenset({"esign"}))
        document_id = checks.filled(one["document_id"], f"{where}.document_id")
        if document_id in ids:
            raise Unacceptable(f"{where}.document_id", "occurs twice")
        ids.add(document_id)
        parties = _parties(one["parties"], f"{where}.parties", participants)
        made[checks.new_label(one["label"], where, made)] = Part(
            document_id=document_id, parties=parties
        )
    return made


def _parties(value: JsonValue, where: str, participants: dict[str, Participant]) -> dict[str, str]:
    made: dict[str, str] = {}
    for index, entry in enumerate(checks.items(value, where)):
        place = f"{where}[{index}]"
        one = checks.exactly(entry, place, ("participant", "signatory_id"))
        label = checks.text(one["participant"], f"{place}.participant")
        if label not in participants:
            raise Unacceptable(f"{place}.participant", f"no participant is labelled {label}")
        if label in made:
            raise Unacceptable(f"{place}.participant", f"{label} is mapped twice")
        signatory_id = checks.filled(one["signatory_id"], f"{place}.signatory_id")
        if signatory_id in made.values():
            raise Unacceptable(f"{place}.signatory_id", "is mapped twice")
        made[label] = signatory_id
    return made
