"""When a read is tried again, and for how long."""

import random

import pytest

from app.services.cancel import CancelToken
from app.services.errors import BadAnswer, Gone, Refused, ServiceError, Throttled, Unreachable
from app.services.http.failures import CutOff, NoAnswer
from app.services.http.repeats import Repeats
from app.services.timing import Timing
from tests.support.clocks import TurnableClock


class TurningToken(CancelToken):
    """Turns the clock where a real token would sleep."""

    def __init__(self, clock: TurnableClock) -> None:
        super().__init__()
        self._clock = clock
        self.waits: list[float] = []

    def wait(self, seconds: float) -> None:
        self.raise_if_cancelled()
        self.waits.append(seconds)
        self._clock.turn(seconds)


class Service:
    """Fails as told, one failure after the other, and then succeeds."""

    def __init__(self, *failures: ServiceError, takes: float = 0.1) -> None:
        self.clock = TurnableClock()
        self.cancel = TurningToken(self.clock)
        self.asked = 0
        self._failures = list(failures)
        self._takes = takes

    def ask(self) -> str:
        self.asked += 1
        self.clock.turn(self._takes)
        if self._failures:
            raise self._failures.pop(0)
        return "answer"

    def read(self, *pauses: float, scale: float = 1.0) -> str:
        repeats = Repeats(Timing(scale=scale), self.clock, random.Random(7))  # noqa: S311
        return repeats.run(self.ask, pauses or (0.5, 1.0, 2.0), self.cancel)


@pytest.mark.parametrize(
    "failure",
    [NoAnswer("silent"), CutOff("cut"), Throttled("busy"), BadAnswer("gateway", status=502)],
)
def test_what_may_pass_is_tried_again(failure: ServiceError) -> None:
    service = Service(failure, failure)
    assert service.read() == "answer"
    assert service.asked == 3


@pytest.mark.parametrize(
    "failure",
    [
        Unreachable("off"),
        Gone("gone"),
        Refused("no"),
        BadAnswer("html", status=200),
        BadAnswer("bug", status=500),
        Throttled("busy", retry_after=3600),
    ],
)
def test_what_would_not_change_is_not_tried_again(failure: ServiceError) -> None:
    service = Service(failure)
    with pytest.raises(type(failure)):
        service.read()
    assert service.asked == 1


def test_pauses_are_spread() -> None:
    service = Service(*[NoAnswer("silent")] * 3)
    service.read()
    for pause, middle in zip(service.cancel.waits, (0.5, 1.0, 2.0), strict=True):
        assert middle * 0.5 <= pause <= middle * 1.5
    assert service.cancel.waits != [0.5, 1.0, 2.0]


def test_a_pause_that_the_service_asked_for_is_kept() -> None:
    service = Service(Throttled("busy", retry_after=12.0))
    service.read()
    assert service.cancel.waits == [12.0]


def test_after_the_last_try_the_failure_is_told() -> None:
    service = Service(*[NoAnswer("silent")] * 9)
    with pytest.raises(NoAnswer):
        service.read(1.0, 1.0)
    assert service.asked == 3


def test_patience_ends_before_the_tries_do() -> None:
    service = Service(*[NoAnswer("silent")] * 9, takes=30.0)
    with pytest.raises(NoAnswer):
        service.read()
    assert service.asked == 2


def test_all_pauses_follow_the_scale() -> None:
    service = Service(Throttled("busy", retry_after=10.0), takes=0.0)
    service.read(scale=0.01)
    assert service.cancel.waits == [pytest.approx(0.1)]


@pytest.mark.parametrize("scale", [0.0, -1.0, 1.01])
def test_a_scale_that_would_lengthen_or_stop_time_is_refused(scale: float) -> None:
    with pytest.raises(ValueError, match="time scale"):
        Timing(scale=scale)
