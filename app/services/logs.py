"""The log of the program: rotating, masked, and on standard error when asked for."""

import logging
import os
import sys
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

from typing_extensions import override

from app.services.http.masking import MaskingFormatter

_LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"
_LARGEST = 1_000_000
_KEPT = 3


class _PrivateFileHandler(RotatingFileHandler):
    """A rotating file that only its owner may read."""

    @override
    def _open(self) -> "TextIO":  # type: ignore[override]
        with suppress(OSError):
            descriptor = os.open(self.baseFilename, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
            os.close(descriptor)
        return super()._open()


def start_logging(folder: Path, *, verbose: bool) -> None:
    """Log into `folder`; warnings, or with `verbose` everything, also to standard error.

    A folder that cannot be written costs the log, never the work.
    """
    formatter = MaskingFormatter(_LINE)
    root = logging.getLogger("app")
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    for handler in tuple(root.handlers):
        root.removeHandler(handler)
        handler.close()
    to_screen = logging.StreamHandler(sys.stderr)
    to_screen.setLevel(logging.DEBUG if verbose else logging.ERROR)
    to_screen.setFormatter(formatter)
    root.addHandler(to_screen)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        to_file = _PrivateFileHandler(
            folder / "countersign.log", maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8"
        )
    except OSError:
        return
    to_file.setFormatter(formatter)
    root.addHandler(to_file)
