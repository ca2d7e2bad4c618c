"""Whether a document can be started, and the reasons when it cannot."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.scrive import vocabulary
from app.emulator.scrive.errors import ApiError
from app.emulator.scrive.records import Document, Party

_NEEDS_EMAIL = frozenset({"email", "email_mobile", "email_link", "email_link_mobile"})
_NEEDS_MOBILE = frozenset({"mobile", "email_mobile", "email_link_mobile"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """One reason why a document cannot be started."""

    kind: str
    explanation: str
    participant: int | None = None
    """Position in `parties`, counted from 1, the author being #1."""
    field: str | None = None

    def json(self) -> JsonObject:
        """As it stands in `error_details.errors`."""
        details: JsonObject = {}
        if self.field is not None:
            details["field"] = {"type": self.field}
        if self.participant is not None:
            details["participant"] = self.participant
        return {"type": self.kind, "details": details}


def obstacles(document: Document, enabled: Collection[str]) -> list[Obstacle]:
    """Every reason against starting, in the order of the parties.

    `enabled` are the methods of authentication that the account has switched on.
    """
    found = []
    if document.status != "preparation":
        text = f"Document is in status {document.status}, not preparation"
        found.append(Obstacle(kind="invalid_document_status", explanation=text))
    if document.settings["is_template"]:
        text = "Document is a template"
        found.append(Obstacle(kind="document_is_template", explanation=text))
    if document.file is None:
        found.append(Obstacle(kind="no_main_file", explanation="Document has no file"))
    if not any(party.acts for party in document.parties):
        text = "Document has no signing party"
        found.append(Obstacle(kind="no_signing_party", explanation=text))
    for position, party in enumerate(document.parties, start=1):
        found += _of_party(party, position, enabled)
    return found


def refuse_if_not_startable(document: Document, enabled: Collection[str]) -> None:
    """Raise the 409 with `error_details` that a failed start is answered with."""
    found = obstacles(document, enabled)
    if found:
        raise ApiError("document_state_error", found[0].explanation, details(document, found))


def details(document: Document, found: list[Obstacle]) -> JsonObject:
    """The member `error_details`."""
    errors: list[JsonValue] = [obstacle.json() for obstacle in found]
    explanations: list[JsonValue] = [obstacle.explanation for obstacle in found]
    return {"document_id": document.id, "errors": errors, "explanations": explanations}


def _of_party(party: Party, position: int, enabled: Collection[str]) -> Iterator[Obstacle]:
    if not party.is_author:
        delivery, confirmation = (
            str(party.settings[name])
            for name in ("delivery_method", "confirmation_delivery_method")
        )
        yield from _contacts(party, position, "Invitation delivery", "invitation", delivery)
        yield from _contacts(party, position, "Confirmation delivery", "confirmation", confirmation)
    for purpose in ("view", "sign", "view_archived"):
        yield from _authentication(party, position, purpose, enabled)
    yield from _two_eids(party, position)
    for one in party.fields:
        blank = not one.get("value") if "value" in one else False
        if one["is_obligatory"] and one["should_be_filled_by_sender"] and blank:
            yield Obstacle(
                kind="missing_field_value",
                explanation=f"Field {one['type']} of participant #{position} must be filled",
                participant=position,
                field=str(one["type"]),
            )


def _two_eids(party: Party, position: int) -> Iterator[Obstacle]:
    """One party cannot open with one eID and sign with another."""
    view, sign = (
        str(party.settings[f"authentication_method_to_{one}"]) for one in ("view", "sign")
    )
    if vocabulary.are_different_eids(view, sign):
        yield Obstacle(
            kind="invalid_authentication_to_sign_info",
            explanation=f"Participant #{position} mixes different eID providers",
            participant=position,
        )


def _contacts(party: Party, position: int, what: str, kind: str, method: str) -> Iterator[Obstacle]:
    wanted = (
        ("email", method in _NEEDS_EMAIL, vocabulary.EMAIL),
        ("mobile", method in _NEEDS_MOBILE, vocabulary.MOBILE),
    )
    for name, needed, pattern in wanted:
        if needed and not pattern.fullmatch(party.value(name)):
            yield Obstacle(
                kind=f"invalid_{kind}_delivery_info",
                explanation=f"{what} for participant #{position} requires valid {name} field",
                participant=position,
                field=name,
            )


def _authentication(
    party: Party, position: int, purpose: str, enabled: Collection[str]
) -> Iterator[Obstacle]:
    method = str(party.settings[f"authentication_method_to_{purpose}"])
    if method not in {"standard", *enabled}:
        yield Obstacle(
            kind=f"authentication_to_{purpose}_method_disabled",
            explanation=f"Authentication to {purpose} of participant #{position} is disabled",
            participant=position,
        )
    lacking = None
    if method in vocabulary.NEEDS_MOBILE and not vocabulary.MOBILE.fullmatch(party.value("mobile")):
        lacking = "mobile"
    if method in vocabulary.NEEDS_PERSONAL_NUMBER and not party.has("personal_number"):
        lacking = "personal_number"
    if method in vocabulary.NEEDS_COMPANY_NUMBER and not party.has("company_number"):
        lacking = "company_number"
    if lacking:
        yield Obstacle(
            kind=f"invalid_authentication_to_{purpose}_info",
            explanation=(
                f"Authentication to {purpose} for participant #{position} "
                f"requires valid {lacking} field"
            ),
            participant=position,
            field=lacking,
        )
