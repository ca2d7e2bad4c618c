"""The peculiarities of the emulated Scrive that a test or the control API can switch."""

from dataclasses import dataclass, fields

from app.emulator.json_value import JsonValue
from app.emulator.scrive import vocabulary
from app.emulator.scrive.routes import ENDPOINTS

FLOW_ANSWERS = frozenset({"id", "instance_id", "flow_id", "nested", "location", "empty"})
_CHOICES = {
    "flow_answer": FLOW_ANSWERS,
    "flow_list": frozenset({"array", "instances"}),
    "author_role": frozenset({"signing_party", "viewer"}),
}

_WORDS = {
    "enabled_authentication": vocabulary.AUTHENTICATION_TO_VIEW | vocabulary.AUTHENTICATION_TO_SIGN,
    "absent": frozenset(ENDPOINTS),
}


@dataclass(slots=True, kw_only=True)
class Settings:
    """Every peculiarity with what it is unless somebody switches it."""

    author_role: str = "signing_party"
    """The role that a fresh author has."""
    enabled_authentication: frozenset[str] = vocabulary.ENABLED_AUTHENTICATION
    """The methods that the account has switched on; `standard` always works."""
    two_factor: bool = False
    """Whether the user signs in with a second factor, so that a password alone gives no token."""
    password: str = "practice"  # noqa: S105 - the emulated user's, known to everybody
    """What the emulated user signs in with."""
    absent: frozenset[str] = frozenset()
    """Names of endpoints (`routes.ENDPOINTS`) that this server does not have: they answer 404."""
    foreign_documents: frozenset[str] = frozenset()
    """Ids of documents that belong to somebody else: every call on them is forbidden."""
    flow_answer: str = "id"
    """How the 201 of a new Flow instance names it: one of FLOW_ANSWERS."""
    flow_list: str = "array"
    """Whether the list of instances is a plain `array`, or the member `instances` of an object."""
    flow_status: str = ""
    """When it is not empty: the status that every instance says it has."""
    flow_enabled: bool = True
    """Whether the account may use Flow at all."""
    flow_filters: bool = False
    """Whether the list of documents knows the filters by membership in a Flow."""
    copies_participants: bool = True
    """Whether a Flow instance writes names and contacts into blank fields of its documents."""
    sealing_seconds: float = 5.0
    """How long a closed document has no sealed file, by the world's clock."""
    sealing_fails: bool = False
    """Whether a closed document ends as `document_error` instead of being sealed."""
    second_seal_days: float = 15.0
    """How long after closing the second seal changes the bytes of the sealed file."""
    list_cap: int = 100
    """The most documents that one page of the list holds."""
    list_lag_seconds: float = 0.0
    """How long a new document is missing from the list, by the world's clock."""

    def change(self, values: dict[str, JsonValue]) -> None:
        """Set some of them; ValueError for an unknown name or an unfit value."""
        kinds = {one.name: type(one.default) for one in fields(self)}
        for name, value in values.items():
            if name not in kinds:
                raise ValueError(f"there is no setting {name}")
            setattr(self, name, _fit(name, kinds[name], value))


def _fit(name: str, kind: type, value: JsonValue) -> object:
    """The value as the setting keeps it: lists become sets, whole seconds are seconds too."""
    if kind is frozenset and isinstance(value, list):
        words = [one for one in value if isinstance(one, str)]
        if len(words) == len(value) and _WORDS.get(name, set(words)).issuperset(words):
            return frozenset(words)
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind or value not in _CHOICES.get(name, (value,)):
        raise ValueError(f"{name} cannot be {value!r}")
    return value
