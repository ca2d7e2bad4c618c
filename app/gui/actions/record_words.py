"""What is kept of an action in words: for the tree, and for the banner after it."""

from typing import Final

from app.domain.actions import ActionKind, ActionRequest
from app.domain.contacts import spaced_phone
from app.gui.when import Times
from app.gui.widgets.banner import Notice, NoticeAction
from app.gui.widgets.states import State
from app.services.actions.records import ActionRecord, ActionState
from app.services.texts import ErrorText, provider_word

AGAIN: Final = "do-again"
CHECK: Final = "check-action"
_STATES: Final = {
    ActionState.UNDER_WAY: ("Under way", State.SENDING),
    ActionState.DONE: ("Done", State.DONE),
    ActionState.REFUSED: ("Refused", State.STOPPED),
    ActionState.NOT_DONE: ("Not done", State.STOPPED),
    ActionState.FINDING_OUT: ("Finding out", State.FINDING),
    ActionState.MAYBE: ("May be done", State.FINDING),
    ActionState.UNCHANGED: ("Was so already", State.DONE),
}
_WENT_WELL: Final = frozenset({ActionState.DONE, ActionState.UNCHANGED})


def what_words(request: ActionRequest) -> str:
    """What was wished, as a heading: `Reminder`, `New mobile +46 70 174 06 50`."""
    contact = (request.email, spaced_phone(request.mobile) if request.mobile else None)
    proof = provider_word(request.proof or "")
    return {
        ActionKind.REMIND: "Reminded",
        ActionKind.AUTO_REMINDER: _reminder(request.days),
        ActionKind.PROLONG: f"Prolonged by {_days(request.days or 0)}",
        ActionKind.CANCEL: "Withdrawn",
        ActionKind.RESTART: "Copied to a new draft",
        ActionKind.CHANGE_CONTACT: f"Changed to {' and '.join(each for each in contact if each)}",
        ActionKind.CHANGE_PROOF_TO_VIEW: f"Asked to open: {proof}",
        ActionKind.CHANGE_PROOF_TO_SIGN: f"Asked to sign: {proof}",
        ActionKind.FORWARD: f"Forwarded to {request.email}",
        ActionKind.RESEND: "Invitation sent again",
        ActionKind.LINK: "Signing link",
        ActionKind.QR: "QR code",
        ActionKind.RECALL: "Recalled",
        ActionKind.CORRECT: "Draft to correct it",
        ActionKind.COMPLETE_EARLY: "Completed early",
        ActionKind.CHANGE_OWNER: f"Given to {request.email}",
        ActionKind.DELETE: "Deleted at the service",
        ActionKind.REMIND_PERSON: "Reminded",
        ActionKind.REPLACE_PERSON: _replacement(request),
    }[request.kind]


def state_word(record: ActionRecord) -> tuple[str, State]:
    """What became of it, in a word, with the state whose colour and glyph it wears."""
    return _STATES[record.state]


def done_notice(record: ActionRecord, service: str) -> Notice:
    """The banner after an action that went well."""
    what, meaning = _done_words(record, service)
    if record.state is ActionState.UNCHANGED and record.message is not None:
        meaning = record.message.detail
    return Notice(
        key=f"action:{record.id}", state=State.DONE, what=what, meaning=meaning, closable=True
    )


def doubt_notice(record: ActionRecord, times: Times) -> Notice:
    """The banner while nobody knows whether an action was done."""
    maybe = record.state is ActionState.MAYBE
    if record.state is ActionState.UNDER_WAY:
        return Notice(
            key=f"action:{record.id}",
            state=State.SENDING,
            what=f"{_titled(record)} is under way.",
            meaning="It goes on beside the window.",
        )
    words = record.message or ErrorText(
        title="We do not know yet whether this was done.", detail="", next_step=""
    )
    look = ""
    if record.next_look_at is not None:
        look = f"The next look is at {times.at(record.next_look_at)}."
    meaning = " ".join(part for part in (words.detail, words.next_step, look) if part)
    actions = [NoticeAction(key=CHECK, text="Check again")]
    if maybe:
        actions.append(NoticeAction(key=AGAIN, text=_AGAIN_WORDS.get(record.kind, "Do it again…")))
    return Notice(
        key=f"action:{record.id}",
        state=State.FINDING,
        what=words.title,
        meaning=meaning,
        actions=tuple(actions),
        closable=maybe,
    )


def refused_notice(message: ErrorText, key: str = "") -> Notice:
    """What is said when the service, or this computer, did not do it.

    `key` makes it a banner that can be closed; without one it stays in its sheet.
    """
    quoted = f"“{message.service_text}”" if message.service_text else ""
    parts = (quoted, message.detail, message.next_step)
    return Notice(
        key=key or "trouble",
        state=State.STOPPED,
        what=message.title,
        meaning=" ".join(part for part in parts if part),
        closable=bool(key),
    )


def went_well(record: ActionRecord) -> bool:
    """Whether it is as wished."""
    return record.state in _WENT_WELL


def _titled(record: ActionRecord) -> str:
    return _TITLES.get(record.kind, "The change")


_TITLES: Final = {
    ActionKind.REMIND: "The reminder",
    ActionKind.CANCEL: "The withdrawal",
    ActionKind.FORWARD: "Forwarding",
    ActionKind.RESEND: "The invitation",
    ActionKind.PROLONG: "Prolonging",
    ActionKind.RESTART: "The new draft",
    ActionKind.RECALL: "The recall",
    ActionKind.COMPLETE_EARLY: "Completing early",
    ActionKind.DELETE: "Deleting",
    ActionKind.REMIND_PERSON: "The reminder",
    ActionKind.REPLACE_PERSON: "The replacement",
}
_AGAIN_WORDS: Final = {
    ActionKind.REMIND: "Remind again…",
    ActionKind.REMIND_PERSON: "Remind again…",
    ActionKind.FORWARD: "Forward again…",
    ActionKind.RESEND: "Send again…",
}


def _done_words(record: ActionRecord, service: str) -> tuple[str, str]:
    first = record.person_name.split()[0] if record.person_name.split() else "The person"
    told = {
        ActionKind.REMIND: f"{service} writes to them now.",
        ActionKind.CANCEL: "Nobody can sign it any more.",
        ActionKind.RESEND: f"{service} writes to {first} now.",
        ActionKind.RESTART: "Nothing leaves this computer before you send it.",
        ActionKind.RECALL: "Correct it and send it again, or leave it as a draft.",
        ActionKind.CORRECT: "Send shares the same agreement once more; nothing leaves before.",
        ActionKind.COMPLETE_EARLY: "Whoever had not acted is not asked any more.",
        ActionKind.REMIND_PERSON: f"{service} writes to {first} now.",
        ActionKind.DELETE: "What is shown here is what was known last.",
    }
    words = f"{what_words(record.request)}."
    what = record.message.title if record.message is not None else words
    if record.message is not None and record.message.next_step:
        return what, f"{record.message.detail} {record.message.next_step}"
    return what, told.get(record.kind, words if what != words else "")


def _replacement(request: ActionRequest) -> str:
    new = " ".join(each for each in (request.name, request.email) if each)
    return f"Replaced by {new}" if request.email else f"Name changed to {request.name}"


def _reminder(days: int | None) -> str:
    if days is None:
        return "Automatic reminder taken away"
    return f"Automatic reminder after {_days(days)}"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
