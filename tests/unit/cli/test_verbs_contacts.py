"""`contacts` and `library` over an emulated SigningHub."""

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.bootstrap import build_desk
from app.cli import verbs_contacts, verbs_library
from app.cli.arguments import parse
from app.cli.exits import Exit
from app.cli.session import Session
from app.domain.errors import DomainError
from app.domain.kinds import ServiceKind
from app.services.account_book import parse_details
from app.services.cancel import CancelToken
from app.services.desk import Desk
from app.services.paths import Profile
from app.services.secrets.memory import MemoryVault
from tests.support.scrive_server import a_scrive
from tests.support.signinghub_server import a_signinghub

if TYPE_CHECKING:
    from app.domain.json_value import JsonObject


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    profile = Profile(folder=tmp_path / "profile")
    profile.create()
    return build_desk(profile, MemoryVault())


def printed(desk: Desk, *words: str, verb: str = "contacts") -> str:
    out = io.StringIO()
    session = Session(
        arguments=parse([verb, *words]),
        desk=desk,
        inspect=lambda _paths: {},
        cancel=CancelToken(),
        out=out,
    )
    run = {"contacts": verbs_contacts.run, "library": verbs_library.run}[verb]
    assert run(session) is Exit.DONE
    return out.getvalue()


def test_people_and_groups_of_the_account_are_listed(desk: Desk) -> None:
    with a_signinghub() as hub:
        members: JsonObject = {"base_url": hub.url, **hub.desk.hub.credentials()}
        desk.accounts.add(parse_details("Hub", ServiceKind.SIGNINGHUB, members))

        people = json.loads(printed(desk, "--account", "Hub", "--search", "elsa", "--json"))
        groups = json.loads(printed(desk, "--account", "Hub", "--groups", "--json"))
        plain = printed(desk, "--account", "Hub", "--groups")
        kept = json.loads(printed(desk, "--account", "Hub", "--json", verb="library"))
        words = printed(desk, "--account", "Hub", "--templates", verb="library")

    assert [each["name"] for each in people["contacts"]] == ["Elsa Norberg"]
    assert "Legal" in [each["name"] for each in groups["groups"]]
    assert "Legal" in plain
    assert kept["library"][0] == {
        "library_document_id": "502",
        "document_name": "House rules",
    }
    assert "Standard terms, locked  locked" in words


def test_a_scrive_account_has_no_address_book(desk: Desk) -> None:
    with a_scrive() as scrive:
        members: JsonObject = {"base_url": scrive.url, **scrive.desk.scrive.credentials()}
        desk.accounts.add(parse_details("Office", ServiceKind.SCRIVE, members))
        with pytest.raises(DomainError, match=r"account\.no_address_book"):
            printed(desk, "--account", "Office")
        with pytest.raises(DomainError, match=r"account\.no_shelf"):
            printed(desk, "--account", "Office", verb="library")
