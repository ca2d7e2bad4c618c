"""Sizes of files, as people read them."""

_TENTH_OF_A_MEGABYTE = 100_000


def size_word(size: int) -> str:
    """`84 kB`, `1.2 MB`; never nothing."""
    if size < _TENTH_OF_A_MEGABYTE:
        return f"{max(size // 1000, 1)} kB"
    return f"{size / 1_000_000:.1f} MB"
