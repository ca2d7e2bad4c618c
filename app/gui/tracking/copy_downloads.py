"""Fetching the files of all copies of an agreement, one after the other."""

from collections.abc import Sequence
from pathlib import Path

from app.domain.copies import copy_holder
from app.domain.status import AgreementStatus
from app.gui.tasks import TaskContext
from app.services.errors import Locked, Refused
from app.services.ports import DownloadedFile
from app.services.saving import safe_file_name
from app.services.tracking.tracked import TrackedAgreement
from app.services.tracking.tracking import Tracking


def downloaded_copies(
    tracking: Tracking, copies: Sequence[TrackedAgreement], folder: Path, context: TaskContext
) -> tuple[DownloadedFile, ...]:
    """Save each into a folder of its own; a draft has nothing to save. Raises ServiceError.

    What was saved before a failure stays: the folders tell whose it is.
    """
    files: list[DownloadedFile] = []
    for copy in copies:
        seen = copy.observation
        if seen is None or seen.status is AgreementStatus.DRAFT:
            continue
        holder = copy_holder(seen) or copy.service_id
        try:
            files += tracking.download(
                copy.id,
                folder / safe_file_name(holder),
                progress=context.progress_of_bytes,
                cancel=context.cancel,
            )
        except Locked as error:
            raise Refused(
                f"The copy of {holder} is protected.",
                "Those before it are saved.",
                "Go to that copy and download it by itself.",
            ) from error
    return tuple(files)
