"""What the endpoints about folders do."""

from collections.abc import Callable

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.scrive import folders
from app.emulator.scrive.call import Call
from app.emulator.scrive.document_json import document_json
from app.emulator.scrive.state import State


def get_folder(state: State, call: Call, folder_id: str) -> Response:
    """A folder with what lies directly in it or, `recursive`, with everything below."""
    recursive = call.flag("recursive", default=False)
    found = folders.folder(state, folder_id)
    return json_answer(folders.folder_json(state, found, recursive=recursive))


def create_folder(state: State, call: Call) -> Response:
    """Make a folder."""
    made = folders.created(state, call.needed_json("folder"))
    return json_answer(folders.folder_json(state, made, recursive=False), 201)


def update_folder(state: State, call: Call, folder_id: str) -> Response:
    """Rename or move a folder."""
    found = folders.folder(state, folder_id)
    folders.update(state, found, call.needed_json("folder"))
    return json_answer(folders.folder_json(state, found, recursive=False))


def delete_folder(state: State, _call: Call, folder_id: str) -> Response:
    """Delete an empty folder."""
    folders.delete(state, folders.folder(state, folder_id))
    return Response(status=200)


def list_folder(state: State, _call: Call, folder_id: str) -> Response:
    """The documents in a folder, newest first."""
    found = folders.folder(state, folder_id)
    documents = [
        document_json(one)
        for one in reversed(state.documents.values())
        if one.folder_id == found.id and not one.is_deleted
    ]
    return json_answer({"total_matching": len(documents), "documents": documents})


HANDLERS: dict[str, Callable[..., Response]] = {
    "get_folder": get_folder,
    "create_folder": create_folder,
    "update_folder": update_folder,
    "delete_folder": delete_folder,
    "list_folder": list_folder,
}
