"""A draft that needs more than a Flow: the last part says so, and Send takes the other way."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.domain.kinds import Order, SendWith, ServiceKind, StepType
from app.domain.process import Branch, Step
from app.domain.status import ParticipantStatus
from app.gui.theme import Theme
from tests.support.agreements import a_step, an_agreement, bodil
from tests.support.documents_office import karin
from tests.support.practice_drafts import a_practice_draft


def test_an_approver_makes_it_a_plain_document_which_says_why_and_is_sent(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    approve = Step(type=StepType.APPROVE, participant="karin", documents=("contract",))
    agreement = an_agreement(
        participants=(karin(), bodil()),
        process=Branch(order=Order.SEQUENCE, steps=(approve, a_step("bodil"))),
    )
    opened = a_practice_draft(agreement, ServiceKind.SCRIVE, tmp_path, (theme, qtbot))
    with opened as (draft, desk, stage):
        said = [line.accessibleName() for line in draft.panel.findings.lines()]
        why = "Sent as a plain document, because of the approval by Karin Dahl."
        assert any(why in words for words in said), said
        assert draft.panel.errors.lines() == ()
        assert draft.panel.foot.send.text() == "Send to 2 people"

        sent = draft.send()
        assert sent.way is SendWith.DOCUMENTS
        people = {each.name: each for each in stage.people(ServiceKind.SCRIVE, sent.service_id)}
        assert people["Karin Dahl"].acts == ("open", "deliver_fail")
        assert people["Bodil Oskarsson"].acts == ()

        def is_followed() -> bool:
            followed = desk.tracking.find(sent.service_id)
            return followed is not None and followed.observation is not None

        qtbot.waitUntil(is_followed)
        followed = desk.tracking.find(sent.service_id)
        assert followed is not None
        assert followed.observation is not None
        states = {each.name: each.status for each in followed.observation.participants}
        assert states == {
            "Karin Dahl": ParticipantStatus.INVITED,
            "Bodil Oskarsson": ParticipantStatus.NOT_YET,
        }
