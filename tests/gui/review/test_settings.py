"""The settings of a draft, changed in the last part of composing."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.agreement import Agreement
from app.domain.kinds import SendWith, ServiceKind
from app.gui.composer.saving import Content
from app.gui.composer.session import Session
from app.gui.review.settings import SettingsColumn
from app.gui.review.settings_form import SettingsForm
from app.gui.theme import Theme
from app.services.accounts import Account
from tests.support.agreements import a_document, a_step, an_agreement
from tests.support.outbox_bench import ACCOUNT
from tests.support.pressing import press

HUB = Account(
    id="hub", name="Hub", service=ServiceKind.SIGNINGHUB, base_url="https://hub.example.com"
)
ODD = {"tags": "none", "display_options": 7, "days_to_sign": "soon", "send_with": "documents"}
Opened = tuple[SettingsColumn, Session]
Open = Callable[..., Opened]


@pytest.fixture
def open_settings(theme: Theme, qtbot: QtBot) -> Open:
    """The column over a draft that is sent with an account, the form shown."""

    def opened(agreement: Agreement | None = None, account: Account = ACCOUNT) -> Opened:
        session = Session(Content(agreement=agreement or an_agreement(), account_id=account.id))
        session.set_accounts([account])
        column = SettingsColumn(theme, session)
        session.changed.connect(column.refresh)
        qtbot.addWidget(column)
        column.resize(400, 1600)
        column.show()
        press(column, "change-settings")
        return column, session

    return opened


def scrive(session: Session) -> dict[str, object]:
    return dict(session.agreement.scrive)


def several() -> Agreement:
    documents = (a_document(), a_document("rules"))
    return an_agreement(documents=documents, process=a_step("bodil", "contract", "rules"))


def test_each_setting_is_stored_as_scrive_calls_it(open_settings: Open) -> None:
    column, session = open_settings()
    form = column.form
    form.sms.text.setPlainText("Sign, please")
    form.confirmation.text.setPlainText("Thank you")
    form.sms_confirmation.text.setPlainText("Signed")
    form.days.spin.setValue(30)
    form.remind.spin.setValue(7)
    QTest.keyClicks(form.zone.edit, "Europe/Oslo")
    QTest.keyClicks(form.callback.edit, "https://example.com/told")
    press(column, "add-tag")
    name, value = form.tags._rows[0].name, form.tags._rows[0].text
    QTest.keyClicks(name, "case")
    QTest.keyClicks(value, "17")
    form.options["show_footer"].chosen.emit("no")
    form.author.chosen.emit("signing_party")
    assert scrive(session) == {
        "sms_invitation_message": "Sign, please",
        "confirmation_message": "Thank you",
        "sms_confirmation_message": "Signed",
        "days_to_sign": 30,
        "days_to_remind": 7,
        "timezone": "Europe/Oslo",
        "api_callback_url": "https://example.com/told",
        "tags": [{"name": "case", "value": "17"}],
        "display_options": {"show_footer": False},
        "author": {"signatory_role": "signing_party"},
    }
    assert session.agreement.send_with(ServiceKind.SCRIVE) is SendWith.DOCUMENTS


def test_title_message_and_language_are_those_of_the_draft(open_settings: Open) -> None:
    column, session = open_settings()
    form = column.form
    form.title.edit.selectAll()
    QTest.keyClicks(form.title.edit, "Lease")
    form.message.text.setPlainText("Hello")
    form.language.chosen.emit("sv")
    agreement = session.agreement
    assert (agreement.title, agreement.message, agreement.language) == ("Lease", "Hello", "sv")


def test_each_change_is_one_step_back(open_settings: Open) -> None:
    column, session = open_settings()
    QTest.keyClicks(column.form.callback.edit, "https://example.com")
    column.form.days.spin.setValue(5)
    session.undo()
    assert scrive(session) == {"api_callback_url": "https://example.com"}
    assert column.form.days.spin.value() == 0
    session.undo()
    assert scrive(session) == {}
    assert column.form.callback.edit.text() == ""


def test_what_is_wrong_stands_at_the_field_and_is_mended_there(open_settings: Open) -> None:
    column, session = open_settings(an_agreement(scrive={"send_with": "documents"}))
    form = column.form
    QTest.keyClicks(form.callback.edit, "example.com/told")
    assert "Scrive cannot report to that address." in form.callback.note()
    form.callback.repair_requested.emit()
    assert session.agreement.scrive["api_callback_url"] == "https://example.com/told"
    assert form.callback.note() == ""
    form.days.spin.setValue(5)
    form.remind.spin.setValue(6)
    assert "after the deadline" in form.remind.note()
    form.remind.repair_requested.emit()
    assert form.remind.spin.value() == 5


def test_one_day_is_not_called_days(open_settings: Open) -> None:
    column, _ = open_settings(an_agreement(scrive={"send_with": "documents"}))
    days = column.form.days.spin
    assert days.text() == "The account’s own"
    days.setValue(1)
    assert days.text() == "1 day"
    days.setValue(2)
    assert days.text() == "2 days"


def test_a_text_message_says_into_how_many_it_is_cut(open_settings: Open) -> None:
    column, _ = open_settings(an_agreement(scrive={"send_with": "documents"}))
    form = column.form
    form.sms.text.setPlainText("a" * 161)
    assert form.sms.note() == "161 characters, cut into 2 text messages"
    form.sms.text.setPlainText("Sign, please")
    assert form.sms.note() == "12 characters, one text message"


def test_several_documents_go_as_a_flow_which_takes_little(open_settings: Open) -> None:
    column, _ = open_settings(several())
    form = column.form
    for field in (form.message, form.days, form.zone, form.options["show_header"]):
        assert not field.editor.isEnabled()
        assert "Several documents go as a Flow" in field.editor.toolTip()
    for field in (form.title, form.author):
        assert field.editor.isEnabled()
    assert form.tags.isEnabled()


def test_a_flow_that_was_asked_for_can_be_given_up(open_settings: Open) -> None:
    column, session = open_settings(an_agreement(scrive={"send_with": "flow"}))
    form = column.form
    assert not form.days.editor.isEnabled()
    assert "Choose another way" in form.way.note()
    form.way.chosen.emit("documents")
    assert form.days.editor.isEnabled()
    form.way.chosen.emit("")
    assert scrive(session) == {}


def test_signinghub_shows_what_it_takes(open_settings: Open) -> None:
    column, _ = open_settings(account=HUB)
    form = column.form
    shown = [name for name, field in form._fields.items() if not field.isHidden()]
    assert shown == ["title", "message"]
    assert form.tags.isHidden()


def test_what_the_sender_does_depends_on_the_way(open_settings: Open) -> None:
    column, session = open_settings(an_agreement(scrive={"send_with": "flow"}))
    words = [column.form.author.box.itemText(n) for n in range(column.form.author.box.count())]
    assert words == ["Left to Scrive", "You only view"]
    column.form.author.chosen.emit("viewer")
    assert session.agreement.scrive["author"] == {"signatory_role": "viewer"}
    column.form.way.chosen.emit("documents")
    assert column.form.author.box.currentText() == "You only view"


def test_a_draft_that_may_have_been_sent_is_only_read(open_settings: Open) -> None:
    column, session = open_settings()
    session.set_locked(True)
    assert not column.is_changing
    assert column.change.isHidden()
    column.start_changing("days_to_sign")
    assert not column.is_changing


def test_done_goes_back_to_what_is_said(open_settings: Open) -> None:
    column, _ = open_settings()
    assert column.is_changing
    press(column, "settings-done")
    assert not column.is_changing


def test_a_file_from_elsewhere_is_shown_as_it_is(open_settings: Open) -> None:
    column, session = open_settings(an_agreement(language="tlh", scrive=ODD))
    assert isinstance(column.form, SettingsForm)
    assert column.form.language.box.currentText() == "tlh"
    assert column.form.days.note().startswith("“days_to_sign” is not")
    assert session.agreement.scrive == ODD
