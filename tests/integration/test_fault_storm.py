"""Sends with several faults and deaths each, by chance; `bench --faults` does the same for long."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.fault_storm import Storm, Tally
from tests.support.staged.stage import Stage

SENDS = 40
SEED = 3


@pytest.mark.parametrize("way", ["flow", "documents", "signinghub"])
def test_whatever_happens_nothing_is_sent_twice_or_lost_and_the_user_reads_the_truth(
    stages: Sequence[Stage], way: str
) -> None:
    tally = Tally()
    with ThreadPoolExecutor(len(stages)) as pool:
        parts = [
            pool.submit(Storm(stage, way, SEED).run, range(1 + place, SENDS + 1, len(stages)))
            for place, stage in enumerate(stages)
        ]
        for part in parts:
            tally.add(part.result())
    assert tally.stories == []
    assert tally.sends == SENDS
    assert tally.deaths > SENDS // 10
    assert tally.struck.total() > SENDS // 2
