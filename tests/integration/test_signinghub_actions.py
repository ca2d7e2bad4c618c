"""What is done with a package after it was sent, from the actions to the emulated SigningHub."""

from pathlib import Path

import pytest

from app.domain.actions import ActionKind, WhyNot
from app.domain.continued import continued
from app.domain.errors import DomainError
from app.domain.status import Access, AgreementStatus
from app.emulator.server import Emulator
from app.services.actions.port import ActionCall
from app.services.actions.records import ActionState
from app.services.carriers import actor_of
from app.services.signinghub.positions import SeatTaken
from tests.support.package_office import PackageOffice


@pytest.fixture
def office(tmp_path: Path, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> PackageOffice:
    return PackageOffice(tmp_path, emulator, monkeypatch, version=4)


def test_who_has_not_acted_is_replaced_and_invited(office: PackageOffice) -> None:
    tracked = office.shared()
    key = office.key(tracked, "Bodil")

    record = office.perform(
        ActionKind.REPLACE_PERSON, tracked, person=key, name="Inga Lind", email="inga@example.com"
    )

    assert record.state is ActionState.DONE
    people = office.seen(tracked).participants
    assert [each.email for each in people][:2] == ["inga@example.com", "karim@example.com"]
    with office.emulator.world.lock:
        messages = office.emulator.world.inbox.messages()
    assert any(each.to == "inga@example.com" for each in messages)


def test_only_whoever_is_still_at_their_place_is_reminded_and_a_lost_answer_is_left_open(
    office: PackageOffice,
) -> None:
    tracked = office.shared()
    key, karim = office.key(tracked, "Bodil"), office.key(tracked, "Karim")
    elsewhere = ActionCall(
        kind=ActionKind.REMIND_PERSON,
        service_id=tracked.service_id,
        party_id="1",
        expected="karim@example.com",
    )
    assert office.why_not(ActionKind.REMIND_PERSON, tracked, karim) is WhyNot.NOT_THEIR_TURN
    with pytest.raises(SeatTaken):
        actor_of(office.desk.accounts, office.account).act(elsewhere)
    office.fault(kind="html_502", path="/workflow/users$", times=None)
    unread = office.perform(ActionKind.REMIND_PERSON, tracked, person=key)
    assert unread.state is ActionState.NOT_DONE
    assert "POST remind" not in office.changes()
    office.emulator.world.faults.clear()

    assert office.perform(ActionKind.REMIND_PERSON, tracked, person=key).state is ActionState.DONE
    office.fault(kind="drop_after", path="/remind$")
    lost = office.perform(ActionKind.REMIND_PERSON, tracked, person=key)

    assert lost.state is ActionState.MAYBE
    assert office.changes().count("POST remind") == 2
    with pytest.raises(DomainError, match=r"action\.maybe"):
        office.perform(ActionKind.REMIND_PERSON, tracked, person=key)


def test_a_server_without_reminders_is_remembered(office: PackageOffice) -> None:
    tracked = office.shared()
    key = office.key(tracked, "Bodil")
    nobody = '{"Message": "No user found at given order"}'
    office.fault(kind="status", code=404, body=nobody, path="/remind$")
    refused = office.perform(ActionKind.REMIND_PERSON, tracked, person=key)
    assert (refused.state, refused.family != "not_offered") == (ActionState.REFUSED, True)
    assert office.why_not(ActionKind.REMIND_PERSON, tracked, key) is None

    office.hub.configure({"remind_now": False})
    record = office.perform(ActionKind.REMIND_PERSON, tracked, person=key)

    assert (record.state, record.family) == (ActionState.REFUSED, "not_offered")
    assert office.why_not(ActionKind.REMIND_PERSON, tracked, key) is WhyNot.NOT_AT_SERVER


def test_an_agreement_is_completed_early_for_good(office: PackageOffice) -> None:
    tracked = office.shared()
    office.act(tracked, "Bodil")

    assert office.perform(ActionKind.COMPLETE_EARLY, tracked).state is ActionState.DONE

    seen = office.seen(tracked)
    assert (seen.status, seen.ended_early) == (AgreementStatus.COMPLETED, True)
    assert office.why_not(ActionKind.RECALL, tracked) is WhyNot.NOT_PENDING


@pytest.mark.parametrize("kind", ["drop_after", "status"])
def test_what_is_deleted_is_gone_and_that_is_the_proof(office: PackageOffice, kind: str) -> None:
    tracked = office.shared()
    package = rf"/packages/{tracked.service_id}$"
    office.fault(kind=kind, method="DELETE", path=package, code=500, effect=True)

    assert office.perform(ActionKind.DELETE, tracked).state is ActionState.DONE

    assert office.desk.tracking.refresh(tracked.id).access is Access.GONE
    assert office.changes().count(f"DELETE {tracked.service_id}") == 1
    assert office.why_not(ActionKind.DELETE, tracked) is WhyNot.NO_ACCESS


def test_a_locked_workflow_offers_only_what_is_allowed(office: PackageOffice) -> None:
    tracked = office.shared()
    key = office.key(tracked, "Bodil")
    office.package(tracked).read_only = True
    office.seen(tracked)

    assert office.why_not(ActionKind.REPLACE_PERSON, tracked, key) is WhyNot.LOCKED
    assert office.why_not(ActionKind.RECALL, tracked) is None
    office.perform(ActionKind.RECALL, tracked)
    assert office.why_not(ActionKind.CORRECT, tracked) is WhyNot.LOCKED


def test_another_owner_is_set_and_only_they_decide_then(office: PackageOffice) -> None:
    tracked = office.shared()
    owner = next(
        each.email
        for each in office.hub.site.state.users.values()
        if each.email != office.account.identity.email
    )

    office.fault(kind="repeat", path="/owner$")  # whose second answer is a refusal

    record = office.perform(ActionKind.CHANGE_OWNER, tracked, email=owner)

    assert record.state is ActionState.DONE
    assert office.package(tracked).owner.email == owner
    assert office.desk.tracking.refresh(tracked.id).access is Access.GONE


def test_a_declined_package_becomes_a_draft_of_its_own(office: PackageOffice) -> None:
    tracked = office.shared()
    office.act(tracked, "Bodil", "decline")
    office.seen(tracked)

    record = office.perform(ActionKind.RESTART, tracked)

    draft = office.desk.drafts.get(record.draft_id)
    assert continued(draft.agreement) is None
    assert [each.name for each in draft.agreement.documents] == ["Contract", "Annex"]
    assert all(path.exists() for path in office.desk.drafts.paths(draft).values())


def test_recalled_once_although_the_answer_is_lost_and_its_documents_were_saved_before(
    office: PackageOffice,
) -> None:
    tracked = office.shared()
    office.fault(kind="drop_after", method="DELETE", path="/workflow$")

    assert office.perform(ActionKind.RECALL, tracked).state is ActionState.DONE
    assert office.seen(tracked).status is AgreementStatus.DRAFT
    assert office.perform(ActionKind.RECALL, tracked).state is ActionState.UNCHANGED
    assert office.changes().count("DELETE workflow") == 1
    [draft] = office.desk.drafts.all()
    record = office.perform(ActionKind.CORRECT, tracked)

    assert record.draft_id == draft.id
    assert len(draft.files) == 2
    corrected = office.desk.drafts.get(draft.id).agreement
    package = continued(corrected)
    assert package is not None
    assert package.package_id == tracked.service_id
    assert package.modified_on
    assert [each.email for each in corrected.participants] == [
        "bodil@example.com",
        "karim@example.com",
        "elina@example.com",
    ]


def test_files_that_somebody_signed_do_not_become_documents_of_a_correction(
    office: PackageOffice,
) -> None:
    tracked = office.shared()
    office.act(tracked, "Bodil")
    office.perform(ActionKind.RECALL, tracked)

    record = office.perform(ActionKind.CORRECT, tracked)

    assert office.desk.drafts.get(record.draft_id).agreement.documents == ()
