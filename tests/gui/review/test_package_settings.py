"""What only SigningHub takes, changed among the settings of a draft."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.agreement import Agreement, Field
from app.domain.findings import Draft
from app.domain.kinds import FieldType, Order, ServiceKind
from app.domain.linting import lint
from app.gui.composer.places import FindingPlace, place_of
from app.gui.composer.saving import Content
from app.gui.composer.session import Session
from app.gui.review.package_facts import package_facts
from app.gui.review.package_form import PackageForm
from app.gui.review.settings import SettingsColumn
from app.gui.theme import Theme
from app.services.accounts import Account
from tests.support.pressing import press
from tests.support.signinghub_office import a_package

if TYPE_CHECKING:
    from app.domain.json_value import JsonObject

HUB = Account(
    id="hub",
    name="Hub",
    service=ServiceKind.SIGNINGHUB,
    base_url="https://hub.example.com",
    api_version=4,
)
Opened = tuple[PackageForm, Session, SettingsColumn]
Open = Callable[..., Opened]


@pytest.fixture
def opened(theme: Theme, qtbot: QtBot) -> Open:
    """The form over a draft that is sent with SigningHub."""

    def open_(agreement: Agreement | None = None, account: Account = HUB) -> Opened:
        session = Session(Content(agreement=agreement or a_package(), account_id=account.id))
        session.set_accounts([account])
        column = SettingsColumn(theme, session)
        session.changed.connect(column.refresh)
        qtbot.addWidget(column)
        column.resize(400, 2000)
        column.show()
        press(column, "change-settings")
        return column.form.package, session, column

    return open_


def test_each_setting_is_stored_as_signinghub_calls_it(opened: Open) -> None:
    form, session, _column = opened()

    form.mode.chosen.emit("ME_AND_OTHERS")
    form.decline.chosen.emit("yes")
    QTest.keyClicks(form.folder.edit, "Leases")
    form.result.chosen.emit("yes")
    form.others.text.setPlainText("Archive <archive@example.com>\nboard@example.com")
    form.words.text.setPlainText("Done.")
    form.drives["onedrive"].click()
    form.everybody.click()
    row = form.documents.rows()[1]
    row.certify.chosen.emit("NO_CHANGES_ALLOWED")
    row.lock.chosen.emit("yes")

    assert session.agreement.signinghub == {
        "workflow_mode": "ME_AND_OTHERS",
        "continue_on_decline": True,
        "folder_name": "Leases",
        "post_process": {
            "enabled": True,
            "recipients": [
                {"name": "Archive", "email": "archive@example.com"},
                {"name": "", "email": "board@example.com"},
            ],
            "message": "Done.",
            "onedrive": True,
        },
        "documents": {
            "annex": {
                "certify": {"enabled": True, "permission": "NO_CHANGES_ALLOWED"},
                "lock_form_fields": True,
            }
        },
    }
    assert not session.findings


def test_what_is_left_to_the_account_is_not_stored(opened: Open) -> None:
    form, session, _column = opened()
    form.order.chosen.emit("INDIVIDUAL")
    form.result.chosen.emit("no")
    assert session.agreement.signinghub == {
        "workflow_type": "INDIVIDUAL",
        "post_process": {"enabled": False},
    }
    assert not form.decline.box.isEnabled()
    assert form.others.isHidden()

    form.order.chosen.emit("")
    form.result.chosen.emit("")

    assert session.agreement.signinghub == {}


def test_what_the_older_version_has_not_is_not_offered(opened: Open) -> None:
    form, _session, _column = opened(account=replace(HUB, api_version=3))
    form.result.chosen.emit("yes")

    assert form.folder.isHidden()
    assert form.drives["onedrive"].isHidden()
    assert not form.drives["dropbox"].isHidden()


def test_an_address_that_is_none_is_said_at_the_field(opened: Open) -> None:
    form, _session, _column = opened()
    form.result.chosen.emit("yes")
    form.others.text.setPlainText("archive")

    assert "archive" in form.result.note()


def test_the_order_is_said_with_what_makes_it_so(opened: Open) -> None:
    form, _session, _column = opened(a_package(Order.PARALLEL))

    assert form.order.box.currentText() == "As in the process: stage after stage"
    assert "CUSTOM" in form.order.note()
    assert "Bodil Oskarsson and Karim Haddad" in form.order.note()


def test_what_was_set_is_said_in_short() -> None:
    told: JsonObject = {
        "workflow_mode": "ONLY_OTHERS",
        "post_process": {"enabled": True, "workflow_recipients": True, "dropbox": True},
        "documents": {"annex": {"certify": {"enabled": True, "permission": "NO_CHANGES_ALLOWED"}}},
    }
    said = {each.name: each.value for each in package_facts(a_package(signinghub=told))}

    assert said["Who takes part"] == "Only others"
    assert said["When all are done"] == "The result goes to everybody, Dropbox"
    assert said["Annex"] == "Nothing may change"


def test_what_is_wrong_with_a_field_leads_to_the_field() -> None:
    field = Field(
        type=FieldType.TEXT,
        participant="bodil",
        document="contract",
        page=1,
        x=10,
        y=10,
        width=100,
        height=20,
        id="a/b",
    )
    told: JsonObject = {"fields": {"a/b": {"font": "large"}}}
    agreement = replace(a_package(signinghub=told), fields=(field,))
    draft = Draft(agreement=agreement, service=ServiceKind.SIGNINGHUB)
    [finding] = [each for each in lint(draft) if each.id == "review.package_value"]

    assert place_of(finding, agreement) == FindingPlace(part="documents", field=0)
