"""A profile that can only be read, and a cache that others keep locked, at the command line."""

import gc
import json
import shutil
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from app import bootstrap
from app.emulator.server import Emulator
from app.services.storage.database import MIGRATIONS
from tests.support.damage import empty_log
from tests.support.shell import DRAFT_ID, Shell
from tests.support.stored_rows import build_version, fill_tables
from tests.support.unprivileged import as_nobody, only_readable

unix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")


@pytest.fixture
def shell(
    tmp_path: Path,
    emulator: Emulator,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Shell:
    made = Shell(tmp_path, emulator, capsys, monkeypatch)
    made.connect()
    return made


# ── only readable ────────────────────────────────────────────────────────────────────────────────


def _left(shell: Shell, how: str) -> None:
    """Leave the databases as a program does that ended well, was killed, or was copied away."""
    for name in ("countersign", "cache"):
        path = shell.profile / f"{name}.db"
        if how == "ended":
            empty_log(path)
            for ending in ("-wal", "-shm"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
            continue
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_autocheckpoint=0")
            connection.execute("PRAGMA user_version").fetchone()
            connection.execute("CREATE TABLE a_page_for_the_log (x TEXT)")
            connection.execute("DROP TABLE a_page_for_the_log")
            kept = [path, *path.parent.glob(f"{path.name}-*")]
            copies = {each: each.read_bytes() for each in kept}
        for each, content in copies.items():
            if how == "killed" or not each.name.endswith("-shm"):
                each.write_bytes(content)
            else:
                each.unlink(missing_ok=True)


@unix_only
@pytest.mark.parametrize("how", ["ended", "killed", "copied"])
def test_a_profile_that_can_only_be_read_shows_everything_and_sends_nothing(
    shell: Shell, how: str
) -> None:
    assert shell.call("send", shell.draft(), "--account", "Office")[0] == 0
    second = shell.draft(lambda draft: draft.update(id=DRAFT_ID.replace("0", "1")))
    for words in ("status", "outbox", "account list"):
        assert shell.say(*words.split())[0] == 0
    _left(shell, how)
    started = shell.instances()
    with only_readable(shell.profile) as profile, only_readable(second.parent) as draft:

        def call(*words: str) -> tuple[int, str, str]:
            return as_nobody(lambda: bootstrap.run([*words, "--json", "--profile", str(profile)]))

        before = sorted(each.name for each in profile.iterdir())
        answers = {words: call(*words.split()) for words in ("status", "outbox", "account list")}
        for words, (status, out, err) in answers.items():
            assert status == 0, (words, err)
            assert "This profile can only be read." in err, words
            assert "Traceback" not in err
            assert json.loads(out), words
        assert len(json.loads(answers["status"][1])["agreements"]) == 1
        assert [each["state"] for each in json.loads(answers["outbox"][1])["items"]] == ["sent"]
        assert [each["name"] for each in json.loads(answers["account list"][1])["accounts"]] == [
            "Office"
        ]
        status, out, err = call("send", str(draft / second.name), "--account", "Office")
        assert status == 5, err
        answer = json.loads(out)
        assert answer["state"] == "not_sent"
        assert "Nothing was sent" in answer["message"]
        assert sorted(each.name for each in profile.iterdir()) == before
    assert shell.instances() == started


@unix_only
def test_an_older_profile_that_can_only_be_read_is_read_too(shell: Shell) -> None:
    _left(shell, "ended")
    shutil.rmtree(shell.profile / "logs")
    shell.profile.joinpath("countersign.db").unlink()
    build_version(shell.profile / "countersign.db", MIGRATIONS / "countersign", 1)
    with closing(sqlite3.connect(shell.profile / "countersign.db")) as connection:
        fill_tables(connection, 3)
        connection.commit()
    with only_readable(shell.profile) as profile:
        arguments = ["account", "list", "--profile", str(profile)]
        status, out, err = as_nobody(lambda: bootstrap.run(arguments))
    assert (status, out.split()[0]) == (0, "name-1"), err
    assert "This profile can only be read." in err


# ── locked ───────────────────────────────────────────────────────────────────────────────────────


def test_a_locked_cache_delays_no_send_and_is_caught_up_later(shell: Shell) -> None:
    shell.call("status")
    gc.collect()  # the desks of earlier calls let go of their files
    with closing(sqlite3.connect(shell.profile / "cache.db", isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("PRAGMA user_version=1")
        begin = time.monotonic()
        status, answer = shell.call("send", shell.draft(), "--account", "Office")
        assert time.monotonic() - begin < 6
        assert (status, answer["state"]) == (0, "sent")
        other.execute("ROLLBACK")
    shell.call("outbox", "run")
    [agreement] = shell.call("status")[1]["agreements"]
    assert agreement["service_id"] == answer["service_id"]
    assert agreement["status"] != "unknown"
    assert shell.instances() == 1
