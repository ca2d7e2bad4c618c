"""The session: what all parts of the composer show and change."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from app.domain.findings import FileFacts, Repair
from app.domain.kinds import ServiceKind
from app.gui.composer.saving import Content
from app.gui.composer.session import Session
from app.services.accounts import Account
from tests.support.agreements import an_agreement, bodil, inga
from tests.support.clocks import TurnableClock
from tests.support.signinghub_office import a_package

if TYPE_CHECKING:
    from app.domain.json_value import JsonObject

SCRIVE = Account(id="s", name="Scrive", service=ServiceKind.SCRIVE, base_url="https://example.com")


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return Session(Content(agreement=an_agreement(), account_id=None), "SE")


def ids(session: Session) -> list[str]:
    return [each.id for each in session.findings]


def test_a_change_is_told_to_those_who_show_and_to_those_who_save(
    session: Session, qtbot: QtBot
) -> None:
    changed = replace(session.agreement, title="Lease 2032")
    with qtbot.waitSignals([session.changed, session.edited]):
        session.change(changed)
    assert session.content == Content(agreement=changed, account_id=None)
    with qtbot.assertNotEmitted(session.edited):
        session.change(changed)


def test_findings_follow_every_change(session: Session) -> None:
    assert ids(session) == []
    session.change(replace(session.agreement, title=""))
    assert ids(session) == ["review.no_title"]
    session.undo()
    assert ids(session) == []
    session.redo()
    assert ids(session) == ["review.no_title"]


def test_findings_follow_the_account_and_the_files(session: Session) -> None:
    session.change(replace(session.agreement, message="Hello"))
    assert ids(session) == []
    session.set_accounts([SCRIVE])
    session.choose_account("s")
    assert ids(session) == ["review.flow_message"]
    session.set_facts("contract.pdf", FileFacts(problem="encrypted"))
    assert ids(session) == ["documents.file_encrypted", "review.flow_message"]


def test_the_account_is_not_a_step_back(session: Session) -> None:
    session.set_accounts([SCRIVE])
    session.choose_account("s")
    assert session.account == SCRIVE
    assert not session.can_undo


def test_a_repair_is_one_step(session: Session) -> None:
    session.change(replace(session.agreement, process=None))
    assert "process.no_step" in ids(session)
    session.repair(Repair(code="add_step", facts={"label": "inga"}))
    assert session.agreement.documents_of("inga") == ("contract",)
    session.undo()
    assert session.agreement.process is None


@pytest.mark.parametrize(
    ("other", "region", "repaired"),
    [
        ("+4740612399", "SE", "+4740612345"),
        ("", "SE", "+4640612345"),
        ("070", "SE", "+4640612345"),
        ("", "", None),
    ],
)
def test_a_number_gets_the_country_of_the_others_else_of_the_user(
    qtbot: QtBot, other: str, region: str, repaired: str | None
) -> None:
    people = (replace(bodil(), phone=other), replace(inga(), phone="40612345"))
    agreement = an_agreement(participants=people)
    session = Session(Content(agreement=agreement, account_id=None), region)
    found = [each for each in session.findings if each.where == "/participants/1/phone"]
    [finding] = [each for each in found if each.id == "people.phone_not_international"]
    number = None if finding.repair is None else finding.repair.facts["phone"]
    assert number == repaired


def test_a_locked_draft_cannot_be_changed(session: Session, qtbot: QtBot) -> None:
    session.change(replace(session.agreement, title="other"))
    session.set_locked(True)
    with qtbot.assertNotEmitted(session.edited):
        session.change(replace(session.agreement, title="again"))
        session.undo()
        session.choose_account("s")
        session.repair(Repair(code="add_step", facts={"label": "inga"}))
    assert session.agreement.title == "other"
    assert not session.can_undo
    session.set_locked(False)
    assert session.can_undo


def test_what_is_over_by_the_clock_is_found() -> None:
    span: JsonObject = {
        "start_date_time": "2031-03-01T08:00:00Z",
        "end_date_time": "2031-03-02T08:00:00Z",
    }
    window: JsonObject = {"access_duration": {"duration_by_date": {"duration": span}}}
    draft = a_package(signinghub={"participants": {"bodil": window}})
    hub = Account(id="h", name="Hub", service=ServiceKind.SIGNINGHUB, base_url="https://hub.test")
    for day, found in ((1, []), (3, ["people.package_window_past"])):
        clock = TurnableClock(datetime(2031, 3, day, 12, tzinfo=UTC))
        session = Session(Content(agreement=draft, account_id="h"), clock=clock)
        session.set_accounts((hub,))
        assert ids(session) == found
