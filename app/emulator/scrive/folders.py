"""The folders of the account."""

from collections.abc import Iterator

from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.scrive import checks
from app.emulator.scrive.account_records import Folder
from app.emulator.scrive.errors import ApiError
from app.emulator.scrive.state import State


def folder(state: State, folder_id: str) -> Folder:
    """The folder with this id."""
    found = state.folders.get(folder_id)
    if found is None:
        raise ApiError("resource_not_found", f"No folder with id {folder_id} was found.")
    return found


def created(state: State, value: JsonValue) -> Folder:
    """A new folder from `{name, parent_id}`; without a parent it lies beside the home folder."""
    wanted = checks.exactly(value, "folder", ("name",), ("parent_id",))
    parent = _parent(state, wanted.get("parent_id"))
    made = Folder(
        id=state.ids.scrive_id(),
        name=checks.filled(wanted["name"], "folder.name"),
        parent_id=parent,
    )
    state.folders[made.id] = made
    return made


def update(state: State, present: Folder, value: JsonValue) -> None:
    """Rename or move a folder; it cannot go into itself or below."""
    wanted = checks.exactly(value, "folder", (), ("name", "parent_id"))
    name, parent = present.name, present.parent_id
    if "name" in wanted:
        name = checks.filled(wanted["name"], "folder.name")
    if "parent_id" in wanted:
        parent = _parent(state, wanted["parent_id"])
        if parent in {one.id for one in below(state, present)}:
            raise ApiError("conflict_error", "A folder cannot go into itself.")
    present.name, present.parent_id = name, parent


def delete(state: State, present: Folder) -> None:
    """Delete a folder that is empty and not the home of somebody."""
    is_used = any(one.parent_id == present.id for one in state.folders.values())
    is_used = is_used or any(
        one.folder_id == present.id and not one.is_deleted for one in state.documents.values()
    )
    if is_used or present.is_home:
        raise ApiError("conflict_error", "The folder is not empty, or it is a home folder.")
    del state.folders[present.id]


def below(state: State, present: Folder) -> Iterator[Folder]:
    """A folder and all those inside it."""
    yield present
    for one in state.folders.values():
        if one.parent_id == present.id:
            yield from below(state, one)


def folder_json(state: State, present: Folder, *, recursive: bool) -> JsonObject:
    """A folder as the Document API writes it; its children with theirs when `recursive`."""
    children: list[JsonValue] = [
        folder_json(state, one, recursive=recursive)
        if recursive
        else {"id": one.id, "name": one.name}
        for one in state.folders.values()
        if one.parent_id == present.id
    ]
    return {
        "id": present.id,
        "name": present.name,
        "home_for_user": state.account.user_id if present.is_home else None,
        "home_for_user_group": None,
        "parent_id": present.parent_id,
        "children": children,
    }


def _parent(state: State, value: JsonValue) -> str | None:
    return None if value is None else folder(state, checks.text(value, "folder.parent_id")).id
