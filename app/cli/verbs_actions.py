"""`remind`, `cancel`, `prolong`, `change` and the other verbs about one sent agreement."""

import os
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from app.cli.action_documents import effects_document, offer_document, record_document
from app.cli.exits import Exit, of_several
from app.cli.session import Session
from app.cli.verbs_templates import new_file
from app.cli.verbs_tracking import found_agreement
from app.domain.actions import ActionKind, ActionRequest, Offer
from app.domain.errors import DomainError, UserCancelled
from app.domain.kinds import ServiceKind
from app.domain.scrive_proofs import our_word
from app.services.actions.records import ActionRecord, ActionState
from app.services.errors import ServiceError
from app.services.texts import error_text
from app.services.tracking.tracked import TrackedAgreement
from app.services.words.action_effects import effect_text
from app.services.words.actions import (
    action_finding_text,
    action_word,
    record_words,
    why_not_text,
)

_IN_DOUBT: Final = frozenset(
    {"action.under_way", "action.finding_out", "action.in_doubt_before", "action.maybe"}
)
_EXITS: Final = {
    ActionState.DONE: Exit.DONE,
    ActionState.UNCHANGED: Exit.DONE,
    ActionState.REFUSED: Exit.REFUSED,
    ActionState.NOT_DONE: Exit.NOT_YET,
    ActionState.UNDER_WAY: Exit.FINDING_OUT,
    ActionState.FINDING_OUT: Exit.FINDING_OUT,
    ActionState.MAYBE: Exit.FINDING_OUT,
}
_LATER: Final = frozenset({"throttled", "local", "no_keyring"})
"""Families of a refusal that passes by itself."""


def run(session: Session) -> Exit:
    """Do what the verb says, once. Raises DomainError and ServiceError."""
    session.sign_in_for_this_call()
    tracked = found_agreement(session, session.arguments.id)
    return _VERBS[session.arguments.verb](session, tracked)


def _do(session: Session, tracked: TrackedAgreement) -> Exit:
    if tracked.observation is None:
        tracked = session.desk.tracking.refresh(tracked.id)
    requests = tuple(_requests(session, tracked))
    if session.arguments.dry_run:
        return _foretell(session, tracked, requests)
    for request in requests if len(requests) > 1 else ():  # before anything is changed
        for finding in session.desk.actions.findings(request):
            sentence = action_finding_text(finding)
            raise DomainError(f"action.{finding.code}", finding.member, {"sentence": sentence})
    records: list[ActionRecord] = []
    exits: list[Exit] = []
    for request in requests:
        try:
            record = session.desk.actions.perform(
                request, wait=session.arguments.wait, cancel=session.cancel
            )
        except DomainError as error:
            if error.code not in _IN_DOUBT:
                _tell_done(session, records)
                raise
            session.tell(f"countersign: {error_text(error).paragraph()}")
            records += _same(session, request)
            exits.append(Exit.FINDING_OUT)
        except (ServiceError, UserCancelled):
            _tell_done(session, records)
            raise
        else:
            records.append(record)
            later = record.state is ActionState.REFUSED and record.family in _LATER
            exits.append(Exit.NOT_YET if later else _EXITS[record.state])
    session.show(
        {"actions": [record_document(each) for each in records]},
        "\n".join(record_words(each).paragraph() for each in records),
    )
    return of_several(exits)


def _tell_done(session: Session, records: Sequence[ActionRecord]) -> None:
    """What became of the actions before the one that could not even be begun."""
    for each in records:
        session.tell(f"{action_word(each.kind)}: {record_words(each).paragraph()}")


def _foretell(
    session: Session, tracked: TrackedAgreement, requests: Sequence[ActionRequest]
) -> Exit:
    """Say what it would cause, and why it could not be done; no request is made."""
    actions, days = session.desk.actions, _Days(session.desk.clock.now())
    lines: list[str] = []
    documents = []
    hindered = False
    for request in requests:
        offer = _offer(actions.offers(tracked), request)
        findings = [action_finding_text(each) for each in actions.findings(request)]
        if offer is not None and offer.why_not is not None:
            findings.insert(0, why_not_text(offer.why_not))
        effects = () if findings else actions.effects(request)
        hindered = hindered or bool(findings)
        lines.append(f"{action_word(request.kind)}:")
        lines += [f"  {each}" for each in findings]
        lines += [f"  {' '.join(filter(None, effect_text(each, days)))}" for each in effects]
        documents.append(effects_document(request, effects, findings, days))
    session.show({"dry_run": list(documents)}, "\n".join(lines))
    return Exit.INVALID if hindered else Exit.DONE


def _show_link(session: Session, tracked: TrackedAgreement) -> Exit:
    """Print the link, or save its picture; neither is kept anywhere else."""
    person = _person(session, tracked)
    actions, file = session.desk.actions, session.arguments.qr
    if file is not None:
        _save_private(file, actions.qr(tracked.id, person))
        session.show({"qr": str(file)}, str(file))
    else:
        link = actions.link(tracked.id, person).reveal()
        session.show({"link": link}, link)
    session.tell("Whoever has it can act as this person.")
    return Exit.DONE


def _list(session: Session, tracked: TrackedAgreement) -> Exit:
    actions = session.desk.actions
    offers, records = actions.offers(tracked), actions.records(tracked.id)
    names = _names(tracked)
    lines = [f"{tracked.title}", "  Can be done:"]
    lines += [f"    {_called(each, names)}" for each in offers if each.offered]
    if not any(each.offered for each in offers):
        lines.append("    Nothing.")
    if records:
        lines.append("  Was done:")
        lines += [
            f"    {each.began_at.astimezone():%Y-%m-%d %H:%M}  {action_word(each.kind)}"
            f"{f' ({each.person_name})' if each.person_name else ''}:"
            f" {record_words(each).paragraph()}"
            for each in records
        ]
    session.show(
        {
            "offers": [offer_document(each, names.get(each.person, "")) for each in offers],
            "actions": [record_document(each) for each in records],
        },
        "\n".join(lines),
    )
    return Exit.DONE


def _requests(session: Session, tracked: TrackedAgreement) -> list[ActionRequest]:
    """What the options ask for: a change of contact and of two proofs are three actions."""
    given = session.arguments
    if given.verb == "remind" and tracked.service is ServiceKind.SIGNINGHUB:
        return _reminders(session, tracked)
    if given.verb == "remind" and given.person:
        raise _unclear("Scrive reminds everybody who has not signed.", "Leave --person out.")
    if given.verb == "change":
        return _changes(session, tracked)
    return [
        ActionRequest(
            kind=_KINDS[given.verb],
            agreement_id=tracked.id,
            person=_person(session, tracked) if given.verb in _ABOUT_PERSON else "",
            days=given.days,
            email=given.email,
            name=given.name,
            mobile=given.mobile,
            attachments=given.attachments,
            again=given.again,
        )
    ]


def _changes(session: Session, tracked: TrackedAgreement) -> list[ActionRequest]:
    """What should be another one; an address by which the person is known comes last."""
    given = session.arguments
    person = _person(session, tracked)
    wanted: list[ActionRequest] = []
    if given.email is not None or given.mobile is not None:
        wanted.append(
            ActionRequest(
                kind=ActionKind.CHANGE_CONTACT,
                agreement_id=tracked.id,
                person=person,
                email=given.email,
                mobile=given.mobile,
                again=given.again,
            )
        )
    for kind, proof in (
        (ActionKind.CHANGE_PROOF_TO_VIEW, given.proof_to_view),
        (ActionKind.CHANGE_PROOF_TO_SIGN, given.proof_to_sign),
    ):
        if proof is not None:
            wanted.append(
                ActionRequest(
                    kind=kind,
                    agreement_id=tracked.id,
                    person=person,
                    proof=our_word(proof) or "standard",
                    again=given.again,
                )
            )
    if not wanted:
        raise _unclear("Nothing is named that should change.", "Say --email, --mobile or a proof.")
    # An address by which the person is known comes last: the others are found by the old one.
    return wanted[1:] + wanted[:1]


def _reminders(session: Session, tracked: TrackedAgreement) -> list[ActionRequest]:
    """SigningHub reminds person by person: the one who is named, or everybody at their turn."""
    offers = session.desk.actions.offers(tracked)
    reminders = [each for each in offers if each.kind is ActionKind.REMIND_PERSON]
    # Where nobody can be reminded, the first says why.
    wanted = [each.person for each in reminders if each.offered] or [
        each.person for each in reminders[:1]
    ]
    if session.arguments.person:
        wanted = [_person(session, tracked)]
    return [
        ActionRequest(
            kind=ActionKind.REMIND_PERSON,
            agreement_id=tracked.id,
            person=each,
            again=session.arguments.again,
        )
        for each in wanted
    ]


def _person(session: Session, tracked: TrackedAgreement) -> str:
    """The key of the one participant who is called so. Raises DomainError."""
    wanted = session.arguments.person.strip()
    seen = tracked.observation or session.desk.tracking.refresh(tracked.id).observation
    people = () if seen is None else seen.participants
    if wanted.isdigit() and 1 <= int(wanted) <= len(people):
        return people[int(wanted) - 1].key
    called = wanted.casefold()
    exact = [
        each
        for each in people
        if called in {each.key.casefold(), each.name.casefold(), each.email.casefold(), each.phone}
    ]
    found = exact or [each for each in people if called and called in each.name.casefold()]
    if len(found) == 1:
        return found[0].key
    names = ", ".join(
        f"{place}. {each.name or each.email}" for place, each in enumerate(people, start=1)
    )
    sentence = f"{'Nobody' if not found else 'More than one person'} is called “{wanted}”."
    raise _unclear(sentence, f"There are: {names}.")


def _unclear(sentence: str, next_step: str) -> DomainError:
    return DomainError("action.unclear", facts={"sentence": sentence, "next_step": next_step})


def _same(session: Session, request: ActionRequest) -> list[ActionRecord]:
    """The record that stands in the way of doing the same again."""
    records = session.desk.actions.records(request.agreement_id)
    same = [each for each in records if each.is_open and each.kind is request.kind]
    return [each for each in same if each.request.person == request.person][:1]


def _offer(offers: Sequence[Offer], request: ActionRequest) -> Offer | None:
    wanted = (request.kind, request.person)
    return next((each for each in offers if (each.kind, each.person) == wanted), None)


def _names(tracked: TrackedAgreement) -> dict[str, str]:
    seen = tracked.observation
    people = () if seen is None else seen.participants
    return {each.key: each.name or each.email or each.phone for each in people}


def _called(offer: Offer, names: dict[str, str]) -> str:
    name = names.get(offer.person, "")
    return f"{action_word(offer.kind)}: {name}" if name else action_word(offer.kind)


def _save_private(file: Path, content: bytes) -> None:
    """A new file that only this user can read. Raises DomainError."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        reason = error.strerror or "it cannot be written"
        raise _unclear(f"{file} was not saved: {reason}.", "Name another file.") from error
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)


class _Days:
    """Days in the zone of this computer, as scripts and people read them."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def day(self, at: datetime, /) -> str:
        return f"{at.astimezone():%Y-%m-%d}"

    def since(self, at: datetime, /) -> str:
        passed = max(self._now - at, timedelta())
        minutes = int(passed.total_seconds() // 60)
        return f"{minutes // 60} h {minutes % 60} min"


_ABOUT_PERSON: Final = frozenset({"resend", "replace"})
_KINDS: Final = {
    "recall": ActionKind.RECALL,
    "correct": ActionKind.CORRECT,
    "complete": ActionKind.COMPLETE_EARLY,
    "delete": ActionKind.DELETE,
    "give": ActionKind.CHANGE_OWNER,
    "replace": ActionKind.REPLACE_PERSON,
    "remind": ActionKind.REMIND,
    "cancel": ActionKind.CANCEL,
    "prolong": ActionKind.PROLONG,
    "auto-reminder": ActionKind.AUTO_REMINDER,
    "resend": ActionKind.RESEND,
    "forward": ActionKind.FORWARD,
    "restart": ActionKind.RESTART,
}


def _correct(session: Session, tracked: TrackedAgreement) -> Exit:
    """Make the draft, and write it where it can be changed and sent by a script."""
    to = session.arguments.to
    if to is not None and not session.arguments.dry_run:
        new_file(to)
    done = _do(session, tracked)
    record = next(iter(session.desk.actions.records(tracked.id)), None)
    if done is Exit.DONE and to is not None and record is not None and record.draft_id:
        session.desk.drafts.export(record.draft_id, to)
        session.tell(f"The draft is written to {to}.")
    return done


_VERBS: Final[dict[str, Callable[[Session, TrackedAgreement], Exit]]] = {
    **dict.fromkeys((*_KINDS, "change"), _do),
    "correct": _correct,
    "link": _show_link,
    "actions": _list,
}
