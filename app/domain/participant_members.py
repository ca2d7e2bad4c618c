"""What the part of one service in a draft says of a participant, by the label."""

from app.domain.json_value import JsonObject, JsonValue
from app.domain.part_members import members_in, with_member_in

_GROUP = "participants"


def members_of(settings: JsonObject, label: str) -> JsonObject:
    """The members of one participant; empty where the part says nothing of them."""
    return members_in(settings, _GROUP, label)


def with_member_of(settings: JsonObject, label: str, name: str, value: JsonValue) -> JsonObject:
    """The part of the service with one member of a participant set.

    None, an empty text, list or object takes it away, and with the last member the participant.
    """
    return with_member_in(settings, _GROUP, label, name, value)
