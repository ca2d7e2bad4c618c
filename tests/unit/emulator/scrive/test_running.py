"""What can still be done with a document after it was started."""

import json

import pytest

from tests.support.scrive_desk import Desk, a_party, bodil, inga, opened, parties_of, refusal

STATE_ERROR = (409, "document_state_error")
INVALID = (400, "request_parameters_invalid")
MISSING = (400, "request_parameters_missing")
DAY = 86400


def test_an_automatic_reminder_is_set_and_taken_away(desk: Desk) -> None:
    document = desk.started(bodil())

    late = opened(desk.do(document, "setautoreminder", days="3"))
    assert str(late["auto_remind_time"]).startswith("2031-03-04")
    desk.wait(3 * DAY)
    assert desk.mail("bodil@example.com")[-1] == "Reminder: Lease"

    desk.do(document, "setautoreminder", days="3")
    assert opened(desk.do(document, "setautoreminder"))["auto_remind_time"] is None


@pytest.mark.parametrize("days", ["0", "11"])
def test_a_reminder_lies_between_now_and_the_due_date(desk: Desk, days: str) -> None:
    document = desk.started(bodil(), days_to_sign=10)

    assert refusal(desk.do(document, "setautoreminder", days=days)) == INVALID


def test_only_what_ran_out_of_time_is_prolonged(desk: Desk) -> None:
    document = desk.started(bodil(), days_to_sign=1)
    assert refusal(desk.do(document, "prolong", days="5")) == STATE_ERROR
    desk.wait(2 * DAY)
    assert refusal(desk.do(document, "prolong")) == MISSING
    assert refusal(desk.do(document, "prolong", days="91")) == INVALID

    prolonged = opened(desk.do(document, "prolong", days="5"))

    assert prolonged["status"] == "pending"
    assert prolonged["timeout_time"] == "2031-03-08T22:59:59Z"
    desk.act(document, "Bodil Oskarsson", "open")
    desk.act(document, "Bodil Oskarsson", "sign")
    assert desk.read(document)["status"] == "closed"


def test_only_what_came_to_nothing_is_restarted(desk: Desk) -> None:
    party = {**a_party("Bodil Oskarsson", email="bodil@example.com", mobile="+46701740612")}
    document = desk.started({**party, "authentication_method_to_sign": "sms_otp"})
    assert refusal(desk.do(document, "restart")) == STATE_ERROR
    desk.do(document, "cancel")

    again = opened(desk.do(document, "restart"), 201)

    assert again["id"] != document["id"]
    assert (again["status"], again["title"], again["timeout_time"]) == (
        "preparation",
        "Lease",
        None,
    )
    first, second = (parties_of(one)[1] for one in (document, again))
    assert first["id"] != second["id"]
    assert first["fields"] == second["fields"]
    assert second["authentication_method_to_sign"] == "sms_otp"
    assert opened(desk.do(again, "start"))["status"] == "pending"
    assert desk.read(document)["status"] == "canceled"


def test_a_signed_document_is_forwarded(desk: Desk) -> None:
    document = desk.started(bodil())
    assert refusal(desk.do(document, "forward", email="noor@example.com")) == STATE_ERROR
    desk.act(document, "Bodil Oskarsson", "open")
    desk.act(document, "Bodil Oskarsson", "sign")

    assert refusal(desk.do(document, "forward")) == MISSING
    assert refusal(desk.do(document, "forward", email="noor")) == INVALID
    answer = desk.do(document, "forward", email="noor@example.com", no_content="false")

    assert (answer.status_code, answer.data) == (202, b"")
    assert desk.mail("noor@example.com") == ["Forwarded: Lease"]


def test_tags_change_in_every_status(desk: Desk) -> None:
    document = desk.started(bodil(), tags=[{"name": "a", "value": "1"}])

    tags = json.dumps([{"name": "a", "value": None}, {"name": "b", "value": "2"}])
    changed = opened(desk.do(document, "tags/update", tags=tags))

    assert changed["tags"] == [{"name": "b", "value": "2"}]
    assert refusal(desk.do(document, "tags/update")) == MISSING
    wrong = desk.do(document, "tags/update", tags='[{"name": "a", "value": 1}]')
    assert refusal(wrong) == (400, "request_parameters_parse_error")


def test_a_callback_is_only_written_down(desk: Desk) -> None:
    address = "https://office.example.com/scrive"
    document = desk.prepared(bodil(), api_callback_url=address)
    assert refusal(desk.do(document, "callback")) == STATE_ERROR
    desk.do(document, "start")

    answer = desk.do(document, "callback")

    assert answer.status_code == 202
    calls = [one for one in desk.world.journal.entries() if one.method == "CALLBACK"]
    assert [(one.path, one.effect, one.status) for one in calls] == [(address, False, None)] * 2
    assert calls[-1].query == f"document_id={document['id']}&document_signed_and_sealed=false"


@pytest.mark.parametrize(
    ("call", "form"),
    [
        ("setautoreminder", {"days": "1"}),
        ("tags/update", {"tags": "[]"}),
        ("cancel", {}),
        ("remind", {}),
    ],
)
def test_only_the_version_that_is_named_is_changed(
    desk: Desk, call: str, form: dict[str, str]
) -> None:
    document = desk.started(bodil())

    answer = desk.do(document, call, object_version="1", **form)

    assert refusal(answer) == (409, "document_object_version_mismatch")
    assert desk.read(document) == document


def test_unknown_parameters_are_refused(desk: Desk) -> None:
    document = desk.started(bodil())

    assert refusal(desk.do(document, "remind", loudly="true")) == INVALID
    assert refusal(desk.do(document, "cancel", document_id="7")) == INVALID


def test_a_call_that_a_server_lacks_is_not_found(desk: Desk) -> None:
    document = desk.started(bodil())
    desk.scrive.configure({"absent": ["resend_invitation", "update_tags"]})

    for call in (f"{parties_of(document)[1]['id']}/resend", "tags/update"):
        assert refusal(desk.do(document, call)) == (404, "endpoint_not_found")


def test_somebody_elses_document_is_forbidden(desk: Desk) -> None:
    document = desk.started(bodil(), inga())
    desk.scrive.configure({"foreign_documents": [document["id"]]})

    assert refusal(desk.get(f"documents/{document['id']}/get")) == (
        403,
        "document_action_forbidden",
    )
    assert refusal(desk.do(document, "remind")) == (403, "document_action_forbidden")


def test_several_documents_are_thrown_away_together_or_not_at_all(desk: Desk) -> None:
    drafts = [desk.prepared(bodil()) for _ in range(2)]
    running = desk.started(bodil())
    ids = [str(one["id"]) for one in drafts]

    with_running = json.dumps([*ids, running["id"]])
    assert refusal(desk.post("documents/trash", document_ids=with_running)) == STATE_ERROR
    assert refusal(desk.post("documents/delete", document_ids=json.dumps(ids))) == STATE_ERROR
    trashed = opened(desk.post("documents/trash", document_ids=json.dumps(ids)))
    deleted = opened(desk.post("documents/delete", document_ids=json.dumps(ids)))

    assert (trashed["trashed"], deleted["deleted"]) == (2, 2)
    assert [one["id"] for one in parties_like(deleted["documents"])] == ids
    assert refusal(desk.get(f"documents/{ids[0]}/get")) == (404, "resource_not_found")


@pytest.mark.parametrize("ids", ["[]", "7", '["7", "7"]', "[7]", "x"])
def test_a_list_of_documents_is_a_list_of_ids(desk: Desk, ids: str) -> None:
    answer = desk.post("documents/trash", document_ids=ids)

    assert refusal(answer) == (400, "request_parameters_parse_error")


def parties_like(value: object) -> list[dict[str, object]]:
    assert isinstance(value, list)
    return [one for one in value if isinstance(one, dict)]
