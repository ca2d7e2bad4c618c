"""The sentences of errors about files and drafts: what happened, what it means, what to do."""

from typing import Final

FILE_ERRORS: Final = {
    "file.missing": (
        "{file} is not there.",
        "It was moved or deleted, or its disk is not connected.",
        "Check the name and the folder.",
    ),
    "file.folder": (
        "{file} is a folder.",
        "",
        "Open it and choose the PDFs inside.",
    ),
    "file.unreadable": (
        "{file} cannot be read.",
        "{reason}",
        "Check your rights to it, or copy it to your own folder.",
    ),
    "file.empty": (
        "{file} is empty.",
        "It has no bytes.",
        "Save it again where it came from.",
    ),
    "file.not_pdf": (
        "{file} is not a PDF.",
        "Only PDFs can be signed.",
        "Save or print it as a PDF first.",
    ),
    "file.changing": (
        "{file} changed while it was read.",
        "Another program is still writing it.",
        "Wait until it is finished, then add it again.",
    ),
    "draft.unknown": (
        "This draft is not there any more.",
        "It may have been deleted in another window.",
        "Go back to the list of drafts.",
    ),
    "draft.unknown_version": (
        "This version is not kept any more.",
        "Newer ones have taken its place. The draft is as it was.",
        "Choose another version.",
    ),
}
