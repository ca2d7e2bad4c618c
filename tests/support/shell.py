"""The command line called inside the test's process, against the emulator."""

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app import bootstrap
from app.emulator.server import Emulator
from app.services.secrets.memory import MemoryVault

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "resources" / "samples"
DRAFT_ID = "0f2c6c0e-6a53-4f0b-8f39-1c3f6f0f3c11"


class Shell:
    """Calls the program and reads what it printed."""

    def __init__(
        self,
        folder: Path,
        emulator: Emulator,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        self.folder = folder
        self.emulator = emulator
        self._capsys = capsys
        self._monkeypatch = monkeypatch
        self.profile = folder / "profile"
        line = emulator.ready_line()
        self.values: dict[str, dict[str, Any]] = {
            name: dict(line[name])  # type: ignore[call-overload]
            for name in ("scrive", "signinghub")
        }
        vault = MemoryVault()
        monkeypatch.setattr(bootstrap, "KeyringVault", lambda: vault)
        monkeypatch.setenv("COUNTERSIGN_TIME_SCALE", "0.01")

    def call(self, *words: object, stdin: object = None) -> tuple[int, Any]:
        """Exit status and the JSON document of a verb."""
        text = stdin if isinstance(stdin, str) else json.dumps(stdin)
        self._monkeypatch.setattr("sys.stdin", io.StringIO(text))
        argv = [*map(str, words), "--json", "--profile", str(self.profile)]
        status = bootstrap.run(argv)
        captured = self._capsys.readouterr()
        assert "Traceback" not in captured.err
        return int(status), json.loads(captured.out)

    def say(self, *words: object) -> tuple[int, str, str]:
        """Exit status, standard output and standard error without `--json`."""
        status = bootstrap.run([*map(str, words), "--profile", str(self.profile)])
        captured = self._capsys.readouterr()
        return int(status), captured.out, captured.err

    def begin(self, *words: object) -> "subprocess.Popen[str]":
        """A verb as a process of its own, in real time, with the account on standard input."""
        command = [sys.executable, "-m", "app", *map(str, words), "--account-json", "-", "--json"]
        process = subprocess.Popen(
            [*command, "--profile", str(self.profile)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
            env={**os.environ, "COUNTERSIGN_TIME_SCALE": "1"},
        )
        assert process.stdin is not None
        process.stdin.write(json.dumps(self.values["scrive"]))
        process.stdin.close()
        process.stdin = None
        return process

    def connect(self, service: str = "scrive", name: str = "Office") -> None:
        status, _ = self.call(
            "account", "add", name, "--service", service, stdin=self.values[service]
        )
        assert status == 0

    def draft(self, change: Callable[[dict[str, Any]], None] = lambda _draft: None) -> Path:
        """A draft for the guide's two people, in a folder of its own."""
        folder = self.folder / "draft"
        folder.mkdir(exist_ok=True)
        pdf = next(SAMPLES.glob("*.pdf"))
        shutil.copy(pdf, folder / "contract.pdf")
        value: dict[str, Any] = json.loads((SAMPLES / "lease.agreement").read_text("utf-8"))
        value["id"] = DRAFT_ID
        value["documents"] = [{"label": "contract", "file": "contract.pdf", "name": "Contract"}]
        value["process"]["steps"] = [
            {**step, "documents": ["contract"]} for step in value["process"]["steps"]
        ]
        value["fields"] = []
        change(value)
        path = folder / "lease.agreement"
        path.write_text(json.dumps(value), encoding="utf-8")
        return path

    def instances(self) -> int:
        """How many Flow instances were really created."""
        return sum(
            entry.effect and entry.status == 201
            for entry in self.emulator.world.journal.entries("scrive")
            if entry.path == "/flow/instances"
        )
