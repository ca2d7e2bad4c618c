"""What the service said against people stands at them, back in the draft, until they change."""

from dataclasses import replace

from app.domain.agreement import Agreement
from app.domain.findings import Finding
from app.domain.json_value import JsonObject
from app.gui.composer.session import Session
from app.services.errors import Reason, Refused
from app.services.outbox.records import Phase
from app.services.texts import ErrorText, finding_text
from tests.support.outbox_bench import Effect
from tests.support.post_office import PostOffice
from tests.support.sending_room import SendingRoom

REASONS = (
    Reason(text="Participant #2 has no such box", participant=2, field="email", label="bodil"),
    Reason(text="Participant #3 is disabled", participant=3, label="inga"),
    Reason(text="The document is too long"),
)


def refused(_office: PostOffice, _effect: Effect) -> JsonObject:
    error = Refused("Scrive cannot start this agreement as it is.", status=409)
    error.reasons = REASONS
    raise error


def said(session: Session) -> list[Finding]:
    return [each for each in session.findings if each.id == "people.refused"]


def with_name(agreement: Agreement, name: str) -> Agreement:
    first, *others = agreement.participants
    return replace(agreement, participants=(replace(first, name=name), *others))


def sent_and_refused(room: SendingRoom) -> Session:
    room.desk.office.faults["start"] = [refused]
    session, sender = room.open()
    room.desk.start_worker()
    sender.send()
    room.wait_for(sender, Phase.NOT_SENT)
    room.settle()
    sender.back_to_draft()
    return session


def test_each_reason_stands_at_its_person_and_does_not_keep_from_sending(
    room: SendingRoom,
) -> None:
    session = sent_and_refused(room)
    assert [each.where for each in said(session)] == ["/participants/0/email", "/participants/1"]
    sentence = finding_text(said(session)[0]).sentence
    assert sentence == "Scrive did not take Bodil Oskarsson: “Participant #2 has no such box”"
    assert not session.is_locked


def test_who_was_changed_is_not_reproached_any_more(room: SendingRoom) -> None:
    session = sent_and_refused(room)
    session.change(with_name(session.agreement, "Bodil Berg"))
    assert [each.where for each in said(session)] == ["/participants/1"]
    own: JsonObject = {"participants": {"inga": {"company": "Engberg"}}}
    session.change(replace(session.agreement, scrive=own))
    assert said(session) == []
    session.undo()
    assert [each.where for each in said(session)] == ["/participants/1"]


def test_they_stand_there_when_the_draft_is_opened_again_until_people_change(
    room: SendingRoom,
) -> None:
    session = sent_and_refused(room)
    again, _ = room.open()
    assert [each.where for each in said(again)] == [each.where for each in said(session)]
    drafts = room.desk.desk.drafts
    stored = drafts.get(room.draft_id)
    drafts.save(stored.id, with_name(stored.agreement, "Bodil Berg"), stored.account_id)
    changed, _ = room.open()
    assert [each.where for each in said(changed)] == ["/participants/1"]


def test_what_was_stored_without_reasons_is_read_too() -> None:
    old = '{"title": "No.", "detail": "", "next_step": "", "service_text": "x"}'
    assert ErrorText.from_json(old) == ErrorText(title="No.", service_text="x")
