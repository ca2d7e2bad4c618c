"""The first party of a document, who is always the sender: what that person does in it."""

from app.domain.agreement import Agreement
from app.domain.json_value import JsonObject
from app.domain.scrive_settings import author_role


def document_author(agreement: Agreement, author: JsonObject) -> JsonObject:
    """The sender of a plain document, who only views unless the draft says otherwise."""
    return _as(author_role(agreement) or "viewer", author)


def flow_author(agreement: Agreement, author: JsonObject) -> JsonObject:
    """The sender of a document in a Flow, as received unless the draft asks for a viewer.

    The Flow guide leaves the author alone, and does not say whether Flow could do otherwise.
    """
    return _as("viewer", author) if author_role(agreement) == "viewer" else author


def took_author(agreement: Agreement, written: list[JsonObject]) -> bool:
    """Whether the sender of a document in a Flow came back as the draft asks."""
    asked = author_role(agreement) == "viewer"
    return not asked or (bool(written) and role_of(written[0]) == "viewer")


def role_of(party: JsonObject) -> str:
    """Whether a party signs or only views (Document API v2, Signatory, `signatory_role`)."""
    return str(party.get("signatory_role", ""))


def _as(role: str, author: JsonObject) -> JsonObject:
    """With that role alone: the deprecated flag would win over it."""
    kept = {name: value for name, value in author.items() if name != "is_signatory"}
    return {**kept, "signatory_role": role}
