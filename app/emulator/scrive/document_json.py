"""A document as the Document API writes it."""

from typing import TYPE_CHECKING

from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.scrive.history_words import translated
from app.emulator.scrive.moments import written
from app.emulator.scrive.records import Document, Party, StoredFile

if TYPE_CHECKING:
    from datetime import datetime


def document_json(document: Document) -> JsonObject:
    """The complete Document object, as its author sees it."""
    return {
        "id": document.id,
        "title": document.title,
        "parties": [_party(document, party) for party in document.parties],
        "file": _file(document.file),
        "sealed_file": _file(document.sealed_file),
        "author_attachments": [
            {
                "name": one.name,
                "required": one.required,
                "add_to_sealed_file": one.add_to_sealed_file,
                "file_id": one.file.id,
            }
            for one in document.attachments
        ],
        "ctime": written(document.ctime),
        "mtime": written(document.mtime),
        "timeout_time": written(document.timeout_time),
        "auto_remind_time": written(document.remind_at),
        "status": document.status,
        **document.settings,
        "object_version": document.object_version,
        "access_token": document.access_token,
        "tags": [{"name": name, "value": value} for name, value in document.tags.items()],
        "is_shared": document.is_shared,
        "is_trashed": document.is_trashed,
        "is_deleted": document.is_deleted,
        "viewer": {"role": "signatory", "signatory_id": document.author.id},
        "shareable_link": None,
        "template_id": document.template_id,
        "folder_id": document.folder_id,
        "from_shareable_link": False,
    }


def events_json(document: Document, language: str = "en") -> JsonObject:
    """The document's history, newest first."""
    return {
        "events": [
            {
                "status": event.status,
                "time": written(event.time),
                "text": translated(event.text, language),
                "party": event.party,
            }
            for event in reversed(document.history)
        ]
    }


def signing_path(document: Document, party: Party) -> str:
    """The party's own signing link, relative to the base URL."""
    return f"/s/{document.id}/{party.id}/{party.link_token}"


def _file(file: StoredFile | None) -> JsonValue:
    return {"id": file.id, "name": file.name} if file else None


def _party(document: Document, party: Party) -> JsonValue:
    settings = party.settings
    by_link = settings["delivery_method"] == "api" and document.timeout_time is not None
    moments: dict[str, datetime | None] = {
        "sign_time": party.sign_time,
        "seen_time": party.seen_time,
        "read_invitation_time": party.read_invitation_time,
        "rejected_time": party.rejected_time,
    }
    return {
        "id": party.id,
        "user_id": party.user_id,
        "is_author": party.is_author,
        "is_signatory": party.role == "signing_party",
        **settings,
        "fields": [dict(one) for one in party.fields],
        **{name: written(moment) for name, moment in moments.items()},
        "rejection_reason": party.rejection_reason,
        "email_delivery_status": party.email_delivery_status,
        "mobile_delivery_status": party.mobile_delivery_status,
        "confirmation_email_delivery_status": "unknown",
        "has_authenticated_to_view": party.has_authenticated_to_view,
        "authentications": {
            "view": {"type": settings["authentication_method_to_view"]},
            "view_archived": {"type": settings["authentication_method_to_view_archived"]},
            "sign": {"type": settings["authentication_method_to_sign"]},
        },
        "highlighted_pages": [],
        "api_delivery_url": signing_path(document, party) if by_link else None,
    }
