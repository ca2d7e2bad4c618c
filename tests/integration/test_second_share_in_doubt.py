"""Correcting a recalled package on which others work, and of which a share is in doubt."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.actions import ActionKind
from app.emulator.server import Emulator
from app.services.outbox.records import Phase
from app.services.stored_drafts import StoredDraft
from app.services.tracking.tracked import TrackedAgreement
from tests.support.package_office import PackageOffice
from tests.support.signinghub_office import a_package
from tests.support.waiting import wait_until


@pytest.fixture
def office(tmp_path: Path, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> PackageOffice:
    return PackageOffice(tmp_path, emulator, monkeypatch)


def recalled(office: PackageOffice) -> tuple[TrackedAgreement, StoredDraft]:
    """What was sent, and the draft that continues it."""
    tracked = office.sent(a_package())
    office.perform(ActionKind.RECALL, tracked)
    record = office.perform(ActionKind.CORRECT, tracked)
    return tracked, office.desk.drafts.get(record.draft_id)


def change_by_hand(office: PackageOffice, tracked: TrackedAgreement) -> None:
    """Somebody writes another message in the web pages."""
    office.emulator.world.clock.advance(5)
    office.package(tracked).message = "by hand"
    office.hub.site.state.touch(office.package(tracked))


def test_a_new_title_is_no_reason_to_refuse_what_the_user_wants_for_ever(
    office: PackageOffice,
) -> None:
    tracked, draft = recalled(office)
    change_by_hand(office, tracked)
    renamed = replace(draft.agreement, title="Lease 2032")
    draft = office.desk.drafts.save(draft.id, renamed, office.account.id)

    item = office.send_draft(draft)
    assert (item.phase, item.family) == (Phase.WAITING, "changed")
    anew = office.desk.outbox.run(office.desk.outbox.send_anew(item.id).id, wait=10_000)

    assert (anew.phase, anew.service_id) == (Phase.SENT, tracked.service_id), anew.message
    assert office.package(tracked).name == "Lease 2032"


def test_opening_the_correction_once_more_hides_no_change_by_others(office: PackageOffice) -> None:
    tracked, draft = recalled(office)
    change_by_hand(office, tracked)

    record = office.perform(ActionKind.CORRECT, tracked)
    assert record.draft_id == draft.id
    item = office.send_draft(office.desk.drafts.get(record.draft_id))

    assert (item.phase, item.family) == (Phase.WAITING, "changed")
    assert office.package(tracked).message == "by hand"


def test_what_may_still_be_sent_is_not_emptied_for_another_try(office: PackageOffice) -> None:
    tracked, draft = recalled(office)
    office.fault(kind="delay", seconds=0.6, method="POST", path=r"/workflow$")
    outbox, drafts = office.desk.outbox, office.desk.drafts
    paths = drafts.paths(draft)
    item = outbox.run(outbox.enqueue(draft.agreement, paths, office.account).id, wait=0.0)
    assert item.phase is Phase.FINDING_OUT
    assert outbox.give_up(item.id).phase is Phase.LET_GO

    again = outbox.enqueue(draft.agreement, paths, office.account, again=True)
    again = outbox.run(again.id, wait=0.0)
    assert (again.phase, again.family) == (Phase.WAITING, "late"), again.message
    wait_until(lambda: office.package(tracked).status != "DRAFT")

    shared = office.package(tracked)
    assert (len(shared.documents), len(shared.recipients)) == (2, 3)
