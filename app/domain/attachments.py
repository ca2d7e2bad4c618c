"""Author attachments: PDFs that go along with what is signed (Document API, `setattachments`)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.domain.agreement import Agreement
from app.domain.draft_reader import Reader, safe_relative
from app.domain.errors import DomainError
from app.domain.json_value import JsonObject

MEMBER: Final = "attachments"
"""The member of `scrive` in a draft that lists them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One PDF that goes along; nobody signs it."""

    file: str
    """Path relative to the folder of the draft, as of a document; unique in a stored draft."""
    name: str = ""
    """What people read; the file's stem where empty."""
    required: bool = False
    """Whether who signs has to accept it."""
    add_to_sealed_file: bool = False
    """Whether it becomes part of the sealed PDF; else it is delivered beside it."""

    @property
    def shown_name(self) -> str:
        """The name for people."""
        if self.name:
            return self.name
        last = self.file.rsplit("/", 1)[-1]
        return last.rsplit(".", 1)[0] or last


def read_attachments(scrive: JsonObject) -> tuple[Attachment, ...]:
    """The attachments in the member `scrive` of a draft, judged as strictly as documents.

    Raises DomainError `draft.*` with the JSON pointer.
    """
    return tuple(_attachment(each) for each in Reader(scrive, "/scrive").objects(MEMBER))


def attachments_of(agreement: Agreement) -> tuple[Attachment, ...]:
    """What goes along, in the order in which people read it."""
    return read_attachments(agreement.scrive)


def with_attachments(agreement: Agreement, attachments: Sequence[Attachment]) -> Agreement:
    """The agreement with exactly these attachments."""
    rest = {name: value for name, value in agreement.scrive.items() if name != MEMBER}
    if attachments:
        rest[MEMBER] = [_written(each) for each in attachments]
    return replace(agreement, scrive=rest)


def with_attachment(agreement: Agreement, file: str, name: str) -> Agreement:
    """One more, at the end; its name differs from all others, as Scrive tells them apart by it."""
    before = attachments_of(agreement)
    taken = {each.shown_name for each in before}
    numbered = (name if number == 1 else f"{name} {number}" for number in range(1, len(taken) + 2))
    free = next(each for each in numbered if each not in taken)
    return with_attachments(agreement, (*before, Attachment(file=file, name=free)))


def with_changed_attachment(agreement: Agreement, file: str, changed: Attachment) -> Agreement:
    """The attachment with that stored file replaced by another one in its place."""
    found = (changed if each.file == file else each for each in attachments_of(agreement))
    return with_attachments(agreement, tuple(found))


def without_attachment(agreement: Agreement, file: str) -> Agreement:
    """The agreement without the attachment that has that stored file."""
    kept = tuple(each for each in attachments_of(agreement) if each.file != file)
    return with_attachments(agreement, kept)


def with_attachment_moved(agreement: Agreement, file: str, by: int) -> Agreement:
    """The attachment moved up (negative) or down in the order in which people read."""
    found = list(attachments_of(agreement))
    place = next((n for n, each in enumerate(found) if each.file == file), None)
    if place is None:
        return agreement
    target = min(max(place + by, 0), len(found) - 1)
    found.insert(target, found.pop(place))
    return with_attachments(agreement, found)


def _attachment(reader: Reader) -> Attachment:
    file = reader.text("file", required=True)
    if not safe_relative(file):
        raise DomainError("draft.file_outside", f"{reader.where}/file", {"file": file})
    found = Attachment(
        file=file,
        name=reader.text("name"),
        required=bool(reader.boolean("required")),
        add_to_sealed_file=bool(reader.boolean("add_to_sealed_file")),
    )
    reader.finish()
    return found


def _written(attachment: Attachment) -> JsonObject:
    return {
        "name": attachment.name,
        "file": attachment.file,
        "required": attachment.required,
        "add_to_sealed_file": attachment.add_to_sealed_file,
    }
