"""An address of this computer that leads one visitor on to a secret one.

Desktops hand the address that a browser is to open to other programs in an argument list, which
everybody on the computer can read. What stands there now is worth nothing after the first visit.
"""

import secrets
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Final

from typing_extensions import override

from app.services.errors import LocalError
from app.services.secrets.secret import Secret

_PATIENCE: Final = 60.0
"""Seconds for a browser to start and come."""
_SILENT: Final = 2.0
"""Seconds for a connection on which nothing is asked; browsers open some in advance."""


def single_visit(address: Secret, *, seconds: float = _PATIENCE) -> str:
    """Where the browser is to go; the first who comes there is led to `address`, nobody else.

    Nothing listens after that, or after `seconds`. Raises LocalError.
    """
    path = f"/{secrets.token_urlsafe(24)}"
    try:
        server = _Server(path, address)
    except OSError as error:
        raise LocalError(
            "This computer does not let Countersign lead the browser.",
            f"{error.strerror or error}.",
            "Open the service in your browser yourself.",
        ) from error
    threading.Thread(target=server.serve, args=(seconds,), name="visit", daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}{path}"


class _Server(HTTPServer):
    def __init__(self, path: str, address: Secret) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.path = path
        self.address = address
        self.visited = threading.Event()

    def serve(self, seconds: float) -> None:
        """Answer until somebody came with the right path."""
        timer = threading.Timer(seconds, self.visited.set)
        timer.daemon = True
        timer.start()
        self.timeout = _SILENT
        while not self.visited.is_set():
            self.handle_request()
        timer.cancel()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    timeout = _SILENT
    server: _Server

    def do_GET(self) -> None:
        """Lead on, once."""
        comes_first = self.path == self.server.path and not self.server.visited.is_set()
        self.send_response(302 if comes_first else 404)
        if comes_first:
            self.server.visited.set()
            self.send_header("Location", self.server.address.reveal())
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the path is as good as the address."""
