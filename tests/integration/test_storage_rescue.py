"""Damaged data as its user meets it at the command line."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from app.emulator.server import Emulator
from app.services.storage.health import DataHealth
from app.services.storage.opening import countersign_database
from tests.support.clocks import TurnableClock
from tests.support.damage import break_table, empty_log
from tests.support.shell import Shell


@pytest.fixture
def shell(
    tmp_path: Path,
    emulator: Emulator,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Shell:
    return Shell(tmp_path, emulator, capsys, monkeypatch)


def test_every_verb_works_on_damaged_data_and_says_what_happened(shell: Shell) -> None:
    shell.connect()
    assert shell.call("send", shell.draft(), "--account", "Office")[0] == 0
    break_table(shell.profile / "countersign.db", "drafts")
    for words in (("status",), ("outbox",), ("account", "list"), ("outbox", "run")):
        status, out, err = shell.say(*words)
        assert status == 0, words
        assert "Your data was damaged" in err
        assert "The damaged file is kept as" in err
        assert out


def test_json_stays_one_document(shell: Shell) -> None:
    shell.connect()
    break_table(shell.profile / "countersign.db", "drafts")
    status, document = shell.call("account", "list")
    assert status == 0
    assert [each["name"] for each in document["accounts"]] == ["Office"]


def test_what_was_sent_stays_sent_and_is_never_sent_again(shell: Shell) -> None:
    shell.connect()
    draft = shell.draft()
    shell.call("send", draft, "--account", "Office")
    break_table(shell.profile / "countersign.db", "outbox_steps")
    status, document = shell.call("send", draft, "--account", "Office")
    assert (status, document["state"], document["already"]) == (0, "sent", True)
    assert shell.instances() == 1


@pytest.mark.parametrize("header", [True, False])
def test_a_damaged_header_or_no_database_at_all_is_no_dead_program(
    shell: Shell, *, header: bool
) -> None:
    shell.connect()
    path = shell.profile / "countersign.db"
    empty_log(path)
    content = path.read_bytes()
    path.write_bytes(b"\xff" * 100 + content[100:] if header else b"something else" * 1000)
    status, document = shell.call("account", "list")
    assert status == 0
    assert len(document["accounts"]) == (1 if header else 0)


def test_a_scheduler_does_not_use_up_what_the_window_has_to_say(tmp_path: Path) -> None:
    path = tmp_path / "countersign.db"
    with closing(countersign_database(path, TurnableClock())) as database:
        database.prepare()
    break_table(path, "accounts")
    for _start in range(3):
        with closing(countersign_database(path, TurnableClock())) as database:
            [notice] = DataHealth(database, tmp_path).notices()
            assert notice.once
    assert len(json.loads((tmp_path / "rescue.json").read_bytes())) == 1
