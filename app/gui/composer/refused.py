"""What the service said against people when a draft was sent last, until they are changed."""

from collections.abc import Iterator, Sequence

from app.domain.agreement import Agreement, Participant
from app.domain.findings import Finding, Part, Severity
from app.domain.json_value import JsonObject
from app.domain.scrive_needs import own_members
from app.services.texts import PersonRefusal

_Told = tuple[Participant, JsonObject]
"""A participant with what only Scrive is told of them."""
_PLACES = {"email": "email", "mobile": "phone", "name": "name"}


class Refused:
    """The refusals of one draft, each as a finding at its person."""

    def __init__(self) -> None:
        """Begin without any."""
        self._refusals: tuple[PersonRefusal, ...] = ()
        self._as_sent: dict[str, _Told] = {}

    def set_refusals(self, refusals: Sequence[PersonRefusal], agreement: Agreement) -> bool:
        """Know what was said of the people as they are; False where that was known before."""
        if tuple(refusals) == self._refusals:
            return False
        self._refusals = tuple(refusals)
        self._as_sent = {
            person.label: _told(agreement, person) for person in agreement.participants
        }
        return True

    def findings(self, agreement: Agreement) -> Iterator[Finding]:
        """What was said of people who are still as they were: who was changed may fit now."""
        places = {each.label: place for place, each in enumerate(agreement.participants)}
        for refusal in self._refusals:
            person = agreement.participant(refusal.label)
            if person is None or _told(agreement, person) != self._as_sent.get(refusal.label):
                continue
            yield Finding(
                id="people.refused",
                severity=Severity.WARNING,
                where=_where(refusal, places[person.label]),
                part=Part.PEOPLE,
                facts={"name": person.shown_name, "text": refusal.text},
            )


def _told(agreement: Agreement, person: Participant) -> _Told:
    return person, own_members(agreement, person.label)


def _where(refusal: PersonRefusal, place: int) -> str:
    if refusal.field in ("personal_number", "company", "company_number"):
        return f"/scrive/participants/{refusal.label}/{refusal.field}"
    member = _PLACES.get(refusal.field, "")
    return f"/participants/{place}/{member}" if member else f"/participants/{place}"
