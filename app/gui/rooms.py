"""What the main window is handed: the ground it stands on, and doors to other rooms."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.domain.kinds import ServiceKind
from app.gui.tasks import Tasks
from app.gui.theme import Theme
from app.gui.window_memory import WindowMemory


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What every part of the window works with."""

    theme: Theme
    tasks: Tasks
    memory: WindowMemory
    resources: Path
    """Holds `help`."""
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """What the main window opens without knowing how it is built."""

    make_composer: Callable[[str, Sequence[Path]], QWidget]
    """The page that composes the draft of that id, with PDFs to add at once."""
    make_outbox_view: Callable[[], QWidget]
    """The page of what is on its way."""
    open_accounts: Callable[[ServiceKind | None, str], None]
    """The dialog: to connect an account of a service, or to sign in again with that account."""
    practise: Callable[[], None] | None = None
    """Begin practice; None where that is not possible."""
    leave_practice: Callable[[], object] | None = None
