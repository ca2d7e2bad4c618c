"""One HTTP server on a loopback port: keep-alive, silent, closed and opened again at will."""

import os
import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, TypeAlias

from typing_extensions import override
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed.wsgi import WSGIApplication

_Connection: TypeAlias = socket.socket | tuple[bytes, socket.socket]
HOST = "127.0.0.1"
_POLL_SECONDS = 0.02


class _Handler(WSGIRequestHandler):
    """Serves several requests per connection.

    Werkzeug's own handler closes each connection after one answer, because applications may leave
    a body unread; ours reads every body to its end, so keep-alive is safe.
    """

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    server: "_Server"
    _head: tuple[str, list[tuple[str, str]]] | None = None

    @override
    def run_wsgi(self) -> None:
        """Answer one request; an application that raises ConnectionError gets its wish."""
        self.environ = environ = self.make_environ()
        try:
            for piece in self.server.app(environ, self._start_response):
                self._write_head()
                if self.command != "HEAD":
                    self.wfile.write(piece)
            self._write_head()
        except ConnectionError:
            self.close_connection = True
        except Exception:
            # A fault of the emulator itself: the client must not wait, and the server class
            # prints the traceback.
            self.close_connection = True
            self.send_error(500)
            raise

    def _start_response(
        self, status: str, headers: list[tuple[str, str]], _exc_info: object = None, /
    ) -> "Callable[[bytes], object]":
        self._head = (status, headers)
        return self.wfile.write

    def _write_head(self) -> None:
        if self._head is None:
            return
        status, headers = self._head
        self._head = None
        code, _, reason = status.partition(" ")
        self.send_response(int(code), reason)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()

    @override
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Stay silent: the journal knows more."""


class _Server(ThreadedWSGIServer):
    """Knows its open connections, so that it can end them."""

    def __init__(self, app: "WSGIApplication", listening: socket.socket) -> None:
        super().__init__(HOST, 0, app, handler=_Handler, fd=listening.fileno())
        self._guard = threading.Lock()
        self._open: set[_Connection] = set()

    @override
    def process_request(self, request: _Connection, client_address: object) -> None:
        with self._guard:
            self._open.add(request)
        super().process_request(request, client_address)

    @override
    def shutdown_request(self, request: _Connection) -> None:
        with self._guard:
            self._open.discard(request)
        super().shutdown_request(request)

    def end_connections(self) -> None:
        with self._guard:
            for connection in self._open:
                if isinstance(connection, socket.socket):
                    with suppress(OSError):
                        connection.shutdown(socket.SHUT_RDWR)


class Listener:
    """A WSGI application on 127.0.0.1; keeps its port while closed."""

    def __init__(self, name: str, app: "WSGIApplication", port: int = 0) -> None:
        """Prepare to serve `app` on `port` (0: any free one)."""
        self._name = name
        self._app = app
        self._guard = threading.RLock()
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None
        self.port = port

    @property
    def url(self) -> str:
        """Base URL, without a slash at its end; the port is known after the first `open`."""
        return f"http://{HOST}:{self.port}"

    def bind(self) -> None:
        """Take the port; connections wait until `open`. OSError when another program has it."""
        with self._guard:
            if self._server is not None:
                return
            listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            with listening:
                if os.name == "posix":
                    # Elsewhere this option would let two programs share the port.
                    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                listening.bind((HOST, self.port))
                listening.listen(128)
                self._server = _Server(self._app, listening)
            self.port = self._server.port

    def open(self) -> None:
        """Serve; returns when requests are answered. Does nothing when already open."""
        with self._guard:
            self.bind()
            if self._thread is not None or self._server is None:
                return
            ready = threading.Event()
            self._thread = threading.Thread(
                target=_serve,
                args=(self._server, ready),
                name=f"emulator-{self._name}",
                daemon=True,
            )
            self._thread.start()
            ready.wait()

    def close(self) -> None:
        """Stop serving and end all connections; new ones are refused by the system."""
        with self._guard:
            server, thread = self._server, self._thread
            self._server = self._thread = None
        if server is None:
            return
        if thread is None:
            server.server_close()
            return
        server.shutdown()
        server.end_connections()
        thread.join()


def _serve(server: _Server, ready: threading.Event) -> None:
    ready.set()
    server.serve_forever(poll_interval=_POLL_SECONDS)
