"""The second line of an entry: who, how far, how long."""

from typing import Final

from app.domain.attention import Reason
from app.domain.kinds import ServiceKind
from app.domain.observation import Observation
from app.domain.observed_parts import DocumentNote
from app.domain.progress import blocker, progress, waiting_names
from app.domain.status import Access, AgreementStatus, ParticipantStatus
from app.gui.models.standing import person_standing
from app.gui.when import Times
from app.services.texts import note_words

SERVICE_NAMES: Final = {ServiceKind.SCRIVE: "Scrive", ServiceKind.SIGNINGHUB: "SigningHub"}
"""As the services call themselves."""

_WHY_NOBODY: Final = (DocumentNote.ALL_SIGNED, DocumentNote.NOT_STARTED)
"""Why it goes on though it is nobody's turn."""


def second_line(
    observation: Observation, why_needed: Reason | None, times: Times
) -> tuple[str, str]:
    """The strong beginning and the rest of the line of a tracked agreement."""
    if why_needed is Reason.NO_ACCESS:
        service = SERVICE_NAMES[observation.service]
        gone = observation.access is Access.GONE
        what = "does not have it any more" if gone else "does not show it to this account"
        return service, f"{what} · last seen {times.at(observation.observed_at)}"
    if why_needed is Reason.YOUR_TURN:
        return "You are next", f"· sign at {SERVICE_NAMES[observation.service]}"
    if observation.status is AgreementStatus.IN_PROGRESS:
        return _waiting_line(observation, times)
    return _ended_line(observation, times)


def _waiting_line(observation: Observation, times: Times) -> tuple[str, str]:
    names = waiting_names(observation)
    waiting = blocker(observation)
    if not names:
        notes = {note for each in observation.documents for note in each.notes}
        why = next((note_words(each) for each in _WHY_NOBODY if each in notes), "In progress")
        return "", why
    words = []
    if len(names) == 1 and waiting is not None:
        word = person_standing(waiting.participants[0]).word
        words.append(word[:1].lower() + word[1:])
    if waiting is not None and waiting.since is not None:
        words.append(times.since(waiting.since))
    others = len(names) - 1
    joined = f"and {others} other{'s' if others > 1 else ''} " if others else ""
    return names[0], joined + "".join(f"· {word} " for word in words).rstrip()


def _ended_line(observation: Observation, times: Times) -> tuple[str, str]:
    far = progress(observation)
    done = f"{far.done} of {far.total} had signed"
    if observation.status is AgreementStatus.DECLINED:
        who = next(
            (p for p in observation.participants if p.status is ParticipantStatus.DECLINED), None
        )
        if who is not None:
            quoted = f": “{' '.join(who.reason.split())}”" if who.reason.strip() else f" · {done}"
            return who.name or who.email, f"declined{quoted}"
    if observation.status is AgreementStatus.EXPIRED:
        late = next(
            (p for p in observation.participants if p.status is ParticipantStatus.EXPIRED), None
        )
        if late is not None:
            return late.name or late.email, f"· access ended · {done}"
    if observation.status is AgreementStatus.COMPLETED:
        when = times.moment(observation.completed_at)
        if observation.ended_early:
            return "", f"Ended early by its owner · {done}"
        people = "1 person" if far.total == 1 else f"{far.total} people"
        return "", " · ".join(part for part in (people, when) if part)
    if observation.status is AgreementStatus.DRAFT:
        recalled = observation.sent_at is not None
        how = "Recalled; it is a draft" if recalled else "Not sent yet; it lies"
        return "", f"{how} at {SERVICE_NAMES[observation.service]}"
    return "", done
