"""Starting by the Document API: what prevents it, and the life of a document after it."""

import pytest

from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.plug import NotPlayable
from tests.support.scrive_desk import (
    Desk,
    a_party,
    bodil,
    inga,
    opened,
    parties_of,
    refusal,
)

STATE_ERROR = (409, "document_state_error")
DAY = 86400


def explained(desk: Desk, document: JsonObject) -> list[JsonValue]:
    """The types of the reasons why a document cannot be started."""
    answer = desk.do(document, "start")
    assert refusal(answer) == STATE_ERROR
    assert isinstance(answer.json, dict)
    details = answer.json["error_details"]
    assert details["document_id"] == document["id"]
    assert answer.json["error_message"] == details["explanations"][0]
    assert len(details["errors"]) == len(details["explanations"])
    return [one["type"] for one in details["errors"]]


def test_start_sends_the_document(desk: Desk) -> None:
    document = desk.started(bodil(), inga())

    assert document["status"] == "pending"
    assert document["timeout_time"] == "2031-05-30T22:59:59Z"
    assert desk.mail("bodil@example.com") == ["Please sign: Lease"]
    assert desk.mail("+46701740611") == ["Please sign: Lease"]
    assert parties_of(document)[1]["email_delivery_status"] == "delivered"
    assert parties_of(document)[2]["mobile_delivery_status"] == "delivered"


def test_a_document_starts_once(desk: Desk) -> None:
    document = desk.started(bodil())

    assert explained(desk, document) == ["invalid_document_status"]
    assert desk.mail("bodil@example.com") == ["Please sign: Lease"]


def test_every_reason_is_given_with_the_participant_counted_from_the_author(desk: Desk) -> None:
    document = desk.prepared(
        a_party("No Mail"),
        bodil(authentication_method_to_sign="freja"),
        bodil(authentication_method_to_sign="se_bankid"),
        bodil(authentication_method_to_view="sms_pin"),
    )

    answer = desk.do(document, "start")

    assert isinstance(answer.json, dict)
    errors = answer.json["error_details"]["errors"]
    assert [(one["type"], one["details"]) for one in errors] == [
        ("invalid_invitation_delivery_info", {"field": {"type": "email"}, "participant": 2}),
        ("invalid_confirmation_delivery_info", {"field": {"type": "email"}, "participant": 2}),
        ("authentication_to_sign_method_disabled", {"participant": 3}),
        (
            "invalid_authentication_to_sign_info",
            {"field": {"type": "personal_number"}, "participant": 4},
        ),
        ("invalid_authentication_to_view_info", {"field": {"type": "mobile"}, "participant": 5}),
    ]


def test_a_document_needs_a_file_and_a_signing_party(desk: Desk) -> None:
    document = opened(desk.post("documents/new"), 201)
    viewer: JsonObject = {"signatory_role": "viewer", "is_signatory": False}
    desk.update(document, parties=[viewer])

    assert explained(desk, document) == ["no_main_file", "no_signing_party"]


def test_a_field_for_the_sender_must_be_filled(desk: Desk) -> None:
    field: JsonObject = {"type": "text", "name": "Room", "should_be_filled_by_sender": True}
    document = desk.prepared({"delivery_method": "pad", "fields": [field]})

    assert "missing_field_value" in explained(desk, document)


def test_whether_a_document_can_be_started_is_told_beforehand(desk: Desk) -> None:
    ready, unready = desk.prepared(bodil()), desk.prepared(a_party("No Mail"))

    assert desk.get(f"documents/{ready['id']}/canbestarted").json == {"can_start": True}
    answer = opened(desk.get(f"documents/{unready['id']}/canbestarted"))
    assert answer["can_start"] is False
    assert answer["explanations"]


def test_later_sign_orders_are_invited_when_the_earlier_are_done(desk: Desk) -> None:
    document = desk.started(bodil(sign_order=1), inga(sign_order=2))
    assert desk.mail("+46701740611") == []

    desk.act(document, "Bodil Oskarsson", "open")
    desk.act(document, "Bodil Oskarsson", "sign")

    assert desk.mail("+46701740611") == ["Please sign: Lease"]


def test_a_viewer_is_invited_and_blocks_nobody(desk: Desk) -> None:
    document = desk.started(bodil(), inga(signatory_role="viewer"))

    desk.act(document, "Inga Engberg", "open")
    desk.act(document, "Bodil Oskarsson", "open")
    desk.act(document, "Bodil Oskarsson", "sign")

    assert desk.read(document)["status"] == "closed"


def test_an_approver_approves(desk: Desk) -> None:
    document = desk.started(bodil(signatory_role="approver"))

    desk.act(document, "Bodil Oskarsson", "open")
    assert desk.people(str(document["id"]))["Bodil Oskarsson"].actions == ("approve", "decline")
    desk.act(document, "Bodil Oskarsson", "approve")

    assert desk.read(document)["status"] == "closed"


def test_a_signing_author_has_to_sign_too(desk: Desk) -> None:
    document = desk.new()
    desk.update(document, parties=[parties_of(document)[0], bodil()])
    desk.do(document, "start")
    for name in ("Bodil Oskarsson", "Maja Lindqvist"):
        assert desk.read(document)["status"] == "pending"
        desk.act(document, name, "open")
        desk.act(document, name, "sign")

    assert desk.read(document)["status"] == "closed"


def test_opening_and_signing_leave_their_times(desk: Desk) -> None:
    document = desk.started(bodil())
    desk.wait(60)
    desk.act(document, "Bodil Oskarsson", "open")
    desk.wait(60)
    desk.act(document, "Bodil Oskarsson", "sign")

    party = parties_of(desk.read(document))[1]
    assert str(party["seen_time"]).startswith("2031-03-01T12:01:00")
    assert str(party["read_invitation_time"]).startswith("2031-03-01T12:01:00")
    assert str(party["sign_time"]).startswith("2031-03-01T12:02:00")


def test_a_code_by_text_message_opens_and_signs(desk: Desk) -> None:
    document = desk.started(
        inga(authentication_method_to_view="sms_pin", authentication_method_to_sign="sms_pin")
    )
    for action in ("open", "sign"):
        desk.act(document, "Inga Engberg", action)
        with pytest.raises(NotPlayable, match="wrong code"):
            desk.act(document, "Inga Engberg", "authenticate", code="x")
        desk.act(document, "Inga Engberg", "authenticate", code=desk.code("+46701740611"))

    party = parties_of(desk.read(document))[1]
    assert party["has_authenticated_to_view"] is True
    assert party["sign_time"] is not None


def test_declining_ends_the_document_with_a_reason(desk: Desk) -> None:
    document = desk.started(bodil(), inga())
    desk.act(document, "Bodil Oskarsson", "open")

    desk.act(document, "Bodil Oskarsson", "decline", reason="Too dear")

    rejected = desk.read(document)
    assert rejected["status"] == "rejected"
    assert parties_of(rejected)[1]["rejection_reason"] == "Too dear"
    assert parties_of(rejected)[1]["rejected_time"] is not None
    assert desk.mail("maja.lindqvist@example.com") == ["Declined: Lease"]


def test_the_due_date_ends_the_document(desk: Desk) -> None:
    document = desk.started(bodil(), days_to_sign=2)

    desk.wait(2 * DAY)
    assert desk.read(document)["status"] == "pending"
    desk.wait(DAY / 2)
    assert desk.read(document)["status"] == "timedout"


def test_the_author_can_cancel_once(desk: Desk) -> None:
    document = desk.started(bodil())

    assert opened(desk.do(document, "cancel"))["status"] == "canceled"
    assert refusal(desk.do(document, "cancel")) == STATE_ERROR
    assert desk.people(str(document["id"]))["Bodil Oskarsson"].actions == ()


def test_a_reminder_goes_to_those_who_have_not_signed(desk: Desk) -> None:
    document = desk.started(bodil(), inga())
    desk.act(document, "Inga Engberg", "open")
    desk.act(document, "Inga Engberg", "sign")

    answer = desk.do(document, "remind")

    assert answer.status_code == 202
    assert answer.data == b""
    assert desk.mail("bodil@example.com") == ["Please sign: Lease", "Reminder: Lease"]
    assert len(desk.mail("+46701740611")) == 1


@pytest.mark.parametrize("action", ["remind", "cancel"])
def test_a_draft_can_be_neither_reminded_nor_cancelled(desk: Desk, action: str) -> None:
    assert refusal(desk.do(desk.prepared(bodil()), action)) == STATE_ERROR


def test_a_link_is_only_known_after_the_start(desk: Desk) -> None:
    party = bodil(delivery_method="api", confirmation_delivery_method="none")
    draft = desk.prepared(party)
    assert parties_of(draft)[1]["api_delivery_url"] is None

    sent = opened(desk.do(draft, "start"))

    link = str(parties_of(sent)[1]["api_delivery_url"])
    page = desk.anonymous(link)
    assert page.status_code == 302
    assert page.headers["Location"].startswith("http://control.test/play/scrive/")
    assert desk.anonymous(link[:-1] + "!").status_code == 404
    assert desk.mail("bodil@example.com") == []


def test_an_invitation_that_bounces_shows(desk: Desk) -> None:
    document = desk.started(bodil())

    desk.act(document, "Bodil Oskarsson", "deliver_fail")

    assert parties_of(desk.read(document))[1]["email_delivery_status"] == "not_delivered"
    assert desk.people(str(document["id"]))["Bodil Oskarsson"].status == "delivery failed"


def test_the_history_is_newest_first(desk: Desk) -> None:
    document = desk.started(bodil())
    desk.act(document, "Bodil Oskarsson", "open")

    events = opened(desk.get(f"documents/{document['id']}/history", lang="en"))["events"]

    assert isinstance(events, list)
    assert [one["status"] for one in events if isinstance(one, dict)] == [
        "opened",
        "read",
        "delivered",
        "sent",
        "initiated",
    ]


@pytest.mark.parametrize(
    ("action", "options"), [("sign", {}), ("authenticate", {"code": "1"}), ("open", {"code": "1"})]
)
def test_nobody_can_do_what_is_not_his_to_do(
    desk: Desk, action: str, options: dict[str, str]
) -> None:
    document = desk.started(bodil())

    with pytest.raises(NotPlayable):
        desk.act(document, "Bodil Oskarsson", action, **options)


def test_unknown_agreements_and_people_are_told_apart_from_refusals(desk: Desk) -> None:
    document = desk.started(bodil())

    with pytest.raises(KeyError):
        desk.scrive.act("8111111111111111111", "x", "open")
    with pytest.raises(KeyError):
        desk.scrive.act(str(document["id"]), "x", "open")


def test_only_the_version_that_is_named_is_started(desk: Desk) -> None:
    document = desk.prepared(bodil())
    desk.update(document, title="Lease, second draft")

    answer = desk.do(document, "start", object_version=str(document["object_version"]))

    assert refusal(answer) == (409, "document_object_version_mismatch")
    assert desk.read(document)["status"] == "preparation"
    assert desk.mail("bodil@example.com") == []


def test_a_start_with_json_as_its_body_is_refused(desk: Desk) -> None:
    document = desk.prepared(bodil())

    answer = desk.post_json(f"documents/{document['id']}/start", {"object_version": 2})

    assert refusal(answer) == (400, "request_parameters_missing")
    assert desk.read(document)["status"] == "preparation"


def test_one_party_uses_one_eid(desk: Desk) -> None:
    number: JsonObject = {"type": "personal_number"}
    document = desk.prepared(
        {
            "delivery_method": "api",
            "confirmation_delivery_method": "none",
            "authentication_method_to_view": "se_bankid",
            "authentication_method_to_sign": "no_bankid",
            "fields": [number],
        }
    )

    assert explained(desk, document) == ["invalid_authentication_to_sign_info"]


def test_a_text_message_has_words_of_its_own(desk: Desk) -> None:
    document = desk.prepared(bodil(), inga())
    desk.update(document, sms_invitation_message="Sign, please.")
    desk.do(document, "start")

    [letter] = desk.world.inbox.messages("+46701740611")
    assert letter.text == "Sign, please."


def test_a_reminder_goes_out_once_by_itself(desk: Desk) -> None:
    document = desk.prepared(bodil())
    desk.update(document, days_to_remind=7)
    started = opened(desk.do(document, "start"))
    assert str(started["auto_remind_time"]).startswith("2031-03-08T12:00:00")

    for _ in range(3):
        desk.wait(7 * DAY)

    assert desk.mail("bodil@example.com") == ["Please sign: Lease", "Reminder: Lease"]
    assert desk.read(document)["auto_remind_time"] is None
