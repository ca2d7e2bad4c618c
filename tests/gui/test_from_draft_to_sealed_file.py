"""Every kind of agreement with Scrive, through the window from its draft to its sealed files."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import practice, working
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import ServiceKind
from app.gui.application import OpenedWindow
from app.gui.questions import FileQuestions
from app.gui.tour.guide import Guide
from app.gui.widgets.buttons import Button
from app.gui.widgets.strip import StripPart
from app.practice import EmulatorStage
from tests.support.emulator import GUIDE_PDF
from tests.support.windows import RESOURCES

TITLE = "Lease 2031"
_SEALING = 60.0
_ACTS = ("open", "authenticate", "identify", "upload", "answer", "approve", "sign")
"""What people do, each as soon as it is possible."""
_PATIENCE = 20.0


def _person(label: str, **members: JsonValue) -> JsonObject:
    person: JsonObject = {
        "label": label,
        "name": f"{label.capitalize()} Testberg",
        "role": "signer",
        "email": f"{label}@example.com",
    }
    return {**person, **members}


def _step(label: str, *documents: str, act: str = "sign", **members: JsonValue) -> JsonObject:
    step: JsonObject = {
        "type": act,
        "participant": label,
        "documents": list(documents or ("contract",)),
    }
    return {**step, **members}


def _code(label: str) -> JsonObject:
    return {"label": label, "provider": "sms_otp"}


FLOW: JsonObject = {
    "documents": [
        {"label": "contract", "file": "contract.pdf", "name": "Contract"},
        {"label": "annex", "file": "annex.pdf", "name": "Annex"},
    ],
    "participants": [
        _person("ada"),
        _person("bo", phone="+46701740605", authentication={"sign": [_code("bo_code")]}),
        _person("cleo", role="viewer"),
    ],
    "process": {
        "type": "sequence",
        "steps": [
            _step("ada", "contract", "annex"),
            _step("bo", "contract", "annex", authentication="bo_code"),
        ],
    },
}
PLAIN: JsonObject = {
    "documents": [{"label": "contract", "file": "contract.pdf", "name": "Contract"}],
    "participants": [
        _person("ada", role="approver"),
        _person("bo", delivery="link"),
        _person("cleo", delivery="in_person"),
        _person("dag", authentication={"sign": [{"label": "eid", "provider": "se_bankid"}]}),
        _person(
            "eva",
            delivery="email_sms",
            phone="+46701740606",
            authentication={"view": {"provider": "sms_otp"}},
        ),
    ],
    "process": {
        "type": "sequence",
        "steps": [
            _step("ada", act="approve"),
            {
                "type": "parallel_all",
                "steps": [
                    _step("bo"),
                    _step("cleo"),
                    _step("dag", authentication="eid"),
                    _step("eva"),
                ],
            },
        ],
    },
    "fields": [
        {
            "type": "signature",
            "participant": "bo",
            "document": "contract",
            "page": 1,
            "x": 72,
            "y": 600,
            "width": 180,
            "height": 48,
        }
    ],
    "scrive": {
        "days_to_sign": 30,
        "days_to_remind": 5,
        "participants": {
            "bo": {
                "attachments": [{"name": "Passport", "description": "A copy", "required": True}],
                "consent_module": {
                    "title": "Questions",
                    "questions": [
                        {
                            "title": "Is this you?",
                            "positive_option": "Yes",
                            "negative_option": "No",
                            "detailed_description": None,
                        }
                    ],
                },
            }
        },
    },
}


class _Folder(FileQuestions):
    """Saves where it is told."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def folder(self) -> Path | None:
        return self._folder


class _Office:
    """A window in practice mode, with a person who works in it."""

    def __init__(self, opened: OpenedWindow, stage: EmulatorStage, downloads: Path) -> None:
        self.window = opened.window
        self.stage = stage
        self.downloads = downloads
        self.guide = Guide(
            opened.window,
            opened.window.menuBar(),
            patience=_PATIENCE,
            alarm=lambda: trouble(opened),
        )

    def send(self, file: Path) -> str:
        """Open a draft, look at it, send it; the id by which it is followed."""
        guide, viewer = self.guide, self.window.desk_page.viewer
        self.window.open_files([file])
        guide.press(guide.find(StripPart, "review"))
        send = guide.find(Button, "send")
        guide.wait("Send is possible", send.isEnabled)
        guide.press(send)
        guide.press(guide.find(Button, "show-agreement"))
        guide.wait(
            "it is followed",
            lambda: viewer.tracked and viewer.tracked.title == TITLE and viewer.tracked.observation,
        )
        assert viewer.tracked is not None
        return viewer.tracked.service_id

    def let_everybody_act(self, service_id: str) -> list[str]:
        """What the people did, one after the other."""
        done: list[str] = []
        while True:
            people = self.stage.people(ServiceKind.SCRIVE, service_id)
            able = [(each, act) for each in people for act in _ACTS if act in each.acts]
            if not able:
                return done
            person, act = able[0]
            self.stage.act(ServiceKind.SCRIVE, service_id, person.key, act)
            done.append(f"{person.name.split()[0]} {act}")
            assert len(done) < 60, done

    def save(self) -> list[Path]:
        """Check, wait until it is complete, save its files."""
        guide, viewer = self.guide, self.window.desk_page.viewer
        self.stage.let_time_pass(_SEALING)
        guide.key(self.window, Qt.Key.Key_F5)
        guide.wait("it is completed", lambda: viewer.head.state_word() == "Completed")
        guide.press(guide.find(Button, "download", guide.find(QWidget, "viewer")))
        guide.wait(
            "the files are saved",
            lambda: any("saved" in notice.what for notice in viewer.banners.shown()),
        )
        return sorted(self.downloads.iterdir())


def trouble(opened: OpenedWindow) -> str:
    """What the net for bugs caught."""
    return opened.reports.report.strip()


@pytest.fixture
def office(qapp: object, qtbot: QtBot, tmp_path: Path) -> Iterator[_Office]:
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    with practice() as (desk, stage), working(desk) as (busy, pdf):
        opened = OpenedWindow(busy, pdf, RESOURCES, stage=stage, questions=_Folder(downloads))
        opened.window.show()
        with qtbot.waitSignal(opened.window.ready):
            opened.window.start()
        yield _Office(opened, stage, downloads)
        opened.close()


def _written(folder: Path, content: JsonObject) -> Path:
    for each in ("contract.pdf", "annex.pdf"):
        (folder / each).write_bytes(GUIDE_PDF)
    file = folder / "lease.agreement"
    whole = {"format": "agreement", "version": 1, "title": TITLE} | content
    file.write_text(json.dumps(whole), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("content", "files", "acts"),
    [
        (FLOW, 2, {"Ada sign", "Bo authenticate", "Bo sign"}),
        (PLAIN, 1, {"Ada approve", "Bo upload", "Bo answer", "Cleo sign", "Dag identify"}),
    ],
    ids=["flow", "plain document"],
)
def test_an_agreement_goes_from_its_draft_to_its_sealed_files(
    office: _Office, tmp_path: Path, content: JsonObject, files: int, acts: set[str]
) -> None:
    service_id = office.send(_written(tmp_path, content))
    assert len(service_id.split(",")) == files
    done = office.let_everybody_act(service_id)
    assert acts <= set(done)
    assert done[0] == "Ada open", done
    saved = office.save()
    sealed = [each for each in saved if each.name.endswith(".pdf")]
    assert len(sealed) >= files
    assert all(each.read_bytes().startswith(b"%PDF-") for each in sealed)
    assert all(each.read_bytes() != GUIDE_PDF for each in sealed)
