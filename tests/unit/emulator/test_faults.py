"""Which request an ordered fault strikes."""

import pytest

from app.emulator.faults import Fault, Faults


def test_faults_strike_in_the_order_in_which_they_were_given() -> None:
    faults = Faults()
    first, second = Fault(kind="drop_after", path="/a"), Fault(kind="delay", path="/")
    faults.order(first)
    faults.order(second)

    assert struck_by(faults, "/b") == second
    assert struck_by(faults, "/a") == first
    assert struck_by(faults, "/a") is None


def test_a_fault_strikes_as_often_as_it_was_told() -> None:
    faults = Faults()
    faults.order(Fault(kind="status", times=2, skip=1))

    struck = [faults.take("scrive", "GET", "/") is not None for _ in range(4)]

    assert struck == [False, True, True, False]


def test_a_fault_without_a_number_stays_until_it_is_removed() -> None:
    faults = Faults()
    fault = Fault(kind="status", times=None)
    faults.order(fault)

    assert {struck_by(faults, "/") for _ in range(9)} == {fault}
    faults.clear()
    assert faults.take("scrive", "GET", "/") is None
    assert faults.waiting() == []


def test_a_request_that_was_struck_before_the_faults_were_cleared_does_not_wait_any_more() -> None:
    faults = Faults()
    faults.order(Fault(kind="delay", seconds=600))

    strike = faults.take("scrive", "GET", "/")
    faults.clear()

    assert strike is not None
    assert strike.released.is_set()


@pytest.mark.parametrize(
    ("fault", "strikes"),
    [
        (Fault(kind="cut", service="signinghub"), False),
        (Fault(kind="cut", method="GET"), False),
        (Fault(kind="cut", path="/flow/instances$"), True),
        (Fault(kind="cut", path="^/instances"), False),
        (Fault(kind="cut", service="scrive", method="POST", path="flow"), True),
    ],
)
def test_service_method_and_path_choose_the_request(fault: Fault, strikes: bool) -> None:
    assert fault.strikes("scrive", "POST", "/flow/instances") is strikes


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "explode"},
        {"path": "("},
        {"times": 0},
        {"skip": -1},
        {"seconds": -0.5},
        {"size": -1},
        {"code": 99},
    ],
)
def test_a_fault_that_could_never_strike_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each has words of its own
        Fault(**{"kind": "status", **wrong})  # type: ignore[arg-type]


def test_a_refusal_closes_a_service_and_strikes_no_request() -> None:
    faults = Faults()
    faults.order(Fault(kind="refuse", service="scrive"))

    assert faults.take("scrive", "GET", "/") is None
    assert faults.refuses("scrive")
    assert not faults.refuses("signinghub")


def test_whoever_listens_hears_of_orders_and_of_their_removal() -> None:
    faults, heard = Faults(), list[int]()
    faults.on_change(lambda: heard.append(len(faults.waiting())))

    faults.order(Fault(kind="delay", seconds=60))
    faults.clear()

    assert heard == [1, 0]


def struck_by(faults: Faults, path: str) -> Fault | None:
    """The fault that strikes a request to `path`."""
    strike = faults.take("scrive", "GET", path)
    return strike.fault if strike else None
