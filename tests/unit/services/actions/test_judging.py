"""What is concluded of a refused or doubtful action from what is observed after it."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from app.domain.action_outcomes import Outcome
from app.domain.actions import ActionKind, ActionRequest, Situation
from app.domain.kinds import Delivery
from app.domain.observation import HistoryEvent, Observation
from app.domain.status import ParticipantStatus
from app.services.actions.drafting import _matching
from app.services.actions.performing import _tells_of_message, _tells_why
from app.services.actions.records import ActionRecord, ActionState
from app.services.actions.worker import _AFTER_FAILURE, ActionsWorker
from app.services.errors import LocalError
from tests.support.acting_office import ActingOffice
from tests.support.observations import NOW
from tests.support.sent_documents import a_sent_document, a_situation, henrik


def a_record(kind: ActionKind = ActionKind.REMIND, messages: object = 0) -> ActionRecord:
    return ActionRecord(
        id="r1",
        request=ActionRequest(kind=kind, agreement_id="a1"),
        state=ActionState.FINDING_OUT,
        account_id="a",
        base_url="https://scrive.example.com",
        service_id="1",
        began_at=NOW,
        updated_at=NOW,
        call={"before": {"messages": messages}},  # type: ignore[dict-item]
    )


def only(**henriks: object) -> Situation:
    return a_situation(a_sent_document(participants=(henrik(**henriks),)))


def test_that_nobody_is_left_does_not_show_that_no_reminder_was_sent() -> None:
    signed = only(status=ParticipantStatus.ACTED)
    by_link = only(delivery=Delivery.LINK)
    assert not _tells_why(a_record(), Outcome.UNKNOWN, signed)
    assert not _tells_why(a_record(), Outcome.UNKNOWN, by_link)
    assert not _tells_why(a_record(), Outcome.UNKNOWN, only())
    over = a_situation(a_sent_document("closed"))
    assert _tells_why(a_record(), Outcome.UNKNOWN, over)
    assert not _tells_why(a_record(), Outcome.UNKNOWN, None)
    assert _tells_why(a_record(), Outcome.NOT_YET, None)


def with_letters(count: int) -> Observation:
    letters = [
        HistoryEvent(at=None, raw_type="sent", text=f"Reminder {each}") for each in range(count)
    ]
    other = HistoryEvent(at=None, raw_type="opened", text="Opened")
    return replace(a_sent_document(), history=(*letters, other))


@pytest.mark.parametrize(("before", "after", "told"), [(1, 1, False), (1, 2, True), (2, 1, False)])
def test_only_a_line_more_about_a_message_tells_of_one(before: int, after: int, told: bool) -> None:
    situation = a_situation(with_letters(after))
    assert _tells_of_message(a_record(messages=before), situation) is told
    assert not _tells_of_message(a_record(messages="1"), situation)


class Unwilling:
    """Actions whose database is locked."""

    def settle_due(self, _cancel: object) -> None:
        raise LocalError("The data of Countersign are locked.", "", "")

    def pause(self) -> float:
        raise AssertionError("nothing was looked at")


def test_a_worker_rests_after_this_computer_stood_in_the_way() -> None:
    worker = ActionsWorker(Unwilling())  # type: ignore[arg-type]
    assert worker._turn() == _AFTER_FAILURE


def test_an_observation_from_the_future_settles_nothing(office: ActingOffice) -> None:
    tracked = office.sent()
    office.scale = 0.5
    office.order(path="/cancel$", kind="drop_after")
    office.order_reads(path="/get$", kind="drop_before", skip=1, times=None)
    record = office.perform(ActionKind.CANCEL, tracked, wait=0)
    office.server.desk.world.faults.clear()
    seen = replace(office.tracking.get(tracked.id), error=None)
    doubts = office.actions._doubts
    later = replace(seen, observed_at=office.clock.now() + timedelta(hours=1))
    doubts.observed(later, lambda _tracked: pytest.fail("it was judged"))
    assert office.actions.record(record.id).state is ActionState.FINDING_OUT


def test_only_the_very_files_that_were_sent_are_copied(tmp_path: Path) -> None:
    lease, rules = tmp_path / "lease.pdf", tmp_path / "rules.pdf"
    lease.write_bytes(b"%PDF-1.7 lease")
    rules.write_bytes(b"%PDF-1.7 rules")
    paths = {"lease": lease, "rules": rules}
    sent = {name: sha256(path.read_bytes()).hexdigest() for name, path in paths.items()}
    assert _matching(paths, sent, ["lease", "rules"]) == paths
    assert _matching(paths, sent, ["lease"]) == {"lease": lease}
    rules.write_bytes(b"%PDF-1.7 other rules")
    assert _matching(paths, sent, ["lease", "rules"]) == {}
    rules.unlink()
    assert _matching(paths, sent, ["lease", "rules"]) == {}
