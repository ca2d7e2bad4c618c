"""The messages that the emulated Scrive "sends"."""

from app.emulator.scrive.document_json import signing_path
from app.emulator.scrive.flow_records import Instance, Participant
from app.emulator.scrive.records import Document, Party
from app.emulator.scrive.state import NAME, State

_BY_EMAIL = frozenset({"email", "email_mobile", "email_link", "email_link_mobile"})
_BY_SMS = frozenset({"mobile", "email_mobile", "email_link_mobile"})


def invite(state: State, document: Document, party: Party, subject: str = "Please sign") -> None:
    """Tell a party of a document that it is his turn, the way his delivery method says."""
    method = str(party.settings["delivery_method"])
    link = f"{state.world.urls.get(NAME, '')}{signing_path(document, party)}"
    wording = str(document.settings["invitation_message"]) or (
        f"{state.account.company} invites you to “{document.title}”."
    )
    if method in _BY_EMAIL and party.value("email"):
        _send_email(state, party.value("email"), f"{subject}: {document.title}", wording, link)
        party.email_delivery_status = "delivered"
    if method in _BY_SMS and party.value("mobile"):
        heading = f"{subject}: {document.title}"
        wording = str(document.settings["sms_invitation_message"]) or heading
        _send_sms(state, party.value("mobile"), heading, link, wording)
        party.mobile_delivery_status = "delivered"


def is_invited_by_message(party: Party) -> bool:
    """Whether the party gets an invitation, rather than a link or a visit."""
    return str(party.settings["delivery_method"]) in _BY_EMAIL | _BY_SMS


def forward(
    state: State, document: Document, email: str, names: list[str], *, with_content: bool
) -> None:
    """Send a signed document to somebody who had no part in it; `names` are the files with it."""
    text = f"{state.account.company} sends you a signed document. Attached: {', '.join(names)}."
    if with_content and document.settings["confirmation_message"]:
        text = f"{document.settings['confirmation_message']}\n{text}"
    _send_email(state, email, f"Forwarded: {document.title}", text, "")


def invite_participant(
    state: State, instance: Instance, participant: Participant, subject: str
) -> None:
    """Tell a participant of a Flow instance, by every contact that he has."""
    link = state.world.play_link(NAME, instance.id, participant.label)
    title = f"{subject}: {instance.title}"
    if participant.email:
        wording = f"{state.account.company} invites you to “{instance.title}”."
        _send_email(state, participant.email, title, wording, link)
    if participant.phone:
        _send_sms(state, participant.phone, title, link)


def confirm(state: State, title: str, email: str, phone: str) -> None:
    """Tell somebody that all have signed."""
    if email:
        text = f"Everybody has signed “{title}”. The signed document is attached."
        _send_email(state, email, f"Signed by all: {title}", text, "")
    if phone:
        _send_sms(state, phone, f"Signed by all: {title}", "")


def confirm_party(state: State, document: Document, party: Party) -> None:
    """Tell a party that all have signed, the way his confirmation method says."""
    method = str(party.settings["confirmation_delivery_method"])
    confirm(
        state,
        document.title,
        party.value("email") if method in _BY_EMAIL else "",
        party.value("mobile") if method in _BY_SMS else "",
    )


def tell_author(state: State, subject: str, text: str) -> None:
    """Tell the account's user what became of an agreement."""
    _send_email(state, state.account.email, subject, text, "")


def send_code(state: State, phone: str, title: str, code: str) -> None:
    """Send a one-time code by text message."""
    state.world.inbox.deliver(
        service=NAME,
        channel="sms",
        to=phone,
        subject="Your code",
        text=f"Your code for “{title}” is {code}.",
        code=code,
    )


def _send_email(state: State, to: str, subject: str, text: str, link: str) -> None:
    state.world.inbox.deliver(
        service=NAME, channel="email", to=to, subject=subject, text=text, link=link
    )


def _send_sms(state: State, to: str, subject: str, link: str, text: str = "") -> None:
    state.world.inbox.deliver(
        service=NAME, channel="sms", to=to, subject=subject, text=text or subject, link=link
    )
