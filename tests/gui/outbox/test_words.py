"""What is said of an item: its row, its card, its steps."""

from dataclasses import replace
from datetime import UTC

import pytest

from app.domain.kinds import ServiceKind
from app.gui.outbox.checks import RULE, check_steps, countdown
from app.gui.outbox.feed import page_of
from app.gui.outbox.notices import Act, answers_of, draft_id, notice_of
from app.gui.outbox.standing import counted, row_of
from app.gui.outbox.support import support_lines
from app.gui.when import Times
from app.gui.widgets.checklist import CheckState
from app.gui.widgets.states import State
from app.services.outbox.records import OutboxItem, Phase, StepState
from app.services.texts import ErrorText
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
            an_item(Phase.GIVEN_UP),
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


def test_a_doubt_can_be_looked_into_and_repeated_but_not_given_up() -> None:
    notice = notice_of(finding_out(), TIMES, page="https://sign.example.com/d/9221")
    offers = {offer.act: offer for offer in notice.offers}
    assert list(offers) == [Act.CHECK, Act.OPEN, Act.SEND_AGAIN, Act.GIVE_UP]
    assert "may have been sent" in offers[Act.GIVE_UP].reason
    assert notice.title == "We do not know yet whether this was sent."


def test_without_a_page_nothing_is_offered_to_open() -> None:
    acts = [offer.act for offer in notice_of(finding_out(), TIMES).offers]
    assert Act.OPEN not in acts


def test_while_something_is_done_nothing_else_can_be_asked() -> None:
    notice = notice_of(finding_out(), TIMES, busy="The service is being asked …")
    assert {offer.reason for offer in notice.offers} == {"The service is being asked …"}


def test_a_refusal_quotes_the_service_and_leads_back_to_the_draft() -> None:
    notice = notice_of(an_item(Phase.NOT_SENT, message=REFUSED), TIMES)
    assert notice.text == (
        "“Signatory 3: mobile number missing.” Nobody was notified, your draft is safe."
    )
    assert [offer.act for offer in notice.offers] == [Act.DRAFT, Act.DISMISS]


def test_what_came_without_a_draft_leads_back_to_none() -> None:
    item = an_item(Phase.NOT_SENT, key="content:ab12")
    assert draft_id(item) == ""
    assert [offer.act for offer in notice_of(item, TIMES).offers] == [Act.DISMISS]


def test_a_missing_sign_in_is_asked_for_first() -> None:
    item = an_item(Phase.WAITING, message=ErrorText(title="No."), family="no_keyring")
    acts = [offer.act for offer in notice_of(item, TIMES).offers]
    assert acts == [Act.SIGN_IN, Act.TRY, Act.GIVE_UP]


def test_what_is_out_of_reach_can_be_tried_now_or_given_up() -> None:
    item = an_item(Phase.WAITING, message=ErrorText(title="No."), family="unreachable")
    notice = notice_of(item, TIMES)
    assert [offer.act for offer in notice.offers] == [Act.TRY, Act.GIVE_UP]
    assert "Nobody was notified" in notice.text


def test_sending_can_be_stopped_until_it_is_started() -> None:
    [stop] = notice_of(uploading(10), TIMES).offers
    assert (stop.act, stop.reason) == (Act.STOP, "")
    running = replace(start(), state=StepState.RUNNING)
    [stop] = notice_of(an_item(steps=(done(upload()), running)), TIMES).offers
    assert "cannot be stopped" in stop.reason


def test_what_turned_out_to_be_sent_says_so() -> None:
    found = replace(done(doubtful_start()), at=at(10, 35))
    notice = notice_of(an_item(Phase.SENT, steps=(done(upload()), found)), TIMES)
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
    assert page_of(finding_out(service=ServiceKind.SIGNINGHUB), "https://s.example.com") == ""


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
