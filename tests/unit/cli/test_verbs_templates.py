"""`templates`, `new`, and `account add` with a password, over an emulated Scrive."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import build_desk
from app.cli import verbs_accounts, verbs_templates
from app.cli.exits import Exit
from app.domain.draft_format import parse as parse_draft
from app.domain.errors import DomainError
from app.domain.json_value import JsonObject
from app.domain.kinds import ServiceKind
from app.services.account_book import parse_details
from app.services.desk import Desk
from app.services.errors import Unauthorized
from app.services.paths import Profile
from app.services.secrets.memory import MemoryVault
from tests.support.scrive_desk import opened
from tests.support.scrive_server import ScriveServer, a_scrive
from tests.support.terminals import Terminal


@pytest.fixture
def scrive() -> Iterator[ScriveServer]:
    with a_scrive() as server:
        yield server


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    profile = Profile(folder=tmp_path / "profile")
    profile.create()
    return build_desk(profile, MemoryVault())


@pytest.fixture
def account(scrive: ScriveServer, desk: Desk) -> str:
    members: JsonObject = {"base_url": scrive.url, **scrive.desk.scrive.credentials()}
    desk.accounts.add(parse_details("Office", ServiceKind.SCRIVE, members))
    return "Office"


@pytest.fixture
def template(scrive: ScriveServer) -> str:
    document = scrive.desk.new("Lease.pdf")
    viewer: JsonObject = {"signatory_role": "viewer", "is_signatory": False}
    changes: JsonObject = {"parties": [viewer, {}], "is_template": True, "days_to_sign": 14}
    opened(scrive.desk.update(document, **changes))
    return str(document["id"])


@pytest.fixture
def terminal(desk: Desk) -> Terminal:
    return Terminal(
        desk,
        {
            "templates": verbs_templates.run_templates,
            "new": verbs_templates.run_new,
            "account": verbs_accounts.run,
        },
    )


def test_templates_are_listed(terminal: Terminal, account: str, template: str) -> None:
    ended, told = terminal("templates", "--account", account)
    assert ended is Exit.DONE
    assert isinstance(told["templates"], list)
    (listed,) = told["templates"]
    assert isinstance(listed, dict)
    assert (listed["id"], listed["title"], listed["people"]) == (template, "Lease", 1)


def test_a_template_becomes_a_file_with_its_pdf_beside_it(
    terminal: Terminal, desk: Desk, account: str, template: str, tmp_path: Path
) -> None:
    to = tmp_path / "lease.agreement"
    ended, told = terminal("new", "--template", template, "--account", account, "--to", str(to))
    assert (ended, told["title"], told["remarks"]) == (Exit.DONE, "Lease", [])
    draft = parse_draft(to.read_bytes())
    assert draft.scrive["days_to_sign"] == 14
    assert (tmp_path / draft.documents[0].file).read_bytes().startswith(b"%PDF-")
    assert desk.drafts.all() == ()


def test_no_file_is_written_over(
    terminal: Terminal, account: str, template: str, tmp_path: Path
) -> None:
    to = tmp_path / "lease.agreement"
    to.write_text("mine")
    with pytest.raises(DomainError):
        terminal("new", "--template", template, "--account", account, "--to", str(to))
    assert to.read_text() == "mine"


def test_an_account_is_added_with_a_password_that_is_not_kept(
    terminal: Terminal, desk: Desk, scrive: ScriveServer
) -> None:
    email = terminal_user(scrive)
    typed = {"base_url": scrive.url, "email": email, "password": "practice"}
    added = ("account", "add", "Office", "--service", "scrive")
    ended, told = terminal(*added, typed=json.dumps(typed))
    assert ended is Exit.DONE
    assert "practice" not in json.dumps(told)
    account = desk.accounts.by_name("Office")
    assert account is not None
    assert desk.accounts.check(account.id).identity.email == email
    with pytest.raises(Unauthorized) as caught:
        terminal(*added, typed=json.dumps({**typed, "password": "wrong"}))
    assert "two-factor" in caught.value.detail


@pytest.mark.parametrize(
    ("members", "where"),
    [
        ({"email": "a@example.com"}, "/password"),
        ({"email": "a@example.com", "password": ""}, "/password"),
        ({"email": "a@example.com", "password": "x", "apitoken": "y"}, "/apitoken"),
    ],
)
def test_what_is_missing_beside_a_password_is_named(
    terminal: Terminal, members: JsonObject, where: str
) -> None:
    typed = json.dumps({"base_url": "https://scrive.example.com", **members})
    with pytest.raises(DomainError) as caught:
        terminal("account", "add", "Office", "--service", "scrive", typed=typed)
    assert caught.value.where == where


def terminal_user(scrive: ScriveServer) -> str:
    """The address with which the emulated user signs in."""
    return str(opened(scrive.desk.get("getprofile"))["email"])
