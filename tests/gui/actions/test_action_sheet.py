"""The sheet before an action: its fields, the effects that it says, and its button."""

from dataclasses import replace
from datetime import UTC

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from app.domain.actions import ActionKind, ActionRequest
from app.gui.actions.faces import face_of
from app.gui.actions.outlooks import Case
from app.gui.actions.record_words import refused_notice
from app.gui.actions.sheet import ActionSheet
from app.gui.theme import Theme
from app.gui.when import Times
from app.services.texts import ErrorText
from tests.support.observations import NOW
from tests.support.pressing import button_of, press
from tests.support.sent_documents import a_sent_document, a_situation, an_offer

TIMES = Times(now=NOW, zone=UTC)


class Asked:
    """An open sheet over a window, and the case behind it."""

    def __init__(
        self,
        theme: Theme,
        qtbot: QtBot,
        kind: ActionKind,
        person: str = "",
        status: str = "pending",
        **other: object,
    ) -> None:
        situation = a_situation(a_sent_document(status, **other))
        offer = an_offer(situation, kind, person)
        self.case = Case(
            offer=offer,
            situation=situation,
            agreement_id="ours",
            title="Supply agreement",
            account_id="account",
            service_name="Scrive",
            times=TIMES,
        )
        self.window = QWidget()
        self.window.resize(900, 700)
        qtbot.addWidget(self.window)
        self.window.show()
        face = face_of(offer, situation.observation, "Supply agreement", TIMES)
        self.sheet = ActionSheet(theme, face, self.case.look, self.window)
        self.sheet.open()

    def type_into(self, name: str, text: str) -> None:
        editor = self.sheet.fields.editor(name)
        if isinstance(editor, QLineEdit):
            editor.setText(text)
        elif isinstance(editor, QSpinBox):
            editor.setValue(int(text))
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(text))

    @property
    def sentences(self) -> list[str]:
        return [each.sentence for each in self.sheet.effects.lines()]

    @property
    def wrong(self) -> dict[str, str]:
        outlook = self.sheet.outlook
        assert outlook is not None
        return dict(outlook.wrong)

    @property
    def action(self) -> str:
        return self.sheet.perform.text()

    def can_do(self) -> bool:
        return self.sheet.perform.isEnabled()

    def request(self) -> ActionRequest:
        return self.case.request(self.sheet.fields.typed())


def test_a_new_number_is_asked_for_with_what_it_will_cause(theme: Theme, qtbot: QtBot) -> None:
    asked = Asked(theme, qtbot, ActionKind.CHANGE_CONTACT, "902")
    assert not asked.can_do()
    assert asked.sheet.perform.toolTip() == "Nothing differs yet."
    asked.type_into("mobile", "+46 70 174 06 50")
    assert asked.can_do()
    assert asked.action == "Change and invite again"
    first = asked.sheet.effects.lines()[0]
    assert first.sentence == "Henrik gets a new invitation by e-mail, at once."
    assert first.more == "The link in the earlier invitation stops working."
    assert "SMS codes go to the new number from now on." in asked.sentences
    assert "What Amara Diallo did is kept." in asked.sentences
    assert (asked.request().mobile, asked.request().email) == ("+46 70 174 06 50", None)
    outlook = asked.sheet.outlook
    assert outlook is not None
    assert outlook.foot == "Scrive, 1 change"


@pytest.mark.parametrize("kind", [ActionKind.CHANGE_CONTACT, ActionKind.CHANGE_PROOF_TO_VIEW])
def test_a_sheet_that_causes_nothing_yet_is_as_high_as_its_fields_need(
    theme: Theme, qtbot: QtBot, kind: ActionKind
) -> None:
    asked = Asked(theme, qtbot, kind, "902")
    qtbot.wait(0)
    sheet = asked.sheet
    assert asked.sentences == []
    said = [each.text() for each in sheet.findChildren(QLabel) if each.isVisible()]
    assert said.count("Nothing yet.") == 1
    assert sheet.height() >= sheet.sizeHint().height() > sheet.fields.height() > 0


def test_the_same_number_written_otherwise_is_no_change(theme: Theme, qtbot: QtBot) -> None:
    asked = Asked(theme, qtbot, ActionKind.CHANGE_CONTACT, "902")
    asked.type_into("mobile", "+46701740605")
    assert not asked.can_do()


@pytest.mark.parametrize(
    ("member", "typed", "sentence"),
    [
        ("mobile", "070", "“070” is no mobile number with its country"),
        ("mobile", "", "A number can be changed, but not taken away."),
        ("email", "henrik", "“henrik” is not an e-mail address."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    theme: Theme, qtbot: QtBot, member: str, typed: str, sentence: str
) -> None:
    asked = Asked(theme, qtbot, ActionKind.CHANGE_CONTACT, "902")
    asked.type_into(member, typed)
    assert list(asked.wrong) == [member]
    assert sentence in asked.wrong[member]
    assert sentence in asked.sheet.fields.editor(member).accessibleDescription()
    assert not asked.can_do()


def test_a_number_is_asked_for_only_where_the_proof_needs_it(theme: Theme, qtbot: QtBot) -> None:
    asked = Asked(theme, qtbot, ActionKind.CHANGE_PROOF_TO_VIEW, "902")
    number = asked.sheet.fields.editor("personal_number")
    assert not number.isVisible()
    asked.type_into("proof", "se_bankid")
    assert number.isVisible()
    # Nobody is blamed for what was not typed yet.
    assert asked.wrong == {}
    assert not asked.can_do()
    asked.type_into("personal_number", "197001012384")
    assert asked.can_do()
    assert asked.request().personal_number == "197001012384"
    asked.type_into("proof", "sms_otp")
    assert not number.isVisible()
    assert asked.request().personal_number == ""
    assert asked.sentences[0] == "Henrik proves who they are before opening: SMS code."


def test_asking_for_nothing_any_more_says_what_falls_away(theme: Theme, qtbot: QtBot) -> None:
    asked = Asked(theme, qtbot, ActionKind.CHANGE_PROOF_TO_SIGN, "902")
    assert not asked.can_do()
    asked.type_into("proof", "standard")
    assert asked.sentences[0] == "Henrik proves nothing extra before signing any more."
    assert asked.request().proof == "standard"


def test_reminding_counts_the_people_on_the_button(theme: Theme, qtbot: QtBot) -> None:
    asked = Asked(theme, qtbot, ActionKind.REMIND)
    assert asked.action == "Remind 1 person"
    assert asked.sentences[0] == "Henrik Falk gets a reminder, at once."
    with qtbot.waitSignal(asked.sheet.perform_requested):
        press(asked.sheet, "perform")


def test_an_automatic_reminder_is_set_and_taken_away(theme: Theme, qtbot: QtBot) -> None:
    asked = Asked(theme, qtbot, ActionKind.AUTO_REMINDER)
    assert not asked.can_do()
    assert (asked.action, asked.sentences) == ("Set the reminder", [])
    asked.type_into("days", "5")
    assert asked.action == "Set the reminder"
    assert asked.sentences[0] == "Whoever has not signed by 25 Nov is reminded then."
    assert asked.request().days == 5
    document = a_sent_document().documents[0]
    told = {**document.details, "auto_remind_time": "2031-11-25T06:00:00Z"}
    documents = (replace(document, details=told),)
    reminded = Asked(theme, qtbot, ActionKind.AUTO_REMINDER, documents=documents)
    reminded.type_into("days", "0")
    assert reminded.request().days is None
    assert reminded.can_do()
    assert reminded.action == "Take the reminder away"


def test_prolonging_says_the_day_it_leads_to(theme: Theme, qtbot: QtBot) -> None:
    asked = Asked(theme, qtbot, ActionKind.PROLONG, status="timedout")
    assert asked.action == "Prolong by 14 days"
    assert asked.sentences[0] == "It can be signed again until 4 Dec."
    asked.type_into("days", "1")
    assert asked.action == "Prolong by 1 day"
    assert asked.sentences[0] == "It can be signed again until 21 Nov."


def test_withdrawing_is_dangerous_and_enter_keeps_it(theme: Theme, qtbot: QtBot) -> None:
    asked = Asked(theme, qtbot, ActionKind.CANCEL)
    assert (asked.action, asked.sheet.perform.kind) == ("Withdraw the agreement", "danger")
    assert button_of(asked.sheet, "refuse").text() == "Keep it"
    told: list[object] = []
    asked.sheet.perform_requested.connect(told.append)
    with qtbot.waitSignal(asked.sheet.rejected):
        QTest.keyClick(asked.sheet, Qt.Key.Key_Return)
    assert told == []


def test_enter_on_the_dangerous_button_presses_that_button(theme: Theme, qtbot: QtBot) -> None:
    asked = Asked(theme, qtbot, ActionKind.CANCEL)
    told: list[object] = []
    asked.sheet.perform_requested.connect(told.append)
    asked.sheet.activateWindow()
    asked.sheet.perform.setFocus()
    qtbot.waitUntil(asked.sheet.perform.hasFocus)
    QTest.keyClick(asked.sheet.perform, Qt.Key.Key_Return)
    assert len(told) == 1
    assert asked.sheet.isVisible()


def test_forwarding_wants_an_address(theme: Theme, qtbot: QtBot) -> None:
    asked = Asked(theme, qtbot, ActionKind.FORWARD, status="closed")
    assert not asked.can_do()
    asked.type_into("email", "board@example.com")
    assert asked.can_do()
    assert asked.sentences[:2] == [
        "board@example.com gets the signed document, at once.",
        "The attachments go along.",
    ]


def test_a_new_draft_says_that_nothing_leaves(theme: Theme, qtbot: QtBot) -> None:
    asked = Asked(theme, qtbot, ActionKind.RESTART, status="rejected")
    assert asked.action == "Make a new draft"
    assert asked.sheet.effects.lines()[0].more == "Nothing leaves it before you send."


def test_while_it_is_under_way_it_cannot_be_asked_twice_but_taken_back(
    theme: Theme, qtbot: QtBot
) -> None:
    asked = Asked(theme, qtbot, ActionKind.REMIND)
    asked.sheet.show_busy("Asking Scrive…")
    assert not asked.can_do()
    told: list[object] = []
    asked.sheet.perform_requested.connect(told.append)
    # Whoever presses Enter twice has neither done it twice nor taken it back.
    QTest.keyClick(asked.sheet, Qt.Key.Key_Return)
    assert asked.sheet.isVisible()
    with qtbot.waitSignal(asked.sheet.stop_requested):
        QTest.keyClick(asked.sheet, Qt.Key.Key_Escape)
    assert told == []


def test_after_a_refusal_what_was_typed_is_still_there(theme: Theme, qtbot: QtBot) -> None:
    asked = Asked(theme, qtbot, ActionKind.CHANGE_CONTACT, "902")
    asked.type_into("mobile", "+46 70 174 06 50")
    asked.sheet.show_busy("Asking Scrive…")
    words = ErrorText(title="Scrive refused the change.", service_text="<b>No</b>")
    asked.sheet.show_trouble(refused_notice(words))
    assert asked.sheet.trouble() == "Scrive refused the change. “<b>No</b>”"
    assert asked.request().mobile == "+46 70 174 06 50"
    assert asked.can_do()
    asked.type_into("mobile", "+46 70 174 06 51")
    assert asked.sheet.trouble() == ""


def test_the_sheet_is_as_high_as_its_effects_need(theme: Theme, qtbot: QtBot) -> None:
    asked = Asked(theme, qtbot, ActionKind.CHANGE_PROOF_TO_VIEW, "902")
    before = asked.sheet.height()
    asked.type_into("proof", "se_bankid")
    qtbot.waitUntil(lambda: asked.sheet.height() > before)
    assert asked.sheet.height() >= asked.sheet.minimumSizeHint().height()
