"""The judge of the fault matrix, on a way of sending that breaks its promises."""

from collections.abc import Sequence

import pytest

from tests.support.fault_matrix import Case, Matrix, request_cases
from tests.support.staged.stage import Stage
from tests.support.staged.trial import Wrong


@pytest.fixture(scope="module")
def careless(stages: Sequence[Stage]) -> Matrix:
    return Matrix(stages, "careless")


def the_case(matrix: Matrix, column: str, path: str) -> Case:
    [case] = [each for each in request_cases(matrix.healthy, column) if each.name.endswith(path)]
    return case


@pytest.mark.parametrize(
    ("column", "path", "wrong"),
    [
        ("reset before effect", "POST /flow/instances", Wrong.UNTRUE),
        ("delivered twice", "POST /api/v2/documents/new", Wrong.ORPHAN),
        ("time-out, effect 100 s later", "POST /api/v2/documents/new", Wrong.ORPHAN),
    ],
)
def test_a_broken_promise_is_noticed(
    careless: Matrix, column: str, path: str, wrong: Wrong
) -> None:
    problems = careless.problems(iter([the_case(careless, column, path)]))
    assert any(f": {wrong}: " in each for each in problems), problems


def test_what_went_well_is_not_complained_of(careless: Matrix) -> None:
    case = the_case(careless, "reset after effect", "POST /flow/instances")
    assert careless.problems(iter([case])) == []
