"""Labels, badges, marks and pips: what they show and what they say."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from app.gui.theme import Appearance, Theme
from app.gui.widgets.avatar import Avatar, initials_of
from app.gui.widgets.badge import Badge, badge_size, findings_badge, paint_badge, state_badge
from app.gui.widgets.labels import ElidedLabel, Label, Sentence
from app.gui.widgets.person_mark import mark_path, paint_mark, person_token
from app.gui.widgets.pips import Pip, ProgressPips, paint_pips, pips_size
from app.gui.widgets.practice_stripe import PracticeStripe
from app.gui.widgets.rows import paint_row_ground
from app.gui.widgets.service_mark import ServiceMark, service_icon
from app.gui.widgets.states import Severity, State


def canvas(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    return image


def count(image: QImage, colour: QColor) -> int:
    return sum(
        image.pixelColor(x, y) == colour
        for x in range(image.width())
        for y in range(image.height())
    )


def test_text_of_others_is_never_read_as_html(theme: Theme, qtbot: QtBot) -> None:
    label = Label(theme, "<b>Lease</b>")
    qtbot.addWidget(label)
    plain = Label(theme, "Lease")
    qtbot.addWidget(plain)
    assert label.sizeHint().width() > plain.sizeHint().width()
    sentence = Sentence(theme)
    qtbot.addWidget(sentence)
    sentence.say("<i>Scrive</i>", "said <img src=x>", "Try & see")
    assert "<i>" not in sentence.text()
    assert "<img" not in sentence.text()
    assert sentence.plain_text() == "<i>Scrive</i> said <img src=x> Try & see"
    assert sentence.accessibleName() == sentence.plain_text()


def test_a_label_takes_its_colour_from_the_theme(theme: Theme, qtbot: QtBot) -> None:
    label = Label(theme, "Second level", token="text-2")
    qtbot.addWidget(label)
    before = label.palette().windowText().color()
    assert before == theme.colour("text-2")
    theme.set_appearance(Appearance.DARK)
    assert label.palette().windowText().color() == theme.colour("text-2") != before


def test_a_label_made_before_the_look_changed_wears_the_new_one_when_it_is_first_shown(
    theme: Theme, qtbot: QtBot
) -> None:
    label = Label(theme, "Second level", token="text-2")
    qtbot.addWidget(label)
    theme.set_appearance(Appearance.DARK)
    label.show()
    assert label.palette().windowText().color() == theme.colour("text-2")


def test_a_link_takes_the_colour_of_the_new_scheme(theme: Theme, qtbot: QtBot) -> None:
    sentence = Sentence(theme)
    qtbot.addWidget(sentence)
    sentence.say("", "It is wrong.", "Repair")
    sentence.resize(200, 40)
    light = theme.colour("accent-text")
    theme.set_appearance(Appearance.DARK)
    drawn = sentence.grab().toImage()
    assert count(drawn, theme.colour("accent-text")) > 0
    assert count(drawn, light) == 0


def test_a_long_text_is_cut_and_told_in_the_tooltip(theme: Theme, qtbot: QtBot) -> None:
    label = ElidedLabel(theme, "Supply agreement 2027 - Falk Elteknik")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.grab()
    assert label.shown_text().endswith("…")
    assert label.toolTip() == "Supply agreement 2027 - Falk Elteknik"
    label.resize(600, 20)
    label.grab()
    assert label.shown_text() == label.text()
    assert label.toolTip() == ""
    assert label.minimumSizeHint().width() < 80


@pytest.mark.parametrize("state", State)
def test_every_state_has_glyph_word_and_colours(theme: Theme, state: State) -> None:
    theme.icon(state.glyph)
    assert state.word
    assert theme.colour(state) != theme.colour(state.ground)


def test_no_two_states_share_a_word_or_a_glyph() -> None:
    assert len({state.word for state in State}) == len(State)
    assert len({state.glyph for state in State}) == len(State)


@pytest.mark.parametrize("severity", Severity)
def test_every_severity_has_glyph_and_word(theme: Theme, severity: Severity) -> None:
    theme.icon(severity.glyph)
    assert severity.word


def test_a_badge_is_as_high_as_the_table_says_and_never_clips(theme: Theme) -> None:
    face = state_badge(State.FINDING)
    size = badge_size(theme, face)
    assert size.height() >= 22
    assert size.height() >= theme.font_metrics("caption", 600).height()
    assert badge_size(theme, findings_badge(Severity.ERROR, 3)).height() >= 18


def test_a_badge_wears_the_ground_of_its_state(theme: Theme) -> None:
    image = canvas(160, 30)
    painter = QPainter(image)
    place = paint_badge(painter, QPoint(0, 0), theme, state_badge(State.WAITING))
    painter.end()
    assert image.pixelColor(place.center().x(), 3) == theme.colour("waiting-bg")
    assert image.pixelColor(place.right() + 4, 3) == QColor("white")


def test_a_badge_speaks_its_new_word(theme: Theme, qtbot: QtBot) -> None:
    badge = Badge(theme, state_badge(State.WAITING))
    qtbot.addWidget(badge)
    badge.set_face(state_badge(State.NEEDS, text="Your turn", glyph="pen-line"))
    assert badge.accessibleName() == "Your turn"


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Bodil Oskarsson", "BO"),
        ("Maria del Carmen Ruiz", "MR"),
        ("Bodil", "BO"),
        ("å", "Å"),
        ("  ", "?"),
        ("", "?"),
        ("Anna - Lind", "AL"),
        ("inga engberg", "IE"),
    ],
)
def test_initials(name: str, initials: str) -> None:
    assert initials_of(name) == initials


def test_an_avatar_speaks_the_name(theme: Theme, qtbot: QtBot) -> None:
    avatar = Avatar(theme, "Henrik Falk", 1)
    qtbot.addWidget(avatar)
    assert avatar.accessibleName() == "Henrik Falk"
    drawn = avatar.grab().toImage()
    assert drawn.pixelColor(14, 2) == theme.colour("p2-bg")


def test_eight_people_have_eight_shapes_and_the_ninth_begins_again() -> None:
    shapes = [mark_path(person) for person in range(8)]
    for place, shape in enumerate(shapes):
        assert shape not in shapes[:place]
        box = shape.boundingRect()
        assert box.left() >= -0.3
        assert box.right() <= 12.3
        assert box.top() >= -0.3
        assert box.bottom() <= 12.3
    assert mark_path(8) == shapes[0]
    assert person_token(8) == person_token(0) == "p1"


def test_the_ninth_mark_is_hollow(theme: Theme) -> None:
    filled, hollow = canvas(24, 24), canvas(24, 24)
    for image, person in ((filled, 1), (hollow, 9)):
        painter = QPainter(image)
        paint_mark(painter, QRect(0, 0, 24, 24), theme, person)
        painter.end()
    assert filled.pixelColor(12, 12) == theme.colour("p2")
    assert hollow.pixelColor(12, 12) == QColor("white")
    assert count(hollow, theme.colour("p2")) > 20


def test_pips_show_each_person_up_to_four(theme: Theme) -> None:
    image = canvas(80, 8)
    painter = QPainter(image)
    paint_pips(painter, QPoint(0, 0), theme, [Pip.ACTED, Pip.OPENED, Pip.NONE, Pip.DECLINED])
    painter.end()
    assert image.pixelColor(7, 3) == theme.colour("done")
    assert image.pixelColor(19, 3) == theme.colour("waiting")
    assert image.pixelColor(27, 3) == theme.colour("bg-base")
    assert image.pixelColor(39, 3) == theme.colour("bg-base")
    assert image.pixelColor(55, 3) == theme.colour("stopped")
    assert pips_size(4).width() == 62


def test_more_people_share_one_bar(theme: Theme) -> None:
    image = canvas(80, 8)
    painter = QPainter(image)
    paint_pips(painter, QPoint(0, 0), theme, [Pip.ACTED] * 4 + [Pip.NONE] * 4)
    painter.end()
    assert pips_size(8).width() == 62
    assert image.pixelColor(28, 3) == theme.colour("done")
    assert image.pixelColor(34, 3) == theme.colour("bg-base")


def test_pips_are_spoken_in_words(theme: Theme, qtbot: QtBot) -> None:
    pips = ProgressPips(theme)
    qtbot.addWidget(pips)
    pips.set_pips([Pip.ACTED, Pip.NONE], "1 of 2")
    assert pips.accessibleName() == "1 of 2"
    assert pips.sizeHint() == pips_size(2)


def test_a_service_is_marked_by_its_letter_and_spoken_by_its_name(
    theme: Theme, qtbot: QtBot
) -> None:
    mark = ServiceMark(theme, "signinghub", "Norrvik SigningHub")
    qtbot.addWidget(mark)
    assert mark.accessibleName() == "Norrvik SigningHub"
    icon = service_icon(theme, "scrive")
    assert not icon.isNull()


def test_the_stripe_has_both_colours_of_practice(theme: Theme, qtbot: QtBot) -> None:
    stripe = PracticeStripe(theme)
    qtbot.addWidget(stripe)
    stripe.resize(64, stripe.sizeHint().height())
    drawn = stripe.grab().toImage()
    assert drawn.height() == 4
    row = [drawn.pixelColor(x, 0).name() for x in range(64)]
    practice, ground = theme.colour("practice").name(), theme.colour("practice-bg").name()
    assert {practice, ground} <= set(row)
    assert row.count(practice) > 20
    assert row.count(ground) > 20


def test_a_row_shows_selection_focus_elsewhere_hover_and_its_state(theme: Theme) -> None:
    cases = [
        ({"selected": True}, "bg-selected", "accent"),
        ({"selected": True, "active": False}, "bg-selected-idle", "bg-selected-idle"),
        ({"hovered": True}, "bg-hover", "bg-hover"),
        ({"tint": "waiting"}, "waiting-bg", "waiting"),
        ({"tint": "waiting", "selected": True}, "bg-selected", "waiting"),
    ]
    for how, ground, edge in cases:
        image = canvas(60, 20)
        painter = QPainter(image)
        paint_row_ground(painter, image.rect(), theme, **how)  # type: ignore[arg-type]
        painter.end()
        assert image.pixelColor(30, 10) == theme.colour(ground), how
        assert image.pixelColor(1, 10) == theme.colour(edge), how
