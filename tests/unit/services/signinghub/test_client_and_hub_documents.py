"""The calls about documents, fields and the shelf of an account against the emulated SigningHub."""

import io

import pytest

from app.services.cancel import CancelToken
from app.services.errors import Refused
from app.services.signinghub.bodies import GroupBody, PersonBody
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
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.placing import Place
from app.services.signinghub.positions import seats_of
from tests.support.signinghub_clients import a_client
from tests.support.signinghub_desk import PDF
from tests.support.signinghub_server import SigningHubServer

VERSIONS = pytest.mark.parametrize("version", [3, 4])


def upload(client: SigningHubClient, package: str, name: str = "lease.pdf") -> str:
    return client.upload(
        package,
        io.BytesIO(PDF),
        file_name=name,
        source="Countersign/0123456789-1",
        progress=lambda _done, _total: None,
        cancel=CancelToken(),
    )


def a_draft(client: SigningHubClient) -> tuple[str, str]:
    package = client.add_package("Lease").package_id
    document = upload(client, package)
    people = [
        PersonBody(
            user_email=f"{name}@example.com",
            user_name=name.title(),
            role=role,
            email_notification=True,
            signing_order=number,
        )
        for number, (name, role) in enumerate((("bo", "SIGNER"), ("cy", "INPERSON_HOST")), start=1)
    ]
    client.add_users(package, people)
    return package, document


def place(number: int) -> Place:
    return Place(page=1, x=20, y=30 * number, width=80, height=20)


@VERSIONS
def test_fields_of_every_kind_are_read_where_they_were_put(
    hub: SigningHubServer, version: int
) -> None:
    client = a_client(hub, version)
    package, document = a_draft(client)
    fields: list[FieldBody] = [
        SignatureField(order=1, field_name="sign", place=place(1)),
        InPersonField(order=2, field_name="guest", place=place(2), placeholder="Guest"),
        InitialsField(order=1, field_name="initials", place=place(3)),
        TextField(order=1, field_name="text", place=place(4), max_length=40),
        RadioField(order=1, field_name="radio", place=place(5), radio_group_name="g"),
        CheckboxField(order=1, field_name="box", place=Place(page=1, x=9, y=9, width=9, height=9)),
    ]
    for field in fields:
        assert client.add_field(package, document, field)
    told = {each.field_name: each for each in client.fields(package, document, 1)}
    assert set(told) == {"sign", "guest", "initials", "text", "radio", "box"}
    assert (told["guest"].order, told["guest"].placeholder) == (2, "Guest")
    assert (told["text"].dimensions.field.y, told["text"].max_length) == (120, 40)

    moved = TextField(order=1, field_name="text", place=place(6), max_length=50)
    client.update_field(package, document, moved, new_name="note")
    bo, cy = seats_of(client.users(package))
    client.assign_fields(package, document, {"sign": bo})
    client.delete_field(package, document, "radio")
    told = {each.field_name: each for each in client.fields(package, document, 1)}
    assert set(told) == {"sign", "guest", "initials", "note", "box"}
    assert (told["note"].dimensions.field.y, told["note"].max_length) == (180, 50)
    assert cy.order == 2


@VERSIONS
def test_a_document_is_named_certified_moved_and_looked_at(
    hub: SigningHubServer, version: int
) -> None:
    client = a_client(hub, version)
    package, document = a_draft(client)
    annex = upload(client, package, "annex.pdf")
    client.move_document(package, annex, 1)
    client.certify_document(
        package, document, permission="FORM_FILLING_ALLOWED", lock_form_fields=True
    )
    certify = client.document_certify(package, document)
    assert certify.certify is not None
    assert certify.certify.enabled is True
    assert certify.lock_form_fields is True
    assert client.document_details(package, document).document_id == document
    order = sorted(client.workflow(package).documents, key=lambda each: each.document_order or 0)
    assert [each.document_id for each in order] == [annex, document]
    assert client.page_image(package, document, 1, width=120, height=160)


@VERSIONS
def test_the_shelf_of_an_account_is_listed_and_used(hub: SigningHubServer, version: int) -> None:
    client = a_client(hub, version)
    package, document = a_draft(client)
    contacts, groups = client.contacts(), client.groups()
    templates, library = client.templates(), client.library()
    for page in (contacts, groups, templates, library):
        assert page.entries
        assert page.total is not None
    assert contacts.entries[0].user_email
    assert groups.entries[0].group_members
    group = GroupBody(group_name=groups.entries[0].group_name, role="SIGNER", signing_order=3)
    client.add_groups(package, [group])
    assert client.users(package)[2].group_name == groups.entries[0].group_name
    client.update_group(package, seats_of(client.users(package))[2], GroupBody(role="REVIEWER"))
    assert client.users(package)[2].role == "REVIEWER"
    with pytest.raises(Refused, match="does not know this group"):
        client.add_groups(package, [GroupBody(group_name="Nobody", role="SIGNER", signing_order=4)])
    added = client.add_library_document(package, library.entries[0].document_id)
    assert added.document_id in {each.document_id for each in client.workflow(package).documents}
    filled = client.apply_template(package, document, templates.entries[0].template_name)
    assert filled.document_id == document
    assert client.notifications().entries is not None
    assert client.usage()
    assert client.document_counts()


@VERSIONS
def test_a_history_is_read_down_to_its_certificates(hub: SigningHubServer, version: int) -> None:
    client = a_client(hub, version)
    package = str(hub.desk.shared())
    history = client.history(package)
    node = client.history_details(package, history.actions[0].log_id)
    assert node.key or node.data


def test_fields_are_put_wherever_a_text_is_found(hub: SigningHubServer) -> None:
    client = a_client(hub, 4)
    package, document = a_draft(client)
    wanted = AutoPlaceBody(search_text="nowhere to be found", order=1, field_type="INITIALS")
    assert client.place_by_text(package, document, wanted) == ()
