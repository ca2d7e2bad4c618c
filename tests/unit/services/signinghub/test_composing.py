"""The endpoints of SigningHub that make, change, send and delete."""

import io

import pytest

from app.emulator.faults import Fault
from app.services.cancel import CancelToken
from app.services.errors import Forbidden, Unauthorized, Uncertain, Unreachable
from app.services.signinghub.bodies import PersonBody
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.positions import seats_of
from tests.support.signinghub_clients import a_client
from tests.support.signinghub_desk import PDF, items
from tests.support.signinghub_server import SigningHubServer


def person(name: str) -> PersonBody:
    return PersonBody(
        user_email=f"{name}@example.com",
        user_name=name.title(),
        role="SIGNER",
        email_notification=True,
        signing_order=1,
    )


def upload(of: SigningHubClient, package_id: str) -> str:
    return of.upload(
        package_id,
        io.BytesIO(PDF),
        file_name="lease.pdf",
        source="Countersign/0123456789-1",
        progress=lambda _done, _total: None,
        cancel=CancelToken(),
    )


@pytest.mark.parametrize("version", [3, 4])
def test_a_package_is_made_filled_and_sent(hub: SigningHubServer, version: int) -> None:
    of = a_client(hub, version)
    package = of.add_package("Lease").package_id
    document = upload(of, package)
    of.rename_document(package, document, "Contract")
    of.update_workflow(package, {"message": "Please sign."})
    of.add_users(package, [person("bo"), person("cy")])
    of.delete_user(package, seats_of(of.users(package))[1])
    of.rename_package(package, "Lease 2031")

    [shared] = of.share(package, b"{}")

    assert (shared.package_id, shared.documents) == (package, (document,))
    told = hub.desk.workflow(int(package))
    assert told["package_name"] == "Lease 2031"
    assert [each["document_name"] for each in items(told, "documents")] == ["Contract"]
    assert [each["user_email"] for each in items(told, "users")] == ["bo@example.com"]


def test_what_was_made_is_deleted_again(hub: SigningHubServer) -> None:
    of = a_client(hub)
    package = of.add_package("Lease").package_id
    of.delete_document(package, upload(of, package))
    assert items(hub.desk.workflow(int(package)), "documents") == []

    of.delete_package(package)

    assert hub.desk.get(f"/packages/{package}/workflow").status_code == 404


@pytest.mark.parametrize("version", [3, 4])
def test_a_rejected_token_repeats_no_change_and_the_next_call_has_another(
    hub: SigningHubServer, version: int
) -> None:
    of = a_client(hub, version)
    package = of.add_package("Lease").package_id
    hub.configure(end_tokens=True)
    before = len(hub.requests())

    with pytest.raises(Unauthorized):
        of.rename_package(package, "Lease 2031")
    asked = [entry.method for entry in hub.requests(before)]
    of.rename_package(package, "Lease 2031")

    assert asked == ["PUT"]


def test_a_sign_in_that_makes_no_sense_means_that_nothing_left(hub: SigningHubServer) -> None:
    hub.desk.world.faults.order(
        Fault(kind="html_502", service="signinghub", path="/authenticate", effect=False)
    )

    with pytest.raises(Unreachable):
        a_client(hub).share("1001", b"{}")


def test_a_share_that_is_answered_with_something_else_is_uncertain(hub: SigningHubServer) -> None:
    package = str(hub.desk.draft())
    page = Fault(
        kind="status",
        service="signinghub",
        method="POST",
        path="/workflow$",
        code=200,
        body="<html>Welcome</html>",
        effect=True,
    )
    hub.desk.world.faults.order(page)

    with pytest.raises(Uncertain):
        a_client(hub).share(package, b"{}")


def test_what_was_sent_is_not_sent_twice(hub: SigningHubServer) -> None:
    package = str(hub.desk.shared())

    with pytest.raises(Forbidden, match="no draft any more"):
        a_client(hub).share(package, b"{}")
