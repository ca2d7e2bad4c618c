"""Reading again: the only requests that are repeated here, because they have no effect."""

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

from app.services.cancel import CancelToken
from app.services.errors import BadAnswer, ServiceError, Throttled
from app.services.http.failures import CutOff, NoAnswer
from app.services.ports import Clock
from app.services.timing import Timing

_PASSING_STATUSES = frozenset({502, 504})

_Result = TypeVar("_Result")


class Repeats:
    """Tries a read a few times, as long as that may help."""

    def __init__(self, timing: Timing, clock: Clock, chance: random.Random) -> None:
        """`chance` spreads the pauses, so that many programs do not come back together."""
        self._timing = timing
        self._clock = clock
        self._chance = chance

    def run(
        self, attempt: Callable[[], _Result], pauses: Sequence[float], cancel: CancelToken
    ) -> _Result:
        """The result of the first attempt that succeeds, else the error of the last one.

        `pauses`: seconds before each further attempt; they are spread by half of their length.
        """
        began = self._clock.monotonic()
        for pause in pauses:
            try:
                return attempt()
            except ServiceError as error:
                wanted = self._wait_for(error, pause * self._chance.uniform(0.5, 1.5))
                spent = self._clock.monotonic() - began
                if wanted is None or spent > self._timing.scaled(self._timing.patience):
                    raise
            cancel.wait(self._timing.scaled(wanted))
        return attempt()

    def _wait_for(self, error: ServiceError, pause: float) -> float | None:
        """Seconds until the next attempt; None when another one makes no sense."""
        if isinstance(error, Throttled):
            asked = error.retry_after
            if asked is None:
                return pause
            return asked if asked <= self._timing.longest_pause else None
        if isinstance(error, NoAnswer | CutOff):
            return pause
        passing = isinstance(error, BadAnswer) and error.status in _PASSING_STATUSES
        return pause if passing else None
