"""The agreements of the demo whose people are asked for more than a signature."""

from datetime import timedelta
from typing import TYPE_CHECKING

from app.emulator.scrive import updating
from app.emulator.scrive.demo_people import BODIL, MIRA
from app.emulator.scrive.demo_stage import a_draft, a_process, play, play_in_flow, send
from app.emulator.scrive.state import State

if TYPE_CHECKING:
    from app.emulator.json_value import JsonObject, JsonValue


def fill(state: State) -> None:
    """Write a sublet with an eID, a file and a question, and a process that begins with a form."""
    with state.world.clock.shifted(timedelta(days=7, hours=3)):
        _sublet(state)
    with state.world.clock.shifted(timedelta(days=5, hours=1)):
        _with_form(state)


def _sublet(state: State) -> None:
    document = a_draft(state, "Sublet agreement, flat 9", [MIRA])
    question: JsonObject = {
        "title": "Have you read the house rules?",
        "positive_option": "I have",
        "negative_option": "I have not",
    }
    wanted: JsonObject = {
        "name": "Landlord's consent",
        "description": "A picture of the letter will do.",
        "required": True,
    }
    fields: list[JsonValue] = [*document.parties[1].fields]
    fields.append({"type": "personal_number", "value": ""})
    party: JsonObject = {
        **MIRA.party(),
        "fields": fields,
        "authentication_method_to_sign": "se_bankid",
        "attachments": [wanted],
        "consent_module": {"title": "Before you sign", "questions": [question]},
    }
    author: JsonObject = {"signatory_role": "viewer", "is_signatory": False}
    changes: JsonObject = {"parties": [author, party]}
    updating.apply(document, changes, state.account, state.ids)
    send(state, document)
    play(state, document, "Mira Kovac", "open")


def _with_form(state: State) -> None:
    schema: JsonObject = {
        "type": "object",
        "properties": {"keys": {"type": "string", "minLength": 1}},
        "propertyOrder": ["keys"],
        "required": ["keys"],
    }
    fill_in: JsonObject = {"type": "form", "form": "keys", "participant": BODIL.label}
    process: JsonObject = {
        "type": "sequence",
        "steps": [fill_in, BODIL.step(["lease"])],
    }
    forms: list[JsonValue] = [{"label": "keys", "schema": schema}]
    instance = a_process(state, ["Handing over of keys, flat 1203"], [BODIL], process, forms)
    play_in_flow(state, instance, BODIL, "open")
