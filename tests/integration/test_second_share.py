"""A recalled package is corrected and shared again: the same package, exactly once."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.actions import ActionKind
from app.domain.agreement import Agreement
from app.domain.comparison import There
from app.domain.continued import continued
from app.domain.editing import with_changed_participant, without_that_document
from app.domain.package_stages import PackageType, package_type
from app.domain.status import AgreementStatus
from app.emulator.server import Emulator
from app.services.draft_copies import copied_draft
from app.services.outbox.records import Phase, SendState
from app.services.stored_drafts import StoredDraft
from app.services.tracking.tracked import TrackedAgreement
from tests.support.package_office import PackageOffice
from tests.support.signinghub_office import a_package

SHARED = "POST workflow"


@pytest.fixture
def office(tmp_path: Path, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> PackageOffice:
    return PackageOffice(tmp_path, emulator, monkeypatch)


def recalled(
    office: PackageOffice, sent: TrackedAgreement | None = None
) -> tuple[TrackedAgreement, StoredDraft]:
    """What was sent, if not from here then elsewhere, and the draft that continues it."""
    tracked = sent or office.shared()
    office.perform(ActionKind.RECALL, tracked)
    record = office.perform(ActionKind.CORRECT, tracked)
    return tracked, office.desk.drafts.get(record.draft_id)


def corrected(office: PackageOffice, draft: StoredDraft) -> StoredDraft:
    """Another person instead of Karim, one document less, another title."""
    agreement = without_that_document(draft.agreement, "annex")
    [karim] = [each for each in agreement.participants if each.email.startswith("karim")]
    changed = replace(karim, name="Inga Lind", email="inga@example.com")
    agreement = with_changed_participant(agreement, changed)
    agreement = replace(agreement, title="Lease 2032")
    return office.desk.drafts.save(draft.id, agreement, office.account.id)


def test_the_same_package_is_shared_again_as_it_is_corrected(office: PackageOffice) -> None:
    tracked, draft = recalled(office, office.sent(a_package()))

    item = office.send_draft(corrected(office, draft))

    assert (item.state, item.service_id) == (SendState.SENT, tracked.service_id)
    package = office.package(tracked)
    assert package.name == "Lease 2032"
    assert [each.email for each in package.recipients][:2] == [
        "bodil@example.com",
        "inga@example.com",
    ]
    assert len(package.documents) == 1
    seen = office.seen(tracked)
    assert (seen.status, seen.title) == (AgreementStatus.IN_PROGRESS, "Lease 2032")
    assert [each.raw_type for each in seen.history].count("SHARED") == 2
    assert len(office.desk.tracking.all()) == 1
    assert office.changes().count(SHARED) == 2


def test_pressed_twice_it_is_shared_once_and_another_one_is_made_only_when_wished(
    office: PackageOffice,
) -> None:
    tracked, draft = recalled(office)

    first, second = office.send_draft(draft), office.send_draft(draft)
    assert first.id == second.id
    assert office.changes().count(SHARED) == 1
    another = office.send_draft(draft, again=True)

    assert another.state is SendState.SENT
    assert another.service_id != tracked.service_id
    assert len([each for each in office.package(tracked).log if each.action == "SHARED"]) == 2


def test_a_lost_removal_is_looked_for_and_all_is_there_once(office: PackageOffice) -> None:
    tracked, draft = recalled(office)
    office.fault(kind="drop_after", method="DELETE", path=r"/workflow/\d+$")

    item = office.send_draft(corrected(office, draft))

    assert (item.state, item.service_id) == (SendState.SENT, tracked.service_id)
    package = office.package(tracked)
    assert len([each for each in package.log if each.action == "SHARED"]) == 2
    assert (package.name, len(package.documents)) == ("Lease 2032", 1)
    assert len(package.recipients) == 3


def test_what_somebody_changed_meanwhile_is_asked_about_and_taken_when_wished(
    office: PackageOffice,
) -> None:
    tracked, draft = recalled(office)
    office.emulator.world.clock.advance(5)
    office.package(tracked).message = "by hand"
    office.hub.site.state.touch(office.package(tracked))

    item = office.send_draft(draft)
    assert (item.phase, item.family) == (Phase.WAITING, "changed")
    assert office.package(tracked).message == "by hand"
    assert office.desk.outbox.compare(item.id).comparison.there is There.READ
    anew = office.desk.outbox.send_anew(item.id)
    done = office.desk.outbox.run(anew.id, wait=10_000)

    assert (done.state, done.service_id) == (SendState.SENT, tracked.service_id)
    assert office.package(tracked).message == "Please sign."


def test_what_somebody_shared_meanwhile_is_never_shared_again(office: PackageOffice) -> None:
    tracked, draft = recalled(office)
    user = office.hub.site.state.user(office.account.identity.email)
    assert user is not None
    office.hub.site.state.share(user, int(tracked.service_id))
    before = office.changes().count(SHARED)

    item = office.send_draft(draft)
    assert (item.phase, item.family) == (Phase.WAITING, "changed")
    anew = office.desk.outbox.run(office.desk.outbox.send_anew(item.id).id, wait=10_000)

    assert (anew.phase, anew.family) == (Phase.WAITING, "changed")
    assert office.changes().count(SHARED) == before
    assert len([each for each in office.package(tracked).log if each.action == "SHARED"]) == 2


def test_what_somebody_deleted_meanwhile_is_made_anew_only_when_wished(
    office: PackageOffice,
) -> None:
    tracked, draft = recalled(office)
    del office.hub.site.state.packages[int(tracked.service_id)]

    item = office.send_draft(draft)
    assert (item.phase, item.family) == (Phase.WAITING, "changed")
    anew = office.desk.outbox.run(office.desk.outbox.send_anew(item.id).id, wait=10_000)

    assert anew.state is SendState.SENT
    assert anew.service_id != tracked.service_id


def test_what_was_composed_elsewhere_is_rebuilt_from_what_the_service_tells(
    office: PackageOffice,
) -> None:
    tracked = office.shared()

    office.perform(ActionKind.RECALL, tracked)
    record = office.perform(ActionKind.CORRECT, tracked)
    agreement = office.desk.drafts.get(record.draft_id).agreement

    assert record.message is not None
    assert "its fields are not in the draft" in record.message.detail
    assert [each.role.value for each in agreement.participants] == ["signer", "signer", "copy"]
    assert [each.name for each in agreement.documents] == ["Contract", "Annex"]
    assert package_type(agreement) is PackageType.SERIAL


def test_what_was_not_sent_stays_and_a_further_send_takes_it(office: PackageOffice) -> None:
    tracked, draft = recalled(office)
    office.fault(kind="status", code=403, method="POST", path="/workflow/users$")

    refused = office.send_draft(draft)
    assert refused.phase is Phase.NOT_SENT
    assert office.package(tracked).name == "Lease 2031"
    item = office.send_draft(draft)

    assert (item.state, item.service_id) == (SendState.SENT, tracked.service_id)
    assert len(office.package(tracked).documents) == 2


def test_correcting_twice_leads_to_the_same_draft_whose_copy_is_a_package_of_its_own(
    office: PackageOffice,
) -> None:
    tracked, draft = recalled(office)
    drafts = office.desk.drafts

    again = office.perform(ActionKind.CORRECT, tracked).draft_id
    copy = copied_draft(drafts, draft.agreement, drafts.paths(draft), draft.account_id)

    assert again == draft.id
    assert continued(draft.agreement) is not None
    assert continued(copy.agreement) is None


def test_a_draft_that_continues_nothing_is_a_package_of_its_own() -> None:
    odd = Agreement(signinghub={"package_id": "../7", "modified_on": "now"})

    assert continued(odd) is None
