"""Garbage with widgets in it is collected on the main thread only."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.gui.collecting import Collector, collect_what_is_due


class Loop(QObject):
    """Holds itself, so that only the collector can free it."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def test_what_is_due_is_collected_on_the_main_thread(qtbot: QtBot) -> None:
    died_on: list[str] = []
    gc.enable()
    collector = Collector()
    assert not gc.isenabled()
    loop = Loop()
    weakref.finalize(loop, lambda: died_on.append(threading.current_thread().name))
    del loop
    worker = threading.Thread(target=lambda: [[] for _ in range(20_000)])
    worker.start()
    worker.join()
    assert died_on == []
    kept = [[each] for each in range(20_000)]
    qtbot.waitUntil(lambda: bool(died_on))
    assert died_on == [threading.main_thread().name]
    assert len(kept) == 20_000
    collector.deleteLater()


def test_nothing_is_collected_before_it_is_due() -> None:
    gc.collect()
    before = gc.get_stats()[2]["collections"]
    collect_what_is_due()
    assert gc.get_stats()[2]["collections"] == before
