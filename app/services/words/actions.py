"""Words for what is done with sent agreements: its names, its outcomes, and why it cannot be."""

from dataclasses import replace
from typing import Final

from app.domain.actions import ActionFinding, ActionKind, ActionRequest, WhyNot
from app.domain.observation import Observation
from app.services.actions.records import ActionRecord, ActionState
from app.services.errors import LocalError, ServiceError
from app.services.words.errors import ErrorText
from app.services.words.people import agreement_word, provider_word

_NAMES: Final = {
    ActionKind.REMIND: "Remind",
    ActionKind.AUTO_REMINDER: "Automatic reminder",
    ActionKind.PROLONG: "Prolong",
    ActionKind.CANCEL: "Withdraw",
    ActionKind.RESTART: "Copy to a new draft",
    ActionKind.FORWARD: "Forward the signed document",
    ActionKind.CHANGE_CONTACT: "Change address or number",
    ActionKind.CHANGE_PROOF_TO_VIEW: "Change what is asked to open",
    ActionKind.CHANGE_PROOF_TO_SIGN: "Change what is asked to sign",
    ActionKind.RESEND: "Send the invitation again",
    ActionKind.LINK: "Signing link",
    ActionKind.QR: "QR code",
    ActionKind.RECALL: "Recall",
    ActionKind.CORRECT: "Correct",
    ActionKind.COMPLETE_EARLY: "Complete early",
    ActionKind.CHANGE_OWNER: "Give to another owner",
    ActionKind.DELETE: "Delete at the service",
    ActionKind.REMIND_PERSON: "Remind",
    ActionKind.REPLACE_PERSON: "Replace person",
}
_DONE: Final = {
    ActionKind.REMIND: "Everybody who has not signed was reminded.",
    ActionKind.AUTO_REMINDER: "The automatic reminder was set.",
    ActionKind.PROLONG: "The agreement was prolonged.",
    ActionKind.CANCEL: "The agreement was withdrawn.",
    ActionKind.RESTART: "A new draft says what the agreement said.",
    ActionKind.CHANGE_CONTACT: "The address or number was changed.",
    ActionKind.CHANGE_PROOF_TO_VIEW: "What has to be proven to open was changed.",
    ActionKind.CHANGE_PROOF_TO_SIGN: "What has to be proven to sign was changed.",
    ActionKind.FORWARD: "The signed document was forwarded.",
    ActionKind.RESEND: "The invitation was sent again.",
    ActionKind.RECALL: "The agreement was recalled.",
    ActionKind.CORRECT: "A draft continues the recalled agreement.",
    ActionKind.COMPLETE_EARLY: "The agreement was completed early.",
    ActionKind.CHANGE_OWNER: "The agreement has another owner.",
    ActionKind.DELETE: "The agreement was deleted at the service.",
    ActionKind.REMIND_PERSON: "The person was reminded.",
    ActionKind.REPLACE_PERSON: "The person was replaced.",
}
_WHY_NOT: Final = {
    WhyNot.SERVICE: "Countersign cannot do this with agreements of this service.",
    WhyNot.UNKNOWN_STATE: "The service has not said yet how it stands.",
    WhyNot.NO_ACCESS: "The service does not show the agreement to this account any more.",
    WhyNot.FLOW: "Flow carries this agreement, and takes no such wish from programs.",
    WhyNot.FLOW_NO_INSTANCE: "Flow carries this agreement, and it was not sent from here.",
    WhyNot.FLOW_UNAVAILABLE: "This Scrive server does not let programs stop Flow agreements.",
    WhyNot.NOT_PENDING: "The agreement is not waiting for anybody.",
    WhyNot.NOT_COMPLETED: "The agreement is not completed.",
    WhyNot.NOT_EXPIRED: "The agreement has not expired.",
    WhyNot.NOT_STOPPED: "The agreement has not been stopped.",
    WhyNot.NOT_OWNER: "Somebody else sent this agreement.",
    WhyNot.NOBODY_LEFT: "Everybody has done what was asked.",
    WhyNot.NOBODY_WRITTEN_TO: "Scrive writes to nobody who is left: they wait for you.",
    WhyNot.IS_OWNER: "This is who sent it; their data come from the account.",
    WhyNot.ACTED: "This person has acted already.",
    WhyNot.NO_CONTACT_FIELD: "This person has neither address nor number that could be changed.",
    WhyNot.ALREADY_PROVEN: "This person has proven who they are already.",
    WhyNot.ONLY_SIGNERS: "This person does not sign.",
    WhyNot.NOT_BY_LINK: "The service writes to this person; the link is in that message.",
    WhyNot.NO_MESSAGE: "The service writes nothing to this person.",
    WhyNot.NOT_THEIR_TURN: "This person has not been invited yet.",
    WhyNot.NOT_DRAFT: "The agreement was not recalled: recall it first, then correct it.",
    WhyNot.LOCKED: "A template locks this agreement, so that nothing in it can be changed.",
    WhyNot.NEEDS_V4: (
        "This account uses version 3 of SigningHub's interface, which reminds nobody at once."
    ),
    WhyNot.NOT_AT_SERVER: "This SigningHub server does not remind people at once.",
    WhyNot.IS_GROUP: "Anybody of this group acts; only a single person can be replaced.",
    WhyNot.ONLY_COPY: "This person only gets a copy.",
    WhyNot.UNDER_WAY: "This is under way, or it is being found out whether it was done.",
}
_FINDINGS: Final = {
    "person.unknown": "This person does not take part.",
    "days.missing": "Say how many days.",
    "days.range": "It can be 1 to {most} days.",
    "days.past_deadline": "Only {left} days are left to sign.",
    "name.missing": "Enter a name.",
    "email.missing": "Enter an e-mail address.",
    "email.malformed": "“{typed}” is not an e-mail address.",
    "email.cleared": "An address can be changed, but not taken away.",
    "mobile.malformed": "“{typed}” is no mobile number with its country, such as +46 70 174 06 05.",
    "mobile.cleared": "A number can be changed, but not taken away.",
    "contact.missing": "Enter an address or a number.",
    "contact.no_field": "The person was invited without it, and it cannot be added later.",
    "proof.missing": "Choose what has to be proven.",
    "proof.not_here": "{proof} does not work at this moment.",
    "proof.mixed": "{other} is asked at the other moment; two different eIDs cannot be combined.",
    "proof.needs_mobile": "{proof} needs a mobile number.",
    "proof.needs_number": "{proof} needs the personal number.",
}


def action_word(kind: ActionKind) -> str:
    """What an action is called."""
    return _NAMES[kind]


def why_not_text(why_not: WhyNot) -> str:
    """Why an action is not offered, as a sentence."""
    return _WHY_NOT[why_not]


def action_finding_text(finding: ActionFinding) -> str:
    """What has to be corrected, as a sentence."""
    facts = dict(finding.facts)
    for name in ("proof", "other"):
        if name in facts:
            facts[name] = provider_word(facts[name])
    return _FINDINGS[finding.code].format_map(facts)


def done_words(request: ActionRequest) -> ErrorText:
    """The words for an action that took effect."""
    if request.kind is ActionKind.AUTO_REMINDER and request.days is None:
        return ErrorText(title="The automatic reminder was taken away.")
    return ErrorText(title=_DONE[request.kind])


def drafted_words(kind: ActionKind, *, complete: bool, placed: bool) -> ErrorText:
    """The words for a draft that was made; whether it has its documents, and its fields."""
    words = ErrorText(title=_DONE[kind])
    if complete and placed:
        return words
    if complete:
        return replace(
            words,
            detail="It was not sent from this computer, so its fields are not in the draft.",
            next_step="Place them under Documents, or let each signer get one on the last page.",
        )
    return replace(
        words,
        detail="SigningHub gives out no documents of a recalled agreement, and they are not on"
        " this computer.",
        next_step="Add the documents again, then send.",
    )


def record_words(record: ActionRecord) -> ErrorText:
    """What became of an action, for people."""
    if record.state is ActionState.UNDER_WAY:
        return under_way_words()
    return record.message or done_words(record.request)


def unchanged_words() -> ErrorText:
    """The words for what was so already."""
    return ErrorText(title="It is so already.", detail="Nothing was changed, nobody was told.")


def under_way_words() -> ErrorText:
    """The words for an action whose request may be leaving now."""
    return ErrorText(title="This is under way.")


def finding_out_words(service: str) -> ErrorText:
    """The words for an action whose answer was lost, while it can still be told."""
    return ErrorText(
        title="We do not know yet whether this was done.",
        detail=f"The answer of {service} was lost. It is not done again by itself.",
        next_step=f"Countersign asks {service} how the agreement stands.",
    )


def maybe_words(service: str, *, seen: bool = False) -> ErrorText:
    """The words for a message of which nobody can tell whether it left; `seen`: one left."""
    seen_text = f" The history in {service} tells of a message since then." if seen else ""
    return ErrorText(
        title="This may have been sent.",
        detail=(
            f"The answer was lost, and {service} does not tell whether it was carried out."
            f"{seen_text}"
        ),
        next_step="Doing it again may send a second message.",
    )


def not_done_words(observation: Observation | None) -> ErrorText:
    """The words for what is proven to have had no effect; how the agreement stands now."""
    return ErrorText(
        title="It was not done.", detail=state_words(observation), next_step="You can do it again."
    )


def state_words(observation: Observation | None) -> str:
    """How the agreement stands now, as a sentence."""
    if observation is None:
        return ""
    return f"The agreement stands now at: {agreement_word(observation.status)}."


class AnotherPersonActs(ServiceError):
    """The account signs in as somebody else than who sent the agreement."""

    code = "another_person"

    def __init__(self, account: str, expected: str, found: str) -> None:
        """Say who it was and who it is."""
        super().__init__(
            f"{account} now signs in as {found}."
            if found
            else f"{account} does not tell any more who it signs in as.",
            f"This agreement belongs to {expected}, so nothing is changed.",
            f"Sign in to {account} as {expected} again.",
        )


def account_is_busy() -> LocalError:
    """Something is being sent with the account, here or in another window."""
    return LocalError(
        "The account is being worked with now.",
        "Another window or command of Countersign is sending something. Nothing was changed.",
        "Try again in a minute.",
    )
