"""Every action and every effect has words, and they keep to the house's way of speaking."""

from datetime import UTC

import pytest

from app.domain.actions import ActionEffect, ActionKind, ActionRequest, Cause, Offer, WhyNot
from app.gui.actions.effect_words import effect_lines
from app.gui.actions.record_words import doubt_notice, state_word, what_words
from app.gui.actions.words import GLYPHS, menu_text, title_of, why_not_line
from app.gui.when import Times
from app.services.actions.records import ActionRecord, ActionState
from app.services.words.counted import people_words
from tests.support.observations import NOW

TIMES = Times(now=NOW, zone=UTC)
FACTS = {
    "names": "Amara Diallo, Jonas Wik",
    "count": "2",
    "name": "Henrik Falk",
    "channel": "email_sms",
    "address": "henrik@example.com",
    "number": "+46701740650",
    "days": "5",
    "at": "2031-11-25T10:00:00+00:00",
    "proof": "se_bankid",
    "before": "standard",
    "moment": "view",
    "field": "personal_number",
}


@pytest.mark.parametrize("cause", Cause)
def test_every_effect_is_a_sentence_with_a_glyph(theme_icons: set[str], cause: Cause) -> None:
    (line,) = effect_lines([ActionEffect(cause=cause, facts=FACTS)], TIMES, "Scrive")
    assert line.sentence.endswith(".")
    assert line.more == "" or line.more.endswith(".")
    assert line.glyph in theme_icons
    for word in ("{", "the service", "None", "  "):
        assert word not in f"{line.sentence} {line.more}"


@pytest.mark.parametrize("kind", ActionKind)
def test_every_action_has_a_name_in_menus_and_over_its_sheet(
    theme_icons: set[str], kind: ActionKind
) -> None:
    offer = Offer(kind=kind)
    assert menu_text(offer).endswith("…")
    assert not title_of(offer).endswith(("…", "."))
    assert GLYPHS[kind] in theme_icons
    request = ActionRequest(kind=kind, agreement_id="ours", days=3, email="a@example.com")
    assert what_words(request)


@pytest.mark.parametrize("state", ActionState)
def test_every_state_has_a_word(state: ActionState) -> None:
    word, _ = state_word(a_record(state))
    assert word


def test_many_people_are_counted_and_few_are_named() -> None:
    assert people_words({"names": "A", "count": "1"}) == "A"
    assert people_words({"names": "A, B, C", "count": "3"}) == "A, B and C"
    assert people_words({"names": "A, B, C, D", "count": "4"}) == "4 people"


def test_a_link_that_dies_stands_below_the_invitation_that_replaces_it() -> None:
    told = [
        ActionEffect(cause=each, facts=FACTS) for each in (Cause.INVITATION_TO, Cause.LINK_DIES)
    ]
    (line,) = effect_lines(told, TIMES, "Scrive")
    assert line.more == "The link in the earlier invitation stops working."


def test_one_value_is_called_by_its_name() -> None:
    only = Offer(kind=ActionKind.CHANGE_CONTACT, now={"mobile": "+46701740605"})
    assert title_of(only) == "Change number"
    assert menu_text(only) == "Change number…"


def test_a_flow_says_once_what_it_does_not_take() -> None:
    flow = [
        Offer(kind=ActionKind.REMIND, why_not=WhyNot.FLOW),
        Offer(kind=ActionKind.CANCEL, why_not=WhyNot.FLOW_UNAVAILABLE),
    ]
    assert why_not_line(flow).startswith("Scrive Flow decides about reminders")
    assert "does not let programs stop" in why_not_line(flow)
    assert why_not_line([Offer(kind=ActionKind.REMIND, why_not=WhyNot.NOT_PENDING)]) == ""


def test_a_package_says_once_what_its_server_or_its_template_does_not_let() -> None:
    reminder = Offer(kind=ActionKind.REMIND_PERSON, why_not=WhyNot.NEEDS_V4)
    locked = Offer(kind=ActionKind.REPLACE_PERSON, why_not=WhyNot.LOCKED)
    assert "version 3" in why_not_line([reminder])
    assert why_not_line([reminder, locked]).startswith("A template locks")


def test_only_what_may_have_been_sent_can_be_put_away_or_done_again() -> None:
    maybe = doubt_notice(a_record(ActionState.MAYBE), TIMES)
    assert [each.text for each in maybe.actions] == ["Check again", "Remind again…"]
    assert maybe.closable
    finding = doubt_notice(a_record(ActionState.FINDING_OUT), TIMES)
    assert [each.text for each in finding.actions] == ["Check again"]
    assert not finding.closable


def a_record(state: ActionState) -> ActionRecord:
    return ActionRecord(
        id="1",
        request=ActionRequest(kind=ActionKind.REMIND, agreement_id="ours"),
        state=state,
        account_id="account",
        base_url="https://scrive.example.com",
        service_id="1",
        began_at=NOW,
        updated_at=NOW,
    )
