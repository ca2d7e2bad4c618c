"""What is said of an item: its row, its card, its steps."""

from dataclasses import replace
from datetime import UTC

import pytest

from app.domain.kinds import ServiceKind
from app.gui.outbox.checks import RULE, check_steps, countdown
from app.gui.outbox.feed import page_of
from app.gui.outbox.notices import Act, Surroundings, answers_of, draft_id, notice_of
from app.gui.outbox.standing import counted, row_of
from app.gui.outbox.support import support_lines
from app.gui.when import Times
from app.gui.widgets.checklist import CheckState
from app.gui.widgets.states import State
from app.services.outbox.endings import (
    being_stopped,
    cannot_repeat,
    garbled_words,
    lost_words,
    stopped_words,
)
from app.services.outbox.records import OutboxItem, Phase, StepState
from app.services.texts import ErrorText
from app.services.words.rescue import cut_short_text
from tests.support.outbox_items import (
    NOW,
    a_look,
    an_item,
    at,
    confirm,
    done,
    doubtful_start,
    start,
    upload,
)

TIMES = Times(now=NOW, zone=UTC)
PAGE = Surroundings(page="https://sign.example.com/d/9221", account_id="a1", draft_id="d1")
NO_PAGE = replace(PAGE, page="")
REFUSED = ErrorText(
    title="Scrive refused one person.",
    detail="Nobody was notified, your draft is safe.",
    service_text="Signatory 3: mobile number missing.",
)


def uploading(percent: int) -> OutboxItem:
    running = replace(upload(), state=StepState.RUNNING)
    return an_item(steps=(running, start(), confirm()), progress=(percent, 100))


def finding_out(**changes: object) -> OutboxItem:
    steps = (done(upload(), "9221"), doubtful_start(), confirm())
    return an_item(Phase.FINDING_OUT, steps=steps, next_look_at=at(10, 44, 10), **changes)


@pytest.mark.parametrize(
    ("item", "state", "word", "line"),
    [
        (an_item(Phase.QUEUED, steps=()), State.SENDING, "Queued", "Begins in a moment"),
        (
            uploading(62),
            State.SENDING,
            "Sending",
            "Step 1 of 3: uploading Lease 2031.pdf, 62 %",
        ),
        (
            finding_out(),
            State.FINDING,
            "Finding out",
            "No answer since 10:31 · next look 10:44",
        ),
        (
            an_item(Phase.NOT_SENT, message=REFUSED),
            State.STOPPED,
            "Not sent",
            "Not sent: Scrive refused one person",
        ),
        (
            an_item(Phase.WAITING, message=ErrorText(title="No way there."), family="unreachable"),
            State.OFFLINE,
            "Not sent yet",
            "No way there",
        ),
        (
            an_item(Phase.WAITING, message=ErrorText(title="No sign-in."), family="unauthorized"),
            State.NEEDS,
            "Needs you",
            "No sign-in",
        ),
        (
            an_item(Phase.SENT, steps=(done(upload()), done(start()), done(confirm()))),
            State.DONE,
            "Sent",
            "Sent 10:33 · 4 people",
        ),
        (
            an_item(Phase.GIVEN_UP, message=stopped_words()),
            State.DRAFT,
            "Given up",
            "Stopped 10:40 · nobody was notified",
        ),
    ],
)
def test_a_row_says_where_the_item_stands(
    item: OutboxItem, state: State, word: str, line: str
) -> None:
    row = row_of(item, TIMES)
    assert (row.state, row.word, row.line) == (state, word, line)
    assert word in row.spoken


def test_the_bar_counts_steps_and_the_bytes_of_the_one_under_way() -> None:
    assert row_of(uploading(50), TIMES).fraction == pytest.approx(0.5 / 3)
    assert row_of(finding_out(), TIMES).fraction is None


def acts(item: OutboxItem, around: Surroundings = NO_PAGE) -> list[Act]:
    return [offer.act for offer in notice_of(item, TIMES, around).offers]


def test_a_doubt_can_be_looked_into_repeated_and_given_up() -> None:
    notice = notice_of(finding_out(), TIMES, PAGE)
    assert acts(finding_out(), PAGE) == [Act.CHECK, Act.OPEN, Act.SEND_AGAIN, Act.GIVE_UP]
    assert all(offer.reason == "" for offer in notice.offers)
    assert notice.title == "We do not know yet whether this was sent."
    assert notice.text.endswith("The next look is at 10:44.")


def test_without_a_page_nothing_is_offered_to_open() -> None:
    assert Act.OPEN not in acts(finding_out())


def test_while_something_is_done_nothing_else_can_be_asked() -> None:
    notice = notice_of(finding_out(), TIMES, PAGE, busy="The service is being asked …")
    assert {offer.reason for offer in notice.offers} == {"The service is being asked …"}


def test_a_refusal_quotes_the_service_and_leads_back_to_the_draft() -> None:
    item = an_item(Phase.NOT_SENT, message=REFUSED)
    assert notice_of(item, TIMES, NO_PAGE).text == (
        "“Signatory 3: mobile number missing.” Nobody was notified, your draft is safe."
    )
    assert acts(item) == [Act.DRAFT, Act.DISMISS]


def test_what_has_no_draft_here_leads_back_to_none() -> None:
    assert draft_id(an_item(Phase.NOT_SENT, key="content:ab12")) == ""
    item = an_item(Phase.NOT_SENT, message=REFUSED)
    assert acts(item, replace(NO_PAGE, draft_id="")) == [Act.DISMISS]


def test_a_missing_sign_in_is_asked_for_first() -> None:
    item = an_item(Phase.WAITING, message=ErrorText(title="No."), family="no_keyring")
    assert acts(item) == [Act.SIGN_IN, Act.TRY, Act.GIVE_UP]


def test_an_account_that_was_removed_is_to_be_connected_again() -> None:
    item = an_item(Phase.WAITING, message=ErrorText(title="No."), family="no_keyring")
    gone = replace(NO_PAGE, account_id="")
    assert notice_of(item, TIMES, gone).offers[0].text == "Connect the account again…"


def test_what_is_out_of_reach_can_be_tried_now_or_given_up() -> None:
    item = an_item(Phase.WAITING, message=ErrorText(title="No."), family="unreachable")
    assert acts(item) == [Act.TRY, Act.GIVE_UP]
    assert "Nobody was notified" in notice_of(item, TIMES, NO_PAGE).text


def test_a_service_that_asked_to_be_left_alone_is_not_hurried() -> None:
    item = an_item(Phase.WAITING, family="throttled", next_look_at=at(14, 32))
    assert acts(item) == [Act.GIVE_UP]
    assert notice_of(item, TIMES, NO_PAGE).text.endswith("It goes on by itself at 14:32.")


def test_what_was_changed_at_the_service_is_for_the_user_to_decide() -> None:
    item = an_item(Phase.WAITING, message=ErrorText(title="Changed."), family="changed")
    assert acts(item, PAGE) == [Act.COMPARE, Act.ANEW, Act.OPEN, Act.GIVE_UP]
    doubtful = finding_out(message=ErrorText(title="Changed."), family="changed")
    assert acts(doubtful, PAGE) == [Act.OPEN, Act.COMPARE, Act.CHECK, Act.GIVE_UP]
    assert answers_of(doubtful) == ()


def test_a_doubt_of_somebody_else_can_be_left_as_it_is() -> None:
    item = finding_out(message=ErrorText(title="Somebody else."), family="another_person")
    assert acts(item, PAGE) == [Act.SIGN_IN, Act.CHECK, Act.OPEN, Act.GIVE_UP]


def test_sending_can_be_stopped_until_it_is_started() -> None:
    [stop] = notice_of(uploading(10), TIMES, NO_PAGE).offers
    assert (stop.act, stop.reason) == (Act.STOP, "")
    running = replace(start(), state=StepState.RUNNING)
    item = an_item(steps=(done(upload()), running))
    [stop] = notice_of(item, TIMES, NO_PAGE).offers
    assert "cannot be stopped" in stop.reason


def test_what_turned_out_to_be_sent_says_so() -> None:
    found = replace(done(doubtful_start()), at=at(10, 35))
    item = an_item(Phase.SENT, steps=(done(upload()), found))
    notice = notice_of(item, TIMES, NO_PAGE)
    assert notice.title == "It was sent after all."
    assert "10:35" in notice.text


def test_the_answers_say_whether_it_is_repeated_by_itself() -> None:
    steps = (done(upload()), replace(doubtful_start(), attempts=3, doubtful=3))
    assert "started once more." in answers_of(finding_out())[1].what
    assert "you are asked" in answers_of(an_item(Phase.FINDING_OUT, steps=steps))[1].what


def test_the_steps_tell_what_was_done_and_what_is_not_known() -> None:
    frozen, uploaded, started, confirmed = check_steps(finding_out(), TIMES)
    assert (frozen.text, frozen.time) == ("Draft frozen, 1 file checked", "10:30:52")
    assert (uploaded.state, uploaded.text) == (
        CheckState.DONE,
        "Uploaded Lease 2031.pdf, 1.8 MB",
    )
    assert (started.state, started.rule) == (CheckState.FINDING, RULE)
    assert [look.time for look in started.looks] == ["10:32:10", "10:34:10", "10:44:10"]
    assert started.looks[-1].strong == "in 1 min 48 s"
    assert confirmed.state is CheckState.NEXT


def test_an_upload_under_way_tells_how_far_it_is() -> None:
    step = check_steps(uploading(62), TIMES)[1]
    assert (step.state, step.time) == (CheckState.NOW, "62 %")


def test_what_will_not_come_any_more_is_not_listed() -> None:
    refused = replace(start(), state=StepState.REFUSED, looks=(a_look(at(10, 35), "No."),))
    item = an_item(Phase.NOT_SENT, steps=(done(upload()), refused, confirm()))
    assert [step.state for step in check_steps(item, TIMES)] == [
        CheckState.DONE,
        CheckState.DONE,
        CheckState.FAILED,
    ]


def test_a_sent_item_speaks_of_everything_in_the_past() -> None:
    item = an_item(Phase.SENT, steps=(done(upload()), done(start()), done(confirm())))
    assert [step.text for step in check_steps(item, TIMES)][1:] == [
        "Uploaded Lease 2031.pdf, 1.8 MB",
        "Started the agreement",
        "Confirmed with Scrive, tracking began",
    ]


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(10, 44, 10), "in 1 min 48 s"),
        (at(10, 42, 34), "in 12 s"),
        (at(10, 42, 22), "now"),
        (at(10, 0), "now"),
    ],
)
def test_a_countdown(moment: object, words: str) -> None:
    assert countdown(moment, NOW) == words  # type: ignore[arg-type]


def test_the_page_of_an_item_is_that_of_its_first_document() -> None:
    assert page_of(finding_out(), "https://sign.example.com") == "https://sign.example.com/d/9221"
    assert page_of(an_item(), "https://sign.example.com") == ""
    assert page_of(finding_out(), "") == ""
    elsewhere = finding_out(service=ServiceKind.SIGNINGHUB)
    assert page_of(elsewhere, "https://s.example.com") == ""
    assert page_of(elsewhere, "https://api.signinghub.com") == "https://web.signinghub.com"


def test_an_id_that_is_no_id_leads_to_no_page() -> None:
    item = an_item(Phase.SENT, document_ids=("../login?x=1",))
    assert page_of(item, "https://sign.example.com") == ""


def test_details_for_support_name_reference_files_and_log() -> None:
    message = ErrorText(title="No.", correlation_id="c-17")
    lines = dict(support_lines(finding_out(message=message), TIMES))
    assert lines["Our reference"] == "7f3a2c91aa"
    assert lines["Files"] == "Lease 2031.pdf ab12ab12ab12"
    assert lines["Start"] == "10:31:39, attempt 1, 1 without an answer"
    assert lines["In the log"] == "c-17"


def test_counting() -> None:
    assert [counted(n, "person") for n in (1, 4)] == ["1 person", "4 people"]
    assert [counted(n, "document") for n in (1, 3)] == ["1 document", "3 documents"]


def test_what_was_lost_with_damaged_data_is_said_and_left_to_the_user() -> None:
    item = an_item(Phase.FINDING_OUT, steps=(), family="rescued", message=cut_short_text())
    notice = notice_of(item, TIMES, PAGE)
    assert "was damaged while this was on its way" in notice.text
    assert [each.act for each in notice.offers] == [Act.OPEN, Act.GIVE_UP]
    assert answers_of(item) == ()


def test_what_was_lost_with_damaged_data_is_not_offered_to_be_looked_for() -> None:
    item = an_item(Phase.LET_GO, steps=(), family="let_go", message=lost_words(an_item()))
    notice = notice_of(item, TIMES, PAGE)
    assert "check again" not in notice.text
    assert [each.act for each in notice.offers] == [Act.OPEN, Act.COPY, Act.DISMISS]


def test_what_is_being_given_up_is_not_said_to_be_started_once_more() -> None:
    item = finding_out(family="fencing", message=being_stopped(an_item()))
    assert "You gave it up" in notice_of(item, TIMES, PAGE).text
    assert "nothing is repeated before" not in notice_of(item, TIMES, PAGE).text
    failed = ErrorText(title="sign.example.com refused the connection.", detail="Nothing was sent.")
    assert "Nothing was sent" not in notice_of(replace(item, message=failed), TIMES, PAGE).text
    assert row_of(item, TIMES).line == "Being given up · next look 10:44"
    [_, missing, _] = answers_of(item)
    assert missing.what == "its files are deleted there, so that it never can."


def test_a_start_whose_request_was_damaged_is_never_offered_to_be_repeated() -> None:
    item = finding_out(family="garbled", message=cannot_repeat("Scrive"))
    notice = notice_of(item, TIMES, PAGE)
    assert notice.text.count("We do not know yet") == 0
    assert "it is never repeated" in notice.text
    assert [each.act for each in notice.offers] == [Act.CHECK, Act.OPEN, Act.GIVE_UP]
    assert "once more" not in "".join(each.what for each in answers_of(item))


def test_what_was_damaged_before_it_was_sent_is_only_given_up() -> None:
    item = an_item(Phase.WAITING, family="garbled", message=garbled_words())
    notice = notice_of(item, TIMES, PAGE)
    assert "tried again" not in notice.text
    assert [each.act for each in notice.offers] == [Act.GIVE_UP]


def test_every_step_is_named_while_it_is_taken() -> None:
    taken = done(replace(start(), position=0, kind="package"))
    clear = replace(start(), position=1, kind="clear", state=StepState.RUNNING)
    assert "removing what it said before" in row_of(an_item(steps=(taken, clear)), TIMES).line
    package = replace(taken, state=StepState.RUNNING)
    assert "taking over the recalled" in row_of(an_item(steps=(package, clear)), TIMES).line


def test_what_is_given_up_at_signinghub_is_not_said_to_be_deleted() -> None:
    item = finding_out(
        family="fencing", message=being_stopped(an_item()), service=ServiceKind.SIGNINGHUB
    )
    assert "deleted" not in "".join(each.what for each in answers_of(item))


def test_what_was_rescued_whole_is_looked_for_like_any_doubt() -> None:
    item = finding_out(family="rescued", message=cut_short_text())
    assert Act.CHECK in acts(item, PAGE)
    assert "give this up" not in notice_of(item, TIMES, PAGE).text
    assert answers_of(item) != ()
