"""What the part of one service in a draft says of a participant, by the label."""

from app.domain.json_value import JsonObject, JsonValue

_GROUP = "participants"


def members_of(settings: JsonObject, label: str) -> JsonObject:
    """The members of one participant; empty where the part says nothing of them."""
    people = settings.get(_GROUP)
    own = people.get(label) if isinstance(people, dict) else None
    return own if isinstance(own, dict) else {}


def with_member_of(settings: JsonObject, label: str, name: str, value: JsonValue) -> JsonObject:
    """The part of the service with one member of a participant set.

    None, an empty text, list or object takes it away, and with the last member the participant.
    """
    own = {key: each for key, each in members_of(settings, label).items() if key != name}
    if value is not None and value not in ("", [], {}):
        own[name] = value
    people = settings.get(_GROUP)
    others = dict(people) if isinstance(people, dict) else {}
    others.pop(label, None)
    if own:
        others[label] = own
    rest = {key: each for key, each in settings.items() if key != _GROUP}
    return {**rest, _GROUP: others} if others else rest
