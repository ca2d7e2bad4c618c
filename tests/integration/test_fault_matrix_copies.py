"""Making everybody a copy in SigningHub while each request around it meets with each fault.

The service could make the copies again, so that a start whose answer was lost is looked for, and
left to its user: after all looks he wishes a repeat, and nobody may have anything twice.
"""

from collections.abc import Sequence

import pytest

from tests.support.fault_matrix import COLUMNS, Matrix, request_cases
from tests.support.staged.stage import Stage

TWICE = "delivered twice"
"""Where the original stays a draft, no client can keep a proxy from this."""
BEFORE = 3
"""Requests that look the package over before it is sent."""


def around_the_start(matrix: Matrix, column: str) -> list[str]:
    first = matrix.healthy.request("POST", r"/packages/\d+/workflow$") - BEFORE
    return matrix.problems(request_cases(matrix.healthy, column, first=first))


@pytest.fixture(scope="module")
def matrix(stages: Sequence[Stage]) -> Matrix:
    return Matrix(stages, "copies")


@pytest.mark.parametrize("column", [each for each in COLUMNS if each != TWICE])
def test_a_fault_around_the_start_gives_everybody_one_copy_and_the_truth(
    matrix: Matrix, column: str
) -> None:
    assert around_the_start(matrix, column) == []


def test_a_start_that_is_delivered_twice_is_found_behind_the_refusal_of_the_second(
    stages: Sequence[Stage],
) -> None:
    assert around_the_start(Matrix(stages, "copies, original gone"), TWICE) == []
