"""One event of a package's history in full, the certificates in it, and the check of signatures."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.domain.event_details import EventFact
from app.domain.json_value import JsonObject, JsonValue
from app.services.errors import BadAnswer, Gone
from app.services.ports import DownloadedFile, SavedKind
from app.services.saving import FileTray
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.wire_history import HistoryNode

_PEM: Final = b"-----BEGIN"
_DER: Final = b"\x30"
"""What a certificate begins with: a sequence of ASN.1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryDetails:
    """Reads events of one account's packages. Methods raise ServiceError."""

    client: SigningHubClient

    def facts(self, package_id: str, event_id: str) -> tuple[EventFact, ...]:
        """GET packages/{id}/log/{log_id}/details, without the certificates themselves."""
        top = self.client.history_details(package_id, event_id)
        return tuple(_fact(each) for each in _below(top))

    def signature_check(self, package_id: str) -> tuple[EventFact, ...]:
        """GET packages/{id}/verification, whose shape is not documented: all of it is told."""
        told = self.client.package_verification(package_id)
        return _told(told if isinstance(told, dict | list) else [told])

    def save_certificate(
        self, package_id: str, event_id: str, place: Sequence[int], folder: Path
    ) -> DownloadedFile:
        """The certificate at a place of the details, out of them or from where they say it is."""
        top = self.client.history_details(package_id, event_id, with_certificates=True)
        node = _node_at(top, place)
        content = _decoded(node.certificate_base64) or self.client.certificate(package_id, node)
        if not content.startswith((_DER, _PEM)):
            raise BadAnswer("What SigningHub sent is not a certificate.", "Nothing was saved.")
        name = node.value_label or node.value or "Certificate"
        with FileTray(folder) as tray:
            sink = tray.sink()
            sink.write(content)
            extension = "pem" if content.startswith(_PEM) else "cer"
            tray.add(sink, f"{name}.{extension}", SavedKind.EVIDENCE)
            return tray.deliver()[0]


def _below(node: HistoryNode) -> tuple[HistoryNode, ...]:
    """What stands below it, in the order that the service gives."""
    return tuple(sorted(node.data, key=lambda each: each.order or 0))


def _fact(node: HistoryNode) -> EventFact:
    return EventFact(
        name=node.key_label or node.key,
        value=node.value_label or node.value,
        has_certificate=_has_certificate(node),
        parts=tuple(_fact(each) for each in _below(node)),
    )


def _has_certificate(node: HistoryNode) -> bool:
    return bool(node.certificate_base64.strip() or node.certificate_base64_url.strip())


def _node_at(top: HistoryNode, place: Sequence[int]) -> HistoryNode:
    """The node at that place, as long as it is one with a certificate. Raises Gone."""
    node = top
    for number in place:
        below = _below(node)
        if number >= len(below):
            break
        node = below[number]
    else:
        if _has_certificate(node):
            return node
    raise Gone(
        "The certificate is not in the history any more.",
        "SigningHub tells something else of this event now.",
        "Look at the details again.",
    )


def _decoded(text: str) -> bytes:
    """What the text holds; nothing where it holds none, or not as base64."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _told(value: JsonObject | list[JsonValue]) -> tuple[EventFact, ...]:
    """The members of an object under their names, the entries of a list under their numbers."""
    members = value.items() if isinstance(value, dict) else enumerate(value, 1)
    return tuple(
        EventFact(name=str(name), parts=_told(each))
        if isinstance(each, dict | list)
        else EventFact(name=str(name), value="" if each is None else str(each))
        for name, each in members
    )
