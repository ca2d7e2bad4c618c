"""What SigningHub tells about one entry of a history, as typed structs (REST API v3, v4)."""

import msgspec

from app.domain.json_value import JsonObject
from app.services.lenient import Section


class HistoryNode(Section, frozen=True, kw_only=True):
    """GET packages/{id}/log/{log_id}/details: a value or a heading, with what is below it.

    A certificate stands in `certificate_base64`, or is fetched at `certificate_base64_url`,
    which the service builds.
    """

    key: str = ""
    key_label: str = ""
    value: str = ""
    value_label: str = ""
    visible: bool | None = None
    order: int | None = None
    type: str = ""
    certificate_base64: str = ""
    certificate_base64_url: str = ""
    data: tuple["HistoryNode", ...] = ()
    raw: JsonObject = msgspec.field(default_factory=dict)
