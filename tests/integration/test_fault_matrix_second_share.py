"""Sharing a recalled package again while its first requests, and the share, meet with faults.

All requests and faults are played by the benchmark of faults; what is built of a package that was
taken over is built like any other.
"""

from collections.abc import Iterator, Sequence

import pytest

from tests.support.fault_matrix import Case, Matrix, request_cases
from tests.support.staged.stage import Stage
from tests.support.staged.ways import AGAIN

OF_THE_SECOND_SHARE = (
    ("PUT", r"/packages/\d+$"),
    ("DELETE", r"/documents/\d+$"),
    ("DELETE", r"/workflow/\d+$"),
    ("POST", r"/packages/\d+/workflow$"),
)


@pytest.fixture(scope="module")
def matrix(stages: Sequence[Stage]) -> Matrix:
    return Matrix(stages, AGAIN)


def cases(matrix: Matrix, column: str) -> Iterator[Case]:
    """The fault at the last request of each kind."""
    numbers = {matrix.healthy.request(*each) for each in OF_THE_SECOND_SHARE}
    for each in request_cases(matrix.healthy, column):
        if any(f"request {number}," in each.name for number in numbers):
            yield each


def test_a_late_effect_ends_with_the_same_package_shared_once_more_and_the_truth(
    matrix: Matrix,
) -> None:
    column = "time-out, effect 170 s later"
    chosen = list(cases(matrix, column))

    assert len(chosen) == len(OF_THE_SECOND_SHARE)
    assert matrix.problems(iter(chosen)) == []
