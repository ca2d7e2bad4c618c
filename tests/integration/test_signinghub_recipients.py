"""Recipients of every sort, sent through the emulated SigningHub with all that is said of them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import DomainError
from app.domain.findings import Draft, Severity
from app.domain.kinds import Order, ParticipantKind, ServiceKind
from app.domain.linting import lint
from app.emulator.faults import Fault
from app.emulator.server import Emulator
from app.emulator.signinghub.options import AccessWindow, Opening, Permission, Reminder
from app.emulator.signinghub.records import Recipient
from app.services.errors import NoKeyring
from app.services.outbox.passwords import SendPasswords
from app.services.outbox.records import OutboxItem, Phase
from app.services.secrets.secret import Secret
from tests.support.rich_recipients import CHOSEN, END, NUMBER, START, a_rich_package
from tests.support.signinghub_office import Office

OpenOffice = Callable[[int], Office]
GROUPS = r"/workflow/groups$"
USERS = r"/workflow/users$"


@pytest.fixture
def opened(tmp_path: Path, emulator: Emulator) -> OpenOffice:
    """Opens an office with a version of the API, and a password at hand."""

    def open_office(version: int) -> Office:
        office = Office(tmp_path, emulator, version)
        office.passwords = {"bodil": CHOSEN}
        return office

    return open_office


@pytest.fixture
def office(opened: OpenOffice) -> Office:
    return opened(3)


def one_and_as_composed(office: Office, item: OutboxItem, version: int) -> None:
    """Sent once, with everything as the draft says it."""
    assert item.phase is Phase.SENT, item.message
    assert office.agreements() == 1
    assert office.leftovers() == office.doubles() == []
    package = office.only_package()
    assert package.type == "CUSTOM"
    legal, bodil, karim, board, elin = package.recipients
    _has_place(legal, bodil, karim, board, elin)
    assert legal.window == AccessWindow(enabled=True, by_days=True, total_days=14)
    assert (legal.permission.add_attachment, legal.permission.print) == (True, True)
    rights = bodil.permission
    assert (rights.print, rights.download, rights.add_text) == (False, False, True)
    assert rights.notice_enabled
    assert rights.default_notice is not None
    assert rights.default_notice.name == "Privacy"
    assert bodil.reminder == Reminder(
        enabled=True, remind_after=3, repeat=True, keep_reminding_after=2, total_reminders=5
    )
    assert bodil.opening.password_enabled
    assert bodil.opening.password == CHOSEN.reveal()
    assert karim.opening == Opening(enabled=True, otp_enabled=True, mobile_number=NUMBER)
    assert karim.window == AccessWindow(enabled=True, by_date=True, start=START, end=END)
    assert (board.email_notification, elin.email_notification) == (False, True)
    usual = Permission(allowed_notices=rights.allowed_notices)
    assert (elin.permission, elin.opening) == (usual, Opening())
    if version == 4:
        assert bodil.role == "ELECTRONIC_SEAL"
        assert (karim.delivery_method, karim.mobile_number) == ("EMAIL_AND_SMS", NUMBER)
        assert karim.national_id == "19700101-2388"
        assert karim.reminder == Reminder(
            enabled=True, remind_after=12, frequency="HOURS", repeat_frequency="HOURS"
        )


def _has_place(*recipients: Recipient) -> None:
    """One behind the other as they come up, in their stages."""
    places = [(each.label, each.signing_order) for each in recipients]
    assert places == [
        ("Legal", 1),
        ("Bodil Oskarsson", 1),
        ("Karim Haddad", 2),
        ("Facilities", 3),
        ("Elin Sund", 4),
    ]


def is_kept(office: Office, item: OutboxItem) -> bool:
    """Whether the next process would find the password of an item."""
    try:
        return SendPasswords(office.vault).of(item, "bodil") == CHOSEN
    except NoKeyring:
        return False


@pytest.mark.parametrize("version", [3, 4])
def test_everything_that_is_said_of_recipients_is_there_when_it_is_sent(
    opened: OpenOffice, version: int
) -> None:
    office = opened(version)
    agreement = a_rich_package(version)
    draft = Draft(agreement=agreement, service=ServiceKind.SIGNINGHUB, api_version=version)
    assert [each for each in lint(draft) if each.severity is Severity.ERROR] == []

    item = office.send(agreement)

    one_and_as_composed(office, item, version)
    asked = {each.label: each.authentication_to_view for each in office.arrived[0].known}
    assert (asked["bodil"], asked["karim"], asked["elin"]) == ("password", "sms_otp", "")
    assert CHOSEN.reveal().encode() not in b"".join(
        each.read_bytes() for each in office.folder.rglob("*") if each.is_file()
    )
    assert not is_kept(office, item)


NEW_CALLS = (
    ("POST", GROUPS),
    ("PUT", r"/permissions$"),
    ("PUT", r"/authentication$"),
    ("PUT", r"/reminders$"),
)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(kind="drop_before"),
        Fault(kind="drop_after"),
        Fault(kind="repeat"),
    ],
    ids=lambda fault: fault.kind,
)
def test_a_lost_answer_of_any_call_about_recipients_is_made_up_for(
    office: Office, fault: Fault
) -> None:
    for method, path in NEW_CALLS:
        office.fault(replace(fault, method=method, path=path))
    agreement = a_rich_package()

    item = office.send(agreement)
    again = office.outbox.run(office.enqueue(agreement).id, wait=3000)

    assert again.id == item.id
    one_and_as_composed(office, again, 3)


def test_a_group_that_arrives_long_after_it_was_added_again_is_taken_out(office: Office) -> None:
    office.fault(Fault(kind="delay", method="POST", path=GROUPS, seconds=3.0))

    item = office.send(a_rich_package())

    one_and_as_composed(office, item, 3)


def add_elin_first(office: Office) -> None:
    """As a request that came through earlier than those before it."""
    path = f"/packages/{office.only_package().package_id}/workflow/users"
    elin = {"user_email": "elin@example.com", "user_name": "Elin Sund", "role": "CARBON_COPY"}
    office.by_hand("POST", path, [{**elin, "signing_order": 4}])


def test_who_stands_in_the_wrong_place_is_moved_once(office: Office) -> None:
    office.before_step["people"] = lambda: add_elin_first(office)
    office.fault(Fault(kind="drop_after", method="PUT", path="/reorder$"))

    item = office.send(a_rich_package())

    one_and_as_composed(office, item, 3)
    assert sum("reorder" in each for each in office.requests()) == 1


def test_an_order_that_decides_nothing_is_not_insisted_on(office: Office) -> None:
    office.before_step["people"] = lambda: add_elin_first(office)
    refused = '{"Message": "You are not allowed to perform the requested operation"}'
    office.fault(Fault(kind="status", code=403, body=refused, method="PUT", path="/reorder$"))

    item = office.send(a_rich_package())

    assert item.phase is Phase.SENT, item.message
    assert office.doubles() == []
    assert office.only_package().recipients[0].label == "Elin Sund"


def forbid_printing(office: Office) -> None:
    path = f"/packages/{office.only_package().package_id}/workflow/1/permissions"
    office.by_hand("PUT", path, {"apply_to_all": False, "permissions": {"print": False}})


def remind_otherwise(office: Office) -> None:
    path = f"/packages/{office.only_package().package_id}/workflow/2/reminders"
    office.by_hand("PUT", path, {"enabled": False})


def test_rights_that_somebody_changed_before_it_was_sent_are_noticed(office: Office) -> None:
    office.before_sharing = lambda: forbid_printing(office)

    item = office.send(a_rich_package())

    assert (item.phase, item.family) == (Phase.WAITING, "changed"), item.message
    assert office.agreements() == 0
    # Built anew, with the same password.
    assert is_kept(office, item)
    office.before_sharing = lambda: None
    anew = office.outbox.send_anew(item.id)
    assert office.outbox.run(anew.id, wait=3000).phase is Phase.SENT
    office.outbox.run_all(wait=3000)
    assert not is_kept(office, item)
    assert not is_kept(office, anew)


def test_a_password_that_was_forgotten_is_chosen_anew_before_anybody_is_written_to(
    office: Office,
) -> None:
    office.before_sharing = lambda: forbid_printing(office)
    item = office.send(a_rich_package())
    office.before_sharing = lambda: None
    SendPasswords(office.vault).forget(item, a_rich_package())

    anew = office.outbox.send_anew(item.id)
    waiting = office.outbox.run(anew.id, wait=3000)
    assert (waiting.phase, waiting.family) == (Phase.WAITING, "no_password")
    assert waiting.message is not None
    assert waiting.message.next_step.startswith("Choose it anew")
    with pytest.raises(DomainError) as caught:
        office.outbox.choose_passwords(anew.id, {"karim": CHOSEN})
    assert caught.value.code == "send.no_password"

    office.outbox.choose_passwords(anew.id, {"bodil": Secret("Another-Horse-8")})
    assert office.outbox.check_again(anew.id).phase is Phase.SENT
    office.outbox.run_all(wait=3000)
    [bodil] = [each for each in office.only_package().recipients if each.opening.password]
    assert bodil.opening.password == "Another-Horse-8"


def test_what_was_changed_while_it_was_built_is_named(office: Office) -> None:
    office.before_step["tidy"] = lambda: remind_otherwise(office)

    item = office.send(a_rich_package())

    assert (item.phase, item.family) == (Phase.WAITING, "changed")
    assert item.message is not None
    assert "Bodil Oskarsson" in item.message.detail


def test_servers_that_show_numbers_with_stars_and_leave_out_what_is_empty(office: Office) -> None:
    spelling = {"mobile_numbers": "masked", "access_dates": "malformed", "empty": "left_out"}
    office.hub.configure({"spelling": dict(spelling)})

    item = office.send(a_rich_package())

    one_and_as_composed(office, item, 3)


def test_a_legal_notice_that_is_not_offered_is_refused_with_those_that_are(office: Office) -> None:
    agreement = a_rich_package()
    notice = {"enabled": True, "legal_notice_name": "Nothing"}
    bodil = {"bodil": {"permission": {"legal_notice": notice}}}

    item = office.send(replace(agreement, signinghub={"participants": bodil}))  # type: ignore[dict-item]

    assert item.phase is Phase.NOT_SENT
    assert item.message is not None
    assert "House rules, Privacy" in item.message.detail
    assert not is_kept(office, item)
    assert office.agreements() == 0
    assert office.packages() == []


def test_a_placeholder_is_never_sent(office: Office) -> None:
    agreement = a_rich_package(order=Order.SEQUENCE)
    elin = replace(agreement.participants[-1], kind=ParticipantKind.PLACEHOLDER, name="Tenant")
    people = (*agreement.participants[:-1], elin)

    item = office.send(replace(agreement, participants=people))

    assert item.phase is Phase.NOT_SENT
    assert item.message is not None
    assert "Tenant" in item.message.title
    assert any("placeholder" in each for each in office.requests())
    assert office.agreements() == 0
    assert office.packages() == []


def test_a_group_that_is_not_there_is_named(office: Office) -> None:
    agreement = a_rich_package()
    group = replace(agreement.participants[0], name="Lawyers")

    item = office.send(replace(agreement, participants=(group, *agreement.participants[1:])))

    assert item.phase is Phase.NOT_SENT
    assert item.message is not None
    assert "Lawyers" in item.message.title


def test_without_the_password_nothing_is_put_on_its_way(office: Office) -> None:
    office.passwords = {}
    with pytest.raises(DomainError):
        office.send(a_rich_package())

    assert office.outbox.items() == ()
    assert office.requests() == []


def test_a_password_that_the_service_does_not_take_is_said_at_the_person(office: Office) -> None:
    office.passwords = {"bodil": Secret("short")}

    item = office.send(a_rich_package())

    assert item.phase is Phase.NOT_SENT
    assert item.message is not None
    assert "Bodil Oskarsson" in item.message.title
    assert "password policy" in item.message.service_text
    office.passwords = {"bodil": CHOSEN}
    one_and_as_composed(office, office.send(a_rich_package()), 3)


def tell_little(office: Office) -> None:
    """Let the details of the package leave out what is set for its recipients, as v4 may."""
    package_id = office.only_package().package_id
    body = office.by_hand("GET", f"/packages/{package_id}/workflow").json()
    for user in body["users"]:
        user |= {"permission": None, "authentications": None, "reminder": None}
    office.hub.configure({"serve_workflow": {str(package_id): body}})


def tell_all(office: Office) -> None:
    office.hub.configure({"serve_workflow": {str(office.only_package().package_id): None}})


def test_what_the_details_leave_out_is_asked_of_each_recipient(office: Office) -> None:
    office.before_step["rights"] = lambda: tell_little(office)
    office.before_step["fields"] = lambda: tell_all(office)

    item = office.send(a_rich_package())

    one_and_as_composed(office, item, 3)
    asked = {each.rpartition("/")[2] for each in office.requests() if each.startswith("GET")}
    assert {"permissions", "authentication", "reminders"} <= asked
