"""Tests of the way from recipient to recipient, in every type of workflow."""

import pytest

from app.emulator.plug import NotPlayable
from app.emulator.signinghub import drafting
from app.emulator.signinghub.drafting import NewRecipient
from app.emulator.signinghub.words import Role
from tests.support.signinghub_desk import NOON, Desk, a_user, items


def test_a_serial_workflow_goes_from_one_to_the_next(desk: Desk) -> None:
    package = desk.shared(a_user("bo"), a_user("cy", "REVIEWER"), a_user("dan", "EDITOR"))

    desk.act(package, "bo", "sign")
    assert desk.turns(package) == {"bo": "SIGNED", "cy": "IN_PROGRESS", "dan": "UN_PROCESSED"}
    desk.act(package, "cy", "approve")
    assert desk.turns(package) == {"bo": "SIGNED", "cy": "REVIEWED", "dan": "IN_PROGRESS"}
    desk.act(package, "dan", "submit")

    assert desk.turns(package) == {"bo": "SIGNED", "cy": "REVIEWED", "dan": "EDITED"}
    assert desk.status(package) == "COMPLETED"


def test_a_serial_workflow_follows_positions_and_not_signing_orders(desk: Desk) -> None:
    package = desk.shared(a_user("bo", signing_order=9), a_user("cy", signing_order=2))

    assert desk.turns(package) == {"bo": "IN_PROGRESS", "cy": "UN_PROCESSED"}


def test_in_a_parallel_workflow_everybody_acts_in_any_order(desk: Desk) -> None:
    package = desk.shared(a_user("bo"), a_user("cy"), workflow_type="PARALLEL")

    desk.act(package, "cy", "sign")

    assert desk.turns(package) == {"bo": "IN_PROGRESS", "cy": "SIGNED"}
    assert desk.workflow(package)["next_signer"] == "Bo"
    desk.act(package, "bo", "sign")
    assert desk.status(package) == "COMPLETED"


def test_a_stage_of_a_custom_workflow_begins_when_the_one_before_is_done(desk: Desk) -> None:
    package = desk.shared(
        a_user("late", signing_order=5),
        a_user("bo", "REVIEWER", signing_order=1),
        a_user("cy", signing_order=1),
        workflow_type="CUSTOM",
    )
    assert desk.turns(package) == {"late": "UN_PROCESSED", "bo": "IN_PROGRESS", "cy": "IN_PROGRESS"}

    desk.act(package, "cy", "sign")
    assert desk.turns(package)["late"] == "UN_PROCESSED"
    desk.act(package, "bo", "approve")

    assert desk.turns(package)["late"] == "IN_PROGRESS"


def test_a_copy_is_sent_in_its_stage_and_waits_for_nobody(desk: Desk) -> None:
    package = desk.shared(
        a_user("copy", "CARBON_COPY"), a_user("bo"), a_user("last", "CARBON_COPY")
    )

    assert desk.turns(package) == {
        "copy": "CARBON_COPIED",
        "bo": "IN_PROGRESS",
        "last": "UN_PROCESSED",
    }
    desk.act(package, "bo", "sign")
    assert desk.turns(package)["last"] == "CARBON_COPIED"
    assert desk.status(package) == "COMPLETED"
    assert desk.mail("last") == ["Copy: Lease"]


def test_one_decline_ends_the_workflow(desk: Desk) -> None:
    package = desk.shared(a_user("bo"), a_user("cy"))

    desk.act(package, "bo", "decline", reason="Too dear")

    assert desk.status(package) == "DECLINED"
    assert desk.turns(package) == {"bo": "DECLINED", "cy": "UN_PROCESSED"}
    user = items(desk.workflow(package), "users")[0]
    assert (user["reason"], user["processed_by"]) == ("Too dear", "bo@example.com")


def test_a_decline_can_be_passed_over(desk: Desk) -> None:
    package = desk.shared(a_user("bo"), a_user("cy"), continue_on_decline=True)

    desk.act(package, "bo", "decline")
    assert desk.status(package) == "SHARED"
    desk.act(package, "cy", "sign")

    assert desk.status(package) == "COMPLETED"


def test_a_workflow_that_everybody_declined_is_declined(desk: Desk) -> None:
    package = desk.shared(
        a_user("bo"), a_user("copy", "CARBON_COPY"), a_user("cy"), continue_on_decline=True
    )

    desk.act(package, "bo", "decline")
    desk.act(package, "cy", "decline")

    assert desk.status(package) == "DECLINED"


def test_what_is_said_when_it_is_done_names_who_when_and_how(desk: Desk) -> None:
    package = desk.shared(a_user("bo"))
    desk.world.clock.advance(3600)

    desk.act(package, "bo", "sign")

    user = items(desk.workflow(package), "users")[0]
    assert user["processed_on"] == "2031-03-01T13:00:00"
    assert user["processed_as"] == "COLLABORATOR"
    assert desk.workflow(package)["modified_on"] == "2031-03-01T13:00:00"
    assert desk.workflow(package)["unread"] is True


def test_a_delegate_acts_for_the_recipient(desk: Desk) -> None:
    package = desk.draft(a_user("bo"))
    desk.hub.site.state.packages[package].recipients[0].delegator = "deputy@example.com"
    desk.share(package)

    desk.act(package, "bo", "sign", by="deputy@example.com")

    user = items(desk.workflow(package), "users")[0]
    assert (user["user_email"], user["delegator"]) == ("bo@example.com", "deputy@example.com")
    assert (user["processed_as"], user["processed_by"]) == ("DELEGATEE", "deputy@example.com")


def test_any_member_acts_for_a_group(desk: Desk) -> None:
    package = desk.draft(a_user("bo"))
    group = NewRecipient(
        role=Role.SIGNER,
        group_name="Legal",
        group_members=("ingrid.solheim@example.com", "omar.haddad@example.com"),
    )
    drafting.add_recipients(desk.hub.site.state.packages[package], [group])
    desk.share(package)
    desk.act(package, "bo", "sign")

    waiting = desk.workflow(package)
    desk.act(package, "omar.haddad", "sign", by="omar.haddad@example.com")

    assert waiting["next_signer"] == "Legal"
    assert len(items(waiting, "next_signer_email")) == 2
    assert desk.mail("ingrid.solheim") == ["Please sign: Lease"]
    user = items(desk.workflow(package), "users")[1]
    assert (user["processed_as"], user["processed_by"]) == (
        "GROUP_MEMBER",
        "omar.haddad@example.com",
    )


def test_a_placeholder_must_be_filled_before_sharing(desk: Desk) -> None:
    package = desk.draft(a_user("bo"))
    tenant = NewRecipient(role=Role.SIGNER, placeholder="Tenant")
    drafting.add_recipients(desk.hub.site.state.packages[package], [tenant])

    assert desk.share(package).status_code == 403
    user = items(desk.workflow(package), "users")[1]
    assert (user["placeholder"], user["user_name"]) == ("Tenant", "Tenant")


def test_a_locked_package_can_be_shared_but_not_changed(desk: Desk) -> None:
    package = desk.draft()
    desk.hub.site.state.packages[package].read_only = True

    refused = desk.add_users(package, a_user("cy"))

    assert refused.status_code == 403
    assert "locked workflow" in refused.word("Message")
    assert desk.share(package).status_code == 200


def test_who_turned_off_mails_gets_none(desk: Desk) -> None:
    package = desk.shared(a_user("bo", email_notification=False))

    assert desk.mail("bo") == []
    assert desk.turns(package) == {"bo": "IN_PROGRESS"}


def test_the_owner_hears_of_each_step_and_of_the_end(desk: Desk) -> None:
    package = desk.shared(a_user("bo"), a_user("cy", "REVIEWER"))
    desk.act(package, "bo", "sign")
    desk.act(package, "cy", "approve")

    assert desk.mail("maja.lindqvist") == [
        "Lease: signed",
        "Lease: reviewed",
        "Completed: Lease",
    ]


def test_the_status_of_the_package_is_that_of_the_user(desk: Desk) -> None:
    package = desk.shared(a_user("maja.lindqvist"), a_user("omar.haddad", "REVIEWER"), a_user("bo"))
    assert desk.workflow(package)["package_status"] == "PENDING"

    desk.act(package, "maja.lindqvist", "sign")
    assert desk.workflow(package)["package_status"] == "INPROGRESS"
    desk.act(package, "omar.haddad", "approve")

    desk.sign_in_as("omar.haddad@example.com")
    assert desk.workflow(package)["package_status"] == "REVIEWED"
    assert desk.status(package) == "SHARED"


@pytest.mark.parametrize("action", ["sign", "approve", "open", "decline", "dance"])
def test_who_is_not_in_turn_can_do_nothing(desk: Desk, action: str) -> None:
    package = desk.shared(a_user("bo"), a_user("cy"))

    with pytest.raises(NotPlayable):
        desk.act(package, "cy", action)


def test_the_role_decides_what_can_be_done(desk: Desk) -> None:
    package = desk.shared(a_user("cy", "REVIEWER"), a_user("bo"))

    with pytest.raises(NotPlayable):
        desk.act(package, "cy", "sign")


def test_nobody_acts_for_somebody_else(desk: Desk) -> None:
    package = desk.shared(a_user("bo"))

    with pytest.raises(NotPlayable):
        desk.act(package, "bo", "sign", by="cy@example.com")
    assert desk.turns(package) == {"bo": "IN_PROGRESS"}
    assert desk.world.clock.now() == NOON
