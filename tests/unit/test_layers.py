"""Style, types and layers, as `dev.py lint` checks them; and that a breach of a layer is seen."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from devsteps import lint

ROOT = Path(__file__).parents[2]
PYTHON = Path(sys.executable)
CHECKS = dict(lint.checks(PYTHON, []))

BREACHES = {
    "app/domain/breach.py": "import sqlite3\nimport app.services\n",
    "app/services/breach.py": "import PySide6.QtCore\nimport app.emulator\n",
    "app/gui/breach.py": "import requests\nimport app.bootstrap\n",
    "app/cli/breach.py": "import keyring\nimport app.gui\n",
    "app/pdf/breach.py": "import urllib3\nimport app.services\n",
    "app/emulator/breach.py": "import requests\nimport app.domain\n",
}


@pytest.mark.timeout(300)  # mypy without its cache reads all of Qt's stubs
@pytest.mark.parametrize("name", CHECKS)
def test_the_tree_is_in_order(name: str) -> None:
    answer = run(CHECKS[name], ROOT)

    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_each_rule_about_layers_sees_its_breach(tmp_path: Path) -> None:
    for room in ("domain", "services", "pdf", "gui", "cli", "emulator"):
        (tmp_path / "app" / room).mkdir(parents=True)
        (tmp_path / "app" / room / "__init__.py").touch()
    (tmp_path / "app" / "__init__.py").touch()
    (tmp_path / "app" / "bootstrap.py").touch()
    for file, lines in BREACHES.items():
        (tmp_path / file).write_text(lines, encoding="utf-8")
    config = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(config, encoding="utf-8")

    answer = run([*CHECKS["layers"], "--no-cache"], tmp_path)

    contracts = tomllib.loads(config)["tool"]["importlinter"]["contracts"]
    unseen = [each["name"] for each in contracts if f"{each['name']} BROKEN" not in answer.stdout]
    assert unseen == [], answer.stdout


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
