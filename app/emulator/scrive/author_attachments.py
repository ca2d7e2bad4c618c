"""The author's attachments: `documents/{d}/setattachments`."""

from app.emulator.json_value import JsonObject
from app.emulator.scrive import checks
from app.emulator.scrive.call import Call
from app.emulator.scrive.checks import Unacceptable
from app.emulator.scrive.errors import ApiError
from app.emulator.scrive.records import AuthorAttachment, Document, StoredFile
from app.emulator.scrive.state import State
from app.emulator.scrive.uploads import uploaded

_ALWAYS = ("name", "required", "add_to_sealed_file")


def replaced(state: State, call: Call, document: Document) -> list[AuthorAttachment]:
    """What the call asks for: instead of the present ones or, `incremental`, besides them.

    Each entry brings a file part of the request (`file_param`) or names a file that there is
    already (`file_id`). Raises ApiError or Unacceptable.
    """
    entries = checks.records(call.needed_json("attachments"), "attachments")
    named = {one["file_param"] for one in entries if "file_param" in one}
    for part in sorted(call.file_names - {one for one in named if isinstance(one, str)}):
        raise ApiError("request_parameters_invalid", f"The parameter {part} is not known.")
    made = [
        _attachment(state, call, document, entry, f"attachments[{index}]")
        for index, entry in enumerate(entries)
    ]
    names = [one.name for one in made]
    if len(set(names)) != len(names):
        raise Unacceptable("attachments", "two have the same name")
    if call.flag("incremental", default=False):
        made = [one for one in document.attachments if one.name not in names] + made
    return made


def _attachment(
    state: State, call: Call, document: Document, entry: JsonObject, where: str
) -> AuthorAttachment:
    source = checks.exactly(entry, where, _ALWAYS, ("file_param", "file_id"))
    if ("file_param" in source) == ("file_id" in source):
        raise Unacceptable(where, "needs either file_param or file_id")
    if "file_param" in source:
        part = checks.filled(source["file_param"], f"{where}.file_param")
        file = uploaded(state, call.file(part))
        if file is None:
            raise ApiError("request_parameters_missing", f"The file {part} is missing.")
    else:
        file = _known(state, document, checks.filled(source["file_id"], f"{where}.file_id"))
    return AuthorAttachment(
        name=checks.filled(source["name"], f"{where}.name"),
        required=checks.flag(source["required"], f"{where}.required"),
        add_to_sealed_file=checks.flag(source["add_to_sealed_file"], f"{where}.add_to_sealed_file"),
        file=file,
    )


def _known(state: State, document: Document, file_id: str) -> StoredFile:
    """A file of the document, or one of the account's library."""
    for file in (*document.files(), *(one.file for one in state.library.values())):
        if file.id == file_id:
            return file
    raise ApiError("resource_not_found", f"No file with id {file_id} was found.")
