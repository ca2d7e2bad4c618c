"""The client of SigningHub against the strict server: a package built, corrected and finished.

Both versions of the API; whatever the client writes is refused here if no page describes it.
"""

import io
from collections.abc import Iterator

import pytest

from app.emulator.sealing import write_pdf
from app.services.cancel import CancelToken
from app.services.secrets.secret import Secret
from app.services.signinghub.answers import FileKind
from app.services.signinghub.bodies import GroupBody, PersonBody, PlaceholderBody
from app.services.signinghub.bodies_fields import (
    AutoPlaceBody,
    CheckboxField,
    FieldBody,
    InitialsField,
    InPersonField,
    RadioField,
    SignatureField,
    TextField,
)
from app.services.signinghub.bodies_settings import (
    OpeningBody,
    PermissionBody,
    PostProcessBody,
    ReminderBody,
)
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.client_files import Protection
from app.services.signinghub.placing import Place
from app.services.signinghub.positions import Seat, seats_of
from app.services.signinghub.wire_history import HistoryNode
from tests.support.signinghub_clients import a_client
from tests.support.signinghub_server import SigningHubServer, a_signinghub

PDF = write_pdf([("Lease", ["Sign here:", "Sign here:"]), ("Annex", ["Floor plan"])])
VERSIONS = pytest.mark.parametrize("version", [3, 4])


@pytest.fixture
def hub() -> Iterator[SigningHubServer]:
    with a_signinghub() as server:
        yield server


def a_package(client: SigningHubClient, *people: PersonBody) -> tuple[str, str]:
    """A draft with a document; the ids of both."""
    package = client.add_package("Lease", mode="ONLY_OTHERS").package_id
    document = client.upload(
        package,
        io.BytesIO(PDF),
        file_name="Lease.pdf",
        source="Countersign",
        progress=lambda _done, _total: None,
        cancel=CancelToken(),
    )
    client.add_users(package, people or (a_person("bo"),))
    return package, document


def a_person(name: str, role: str = "SIGNER") -> PersonBody:
    return PersonBody(user_email=f"{name}@example.com", user_name=name.title(), role=role)


def seats(client: SigningHubClient, package: str) -> tuple[Seat, ...]:
    return seats_of(client.users(package))


def place(y: int, size: int = 40) -> Place:
    return Place(page=1, x=40, y=y, width=size, height=size)


@VERSIONS
def test_recipients_of_every_sort_are_added_changed_and_moved(
    hub: SigningHubServer, version: int
) -> None:
    client = a_client(hub, version)
    package, _ = a_package(client)
    group = client.groups().entries[0].group_name
    client.add_groups(package, [GroupBody(group_name=group, role="REVIEWER")])
    client.add_placeholders(package, [PlaceholderBody(placeholder="Tenant", role="SIGNER")])
    _, legal, tenant = seats(client, package)

    client.update_group(package, legal, GroupBody(group_name="Facilities"))
    client.update_placeholder(package, tenant, PlaceholderBody(placeholder="Buyer"))
    client.update_user(package, seats(client, package)[2], a_person("cy"))
    client.move_user(package, seats(client, package)[2], 1)
    client.delete_user(package, seats(client, package)[1])

    shown = [(one.user_email, one.group_name) for one in client.workflow(package).users]
    assert shown == [("cy@example.com", ""), ("", "Facilities")]


@VERSIONS
def test_settings_are_written_and_read_back(hub: SigningHubServer, version: int) -> None:
    client = a_client(hub, version)
    package, document = a_package(client)
    (seat,) = seats(client, package)
    notice = client.permissions(package, seat).legal_notice.allowed_notices[0].legal_notice_name

    client.update_workflow(package, {"workflow_type": "PARALLEL", "message": "Please"})
    client.update_post_process(
        package, PostProcessBody(enabled=True, recipients=[("Archive", "archive@example.com")])
    )
    client.update_permissions(
        package,
        seat,
        PermissionBody(
            print=False,
            download=True,
            add_text=True,
            add_attachment=False,
            change_recipients=False,
            legal_notice=notice,
        ),
    )
    client.update_opening(
        package, seat, OpeningBody(by_password=True, password=Secret("unit-seven"), days=9)
    )
    client.update_reminders(
        package, seat, ReminderBody(remind_after=2, keep_reminding_after=3, total_reminders=4)
    )
    client.certify_document(package, document, permission="FORM_FILLING_ALLOWED")

    assert client.opening(package, seat).authentication.password.enabled is True
    assert client.reminders(package, seat).repeat.total_reminders == 4
    told = client.workflow(package)
    assert told.workflow.post_process.recipients[0].user_email == "archive@example.com"
    (user,) = told.users
    assert user.permission.print is False
    assert user.authentications.access_duration.duration_by_days.duration.total_days == 9
    certify = client.document_certify(package, document).certify
    assert certify is not None
    assert certify.enabled is True


FIELDS: tuple[FieldBody, ...] = (
    SignatureField(order=1, field_name="sign", place=place(10), mobile_number="+46701740605"),
    SignatureField(order=1, field_name="seal", place=place(60), digital=True),
    InPersonField(order=1, field_name="guest", place=place(110), placeholder="Guest"),
    InitialsField(order=1, field_name="initials", place=place(160)),
    TextField(order=1, field_name="floor", place=place(210), max_length=20, font="COURIER"),
    TextField(order=1, field_name="day", place=place(260), type="DATE", format="dd/mm/yyyy"),
    RadioField(order=1, field_name="pets", place=place(310, 10), radio_group_name="Pets"),
    CheckboxField(order=1, field_name="keys", place=place(330, 10), ticked=True),
)


@VERSIONS
def test_fields_of_every_kind_are_made_changed_and_removed(
    hub: SigningHubServer, version: int
) -> None:
    client = a_client(hub, version)
    package, document = a_package(client, a_person("bo"), a_person("cy"))

    for field in FIELDS:
        client.add_field(package, document, field)
        client.update_field(package, document, field)
    client.assign_fields(package, document, {"initials": seats(client, package)[1]})
    client.delete_field(package, document, "floor")

    made = {one.field_name: one for one in client.fields(package, document, 1)}
    assert set(made) == {"sign", "seal", "guest", "initials", "day", "pets", "keys"}
    assert made["initials"].order == 2
    assert (made["guest"].placeholder, made["keys"].value) == ("Guest", "true")


@VERSIONS
def test_fields_are_placed_by_text(hub: SigningHubServer, version: int) -> None:
    client = a_client(hub, version)
    package, document = a_package(client)
    wanted = AutoPlaceBody(search_text="Sign here:", order=1, field_type="ELECTRONIC_SIGNATURE")

    names = client.place_by_text(package, document, wanted)

    assert {one.field_name for one in client.fields(package, document, 1)} == set(names)
    assert len(names) == 2


@VERSIONS
def test_the_shelf_of_the_account_is_used(hub: SigningHubServer, version: int) -> None:
    client = a_client(hub, version)
    package, document = a_package(client)
    shelved = client.library().entries[0]
    template = client.templates().entries[0]

    added = client.add_library_document(package, shelved.document_id)
    client.move_document(package, added.document_id, 1)
    client.apply_template(package, document, template.template_name)

    told = client.workflow(package)
    assert [one.document_name for one in told.documents] == [shelved.document_name, "Lease"]
    assert [one.placeholder for one in told.users] == ["", "Tenant", ""]
    assert client.contacts(search="elsa").entries[0].user_email == "elsa.norberg@example.com"
    assert client.notifications().entries == ()


@VERSIONS
def test_a_completed_package_gives_out_its_proofs(hub: SigningHubServer, version: int) -> None:
    client = a_client(hub, version)
    package, document = a_package(client, a_person("bo"), a_person("cy"))
    client.share(package)
    client.update_user(package, seats(client, package)[0], a_person("dan"))
    hub.desk.act(int(package), "dan", "sign")
    client.complete(package)

    signed = next(one for one in client.history(package).actions if one.action_type == "SIGNED")
    details = client.history_details(package, signed.log_id)
    certificate = client.certificate(package, _certificate_in(details))

    assert certificate.startswith(b"0\x82")
    sink = io.BytesIO()
    assert client.report(package, sink) is FileKind.PDF
    assert client.page_image(package, document, 2, width=60, height=80)


@VERSIONS
def test_what_is_protected_for_the_own_account_opens(hub: SigningHubServer, version: int) -> None:
    client = a_client(hub, version)
    owner = hub.desk.hub.site.administrator
    me = PersonBody(user_email=owner.email, user_name=owner.name, role="SIGNER")
    package, document = a_package(client, me)
    (seat,) = seats(client, package)
    password = Secret("unit-seven")
    client.update_opening(package, seat, OpeningBody(by_password=True, password=password))
    client.share(package)
    (seat,) = seats(client, package)

    client.check_opening_password(package, seat, password)
    sink = io.BytesIO()
    kind = client.download_document(
        package, document, sink, protection=Protection(password=password)
    )

    assert kind is FileKind.PDF


def test_v4_reminds_at_once_and_tells_a_package_in_short(hub: SigningHubServer) -> None:
    client = a_client(hub, 4)
    package, _ = a_package(client)
    client.share(package)

    client.remind(package, seats(client, package)[0])

    assert hub.desk.mail("bo")[-1] == "Reminder: Lease"
    assert client.package_details(package).name == "Lease"


def test_a_group_is_changed_on_a_server_that_has_it_below_enterprise(hub: SigningHubServer) -> None:
    hub.configure(enterprise_groups=True)
    client = a_client(hub)
    package, _ = a_package(client)
    client.add_groups(package, [GroupBody(group_name="Legal", role="SIGNER")])

    client.update_group(package, seats(client, package)[1], GroupBody(group_name="Facilities"))

    assert client.users(package)[1].group_name == "Facilities"


def _certificate_in(node: HistoryNode) -> HistoryNode:
    """The node of the certificate, wherever it hangs in the tree."""
    if node.certificate_base64_url:
        return node
    for part in node.data:
        found = _certificate_in(part)
        if found.certificate_base64_url:
            return found
    return HistoryNode()
