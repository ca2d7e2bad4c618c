"""The life of a document from its start to its end."""

from datetime import timedelta

from app.emulator.scrive import callbacks, fields, letters, seals
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
    _went_on(state, document, "sent", "The document was sent.", document.author.name)


def invite_next(state: State, document: Document) -> None:
    """Invite the viewers, and those whose sign order has come."""
    waiting = [party for party in document.parties if party.acts and not party.sign_time]
    turn = min((party.sign_order for party in waiting), default=None)
    for party in document.parties:
        due = not party.is_author and (not party.acts or party.sign_order == turn)
        if due and party.invited_at is None:
            invite(state, document, party)
    author = document.author
    if author.acts and author.sign_order == turn:
        author.invited_at = author.invited_at or state.now


def invite(state: State, document: Document, party: Party) -> None:
    """Let a party act; the invitation goes out, whether it is the first or not."""
    party.invited_at = party.invited_at or state.now
    letters.invite(state, document, party)
    if letters.is_invited_by_message(party):
        document.note("delivered", state.now, "The invitation was delivered.", party.name)


def pass_on(state: State, document: Document, party: Party, email: str) -> None:
    """Invite somebody at `email` in place of the party, whose own link dies."""
    if not party.has("email"):
        party.fields.append(fields.standard("email"))
    party.write("email", email)
    party.settings["delivery_method"] = "email"
    party.link_token = state.ids.secret()
    party.read_invitation_time = party.seen_time = None
    party.has_authenticated_to_view = False
    invite(state, document, party)
    document.touch(state.now)


def remind(state: State, document: Document) -> None:
    """Send those who were invited and have not acted another message."""
    for party in document.parties:
        if party.acts and party.invited_at and not party.sign_time and not party.is_author:
            letters.invite(state, document, party, "Reminder")
            document.note("sent", state.now, "A reminder was sent.", party.name)


def open_by(state: State, document: Document, party: Party) -> None:
    """The party reads the invitation and sees the document."""
    if party.read_invitation_time is None and letters.is_invited_by_message(party):
        document.note("read", state.now, "The invitation was read.", party.name)
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
    _went_on(state, document, "rejected", "The document was rejected.", party.name)


def cancel(state: State, document: Document) -> None:
    """The author takes a pending document back."""
    document.status = "canceled"
    _went_on(state, document, "cancelled", "The document was cancelled.", document.author.name)


def prolong(state: State, document: Document, days: int) -> None:
    """Give a document that ran out of time `days` more."""
    document.status = "pending"
    document.timeout_time = end_of_day(state.now, days)
    _went_on(state, document, "prolonged", "The due date was moved.", document.author.name)


def close(state: State, document: Document) -> None:
    """All have signed; the seal follows a little later."""
    document.status = "closed"
    document.closed_at = state.now
    document.touch(state.now)
    callbacks.note(state, document)


def go_on(state: State, document: Document) -> None:
    """After somebody acted on a document that no Flow manages: close it or invite the next."""
    if all(party.sign_time for party in document.parties if party.acts):
        close(state, document)
        for party in document.parties:
            letters.confirm_party(state, document, party)
    else:
        invite_next(state, document)


def tick(state: State) -> None:
    """What time alone brings: reminders go out, documents run out, closed ones get their seals."""
    for document in state.documents.values():
        if document.status == "pending" and document.timeout_time is not None:
            if document.timeout_time <= state.now:
                _time_out(state, document)
            elif document.remind_at is not None and document.remind_at <= state.now:
                document.remind_at = None
                remind(state, document)
                document.touch(state.now)
        else:
            seals.tick(state, document)


def _time_out(state: State, document: Document) -> None:
    document.status = "timedout"
    _went_on(state, document, "timeouted", "The due date passed.")
    letters.tell_author(
        state, f"Due date passed: {document.title}", f"Not all have signed “{document.title}”."
    )


def _went_on(state: State, document: Document, event: str, text: str, party: str = "") -> None:
    """Count the change of status, write it down, and tell whoever wants to be called."""
    document.touch(state.now)
    document.note(event, state.now, text, party)
    callbacks.note(state, document)
