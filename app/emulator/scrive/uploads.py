"""Files that a client sends."""

from werkzeug.datastructures import FileStorage

from app.emulator import sealing
from app.emulator.scrive.errors import ApiError
from app.emulator.scrive.records import StoredFile
from app.emulator.scrive.state import State


def uploaded(state: State, part: FileStorage | None) -> StoredFile | None:
    """The PDF in a file part; None without one, ApiError for anything else."""
    if part is None:
        return None
    data = part.read()
    if not sealing.is_pdf(data):
        raise ApiError("request_parameters_parse_error", "The file is not a readable PDF.")
    return state.store(part.filename or "document.pdf", data)
