"""Tests of playing the people of a package: what they can do, behind which locks."""

import pytest

from app.emulator.plug import NotPlayable, Person
from app.emulator.signinghub.options import Contact, Opening, PostProcess
from tests.support.signinghub_desk import Desk, a_user, items

PASSWORD = Opening(enabled=True, password_enabled=True, password="unit-seven")
CODE = Opening(enabled=True, otp_enabled=True, otp_length=4, mobile_number="+46701740605")

OWNER_MOVES = ("recall", "complete", "move", "archive", "delete")


def person(desk: Desk, package: int, key: str = "1") -> Person:
    agreement = next(one for one in desk.hub.agreements() if one.id == str(package))
    return next(one for one in agreement.people if one.key == key)


def protected(desk: Desk, opening: Opening) -> int:
    package = desk.draft(a_user("omar.haddad"))
    desk.hub.site.state.packages[package].recipients[0].opening = opening
    desk.share(package)
    return package


def test_an_agreement_shows_its_people_with_what_they_can_do(desk: Desk) -> None:
    package = desk.shared(a_user("bo"), a_user("cy", "REVIEWER"))

    agreement = desk.hub.agreements()[0]

    assert (agreement.id, agreement.title, agreement.status) == (
        str(package),
        "Lease",
        "IN_PROGRESS",
    )
    assert [(p.key, p.name, p.status, p.actions) for p in agreement.people] == [
        ("1", "Bo", "IN_PROGRESS", ("open", "sign", "decline", "delegate")),
        ("2", "Cy", "UN_PROCESSED", ()),
        (
            "owner",
            "Maja Lindqvist (owner)",
            "INPROGRESS",
            ("recall", "complete", "move", "archive", "delete"),
        ),
    ]


def test_whoever_opened_does_not_open_again(desk: Desk) -> None:
    package = desk.shared(a_user("bo"))

    desk.act(package, "bo", "open")

    assert person(desk, package).actions == ("sign", "decline", "delegate")
    assert [a["action_type"] for a in items(desk.read(f"/packages/{package}/log"), "actions")] == [
        "SHARED",
        "OPENED",
    ]


def test_the_owner_is_played_too(desk: Desk) -> None:
    package = desk.draft()

    desk.hub.act(str(package), "owner", "share")
    assert desk.status(package) == "SHARED"
    desk.hub.act(str(package), "owner", "recall")
    assert desk.status(package) == "DRAFT"
    with pytest.raises(NotPlayable):
        desk.hub.act(str(package), "owner", "complete")
    with pytest.raises(NotPlayable):
        desk.hub.act(str(package), "owner", "sign")


def test_unknown_agreements_and_people_are_told_apart_from_what_is_not_playable(
    desk: Desk,
) -> None:
    package = desk.shared()

    for agreement, key in (("4711", "1"), ("abc", "1"), (str(package), "9")):
        with pytest.raises(KeyError):
            desk.hub.act(agreement, key, "sign")


def test_an_unknown_option_is_not_playable(desk: Desk) -> None:
    package = desk.shared(a_user("bo"))

    with pytest.raises(NotPlayable, match="colour"):
        desk.act(package, "bo", "sign", colour="blue")


def test_somebody_who_appears_twice_plays_the_turn_that_is_on(desk: Desk) -> None:
    package = desk.shared(a_user("bo"), a_user("bo"))

    desk.act(package, "bo", "sign")
    desk.act(package, "bo", "sign")

    assert desk.status(package) == "COMPLETED"


def test_a_password_comes_before_signing(desk: Desk) -> None:
    package = protected(desk, PASSWORD)
    assert person(desk, package).actions == ("open", "authenticate", "decline", "delegate")

    with pytest.raises(NotPlayable, match="password does not match"):
        desk.act(package, "omar.haddad", "authenticate", code="wrong")
    desk.act(package, "omar.haddad", "authenticate", code="unit-seven")

    assert person(desk, package).actions == ("sign", "decline", "delegate")


def test_opening_sends_the_code_that_authenticates(desk: Desk) -> None:
    package = protected(desk, CODE)

    desk.act(package, "omar.haddad", "open")
    message = desk.world.inbox.messages("+46701740605")[0]
    with pytest.raises(NotPlayable, match="does not match"):
        desk.act(package, "omar.haddad", "authenticate", code="0")
    desk.act(package, "omar.haddad", "authenticate", code=message.code or "")
    desk.act(package, "omar.haddad", "sign")

    assert message.channel == "sms"
    assert len(message.code or "") == 4
    assert desk.status(package) == "COMPLETED"


def test_without_a_code_in_hand_nobody_authenticates(desk: Desk) -> None:
    package = protected(desk, CODE)

    with pytest.raises(NotPlayable):
        desk.act(package, "omar.haddad", "authenticate")


def test_a_recipient_downloads_a_protected_package_with_the_password(desk: Desk) -> None:
    package = protected(desk, PASSWORD)
    desk.sign_in_as("omar.haddad@example.com")

    without = desk.get(f"/packages/{package}")
    wrong = desk.get(f"/packages/{package}", x_password="wrong")
    right = desk.get(f"/packages/{package}", x_password="unit-seven")

    assert without.status_code == wrong.status_code == 403
    assert without.word("Error") == "password_required"
    assert wrong.word("Error") == "invalid_credentials"
    assert right.data.startswith(b"%PDF-")


def test_a_recipient_downloads_a_protected_package_with_the_code(desk: Desk) -> None:
    package = protected(desk, CODE)
    desk.act(package, "omar.haddad", "open")
    code = desk.world.inbox.messages("+46701740605")[0].code or ""
    desk.sign_in_as("omar.haddad@example.com")

    assert desk.get(f"/packages/{package}").word("Error") == "otp_required"
    assert desk.get(f"/packages/{package}", x_otp="0").word("Error") == "invalid_credentials"
    assert desk.get(f"/packages/{package}", x_otp=code).status_code == 200


def test_the_owner_downloads_a_protected_package_freely(desk: Desk) -> None:
    assert desk.get(f"/packages/{protected(desk, PASSWORD)}").status_code == 200


def test_completion_is_reported_to_whom_post_processing_names(desk: Desk) -> None:
    package = desk.draft(a_user("bo"))
    desk.hub.site.state.packages[package].post_process = PostProcess(
        enabled=True,
        contacts=("archive@example.com",),
        recipients=(Contact(name="Desk", email="desk@example.com"),),
        workflow_recipients=True,
        message="Attached.",
    )
    desk.share(package)
    desk.act(package, "bo", "sign")

    for name in ("archive", "desk", "bo", "maja.lindqvist"):
        assert desk.mail(name)[-1] == "Completed: Lease"


def test_a_text_message_carries_the_invitation_where_v4_wants_it(desk: Desk) -> None:
    package = desk.draft()
    cy = a_user("cy", delivery_method="EMAIL_AND_SMS", mobile_number="+46701740606")
    desk.ask("POST", f"/v4/packages/{package}/workflow/users", [cy])
    desk.share(package)
    desk.act(package, "bo", "sign")

    assert desk.mail("cy") == ["Please sign: Lease"]
    assert [m.channel for m in desk.world.inbox.messages("+46701740606")] == ["sms"]


def test_a_delegate_acts_for_the_recipient(desk: Desk) -> None:
    package = desk.shared(a_user("bo"))

    desk.act(package, "bo", "delegate", email="deputy@example.com")
    desk.act(package, "bo", "sign", by="deputy@example.com")

    user = items(desk.workflow(package), "users")[0]
    assert (user["processed_as"], user["processed_by"]) == ("DELEGATEE", "deputy@example.com")
    assert user["delegator"] == "deputy@example.com"
    assert desk.mail("deputy") == ["Act for Bo: Lease"]


def test_a_delegate_needs_an_address(desk: Desk) -> None:
    package = desk.shared(a_user("bo"))

    with pytest.raises(NotPlayable):
        desk.act(package, "bo", "delegate", email="somebody")


def test_the_owner_files_and_deletes(desk: Desk) -> None:
    package = desk.shared(a_user("bo"))

    desk.act_as_owner(package, "archive")
    assert desk.workflow(package)["folder"] == "ARCHIVE"
    desk.act_as_owner(package, "unarchive")
    desk.act_as_owner(package, "move", folder="Leases")
    assert desk.workflow(package)["folder"] == "Leases"
    desk.act_as_owner(package, "move")
    assert desk.workflow(package)["folder"] == "Projects"
    desk.act_as_owner(package, "delete")

    assert desk.get(f"/packages/{package}/workflow").status_code == 404
    assert desk.mail("bo")[-1] == "Recalled: Lease"
