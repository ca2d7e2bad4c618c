"""What tests of sending share: a draft of two people in a real profile."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.support.agreements import an_agreement
from tests.support.composing import composing_desk
from tests.support.sending_room import SendingRoom


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[SendingRoom]:
    """The agreement of the Flow guide as a draft; nothing is sent before the worker starts."""
    owner = QObject()
    with composing_desk(tmp_path) as desk:
        made = SendingRoom(desk, qtbot.waitUntil, owner)
        made.put(an_agreement())
        yield made
        made.close()
        assert made.bugs == []
