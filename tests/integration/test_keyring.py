"""Secrets in a real keyring: gnome-keyring on a D-Bus session of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAMS = ("dbus-run-session", "gnome-keyring-daemon")
missing = [program for program in PROGRAMS if shutil.which(program) is None]
pytestmark = pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")

SECRET = "hemmelig-\u00e5\u00e4\u00f6-value"

SESSION = """
import subprocess, sys

unlocked, script, secret, *steps = sys.argv[1:]
if unlocked == "unlocked":
    subprocess.run(
        ["gnome-keyring-daemon", "--unlock", "--components=secrets"],
        input=b"password of the test", stdout=subprocess.DEVNULL, check=True,
    )
for step in steps:
    subprocess.run([sys.executable, "-c", script, step, secret], check=True)
"""
"""Runs inside the session: the keyring, then each step in a process of its own."""

STEP = """
import json, sys
from app.domain.kinds import ServiceKind
from app.services.accounts import Account
from app.services.errors import NoKeyring
from app.services.secrets.secret import Secret
from app.services.secrets.vault import KeyringVault

vault = KeyringVault(patience=20)
account, other = (
    Account(id=id, name=id, service=ServiceKind.SCRIVE, base_url="https://scrive.example.com")
    for id in ("one", "two")
)


def loaded(which):
    try:
        return {name: secret.reveal() for name, secret in vault.load(which).items()}
    except NoKeyring as error:
        return str(error)


step = sys.argv[1]
try:
    if step == "store":
        vault.store(account, {"apitoken": Secret("first")})
        vault.store(account, {"apitoken": Secret(sys.argv[2])})
        vault.store(other, {"apitoken": Secret("other")})
    elif step == "remove":
        vault.remove(account)
        vault.remove(account)
    told = {"step": step, "one": loaded(account), "two": loaded(other), "where": vault.describe()}
except NoKeyring as error:
    told = {"step": step, "failure": str(error)}
print(json.dumps(told))
"""


def _run(home: Path, unlocked: str, *steps: str) -> list[dict[str, object]]:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(sys.path),
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_RUNTIME_DIR": os.environ["XDG_RUNTIME_DIR"],
        "LANG": "C.UTF-8",
    }
    command = ["dbus-run-session", "--", sys.executable, "-c", SESSION, unlocked, STEP, SECRET]
    ended = subprocess.run(
        [*command, *steps], env=environment, cwd=home, capture_output=True, check=False, timeout=50
    )
    assert ended.returncode == 0, ended.stderr.decode()
    return [json.loads(line) for line in ended.stdout.decode().splitlines()]


def test_secrets_outlive_the_process_and_are_unreadable_on_the_disk(tmp_path: Path) -> None:
    stored, read, removed = _run(tmp_path, "unlocked", "store", "read", "remove")
    for told in (stored, read):
        assert told["one"] == {"apitoken": SECRET}
        assert told["two"] == {"apitoken": "other"}
    assert read["where"] == "the keyring of your desktop"
    assert "has no credentials for one" in str(removed["one"])
    assert removed["two"] == {"apitoken": "other"}
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert written
    assert not [path for path in written if SECRET.encode() in path.read_bytes()]


def test_a_session_without_a_keyring_is_told_in_a_sentence(tmp_path: Path) -> None:
    (told,) = _run(tmp_path, "without", "store")
    assert "keyring" in str(told["failure"])
