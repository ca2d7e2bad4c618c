"""What can be done with a sent agreement: kinds, offers, requests, effects and findings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.kinds import SendWith
from app.domain.observation import Observation


class ActionKind(StrEnum):
    """One thing that the owner of a sent agreement can do with it."""

    REMIND = "remind"
    """Write to everybody who has not signed."""
    AUTO_REMINDER = "auto_reminder"
    """Let the service remind once by itself, in so many days; or never."""
    PROLONG = "prolong"
    """Open an expired agreement again."""
    CANCEL = "cancel"
    RESTART = "restart"
    """Begin a draft here that says what a stopped agreement said."""
    CHANGE_CONTACT = "change_contact"
    """Another e-mail address or mobile number of a person."""
    CHANGE_PROOF_TO_VIEW = "change_proof_to_view"
    CHANGE_PROOF_TO_SIGN = "change_proof_to_sign"
    FORWARD = "forward"
    """Send the signed document to somebody who took no part."""
    RESEND = "resend"
    """Send the invitation of one person again."""
    LINK = "link"
    """Show the signing link of a person who gets it from the owner: a secret."""
    QR = "qr"
    """Show the signing link of a person as a picture: a secret."""


SECRET_KINDS = frozenset({ActionKind.LINK, ActionKind.QR})
"""They only show something; nothing is changed and nothing of it is kept."""
PERSON_KINDS = frozenset(
    {
        ActionKind.CHANGE_CONTACT,
        ActionKind.CHANGE_PROOF_TO_VIEW,
        ActionKind.CHANGE_PROOF_TO_SIGN,
        ActionKind.RESEND,
        ActionKind.LINK,
        ActionKind.QR,
    }
)
"""They are about one participant; the others are about the whole agreement."""
PROOF_KINDS = frozenset({ActionKind.CHANGE_PROOF_TO_VIEW, ActionKind.CHANGE_PROOF_TO_SIGN})


class WhyNot(StrEnum):
    """Why an action is not offered."""

    SERVICE = "service"
    """The service of this agreement is not one that can do it."""
    UNKNOWN_STATE = "unknown_state"
    """The service has not been asked yet."""
    NO_ACCESS = "no_access"
    """The service does not show the agreement to this account any more."""
    FLOW = "flow"
    """Flow carries the agreement, and takes no such wish."""
    FLOW_NO_INSTANCE = "flow_no_instance"
    """Flow carries it, and its number there is not known."""
    FLOW_UNAVAILABLE = "flow_unavailable"
    """This server has refused before to stop Flow agreements for programs."""
    NOT_PENDING = "not_pending"
    """It is not under way (any more)."""
    NOT_COMPLETED = "not_completed"
    NOT_EXPIRED = "not_expired"
    NOT_STOPPED = "not_stopped"
    NOT_OWNER = "not_owner"
    """Somebody else sent it."""
    NOBODY_LEFT = "nobody_left"
    """Everybody has done what was asked."""
    IS_OWNER = "is_owner"
    """The person is whoever sent it; their data come from the account."""
    ACTED = "acted"
    """The person has signed, approved or declined already."""
    NO_CONTACT_FIELD = "no_contact_field"
    """The person was invited without address and number, which cannot be added later."""
    ALREADY_PROVEN = "already_proven"
    """The person has proven their identity already."""
    ONLY_SIGNERS = "only_signers"
    NOT_BY_LINK = "not_by_link"
    """The service writes to the person, so their link is in that message."""
    NO_MESSAGE = "no_message"
    """The service writes nothing to the person."""
    NOT_THEIR_TURN = "not_their_turn"
    """The person has not been invited yet."""
    UNDER_WAY = "under_way"
    """The same is being done, or it is being found out whether it was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Whether an action can be done now, and with which values."""

    kind: ActionKind
    person: str = ""
    """Key of the observed participant; empty where it is about the whole agreement."""
    why_not: WhyNot | None = None
    """None: it is offered."""
    now: Mapping[str, str] = field(default_factory=dict)
    """What is set now, by the name of the member of a request: `email`, `mobile`, `proof`, ...

    `email` and `mobile` are there only where they can be changed. `reminder_at` and `deadline` are
    times (ISO 8601, UTC).
    """
    most_days: int = 0
    """The largest number of days that can be asked for; 0 where days play no part."""
    choices: tuple[str, ...] = ()
    """The proofs that can be chosen, as a draft calls them, the usual ones first."""

    @property
    def offered(self) -> bool:
        """Whether it can be done."""
        return self.why_not is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRequest:
    """What the user wants done, with the values that it needs."""

    kind: ActionKind
    agreement_id: str
    """Ours, of the followed agreement."""
    person: str = ""
    """Key of the observed participant."""
    days: int | None = None
    """To prolong by, or until the automatic reminder; None there: no automatic reminder."""
    email: str | None = None
    """New address, or the one to forward to; None: as it is."""
    mobile: str | None = None
    """New number; None: as it is."""
    proof: str | None = None
    """What is to be proven, as a draft calls it; `standard`: nothing extra."""
    personal_number: str = field(default="", repr=False)
    """For proofs that compare it."""
    attachments: bool = True
    """Forwarding: with the attachments."""
    again: bool = False
    """The user was told that it may have been done already, and wants it once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """An agreement as far as it decides what can be done with it."""

    observation: Observation
    way: SendWith
    """How it was sent, as far as known."""
    now: datetime
    """Aware, UTC."""
    instance_id: str = ""
    """Flow: the service's number of the whole, where it was told."""
    flow_cancels: bool = True
    """Flow: False where this server has shown that it takes no such call."""


class Cause(StrEnum):
    """One thing that an action will cause, or leave as it is."""

    REMINDER_TO = "reminder_to"
    """Everybody named gets a message at once. Facts: names, count."""
    INVITATION_TO = "invitation_to"
    """A new invitation leaves at once. Facts: name, channel, address, number."""
    MAY_BE_INVITED = "may_be_invited"
    """Those who are waited for may get a message. Facts: names, count."""
    LINK_DIES = "link_dies"
    """The link in the earlier invitation stops working. Facts: name."""
    CODES_TO = "codes_to"
    """Codes by SMS go to the new number from now on. Facts: name, number."""
    REMINDER_AT = "reminder_at"
    """The service reminds whoever has not signed by then. Facts: days, at."""
    NO_REMINDER = "no_reminder"
    """The service reminds nobody by itself any more. Facts: at (of the one that falls away)."""
    DEADLINE_AT = "deadline_at"
    """It can be signed again until then. Facts: days, at."""
    SIGNING_STOPS = "signing_stops"
    """Nobody can sign any more. Facts: names, count (of those who have not)."""
    SIGNATURES_LAPSE = "signatures_lapse"
    """What was signed leads to no agreement. Facts: names, count."""
    WORK_KEPT = "work_kept"
    """What others did is kept. Facts: names, count."""
    SEALED_KEPT = "sealed_kept"
    """Documents that are completed stay so. Facts: count."""
    PROOF_ASKED = "proof_asked"
    """The person has to prove their identity in this way. Facts: name, proof, before, moment."""
    PROOF_DROPPED = "proof_dropped"
    """The person proves nothing extra any more. Facts: name, before, moment."""
    FIELD_ADDED = "field_added"
    """What the proof needs is added to the person's data. Facts: name, field."""
    COPY_TO = "copy_to"
    """Somebody gets the signed document. Facts: address."""
    ATTACHMENTS_TOO = "attachments_too"
    NO_ATTACHMENTS = "no_attachments"
    NEW_DRAFT = "new_draft"
    """A draft is made on this computer; nothing leaves before Send."""
    OLD_STAYS = "old_stays"
    """The stopped agreement stays as it is."""
    REMINDED_BEFORE = "reminded_before"
    """The same was done earlier. Facts: at."""
    MAYBE_BEFORE = "maybe_before"
    """The same may have been done already: the answer was lost. Facts: at."""
    KEEP_TO_PERSON = "keep_to_person"
    """Whoever has the link can act as the person. Facts: name."""
    CHANGE_BACK = "change_back"
    """The value can be changed back, the message cannot be taken back."""
    REVERSIBLE = "reversible"
    """It can be changed back, and nobody is told."""
    IRREVERSIBLE = "irreversible"
    """It cannot be taken back."""
    RESTARTABLE = "restartable"
    """It cannot be taken back, but a new draft can be made from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionEffect:
    """A cause with the facts that its sentence mentions."""

    cause: Cause
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFinding:
    """Why a request cannot be carried out like this."""

    code: str
    """`days.missing, days.range, days.past_deadline, email.missing, email.malformed,
    email.cleared, mobile.malformed, mobile.cleared, contact.no_field, proof.missing,
    proof.needs_mobile, proof.needs_number, proof.mixed` ..."""
    member: str
    """The member of the request that is to be corrected."""
    facts: Mapping[str, str] = field(default_factory=dict)
