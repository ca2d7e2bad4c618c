"""What `POST /flow/instances` accepts, and that a refusal changes nothing."""

from collections.abc import Callable

import pytest

from app.emulator.json_value import JsonObject, JsonValue
from tests.support.flow_desk import (
    a_flow_document,
    a_request,
    bodil,
    create,
    entry,
    group,
    inga,
    step,
)
from tests.support.scrive_desk import Desk, a_party, opened, parties_of, refusal

INSTANCES = "/flow/instances"


def refused(desk: Desk, body: JsonValue, status: int) -> str:
    """The message of a refusal, after which nothing has changed."""
    before = desk.listed()
    answer = desk.post_json(INSTANCES, body)
    assert answer.status_code == status, answer.text
    assert isinstance(answer.json, dict)
    assert answer.json["code"] == status
    assert desk.listed() == before
    assert desk.world.inbox.messages() == []
    return f"{answer.json['message']} {answer.json.get('explanation', '')}"


def at(body: JsonObject, *path: str | int) -> JsonObject:
    """An object inside a request."""
    found: JsonValue = body
    for part in path:
        if isinstance(found, dict):
            found = found[str(part)]
        elif isinstance(found, list) and isinstance(part, int):
            found = found[part]
    assert isinstance(found, dict)
    return found


def test_an_instance_starts_its_documents(desk: Desk) -> None:
    document = a_flow_document(desk)

    answer = opened(desk.post_json(INSTANCES, a_request(document)), 201)

    assert answer["status"] == "in_progress"
    assert desk.read(document)["status"] == "pending"
    assert desk.mail("bodil@example.com") == ["Please sign: Lease 2031"]
    assert desk.mail("+46701740611") == ["Please sign: Lease 2031"]


def test_the_author_stays_as_he_was(desk: Desk) -> None:
    document = a_flow_document(desk)
    create(desk, a_request(document))

    assert parties_of(desk.read(document))[0]["signatory_role"] == "signing_party"


def test_a_single_step_may_be_the_whole_process(desk: Desk) -> None:
    document = a_flow_document(desk, {})
    body = a_request(
        document,
        documents=[entry(document, "lease", "bodil")],
        participants=[bodil()],
        process=step("bodil"),
    )

    assert create(desk, body)


def test_a_national_phone_number_is_accepted(desk: Desk) -> None:
    body = a_request(a_flow_document(desk))
    at(body, "participants", 1)["phones"] = [{"phone": "0225-4141465"}]

    assert create(desk, body)
    assert desk.mail("0225-4141465") == ["Please sign: Lease 2031"]


def test_a_participant_may_have_no_contact_and_settings_may_be_sent(desk: Desk) -> None:
    body = a_request(a_flow_document(desk), settings={"language": "sv", "callback": "x"})
    del at(body, "participants", 0)["emails"]

    assert create(desk, body)


Spoiler = Callable[[JsonObject], object]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body: body.pop("title"),
        lambda body: body.pop("documents"),
        lambda body: body.pop("participants"),
        lambda body: body.pop("process"),
        lambda body: body.update(title=" "),
        lambda body: body.update(documents=[]),
        lambda body: body.update(participants=[]),
        lambda body: body.update(colour="red"),
        lambda body: body.update(settings={"colour": "red"}),
        lambda body: body.update(process=[]),
        lambda body: at(body, "documents", 0).update(type="paper"),
        lambda body: at(body, "documents", 0).update(title="x"),
        lambda body: at(body, "documents", 0).pop("label"),
        lambda body: at(body, "documents", 0).update(document_id=5),
        lambda body: at(body, "documents", 0).update(parties={}),
        lambda body: at(body, "documents", 0, "parties", 0).update(participant="nobody"),
        lambda body: at(body, "documents", 0, "parties", 0).update(participant="inga"),
        lambda body: at(body, "documents", 0, "parties", 0).update(role="x"),
        lambda body: at(body, "participants", 0).update(label="inga"),
        lambda body: at(body, "participants", 0).update(label=""),
        lambda body: at(body, "participants", 0).update(email="bodil@example.com"),
        lambda body: at(body, "participants", 0).update(emails=["bodil@example.com"]),
        lambda body: at(body, "participants", 0).update(emails=[{"email": "bodil"}]),
        lambda body: at(body, "participants", 0).update(emails={"email": "bodil@example.com"}),
        lambda body: at(body, "participants", 1).update(phones=[{"phone": "call me"}]),
        lambda body: at(body, "process").update(type="parallel_any"),
        lambda body: at(body, "process").update(steps=[]),
        lambda body: at(body, "process").update(order=1),
        lambda body: at(body, "process", "steps", 0).update(type="approve"),
        lambda body: at(body, "process", "steps", 0).update(participant="nobody"),
        lambda body: at(body, "process", "steps", 0).update(participant="inga"),
        lambda body: at(body, "process", "steps", 0).update(documents=["annex"]),
        lambda body: at(body, "process", "steps", 0).update(documents=[]),
        lambda body: at(body, "process", "steps", 0).update(documents="lease"),
        lambda body: at(body, "process", "steps", 0).update(authentication="nobody-code"),
        lambda body: at(body, "process", "steps", 0).update(deadline=5),
        lambda body: at(body, "process").update(steps=[step("bodil")]),
    ],
)
def test_anything_out_of_order_is_refused(desk: Desk, spoil: Spoiler) -> None:
    body = a_request(a_flow_document(desk))
    spoil(body)

    assert refused(desk, body, 400)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda way: way.update(view={"provider": "sms_otp"}),
        lambda way: way.update(view={"provider": "sms_pin", "max_attempts": 3}),
        lambda way: way.update(view={"provider": "sms_otp", "max_attempts": 0}),
        lambda way: way.update(view={"provider": "sms_otp", "max_attempts": True}),
        lambda way: way.update(view=[{"provider": "sms_otp", "max_attempts": 3}]),
        lambda way: way.update(sign={"label": "a", "provider": "sms_otp", "max_attempts": 3}),
        lambda way: way.update(sign=[{"provider": "sms_otp", "max_attempts": 3}]),
        lambda way: at(way, "sign", 0).update(secret="x"),
        lambda way: way.update(sign=[*[at(way, "sign", 0)] * 2]),
        lambda way: way.update(view_archived={"provider": "sms_otp", "max_attempts": 3}),
    ],
)
def test_authentication_is_read_strictly(desk: Desk, spoil: Spoiler) -> None:
    document = a_flow_document(desk)
    body = a_request(document, participants=[bodil(), inga(codes=True)])
    spoil(at(body, "participants", 1, "authentication"))

    assert refused(desk, body, 400)


def test_codes_by_text_message_need_a_phone(desk: Desk) -> None:
    body = a_request(a_flow_document(desk), participants=[bodil(), inga(codes=True)])
    at(body, "participants", 1)["phones"] = []

    assert "needs a phone" in refused(desk, body, 400)


def test_a_way_to_sign_belongs_to_its_participant(desk: Desk) -> None:
    body = a_request(a_flow_document(desk), participants=[bodil(), inga(codes=True)])
    at(body, "process", "steps", 0)["authentication"] = "inga-code"

    assert "inga-code is no way for bodil" in refused(desk, body, 400)


def test_no_document_is_signed_twice_by_the_same_person(desk: Desk) -> None:
    process = group("sequence", step("bodil"), step("inga"), step("bodil"))
    body = a_request(a_flow_document(desk), process=process)

    assert "bodil signs lease twice" in refused(desk, body, 400)


def test_the_author_takes_no_part(desk: Desk) -> None:
    document = a_flow_document(desk)
    body = a_request(document)
    at(body, "documents", 0, "parties", 0)["signatory_id"] = parties_of(document)[0]["id"]

    assert "author" in refused(desk, body, 400)


def test_every_counterparty_is_mapped(desk: Desk) -> None:
    body = a_request(a_flow_document(desk, {}, {}, {}))

    assert "is not mapped" in refused(desk, body, 400)


def test_signatory_ids_are_those_of_the_last_update(desk: Desk) -> None:
    document = a_flow_document(desk)
    body = a_request(document)
    desk.update(document, parties=document["parties"])

    assert "there is no party" in refused(desk, body, 400)


def test_a_participant_without_a_document_is_refused(desk: Desk) -> None:
    elin: JsonObject = {"label": "elin", "name": "Elin Sund"}
    body = a_request(a_flow_document(desk), participants=[bodil(), inga(), elin])

    assert "elin is not a party" in refused(desk, body, 400)


def test_the_same_document_does_not_occur_twice(desk: Desk) -> None:
    document = a_flow_document(desk)
    documents: list[JsonValue] = [entry(document, "lease"), entry(document, "annex")]

    assert "occurs twice" in refused(desk, a_request(document, documents=documents), 400)


def test_what_a_party_says_must_not_contradict_the_participant(desk: Desk) -> None:
    document = a_flow_document(desk, a_party("Bodil Olsson", email="bodil@example.com"), {})

    assert "contradicts participant bodil" in refused(desk, a_request(document), 400)


def test_a_filled_party_that_agrees_is_accepted(desk: Desk) -> None:
    document = a_flow_document(desk, a_party("Bodil Oskarsson", email="bodil@example.com"), {})

    assert create(desk, a_request(document))


def test_reminders_belong_to_the_instance(desk: Desk) -> None:
    document = a_flow_document(desk)
    desk.update(document, days_to_remind=5)

    assert "days_to_remind" in refused(desk, a_request(document), 400)


def test_approvers_are_refused(desk: Desk) -> None:
    approver: JsonObject = {"signatory_role": "approver"}
    document = a_flow_document(desk, approver, {})

    assert "approvers" in refused(desk, a_request(document), 400)


def test_an_unknown_or_deleted_document_is_not_found(desk: Desk) -> None:
    document = a_flow_document(desk)
    body = a_request(document)
    strange = a_request(document)
    at(strange, "documents", 0)["document_id"] = "8111111111111111111"
    desk.do(document, "trash")

    assert refused(desk, strange, 404)
    assert refused(desk, body, 409)
    desk.do(document, "delete")
    assert refused(desk, body, 404)


def test_a_document_without_a_file_or_as_a_template_cannot_be_started(desk: Desk) -> None:
    without_file, template = a_flow_document(desk), a_flow_document(desk)
    desk.do(without_file, "setfile")
    desk.update(template, is_template=True)

    assert refused(desk, a_request(without_file), 409)
    assert refused(desk, a_request(template), 409)


def test_the_same_request_again_meets_documents_that_left_preparation(desk: Desk) -> None:
    body = a_request(a_flow_document(desk))
    create(desk, body)
    before = len(desk.world.inbox.messages())

    answer = desk.post_json(INSTANCES, body)

    assert answer.status_code == 409
    assert len(desk.world.inbox.messages()) == before


def test_one_unfit_document_starts_none(desk: Desk) -> None:
    good, bad = a_flow_document(desk), a_flow_document(desk, name="Annex.pdf")
    desk.do(bad, "trash")
    body = a_request(
        good,
        documents=[entry(good, "lease"), entry(bad, "annex")],
        process=group(
            "parallel_all", step("bodil", "lease", "annex"), step("inga", "lease", "annex")
        ),
    )

    refused(desk, body, 409)

    assert desk.read(good)["status"] == "preparation"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"title=x", "application/x-www-form-urlencoded"),
    ],
)
def test_a_body_that_is_no_json_object_is_refused(
    desk: Desk, body: bytes, content_type: str
) -> None:
    answer = desk.post_body(INSTANCES, body, content_type)

    assert answer.status_code == 400


@pytest.mark.parametrize("shape", ["id", "instance_id", "flow_id"])
def test_the_name_of_the_id_can_be_switched(desk: Desk, shape: str) -> None:
    desk.scrive.configure({"flow_answer": shape})

    answer = opened(desk.post_json(INSTANCES, a_request(a_flow_document(desk))), 201)

    assert answer[shape] in {one.id for one in desk.scrive.agreements()}
    assert {"id", "instance_id", "flow_id"} & set(answer) == {shape}


def test_the_answer_can_be_nested_in_a_header_or_missing(desk: Desk) -> None:
    bodies = {}
    for shape in ("nested", "location", "empty"):
        desk.scrive.configure({"flow_answer": shape})
        bodies[shape] = desk.post_json(INSTANCES, a_request(a_flow_document(desk)))

    assert {answer.status_code for answer in bodies.values()} == {201}
    assert "id" in opened(bodies["nested"], 201)["instance"]  # type: ignore[operator]
    assert bodies["location"].data == bodies["empty"].data == b""
    assert bodies["location"].headers["Location"].startswith("/flow/instances/")
    assert "Location" not in bodies["empty"].headers


def test_an_account_without_flow_is_refused(desk: Desk) -> None:
    body = a_request(a_flow_document(desk))
    desk.scrive.configure({"flow_enabled": False})

    assert refused(desk, body, 403)


def test_document_calls_on_a_document_of_flow_are_not_permitted(desk: Desk) -> None:
    document = a_flow_document(desk)
    create(desk, a_request(document))

    for action in ("cancel", "remind"):
        assert refusal(desk.do(document, action)) == (403, "action_not_permitted")
    assert refusal(desk.do(document, "start")) == (409, "document_state_error")
    assert refusal(desk.do(document, "trash")) == (409, "document_state_error")
