"""The people of a document that was started by the Document API."""

from app.emulator.scrive import letters, lifecycle, vocabulary
from app.emulator.scrive.errands import Parts
from app.emulator.scrive.playing import Proof
from app.emulator.scrive.records import Document, Party
from app.emulator.scrive.state import State

_ATTEMPTS = 3


class DocumentRole:
    """One party of one document."""

    def __init__(self, state: State, document: Document, party: Party) -> None:
        """Stand for `party`."""
        self._state = state
        self._document = document
        self._party = party
        self.agreement = document.id
        self.title = document.title
        self.key = party.id
        self.name = party.name or party.value("email") or party.value("mobile") or "Unnamed"
        self.phone = party.value("mobile")

    @property
    def status(self) -> str:
        """How far the party is."""
        party = self._party
        if party.sign_time:
            return "approved" if party.role == "approver" else "signed"
        if party.rejected_time:
            return "declined"
        if party.seen_time:
            return "opened"
        if "not_delivered" in (party.email_delivery_status, party.mobile_delivery_status):
            return "delivery failed"
        return "invited" if party.invited_at else "not invited"

    @property
    def reachable(self) -> bool:
        """Whether the document is pending and the party was invited."""
        return self._document.status == "pending" and self._party.invited_at is not None

    @property
    def opened(self) -> bool:
        """Whether the party has seen the document."""
        return self._party.seen_time is not None

    @property
    def turn(self) -> str:
        """What the party may do now."""
        if self._party.sign_time or not self._party.acts:
            return ""
        return "approve" if self._party.role == "approver" else "sign"

    @property
    def can_decline(self) -> bool:
        """Whether the document lets an acting party refuse."""
        options = self._document.settings["display_options"]
        allowed = isinstance(options, dict) and options["show_reject_option"] is True
        return bool(self.turn) and allowed and not self._party.is_author

    @property
    def parts(self) -> Parts:
        """The one party."""
        return ((self._document, self._party),)

    @property
    def can_forward(self) -> bool:
        """Whether the author lets the party pass the invitation on."""
        return self._party.settings["can_forward"] is True and not self._party.is_author

    def proof(self, purpose: str) -> Proof | None:
        """A code for `sms_pin` and `sms_otp`, an electronic ID for all others but `standard`."""
        which = "view" if purpose == "open" else "sign"
        method = self._party.settings[f"authentication_method_to_{which}"]
        if method == "standard":
            return None
        return Proof(by_code=method in vocabulary.NEEDS_MOBILE, attempts=_ATTEMPTS)

    def open(self) -> None:
        """The party sees the document."""
        if self._party.settings["authentication_method_to_view"] != "standard":
            self._party.has_authenticated_to_view = True
        lifecycle.open_by(self._state, self._document, self._party)

    def finish(self) -> None:
        """The party signs or approves."""
        lifecycle.sign_by(self._state, self._document, self._party)
        lifecycle.go_on(self._state, self._document)

    def forward(self, email: str) -> None:
        """The party passes the invitation on, and its own link dies."""
        lifecycle.pass_on(self._state, self._document, self._party, email)

    def decline(self, reason: str) -> None:
        """The party refuses, which ends the document."""
        lifecycle.reject_by(self._state, self._document, self._party, reason)
        text = f"{self.name} declined. {reason}".strip()
        letters.tell_author(self._state, f"Declined: {self.title}", text)

    def fail_delivery(self) -> None:
        """The invitation bounced."""
        if self._party.value("email"):
            self._party.email_delivery_status = "not_delivered"
        if self._party.value("mobile"):
            self._party.mobile_delivery_status = "not_delivered"
        self._document.touch(self._state.now)
        text = "The invitation could not be delivered."
        self._document.note("deliveryproblem", self._state.now, text, self.name)
