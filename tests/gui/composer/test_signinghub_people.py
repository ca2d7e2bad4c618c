"""A draft for SigningHub in the whole composer: findings lead to people, Send asks passwords."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from app.domain.agreement import Authentication, AuthenticationMethod, Field
from app.domain.kinds import FieldType, Role, ServiceKind
from app.gui.review.passwords_sheet import PasswordsSheet
from tests.support.agreements import a_step, an_agreement, bodil, inga
from tests.support.composers import ComposerBench
from tests.support.fitting import cut_off, longer_words
from tests.support.pressing import press

if TYPE_CHECKING:
    from app.domain.json_value import JsonObject


def test_a_finding_leads_to_its_person_and_send_asks_for_their_password(
    bench: ComposerBench,
) -> None:
    view = AuthenticationMethod(provider="password")
    signature = Field(
        type=FieldType.SIGNATURE,
        participant="bodil",
        document="contract",
        page=1,
        x=72,
        y=640,
        width=180,
        height=48,
    )
    bench.account = bench.desk.add_account("Norrvik SigningHub", ServiceKind.SIGNINGHUB)
    bench.open(
        an_agreement(
            participants=(replace(bodil(), authentication=Authentication(view=view)),),
            process=a_step("bodil"),
            fields=(signature,),
            signinghub={"participants": {"bodil": {"permission": {"legal_notice": {}}}}},
        )
    )
    sender = bench.page.review._sender
    bench.page.go_to("review")
    [finding] = [each for each in bench.session.findings if each.id == "people.package_notice"]
    assert bench.page.review._place_of(finding) == "Bodil Oskarsson"
    bench.page.review.finding_requested.emit(finding)
    more = bench.page.people.editor.signinghub
    assert more.rights.notice_name.isVisible()
    QTest.keyClicks(more.rights.notice_name.edit, "House rules")

    bench.page.go_to("review")
    press(bench.page.review, "send")
    [sheet] = bench.composer.findChildren(PasswordsSheet)
    assert sheet.send.text() == "Send to 1 person"
    assert not sheet.send.isEnabled()
    QTest.keyClicks(sheet.line("bodil"), "open sesame")
    assert sender.item is None
    press(sheet, "passwords-send")
    bench.wait(lambda: sender.item is not None)
    # Without it, the outbox would have refused the draft.
    assert sender.error is None
    assert "open sesame" not in repr(bench.stored())


def test_unfolded_it_fits_in_words_as_long_as_german_ones(bench: ComposerBench) -> None:
    reminder: JsonObject = {"enabled": True, "remind_after": 0, "repeat": {"enabled": True}}
    permission: JsonObject = {"print": True, "legal_notice": {"enabled": True}}
    window: JsonObject = {"enabled": True, "duration_by_date": {"enabled": True}}
    own: JsonObject = {
        "inga": {
            "reminder": reminder,
            "permission": permission,
            "access_duration": window,
            "user_national_id": "55",
            "role": "ELECTRONIC_SEAL",
        }
    }
    people = (bodil(), replace(inga(), role=Role.HOST))
    bench.account = bench.desk.add_account("Norrvik SigningHub", ServiceKind.SIGNINGHUB)
    with longer_words():
        bench.open(
            an_agreement(participants=people, signinghub={"participants": own}), size=(1068, 554)
        )
        bench.page.go_to("people")
        bench.page.people.go_to("inga", "more")
        bench.settle()
        assert bench.page.people.editor.signinghub.reminders.after.isVisible()
        bench.wait(lambda: cut_off(bench.page) == [])
        assert bench.composer.size().toTuple() == (1068, 554)
