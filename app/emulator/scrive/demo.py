"""The agreements of the demo: what an office would have at Scrive on an ordinary day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.emulator import sealing
from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.scrive import demo_templates, flow, lifecycle, playing, updating
from app.emulator.scrive.document_roles import DocumentRole
from app.emulator.scrive.flow_records import Instance
from app.emulator.scrive.flow_request import read_request
from app.emulator.scrive.flow_roles import FlowRole
from app.emulator.scrive.records import Document
from app.emulator.scrive.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class _Guest:
    """Somebody who is to sign."""

    first: str
    last: str
    email: str = ""
    mobile: str = ""
    role: str = "signing_party"
    order: int = 1

    @property
    def label(self) -> str:
        return self.first.lower()

    def party(self) -> JsonObject:
        """As a party of the Document API."""
        delivery = "email" if self.email else "mobile"
        fields: list[JsonValue] = [
            {"type": "name", "order": 1, "value": self.first},
            {"type": "name", "order": 2, "value": self.last},
            {"type": "email", "value": self.email},
            {"type": "mobile", "value": self.mobile},
        ]
        return {
            "signatory_role": self.role,
            "sign_order": self.order,
            "delivery_method": delivery,
            "confirmation_delivery_method": delivery,
            "fields": fields,
        }

    def participant(self) -> JsonObject:
        """As a participant of Flow; by text message he proves himself with codes."""
        made: JsonObject = {"label": self.label, "name": f"{self.first} {self.last}"}
        if self.email:
            made["emails"] = [{"email": self.email}]
        if self.mobile:
            made["phones"] = [{"phone": self.mobile}]
            made["authentication"] = {
                "view": {"provider": "sms_otp", "max_attempts": 3},
                "sign": [{"label": f"{self.label}-code", "provider": "sms_otp", "max_attempts": 3}],
            }
        return made

    def step(self, documents: Sequence[str]) -> JsonObject:
        """His sign step."""
        labels: list[JsonValue] = list(documents)
        made: JsonObject = {"type": "sign", "participant": self.label, "documents": labels}
        if self.mobile:
            made["authentication"] = f"{self.label}-code"
        return made


_BODIL = _Guest(first="Bodil", last="Oskarsson", email="bodil.oskarsson@example.com")
_INGA = _Guest(first="Inga", last="Engberg", mobile="+46701740611")
_NOOR = _Guest(first="Noor", last="Haddad", email="noor.haddad@example.com")
_TOVE = _Guest(first="Tove", last="Lindahl", email="tove.lindahl@example.com", role="approver")
_ELIAS = _Guest(first="Elias", last="Berg", email="elias.berg@example.com", order=2)
_MIRA = _Guest(first="Mira", last="Kovac", email="mira.kovac@example.com")
_SVEN = _Guest(first="Sven", last="Dahl", email="sven.dahl@example.com")


def fill(state: State) -> None:
    """Write the demo's agreements, each with its own past."""
    for story in (_timed_out, _closed, _rejected, _sequence, _bounced, _pending, _lease, _draft):
        story(state)
    demo_templates.fill(state)
    lifecycle.tick(state)


def _timed_out(state: State) -> None:
    with state.world.clock.shifted(timedelta(days=41, hours=3)):
        document = _document(state, "Confidentiality agreement, Project Linden", [_MIRA, _SVEN])
        updating.apply(document, {"days_to_sign": 14}, state.account, state.ids)
        _start(state, document)
    with state.world.clock.shifted(timedelta(days=39, hours=5)):
        _play(state, document, "Sven Dahl", "open", "sign")
    with state.world.clock.shifted(timedelta(days=26)):
        lifecycle.tick(state)


def _closed(state: State) -> None:
    with state.world.clock.shifted(timedelta(days=9, hours=2)):
        document = _document(state, "Employment contract, Noor Haddad", [_NOOR, _ELIAS])
        _start(state, document)
    with state.world.clock.shifted(timedelta(days=9)):
        _play(state, document, "Noor Haddad", "open", "sign")
    with state.world.clock.shifted(timedelta(days=8, hours=1)):
        _play(state, document, "Elias Berg", "open", "sign")
    with state.world.clock.shifted(timedelta(days=8)):
        lifecycle.tick(state)


def _rejected(state: State) -> None:
    with state.world.clock.shifted(timedelta(days=6, hours=4)):
        document = _document(state, "Supplier agreement, stairwell cleaning", [_SVEN])
        _start(state, document)
    with state.world.clock.shifted(timedelta(days=5, hours=7)):
        role = _play(state, document, "Sven Dahl", "open")
        reason = "The price in section 4 is last year's."
        playing.act(state, role, "decline", {"reason": reason})


def _pending(state: State) -> None:
    with state.world.clock.shifted(timedelta(days=3, hours=1)):
        document = _document(state, "Power of attorney 2031", [_TOVE, _ELIAS])
        _start(state, document)
    with state.world.clock.shifted(timedelta(days=1, hours=2)):
        _play(state, document, "Tove Lindahl", "open")


def _bounced(state: State) -> None:
    with state.world.clock.shifted(timedelta(days=2, hours=6)):
        document = _document(state, "Renovation quote, flat 1203", [_MIRA])
        _start(state, document)
        _play(state, document, "Mira Kovac", "deliver_fail")


def _draft(state: State) -> None:
    with state.world.clock.shifted(timedelta(hours=3)):
        _document(state, "Parking agreement, space 14", [_BODIL])


def _lease(state: State) -> None:
    guests, labels = [_BODIL, _INGA], ["lease", "house-rules"]
    titles = ["Lease Kungsgatan 4", "House rules Kungsgatan 4"]
    with state.world.clock.shifted(timedelta(days=2)):
        steps: list[JsonValue] = [guest.step(labels) for guest in guests]
        process: JsonObject = {"type": "parallel_all", "steps": steps}
        instance = _instance(state, "Lease Kungsgatan 4", titles, guests, process)
    with state.world.clock.shifted(timedelta(days=1, hours=4)):
        _play_in_flow(state, instance, _BODIL, "open", "sign")


def _sequence(state: State) -> None:
    guests = [_NOOR, _MIRA]
    with state.world.clock.shifted(timedelta(days=4, hours=2)):
        steps: list[JsonValue] = [guest.step(["lease"]) for guest in guests]
        process: JsonObject = {"type": "sequence", "steps": steps}
        title = "Sale of storage unit 7"
        instance = _instance(state, title, [title], guests, process)
    with state.world.clock.shifted(timedelta(days=3, hours=20)):
        _play_in_flow(state, instance, _NOOR, "open", "sign")


def _document(state: State, title: str, guests: Sequence[_Guest]) -> Document:
    text = [f"{guest.first} {guest.last}" for guest in guests]
    pdf = sealing.write_pdf([(title, ["Between", state.account.company, "and", *text])])
    document = state.new_document(title, state.store(f"{title}.pdf", pdf))
    parties: list[JsonValue] = [{"signatory_role": "viewer", "is_signatory": False}]
    parties += [guest.party() for guest in guests]
    updating.apply(document, {"parties": parties}, state.account, state.ids)
    document.touch(state.now)
    return document


def _start(state: State, document: Document) -> None:
    lifecycle.begin(state, document)
    lifecycle.invite_next(state, document)


def _instance(
    state: State, title: str, titles: Sequence[str], guests: Sequence[_Guest], process: JsonObject
) -> Instance:
    labels = ["lease", "house-rules"][: len(titles)]
    documents: list[JsonValue] = []
    for label, own_title in zip(labels, titles, strict=True):
        document = _document(state, own_title, guests)
        mapped: list[JsonValue] = [
            {"participant": guest.label, "signatory_id": party.id}
            for guest, party in zip(guests, document.parties[1:], strict=True)
        ]
        documents.append(
            {"document_id": document.id, "label": label, "type": "esign", "parties": mapped}
        )
    participants: list[JsonValue] = [guest.participant() for guest in guests]
    body: JsonObject = {
        "title": title,
        "documents": documents,
        "participants": participants,
        "process": process,
    }
    return flow.create(state, read_request(body))


def _play(state: State, document: Document, name: str, *actions: str) -> DocumentRole:
    party = next(one for one in document.parties if one.name == name)
    role = DocumentRole(state, document, party)
    for action in actions:
        playing.act(state, role, action, {})
    return role


def _play_in_flow(state: State, instance: Instance, guest: _Guest, *actions: str) -> None:
    role = FlowRole(state, instance, instance.participants[guest.label])
    for action in actions:
        playing.act(state, role, action, {})
