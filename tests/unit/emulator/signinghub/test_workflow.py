"""Tests of the workflow calls: details, settings, users, share, recall, history, complete."""

import json
from pathlib import Path

import pytest

from app.emulator.json_value import JsonObject, JsonValue
from tests.support.signinghub_desk import Desk, a_user, items, member

FULL = Path(__file__).parents[3] / "support" / "workflow-full.json"


def paths(value: JsonValue, at: str = "") -> set[str]:
    """Every place of a JSON value that holds no further object; list positions do not count."""
    if isinstance(value, dict) and value:
        return {path for name, part in value.items() for path in paths(part, f"{at}.{name}")}
    if isinstance(value, list) and value:
        return {path for part in value for path in paths(part, f"{at}[]")}
    return {at}


def test_the_details_have_every_member_of_the_page(desk: Desk) -> None:
    desk.hub.seed_demo()
    lease = next(one for one in desk.hub.agreements() if one.title == "Lease / Unit 7")

    shown = paths(desk.workflow(int(lease.id)))

    assert paths(json.loads(FULL.read_text(encoding="utf-8"))) - shown <= {
        ".users[].group_members",  # the page's are empty, these are not
    }


def test_an_update_changes_only_what_it_names(desk: Desk) -> None:
    package = desk.add_package()

    desk.ask("PUT", f"/packages/{package}/workflow", {"workflow_type": "CUSTOM", "message": "Hi"})
    answer = desk.ask("PUT", f"/packages/{package}/workflow", {"continue_on_decline": True})

    assert (answer.status_code, answer.data) == (200, b"")
    workflow = member(desk.workflow(package), "workflow", dict)
    assert workflow["workflow_type"] == "CUSTOM"
    assert workflow["workflow_mode"] == "ONLY_OTHERS"
    assert workflow["continue_on_decline"] is True
    assert workflow["message"] == "Hi"


@pytest.mark.parametrize(
    "body",
    [
        {"workflow_type": "SEQUENTIAL"},
        {"continue_on_decline": "true"},
        {"message": 5},
        {"type": "SERIAL"},
    ],
)
def test_an_update_with_a_wrong_value_changes_nothing(desk: Desk, body: JsonObject) -> None:
    package = desk.add_package()
    before = desk.workflow(package)

    assert desk.ask("PUT", f"/packages/{package}/workflow", body).status_code == 400
    assert desk.workflow(package) == before


def test_users_are_appended_in_the_order_of_the_array(desk: Desk) -> None:
    package = desk.add_package()
    desk.add_users(package, a_user("bo"), a_user("cy", "REVIEWER"))

    answer = desk.add_users(package, a_user("dan", "CARBON_COPY"))

    assert (answer.status_code, answer.data) == (200, b"")
    users = desk.get(f"/packages/{package}/workflow/users").rows
    assert [(u["order"], u["user_name"], u["role"], u["signing_order"]) for u in users] == [
        (1, "Bo", "SIGNER", 1),
        (2, "Cy", "REVIEWER", 2),
        (3, "Dan", "CARBON_COPY", 3),
    ]


def test_the_same_person_is_added_twice_by_a_repeated_call(desk: Desk) -> None:
    package = desk.draft(a_user("bo"))

    desk.add_users(package, a_user("bo"))

    assert len(items(desk.workflow(package), "users")) == 2


def test_a_shared_signing_order_turns_a_serial_workflow_into_a_custom_one(desk: Desk) -> None:
    package = desk.add_package()

    desk.add_users(package, a_user("bo", signing_order=1), a_user("cy", signing_order=1))

    workflow = member(desk.workflow(package), "workflow", dict)
    assert workflow["workflow_type"] == "CUSTOM"


def test_a_custom_workflow_wants_a_signing_order(desk: Desk) -> None:
    package = desk.add_package()
    desk.ask("PUT", f"/packages/{package}/workflow", {"workflow_type": "CUSTOM"})

    answer = desk.add_users(package, a_user("bo", signing_order=1), a_user("cy"))

    assert answer.status_code == 400
    assert desk.workflow(package)["users"] == []


@pytest.mark.parametrize(
    "changes",
    [
        {"user_email": "bo"},
        {"user_email": ""},
        {"user_name": " "},
        {"role": "signer"},
        {"role": None},
        {"signing_order": 0},
        {"signing_order": "1"},
        {"email_notification": "yes"},
        {"delivery_method": "SMS"},
        {"phone": "1"},
    ],
)
def test_a_user_that_no_page_describes_is_refused(desk: Desk, changes: JsonObject) -> None:
    package = desk.add_package()

    answer = desk.add_users(package, {**a_user("bo"), **changes})

    assert answer.status_code == 400
    assert desk.workflow(package)["users"] == []


@pytest.mark.parametrize("body", [[], {}, ["bo"]])
def test_users_come_as_an_array_of_objects(desk: Desk, body: JsonValue) -> None:
    package = desk.add_package()

    answer = desk.ask("POST", f"/packages/{package}/workflow/users", body)

    assert answer.status_code == 400


def test_v4_delivers_by_text_message_and_answers_the_added_users(desk: Desk) -> None:
    package = desk.draft()
    bo = a_user("bo", delivery_method="SMS", mobile_number="+46701740605")

    answer = desk.ask("POST", f"/v4/packages/{package}/workflow/users", [bo])

    assert answer.rows[0]["user_email"] == "bo@example.com"
    assert "order" not in answer.rows[0]
    user = items(desk.read(f"/v4/packages/{package}/workflow"), "users")[1]
    assert (user["delivery_method"], user["mobile_number"]) == ("SMS", "+46701740605")


def test_v4_spells_the_details_its_own_way(desk: Desk) -> None:
    details = desk.read(f"/v4/packages/{desk.draft()}/workflow")

    document = items(details, "documents")[0]
    user = items(details, "users")[0]
    assert "created_on" in document
    assert "uploaded_on" not in document
    assert set(member(document, "certify", dict)) == {
        "enabled",
        "allowed_permissions",
        "default_permission",
    }
    assert member(user, "reminder", dict)["frequency"] == "DAYS"
    assert member(member(user, "permission", dict), "legal_notice", dict)["default_notice"] == []


def test_share_answers_an_array_and_sends_to_the_first_recipient(desk: Desk) -> None:
    package = desk.draft(a_user("bo"), a_user("cy"))
    document = items(desk.workflow(package), "documents")[0]["document_id"]

    answer = desk.share(package)

    assert answer.rows == [{"package_id": package, "documents": [document]}]
    assert desk.status(package) == "SHARED"
    assert desk.workflow(package)["package_status"] == "INPROGRESS"
    assert desk.turns(package) == {"bo": "IN_PROGRESS", "cy": "UN_PROCESSED"}
    message = desk.world.inbox.messages("bo@example.com")[0]
    assert message.subject == "Please sign: Lease"
    assert message.link.endswith(f"/play/signinghub/{package}/1")
    assert desk.mail("cy") == []


def test_share_takes_an_empty_object_and_nothing_else(desk: Desk) -> None:
    package = desk.draft()

    full = desk.ask("POST", f"/packages/{package}/workflow", {"notify": True})
    empty = desk.ask("POST", f"/packages/{package}/workflow", {})

    assert (full.status_code, empty.status_code) == (400, 200)


def test_a_second_share_is_refused_and_sends_nothing(desk: Desk) -> None:
    package = desk.shared(a_user("bo"))

    answer = desk.share(package)

    assert answer.status_code == 403
    assert answer.json == {"Message": "Document is no longer in draft state"}
    assert len(desk.mail("bo")) == 1


def test_share_without_a_signer_is_not_found(desk: Desk) -> None:
    package = desk.draft(a_user("bo", "REVIEWER"))

    answer = desk.share(package)

    assert answer.status_code == 404
    assert answer.json == {"Message": "You must add 1 or more signers before sharing the document"}
    assert desk.status(package) == "DRAFT"


def test_share_without_a_document_is_not_found(desk: Desk) -> None:
    package = desk.add_package()
    desk.add_users(package, a_user("bo"))

    assert desk.share(package).json == {"Message": "Document does not exist"}


def test_share_needs_quota_and_uses_it(desk: Desk) -> None:
    desk.hub.configure({"workflows_left": 1})
    first, second = desk.draft(), desk.draft()

    assert desk.share(first).status_code == 200
    answer = desk.share(second)

    assert answer.status_code == 403
    assert answer.json == {"Message": "Your workflows limit has been reached"}
    assert desk.status(second) == "DRAFT"


def test_an_individual_share_makes_a_package_for_each_recipient(desk: Desk) -> None:
    package = desk.draft(a_user("bo"), a_user("cy"), workflow_type="INDIVIDUAL")

    copies = desk.share(package).rows

    assert len(copies) == 2
    assert desk.get(f"/packages/{package}/workflow").status_code == 404
    bo, cy = (member(copy, "package_id", int) for copy in copies)
    assert copies[0]["documents"] != copies[1]["documents"]
    desk.act(bo, "bo", "sign")
    assert desk.status(bo) == "COMPLETED"
    assert desk.turns(cy) == {"cy": "IN_PROGRESS"}


def test_a_recall_makes_a_draft_again_gives_the_quota_back_and_tells_who_was_asked(
    desk: Desk,
) -> None:
    desk.hub.configure({"workflows_left": 1})
    package = desk.shared(a_user("bo"), a_user("cy"))
    desk.act(package, "bo", "sign")

    answer = desk.ask("DELETE", f"/packages/{package}/workflow")

    assert answer.status_code == 200
    assert desk.status(package) == "DRAFT"
    assert desk.turns(package) == {"bo": "UN_PROCESSED", "cy": "UN_PROCESSED"}
    assert desk.mail("cy") == ["Please sign: Lease", "Recalled: Lease"]
    assert desk.mail("bo") == ["Please sign: Lease"]
    assert desk.share(package).status_code == 200


def test_only_what_is_under_way_can_be_recalled(desk: Desk) -> None:
    package = desk.draft()

    answer = desk.ask("DELETE", f"/packages/{package}/workflow")

    assert answer.status_code == 403
    assert answer.word("Message").startswith("Document should be recalled by owner")


def test_a_package_under_way_takes_no_changes(desk: Desk) -> None:
    package = desk.shared()

    users = desk.add_users(package, a_user("cy"))
    workflow = desk.ask("PUT", f"/packages/{package}/workflow", {"message": "Late"})

    assert users.status_code == workflow.status_code == 403


def test_completing_early_leaves_the_others_where_they_were(desk: Desk) -> None:
    package = desk.shared(a_user("bo"), a_user("cy"), a_user("dan"))
    desk.act(package, "bo", "sign")

    answer = desk.ask("POST", f"/packages/{package}/complete")

    assert answer.status_code == 200
    assert desk.status(package) == "COMPLETED"
    assert desk.turns(package) == {"bo": "SIGNED", "cy": "IN_PROGRESS", "dan": "UN_PROCESSED"}
    assert desk.ask("POST", f"/packages/{package}/complete").status_code == 403


def test_the_history_tells_what_happened_to_whom(desk: Desk) -> None:
    package = desk.shared(a_user("bo"))
    desk.world.clock.advance(60)
    desk.act(package, "bo", "decline", reason="Too dear")

    body = desk.read(f"/packages/{package}/log")

    actions = items(body, "actions")
    assert [(a["action_type"], a["user_name"]) for a in actions] == [
        ("SHARED", "Maja Lindqvist"),
        ("DECLINED", "Bo"),
    ]
    assert actions[1]["date_time"] == "2031-03-01T12:01:00"
    assert actions[1]["information"] == {"type": "REASON", "value": "Too dear"}
    assert actions[0]["log_id"] != actions[1]["log_id"]
    assert body["package_status"] == "DECLINED"


def test_the_history_of_v4_comes_in_pages(desk: Desk) -> None:
    package = desk.shared(a_user("bo"))
    desk.act(package, "bo", "sign")

    answer = desk.get(f"/v4/packages/{package}/log/2/2")

    assert [a["action_type"] for a in items(answer.json, "actions")] == ["SIGNED", "COMPLETED"]
    assert answer.headers["x-total-records"] == "4"
    assert desk.get(f"/packages/{package}/log/1/2").status_code == 404


@pytest.mark.parametrize("page", ["0/5", "1/0"])
def test_pages_of_the_history_begin_at_one(desk: Desk, page: str) -> None:
    assert desk.get(f"/v4/packages/{desk.shared()}/log/{page}").status_code == 400


def test_the_list_of_users_says_processed_of_whoever_acted(desk: Desk) -> None:
    package = desk.shared(a_user("bo"), a_user("cy"))
    desk.act(package, "bo", "sign")

    users = desk.get(f"/packages/{package}/workflow/users").rows

    assert [user["process_status"] for user in users] == ["PROCESSED", "IN_PROGRESS"]
    assert users[0]["processed_as"] == "COLLABORATOR"
    assert "permission" not in users[0]


def test_who_is_deleted_takes_the_fields_along_and_the_others_move_up(desk: Desk) -> None:
    package = desk.draft(a_user("bo"), a_user("cy"))
    document = items(desk.workflow(package), "documents")[0]["document_id"]
    fields = f"/packages/{package}/documents/{document}/fields"
    box: JsonObject = {"x": 56, "y": 90, "width": 200, "height": 80}
    for order in (1, 2):
        body: JsonObject = {"order": order, "page_no": 1, "dimensions": box}
        assert desk.ask("POST", f"{fields}/digital_signature", body).status_code == 200

    assert desk.ask("DELETE", f"/packages/{package}/workflow/1").status_code == 200

    users = items(desk.workflow(package), "users")
    assert [(each["order"], each["user_email"]) for each in users] == [(1, "cy@example.com")]
    left = items(desk.read(f"{fields}/1"), "digital_signature")
    assert [each["order"] for each in left] == [1]


def test_nobody_is_deleted_at_a_stale_position_or_after_sending(desk: Desk) -> None:
    package = desk.draft(a_user("bo"))
    stale = desk.ask("DELETE", f"/packages/{package}/workflow/2")
    desk.share(package)
    late = desk.ask("DELETE", f"/packages/{package}/workflow/1")

    assert (stale.status_code, stale.word("Message")) == (404, "No user found at given order")
    assert late.status_code == 403


def test_the_same_people_added_twice_are_there_twice(desk: Desk) -> None:
    package = desk.draft(a_user("bo"))
    desk.add_users(package, a_user("bo"))

    assert [each["user_email"] for each in items(desk.workflow(package), "users")] == [
        "bo@example.com",
        "bo@example.com",
    ]


def test_an_individual_draft_may_stay_beside_its_copies(desk: Desk) -> None:
    desk.hub.configure({"individual_original": "draft"})
    package = desk.draft(a_user("bo"), a_user("cy"), workflow_type="INDIVIDUAL")

    copies = [each["package_id"] for each in desk.share(package).rows]

    assert desk.status(package) == "DRAFT"
    assert len(set(copies)) == 2
    assert package not in copies
