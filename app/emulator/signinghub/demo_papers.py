"""The texts of the documents in the demo's packages."""

from app.emulator.sealing import write_pdf

_OPENING = (
    "This agreement is made between the parties named below.",
    "It enters into force when everybody has signed.",
    "",
)
_CLOSING = (
    "",
    "Changes are valid in writing only.",
    "Each party receives a signed copy.",
    "",
    "Invented for practice: nothing here has legal effect.",
)


def paper(title: str, *points: str, pages: int = 1) -> bytes:
    """A PDF about `title`: numbered points on the first page, annexes on the following ones."""
    numbered = [f"{number}. {point}" for number, point in enumerate(points, 1)]
    first = (title, [*_OPENING, *numbered, *_CLOSING])
    annexes = [
        (f"Annex {number}", [f"Belongs to: {title}", "", "Left blank on purpose."])
        for number in range(1, pages)
    ]
    return write_pdf([first, *annexes])
