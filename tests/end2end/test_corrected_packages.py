"""A package of each type from draft through recall and correction to the evidence of its end."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.actions import ActionKind
from app.domain.agreement import Agreement, Document
from app.domain.editing import (
    with_changed_participant,
    with_document,
    without_that_document,
)
from app.domain.kinds import Order, StepType
from app.domain.package_stages import PackageType, package_type
from app.domain.process import Branch, Step
from app.domain.status import AgreementStatus, ParticipantStatus
from app.emulator.sealing import write_pdf
from app.emulator.server import Emulator
from app.services.ports import SavedKind
from app.services.stored_drafts import StoredDraft
from app.services.tracking.tracked import TrackedAgreement
from tests.support.agreements import DRAFT_ID
from tests.support.package_office import PackageOffice
from tests.support.signinghub_office import a_signer

OTHER_PDF = write_pdf([("Lease as corrected", ["Between three parties"])])
PEOPLE = (("bodil", "Bodil Oskarsson"), ("karim", "Karim Haddad"), ("elin", "Elin Sund"))


def a_draft(wanted: PackageType) -> Agreement:
    """Three people sign one document, in the order that makes the package one of that type."""
    steps = tuple(
        Step(type=StepType.SIGN, participant=label, documents=("contract",)) for label, _ in PEOPLE
    )
    process = {
        PackageType.SERIAL: Branch(order=Order.SEQUENCE, steps=steps),
        PackageType.CUSTOM: Branch(
            order=Order.SEQUENCE,
            steps=(steps[0], Branch(order=Order.PARALLEL, steps=steps[1:])),
        ),
    }
    draft = Agreement(
        id=DRAFT_ID,
        title="Lease 2031",
        documents=(Document(label="contract", file="contract.pdf", name="Contract"),),
        participants=tuple(a_signer(label, name) for label, name in PEOPLE),
        process=process.get(wanted, Branch(order=Order.PARALLEL, steps=steps)),
        signinghub={"workflow_type": wanted.value} if wanted is PackageType.INDIVIDUAL else {},
    )
    assert package_type(draft) is wanted
    return draft


def corrected(office: PackageOffice, draft: StoredDraft, folder: Path) -> StoredDraft:
    """Inga in the place of the last person, and another document."""
    last = draft.agreement.participants[-1]
    agreement = with_changed_participant(
        draft.agreement, replace(last, name="Inga Lind", email="inga@example.com")
    )
    source = folder / "corrected.pdf"
    source.write_bytes(OTHER_PDF)
    file = office.desk.drafts.add_file(draft.id, source)
    [old] = agreement.documents
    agreement, _ = with_document(without_that_document(agreement, old.label), file.file, "Lease")
    return office.desk.drafts.save(draft.id, agreement, office.account.id)


def sign_all(office: PackageOffice, tracked: TrackedAgreement) -> None:
    """Everybody signs as soon as it is their turn."""
    while office.seen(tracked).status is AgreementStatus.IN_PROGRESS:
        with office.emulator.world.lock:
            waiting = [each.name for each in office.package(tracked).in_turn()]
        for name in waiting:
            office.act(tracked, name)


@pytest.mark.parametrize("wanted", PackageType)
def test_from_draft_through_recall_and_correction_to_the_evidence(
    wanted: PackageType, tmp_path: Path, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = 4 if wanted is PackageType.CUSTOM else 3
    office = PackageOffice(tmp_path, emulator, monkeypatch, version)
    first = office.send(a_draft(wanted))
    copies = [each.service_id for each in first.copies] or [first.service_id]
    tracked = office.tracked(copies[-1])

    office.perform(ActionKind.RECALL, tracked)
    draft = office.desk.drafts.get(office.perform(ActionKind.CORRECT, tracked).draft_id)
    second = office.send_draft(corrected(office, draft, tmp_path))
    assert second.service_id == tracked.service_id
    for service_id in copies:
        sign_all(office, office.tracked(service_id))
    files = office.desk.tracking.download(tracked.id, tmp_path / "out")

    seen = office.seen(tracked)
    assert seen.status is AgreementStatus.COMPLETED
    assert [each.raw_type for each in seen.history].count("SHARED") == 2
    names = [each.name for each in seen.participants]
    assert (names[-1], "Elin Sund" in names) == ("Inga Lind", False)
    assert {each.status for each in seen.participants} == {ParticipantStatus.ACTED}
    assert [each.name for each in seen.documents] == ["Lease"]
    assert [each.kind for each in files] == [SavedKind.SIGNED, SavedKind.EVIDENCE]
    assert all(each.path.read_bytes().startswith(b"%PDF") for each in files)
    others = [office.seen(office.tracked(each)).status for each in copies]
    assert set(others) == {AgreementStatus.COMPLETED}
    assert len(office.desk.tracking.all()) == len(copies)
