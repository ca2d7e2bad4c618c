"""What is left of a profile when the power fails at any system call of the real program."""

import hashlib
import json
import logging
import os
import random
import shutil
import sqlite3
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from copy import deepcopy
from pathlib import Path

import pytest

from app.emulator.server import Emulator
from app.services.clock import SystemClock
from app.services.drafts import DraftBook
from app.services.outbox.journal import Journal
from app.services.outbox.records import OutboxItem, SendState
from app.services.storage.database import MIGRATIONS, Database
from app.services.storage.followed import FollowedTable
from app.services.storage.opening import countersign_database
from app.services.storage.rescue_report import RescueNotes
from app.services.storage.salvage import Layout, layout_of
from tests.support.damage import break_table
from tests.support.power_cut import Cut, Disk, moments
from tests.support.shell import SAMPLES
from tests.support.stored_rows import build_version, contents, fill_tables
from tests.support.strace_log import calls_of, recorded, why_not

log = logging.getLogger(__name__)

REASON = why_not()
pytestmark = pytest.mark.skipif(bool(REASON), reason=REASON)

EVERY = bool(os.environ.get("COUNTERSIGN_EVERY_CUT"))
"""Try every call instead of a sample; takes a minute or two."""
SAMPLE = 35
ROOT = Path(__file__).parents[2]
COUNTERSIGN = MIGRATIONS / "countersign"

Check = Callable[[Path, "Seen"], None]


class Seen:
    """What the program had let others see until then."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.said = ""

    def take(self, name: str, content: bytes) -> None:
        if name == "write":
            self.said += content.decode()
        elif content.startswith(b"POST "):
            self.requests.append(content.split(b" ", 2)[1].decode())

    def count(self, path: str) -> int:
        return sum(each == path for each in self.requests)


class Recording:
    """A run of the program, and the power cut at each of its calls."""

    def __init__(self, tmp_path: Path) -> None:
        self.profile = tmp_path / "profile"
        self.profile.mkdir(exist_ok=True)
        self._log = tmp_path / "calls"
        self._images = tmp_path / "images"

    def run(
        self, *command: object, given: object = None, more: Mapping[str, str] | None = None
    ) -> None:
        self._before = Disk(self.profile)
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **(more or {})}
        done = recorded(
            [sys.executable, *map(str, command)],
            self._log,
            environment=environment,
            given=json.dumps(given).encode(),
        )
        assert done.returncode == 0, done.stderr

    def check(self, check: Check, sample: int = SAMPLE) -> int:
        """Cut the power at a sample of the calls; how many images were looked at."""
        chance = random.Random(1)  # noqa: S311 - seeded
        every = calls_of(self._log)
        total = sum(1 for _ in moments(every, deepcopy(self._before)))
        wanted = range(total) if EVERY else set(chance.sample(range(total), min(sample, total)))
        seen, images = Seen(), 0
        for number, moment in enumerate(moments(every, self._before)):
            if moment.call.name in ("sendto", "sendmsg") or moment.says:
                seen.take(moment.call.name, moment.call.text(1))
            for cut in Cut if number in wanted else ():
                image = self._images / f"{number}-{cut.name}"
                image.mkdir(parents=True)
                moment.disk.after_cut(image, cut, seed=number)
                check(image, seen)
                shutil.rmtree(image)
                images += 1
        assert images
        return images


def opened(image: Path) -> Database:
    return countersign_database(image / "countersign.db", SystemClock())


def assert_sound(database: Database, image: Path) -> None:
    with database.read() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert RescueNotes(image).unseen() == ()


# ── the tool itself ──────────────────────────────────────────────────────────────────────────────

CARELESS = """
import os, sys
os.chdir(sys.argv[1])
for name in ("lost", "kept", "named"):
    with open(name, "wb") as file:
        file.write(name.encode())
        file.flush()
        if name != "lost":
            os.fsync(file.fileno())
    if name == "kept":
        folder = os.open(".", os.O_RDONLY)
        os.fsync(folder)
os.replace("kept", "moved")
print("done", flush=True)
"""


def test_the_tool_takes_away_what_was_not_synced(tmp_path: Path) -> None:
    recording = Recording(tmp_path)
    found: list[dict[str, bytes]] = []

    def look(image: Path, seen: Seen) -> None:
        if seen.said:
            found.append({each.name: each.read_bytes() for each in image.iterdir()})

    recording.run("-c", CARELESS, recording.profile)
    recording.check(look)
    assert found[0] == {"lost": b"", "kept": b"kept"}
    assert set(found[1]) <= {"lost", "kept", "named", "moved"}


# ── sending ──────────────────────────────────────────────────────────────────────────────────────


def test_no_request_leaves_before_its_intent_is_safe(tmp_path: Path, emulator: Emulator) -> None:
    recording = Recording(tmp_path)
    draft = tmp_path / "draft"
    draft.mkdir()
    shutil.copy(next(SAMPLES.glob("*.pdf")), draft / "contract.pdf")
    value = json.loads((SAMPLES / "lease.agreement").read_text("utf-8"))
    value |= {"documents": [{"label": "contract", "file": "contract.pdf"}], "fields": []}
    for step in value["process"]["steps"]:
        step["documents"] = ["contract"]
    (draft / "lease.agreement").write_text(json.dumps(value))
    recording.run(
        *("-m", "app", "send", draft / "lease.agreement", "--account-json", "-", "--json"),
        *("--profile", recording.profile),
        given=emulator.ready_line()["scrive"],
        more={"COUNTERSIGN_TIME_SCALE": "0.01"},
    )
    log.info("%s images of sending", recording.check(check_sending))


def check_sending(image: Path, seen: Seen) -> None:
    with closing(opened(image)) as database:
        assert_sound(database, image)
        items = Journal(database, SystemClock()).items()
        followed = FollowedTable(database).all()
    uploads = seen.count("/api/v2/documents/new")
    if uploads:
        [item] = items
        tried = sum(step.attempts for step in item.steps if step.kind == "upload")
        assert tried >= uploads, seen.requests
    if seen.count("/flow/instances"):
        [item] = items
        assert item.state is not SendState.NOT_SENT
        assert item.firing is not None
        assert item.firing.request
    if '"sent"' in seen.said:
        assert [item.state for item in items] == [SendState.SENT]
    for item in items:
        assert_frozen(item, image)
        assert followed or not item.tidied


def assert_frozen(item: OutboxItem, image: Path) -> None:
    """What is not tidied away yet must be there as it was frozen."""
    for file in () if item.tidied else item.files:
        content = (image / "outbox" / item.id / file.file).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file.sha256


# ── drafts ───────────────────────────────────────────────────────────────────────────────────────

COMPOSE = """
import sys
from dataclasses import replace
from pathlib import Path
from app.services.clock import SystemClock
from app.services.drafts import DraftBook
from app.services.storage.opening import countersign_database

profile, pdf = map(Path, sys.argv[1:])
database = countersign_database(profile / "countersign.db", SystemClock())
book = DraftBook(database, profile / "drafts", SystemClock())
for number in range(3):
    draft = book.create()
    print("kept", draft.id, "", flush=True)
    book.add_file(draft.id, pdf)
    print("file", draft.id, flush=True)
    book.save(draft.id, replace(draft.agreement, title=f"Lease {number}"), None)
    print("kept", draft.id, f"Lease {number}", flush=True)
"""


def test_what_is_kept_of_a_draft_is_safe(tmp_path: Path) -> None:
    recording = Recording(tmp_path)
    pdf = tmp_path / "contract.pdf"
    pdf.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 350)

    def check(image: Path, seen: Seen) -> None:
        with closing(opened(image)) as database:
            assert_sound(database, image)
            drafts = {each.id: each for each in DraftBook(database, image, SystemClock()).all()}
        for line in seen.said.rpartition("\n")[0].splitlines():
            word, draft_id, *title = line.split(" ", 2)
            assert draft_id in drafts
            if word == "file":
                [file] = drafts[draft_id].files
                content = (image / "drafts" / draft_id / file.file).read_bytes()
                assert hashlib.sha256(content).hexdigest() == file.sha256
            elif title[0]:
                assert drafts[draft_id].agreement.title == title[0]

    recording.run("-c", COMPOSE, recording.profile, pdf)
    log.info("%s images of composing", recording.check(check))


# ── mending ──────────────────────────────────────────────────────────────────────────────────────

OPEN = """
import sys
from pathlib import Path
from app.services.clock import SystemClock
from app.services.storage.opening import countersign_database

countersign_database(Path(sys.argv[1]) / "countersign.db", SystemClock()).prepare()
print("open", flush=True)
"""


def test_an_interrupted_rescue_loses_nothing(tmp_path: Path) -> None:
    recording = Recording(tmp_path)
    path = recording.profile / "countersign.db"
    build_version(path, COUNTERSIGN, 2)
    with closing(sqlite3.connect(path)) as connection:
        fill_tables(connection, 5)
        connection.commit()
    break_table(path, "outbox_looks")
    damaged = path.read_bytes()

    def check(image: Path, _seen: Seen) -> None:
        with closing(opened(image)) as database, database.read() as connection:
            counts = {name: len(rows) for name, rows in contents(connection, tables).items()}
            assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert counts == dict.fromkeys(tables, 5)
        assert RescueNotes(image).unseen()
        assert damaged in [each.read_bytes() for each in image.glob("*damaged*.db")]

    names = ("accounts", "drafts", "draft_files", "outbox_items")
    tables: Layout = dict.fromkeys(names, ("rowid",))
    recording.run("-c", OPEN, recording.profile)
    log.info("%s images of a rescue", recording.check(check, sample=12))


def test_an_interrupted_update_loses_nothing(tmp_path: Path) -> None:
    recording = Recording(tmp_path)
    path = recording.profile / "countersign.db"
    build_version(path, COUNTERSIGN, 1)
    with closing(sqlite3.connect(path)) as connection:
        fill_tables(connection, 5)
        connection.commit()
        layout = layout_of(connection)
        before = contents(connection, layout)

    def check(image: Path, _seen: Seen) -> None:
        with closing(opened(image)) as database:
            assert_sound(database, image)
            with database.read() as connection:
                assert contents(connection, layout) == before

    recording.run("-c", OPEN, recording.profile)
    log.info("%s images of an update", recording.check(check))
