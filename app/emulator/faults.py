"""Faults that can be ordered: an exchange of the emulator that goes wrong in a chosen way."""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

FaultKind = Literal[
    "status",
    "html_502",
    "delay",
    "delay_after",
    "drop_before",
    "drop_after",
    "cut",
    "repeat",
    "refuse",
]
_STATUSES = range(200, 600)
KINDS: tuple[str, ...] = get_args(FaultKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One ordered fault: which requests it strikes and what happens to them.

    `status` answers `code` with `body`; `html_502` answers a proxy's page; `delay` waits before
    the effect, `delay_after` after it; `drop_before` closes the connection without effect,
    `drop_after` with it; `cut` sends only the first `size` bytes of the body; `repeat` carries
    the request out twice, as a proxy that repeats it, and gives the second answer;
    `refuse` closes the service's port until the fault is removed (path and times play no part).
    """

    kind: FaultKind
    service: str = "*"
    method: str = "*"
    path: str = ""
    """Regular expression, searched for in the path; empty strikes every path."""
    times: int | None = 1
    """How many requests it strikes; None: all of them until it is removed."""
    skip: int = 0
    """How many matching requests pass unharmed first."""
    code: int = 503
    body: str = ""
    content_type: str = "text/plain; charset=utf-8"
    retry_after: str = ""
    seconds: float = 0.0
    """Real seconds, for the delays."""
    size: int = 0
    effect: bool | None = None
    """`status` and `html_502`: whether the service carries the request out all the same.
    None is the kind's own habit: no for `status`, yes for `html_502`."""

    def __post_init__(self) -> None:
        """Refuse (ValueError) what could never strike."""
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of fault: {self.kind}")
        try:
            re.compile(self.path)
        except re.error as error:
            raise ValueError(f"not a regular expression: {self.path}") from error
        if self.seconds < 0 or self.size < 0 or self.skip < 0:
            raise ValueError("seconds, size and skip are not negative")
        if self.times is not None and self.times < 1:
            raise ValueError("times is at least 1")
        if self.code not in _STATUSES:
            raise ValueError("code is a status from 200 to 599")

    def strikes(self, service: str, method: str, path: str) -> bool:
        """Whether this fault is meant for such a request."""
        return (
            self.service in ("*", service)
            and self.method in ("*", method)
            and re.search(self.path, path) is not None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Strike:
    """A fault that struck a request."""

    fault: Fault
    released: threading.Event
    """Set when the faults are cleared, also before the request has come as far as to wait."""


@dataclass(slots=True, kw_only=True)
class _Order:
    fault: Fault
    skip: int
    left: int | None


class Faults:
    """The ordered faults of one world, in the order in which they were given."""

    def __init__(self) -> None:
        """Begin without any."""
        self._guard = threading.Lock()
        self._orders: list[_Order] = []
        self._released = threading.Event()
        self._listeners: list[Callable[[], None]] = []

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each order or removal (the servers open and close ports by it)."""
        self._listeners.append(listener)

    def order(self, fault: Fault) -> None:
        """Add a fault behind those already waiting."""
        with self._guard:
            self._orders.append(_Order(fault=fault, skip=fault.skip, left=fault.times))
        self._tell()

    def take(self, service: str, method: str, path: str) -> Strike | None:
        """The first fault that strikes this request, counted as used; None for a healthy one."""
        with self._guard:
            for order in self._orders:
                if order.fault.kind == "refuse" or not order.fault.strikes(service, method, path):
                    continue
                if order.skip > 0:
                    order.skip -= 1
                    continue
                if order.left is not None:
                    order.left -= 1
                    if order.left == 0:
                        self._orders.remove(order)
                return Strike(fault=order.fault, released=self._released)
        return None

    def refuses(self, service: str) -> bool:
        """Whether the port of `service` is to be closed now."""
        return any(
            fault.kind == "refuse" and fault.service in ("*", service) for fault in self.waiting()
        )

    def waiting(self) -> list[Fault]:
        """The faults that can still strike."""
        with self._guard:
            return [order.fault for order in self._orders]

    def clear(self) -> None:
        """Remove all faults and let delayed requests go on at once."""
        with self._guard:
            self._orders.clear()
            self._released.set()
            self._released = threading.Event()
        self._tell()

    def wait(self, strike: Strike) -> None:
        """Hold a request back for the fault's seconds, or until the faults are cleared."""
        strike.released.wait(strike.fault.seconds)

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()
