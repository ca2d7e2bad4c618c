"""Whether there is a screen for a window."""

import os
import sys

from app.domain.errors import DomainError


def has_screen() -> bool:
    """Whether Qt can show a window: elsewhere than on Linux and its like it always can."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def require_screen() -> None:
    """Raise DomainError where a window could not be shown; Qt would end the program."""
    if not has_screen():
        raise DomainError(
            "window.no_screen",
            facts={
                "sentence": "There is no screen to show the window on.",
                "detail": "Neither DISPLAY nor WAYLAND_DISPLAY is set.",
                "next_step": "Use the verbs (`countersign --help`), or `demo --tour DIR`.",
            },
        )
