"""`follow --all`, `status` and `download` over an emulated SigningHub."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import build_desk
from app.cli import verbs_downloads, verbs_tracking
from app.cli.arguments import UsageError, parse
from app.cli.exits import Exit
from app.domain.errors import DomainError
from app.domain.kinds import ServiceKind
from app.emulator.signinghub.options import Opening
from app.services.account_book import parse_details
from app.services.desk import Desk
from app.services.errors import Locked
from app.services.paths import Profile
from app.services.secrets.memory import MemoryVault
from tests.support.signinghub_desk import a_user
from tests.support.signinghub_server import SigningHubServer, a_signinghub
from tests.support.terminals import Terminal

PASSWORD = "lamp-oil-7"


@pytest.fixture
def hub() -> Iterator[SigningHubServer]:
    with a_signinghub() as server:
        yield server


@pytest.fixture
def desk(tmp_path: Path, hub: SigningHubServer) -> Desk:
    profile = Profile(folder=tmp_path / "profile")
    profile.create()
    made = build_desk(profile, MemoryVault())
    values = {"base_url": hub.url, **hub.desk.hub.credentials()}
    made.accounts.add(parse_details("Office", ServiceKind.SIGNINGHUB, {**values}))
    return made


@pytest.fixture
def terminal(desk: Desk) -> Terminal:
    return Terminal(
        desk,
        {
            "follow": verbs_tracking.run_follow,
            "status": verbs_tracking.run_status,
            "download": verbs_downloads.run_download,
        },
    )


def test_all_that_an_account_sent_is_followed(terminal: Terminal, hub: SigningHubServer) -> None:
    wanted = {str(hub.desk.shared(a_user("ann"))), str(hub.desk.shared(a_user("bo")))}
    hub.desk.draft()
    _, told = terminal("follow", "--all", "--account", "Office")
    assert (told["added"], told["already"]) == (2, 0)
    listed = terminal("status")[1]["agreements"]
    assert isinstance(listed, list)
    assert {each["service_id"] for each in listed if isinstance(each, dict)} == wanted


def test_password_and_code_are_read_and_open_what_is_protected(
    terminal: Terminal, hub: SigningHubServer, tmp_path: Path
) -> None:
    package = hub.desk.shared(a_user("maja.lindqvist"), workflow_mode="ONLY_ME")
    (recipient,) = hub.desk.hub.site.state.packages[package].recipients
    recipient.opening = Opening(
        enabled=True,
        password_enabled=True,
        password=PASSWORD,
        otp_enabled=True,
        mobile_number="+46701112233",
    )
    terminal("follow", str(package), "--account", "Office")
    download = ("download", str(package), "--to", str(tmp_path / "to"))

    with pytest.raises(Locked) as caught:
        terminal(*download)
    assert "--password" in caught.value.next_step
    with pytest.raises(Locked) as caught:
        terminal(*download, "--password", typed=f"{PASSWORD}\n")
    assert "--send-code" in caught.value.next_step
    _, sent = terminal("download", str(package), "--send-code")
    assert sent == {"code_sent": True, "to": "+46701112233"}
    typed = f"{PASSWORD}\n{recipient.otp}\n"
    ended, told = terminal(*download, "--password", "--code", typed=typed)

    assert ended is Exit.DONE
    assert [each.name for each in (tmp_path / "to").iterdir()] == ["Lease.pdf"]
    assert PASSWORD not in json.dumps(told)


def test_an_account_and_a_password_do_not_both_come_by_standard_input(
    terminal: Terminal, hub: SigningHubServer, tmp_path: Path
) -> None:
    package = str(hub.desk.shared(a_user("ann")))
    terminal("follow", package, "--account", "Office")
    members = {"service": "signinghub", "base_url": hub.url, **hub.desk.hub.credentials()}
    download = ("download", package, "--to", str(tmp_path), "--account-json", "-", "--password")
    with pytest.raises(DomainError, match="two_inputs"):
        terminal(*download, typed=json.dumps(members))


def test_a_download_needs_a_folder() -> None:
    with pytest.raises(UsageError, match="--to DIR"):
        parse(["download", "88121"])


def test_copies_of_one_agreement_are_followed_together_and_told_with_each(
    terminal: Terminal, hub: SigningHubServer
) -> None:
    original = hub.desk.draft(a_user("ann"), a_user("bo"), workflow_type="INDIVIDUAL")
    ids = [str(each["package_id"]) for each in hub.desk.share(original).rows]
    hub.desk.act(int(ids[0]), "ann", "sign")
    alone = str(hub.desk.shared(a_user("cy")))
    _, followed = terminal("follow", ids[1], "--account", "Office")
    terminal("follow", alone, "--account", "Office")

    agreements = terminal("status")[1]["agreements"]

    assert isinstance(agreements, list)
    told = {each["service_id"]: each.get("copies") for each in agreements if isinstance(each, dict)}
    copies = [
        {"service_id": ids[0], "participant": "Ann", "status": "completed"},
        {"service_id": ids[1], "participant": "Bo", "status": "in_progress"},
    ]
    assert told == {ids[0]: copies, ids[1]: copies, alone: None}
    assert followed["copies"] == copies
