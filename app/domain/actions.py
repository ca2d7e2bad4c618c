"""What can be done with a sent agreement: kinds, offers, requests, effects and findings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.kinds import SendWith, ServiceKind
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
    RECALL = "recall"
    """Take a package that is under way back: it is a draft at the service again."""
    CORRECT = "correct"
    """Begin a draft here that continues a recalled package, which is shared again by it."""
    COMPLETE_EARLY = "complete_early"
    """End a package although somebody has not acted."""
    CHANGE_OWNER = "change_owner"
    """Make somebody else of the same enterprise the owner."""
    DELETE = "delete"
    REMIND_PERSON = "remind_person"
    """Write to one person whose turn it is."""
    REPLACE_PERSON = "replace_person"
    """Put somebody else in the place of a person who has not acted."""


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
        ActionKind.REMIND_PERSON,
        ActionKind.REPLACE_PERSON,
    }
)
"""They are about one participant; the others are about the whole agreement."""
PROOF_KINDS = frozenset({ActionKind.CHANGE_PROOF_TO_VIEW, ActionKind.CHANGE_PROOF_TO_SIGN})
DRAFT_KINDS = frozenset({ActionKind.RESTART, ActionKind.CORRECT})
"""They make a draft on this computer; nothing is changed at the service."""
HIDING_KINDS = frozenset({ActionKind.DELETE, ActionKind.CHANGE_OWNER})
"""Once they are done, the account may not see the agreement any more."""
KINDS_OF_SIGNINGHUB = frozenset(
    {
        ActionKind.RECALL,
        ActionKind.CORRECT,
        ActionKind.RESTART,
        ActionKind.COMPLETE_EARLY,
        ActionKind.CHANGE_OWNER,
        ActionKind.DELETE,
        ActionKind.REMIND_PERSON,
        ActionKind.REPLACE_PERSON,
    }
)
"""What can be done with packages."""
KINDS_OF_SCRIVE = (frozenset(ActionKind) - KINDS_OF_SIGNINGHUB) | {ActionKind.RESTART}
"""What can be done with documents and Flow agreements."""


def kinds_of(service: ServiceKind) -> frozenset[ActionKind]:
    """What can be done, at some time, with agreements of a service."""
    return KINDS_OF_SCRIVE if service is ServiceKind.SCRIVE else KINDS_OF_SIGNINGHUB


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
    NOBODY_WRITTEN_TO = "nobody_written_to"
    """Who is left has a link from the owner, or signs in person."""
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
    NOT_DRAFT = "not_draft"
    """It was not recalled, so that it cannot be corrected."""
    LOCKED = "locked"
    """A template keeps everything in it as it is."""
    NEEDS_V4 = "needs_v4"
    """Only version 4 of the interface has it, and the account is used with version 3."""
    NOT_AT_SERVER = "not_at_server"
    """This server has shown that it does not have it."""
    IS_GROUP = "is_group"
    """Anybody of a group acts; only single persons are replaced."""
    ONLY_COPY = "only_copy"
    """The person has nothing to do, and gets a copy only."""
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
    """New address, or the one to forward to, or of the new owner; None: as it is."""
    name: str | None = None
    """Of whoever takes the place of a person."""
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
    api_version: int = 3
    """SigningHub: with which the account is used."""
    account_email: str = ""
    """Of whoever the account signs in as, where that is known."""
    reminds: bool = True
    """SigningHub: False where this server has shown that it reminds nobody at once."""


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
    DRAFT_AGAIN = "draft_again"
    """It is a draft at the service again, which can be corrected and sent once more."""
    ACCESS_ENDS = "access_ends"
    """They cannot open it any more. Facts: names, count."""
    RECALL_TOLD = "recall_told"
    """Those whose turn it was get a message. Facts: names, count."""
    SIGNATURES_UNSURE = "signatures_unsure"
    """Whether signatures outlast it is not documented. Facts: names, count."""
    QUOTA_AGAIN = "quota_again"
    """The workflow is given back; sending once more uses one up again."""
    LOCKED_DRAFT = "locked_draft"
    """A template locks it, so that it can only be sent again as it is."""
    COPY_ALONE = "copy_alone"
    """It concerns one person's copy; those of the others go on."""
    SAME_PACKAGE = "same_package"
    """Sending the draft sends the same package again."""
    ENDED_EARLY = "ended_early"
    """It counts as completed, though they have not acted. Facts: names, count."""
    RECALLED_FIRST = "recalled_first"
    """What is under way is recalled before it is deleted. Facts: names, count."""
    DECLINED_FOR_YOU = "declined_for_you"
    """It waits for you: deleting declines it."""
    DELETED_FOR_GOOD = "deleted_for_good"
    """The draft is gone at the service."""
    LEAVES_LISTS = "leaves_lists"
    """It leaves your lists there, with documents and evidence: save them before."""
    OWNER_CHANGES = "owner_changes"
    """Somebody else decides about it from then on. Facts: address."""
    MAY_BE_HIDDEN = "may_be_hidden"
    """This account may not see it any more."""
    REPLACED_BY = "replaced_by"
    """Somebody else is asked from now on. Facts: name, new, address."""
    INVITED_NOW = "invited_now"
    """The new person gets the invitation at once. Facts: name, address."""
    INVITED_LATER = "invited_later"
    """The new person is invited when it is their turn. Facts: name."""
    PLACE_STAYS = "place_stays"
    """Fields, rights and proofs of the place stay as they were. Facts: name."""
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
