"""The calls of SigningHub against the emulated one: what was written is read back the same."""

import io

import pytest

from app.services.cancel import CancelToken
from app.services.errors import Refused
from app.services.secrets.secret import Secret
from app.services.signinghub.bodies import PersonBody, PlaceholderBody
from app.services.signinghub.bodies_settings import (
    OpeningBody,
    PermissionBody,
    PostProcessBody,
    ReminderBody,
)
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.client_files import Protection
from app.services.signinghub.positions import Seat, SeatTaken, seats_of
from tests.support.signinghub_clients import a_client
from tests.support.signinghub_desk import PDF
from tests.support.signinghub_server import SigningHubServer

VERSIONS = pytest.mark.parametrize("version", [3, 4])


def person(name: str, signing_order: int) -> PersonBody:
    return PersonBody(
        user_email=f"{name}@example.com",
        user_name=name.title(),
        role="SIGNER",
        email_notification=True,
        signing_order=signing_order,
    )


def a_draft(client: SigningHubClient) -> str:
    package = client.add_package("Lease").package_id
    client.upload(
        package,
        io.BytesIO(PDF),
        file_name="lease.pdf",
        source="Countersign/0123456789-1",
        progress=lambda _done, _total: None,
        cancel=CancelToken(),
    )
    client.add_users(package, [person("bo", 1), person("cy", 2)])
    return package


def seats(client: SigningHubClient, package: str) -> tuple[Seat, ...]:
    return seats_of(client.users(package))


@VERSIONS
def test_settings_of_a_recipient_are_read_as_they_were_written(
    hub: SigningHubServer, version: int
) -> None:
    client = a_client(hub, version)
    package = a_draft(client)
    _bo, cy = seats(client, package)
    wanted = PermissionBody(
        print=False, download=True, add_text=True, add_attachment=False, change_recipients=True
    )
    client.update_permissions(package, cy, wanted)
    client.update_opening(
        package, cy, OpeningBody(by_password=True, password=Secret("Lamp-post-7"), days=14)
    )
    client.update_reminders(
        package, cy, ReminderBody(remind_after=3, keep_reminding_after=2, total_reminders=5)
    )
    permission = client.permissions(package, cy)
    assert (permission.print, permission.download, permission.add_text) == (False, True, True)
    assert permission.change_recipients is True
    opening = client.opening(package, cy)
    assert opening.authentication.password.enabled is True
    assert opening.access_duration.duration_by_days.duration.total_days == 14
    reminder = client.reminders(package, cy)
    assert (reminder.remind_after, reminder.repeat.keep_reminding_after) == (3, 2)
    assert reminder.repeat.total_reminders == 5
    told = client.workflow(package)
    assert told.users[1].authentications.authentication.password.enabled is True
    assert told.users[0].authentications.authentication.enabled is not True


@VERSIONS
def test_a_password_opens_what_it_protects_for_the_account_itself(
    hub: SigningHubServer, version: int
) -> None:
    client = a_client(hub, version)
    package = a_draft(client)
    maja = PersonBody(
        user_email="maja.lindqvist@example.com",
        user_name="Maja Lindqvist",
        role="SIGNER",
        email_notification=True,
        signing_order=1,
    )
    client.update_user(package, seats(client, package)[0], maja)
    seat = seats(client, package)[0]
    protected = OpeningBody(by_password=True, password=Secret("Lamp-post-7"))
    client.update_opening(package, seat, protected)
    client.share(package)
    client.check_opening_password(package, seat, Secret("Lamp-post-7"))
    with pytest.raises(Refused):
        client.check_opening_password(package, seat, Secret("lamp"))
    sink = io.BytesIO()
    client.download_package(package, sink, protection=Protection(password=Secret("Lamp-post-7")))
    assert sink.getvalue().startswith(b"%PDF")


@VERSIONS
def test_what_happens_afterwards_is_read_as_it_was_written(
    hub: SigningHubServer, version: int
) -> None:
    client = a_client(hub, version)
    package = a_draft(client)
    wanted = PostProcessBody(
        enabled=True, recipients=[("Archive", "archive@example.com")], message="Done"
    )
    client.update_post_process(package, wanted)
    told = client.workflow(package).workflow.post_process
    assert (told.enabled, told.message) == (True, "Done")
    assert [each.user_email for each in told.recipients] == ["archive@example.com"]


@VERSIONS
def test_a_placeholder_is_filled_and_people_are_moved_and_removed(
    hub: SigningHubServer, version: int
) -> None:
    client = a_client(hub, version)
    package = a_draft(client)
    client.add_placeholders(
        package, [PlaceholderBody(placeholder="Tenant", role="SIGNER", signing_order=3)]
    )
    old = seats(client, package)
    assert [each.placeholder for each in old] == ["", "", "Tenant"]
    client.update_placeholder(package, old[2], PlaceholderBody(placeholder="Owner"))
    with pytest.raises(SeatTaken):
        client.update_user(package, old[2], person("di", 3))
    client.update_user(package, seats(client, package)[2], person("di", 3))
    client.move_user(package, seats(client, package)[2], 1)
    with pytest.raises(SeatTaken):
        client.delete_user(package, old[0])
    moved = {each.user_email: each for each in seats(client, package)}
    assert moved["di@example.com"].order == 1
    client.delete_user(package, moved["bo@example.com"])
    left = [each.user_email for each in client.users(package)]
    assert left == ["di@example.com", "cy@example.com"]


@VERSIONS
def test_what_is_under_way_is_corrected_recalled_and_ended_early(
    hub: SigningHubServer, version: int
) -> None:
    client = a_client(hub, version)
    package = a_draft(client)
    _bo, cy = seats(client, package)
    client.share(package)
    client.update_user(
        package, cy, PersonBody(user_email="di@example.com", user_name="Di", role="SIGNER")
    )
    assert client.users(package)[1].user_email == "di@example.com"
    with pytest.raises(Refused, match="no draft any more"):
        client.update_reminders(package, seats(client, package)[0], ReminderBody(remind_after=1))
    client.recall(package)
    assert client.workflow(package).workflow.workflow_status == "DRAFT"
    with pytest.raises(Refused, match="nothing to recall"):
        client.recall(package)
    client.share(package)
    client.complete(package)
    assert client.workflow(package).workflow.workflow_status == "COMPLETED"


def test_who_is_waited_for_is_reminded_in_v4(hub: SigningHubServer) -> None:
    client = a_client(hub, 4)
    package = a_draft(client)
    client.share(package)
    before = len(hub.requests())
    client.remind(package, seats(client, package)[0])
    assert [entry.method for entry in hub.requests(before)][-1] == "POST"
