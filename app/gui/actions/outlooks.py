"""How it stands with what was typed into a sheet: the request, its effects, and what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.domain.action_effects import effects
from app.domain.action_values import findings, is_unchanged
from app.domain.actions import (
    DRAFT_KINDS,
    PROOF_KINDS,
    ActionEffect,
    ActionFinding,
    ActionKind,
    ActionRequest,
    Cause,
    Offer,
    Situation,
)
from app.gui.actions.asking import Outlook, Typed
from app.gui.actions.effect_words import effect_lines
from app.gui.when import Times
from app.services.words.actions import action_finding_text
from app.services.words.counted import first_name

_MESSAGES = frozenset(
    {ActionKind.REMIND, ActionKind.REMIND_PERSON, ActionKind.FORWARD, ActionKind.RESEND}
)
_UNCHANGED = "Nothing differs yet."
_ASKED_WHEN_NEEDED = ("mobile", "personal_number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One action on one agreement, as a sheet looks at it."""

    offer: Offer
    situation: Situation
    agreement_id: str
    title: str
    account_id: str
    service_name: str
    times: Times
    earlier: tuple[ActionEffect, ...] = ()
    """What is known from the records, e.g. that it was done before."""

    @property
    def again(self) -> bool:
        """Whether it may have been done already; the sheet says so."""
        return any(each.cause is Cause.MAYBE_BEFORE for each in self.earlier)

    def request(self, typed: Typed) -> ActionRequest:
        """What the user wants, from what stands in the fields."""
        kind, now = self.offer.kind, self.offer.now
        wanted = ActionRequest(
            kind=kind, agreement_id=self.agreement_id, person=self.offer.person, again=self.again
        )
        if kind in PROOF_KINDS:
            return self._proof(wanted, typed)
        if kind in {ActionKind.AUTO_REMINDER, ActionKind.PROLONG}:
            return replace(wanted, days=int(typed["days"]) or None)
        if kind is ActionKind.FORWARD:
            return replace(wanted, email=typed["email"], attachments=bool(typed["attachments"]))
        if kind is ActionKind.CHANGE_OWNER:
            return replace(wanted, email=typed["email"])
        return replace(
            wanted,
            name=_another("name", typed, now),
            email=_another("email", typed, now),
            mobile=_another("mobile", typed, now),
        )

    def look(self, typed: Typed) -> Outlook:
        """The answer to each state of the fields."""
        request = self.request(typed)
        unchanged = is_unchanged(request, self.situation)
        found = () if unchanged else findings(request, self.situation)
        wrong, notes = _sort(found, typed)
        if self.offer.kind is ActionKind.PROLONG:
            notes.pop("days", None)
        caused = () if unchanged else effects(request, self.situation)
        told = (*self.earlier, *caused)
        return Outlook(
            action=_action(request, told),
            lines=effect_lines(told, self.times, self.service_name),
            wrong=wrong,
            notes=notes,
            hidden=self._hidden(request),
            reason=_UNCHANGED if unchanged else action_finding_text(found[0]) if found else "",
            foot=_foot(request, told, self.service_name),
        )

    def _proof(self, wanted: ActionRequest, typed: Typed) -> ActionRequest:
        """Only what the chosen proof asks for goes along."""
        chosen = replace(wanted, proof=typed["proof"])
        needed = _needed(chosen, self.situation)
        return replace(
            chosen,
            mobile=(typed["mobile"] or None) if "mobile" in needed else None,
            personal_number=typed["personal_number"] if "personal_number" in needed else "",
        )

    def _hidden(self, request: ActionRequest) -> frozenset[str]:
        if request.kind not in PROOF_KINDS:
            return frozenset()
        bare = replace(request, mobile=None, personal_number="")
        return frozenset(_ASKED_WHEN_NEEDED) - _needed(bare, self.situation)


def _needed(request: ActionRequest, situation: Situation) -> frozenset[str]:
    """Members without which the chosen proof cannot be asked for."""
    found = findings(replace(request, mobile=None, personal_number=""), situation)
    return frozenset(each.member for each in found if each.member in _ASKED_WHEN_NEEDED)


def _sort(found: tuple[ActionFinding, ...], typed: Typed) -> tuple[dict[str, str], dict[str, str]]:
    """What is wrong, and what is only not there yet: nobody is blamed for an empty field."""
    wrong: dict[str, str] = {}
    notes: dict[str, str] = {}
    for each in found:
        missing = not typed.get(each.member) and not each.code.endswith(".cleared")
        (notes if missing else wrong).setdefault(each.member, action_finding_text(each))
    return wrong, notes


def _action(request: ActionRequest, told: tuple[ActionEffect, ...]) -> str:
    """What the button does."""
    causes = {each.cause: each.facts for each in told}
    reminded = causes.get(Cause.REMINDER_TO, {})
    word = _ACTIONS.get(request.kind, "")
    match request.kind:
        case ActionKind.REMIND_PERSON:
            word = f"Remind {first_name({'name': reminded.get('names', '')})}"
        case ActionKind.REPLACE_PERSON if Cause.INVITED_NOW in causes:
            word = "Replace and invite"
        case ActionKind.REMIND:
            count = reminded.get("count", "")
            word = f"Remind {count} people" if count != "1" else "Remind 1 person"
        case ActionKind.CHANGE_CONTACT if Cause.INVITATION_TO in causes:
            word = "Change and invite again"
        case ActionKind.AUTO_REMINDER if request.days is None and causes:
            word = "Take the reminder away"
        case ActionKind.PROLONG:
            days = "1 day" if request.days == 1 else f"{request.days} days"
            word = f"Prolong by {days}"
        case _:
            pass
    return word


_ACTIONS = {
    ActionKind.CHANGE_CONTACT: "Change",
    ActionKind.REPLACE_PERSON: "Replace",
    ActionKind.AUTO_REMINDER: "Set the reminder",
    ActionKind.CANCEL: "Withdraw the agreement",
    ActionKind.RESTART: "Make a new draft",
    ActionKind.CHANGE_PROOF_TO_VIEW: "Change what is asked",
    ActionKind.CHANGE_PROOF_TO_SIGN: "Change what is asked",
    ActionKind.FORWARD: "Forward the document",
    ActionKind.RESEND: "Send it again",
    ActionKind.RECALL: "Recall the agreement",
    ActionKind.CORRECT: "Open the draft",
    ActionKind.COMPLETE_EARLY: "Complete it now",
    ActionKind.CHANGE_OWNER: "Give it away",
    ActionKind.DELETE: "Delete it there",
}


def _foot(request: ActionRequest, told: tuple[ActionEffect, ...], service: str) -> str:
    """How much is changed, or sent, at the service."""
    if request.kind in DRAFT_KINDS:
        return "On this computer"
    if request.kind not in _MESSAGES:
        two = request.kind is ActionKind.CHANGE_CONTACT and None not in (
            request.email,
            request.mobile,
        )
        return f"{service}, {'2 changes' if two else '1 change'}"
    reminded = next((each for each in told if each.cause is Cause.REMINDER_TO), None)
    count = reminded.facts.get("count", "1") if reminded is not None else "1"
    return f"{service}, 1 message" if count == "1" else f"{service}, {count} messages"


def _another(name: str, typed: Typed, now: Mapping[str, str]) -> str | None:
    """What was typed where it differs from what is set; None where it stays."""
    if name not in now or _plain(typed[name]) == _plain(now[name]):
        return None
    return typed[name]


def _plain(value: str) -> str:
    """Numbers are shown in groups."""
    return value.replace(" ", "")
