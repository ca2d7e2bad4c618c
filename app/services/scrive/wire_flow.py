"""Scrive's JSON about Flow instances, as typed structs; see `wire` for how members are read."""

import msgspec
from typing_extensions import override

from app.domain.json_value import JsonObject
from app.services.lenient import Section


class InstanceId(Section, frozen=True, kw_only=True):
    """An object that names an instance."""

    id: str = ""


class FlowInstance(Section, frozen=True, kw_only=True):
    """A Flow instance, and the places where servers tell its id (`/flow/instances`).

    Nothing about its members is documented but that there are some.
    """

    id: str = ""
    instance_id: str = ""
    flow_id: str = ""
    instance: InstanceId = InstanceId()
    title: str = ""
    status: str = ""
    """In a vocabulary that is not documented: `in_progress`, `completed`, `failed` ..."""
    started: str = ""
    last_event: str = ""
    raw: JsonObject = msgspec.field(default_factory=dict)
    """Holds everybody's signing link: never stored, logged or shown."""

    @property
    def known_id(self) -> str:
        """The id, wherever it stands; empty where none was told."""
        return self.id or self.instance_id or self.flow_id or self.instance.id

    @override
    def __repr__(self) -> str:
        """Without anybody's signing link."""
        return f"FlowInstance(id={self.known_id!r}, status={self.status!r})"
