"""Contacts and groups of a SigningHub account, for choosing from them."""

import pytest

from app.domain.errors import UserCancelled
from app.emulator.signinghub.options import Contact as PlayedContact
from app.emulator.signinghub.shelf import Group as PlayedGroup
from app.services.address_book import HasAddressBook
from app.services.cancel import CancelToken
from tests.support.signinghub_server import SigningHubServer


@pytest.mark.parametrize("version", [3, 4])
def test_own_contacts_come_before_colleagues_and_each_address_once(
    hub: SigningHubServer, version: int
) -> None:
    state = hub.desk.hub.site.state
    colleague = next(iter(state.users.values()))
    state.shelf.contacts = [
        PlayedContact(name="Elsa Norberg", email="elsa@example.com"),
        PlayedContact(name="Called otherwise", email=colleague.email.upper()),
    ]

    found = hub.service(version=version).contacts("", CancelToken())

    assert [(each.name, each.of_enterprise) for each in found[:2]] == [
        ("Elsa Norberg", False),
        ("Called otherwise", False),
    ]
    addresses = [each.email.casefold() for each in found]
    assert len(addresses) == len(set(addresses)) == 1 + len(state.users)


def test_long_lists_are_read_to_their_end(hub: SigningHubServer) -> None:
    many = [PlayedContact(name=f"P {n}", email=f"p{n}@example.com") for n in range(230)]
    hub.desk.hub.site.state.shelf.contacts = many

    found = hub.service().contacts("", CancelToken())

    own = [each.email for each in found if not each.of_enterprise]
    assert own == [each.email for each in many]


def test_a_search_is_repeated_here_where_the_service_finds_nothing(hub: SigningHubServer) -> None:
    hub.desk.hub.site.state.shelf.contacts = [
        PlayedContact(name="Elsa Norberg", email="elsa@example.com"),
        PlayedContact(name="Viktor Hallgren", email="viktor@example.com"),
    ]
    service = hub.service()

    assert [each.name for each in service.contacts("NORB", CancelToken())] == ["Elsa Norberg"]
    assert service.contacts("nobody at all", CancelToken()) == ()


@pytest.mark.parametrize("version", [3, 4])
def test_groups_come_with_the_members_that_the_service_tells(
    hub: SigningHubServer, version: int
) -> None:
    hub.desk.hub.site.state.shelf.groups = [
        PlayedGroup(
            group_id=4,
            name="Legal",
            description="Lawyers",
            members=(PlayedContact(name="Lena Falk", email="lena@example.com"),),
        ),
        PlayedGroup(group_id=5, name="Board", description="", members=()),
    ]
    service = hub.service(version=version)
    assert isinstance(service, HasAddressBook)

    legal, board = service.groups("", CancelToken())

    assert (legal.name, legal.description) == ("Legal", "Lawyers")
    assert [each.email for each in legal.members] == ["lena@example.com"]
    assert (board.name, board.members) == ("Board", ())
    assert [each.name for each in service.groups("boa", CancelToken())] == ["Board"]


def test_reading_stops_when_nobody_wants_it_any_more(hub: SigningHubServer) -> None:
    stopped = CancelToken()
    stopped.cancel()
    with pytest.raises(UserCancelled):
        hub.service().contacts("", stopped)


@pytest.mark.parametrize("version", [3, 4])
def test_library_and_templates_are_read(hub: SigningHubServer, version: int) -> None:
    service = hub.service(version=version)

    assert [(each.id, each.name) for each in service.library(CancelToken())] == [
        ("501", "Standard terms"),
        ("502", "House rules"),
    ]
    templates = {each.name: each.read_only for each in service.package_templates(CancelToken())}
    assert templates["House lease"] is False
    assert templates["Standard terms, locked"] is True
