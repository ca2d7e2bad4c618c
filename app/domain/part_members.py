"""What the part of one service in a draft says of a participant, a document or a field."""

from typing import Final

from app.domain.json_value import JsonObject, JsonValue

DOCUMENTS: Final = "documents"
"""By label."""
FIELDS: Final = "fields"
"""By the field's `id`: all fields of that name have the same members."""


def members_in(settings: JsonObject, group: str, key: str) -> JsonObject:
    """The members of one entry of a group; empty where the part says nothing of it."""
    entries = settings.get(group)
    own = entries.get(key) if isinstance(entries, dict) else None
    return own if isinstance(own, dict) else {}


def with_members_in(settings: JsonObject, group: str, key: str, members: JsonObject) -> JsonObject:
    """The part with exactly these members of an entry; an entry without any is taken away."""
    entries = settings.get(group)
    others = dict(entries) if isinstance(entries, dict) else {}
    others.pop(key, None)
    if members:
        others[key] = members
    rest = {name: each for name, each in settings.items() if name != group}
    return {**rest, group: others} if others else rest


def with_member_in(
    settings: JsonObject, group: str, key: str, name: str, value: JsonValue
) -> JsonObject:
    """The part with one member of an entry set.

    None, an empty text, list or object takes it away, and with the last member the entry.
    """
    own = {each: kept for each, kept in members_in(settings, group, key).items() if each != name}
    if value is not None and value not in ("", [], {}):
        own[name] = value
    return with_members_in(settings, group, key, own)


def place_in(group: str, key: str) -> str:
    """The JSON pointer to one entry of a group of `signinghub`."""
    return f"/signinghub/{group}/{key.replace('~', '~0').replace('/', '~1')}"


def path_of(where: str) -> list[str]:
    """The names in a JSON pointer, from outside to inside."""
    return [each.replace("~1", "/").replace("~0", "~") for each in where.strip("/").split("/")]
