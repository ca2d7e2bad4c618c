"""The seals of a closed document: the first after seconds, a stronger one after weeks."""

from datetime import timedelta
from html import escape

from app.emulator import sealing
from app.emulator.scrive import callbacks
from app.emulator.scrive.document_json import events_json
from app.emulator.scrive.records import Document, StoredFile
from app.emulator.scrive.state import State

_STRONGER = "Second seal: it can be verified without the keys of the service."


def tick(state: State, document: Document) -> None:
    """Put on the seals whose time has come."""
    if document.status != "closed" or document.closed_at is None:
        return
    age = state.now - document.closed_at
    if document.sealed_file is None:
        if age >= timedelta(seconds=state.settings.sealing_seconds):
            _seal(state, document)
    elif not document.sealed_again and age >= timedelta(days=state.settings.second_seal_days):
        document.sealed_again = True
        _put_on(state, document, _STRONGER)
        document.note("extended", state.now, "The seal was made stronger.")


def _seal(state: State, document: Document) -> None:
    if document.file is None or state.settings.sealing_fails:
        document.status = "document_error"
        document.touch(state.now)
        document.note("problem", state.now, "The document could not be sealed.")
        callbacks.note(state, document)
        return
    _put_on(state, document)
    document.note("sealed", state.now, "The document was sealed.")
    document.evidence = _evidence(state, document)


def _put_on(state: State, document: Document, *more: str) -> None:
    if document.file is None:
        return
    lines = [f"Document {document.id}", f"Closed {document.closed_at:%Y-%m-%d %H:%M:%S} UTC", ""]
    lines += [
        f"{party.name or 'Unnamed'} signed {party.sign_time:%Y-%m-%d %H:%M:%S}"
        for party in document.parties
        if party.sign_time
    ]
    lines += [
        f"{'Part of this file' if one.add_to_sealed_file else 'Beside this file'}: {one.name}"
        for one in document.attachments
    ]
    lines += [f"Uploaded: {one.name}" for one in document.uploads]
    data = sealing.seal(document.file.data, f"Verification: {document.title}", [*lines, *more])
    document.sealed_file = state.store(document.file.name, data)
    document.touch(state.now)
    callbacks.note(state, document)


def _evidence(state: State, document: Document) -> list[StoredFile]:
    """A log of what happened, and a page on what those who signed meant to do."""
    events = events_json(document)["events"]
    rows = "".join(
        f"<li>{escape(str(one['time']))}: {escape(str(one['text']))} {escape(str(one['party']))}"
        for one in (events if isinstance(events, list) else [])
        if isinstance(one, dict)
    )
    log = f"<!doctype html><title>Evidence log</title><ol>{rows}</ol>".encode()
    signed = [party.name for party in document.parties if party.sign_time]
    intent = sealing.write_pdf([("Evidence of intent", signed)])
    return [
        state.store("Evidence Log.html", log, "text/html; charset=utf-8"),
        state.store("Evidence of Intent.pdf", intent),
    ]
