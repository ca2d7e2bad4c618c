"""Which function carries out each endpoint."""

from collections.abc import Callable

from werkzeug.wrappers import Response

from app.emulator.scrive.handlers_account import HANDLERS as ACCOUNT
from app.emulator.scrive.handlers_archive import HANDLERS as ARCHIVE
from app.emulator.scrive.handlers_drafting import HANDLERS as DRAFTING
from app.emulator.scrive.handlers_flow import HANDLERS as FLOW
from app.emulator.scrive.handlers_folders import HANDLERS as FOLDERS
from app.emulator.scrive.handlers_library import HANDLERS as LIBRARY
from app.emulator.scrive.handlers_links import HANDLERS as LINKS
from app.emulator.scrive.handlers_oauth import HANDLERS as OAUTH
from app.emulator.scrive.handlers_parties import HANDLERS as PARTIES
from app.emulator.scrive.handlers_reading import HANDLERS as READING
from app.emulator.scrive.handlers_running import HANDLERS as RUNNING
from app.emulator.scrive.handlers_sign_in import HANDLERS as SIGN_IN

HANDLERS: dict[str, Callable[..., Response]] = {
    **ACCOUNT,
    **ARCHIVE,
    **DRAFTING,
    **FLOW,
    **FOLDERS,
    **LIBRARY,
    **LINKS,
    **OAUTH,
    **PARTIES,
    **READING,
    **RUNNING,
    **SIGN_IN,
}
