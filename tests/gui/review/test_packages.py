"""A draft for a SigningHub account: reviewed, sent and followed from the last part."""

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.domain.kinds import Order, SendWith, ServiceKind
from app.domain.status import AgreementStatus
from app.gui.theme import Theme
from tests.support.practice_drafts import a_practice_draft
from tests.support.signinghub_office import a_package


def test_a_package_is_reviewed_sent_and_followed(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    opened = a_practice_draft(a_package(), ServiceKind.SIGNINGHUB, tmp_path, (theme, qtbot))
    with opened as (draft, desk, stage):
        assert draft.panel.errors.lines() == ()
        assert draft.panel.foot.send.isEnabled()

        sent = draft.send()

        assert sent.way is SendWith.PACKAGE
        people = {each.name for each in stage.people(ServiceKind.SIGNINGHUB, sent.service_id)}
        assert {"Bodil Oskarsson", "Karim Haddad", "Elin Sund"} <= people
        qtbot.waitUntil(lambda: desk.tracking.find(sent.service_id) is not None)
        found = desk.tracking.find(sent.service_id)
        assert found is not None
        followed = desk.tracking.refresh(found.id)
        assert followed.observation is not None
        assert followed.observation.status is AgreementStatus.IN_PROGRESS


def test_copies_for_everybody_are_followed_one_by_one(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    agreement = a_package(Order.PARALLEL, signinghub={"workflow_type": "INDIVIDUAL"})
    signers = replace(agreement, participants=agreement.participants[:2])
    opened = a_practice_draft(signers, ServiceKind.SIGNINGHUB, tmp_path, (theme, qtbot))
    with opened as (draft, desk, _stage):
        sent = draft.send()

        assert [each.participant for each in sent.copies] == ["Bodil Oskarsson", "Karim Haddad"]

        def are_followed() -> bool:
            return all(desk.tracking.find(each.service_id) is not None for each in sent.copies)

        qtbot.waitUntil(are_followed)
        titles = {each.title for each in desk.tracking.all()}
        assert {"Lease 2031 (Bodil Oskarsson)", "Lease 2031 (Karim Haddad)"} <= titles
