"""Who takes part in an agreement: the parties of its documents, told apart by person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.domain.kinds import Role
from app.services.ports import KnownParticipant
from app.services.scrive.wire import Document
from app.services.scrive.wire_party import Signatory

_ROLES: Final[Mapping[str, Role]] = {
    "signing_party": Role.SIGNER,
    "viewer": Role.VIEWER,
    "approver": Role.APPROVER,
}
NOT_STARTED: Final = frozenset({"preparation", "awaiting_start"})
"""Statuses in which nobody was invited yet (Document API v2, Document, `status`)."""
_CLOSED: Final = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who a party is, by the fields that it carries."""

    name: str = ""
    email: str = ""
    phone: str = ""

    def __bool__(self) -> bool:
        """Whether anything is known; in Flow, parties are blank."""
        return bool(self.name or self.email or self.phone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One participant with the parties that stand for them in the documents."""

    key: str
    places: tuple[tuple[Document, Signatory], ...]
    known: KnownParticipant | None = None
    who: Party = field(default_factory=Party)

    @property
    def parties(self) -> tuple[Signatory, ...]:
        """The parties, without their documents."""
        return tuple(party for _, party in self.places)

    @property
    def role(self) -> Role | None:
        """Our role; None where the service's word for it is not known."""
        if self.known is not None:
            return self.known.role
        return _ROLES.get(next(map(role_word, self.parties), ""))

    @property
    def acts(self) -> bool:
        """Whether others wait for this participant."""
        return self.role not in {Role.VIEWER, Role.COPY}

    @property
    def order(self) -> int:
        """The stage in which the participant acts."""
        if self.known is not None:
            return self.known.signing_order
        return min((party.sign_order or 1 for party in self.parties), default=1)

    @property
    def done(self) -> bool:
        """Whether everything that this participant has to do is done."""
        return bool(self.parties) and all(party.sign_time for party in self.parties)


def seats_of(documents: Sequence[Document], known: Sequence[KnownParticipant]) -> tuple[Seat, ...]:
    """Everybody who takes part: those that we sent where we did, else by their contact data."""
    return _known_seats(documents, known) if known else _found_seats(documents)


def person_of(party: Signatory) -> Party:
    """Name, address and number out of a party's fields."""
    names = {each.order: each.value.strip() for each in party.fields if each.type == "name"}
    others = {each.type: each.value.strip() for each in party.fields if each.type != "name"}
    return Party(
        name=" ".join(filter(None, (names.get(1), names.get(2)))),
        email=others.get("email", ""),
        phone=others.get("mobile", ""),
    )


def role_word(party: Signatory) -> str:
    """The service's word for the role; the deprecated flag wins where they contradict."""
    if party.is_signatory is None:
        return party.signatory_role
    if not party.is_signatory and party.signatory_role in {"", "signing_party"}:
        return "viewer"
    if party.is_signatory and party.signatory_role in {"", "viewer"}:
        return "signing_party"
    return party.signatory_role


def _known_seats(
    documents: Sequence[Document], known: Sequence[KnownParticipant]
) -> tuple[Seat, ...]:
    """The participants as sent, found by their signatory ids, else by their position."""
    return tuple(
        _known_seat(each, _by_id(documents, each) or _by_position(documents, position, len(known)))
        for position, each in enumerate(known)
    )


def _known_seat(known: KnownParticipant, places: Iterable[tuple[Document, Signatory]]) -> Seat:
    found = tuple(places)
    told = next((who for _, party in found if (who := person_of(party))), Party())
    who = Party(
        name=told.name or known.name,
        email=told.email or known.email,
        phone=told.phone or known.phone,
    )
    return Seat(key=known.label, places=found, known=known, who=who)


def _by_id(
    documents: Sequence[Document], known: KnownParticipant
) -> list[tuple[Document, Signatory]]:
    return [
        (document, party)
        for document in documents
        for party in document.parties
        if party.id in known.signatory_ids
    ]


def _by_position(
    documents: Sequence[Document], position: int, people: int
) -> list[tuple[Document, Signatory]]:
    """Ids may have changed while the document was a draft; the author comes before everybody."""
    return [
        (document, document.parties[position + 1])
        for document in documents
        if len(document.parties) == people + 1
    ]


def _found_seats(documents: Sequence[Document]) -> tuple[Seat, ...]:
    """The same contact data in several documents are one person; blank ones go by position."""
    flow = len(documents) > 1 or any(map(_carried_by_flow, documents))
    found: dict[tuple[str, int], list[tuple[Document, Signatory]]] = {}
    for document in documents:
        met: dict[str, int] = {}
        for position, party in enumerate(document.parties):
            if party.is_author and not _author_takes_part(document, party, flow=flow):
                continue
            identity = _identity(party, position)
            met[identity] = met.get(identity, 0) + 1
            found.setdefault((identity, met[identity]), []).append((document, party))
    return tuple(
        Seat(
            key=_lasting_id(documents, places) or _numbered(identity, number),
            places=tuple(places),
            who=person_of(places[0][1]),
        )
        for (identity, number), places in found.items()
    )


def _numbered(identity: str, number: int) -> str:
    return identity if number == 1 else f"{identity} ({number})"


def _lasting_id(documents: Sequence[Document], places: Sequence[tuple[Document, Signatory]]) -> str:
    """The party's id, which stays when an address is changed; before the start it may change."""
    if len(documents) > 1 or documents[0].status in NOT_STARTED:
        return ""
    return places[0][1].id


def _author_takes_part(document: Document, author: Signatory, *, flow: bool) -> bool:
    """In Flow the author plays no role; elsewhere only an author who is to sign does."""
    if author.sign_time or author.rejected_time:
        return True
    closed_without = document.status == _CLOSED
    return not flow and not closed_without and role_word(author) != "viewer"


def _carried_by_flow(document: Document) -> bool:
    """Whether it was started though a party lacks its address: the Document API refuses that."""
    return document.status not in NOT_STARTED and any(
        not party.is_author
        and party.delivery_method in {"", "email"}
        and not person_of(party).email
        for party in document.parties
    )


def _identity(party: Signatory, position: int) -> str:
    who = person_of(party)
    return who.email.casefold() or who.phone or who.name.casefold() or f"party {position}"
