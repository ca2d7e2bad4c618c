"""Giving up a start in doubt, while its process ends or is struck at every request and write."""

from collections.abc import Iterator, Sequence

import pytest

from app.emulator.faults import Fault
from app.services.outbox.records import Phase
from tests.support.fault_matrix import COLUMNS, Case, Healthy, healthy_send
from tests.support.staged.stage import Scene, Stage, Strike
from tests.support.staged.telling import Act, Deed, Moment, Point
from tests.support.staged.trial import Trial

WAYS = {"flow": "/flow/instances$", "documents": "/start$"}
STRUCK = (
    "killed before",
    "killed in flight, effect at once",
    "killed in flight, after effect",
    "reset before effect",
    "reset after effect",
    "500 page after effect",
)


def in_doubt(stage: Stage, way: str, healthy: Healthy) -> Trial:
    """A start that nobody answered and that had no effect."""
    stage.clear()
    trial = Trial(stage, way)
    start = Point(Moment.REQUEST, healthy.request("POST", WAYS[way]))
    strike = Strike(fault=Fault(kind="drop_before"))
    trial.play(Scene(deed=Deed.SEND, strikes={start: strike}, wait=0.0))
    assert trial.item is not None
    assert trial.item.phase is Phase.FINDING_OUT
    return trial


def cases(stage: Stage, way: str, healthy: Healthy) -> Iterator[Case]:
    """Each write lost, each process ended, each request struck while it is given up."""
    whole = in_doubt(stage, way, healthy).play(Scene(deed=Deed.GIVE_UP))
    for number in range(1, whole.writes + 1):
        for moment, act in (
            (Moment.WRITE, Act.DIE),
            (Moment.WRITTEN, Act.DIE),
            (Moment.WRITE, Act.FULL),
        ):
            strikes = {Point(moment, number): Strike(act=act)}
            yield Case(
                name=f"{act} at {moment} {number}",
                scene=Scene(deed=Deed.GIVE_UP, strikes=strikes),
            )
    for number, asked in enumerate(whole.requests, start=1):
        for column in STRUCK:
            strikes = {Point(Moment.REQUEST, number): COLUMNS[column](asked)}
            yield Case(
                name=f"{column} at request {number}, {asked.method} {asked.path}",
                scene=Scene(deed=Deed.GIVE_UP, strikes=strikes),
            )


def problems_of(stage: Stage, way: str, healthy: Healthy, case: Case) -> list[str]:
    """Give up, let it happen, go on as the program does, and say what is wrong then."""
    trial = in_doubt(stage, way, healthy)
    trial.play(case.scene)
    if trial.item is not None and trial.item.family != "fencing" and not trial.item.settled:
        trial.play(Scene(deed=Deed.GIVE_UP))  # it ended before it was written down
    trial.settle()
    trial.judge(healthy.contents)
    found = [f"{case.name}: {each}" for each in trial.problems]
    if trial.item is None or trial.item.phase is not Phase.GIVEN_UP:
        found.append(f"{case.name}: ended as {trial.item}")
    return found


@pytest.mark.parametrize("way", WAYS)
def test_however_giving_up_is_cut_short_it_ends_proven(stages: Sequence[Stage], way: str) -> None:
    stage = stages[0]
    healthy = healthy_send(stage, way)
    tried = list(cases(stage, way, healthy))
    assert len(tried) > 40
    assert [each for case in tried for each in problems_of(stage, way, healthy, case)] == []
