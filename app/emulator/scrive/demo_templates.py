"""The templates of the demo: two papers that an office sends again and again."""

from datetime import timedelta

from app.emulator import sealing
from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.scrive import updating
from app.emulator.scrive.state import State


def fill(state: State) -> None:
    """Write both templates, with fields on their pages and a party to be filled in."""
    with state.world.clock.shifted(timedelta(days=60)):
        _template(
            state,
            "Residential lease",
            ["The landlord lets the flat named below.", "Flat:", "Rent per month:"],
            [
                _named("text", "Flat", _box(0.32, 0.145, 0.3, 0.025), value=""),
                _named("text", "Rent", _box(0.32, 0.165, 0.3, 0.025), value=""),
                _named("signature", "Signature", _box(0.1, 0.8, 0.27, 0.08)),
                _named("checkbox", "House rules read", _mark(0.1, 0.72), is_checked=False),
            ],
            tags=[{"name": "kind", "value": "lease"}],
        )
    with state.world.clock.shifted(timedelta(days=45)):
        _template(
            state,
            "Confidentiality agreement",
            ["Both sides keep to themselves what they learn."],
            [_named("signature", "Signature", _box(0.1, 0.75, 0.27, 0.08))],
            days_to_sign=14,
            invitation_message="Please sign before we talk about the project.",
        )


def _template(
    state: State, title: str, lines: list[str], placed: list[JsonValue], **members: JsonValue
) -> None:
    pdf = sealing.write_pdf([(title, lines)])
    document = state.new_document(title, state.store(f"{title}.pdf", pdf))
    contacts: list[JsonValue] = [
        {"type": "name", "order": 1, "value": ""},
        {"type": "name", "order": 2, "value": ""},
        {"type": "email", "value": "", "should_be_filled_by_sender": True},
        {"type": "mobile", "value": "", "is_obligatory": False},
    ]
    party: JsonObject = {"signatory_role": "signing_party", "fields": [*contacts, *placed]}
    author: JsonObject = {"signatory_role": "viewer", "is_signatory": False}
    changes: JsonObject = {"parties": [author, party], "is_template": True, **members}
    updating.apply(document, changes, state.account, state.ids)
    document.touch(state.now)


def _named(kind: str, name: str, placement: JsonObject, **members: JsonValue) -> JsonObject:
    return {"type": kind, "name": name, "placements": [placement], **members}


def _box(left: float, top: float, width: float, height: float) -> JsonObject:
    return {
        "xrel": left,
        "yrel": top,
        "wrel": width,
        "hrel": height,
        "fsrel": 0.0168,
        "page": 1,
        "tip": "right",
        "anchors": [],
    }


def _mark(left: float, top: float) -> JsonObject:
    """A checkbox of middle size."""
    return {**_box(left, top, 0.021153, 0), "fsrel": 0}
