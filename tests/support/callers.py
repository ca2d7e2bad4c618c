"""Many callers that send the same draft at the same moment."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from app.domain import draft_format
from app.emulator.sealing import write_pdf
from app.emulator.server import Emulator
from tests.support.fault_storm import Tally
from tests.support.staged.probes import PROBES
from tests.support.staged.reading import items_in
from tests.support.staged.trial import Wrong
from tests.support.staged.ways import WAYS

ROOT = Path(__file__).parents[2]


def one_agreement(folder: Path, way: str, count: int) -> Tally:
    """So many commands at once; each must say what is true, one that it was the first."""
    began = time.perf_counter()
    service = WAYS[way].service.value
    with Emulator() as emulator:
        draft = _draft(folder, way)
        values = json.dumps(emulator.ready_line()[service])
        processes = [_begun(folder, draft, values) for _ in range(count)]
        answers = [json.loads(each.communicate(timeout=300)[0]) for each in processes]
        refs = [each.ref for each in items_in(folder / "profile")]
        probe = PROBES[service](emulator)
        started = [each for ref in refs for each in probe.started(ref)]
        left = [each for ref in refs for each in probe.leftovers(ref)]
    tally = Tally(sends=count, ends=Counter(each["state"] for each in answers))
    firsts = sum(not each["already"] for each in answers)
    for wrong, is_wrong, text in (
        (Wrong.DOUBLE, len(started) != 1 or len(refs) != 1, f"{len(started)} agreements"),
        (Wrong.ORPHAN, bool(left), f"{len(left)} left behind"),
        (Wrong.UNTRUE, firsts != 1, f"{firsts} callers say that they were the first"),
        (Wrong.UNTRUE, tally.ends["sent"] != count, f"{dict(tally.ends)}"),
        (Wrong.UNTRUE, len({each["service_id"] for each in answers}) != 1, "several ids"),
    ):
        if is_wrong:
            tally.wrong[wrong] += 1
            tally.stories.append(f"{way}, {count} callers: {wrong}: {text}")
    tally.seconds = time.perf_counter() - began
    return tally


def _draft(folder: Path, way: str) -> Path:
    agreement = WAYS[way].numbered(1)
    for document in agreement.documents:
        (folder / document.file).write_bytes(write_pdf([("Lease", ["Between two parties"])]))
    path = folder / "lease.agreement"
    path.write_text(draft_format.render(agreement), encoding="utf-8")
    return path


def _begun(folder: Path, draft: Path, values: str) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "app", "send", str(draft), "--account-json", "-", "--json"),
            *("--profile", str(folder / "profile"), "--wait", "200"),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
        env={**os.environ, "COUNTERSIGN_TIME_SCALE": "1"},
    )
    assert process.stdin is not None
    process.stdin.write(values)
    process.stdin.close()
    process.stdin = None
    return process
