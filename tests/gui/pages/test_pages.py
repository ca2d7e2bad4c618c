"""Fields are placed, moved and changed on the pages of a draft, and every gesture can be undone."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.agreement import Agreement, Field
from app.domain.kinds import FieldType, ServiceKind
from app.gui.menus import Commands
from app.gui.pages.faces import page_counts
from app.gui.pages.kinds import kind_data
from app.gui.pages.panel import PagesPanel
from app.gui.widgets.focus_ring import FocusRing
from tests.support.agreements import a_document, a_step, an_agreement, bodil, elin, inga
from tests.support.composers import ComposerBench
from tests.support.dragging import dragged_files, drop_on
from tests.support.fields import a_button, a_field
from tests.support.pressing import button_of, press

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
KEY = Qt.Key


def open_pages(bench: ComposerBench, *fields: Field, **changes: object) -> PagesPanel:
    bench.open(an_agreement(fields=fields, **changes))
    bench.page.views.show_view("fields")
    bench.settle()
    return bench.page.fields


def test_no_key_of_the_composer_is_one_of_the_menus(bench: ComposerBench) -> None:
    open_pages(bench)
    menus = Commands(QWidget(bench.page), practice=True)
    taken = {each.shortcut().toString() for each in menus._window.actions()}
    keys = {each.key().toString() for each in bench.page.findChildren(QShortcut)}
    assert "Ctrl+Shift+F" in keys
    assert not keys & taken


def fields_of(bench: ComposerBench) -> tuple[Field, ...]:
    return bench.agreement.fields


def key(panel: PagesPanel, pressed: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(panel.canvas, pressed, modifiers)


def enter_on(panel: PagesPanel, kind: FieldType) -> None:
    button = panel.chooser.kinds.button(kind)
    button.setFocus()
    QTest.keyClick(button, KEY.Key_Return)


def at(panel: PagesPanel, number: int, x: float, y: float) -> QPoint:
    """A point of a field, by fractions of its box, in the view."""
    box = panel.canvas.item(number).box
    page = panel.canvas.page(panel.canvas.item(number).face.place.page - 1)
    point = QPointF(box.left() + x * box.width(), box.top() + y * box.height())
    return panel.canvas.mapFromScene(page.mapToScene(point))


def drag(panel: PagesPanel, start: QPoint, by: QPoint, *, let_go: bool = True) -> None:
    view = panel.canvas.viewport()
    QTest.mousePress(view, LEFT, NONE, start)
    for part in (by / 2, by):
        QTest.mouseMove(view, start + part)
    if let_go:
        QTest.mouseRelease(view, LEFT, NONE, start + by)


def words_in(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_the_switch_shows_the_pages_of_the_same_document_and_back(bench: ComposerBench) -> None:
    documents = (a_document("lease"), a_document("rules"))
    process = a_step("bodil", "lease", "rules")
    field = a_field(document="rules", page=2)
    bench.open(an_agreement(documents=documents, process=process, fields=(field,)))
    bench.page.documents.go_to("rules")
    press(bench.page.documents, "fields")
    panel = bench.page.fields
    assert bench.page.views.view == "fields"
    assert panel.documents.currentText() == "Rules"
    assert panel.canvas.page_count == panel.thumbs.pages.rowCount() == 2
    assert [panel.thumbs.pages.count(page) for page in (0, 1)] == [0, 1]
    assert panel.toolbar.page_words() == "Page 1 of 2"
    press(panel, "fields-forth")
    assert panel.toolbar.page_words() == "Page 2 of 2"
    panel.thumbs.setCurrentIndex(panel.thumbs.pages.index(0))
    assert panel.canvas.current_page == 0
    press(panel, "files")
    assert bench.page.views.view == "files"
    assert bench.page.documents.files.current_key() == "rules"


def test_enter_places_a_field_and_keys_move_and_resize_it(bench: ComposerBench) -> None:
    panel = open_pages(bench)
    enter_on(panel, FieldType.SIGNATURE)
    [field] = fields_of(bench)
    assert (field.type, field.participant, field.page) == (FieldType.SIGNATURE, "bodil", 1)
    assert panel.canvas.hasFocus()
    key(panel, KEY.Key_Right)
    key(panel, KEY.Key_Down, CTRL)
    [moved] = fields_of(bench)
    assert (moved.x - field.x, moved.y - field.y) == pytest.approx((1, 10))
    key(panel, KEY.Key_Right, SHIFT)
    key(panel, KEY.Key_Up, SHIFT | CTRL)
    [resized] = fields_of(bench)
    assert (resized.width, resized.height) == (191, 38)
    numbers = panel.chooser.chosen.numbers
    assert numbers.width_of.value() == 191
    assert numbers.left.value() == round(resized.x)
    bench.session.undo()
    assert fields_of(bench) == (field,)
    bench.session.undo()
    assert fields_of(bench) == ()
    assert panel.editor.field is None
    bench.session.redo()
    assert fields_of(bench) == (field,)


def test_a_field_never_leaves_its_page_by_keys(bench: ComposerBench) -> None:
    panel = open_pages(bench, a_field(x=0.0, y=0.0))
    panel.go_to_field(0)
    key(panel, KEY.Key_Left)
    key(panel, KEY.Key_Up, CTRL)
    assert fields_of(bench) == (a_field(x=0.0, y=0.0),)
    assert not bench.session.can_undo


def test_dragging_is_one_step_and_shows_what_it_lines_up_with(bench: ComposerBench) -> None:
    other = a_field(participant="inga", x=350.0, y=130.0, height=48.0)
    panel = open_pages(bench, a_field(x=60.0, y=200.0, height=48.0), other)
    start = at(panel, 0, 0.5, 0.5)
    scale = panel.canvas.transform().m11()
    up = QPoint(0, -round(68 * scale))
    drag(panel, start, up, let_go=False)
    assert panel.canvas.guide_words() == ("Level",)
    assert panel.chooser.chosen.numbers.top.value() == 130
    assert not bench.session.can_undo
    QTest.mouseRelease(panel.canvas.viewport(), LEFT, NONE, start + up)
    assert panel.canvas.guide_words() == ()
    assert fields_of(bench)[0].y == pytest.approx(130)
    bench.session.undo()
    assert fields_of(bench)[0].y == 200
    assert not bench.session.can_undo


def test_without_the_magnet_a_field_lies_where_it_is_let_go(bench: ComposerBench) -> None:
    other = a_field(participant="inga", x=350.0, y=130.0, height=48.0)
    panel = open_pages(bench, a_field(x=60.0, y=200.0, height=48.0), other)
    press(panel, "magnet")
    scale = panel.canvas.transform().m11()
    drag(panel, at(panel, 0, 0.5, 0.5), QPoint(0, -round(68 * scale)))
    assert fields_of(bench)[0].y == pytest.approx(132, abs=1)
    assert fields_of(bench)[0].y != 130


def test_a_handle_resizes(bench: ComposerBench) -> None:
    panel = open_pages(bench, a_field(x=60.0, y=100.0, height=48.0))
    panel.go_to_field(0)
    drag(panel, at(panel, 0, 1, 1), QPoint(40, 30))
    [field] = fields_of(bench)
    scale = panel.canvas.transform().m11()
    assert (field.x, field.y) == (60, 100)
    assert field.width == pytest.approx(119 + 40 / scale, abs=1.5)
    assert field.height == pytest.approx(48 + 30 / scale, abs=1.5)


def test_a_field_is_dragged_to_another_page(bench: ComposerBench) -> None:
    panel = open_pages(bench, a_field(x=60.0, y=700.0, height=48.0))
    panel.canvas.set_zoom(0.4)
    scale = panel.canvas.transform().m11()
    drag(panel, at(panel, 0, 0.5, 0.5), QPoint(0, round(300 * scale)))
    [field] = fields_of(bench)
    assert field.page == 2
    assert field.y == pytest.approx(700 + 300 - 842 - 12, abs=4)
    assert panel.canvas.item(0).face.place.page == 2


def test_escape_gives_up_a_drag(bench: ComposerBench) -> None:
    panel = open_pages(bench, a_field(x=60.0, y=100.0))
    drag(panel, at(panel, 0, 0.5, 0.5), QPoint(80, 60), let_go=False)
    key(panel, KEY.Key_Escape)
    QTest.mouseRelease(panel.canvas.viewport(), LEFT, NONE, QPoint(5, 5))
    assert fields_of(bench) == (a_field(x=60.0, y=100.0),)


def test_a_kind_is_dropped_where_it_is_let_go(bench: ComposerBench) -> None:
    panel = open_pages(bench)
    panel.chooser.people.setCurrentIndex(panel.chooser.people.model().index(1, 0))
    page = panel.canvas.page(0)
    point = panel.canvas.mapFromScene(page.mapToScene(QPointF(300, 150)))
    view = panel.canvas.viewport()
    assert drop_on(view, kind_data(FieldType.DATE), point.x(), point.y())
    [field] = fields_of(bench)
    assert (field.type, field.participant) == (FieldType.DATE, "inga")
    assert field.x + field.width / 2 == pytest.approx(300, abs=1)
    assert field.y + field.height / 2 == pytest.approx(150, abs=1)


def test_files_that_are_dropped_on_a_page_become_documents(bench: ComposerBench) -> None:
    panel = open_pages(bench)
    rules = bench.desk.pdf_file("Rules.pdf")
    assert drop_on(panel.canvas.viewport(), dragged_files([rules]), 10, 10)
    bench.settle()
    assert [each.name for each in bench.agreement.documents] == ["Contract", "Rules"]


def test_a_checkbox_has_three_sizes_at_scrive(bench: ComposerBench) -> None:
    panel = open_pages(bench)
    enter_on(panel, FieldType.CHECKBOX)
    [box] = fields_of(bench)
    assert box.width / 595 == pytest.approx(0.021153, abs=1e-5)
    key(panel, KEY.Key_Right, SHIFT)
    assert fields_of(bench)[0].width / 595 == pytest.approx(0.0423076, abs=1e-5)
    panel.chooser.chosen.numbers.size_choice.button("0").click()
    assert fields_of(bench)[0].width / 595 == pytest.approx(0.011538, abs=1e-5)


def test_radio_buttons_of_one_page_are_one_choice(bench: ComposerBench) -> None:
    panel = open_pages(bench)
    enter_on(panel, FieldType.RADIO)
    bench.session.undo()
    assert fields_of(bench) == ()
    bench.session.redo()
    assert len(fields_of(bench)) == 2
    panel.editor.choose(1)
    chosen = panel.chooser.chosen
    chosen.option.setText("Dog")
    chosen.option.textEdited.emit("Dog")
    chosen.group.setText("Pets")
    chosen.group.textEdited.emit("Pets")
    chosen.first.setChecked(True)
    first, second = fields_of(bench)
    assert (first.group, first.options, first.value) == ("Pets", ("Option 1",), "")
    assert (second.group, second.options, second.value) == ("Pets", ("Dog",), "Dog")
    assert first.page == second.page
    panel.editor.choose(0)
    chosen.first.setChecked(True)
    assert [each.value for each in fields_of(bench)] == ["Option 1", ""]
    press(panel, "field-duplicate")
    assert fields_of(bench)[2].options == ("Option 2",)
    assert [row.count for row in panel.chooser.people.rows()] == [1, 0]
    assert page_counts(bench.agreement, "contract") == {1: 1}


def test_what_a_field_asks_for_is_changed_and_typing_is_one_step(bench: ComposerBench) -> None:
    panel = open_pages(bench, a_field(type=FieldType.TEXT, height=20.0))
    panel.go_to_field(0)
    chosen = panel.chooser.chosen
    for text in ("R", "Re", "Ref"):
        chosen.value.setText(text)
        chosen.value.textEdited.emit(text)
    chosen.most.setValue(8)
    chosen.required.setChecked(False)
    [field] = fields_of(bench)
    assert (field.value, field.max_length, field.required) == ("Ref", 8, False)
    for _ in range(3):
        bench.session.undo()
    assert fields_of(bench) == (a_field(type=FieldType.TEXT, height=20.0),)


def test_typed_numbers_place_a_field_exactly(bench: ComposerBench) -> None:
    panel = open_pages(bench, a_field(x=59.5))
    panel.go_to_field(0)
    numbers = panel.chooser.chosen.numbers
    numbers.top.setValue(300)
    numbers.page.setValue(2)
    [field] = fields_of(bench)
    assert (field.page, field.x, field.y) == (2, 59.5, 300)
    numbers.left.setValue(9000)
    assert fields_of(bench)[0].x == pytest.approx(595 - 119)


def test_a_field_is_given_to_somebody_else(bench: ComposerBench) -> None:
    panel = open_pages(bench, a_field())
    panel.go_to_field(0)
    owner = panel.chooser.chosen.owner
    owner.setCurrentIndex(owner.findData("inga"))
    owner.activated.emit(owner.currentIndex())
    assert fields_of(bench)[0].participant == "inga"
    assert panel.chooser.people.chosen() == "inga"


def test_copies_and_removal_by_keys(bench: ComposerBench) -> None:
    panel = open_pages(bench, a_field())
    panel.go_to_field(0)
    key(panel, KEY.Key_D, CTRL)
    assert len(fields_of(bench)) == 2
    assert panel.editor.chosen == 1
    key(panel, KEY.Key_Delete)
    assert fields_of(bench) == (a_field(),)
    panel.go_to_field(0)
    press(panel, "field-every-page")
    assert [each.page for each in fields_of(bench)] == [1, 2]
    assert "1 more" in words_in(bench.page.banners)
    bench.session.undo()
    assert fields_of(bench) == (a_field(),)


def test_tab_goes_over_the_fields_before_it_leaves(bench: ComposerBench) -> None:
    fields = (a_field(y=400.0), a_field(y=100.0, participant="inga"))
    panel = open_pages(bench, *fields)
    panel.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    ring = panel.canvas.findChild(FocusRing)
    assert isinstance(ring, FocusRing)
    assert panel.editor.chosen == 1
    assert ring.isVisible()
    key(panel, KEY.Key_Tab)
    assert panel.editor.chosen == 0
    assert "Bodil Oskarsson, page 1" in panel.canvas.accessibleDescription()
    key(panel, KEY.Key_Tab)
    assert not panel.canvas.hasFocus()
    assert not ring.isVisible()


def texts(bench: ComposerBench, name: str, *lines: str) -> None:
    """Let a file of the draft hold texts at places, for the pretended reader."""
    path = bench.desk.drafts.folder(bench.draft_id) / name
    path.write_text("%PDF-1.7\n" + "\n".join(lines) + "\n")


def test_a_field_is_placed_by_a_phrase_and_follows_it_into_another_file(
    bench: ComposerBench,
) -> None:
    panel = open_pages(bench)
    file = bench.agreement.documents[0].file
    texts(bench, file, "page 1 100 200 For the tenant", "page 2 50 60 the Tenant")
    panel.toolbar.phrase.setText("tenant")
    panel.toolbar.phrase.returnPressed.emit()
    bench.settle()
    assert panel.hits_bar.words().startswith("“tenant” 1 of 2.")
    press(panel, "hit-next")
    enter_on(panel, FieldType.SIGNATURE)
    [field] = fields_of(bench)
    assert (field.page, field.x, field.y, field.anchor) == (2, 50, 76, "tenant")
    other = bench.desk.pdf_file("Other.pdf")
    other.write_text("%PDF-1.7\npage 1 100 200 x tenant\npage 2 80 160 tenant\n")
    bench.page.documents._adder.replace_file("contract", other)
    bench.settle()
    [moved] = fields_of(bench)
    assert (moved.page, moved.x, moved.y) == (2, 80, 176)
    assert "moved along" in words_in(bench.page.banners)
    bench.session.undo()
    assert fields_of(bench) == (field,)
    assert bench.agreement.documents[0].file == file


def test_moving_by_hand_lets_go_of_the_phrase(bench: ComposerBench) -> None:
    panel = open_pages(bench, a_field(anchor="tenant"))
    panel.go_to_field(0)
    key(panel, KEY.Key_Right, SHIFT)
    assert fields_of(bench)[0].anchor == "tenant"
    key(panel, KEY.Key_Right)
    assert fields_of(bench)[0].anchor == ""


def test_a_phrase_that_is_nowhere_is_said(bench: ComposerBench) -> None:
    panel = open_pages(bench)
    panel.toolbar.phrase.setText("nowhere")
    panel.toolbar.phrase.returnPressed.emit()
    bench.settle()
    assert "is not in the text" in panel.hits_bar.words()
    press(panel, "hits-close")
    assert panel.hits_bar.isHidden()


def test_kinds_that_are_not_carried_say_why(bench: ComposerBench) -> None:
    panel = open_pages(bench)
    initials = panel.chooser.kinds.button(FieldType.INITIALS)
    assert not initials.isEnabled()
    assert initials.toolTip() == "Scrive has no fields for initials."
    assert panel.chooser.kinds.button(FieldType.RADIO).isEnabled()
    bench.account = bench.desk.add_account("Hub", ServiceKind.SIGNINGHUB)
    bench.session.set_accounts([bench.account])
    bench.session.choose_account(bench.account.id)
    assert panel.chooser.kinds.button(FieldType.TEXT).isEnabled()
    assert panel.chooser.kinds.button(FieldType.INITIALS).isEnabled()
    day = panel.chooser.kinds.button(FieldType.SIGN_DATE)
    assert day.toolTip() == "In SigningHub each signature tells its day by itself."


def test_what_only_signinghub_is_told_of_a_field_is_asked_for_there(bench: ComposerBench) -> None:
    panel = open_pages(bench, a_field(type=FieldType.TEXT, height=20.0, anchor="tenant"))
    panel.go_to_field(0)
    asked = panel.chooser.chosen.package
    assert asked.isHidden()
    bench.account = bench.desk.add_account("Hub", ServiceKind.SIGNINGHUB)
    bench.session.set_accounts([bench.account])
    bench.session.choose_account(bench.account.id)
    assert not asked.isHidden()
    assert asked.level.isHidden()
    asked.several.click()
    asked.typesize.chosen.emit("12")
    QTest.keyClicks(asked.placeholder.edit, "Where")
    asked.placement.chosen.emit("RIGHT")
    members = {
        "multiline": True,
        "font": {"size": 12},
        "placeholder": "Where",
        "placement": "RIGHT",
    }
    assert bench.agreement.signinghub == {"fields": {"text-1": members}}
    assert "SigningHub looks for" in panel.chooser.chosen._follows.text()
    key(panel, KEY.Key_Delete)
    assert bench.agreement.signinghub == {}


def test_who_only_views_gets_no_fields(bench: ComposerBench) -> None:
    people = (bodil(), inga(), elin())
    panel = open_pages(bench, participants=people)
    assert [row.name for row in panel.chooser.people.rows()] == [
        "Bodil Oskarsson",
        "Inga Engberg",
    ]


def test_a_finding_leads_to_its_field(bench: ComposerBench) -> None:
    bench.open(an_agreement(fields=(a_field(), a_field(participant="inga", page=9))))
    found = {each.id: each for each in bench.session.findings}
    bench.page._on_finding_requested(found["fields.no_such_page"])
    assert bench.page.views.view == "fields"
    assert bench.page.fields.editor.chosen == 1
    [line] = bench.page.fields.chooser.chosen.findings.findings()
    assert line.id == "fields.no_such_page"


def test_overlapping_fields_wear_a_sign(bench: ComposerBench) -> None:
    panel = open_pages(bench, a_field(), a_field(x=80.0), a_button("Cat", x=400.0))
    signs = [panel.canvas.item(number).face.has_finding for number in range(3)]
    assert signs == [False, True, True]


def test_a_draft_that_may_have_been_sent_is_only_looked_at(bench: ComposerBench) -> None:
    panel = open_pages(bench, a_field())
    bench.session.set_locked(True)
    panel.go_to_field(0)
    key(panel, KEY.Key_Right)
    key(panel, KEY.Key_Delete)
    drag(panel, at(panel, 0, 0.5, 0.5), QPoint(60, 60))
    assert fields_of(bench) == (a_field(),)
    assert not panel.chooser.kinds.button(FieldType.SIGNATURE).isEnabled()
    assert not button_of(panel, "field-remove").isEnabled()


def test_without_documents_it_says_what_will_appear(bench: ComposerBench) -> None:
    bench.open(Agreement(title="Lease"))
    bench.page.views.show_view("fields")
    panel = bench.page.fields
    assert panel._desk.currentIndex() == 1
    assert panel._empty.title.text() == "No document yet"


def test_pictures_of_far_pages_are_forgotten_and_asked_for_again(
    bench: ComposerBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = open_pages(bench)
    canvas = panel.canvas
    canvas.set_pages(((595.0, 842.0),) * 6)
    wanted: list[int] = []
    canvas.page_wanted.connect(lambda page, _width: wanted.append(page))
    monkeypatch.setattr("app.gui.widgets.page_canvas.BYTES_KEPT", 3 * 40 * 40 * 4)
    for page in range(6):
        canvas.go_to_page(page)
        canvas.set_image(page, QImage(40, 40, QImage.Format.Format_RGBA8888))
    assert [canvas.page(page).image is not None for page in range(6)] == [
        False,
        False,
        False,
        True,
        True,
        True,
    ]
    canvas.go_to_page(0)
    bench.wait(lambda: 0 in wanted)
