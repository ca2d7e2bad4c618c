"""Sending through Scrive Flow while each request and each write meets with each fault."""

from collections.abc import Sequence

import pytest

from tests.support.fault_matrix import (
    COLUMNS,
    DISK_COLUMNS,
    Matrix,
    disk_cases,
    request_cases,
)
from tests.support.staged.stage import Stage


@pytest.fixture(scope="module")
def matrix(stages: Sequence[Stage]) -> Matrix:
    return Matrix(stages, "flow")


@pytest.mark.parametrize("column", COLUMNS)
def test_a_fault_at_any_request_ends_with_one_agreement_and_the_truth(
    matrix: Matrix, column: str
) -> None:
    assert matrix.problems(request_cases(matrix.healthy, column)) == []


@pytest.mark.parametrize("column", DISK_COLUMNS)
def test_a_fault_at_any_write_ends_with_one_agreement_and_the_truth(
    matrix: Matrix, column: str
) -> None:
    assert matrix.problems(disk_cases(matrix.healthy, column)) == []
