"""The benchmark runs; how fast anything is, is not a matter for tests."""

import json
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parents[3] / "packaging" / "bench.py"


def test_every_pair_is_measured() -> None:
    answer = subprocess.run(
        [sys.executable, str(BENCH), "--json", "--agreements", "20", "--runs", "1"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 0, answer.stderr
    ratios = json.loads(answer.stdout)
    assert len(ratios) == 6
    assert all(ratio > 0 for ratio in ratios.values())
