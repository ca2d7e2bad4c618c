"""The theme: names to colours, fonts and icons, and what happens when the scheme changes."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QFile, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.gui.icons import IconMissing
from app.gui.theme import Appearance, Theme
from app.gui.theme_sheet import build_sheet
from app.gui.theme_tokens import (
    SCHEMES,
    build_palette,
    load_tokens,
    tokens_of_palette,
    with_practice,
)
from app.gui.widgets.bar_height import BarHeight
from app.gui.widgets.sheet import Sheet

RESOURCES = Path(__file__).parents[2] / "resources"
LOOK = RESOURCES / "look"


def colours_in(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def luminance(colour: QColor) -> float:
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(QColor(one)), luminance(QColor(other))))
    return (high + 0.05) / (low + 0.05)


def test_a_dark_scheme_gives_other_colours_for_the_same_name(theme: Theme) -> None:
    light = theme.colour("bg-base")
    theme.set_appearance(Appearance.DARK)
    assert theme.scheme == "dark"
    assert theme.colour("bg-base").lightness() < light.lightness()


def test_an_unknown_colour_is_told(theme: Theme) -> None:
    with pytest.raises(KeyError):
        theme.colour("bg-nowhere")


def test_changes_are_told_once_and_only_when_something_changes(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.set_practice(True)
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_practice(True)
        theme.set_appearance(Appearance.LIGHT)


def test_the_application_wears_the_palette_of_the_scheme(theme: Theme) -> None:
    theme.set_appearance(Appearance.DARK)
    ground = QApplication.palette().color(QPalette.ColorRole.Window)
    assert ground == theme.colour("bg-window")


def test_practice_exchanges_every_accent(theme: Theme) -> None:
    theme.set_practice(True)
    for name in ("accent", "accent-text", "focus"):
        assert theme.colour(name) == theme.colour("practice")
    assert theme.colour("on-accent") == theme.colour("on-practice")
    assert theme.colour("bg-selected") == theme.colour("practice-bg")


def test_paper_keeps_the_light_colours_in_the_dark(theme: Theme) -> None:
    light = theme.colour("p1")
    theme.set_appearance(Appearance.DARK)
    assert theme.colour_on_paper("p1") == light
    assert theme.colour("p1") != light


def test_the_sheet_has_no_token_left_and_only_known_ones() -> None:
    template = (LOOK / "look.qss").read_text(encoding="utf-8")
    for tokens in load_tokens(LOOK / "tokens.json").values():
        sheet = build_sheet(template, tokens)
        assert not re.search(r"@[a-z]", sheet)
    with pytest.raises(KeyError):
        build_sheet("QLabel { color: @nowhere; }", {"text": "#000000"})


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("practice", [False, True])
def test_text_on_filled_buttons_can_be_read(scheme: str, practice: bool) -> None:
    tokens = load_tokens(LOOK / "tokens.json")[scheme]  # type: ignore[index]
    tokens = with_practice(tokens) if practice else tokens
    for ground in ("accent", "accent-hover", "accent-press"):
        assert contrast(tokens["on-accent"], tokens[ground]) >= 4.5, ground


def test_a_windows_contrast_theme_gives_every_token(theme: Theme) -> None:
    hc = load_tokens(LOOK / "tokens.json")["hc"]
    palette = build_palette(hc)
    palette.setColor(QPalette.ColorRole.Window, QColor("#101010"))
    tokens = tokens_of_palette(palette, hc)
    assert set(tokens) == set(hc)
    assert tokens["waiting-bg"] == tokens["bg-base"] == "#101010"
    assert contrast(tokens["text"], tokens["bg-selected"]) >= 4.5


class HighContrast:
    """A system whose user asked for contrast."""

    def contrastPreference(self) -> Qt.ContrastPreference:
        return Qt.ContrastPreference.HighContrast

    def motionPreference(self) -> Qt.MotionPreference:
        return Qt.MotionPreference.ReducedMotion


def test_the_wish_for_contrast_wins_over_light_and_dark(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "_access", HighContrast())
    theme.set_appearance(Appearance.DARK)
    assert theme.is_high_contrast
    assert theme.colour("focus") == QColor("#ffe600")
    assert theme.motion_ms(120) == 0
    monkeypatch.undo()
    theme.set_appearance(Appearance.LIGHT)
    assert not theme.is_high_contrast


def test_the_roles_differ_in_size_and_weight(theme: Theme) -> None:
    sizes = [
        theme.font(r).pointSizeF() for r in ("caption", "body", "subtitle", "title", "display")
    ]
    assert sizes == sorted(sizes)
    assert sizes[0] >= 8
    assert theme.font("title").weight() == 600
    assert theme.font("body", 600).weight() == 600
    assert theme.font("fixed").family() != theme.font("body").family()


def test_rows_grow_with_the_font(theme: Theme) -> None:
    assert theme.row_height(56, lines=2) >= 56
    assert theme.row_height(1, lines=2) == 2 * theme.font_metrics().lineSpacing() + 16


def test_reduced_motion_makes_every_movement_instant(theme: Theme) -> None:
    theme.set_reduced_motion(False)
    assert theme.motion_ms(120) == 120
    theme.set_reduced_motion(True)
    assert theme.motion_ms(120) == 0


def test_a_missing_icon_is_told_by_name(theme: Theme) -> None:
    with pytest.raises(IconMissing, match="no-such-icon"):
        theme.icon("no-such-icon")


def test_an_icon_follows_the_theme_without_being_made_again(theme: Theme) -> None:
    icon = theme.icon("check", "accent")
    before = colours_in(icon.pixmap(QSize(32, 32)).toImage())
    assert theme.colour("accent").name() in before
    theme.set_appearance(Appearance.DARK)
    after = colours_in(icon.pixmap(QSize(32, 32)).toImage())
    assert theme.colour("accent").name() in after
    assert not before & after


def test_an_icon_has_as_many_pixels_as_the_screen_asks_for(theme: Theme) -> None:
    pixmap = theme.icon("check").pixmap(QSize(16, 16), 2.0)
    assert pixmap.size() == QSize(32, 32)
    assert pixmap.devicePixelRatio() == 2.0


def test_the_ticks_of_the_sheet_are_there_in_the_scheme_colours(theme: Theme) -> None:
    file = QFile("tinted:check-on.svg")
    assert file.open(QFile.OpenModeFlag.ReadOnly)
    drawing = bytes(file.readAll().data()).decode().lower()
    assert theme.colour("on-accent").name() in drawing


def test_a_primary_button_is_filled_with_the_accent(theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton("Send")
    qtbot.addWidget(button)
    button.setProperty("kind", "primary")
    button.ensurePolished()
    assert theme.colour("accent").name() in colours_in(button.grab().toImage())
    theme.set_appearance(Appearance.DARK)
    assert theme.colour("accent").name() in colours_in(button.grab().toImage())


def test_the_program_icon_takes_the_colour_of_practice(theme: Theme) -> None:
    theme.set_practice(True)
    picture = theme.app_icon().pixmap(QSize(64, 64)).toImage()
    assert "#8c1a64" in colours_in(picture)


def primary(parent: QWidget) -> QPushButton:
    button = QPushButton("Send", parent)
    button.setProperty("kind", "primary")
    button.ensurePolished()
    return button


def test_a_window_that_belongs_to_a_dressed_one_wears_the_same(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button = primary(QDialog(window))
    assert theme.colour("accent").name() in colours_in(button.grab().toImage())
    theme.set_appearance(Appearance.DARK)
    assert theme.colour("accent").name() in colours_in(button.grab().toImage())


def test_a_dialog_of_no_window_is_dressed_by_itself(theme: Theme) -> None:
    sheet = Sheet(theme, "Question")
    try:
        button = primary(sheet)
        assert theme.colour("accent").name() in colours_in(button.grab().toImage())
    finally:
        sheet.deleteLater()


def test_the_application_wears_no_sheet_which_would_dress_a_part_at_each_step_of_its_building(
    theme: Theme, qapp: QApplication
) -> None:
    theme.set_appearance(Appearance.DARK)
    assert qapp.styleSheet() == ""


def test_a_bar_is_measured_again_when_what_it_holds_is_dressed(theme: Theme, qtbot: QtBot) -> None:
    window, bar = QWidget(), QWidget()
    inside = QPushButton("Send", bar)
    inside.setProperty("dim", "large")
    BarHeight(bar, 10, inside, 22)
    bar.setParent(window)
    qtbot.addWidget(window)
    window.show()
    assert bar.height() == inside.sizeHint().height() + 22
    inside.setFont(theme.font("display"))
    assert bar.height() == inside.sizeHint().height() + 22


def test_a_bar_is_never_lower_than_it_should_be_and_may_grow(theme: Theme, qtbot: QtBot) -> None:
    bar = QWidget()
    qtbot.addWidget(bar)
    BarHeight(bar, 90, QPushButton("Send", bar), 22, grows=True)
    assert bar.minimumHeight() == 90
    assert bar.maximumHeight() > 90
    firm = QWidget()
    qtbot.addWidget(firm)
    BarHeight(firm, 90, QPushButton("Send", firm), 22)
    assert (firm.minimumHeight(), firm.maximumHeight()) == (90, 90)
