"""A secret value that does not show itself."""

from typing import NoReturn, final

from typing_extensions import override


@final
class Secret:
    """Text that appears masked wherever it is printed, logged or put into a message."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        """Wrap the text."""
        self._value = value

    def reveal(self) -> str:
        """The text itself, for the one place that must send or store it."""
        return self._value

    @override
    def __repr__(self) -> str:
        """Never the text."""
        return "Secret(***)"

    __str__ = __repr__

    @override
    def __format__(self, _spec: str) -> str:
        """Never the text, whatever the format."""
        return repr(self)

    def __bool__(self) -> bool:
        """Whether there is any text."""
        return bool(self._value)

    @override
    def __eq__(self, other: object) -> bool:
        """Equal texts are equal secrets."""
        return isinstance(other, Secret) and self._value == other._value

    @override
    def __hash__(self) -> int:
        """By the text."""
        return hash(self._value)

    @override
    def __reduce__(self) -> NoReturn:
        """A secret is never pickled."""
        raise TypeError("a Secret is not pickled")
