"""A row of two lines about something that was found elsewhere."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """A name with something beside it, and a line below."""

    key: str
    """Unlike that of any other row."""
    name: str
    ago: str
    """Beside the name, smaller; empty where there is nothing to say."""
    line: str

    @property
    def aside(self) -> str:
        """These rows have two lines."""
        return ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.name, self.ago, self.line) if part)

    @property
    def can_move(self) -> bool:
        """What is found has its own order."""
        return False
