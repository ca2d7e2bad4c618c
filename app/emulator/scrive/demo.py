"""The agreements of the demo: what an office would have at Scrive on an ordinary day."""

from datetime import timedelta
from typing import TYPE_CHECKING

from app.emulator.scrive import demo_asking, demo_templates, lifecycle, playing, updating
from app.emulator.scrive.demo_people import BODIL, ELIAS, INGA, MIRA, NOOR, SVEN, TOVE
from app.emulator.scrive.demo_stage import a_draft, a_process, play, play_in_flow, send
from app.emulator.scrive.state import State

if TYPE_CHECKING:
    from app.emulator.json_value import JsonObject, JsonValue


def fill(state: State) -> None:
    """Write the demo's agreements, each with its own past."""
    for story in (_timed_out, _closed, _rejected, _sequence, _bounced, _pending, _lease, _draft):
        story(state)
    demo_asking.fill(state)
    demo_templates.fill(state)
    lifecycle.tick(state)


def _timed_out(state: State) -> None:
    with state.world.clock.shifted(timedelta(days=41, hours=3)):
        document = a_draft(state, "Confidentiality agreement, Project Linden", [MIRA, SVEN])
        updating.apply(document, {"days_to_sign": 14}, state.account, state.ids)
        send(state, document)
    with state.world.clock.shifted(timedelta(days=39, hours=5)):
        play(state, document, "Sven Dahl", "open", "sign")
    with state.world.clock.shifted(timedelta(days=26)):
        lifecycle.tick(state)


def _closed(state: State) -> None:
    with state.world.clock.shifted(timedelta(days=9, hours=2)):
        document = a_draft(state, "Employment contract, Noor Haddad", [NOOR, ELIAS])
        send(state, document)
    with state.world.clock.shifted(timedelta(days=9)):
        play(state, document, "Noor Haddad", "open", "sign")
    with state.world.clock.shifted(timedelta(days=8, hours=1)):
        play(state, document, "Elias Berg", "open", "sign")
    with state.world.clock.shifted(timedelta(days=8)):
        lifecycle.tick(state)


def _rejected(state: State) -> None:
    with state.world.clock.shifted(timedelta(days=6, hours=4)):
        document = a_draft(state, "Supplier agreement, stairwell cleaning", [SVEN])
        send(state, document)
    with state.world.clock.shifted(timedelta(days=5, hours=7)):
        role = play(state, document, "Sven Dahl", "open")
        reason = "The price in section 4 is last year's."
        playing.act(state, role, "decline", {"reason": reason})


def _pending(state: State) -> None:
    with state.world.clock.shifted(timedelta(days=3, hours=1)):
        document = a_draft(state, "Power of attorney 2031", [TOVE, ELIAS])
        send(state, document)
    with state.world.clock.shifted(timedelta(days=1, hours=2)):
        play(state, document, "Tove Lindahl", "open")


def _bounced(state: State) -> None:
    with state.world.clock.shifted(timedelta(days=2, hours=6)):
        document = a_draft(state, "Renovation quote, flat 1203", [MIRA])
        send(state, document)
        play(state, document, "Mira Kovac", "deliver_fail")


def _draft(state: State) -> None:
    with state.world.clock.shifted(timedelta(hours=3)):
        a_draft(state, "Parking agreement, space 14", [BODIL])


def _lease(state: State) -> None:
    guests, labels = [BODIL, INGA], ["lease", "house-rules"]
    titles = ["Lease Kungsgatan 4", "House rules Kungsgatan 4"]
    with state.world.clock.shifted(timedelta(days=2)):
        steps: list[JsonValue] = [guest.step(labels) for guest in guests]
        process: JsonObject = {"type": "parallel_all", "steps": steps}
        instance = a_process(state, titles, guests, process)
    with state.world.clock.shifted(timedelta(days=1, hours=4)):
        play_in_flow(state, instance, BODIL, "open", "sign")


def _sequence(state: State) -> None:
    guests = [NOOR, MIRA]
    with state.world.clock.shifted(timedelta(days=4, hours=2)):
        steps: list[JsonValue] = [guest.step(["lease"]) for guest in guests]
        process: JsonObject = {"type": "sequence", "steps": steps}
        title = "Sale of storage unit 7"
        instance = a_process(state, [title], guests, process)
    with state.world.clock.shifted(timedelta(days=3, hours=20)):
        play_in_flow(state, instance, NOOR, "open", "sign")
