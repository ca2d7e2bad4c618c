"""The same draft, sent by many threads, windows and workers at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Barrier

import pytest

from app.emulator.server import Emulator
from app.services.clock import SystemClock
from app.services.outbox.outbox import Outbox
from app.services.outbox.records import OutboxItem, SendState
from app.services.outbox.worker import OutboxWorker
from app.services.storage.database import MIGRATIONS, Database
from app.services.timing import Timing
from tests.support.documents_office import DocumentsOffice
from tests.support.emulator import GUIDE_PDF
from tests.support.flow_office import SCALE
from tests.support.flow_office import Office as FlowOffice
from tests.support.signinghub_office import Office as SigningHubOffice
from tests.support.waiting import wait_until

AnyOffice = FlowOffice | SigningHubOffice
CLICKS = 100
OFFICES: tuple[Callable[[Path, Emulator], AnyOffice], ...] = (
    FlowOffice,
    DocumentsOffice,
    SigningHubOffice,
)


@pytest.fixture(params=OFFICES, ids=["flow", "documents", "signinghub"])
def any_office(request: pytest.FixtureRequest, tmp_path: Path, emulator: Emulator) -> AnyOffice:
    made: AnyOffice = request.param(tmp_path, emulator)
    return made


class Room:
    """Windows of one profile: each has an outbox of its own, as another process has it."""

    def __init__(self, office: AnyOffice, windows: int) -> None:
        self._office = office
        self._open = ExitStack()
        self.agreement = office.agreement()
        self.paths = {}
        for document in self.agreement.documents:
            self.paths[document.label] = office.folder / document.file
            self.paths[document.label].write_bytes(GUIDE_PDF)
        self.outboxes = [self._window() for _ in range(windows)]

    def __enter__(self) -> "Room":
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def enqueue(self, outbox: Outbox) -> OutboxItem:
        return outbox.enqueue(self.agreement, self.paths, self._office.account)

    def _window(self) -> Outbox:
        folder, clock = self._office.folder, SystemClock()
        database = Database(folder / "c.db", MIGRATIONS / "countersign", clock)
        self._open.enter_context(closing(database))
        return Outbox(
            database,
            folder / "outbox",
            folder / "lock",
            lambda _item: self._office.carrier(),
            clock,
            lambda: Timing(scale=SCALE),
            lambda _item, _arrival: None,
        )


def assert_one(office: AnyOffice) -> None:
    assert office.agreements() == 1
    assert office.leftovers() == []
    assert office.doubles() == []


@pytest.mark.parametrize("windows", [1, 10])
def test_a_hundred_clicks_make_one_agreement_and_all_are_told_so(
    any_office: AnyOffice, windows: int
) -> None:
    with Room(any_office, windows) as room:
        together = Barrier(CLICKS)

        def click(number: int) -> tuple[OutboxItem, OutboxItem]:
            outbox = room.outboxes[number % windows]
            together.wait()
            entered = room.enqueue(outbox)
            return entered, outbox.run(entered.id, wait=3000)

        with ThreadPoolExecutor(CLICKS) as pool:
            answers = list(pool.map(click, range(CLICKS)))
    assert_one(any_office)
    assert sum(not entered.already for entered, _ in answers) == 1
    assert {done.state for _, done in answers} == {SendState.SENT}
    assert len({done.service_id for _, done in answers}) == 1


def test_two_windows_with_a_worker_each_send_once(any_office: AnyOffice) -> None:
    with Room(any_office, 2) as room:
        workers = [OutboxWorker(each) for each in room.outboxes]
        for worker in workers:
            worker.start()
        try:
            items = [room.enqueue(each) for each in room.outboxes]
            for worker in workers:
                worker.wake()
            wait_until(
                lambda: room.outboxes[0].item(items[0].id).state is SendState.SENT, seconds=30
            )
        finally:
            for worker in workers:
                worker.stop(2)
        assert items[0].id == items[1].id
        assert [each.already for each in items] == [False, True]
    assert_one(any_office)
