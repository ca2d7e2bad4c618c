"""Correcting a recalled package on which others work, and of which a share is in doubt."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.actions import ActionKind, ActionRequest
from app.domain.errors import DomainError
from app.emulator.server import Emulator
from app.services.actions.records import ActionState
from app.services.outbox.records import Phase
from app.services.stored_drafts import StoredDraft
from app.services.tracking.tracked import TrackedAgreement
from tests.support import package_office
from tests.support.package_office import PackageOffice
from tests.support.signinghub_office import a_package


@pytest.fixture
def office(tmp_path: Path, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> PackageOffice:
    monkeypatch.setattr(package_office, "SCALE", "0.2")  # so slow that no doubt ends by itself
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
    # A proxy that repeats a removal gives the answer to the second one: nobody is there any more.
    office.fault(kind="repeat", method="DELETE", path=r"/workflow/3$")
    anew = office.desk.outbox.run(office.desk.outbox.send_anew(item.id).id, wait=10_000)

    assert office.emulator.world.faults.waiting() == []
    assert (anew.phase, anew.service_id) == (Phase.SENT, tracked.service_id), anew.message
    assert office.package(tracked).name == "Lease 2032"


def test_opening_the_correction_once_more_hides_no_change_by_others(office: PackageOffice) -> None:
    tracked, draft = recalled(office)
    change_by_hand(office, tracked)
    office.package(tracked).name = "Lease, by hand"

    record = office.perform(ActionKind.CORRECT, tracked)
    assert record.draft_id == draft.id
    item = office.send_draft(office.desk.drafts.get(record.draft_id))

    assert (item.phase, item.family) == (Phase.WAITING, "changed")
    office.desk.outbox.stop(item.id)
    package = office.package(tracked)
    assert (package.name, package.message) == ("Lease, by hand", "by hand")


def test_what_may_still_be_sent_is_not_emptied_for_another_try(office: PackageOffice) -> None:
    tracked, draft = recalled(office)
    office.fault(kind="drop_before", method="POST", path=r"/workflow$")
    outbox, paths = office.desk.outbox, office.desk.drafts.paths(draft)
    item = outbox.run(outbox.enqueue(draft.agreement, paths, office.account).id, wait=0.0)
    assert item.phase is Phase.FINDING_OUT
    assert outbox.give_up(item.id).phase is Phase.LET_GO

    again = outbox.enqueue(draft.agreement, paths, office.account, again=True)
    again = outbox.run(again.id, wait=0.0)

    assert (again.phase, again.family) == (Phase.WAITING, "late"), again.message
    assert again.next_look_at is not None
    package = office.package(tracked)
    assert (package.name, len(package.documents), len(package.recipients)) == ("Lease 2031", 2, 3)


def test_nothing_is_corrected_while_a_change_of_a_person_may_still_come(
    office: PackageOffice,
) -> None:
    tracked = office.sent(a_package())
    karim = office.key(tracked, "Karim")
    office.fault(kind="drop_before", method="PUT", path=r"/workflow/\d+/user$")
    change = ActionRequest(
        kind=ActionKind.REPLACE_PERSON,
        agreement_id=tracked.id,
        person=karim,
        name="Inga Lind",
        email="inga@example.com",
    )
    doubtful = office.desk.actions.perform(change, wait=0.0)
    assert doubtful.state is ActionState.FINDING_OUT
    office.perform(ActionKind.RECALL, tracked)

    with pytest.raises(DomainError) as error:
        office.perform(ActionKind.CORRECT, tracked)
    assert error.value.code == "action.in_doubt_before"
