"""The viewer after one was elsewhere: what went well was read, what is in doubt stays."""

from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.gui.theme import Theme
from app.gui.tracking.panel import WorkflowPanel
from app.gui.widgets.banner import Notice
from app.gui.widgets.states import State


def test_who_comes_back_is_not_told_again_what_went_well(theme: Theme, qtbot: QtBot) -> None:
    panel = WorkflowPanel(theme, QMenu(), lambda _: ())
    qtbot.addWidget(panel)
    panel.show()
    recalled = Notice(key="recalled", state=State.DONE, what="The agreement was recalled.")
    doubt = Notice(key="doubt", state=State.FINDING, what="Nobody knows whether it was done.")
    panel.banners.show_notice(recalled)
    panel.banners.show_notice(doubt)
    assert len(panel.banners.shown()) == 2
    panel.hide()
    panel.show()
    assert panel.banners.shown() == (doubt,)
