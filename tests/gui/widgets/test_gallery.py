"""All pieces together: they fit, they follow the theme, and they speak."""

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.gui.theme import Appearance, Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.labels import ElidedLabel
from tests.support.gallery import build_gallery, picture


@pytest.fixture
def gallery(theme: Theme, qtbot: QtBot) -> QWidget:
    page = build_gallery(theme)
    qtbot.addWidget(page)
    page.show()
    QApplication.processEvents()
    return page


def seen(page: QWidget) -> list[QWidget]:
    """Without the buttons inside line edits, which Qt measures in its own way."""
    return [
        each
        for each in page.findChildren(QWidget)
        if each.isVisible() and not isinstance(each, QToolButton)
    ]


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
@pytest.mark.parametrize("practice", [False, True])
def test_nothing_is_cut_off(
    gallery: QWidget, theme: Theme, appearance: Appearance, practice: bool
) -> None:
    theme.set_appearance(appearance)
    theme.set_practice(practice)
    QApplication.processEvents()
    for widget in seen(gallery):
        least = widget.minimumSizeHint()
        named = f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()}"
        assert widget.width() >= least.width(), named
        assert widget.height() >= least.height(), named
        if isinstance(widget, Button) and widget.text():
            assert widget.width() >= widget.fontMetrics().horizontalAdvance(widget.text()), named
        if isinstance(widget, QLabel) and not isinstance(widget, ElidedLabel):
            wanted = widget.heightForWidth(widget.width())
            assert widget.height() >= max(wanted, 0), named


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_scheme_is_drawn_in_its_own_colours(
    gallery: QWidget, theme: Theme, scale: float
) -> None:
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        theme.set_appearance(appearance)
        QApplication.processEvents()
        drawn = picture(gallery, scale)
        assert drawn.width() == round(gallery.width() * scale)
        assert drawn.pixelColor(2, 2) == theme.colour("bg-pane")
        step = max(1, round(scale))
        row = {
            drawn.pixelColor(x, y).name()
            for y in range(0, drawn.height(), 5 * step)
            for x in range(0, drawn.width(), 2 * step)
        }
        for token in ("accent", "finding-bg", "needs-bg", "done-bg", "bg-base", "p3-bg"):
            assert theme.colour(token).name() in row, f"{token} in {appearance}"


def test_what_can_be_pressed_or_typed_into_has_a_name(gallery: QWidget) -> None:
    for widget in seen(gallery):
        if isinstance(widget, QAbstractButton):
            assert widget.text() or widget.accessibleName(), widget.objectName()
        elif isinstance(widget, QLineEdit) and not isinstance(
            widget.parentWidget(), QAbstractSpinBox
        ):
            assert widget.accessibleName(), widget.objectName()
