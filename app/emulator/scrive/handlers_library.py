"""What the endpoints about the account's own attachments do."""

from collections.abc import Callable
from pathlib import PurePosixPath

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.json_value import JsonObject
from app.emulator.scrive import checks, sorting
from app.emulator.scrive.account_records import LibraryFile
from app.emulator.scrive.call import Call
from app.emulator.scrive.errors import ApiError
from app.emulator.scrive.moments import written
from app.emulator.scrive.state import State
from app.emulator.scrive.uploads import uploaded

_SORTED_BY: dict[str, Callable[[LibraryFile], str]] = {
    "title": lambda one: one.title.casefold(),
    "time": lambda one: one.created.isoformat(),
}


def list_attachments(state: State, call: Call) -> Response:
    """The attachments, newest first unless the call sorts them."""
    checks.one_of(call.text("domain") or "All", "domain", {"All"})
    found = [one for one in reversed(state.library.values()) if _matches(call, one)]
    for key, is_descending in sorting.keys(call.json("sorting") or [], _SORTED_BY):
        found.sort(key=_SORTED_BY[key], reverse=is_descending)
    attachments = [_json(one) for one in found]
    return json_answer({"total_matching": len(found), "attachments": attachments})


def download_attachment(state: State, _call: Call, attachment_id: str, name: str) -> Response:
    """The bytes of an attachment; any name will do."""
    del name
    file = _attachment(state, attachment_id).file
    return Response(file.data, content_type=file.content_type)


def new_attachment(state: State, call: Call) -> Response:
    """Keep a file for later documents."""
    file = uploaded(state, call.file("file"))
    if file is None:
        raise ApiError("request_parameters_missing", "The parameter file is missing.")
    title = call.text("title") or PurePosixPath(file.name).stem
    made = LibraryFile(id=state.ids.scrive_id(), title=title, created=state.now, file=file)
    state.library[made.id] = made
    return Response(status=201)


def delete_attachments(state: State, call: Call) -> Response:
    """Delete attachments; documents that carry them keep them."""
    for one in _listed(state, call):
        del state.library[one.id]
    return Response(status=202)


def share_attachments(state: State, call: Call) -> Response:
    """Show attachments to the others of the account, or hide them."""
    found = _listed(state, call)
    call.needed("shared")
    for one in found:
        one.is_shared = call.flag("shared", default=False)
    return Response(status=202)


def _matches(call: Call, one: LibraryFile) -> bool:
    """Filters by text are the only ones that are known."""
    for index, source in enumerate(checks.records(call.json("filter") or [], "filter")):
        place = f"filter[{index}]"
        entry = checks.exactly(source, place, ("filter_by", "text"))
        checks.one_of(entry["filter_by"], f"{place}.filter_by", {"text"})
        if checks.text(entry["text"], f"{place}.text").casefold() not in one.title.casefold():
            return False
    return True


def _listed(state: State, call: Call) -> list[LibraryFile]:
    listed = checks.items(call.needed_json("attachment_ids"), "attachment_ids")
    return [_attachment(state, checks.filled(one, "attachment_ids")) for one in listed]


def _attachment(state: State, attachment_id: str) -> LibraryFile:
    found = state.library.get(attachment_id)
    if found is None:
        raise ApiError("resource_not_found", f"No attachment with id {attachment_id} was found.")
    return found


def _json(one: LibraryFile) -> JsonObject:
    return {
        "id": one.id,
        "title": one.title,
        "time": written(one.created),
        "file": one.file.id,
        "is_shared": one.is_shared,
    }


HANDLERS: dict[str, Callable[..., Response]] = {
    "list_attachments": list_attachments,
    "download_attachment": download_attachment,
    "new_attachment": new_attachment,
    "delete_attachments": delete_attachments,
    "share_attachments": share_attachments,
}
