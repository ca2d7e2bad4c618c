"""The life of a document from start to seal."""

from datetime import timedelta

from app.emulator import sealing
from app.emulator.scrive import letters
from app.emulator.scrive.moments import end_of_day
from app.emulator.scrive.records import Document, Party
from app.emulator.scrive.state import State


def begin(state: State, document: Document) -> None:
    """Leave preparation; nobody is invited yet."""
    days = document.settings["days_to_sign"]
    document.status = "pending"
    document.timeout_time = end_of_day(state.now, days if isinstance(days, int) else 90)
    remind = document.settings["days_to_remind"]
    document.remind_at = state.now + timedelta(days=remind) if isinstance(remind, int) else None
    document.touch(state.now)
    document.note("sent", state.now, "The document was sent.", document.author.name)


def invite_next(state: State, document: Document) -> None:
    """Invite the viewers, and those whose sign order has come."""
    waiting = [party for party in document.parties if party.acts and not party.sign_time]
    turn = min((party.sign_order for party in waiting), default=None)
    for party in document.parties:
        due = not party.is_author and (not party.acts or party.sign_order == turn)
        if due and party.invited_at is None:
            party.invited_at = state.now
            letters.invite(state, document, party)
            text = "The invitation was delivered."
            document.note("delivered", state.now, text, party.name)
    author = document.author
    if author.acts and author.sign_order == turn:
        author.invited_at = author.invited_at or state.now


def remind(state: State, document: Document) -> None:
    """Send those who were invited and have not acted another message."""
    for party in document.parties:
        if party.acts and party.invited_at and not party.sign_time and not party.is_author:
            letters.invite(state, document, party, "Reminder")


def open_by(state: State, document: Document, party: Party) -> None:
    """The party reads the invitation and sees the document."""
    party.read_invitation_time = party.read_invitation_time or state.now
    party.seen_time = party.seen_time or state.now
    document.touch(state.now)
    document.note("opened", state.now, "The document was opened.", party.name)


def sign_by(state: State, document: Document, party: Party) -> None:
    """The party signs or approves; what follows from it is not done here."""
    party.sign_time = state.now
    document.touch(state.now)
    document.note("signed", state.now, "The document was signed.", party.name)


def reject_by(state: State, document: Document, party: Party, reason: str) -> None:
    """The party declines, which ends the document."""
    party.rejected_time = state.now
    options = document.settings["display_options"]
    if isinstance(options, dict) and options["allow_reject_reason"] and reason:
        party.rejection_reason = reason
    document.status = "rejected"
    document.touch(state.now)
    document.note("rejected", state.now, "The document was rejected.", party.name)


def cancel(state: State, document: Document) -> None:
    """The author takes a pending document back."""
    document.status = "canceled"
    document.touch(state.now)
    document.note("cancelled", state.now, "The document was cancelled.", document.author.name)


def close(state: State, document: Document) -> None:
    """All have signed; the seal follows a little later."""
    document.status = "closed"
    document.closed_at = state.now
    document.touch(state.now)


def go_on(state: State, document: Document) -> None:
    """After somebody acted on a document that no Flow manages: close it or invite the next."""
    if all(party.sign_time for party in document.parties if party.acts):
        close(state, document)
        for party in document.parties:
            letters.confirm_party(state, document, party)
    else:
        invite_next(state, document)


def tick(state: State) -> None:
    """What time alone brings: reminders go out, documents run out, closed ones get their seal."""
    for document in state.documents.values():
        if document.status == "pending" and document.timeout_time is not None:
            if document.timeout_time <= state.now:
                _time_out(state, document)
            elif document.remind_at is not None and document.remind_at <= state.now:
                document.remind_at = None
                remind(state, document)
                document.touch(state.now)
        elif document.closed_at is not None and document.sealed_file is None:
            ready = document.closed_at + timedelta(seconds=state.settings.sealing_seconds)
            if ready <= state.now:
                _seal(state, document)


def _time_out(state: State, document: Document) -> None:
    document.status = "timedout"
    document.touch(state.now)
    document.note("timeouted", state.now, "The due date passed.")
    letters.tell_author(
        state, f"Due date passed: {document.title}", f"Not all have signed “{document.title}”."
    )


def _seal(state: State, document: Document) -> None:
    if document.file is None:
        document.status = "document_error"
        return
    lines = [f"Document {document.id}", f"Closed {document.closed_at:%Y-%m-%d %H:%M:%S} UTC", ""]
    lines += [
        f"{party.name or 'Unnamed'} signed {party.sign_time:%Y-%m-%d %H:%M:%S}"
        for party in document.parties
        if party.sign_time
    ]
    data = sealing.seal(document.file.data, f"Verification: {document.title}", lines)
    document.sealed_file = state.store(document.file.name, data)
    document.touch(state.now)
    document.note("sealed", state.now, "The document was sealed.")
