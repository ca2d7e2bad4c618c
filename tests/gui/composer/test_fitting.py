"""The composer in small windows, with larger fonts and longer words, by keyboard and by ear."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QToolButton,
    QWidget,
)

from app.domain.attachments import Attachment, with_attachments
from app.domain.kinds import FieldType
from app.gui.theme import Appearance, Theme
from tests.support.agreements import a_document, an_agreement, elin, inga
from tests.support.composers import ComposerBench
from tests.support.fields import a_field
from tests.support.fitting import cut_off, longer_words
from tests.support.pressing import press

PARTS = ("documents", "fields", "people", "process", "review")
NOTHING: dict[str, list[str]] = {part: [] for part in PARTS}
TURNS = 50
SMALLEST = (1068, 554)
"""What is left of 1120 x 640 beside the rail, under menu bar and practice bar."""


@pytest.fixture
def large_font(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    size = theme._system_size()
    monkeypatch.setattr(theme, "_system_size", lambda: size * 1.3)
    theme.set_practice(True)  # lets the theme measure again
    theme.set_practice(False)
    yield
    monkeypatch.undo()
    theme.set_practice(True)
    theme.set_practice(False)


def open_full(bench: ComposerBench) -> None:
    people = (*an_agreement().participants, elin())
    documents = (a_document(), a_document("rules", name="House rules " * 8))
    fields = (a_field(type=FieldType.TEXT, anchor="For the tenant", width=10.0),)
    agreement = an_agreement(documents=documents, participants=people, fields=fields)
    terms = Attachment(file="terms.pdf", name="General terms " * 8, required=True)
    bench.open(with_attachments(agreement, (terms,)), size=SMALLEST)


def look_at(bench: ComposerBench, part: str) -> list[str]:
    bench.page.go_to("documents" if part == "fields" else part)
    bench.page.views.show_view("fields" if part == "fields" else "files")
    if part == "fields":
        bench.page.fields.go_to_field(0)
        bench.page.fields.phrases.look_for(bench.page.fields._file, "tenant", 1)
    if part == "people":
        bench.page.people.go_to("inga")
    bench.settle()
    assert bench.composer.size().toTuple() == SMALLEST
    # Where words are broken, the layout of a scrolled column takes a few turns to settle.
    for _ in range(TURNS):
        found = cut_off(bench.page)
        if not found:
            break
        QTest.qWait(1)
    return found


def test_everything_fits_into_the_smallest_window(bench: ComposerBench) -> None:
    open_full(bench)
    assert {part: look_at(bench, part) for part in PARTS} == NOTHING


def test_everything_fits_in_words_as_long_as_german_ones(bench: ComposerBench) -> None:
    with longer_words():
        open_full(bench)
        assert {part: look_at(bench, part) for part in PARTS} == NOTHING


def test_everything_fits_with_a_larger_font(bench: ComposerBench, large_font: None) -> None:
    open_full(bench)
    assert {part: look_at(bench, part) for part in PARTS} == NOTHING


def change_settings(bench: ComposerBench) -> None:
    """Change them, and wait until what stands beside them has its new width."""
    open_full(bench)
    bench.page.go_to("review")
    bench.page.review.settings.start_changing()
    press(bench.page, "add-tag")
    bench.settle()
    column = bench.page.review.settings
    assert column.minimumSizeHint().width() <= column.width()
    bench.wait(lambda: cut_off(bench.page) == [])


def test_the_settings_fit_with_a_larger_font(bench: ComposerBench, large_font: None) -> None:
    change_settings(bench)


def test_the_settings_fit_in_words_as_long_as_german_ones(bench: ComposerBench) -> None:
    with longer_words():
        change_settings(bench)


def test_whatever_can_be_used_has_a_name(bench: ComposerBench) -> None:
    open_full(bench)
    for part in PARTS:
        look_at(bench, part)
        check_names(bench.page)


def check_names(page: QWidget) -> None:
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, QToolButton | QHeaderView):
            continue
        inner = isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)
        if isinstance(widget, QAbstractButton):
            assert widget.text() or widget.accessibleName(), widget.objectName()
        elif isinstance(widget, QLineEdit | QComboBox | QAbstractItemView) and not inner:
            assert widget.accessibleName(), widget.objectName()


def tab_chain(page: QWidget) -> list[str]:
    """Names of what Tab visits, from the first to the last."""
    found: list[str] = []
    widget = page.nextInFocusChain()
    while widget is not None and widget is not page:
        takes = widget.focusPolicy().value & 1
        if takes and widget.isVisibleTo(page) and widget.isEnabled():
            found.append(widget.objectName())
        widget = widget.nextInFocusChain()
    return found


def test_tab_goes_from_the_head_over_the_strip_into_the_part(bench: ComposerBench) -> None:
    open_full(bench)
    look_at(bench, "people")
    order = tab_chain(bench.page)
    wanted = [
        "back",
        "rename",
        "send-with",
        "next",
        "documents",
        "people",
        "add-person",
        "people-list",
        "typed-person",
        "person-up",
        "remove",
        "person-name",
        "person-email",
        "person-phone",
        "signer",
        "sms",
        "sms_otp",
        "tries",
        "document-contract",
    ]
    places = [order.index(name) for name in wanted]
    assert places == sorted(places), order


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_rows_and_cards_are_drawn_in_the_colours_of_the_moment(
    bench: ComposerBench, theme: Theme, appearance: Appearance
) -> None:
    open_full(bench)
    theme.set_appearance(appearance)
    look_at(bench, "people")
    picture = bench.page.people.list.grab().toImage()
    colours = {
        picture.pixelColor(x, y).name()
        for y in range(0, picture.height(), 2)
        for x in range(0, picture.width(), 2)
    }
    for token in ("bg-selected", "focus", "bg-base", "p1-bg"):
        assert theme.colour(token).name() in colours, token


def test_a_person_keeps_colour_and_mark_in_the_order_of_the_draft(bench: ComposerBench) -> None:
    bench.open(an_agreement(participants=(inga(), elin())))
    rows = bench.page.people._model.rows()
    assert [getattr(row, "person", None) for row in rows] == [0, 1]


def test_fonts_are_those_of_the_theme(bench: ComposerBench, theme: Theme) -> None:
    open_full(bench)
    look_at(bench, "people")
    wanted = theme.font()
    edit = bench.page.people.editor.identity.edit("name")
    assert edit.font().pointSizeF() == wanted.pointSizeF()
    assert QApplication.font().family() == wanted.family()
