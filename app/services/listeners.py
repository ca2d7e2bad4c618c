"""Who wants to be told of a change."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Told = TypeVar("Told")


class Listeners(Generic[Told]):
    """Callables that are told what changed, on the thread on which it changed."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        self._lock = threading.Lock()
        self._callbacks: list[Callable[[Told], None]] = []

    def add(self, callback: Callable[[Told], None]) -> Callable[[], None]:
        """Tell `callback` from now on, until the answer is called."""
        with self._lock:
            self._callbacks.append(callback)

        def stop() -> None:
            with self._lock:
                if callback in self._callbacks:
                    self._callbacks.remove(callback)

        return stop

    @property
    def anybody(self) -> bool:
        """Whether anybody listens."""
        with self._lock:
            return bool(self._callbacks)

    def tell(self, told: Told) -> None:
        """Tell everybody."""
        with self._lock:
            callbacks = tuple(self._callbacks)
        for callback in callbacks:
            callback(told)
