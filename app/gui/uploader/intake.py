"""What can be dropped or pasted: files, or the bytes of a PDF."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QMimeData

PDF_TYPE: Final = "application/pdf"
_VIRTUAL: Final = "FileGroupDescriptor"
"""Programs like Outlook offer files that exist nowhere yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What came in."""

    paths: tuple[Path, ...] = ()
    pdf: bytes = b""
    """A PDF without a file."""
    refusals: tuple[tuple[str, str], ...] = ()
    """(what happened, what to do) for each thing that is no file of this computer."""

    def __bool__(self) -> bool:
        """Whether anything came that files could have been."""
        return bool(self.paths or self.pdf or self.refusals)


def may_bring_files(data: QMimeData) -> bool:
    """Whether it is worth letting go of it here."""
    return data.hasUrls() or data.hasFormat(PDF_TYPE) or _is_virtual(data)


def taken_from(data: QMimeData) -> Intake:
    """The files in what was dropped or pasted; several are kept in their order."""
    if data.hasUrls():
        urls = data.urls()
        paths = dict.fromkeys(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
        elsewhere = [url.toDisplayString() for url in urls if not url.isLocalFile()]
        return Intake(paths=tuple(paths), refusals=tuple(map(_elsewhere, elsewhere)))
    if data.hasFormat(PDF_TYPE):
        return Intake(pdf=bytes(data.data(PDF_TYPE).data()))
    return Intake(refusals=(_virtual(),) if _is_virtual(data) else ())


def _is_virtual(data: QMimeData) -> bool:
    return any(_VIRTUAL in name for name in data.formats())


def _elsewhere(address: str) -> tuple[str, str]:
    what = QCoreApplication.translate("Documents", "{address} is not on this computer.")
    return what.format(address=address), QCoreApplication.translate(
        "Documents", "Download it to a folder, then add it from there."
    )


def _virtual() -> tuple[str, str]:
    return (
        QCoreApplication.translate("Documents", "What was dropped is not a file yet."),
        QCoreApplication.translate(
            "Documents", "Save the attachment to a folder first, then add it from there."
        ),
    )
