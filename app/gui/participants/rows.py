"""The cards of the people of a draft, as data."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.findings import Finding
from app.domain.kinds import Delivery, ParticipantKind
from app.gui.composer.session import Session
from app.gui.participants.words import contact_line, kind_word, missing_contact
from app.gui.widgets.states import Severity
from app.services.texts import delivery_word, does_word


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person as the list shows them."""

    key: str
    """The label of the participant."""
    name: str
    avatar: str
    """Whose initials are shown; a number has none."""
    person: int
    """The place in the draft, from 0, which decides colour and mark."""
    line: str
    is_missing: bool
    """Whether `line` says what is missing."""
    does: str
    delivery: Delivery
    way: str
    """The delivery in a word."""
    proves: bool
    """Whether an identity has to be proved."""
    severity: Severity | None
    problem: str
    is_locked: bool
    kind: ParticipantKind = ParticipantKind.PERSON

    @property
    def can_move(self) -> bool:
        """Whether the order may be changed."""
        return not self.is_locked

    @property
    def spoken(self) -> str:
        """The card in one sentence."""
        kind = "" if self.kind is ParticipantKind.PERSON else kind_word(self.kind)
        parts = (self.name, kind, self.does, self.line, self.way, self.problem)
        return ", ".join(part for part in parts if part)


def person_rows(session: Session) -> tuple[PersonRow, ...]:
    """Everybody in the order of the draft."""
    return tuple(_rows(session))


def person_findings(session: Session, place: int) -> tuple[Finding, ...]:
    """The findings about one participant, wherever they are repaired."""
    # While somebody is being removed, the list may still show one more.
    people = session.agreement.participants[place : place + 1]
    told = (
        f"/{service}/participants/{p.label}" for p in people for service in ("scrive", "signinghub")
    )
    starts = (f"/participants/{place}", *told)
    return tuple(
        each
        for each in session.findings
        if any(each.where == start or each.where.startswith(f"{start}/") for start in starts)
    )


def _rows(session: Session) -> Iterator[PersonRow]:
    for place, person in enumerate(session.agreement.participants):
        findings = person_findings(session, place)
        worst = findings[0] if findings else None
        missing = missing_contact(person)
        yield PersonRow(
            key=person.label,
            name=person.shown_name,
            avatar=person.name or person.email,
            person=place,
            line=missing or contact_line(person),
            is_missing=bool(missing),
            does=does_word(person.role),
            delivery=person.effective_delivery,
            way=delivery_word(person.effective_delivery),
            proves=bool(person.authentication),
            severity=None if worst is None else Severity(worst.severity.value),
            problem="" if worst is None else Severity(worst.severity.value).word,
            is_locked=session.is_locked,
            kind=person.kind,
        )
