"""Identifiers that look like the services' own and come out the same for the same seed."""

import random
import uuid


class Ids:
    """A seeded maker of identifiers; the same calls after the same seed give the same values."""

    def __init__(self, seed: int | str) -> None:
        """Start the series that belongs to `seed`."""
        self._seed = str(seed)
        self._random = random.Random(self._seed)
        self._last_small = 0

    def child(self, name: str) -> "Ids":
        """An independent series for `name`, untouched by how often this one was asked."""
        return Ids(f"{self._seed}/{name}")

    def uuid(self) -> str:
        """A random-looking UUID in its usual spelling."""
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))

    def scrive_id(self) -> str:
        """A 64-bit id of 19 digits, as a string."""
        return str(self._random.randrange(8_100_000_000_000_000_000, 9_200_000_000_000_000_000))

    def small(self) -> int:
        """A small integer, greater than every one given before."""
        self._last_small += self._random.randrange(1, 9)
        return 1000 + self._last_small

    def secret(self, digits: int = 16) -> str:
        """Lower-case hex digits."""
        return "".join(self._random.choice("0123456789abcdef") for _ in range(digits))

    def code(self, digits: int = 6) -> str:
        """Decimal digits, as sent in a text message."""
        return "".join(self._random.choice("0123456789") for _ in range(digits))
