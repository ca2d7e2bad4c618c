"""The emulator as a program of its own."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests

ROOT = Path(__file__).parents[3]
PROGRAM = "import sys; from app.emulator.run import run; sys.exit(run(seed=3))"


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_it_prints_one_line_and_runs_until_a_signal(ending: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        status = requests.get(f"{ready['scrive']['base_url']}/api/v2/monitor/status", timeout=10)
        state = requests.get(f"{ready['control']}/state", timeout=10).json()
        process.send_signal(ending)
        rest, errors = process.communicate(timeout=10)

    assert status.json() == {"status": "ok"}
    assert state["services"]["scrive"]["agreements"]
    assert process.returncode == 0
    assert (rest, errors) == ("", "")


def test_the_line_has_the_shape_that_scripts_rely_on() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        process.terminate()

    assert list(ready) == ["scrive", "signinghub", "control", "inbox"]
    assert list(ready["scrive"]) == [
        "base_url",
        "apitoken",
        "apisecret",
        "accesstoken",
        "accesssecret",
    ]
    assert list(ready["signinghub"]) == [
        "base_url",
        "client_id",
        "client_secret",
        "username",
        "password",
    ]
    assert ready["inbox"] == ready["control"] + "/inbox"
