"""Messages between the program and the child that reads PDFs.

Each is: length of the head (4 bytes), length of the payload (4 bytes), the head as JSON, the
payload as it is. Both ends are ours and of the same version.
"""

import json
import struct
from typing import IO

from app.domain.json_value import JsonObject

_LENGTHS = struct.Struct(">II")


def write_message(stream: IO[bytes], head: JsonObject, payload: bytes = b"") -> None:
    """Send one message. Raises OSError when the other end is gone."""
    text = json.dumps(head).encode()
    stream.write(_LENGTHS.pack(len(text), len(payload)) + text)
    stream.write(payload)
    stream.flush()


def read_message(stream: IO[bytes]) -> tuple[JsonObject, bytes] | None:
    """Wait for one message; None when the other end is gone, also in the middle of one."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head_length, payload_length = _LENGTHS.unpack(lengths)
    text = stream.read(head_length)
    payload = stream.read(payload_length)
    if len(text) < head_length or len(payload) < payload_length:
        return None
    head: JsonObject = json.loads(text)
    return head, payload
