"""The calls that Scrive would make to a client's own address; none is ever made."""

from app.emulator.journal import Entry
from app.emulator.scrive.records import Document
from app.emulator.scrive.state import NAME, State


def note(state: State, document: Document) -> None:
    """Enter in the journal that the document's `api_callback_url`, if any, would be called now."""
    address = document.settings["api_callback_url"]
    if not address:
        return
    sealed = document.sealed_file is not None
    state.world.journal.record(
        Entry(
            at=state.now,
            service=NAME,
            method="CALLBACK",
            path=str(address),
            query=f"document_id={document.id}&document_signed_and_sealed={str(sealed).lower()}",
            status=None,
            body_size=0,
            body_sha256="",
            note="a callback that is not made",
            effect=False,
            headers={},
        )
    )
