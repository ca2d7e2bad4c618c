"""What became of the files on the user's disk since they were added."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.services.stored_drafts import SourceState


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNote:
    """The original of a document is no longer what was added."""

    state: SourceState
    source: Path
    """Where it was added from."""
    at: datetime | None = None
    """When it was changed, where the disk tells."""

    @property
    def is_changed(self) -> bool:
        """Whether there is a newer file to take."""
        return self.state is SourceState.CHANGED
