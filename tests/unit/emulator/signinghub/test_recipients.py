"""Tests of recipients that are added as groups and placeholders, changed, replaced and moved."""

import pytest

from app.emulator.json_value import JsonObject, JsonValue
from tests.support.signinghub_desk import Desk, a_user, items


def users(desk: Desk, package: int) -> list[JsonObject]:
    return items(desk.workflow(package), "users")


def path(package: int, order: int, what: str) -> str:
    return f"/packages/{package}/workflow/{order}/{what}"


def names(desk: Desk, package: int) -> list[JsonValue]:
    return [user["user_name"] for user in users(desk, package)]


def lock(desk: Desk, package: int) -> None:
    desk.hub.site.state.packages[package].read_only = True


def test_a_group_of_the_account_stands_for_its_members(desk: Desk) -> None:
    package = desk.draft()

    body: JsonValue = [{"group_name": "Legal", "role": "SIGNER"}]
    answer = desk.ask("POST", f"/packages/{package}/workflow/groups", body)

    assert (answer.status_code, answer.data) == (200, b"")
    group = users(desk, package)[1]
    assert (group["group_name"], group["user_email"], group["order"]) == ("Legal", "", 2)
    assert group["group_members"] == ["ingrid.solheim@example.com", "omar.haddad@example.com"]


def test_a_group_that_the_account_does_not_have_is_not_found(desk: Desk) -> None:
    package = desk.draft()

    body: JsonValue = [{"group_name": "Nobody", "role": "SIGNER"}]
    answer = desk.ask("POST", f"/packages/{package}/workflow/groups", body)

    assert answer.status_code == 404
    assert answer.json == {"Message": "Group or contact not found"}
    assert len(users(desk, package)) == 1


def test_a_placeholder_is_filled_by_updating_the_user(desk: Desk) -> None:
    package = desk.draft()
    body: JsonValue = [{"placeholder": "Tenant", "role": "SIGNER", "signing_order": 2}]
    assert desk.ask("POST", f"/packages/{package}/workflow/placeholder", body).status_code == 200
    assert users(desk, package)[1]["placeholder"] == "Tenant"
    assert desk.share(package).status_code == 403

    answer = desk.ask(
        "PUT",
        path(package, 2, "user"),
        {"user_email": "cy@example.com", "user_name": "Cy Ek"},
    )

    assert (answer.status_code, answer.data) == (200, b"")
    filled = users(desk, package)[1]
    assert (filled["user_name"], filled["placeholder"], filled["role"]) == ("Cy Ek", "", "SIGNER")
    assert desk.share(package).status_code == 200


def test_a_placeholder_gets_another_text_and_role(desk: Desk) -> None:
    package = desk.draft()
    body: JsonValue = [{"placeholder": "Tenant", "role": "SIGNER"}]
    desk.ask("POST", f"/packages/{package}/workflow/placeholder", body)

    change: JsonObject = {"placeholder": "Owner", "role": "REVIEWER"}
    assert desk.ask("PUT", path(package, 2, "placeholder"), change).status_code == 200
    assert desk.ask("PUT", path(package, 1, "placeholder"), change).status_code == 404

    place = users(desk, package)[1]
    assert (place["placeholder"], place["role"]) == ("Owner", "REVIEWER")


def test_an_update_of_a_user_keeps_what_it_leaves_out(desk: Desk) -> None:
    package = desk.draft(a_user("bo", "REVIEWER"))

    desk.ask("PUT", path(package, 1, "user"), {"user_name": "Bo Diaz"})

    user = users(desk, package)[0]
    assert (user["user_name"], user["user_email"]) == ("Bo Diaz", "bo@example.com")
    assert user["role"] == "REVIEWER"


@pytest.mark.parametrize("what", ["user", "group", "placeholder", "reorder"])
def test_a_stale_position_is_told_as_such(desk: Desk, what: str) -> None:
    package = desk.draft()
    body: JsonObject = {"order": 1} if what == "reorder" else {"role": "SIGNER"}

    answer = desk.ask("PUT", path(package, 2, what), body)

    assert answer.status_code == 404
    assert answer.json == {"Message": "No user found at given order"}


def test_somebody_who_has_the_turn_is_replaced_after_share(desk: Desk) -> None:
    package = desk.shared(a_user("bo"), a_user("cy"))

    change: JsonObject = {"user_email": "dan@example.com", "user_name": "Dan"}
    assert desk.ask("PUT", path(package, 1, "user"), change).status_code == 200

    assert desk.turns(package) == {"dan": "IN_PROGRESS", "cy": "UN_PROCESSED"}
    assert desk.mail("dan") == ["Please sign: Lease"]


def test_somebody_who_has_acted_stays(desk: Desk) -> None:
    package = desk.shared(a_user("bo"), a_user("cy"))
    desk.act(package, "bo", "sign")

    change: JsonObject = {"user_email": "dan@example.com", "user_name": "Dan"}
    answer = desk.ask("PUT", path(package, 1, "user"), change)

    assert answer.status_code == 403
    assert answer.json == {"Message": "You are not allowed to change recipient"}


def test_the_role_of_the_owner_may_forbid_replacing(desk: Desk) -> None:
    package = desk.shared(a_user("bo"))
    desk.hub.configure({"replacing_after_share": False})

    change: JsonObject = {"user_email": "dan@example.com", "user_name": "Dan"}

    assert desk.ask("PUT", path(package, 1, "user"), change).status_code == 403
    assert desk.turns(package) == {"bo": "IN_PROGRESS"}


def test_role_and_stage_stay_after_share(desk: Desk) -> None:
    package = desk.shared(a_user("bo"))

    answer = desk.ask("PUT", path(package, 1, "user"), {"role": "REVIEWER"})

    assert answer.json == {"Message": "Document is no longer in draft state"}


def test_a_locked_draft_lets_placeholders_be_filled_and_nothing_else(desk: Desk) -> None:
    package = desk.draft()
    body: JsonValue = [{"placeholder": "Tenant", "role": "SIGNER"}]
    desk.ask("POST", f"/packages/{package}/workflow/placeholder", body)
    lock(desk, package)

    change: JsonObject = {"user_email": "dan@example.com", "user_name": "Dan"}
    refused = desk.ask("PUT", path(package, 1, "user"), change)
    filled = desk.ask("PUT", path(package, 2, "user"), change)

    assert refused.json == {
        "Message": "You are not allowed to perform this action on locked workflow"
    }
    assert filled.status_code == 200
    assert names(desk, package) == ["Bo", "Dan"]


def test_people_move_and_positions_follow(desk: Desk) -> None:
    package = desk.draft(a_user("bo"), a_user("cy"), a_user("dan"))

    assert desk.ask("PUT", path(package, 3, "reorder"), {"order": 1}).status_code == 200

    assert names(desk, package) == ["Dan", "Bo", "Cy"]
    assert [user["signing_order"] for user in users(desk, package)] == [1, 2, 3]
    assert desk.ask("PUT", path(package, 1, "reorder"), {"order": 4}).status_code == 404


def test_a_stage_that_is_taken_turns_serial_into_custom(desk: Desk) -> None:
    package = desk.draft(a_user("bo"), a_user("cy"))

    desk.ask("PUT", path(package, 2, "user"), {"signing_order": 1})

    workflow = desk.workflow(package)["workflow"]
    assert isinstance(workflow, dict)
    assert workflow["workflow_type"] == "CUSTOM"


def test_a_group_is_changed_below_enterprise_where_the_server_has_it_there(desk: Desk) -> None:
    package = desk.draft()
    body: JsonValue = [{"group_name": "Legal", "role": "SIGNER"}]
    desk.ask("POST", f"/packages/{package}/workflow/groups", body)
    desk.hub.configure({"enterprise_groups": True})
    change: JsonObject = {"group_name": "Facilities"}

    plain = desk.ask("PUT", path(package, 2, "group"), change)
    other = desk.ask("PUT", f"/enterprise{path(package, 2, 'group')}", change)

    assert (plain.status_code, other.status_code) == (404, 200)
    assert users(desk, package)[1]["group_name"] == "Facilities"


def test_an_electronic_seal_is_a_role_of_v4_and_sets_itself(desk: Desk) -> None:
    package = desk.draft(a_user("bo"))
    seal = a_user("seal", "ELECTRONIC_SEAL")

    assert desk.add_users(package, seal).status_code == 400
    assert desk.ask("POST", f"/v4/packages/{package}/workflow/users", [seal]).status_code == 200
    desk.share(package)
    desk.act(package, "bo", "sign")

    assert desk.status(package) == "COMPLETED"
    assert desk.mail("seal") == []


def test_to_individual_everybody_takes_the_first_role(desk: Desk) -> None:
    package = desk.draft(a_user("bo"), a_user("cy", "REVIEWER"))

    desk.ask("PUT", f"/packages/{package}/workflow", {"workflow_type": "INDIVIDUAL"})

    assert [user["role"] for user in users(desk, package)] == ["SIGNER", "SIGNER"]


def test_v4_changes_how_somebody_is_told(desk: Desk) -> None:
    package = desk.draft()
    change: JsonObject = {"delivery_method": "SMS"}
    where = f"/v4/packages/{package}/workflow/1/user"

    assert desk.ask("PUT", where, change).status_code == 400
    answer = desk.ask("PUT", where, {**change, "mobile_number": "+46701740605"})

    assert answer.status_code == 200
    user = items(desk.read(f"/v4/packages/{package}/workflow"), "users")[0]
    assert (user["delivery_method"], user["mobile_number"]) == ("SMS", "+46701740605")
