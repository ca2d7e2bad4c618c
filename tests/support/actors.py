"""An account that acts on sent agreements, played: what it was asked, and what it answers."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.emulator.sealing import write_pdf
from app.services.accounts import Identity
from app.services.actions.port import ActionCall
from app.services.cancel import CancelToken
from app.services.secrets.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable

PNG = b"\x89PNG\r\n\x1a\n" + b"played"


class PlayedActor:
    """Takes every call; `on_act` plays the service, or fails."""

    def __init__(self) -> None:
        self.calls: list[ActionCall] = []
        self.identity = Identity()
        self.on_act: Callable[[ActionCall], None] = lambda _call: None

    def signed_in_as(self) -> Identity:
        return self.identity

    def act(self, call: ActionCall) -> None:
        self.calls.append(call)
        self.on_act(call)

    def link(self, call: ActionCall) -> Secret:
        return Secret(f"https://sign.example.com/s/{call.party_id}")

    def qr(self, call: ActionCall) -> bytes:
        return PNG + call.party_id.encode()

    def working_files(self, service_id: str, folder: Path, cancel: CancelToken) -> tuple[Path, ...]:
        cancel.raise_if_cancelled()
        paths = tuple(
            folder / f"{number}.pdf" for number, _ in enumerate(service_id.split(","), start=1)
        )
        for path in paths:
            path.write_bytes(write_pdf([("Page", ["text"])]))
        return paths
