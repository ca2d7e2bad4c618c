"""Instances that are read, listed and taken back, and the forms that they may have."""

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
from tests.support.scrive_desk import Desk, opened, refusal

BODIL, INGA = "Bodil Oskarsson", "Inga Engberg"


def a_form(label: str = "address") -> JsonObject:
    street: JsonObject = {"type": "string", "minLength": 1}
    schema: JsonObject = {
        "type": "object",
        "properties": {"street": street},
        "propertyOrder": ["street"],
        "required": ["street"],
    }
    return {"label": label, "schema": schema}


def form_step(participant: str, form: str = "address") -> JsonObject:
    return {"type": "form", "participant": participant, "form": form}


def read(desk: Desk, instance: str) -> JsonObject:
    return opened(desk.get(f"/flow/instances/{instance}"))


def test_an_instance_tells_its_documents_and_links(desk: Desk) -> None:
    document = a_flow_document(desk)
    created = opened(desk.post_json("/flow/instances", a_request(document)), 201)

    found = read(desk, str(created["id"]))

    assert found == created
    assert found["status"] == "in_progress"
    assert found["documents"] == [{"label": "lease", "document_id": document["id"]}]
    assert found["process"] == a_request(document)["process"]
    links = found["access_links"]
    assert isinstance(links, dict)
    assert sorted(links) == ["bodil", "inga"]


def test_the_list_is_newest_first_in_either_shape(desk: Desk) -> None:
    first, second = (create(desk, a_request(a_flow_document(desk))) for _ in range(2))

    plain = desk.get("/flow/instances").json
    desk.scrive.configure({"flow_list": "instances"})
    wrapped = desk.get("/flow/instances").json

    assert plain is not None
    assert [one["id"] for one in plain] == [second, first]
    assert wrapped == {"instances": plain}


def test_an_instance_is_taken_back_once(desk: Desk) -> None:
    document = a_flow_document(desk)
    instance = create(desk, a_request(document))

    answer = desk.post(f"/flow/instances/{instance}/cancel")

    assert (answer.status_code, answer.data) == (204, b"")
    assert desk.read(document)["status"] == "canceled"
    assert read(desk, instance)["status"] == "canceled"
    assert desk.people(instance)[BODIL].actions == ()
    again = desk.post(f"/flow/instances/{instance}/cancel")
    assert again.status_code == 409
    unknown = desk.post("/flow/instances/7/cancel")
    assert unknown.status_code == 404


def test_an_instance_may_say_anything_about_itself(desk: Desk) -> None:
    instance = create(desk, a_request(a_flow_document(desk)))
    desk.scrive.configure({"flow_status": "hibernating"})

    assert read(desk, instance)["status"] == "hibernating"


def test_what_flow_manages_is_not_changed_as_a_document(desk: Desk) -> None:
    document = a_flow_document(desk)
    create(desk, a_request(document))

    for call in ("remind", "cancel", "setautoreminder", "restart"):
        assert refusal(desk.do(document, call)) == (403, "action_not_permitted")


def test_a_form_is_filled_in_before_somebody_signs(desk: Desk) -> None:
    document = a_flow_document(desk)
    process = group(
        "sequence", form_step("bodil"), group("parallel_all", step("bodil"), step("inga"))
    )
    instance = create(desk, a_request(document, process=process, forms=[a_form()]))
    desk.act(instance, BODIL, "open")
    assert desk.people(instance)[BODIL].actions == ("fill_form", "decline")
    assert read(desk, instance)["forms"] == [{"label": "address"}]

    desk.act(instance, BODIL, "fill_form")
    desk.act(instance, BODIL, "sign")
    desk.act(instance, INGA, "open")
    desk.act(instance, INGA, "sign")

    assert desk.read(document)["status"] == "closed"
    assert read(desk, instance)["status"] == "completed"


def test_an_instance_may_consist_of_forms_alone(desk: Desk) -> None:
    body: JsonObject = {
        "title": "Address",
        "participants": [bodil()],
        "process": form_step("bodil"),
        "forms": [a_form()],
    }
    instance = create(desk, body)
    desk.act(instance, BODIL, "open")

    desk.act(instance, BODIL, "fill_form")

    assert read(desk, instance)["status"] == "completed"


@pytest.mark.parametrize(
    ("forms", "process"),
    [
        ([], form_step("bodil")),
        ([a_form("other")], form_step("bodil")),
        ([a_form(), a_form()], form_step("bodil")),
        ([{"label": "address"}], form_step("bodil")),
        ([{"label": "address", "schema": {"type": "string"}}], form_step("bodil")),
        ([a_form()], group("sequence", form_step("bodil"), form_step("bodil"))),
        ([a_form()], {**form_step("bodil"), "documents": []}),
        ([a_form()], form_step("nobody")),
    ],
)
def test_forms_that_are_not_in_order_are_refused(
    desk: Desk, forms: list[JsonValue], process: JsonObject
) -> None:
    document = a_flow_document(desk)
    whole = group("sequence", process, step("bodil"), step("inga"))
    documents: list[JsonValue] = [entry(document, "lease")]
    people: list[JsonValue] = [bodil(), inga()]

    body = a_request(document, forms=forms, process=whole, documents=documents, participants=people)

    assert desk.post_json("/flow/instances", body).status_code == 400
    assert desk.read(document)["status"] == "preparation"
