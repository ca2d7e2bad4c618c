"""Numbers with their nouns."""


def counted(count: int, noun: str) -> str:
    """`1 file`, `2 files`, `3 people`."""
    if count == 1:
        return f"1 {noun}"
    return f"{count} people" if noun == "person" else f"{count} {noun}s"
