"""What the people of a document are asked for, and how they do it."""

import pytest

from app.emulator import pages
from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.plug import NotPlayable
from app.emulator.scrive.records import objects
from tests.support.flow_desk import a_flow_document, a_request, create, inga, step
from tests.support.flow_desk import bodil as flow_bodil
from tests.support.scrive_desk import Desk, bodil, opened, parties_of, refusal, value_of

BODIL = "Bodil Oskarsson"
NUMBER = "199001019802"


def actions(desk: Desk, document: JsonObject, name: str = BODIL) -> tuple[str, ...]:
    return desk.people(str(document["id"]))[name].actions


def with_number(value: str, **settings: JsonValue) -> JsonObject:
    """A party with a field for a personal number."""
    party = bodil(**settings)
    fields = objects(party["fields"])
    return {**party, "fields": [*fields, {"type": "personal_number", "value": value}]}


def consent(*titles: str) -> JsonObject:
    questions: list[JsonValue] = [
        {"title": title, "positive_option": "I do", "negative_option": "I do not"}
        for title in titles
    ]
    return {"title": "Before you sign", "questions": questions}


def test_an_eid_is_acted_out(desk: Desk) -> None:
    party = with_number("", authentication_method_to_sign="se_bankid")
    document = desk.started(party)
    desk.act(document, BODIL, "open")
    desk.act(document, BODIL, "sign")
    assert actions(desk, document) == ("identify", "fail_identify")
    assert desk.people(str(document["id"]))[BODIL].status == "asked for an eID"

    desk.act(document, BODIL, "fail_identify")
    assert desk.read(document)["status"] == "pending"
    desk.act(document, BODIL, "identify", personal_number=NUMBER)

    signed = desk.read(document)
    assert signed["status"] == "closed"
    assert value_of(parties_of(signed)[1], "personal_number") == NUMBER


def test_an_eid_of_somebody_else_does_not_open(desk: Desk) -> None:
    party = with_number(NUMBER, authentication_method_to_view="se_bankid")
    document = desk.started(party)
    desk.act(document, BODIL, "open")

    for _ in range(3):
        with pytest.raises(NotPlayable, match="somebody else"):
            desk.act(document, BODIL, "identify", personal_number="198001019806")

    assert actions(desk, document) == ()
    assert desk.people(str(document["id"]))[BODIL].status == "locked"
    assert parties_of(desk.read(document))[1]["has_authenticated_to_view"] is False


def test_files_that_are_asked_for_come_before_the_signature(desk: Desk) -> None:
    wanted: list[JsonValue] = [
        {"name": "Passport", "description": "Both sides", "required": True},
        {"name": "Photo", "description": "", "required": False},
    ]
    document = desk.started(bodil(attachments=wanted))
    desk.act(document, BODIL, "open")
    assert actions(desk, document) == ("upload", "decline")
    assert desk.people(str(document["id"]))[BODIL].notes == (
        "Asked to upload: Passport",
        "Asked to upload: Photo (if you like)",
    )

    with pytest.raises(NotPlayable):
        desk.act(document, BODIL, "upload", attachment="Diary")
    desk.act(document, BODIL, "upload", attachment="Passport")

    [passport, photo] = objects(parties_of(desk.read(document))[1]["attachments"])
    assert (passport["file_name"], photo["file_id"]) == ("Passport.pdf", None)
    path = f"documents/{document['id']}/files/{passport['file_id']}/Passport.pdf"
    assert desk.get(path).data.startswith(b"%PDF-")
    assert actions(desk, document) == ("upload", "sign", "decline")
    desk.act(document, BODIL, "sign")
    assert desk.read(document)["status"] == "closed"


def test_questions_are_answered_before_the_signature(desk: Desk) -> None:
    document = desk.started(bodil(consent_module=consent("Do you agree?", "May we write?")))
    desk.act(document, BODIL, "open")
    assert actions(desk, document) == ("answer", "decline")

    with pytest.raises(NotPlayable, match="I do"):
        desk.act(document, BODIL, "answer", question="2", answer="perhaps")
    desk.act(document, BODIL, "answer", question="2", answer="I do not")
    desk.act(document, BODIL, "answer")
    with pytest.raises(NotPlayable):
        desk.act(document, BODIL, "answer")

    module = parties_of(desk.read(document))[1]["consent_module"]
    assert isinstance(module, dict)
    assert [one["response"] for one in objects(module["questions"])] == [True, False]
    assert actions(desk, document) == ("sign", "decline")


@pytest.mark.parametrize(
    "module",
    [
        {"title": "T", "questions": []},
        {"title": "T"},
        {"title": "T", "questions": [{"title": "Q", "positive_option": "Yes"}]},
        {"title": "T", "questions": [{**objects(consent("Q")["questions"])[0], "colour": "red"}]},
    ],
)
def test_questions_that_are_not_complete_are_refused(desk: Desk, module: JsonObject) -> None:
    document = desk.new()

    answer = desk.update(document, parties=[{}, bodil(consent_module=module)])

    assert refusal(answer) == (400, "request_parameters_parse_error")


def test_who_may_passes_the_invitation_on(desk: Desk) -> None:
    document = desk.started(bodil(can_forward=True))
    old = desk.world.inbox.messages("bodil@example.com")[0].link
    desk.act(document, BODIL, "open")
    assert actions(desk, document) == ("sign", "decline", "forward")

    desk.act(document, BODIL, "forward", email="noor@example.com")

    assert desk.mail("noor@example.com") == ["Please sign: Lease"]
    assert parties_of(desk.read(document))[1]["seen_time"] is None
    assert desk.anonymous(old.removeprefix("http://scrive.test")).status_code == 404
    assert actions(desk, document) == ("open", "deliver_fail")


def test_an_approver_rejects_with_a_reason(desk: Desk) -> None:
    document = desk.started(bodil(signatory_role="approver"))
    desk.act(document, BODIL, "open")

    desk.act(document, BODIL, "decline", reason="Not like this")

    rejected = desk.read(document)
    assert rejected["status"] == "rejected"
    assert parties_of(rejected)[1]["rejection_reason"] == "Not like this"


def test_in_person_nobody_is_written_to(desk: Desk) -> None:
    document = desk.started(bodil(delivery_method="pad", confirmation_delivery_method="none"))
    assert desk.listed([{"filter_by": "is_signable_on_pad"}])["total_matching"] == 1

    desk.act(document, BODIL, "open")
    desk.act(document, BODIL, "sign")

    assert desk.read(document)["status"] == "closed"
    assert desk.mail("bodil@example.com") == []


def test_an_eid_of_flow_is_acted_out_too(desk: Desk) -> None:
    way: JsonObject = {"provider": "se_bank_id", "max_attempts": 1}
    eid: JsonObject = {"authentication": {"sign": [{"label": "eid", **way}]}}
    document = a_flow_document(desk)
    process: JsonObject = {
        "type": "parallel_all",
        "steps": [step("bodil", authentication="eid"), step("inga")],
    }
    people: list[JsonValue] = [{**flow_bodil(), **eid}, inga()]
    instance = create(desk, a_request(document, participants=people, process=process))
    desk.act(instance, BODIL, "open")
    desk.act(instance, BODIL, "sign")

    desk.act(instance, BODIL, "fail_identify")

    assert desk.people(instance)[BODIL].actions == ()
    assert parties_of(desk.read(document))[1]["sign_time"] is None


def test_the_page_asks_for_what_an_action_needs(desk: Desk) -> None:
    wanted: list[JsonValue] = [{"name": "Passport <x>"}]
    document = desk.started(bodil(attachments=wanted, consent_module=consent("Do you agree?")))
    desk.act(document, BODIL, "open")
    [agreement] = desk.scrive.agreements()

    page = pages.play("scrive", agreement, None, "")

    assert "Asked to upload: Passport &lt;x&gt;" in page
    assert "Question 1: Do you agree? (I do / I do not)" in page
    for name in ("attachment", "question", "answer", "reason"):
        assert f'<input name="{name}"' in page
    assert opened(desk.get(f"documents/{document['id']}/get"))["status"] == "pending"
