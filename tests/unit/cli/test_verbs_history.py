"""`history` over an emulated SigningHub."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.bootstrap import build_desk
from app.cli import verbs_history
from app.cli.arguments import UsageError, parse
from app.cli.exits import Exit
from app.cli.session import Session
from app.domain.errors import DomainError
from app.domain.kinds import ServiceKind
from app.services.account_book import parse_details
from app.services.cancel import CancelToken
from app.services.desk import Desk
from app.services.paths import Profile
from app.services.secrets.memory import MemoryVault
from tests.support.signinghub_desk import a_user
from tests.support.signinghub_server import a_signinghub

if TYPE_CHECKING:
    from app.domain.json_value import JsonObject


@dataclass
class Followed:
    """A package that Ann signed, followed."""

    desk: Desk
    package: str

    def say(self, *words: str) -> str:
        out = io.StringIO()
        session = Session(
            arguments=parse(["history", self.package, *words]),
            desk=self.desk,
            inspect=lambda _paths: {},
            cancel=CancelToken(),
            out=out,
        )
        assert verbs_history.run_history(session) is Exit.DONE
        return out.getvalue()

    def told(self, *words: str) -> Any:  # noqa: ANN401 - a document as a script reads it
        return json.loads(self.say(*words, "--json"))

    def event(self, kind: str) -> str:
        events = self.told()["history"]
        return str(next(each["service_id"] for each in events if each["raw_type"] == kind))


@pytest.fixture
def followed(tmp_path: Path) -> Iterator[Followed]:
    profile = Profile(folder=tmp_path / "profile")
    profile.create()
    desk = build_desk(profile, MemoryVault())
    with a_signinghub() as hub:
        members: JsonObject = {"base_url": hub.url, **hub.desk.hub.credentials()}
        account, _ = desk.accounts.add(parse_details("Hub", ServiceKind.SIGNINGHUB, members))
        package = str(hub.desk.shared(a_user("ann")))
        hub.desk.act(int(package), "ann", "sign")
        desk.tracking.follow(account, package)
        yield Followed(desk, package)


def test_what_happened_is_listed_and_one_event_told_in_full(
    followed: Followed, tmp_path: Path
) -> None:
    event = followed.event("SIGNED")
    [line] = [each for each in followed.say().splitlines() if each.startswith(f"{event}  ")]
    assert "Ann" in line
    facts = followed.told("--event", event)["facts"]
    assert ("Name", "Ann") in [(each["name"], each["value"]) for each in facts]
    assert "(certificate: --to DIR saves it)" in followed.say("--event", event)
    folder = tmp_path / "out"
    [saved] = followed.told("--event", event, "--to", str(folder))["files"]
    assert Path(saved["path"]).read_bytes()
    assert [each.name for each in folder.iterdir()] == ["Practice signature.cer"]


def test_an_event_without_a_certificate_saves_nothing(followed: Followed, tmp_path: Path) -> None:
    with pytest.raises(DomainError, match=r"history\.no_certificate"):
        followed.say("--event", followed.event("SHARED"), "--to", str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()
    with pytest.raises(UsageError, match="needs --event"):
        followed.say("--to", str(tmp_path))


def test_signatures_are_checked_by_the_service(followed: Followed) -> None:
    [document] = followed.told("--signatures")["facts"]
    assert ("document_name", "Lease") in [
        (each["name"], each["value"]) for each in document["parts"]
    ]
    assert "document_name: Lease" in followed.say("--signatures")
