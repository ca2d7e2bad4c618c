"""Waiting for a start of an earlier attempt that may still come, before its package is rebuilt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from app.domain.continued import continued
from app.services.outbox.endings import SERVICE_NAMES
from app.services.outbox.journal import Journal
from app.services.outbox.records import OutboxItem, Phase
from app.services.outbox.settle import LONGEST_REQUEST, doubted_for
from app.services.outbox.settling import Stopped, Wish
from app.services.ports import Clock
from app.services.timing import Timing
from app.services.words.errors import ErrorText


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierStarts:
    """The starts that were given up without anybody knowing what became of them."""

    journal: Journal
    clock: Clock
    timing: Callable[[], Timing]

    def let_land(self, item: OutboxItem, wish: Wish) -> None:
        """Wait until none can come any more, where the draft continues a package.

        It would send what is half built. Raises Stopped where that takes longer than somebody
        stays, and UserCancelled.
        """
        if item.steps or continued(self.journal.agreement(item.id)) is None:
            return
        seconds = max(map(self._seconds, self.journal.earlier_attempts(item)), default=0.0)
        if seconds <= 0:
            return
        if seconds > wish.patience.left(self.clock.monotonic()):
            at = self.clock.now() + timedelta(seconds=seconds)
            raise Stopped(Phase.WAITING, _may_still_start(item), "late", next_look_at=at)
        wish.cancel.wait(seconds)

    def _seconds(self, earlier: OutboxItem) -> float:
        firing = earlier.firing
        if earlier.phase is not Phase.LET_GO or firing is None or firing.doubt_since is None:
            return 0.0
        passed = doubted_for(firing, self.clock)
        if passed is None:  # since then the computer was started anew, or slept
            passed = (self.clock.now() - firing.doubt_since).total_seconds()
        return LONGEST_REQUEST * self.timing().scale - passed


def _may_still_start(item: OutboxItem) -> ErrorText:
    return ErrorText(
        title="The attempt before this one may still be sent.",
        detail=(
            f"Its answer was lost, and both are one agreement in {SERVICE_NAMES[item.service]}."
            " It is waited for, so that nobody gets a half-built one."
        ),
        next_step="It goes on by itself in a few minutes.",
    )
