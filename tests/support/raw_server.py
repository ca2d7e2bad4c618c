"""A loopback server that speaks bytes, for answers that no HTTP library would give."""

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator

Behaviour = Callable[[socket.socket], None]


class RawServer:
    """Gives each connection to `behave`; counts them and keeps what they sent."""

    def __init__(self, behave: Behaviour, context: ssl.SSLContext | None = None) -> None:
        self._behave = behave
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self.connections = 0
        self.port: int = self._listener.getsockname()[1]
        self.url = f"{'https' if context else 'http'}://localhost:{self.port}"

    def __enter__(self) -> "RawServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            connection.settimeout(5)
            with contextlib.suppress(OSError), contextlib.closing(connection):
                if self._context is None:
                    self._behave(connection)
                else:
                    with self._context.wrap_socket(connection, server_side=True) as encrypted:
                        self._behave(encrypted)


def read_request(connection: socket.socket) -> bytes:
    """The head of a request and as much of its body as `Content-Length` says."""
    data = b""
    while b"\r\n\r\n" not in data:
        block = connection.recv(65_536)
        if not block:
            return data
        data += block
    head, _, body = data.partition(b"\r\n\r\n")
    size = 0
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            size = int(line.split(b":")[1])
    blocks, missing = [body], size - len(body)
    while missing > 0 and (block := connection.recv(65_536)):
        blocks.append(block)
        missing -= len(block)
    return head + b"\r\n\r\n" + b"".join(blocks)


def answering(*answers: bytes) -> Behaviour:
    """Reads a request, sends the next of the answers (in the end always the last), and closes."""
    waiting = list(answers)

    def behave(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(waiting.pop(0) if len(waiting) > 1 else waiting[0])

    return behave


def resetting(connection: socket.socket) -> None:
    """Reads a request and tears the connection down with a reset."""
    read_request(connection)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def silent(connection: socket.socket) -> None:
    """Reads a request and says nothing until the other side gives up."""
    read_request(connection)
    connection.recv(1)


@contextlib.contextmanager
def closed_port() -> Iterator[int]:
    """A port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    yield port
