"""The messages that the emulated services would have sent to people."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.emulator.clock import Clock

Channel = Literal["email", "sms"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One e-mail or text message."""

    id: int
    at: datetime
    service: str
    channel: Channel
    to: str
    subject: str
    text: str
    link: str
    """Where the receiver plays his part; empty when there is nothing to do."""
    code: str | None
    """A one-time code, in messages that carry one."""


class Inbox:
    """Keeps every message of one world, oldest first."""

    def __init__(self, clock: Clock) -> None:
        """Stamp messages with `clock`."""
        self._clock = clock
        self._messages: list[Message] = []

    def deliver(
        self,
        *,
        service: str,
        channel: Channel,
        to: str,
        subject: str,
        text: str = "",
        link: str = "",
        code: str | None = None,
    ) -> Message:
        """Put one message in the inbox."""
        message = Message(
            id=len(self._messages) + 1,
            at=self._clock.now(),
            service=service,
            channel=channel,
            to=to,
            subject=subject,
            text=text,
            link=link,
            code=code,
        )
        self._messages.append(message)
        return message

    def messages(self, to: str | None = None) -> list[Message]:
        """All messages, or those to one address or number; oldest first."""
        return [message for message in self._messages if to is None or message.to == to]

    def clear(self) -> None:
        """Forget everything."""
        self._messages.clear()
