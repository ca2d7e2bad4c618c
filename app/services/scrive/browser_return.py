"""Waiting on this computer for the browser that comes back from Scrive."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Final, Self
from urllib.parse import parse_qsl, urlsplit

from typing_extensions import override

from app.services.cancel import CancelToken

_PATH: Final = "/callback"
_GLANCE: Final = 0.1
"""Seconds between looks at whether the user gave up."""
_PATIENCE: Final = 2.0
"""Seconds for a connection on which nothing is asked; browsers open some in advance."""
_DONE: Final = "Thank you. You can close this page and go back to Countersign."
_DECLINED: Final = "Nothing was permitted. You can close this page and go back to Countersign."
_STRANGE: Final = "Countersign is not waiting for this page."


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the browser brought."""

    token: str
    """The temporary token that the user was asked about."""
    verifier: str
    """Empty where the user declined."""


class BrowserReturn:
    """Listens at a port of 127.0.0.1 until the end of the block, which owns its thread."""

    def __init__(self) -> None:
        """Nothing listens yet."""
        self._arrived = threading.Event()
        self._answers: list[Answer] = []
        self._wanted = ""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_for(self._take))
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever,
            kwargs={"poll_interval": _GLANCE},
            name="browser return",
            daemon=True,
        )

    @property
    def address(self) -> str:
        """Where the browser is to be sent; Scrive accepts this name of the own computer."""
        return f"http://localhost:{self._server.server_port}{_PATH}"

    def expect(self, token: str) -> None:
        """Take what comes back for `token`; to be called before the browser is opened."""
        self._wanted = token

    def wait(self, seconds: float, cancel: CancelToken) -> Answer | None:
        """What came back; None when nobody came in time. Raises UserCancelled."""
        end = time.monotonic() + seconds
        while not self._arrived.wait(_GLANCE):
            cancel.raise_if_cancelled()
            if time.monotonic() > end:
                return None
        return self._answers[0]

    def _take(self, answer: Answer) -> bool:
        """Whether this is what is waited for; anybody on this computer can knock."""
        if not self._wanted or answer.token != self._wanted:
            return False
        self._answers.append(answer)
        self._arrived.set()
        return True

    def __enter__(self) -> Self:
        """Begin to listen."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _handler_for(take: Callable[[Answer], bool]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = _PATIENCE

        def do_GET(self) -> None:
            """Answer the browser; nothing that it brought is shown again."""
            parts = urlsplit(self.path)
            # The query begins with `?=&`, which no parser minds that skips empty names.
            told = dict(parse_qsl(parts.query, keep_blank_values=True))
            answer = Answer(
                token=told.get("oauth_token", ""),
                verifier="" if "denied" in told else told.get("oauth_verifier", ""),
            )
            if parts.path != _PATH or not take(answer):
                self._say(404, _STRANGE)
            else:
                self._say(200, _DONE if answer.verifier else _DECLINED)

        def _say(self, status: int, sentence: str) -> None:
            page = (
                '<!doctype html><html lang="en"><meta charset="utf-8"><title>Countersign</title>'
                f'<p style="font:16px sans-serif;margin:3em">{sentence}</p></html>'
            ).encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("Referrer-Policy", "no-referrer")
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(page)

        @override
        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the path holds what proves the permission."""

    return Handler
