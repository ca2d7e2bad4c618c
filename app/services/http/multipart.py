"""A multipart/form-data body that streams its files."""

import re
import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from app.services.cancel import CancelToken
from app.services.http.upload import Part, UploadBody, bytes_part, file_part
from app.services.ports import Progress

_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePart:
    """A file as one part of a form."""

    name: str
    """Of the form's field."""
    file_name: str
    """Made safe with `ascii_file_name` before it is sent."""
    stream: BinaryIO
    content_type: str = "application/pdf"


def multipart(
    fields: Mapping[str, str],
    files: Sequence[FilePart],
    *,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> tuple[UploadBody, str]:
    """The body and its content type (RFC 7578); values of fields are UTF-8."""
    boundary = f"countersign-{secrets.token_hex(16)}"
    parts: list[Part] = []
    for name, value in fields.items():
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{_quoted(name)}"\r\n\r\n'
        parts.append(bytes_part(f"{head}{value}\r\n".encode()))
    for file in files:
        head = (
            f"--{boundary}\r\n"
            f'Content-Disposition: form-data; name="{_quoted(file.name)}"; '
            f'filename="{ascii_file_name(file.file_name)}"\r\n'
            f"Content-Type: {file.content_type}\r\n\r\n"
        )
        parts += [bytes_part(head.encode()), file_part(file.stream), bytes_part(b"\r\n")]
    parts.append(bytes_part(f"--{boundary}--\r\n".encode()))
    body = UploadBody(parts, progress=progress, cancel=cancel)
    return body, f"multipart/form-data; boundary={boundary}"


def ascii_file_name(text: str) -> str:
    """A file name that every server reads alike: plain letters, digits, `.`, `_`, `-`, blank.

    The ending is kept when a long name is cut.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9._ -]+", "_", plain).rstrip(" ._")
    ending = (re.findall(r"\.[A-Za-z0-9]{1,9}$", plain) or [""])[0]
    stem = plain.removesuffix(ending)[: _LONGEST_NAME - len(ending)].strip(" ._")
    return f"{stem or 'document'}{ending}"


def _quoted(name: str) -> str:
    """A field's name inside quotation marks (the escapes that browsers use)."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
