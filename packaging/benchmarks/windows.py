"""The same list in two windows: ours, and the least that Qt needs for one."""

import resource
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSortFilterProxyModel, QStringListModel
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

SIZE = (1366, 768)
SEARCHED = "agreement 19"
PATIENCE = 60.0
PARTS = 1300
"""Widgets of the page on which an agreement is composed."""


def our_window(folder: Path, count: int) -> dict[str, float]:
    """Our window over a profile with `count` agreements."""
    from app.bootstrap import build_desk
    from app.domain.attention import View
    from app.gui.agreements.panel import AgreementsPanel
    from app.gui.application import OpenedWindow
    from app.gui.composer.page import ComposerPage
    from app.pdf.reader import ChildPdfReader
    from app.services.paths import Profile
    from app.services.resources import resources_folder
    from app.services.secrets.memory import MemoryVault

    with ChildPdfReader() as pdf:
        desk = build_desk(Profile(folder=folder), MemoryVault())
        opened = OpenedWindow(desk, pdf, resources_folder())
        window = opened.window
        window.resize(*SIZE)
        window.show()
        window.start()
        (panel,) = window.findChildren(AgreementsPanel)
        window.show_view(View.WAITING)
        _wait(lambda: len(panel.shown()) >= count // 4)
        shown = panel.shown()
        there = _painted(window)
        changed = [
            replace(each, line=f"{each.line} today") if number % 10 == 0 else each
            for number, each in enumerate(shown)
        ]
        again = _spent(window, lambda: panel.set_entries(changed))
        search = _spent(window, lambda: panel.search.setText(SEARCHED))
        memory = _memory()
        draft = desk.drafts.create()

        def compose() -> None:
            window.compose(draft.id)
            _wait(lambda: bool(window.findChildren(ComposerPage)))

        page = _spent(window, compose)
        opened.close()
    return {"there": there, "again": again, "search": search, "page": page, "memory": memory}


def bare_window(count: int) -> dict[str, float]:
    """A list of plain texts, sorted and filtered by Qt itself."""
    application = QApplication([])
    window = QMainWindow()
    window.resize(*SIZE)
    source = QStringListModel([f"Agreement {number}" for number in range(count)])
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(source)
    view = QListView()
    view.setModel(proxy)
    window.setCentralWidget(view)
    window.show()
    there = _painted(window)
    changed = [f"Agreement {number} today" for number in range(count)]
    again = _spent(window, lambda: source.setStringList(changed))
    search = _spent(window, lambda: proxy.setFilterFixedString(SEARCHED))
    memory = _memory()
    page = _spent(window, lambda: window.setCentralWidget(_plain_page()))
    application.quit()
    return {"there": there, "again": again, "search": search, "page": page, "memory": memory}


def _plain_page() -> QWidget:
    """As many lines and labels as a page has on which an agreement is composed."""
    page = QWidget()
    rows = QVBoxLayout(page)
    for number in range(PARTS // 2):
        row = QHBoxLayout()
        row.addWidget(QLabel(f"Line {number}"))
        row.addWidget(QLineEdit())
        rows.addLayout(row)
    return page


def _painted(window: QWidget) -> float:
    """When everything that is due was done, and the window painted."""
    QCoreApplication.processEvents()
    window.grab()
    return time.perf_counter()


def _spent(window: QWidget, do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return (_painted(window) - began) * 1000


def _wait(reached: Callable[[], bool]) -> None:
    until = time.perf_counter() + PATIENCE
    while not reached():
        if time.perf_counter() > until:
            message = "the list did not fill in time"
            raise TimeoutError(message)
        QCoreApplication.processEvents()


def _memory() -> float:
    """The most that this process held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
