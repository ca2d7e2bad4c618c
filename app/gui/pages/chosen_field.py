"""The chosen field at the right: whose it is, its place in numbers, and what it asks for."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.domain.agreement import Field as PlacedField
from app.domain.field_editing import Place, place_of, radio_text
from app.domain.field_kinds import SHOWN
from app.domain.findings import Finding
from app.domain.json_value import JsonObject
from app.domain.kinds import FieldType
from app.gui.composer.finding_lines import FindingLines
from app.gui.metrics import GAP
from app.gui.pages.numbers import PlaceNumbers
from app.gui.pages.package_asked import PackageAsked
from app.gui.pages.words import kind_word
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.elided_combo import ElidedCombo
from app.gui.widgets.field import Field, line_edit
from app.gui.widgets.labels import ElidedLabel, Label, Sentence
from app.gui.widgets.person_mark import PersonMark

_TYPED = frozenset({FieldType.TEXT, FieldType.JOB_TITLE, FieldType.DATE})
_MOST_CHARACTERS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenFace:
    """The chosen field and what is around it."""

    field: PlacedField
    name: str
    person: int
    people: Sequence[tuple[str, str]]
    """Label and name of everybody who could have it."""
    sizes: tuple[float, ...]
    pages: int
    findings: tuple[Finding, ...]
    is_locked: bool
    api_version: int | None = None
    """SigningHub's, where it would be sent with it."""
    said: JsonObject = dataclasses.field(default_factory=dict)
    """What only SigningHub is told of it."""


class ChosenField(QWidget):
    """What can be changed of one field.

    Signals:
        changed: the `Field` as it is wanted, what of it was changed
        told: name and value of what only SigningHub is told; what typing is one step
        place_typed: the `Place` that is wanted
        every_page_requested, duplicate_requested, remove_requested: what the buttons say
        repair_requested: the `Repair` of a finding
    """

    changed = Signal(object, str)
    told = Signal(str, object, str)
    place_typed = Signal(object)
    every_page_requested = Signal()
    duplicate_requested = Signal()
    remove_requested = Signal()
    repair_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin with nothing to show."""
        super().__init__(parent)
        self.theme = theme
        self._field: PlacedField | None = None
        self._build_widgets()
        self._build_layout()
        self._connect()

    def show_face(self, face: ChosenFace) -> None:
        """Show a field."""
        field = self._field = face.field
        self._mark.set_person(face.name, face.person)
        words = self.tr("{kind} of {name}")
        self._what.setText(words.format(kind=kind_word(field.type), name=face.name))
        self.numbers.show_place(place_of(field), face.sizes, face.pages)
        self._show_owner(face)
        self._show_asked(field)
        self._show_anchor(field, by_service=bool(face.said.get("placement")))
        self.package.setVisible(face.api_version is not None)
        if face.api_version is not None:
            self.package.show_field(field, face.said, face.api_version)
        self.findings.set_findings(face.findings)
        parts: tuple[QWidget, ...] = (
            self.numbers,
            self._asked,
            self.package,
            self._owner_field,
            self._buttons,
        )
        for part in parts:
            part.setEnabled(not face.is_locked)

    def _show_owner(self, face: ChosenFace) -> None:
        with QSignalBlocker(self.owner):
            self.owner.clear()
            for label, name in face.people:
                self.owner.addItem(name, label)
            self.owner.setCurrentIndex(self.owner.findData(face.field.participant))

    def _show_asked(self, field: PlacedField) -> None:
        kind = field.type
        _check(self.required, on=field.required)
        self.required.setVisible(kind not in SHOWN)
        is_tick = kind is FieldType.CHECKBOX
        is_radio = kind is FieldType.RADIO
        _write(self.name, field.id)
        self._name_field.setVisible(kind not in SHOWN and not is_radio)
        _write(self.group, field.group)
        self._group_field.setVisible(is_radio)
        _write(self.option, radio_text(field))
        self._option_field.setVisible(is_radio)
        chosen = bool(field.options) and field.value == radio_text(field)
        _check(self.first, on=chosen if is_radio else field.value == "true")
        self.first.setVisible(is_radio or is_tick)
        self.first.setText(
            self.tr("Chosen from the beginning") if is_radio else self.tr("Ticked at the beginning")
        )
        _write(self.value, field.value)
        self._value_field.setVisible(kind in _TYPED)
        is_date = kind is FieldType.DATE
        self.value.setPlaceholderText("2031-02-28" if is_date else self.tr("Empty"))
        with QSignalBlocker(self.most):
            self.most.setValue(field.max_length or 0)
        self._most_field.setVisible(kind in (FieldType.TEXT, FieldType.JOB_TITLE))
        self._duplicate.setText(self.tr("One more button") if is_radio else self.tr("Duplicate"))
        self._every_page.setVisible(not is_radio)

    def _show_anchor(self, field: PlacedField, *, by_service: bool) -> None:
        self._follows.setVisible(bool(field.anchor))
        here = self.tr(
            "Follows “{phrase}”: found on this computer, sent as exactly this place. "
            "Another file moves it along."
        )
        there = self.tr("SigningHub looks for “{phrase}” and places one wherever it finds it.")
        words = there if by_service else here
        self._follows.say(text=words.format(phrase=field.anchor), link=self.tr("Let go"))

    # -- building -----------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        theme = self.theme
        self._title = Label(theme, self.tr("Selected:"), weight=600)
        self._mark = PersonMark(theme, "", 0)
        self._what = ElidedLabel(theme)
        self.numbers = PlaceNumbers(theme)
        self.owner = ElidedCombo()
        self.owner.setObjectName("field-owner")
        self._owner_field = Field(theme, self.tr("Filled in by"), self.owner)
        self.required = QCheckBox(self.tr("Must be filled in"))
        self.required.setObjectName("field-required")
        self.first = QCheckBox()
        self.first.setObjectName("field-first")
        self.value = line_edit(theme, name="field-value")
        self._value_field = Field(theme, self.tr("Stands in it at first"), self.value)
        self.most = QSpinBox()
        self.most.setObjectName("field-most")
        self.most.setRange(0, _MOST_CHARACTERS)
        self.most.setSpecialValueText(self.tr("No limit"))
        self.most.setKeyboardTracking(False)
        self._most_field = Field(theme, self.tr("At most so many characters"), self.most)
        self.group = line_edit(theme, name="field-group")
        self._group_field = Field(
            theme, self.tr("Choice (the same for all its buttons)"), self.group
        )
        self.option = line_edit(theme, name="field-option")
        self._option_field = Field(theme, self.tr("What this button means"), self.option)
        self.name = line_edit(theme, placeholder=self.tr("By itself"), name="field-name")
        self._name_field = Field(theme, self.tr("Name in the evidence"), self.name)
        self.package = PackageAsked(theme)
        self._follows = Sentence(theme, role="caption", token="text-2")
        self._follows.setObjectName("field-follows")
        self.findings = FindingLines(theme, narrow=True)
        self._every_page = Button(
            theme, self.tr("Same place on every page"), icon="layers", name="field-every-page"
        )
        self._duplicate = Button(theme, self.tr("Duplicate"), icon="copy", name="field-duplicate")
        self._remove = Button(
            theme, self.tr("Delete"), kind="remove", icon="trash-2", name="field-remove"
        )
        self._asked, self._buttons = QWidget(), QWidget()

    def _build_layout(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._title)
        head.addWidget(self._mark)
        head.addWidget(self._what, 1)
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(GAP)
        lines: tuple[QWidget, ...] = (
            self._group_field,
            self._option_field,
            self.first,
            self.required,
            self._value_field,
            self._most_field,
            self._name_field,
        )
        for line in lines:
            asked.addWidget(line)
        buttons = QVBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(6)
        buttons.addWidget(self._every_page)
        pair = QHBoxLayout()
        pair.setSpacing(GAP)
        pair.addWidget(self._duplicate)
        pair.addWidget(self._remove)
        pair.addStretch(1)
        buttons.addLayout(pair)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(head)
        for widget in (
            self.findings,
            self.numbers,
            self._follows,
            self._owner_field,
            self._asked,
            self.package,
            self._buttons,
        ):
            layout.addWidget(widget)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        self.numbers.place_typed.connect(self.place_typed)
        self.owner.activated.connect(self._on_owner_chosen)
        self.required.toggled.connect(self._on_required)
        self.first.toggled.connect(self._on_first)
        self.value.textEdited.connect(self._on_value_edited)
        self.most.valueChanged.connect(self._on_most_changed)
        self.group.textEdited.connect(self._on_group_edited)
        self.option.textEdited.connect(self._on_option_edited)
        self.name.textEdited.connect(self._on_name_edited)
        self.package.told.connect(self.told)
        self._follows.linkActivated.connect(self._on_let_go)
        self._every_page.clicked.connect(self.every_page_requested)
        self._duplicate.clicked.connect(self.duplicate_requested)
        self._remove.clicked.connect(self.remove_requested)
        self.findings.repair_requested.connect(self.repair_requested)

    # -- what happens -------------------------------------------------------------------------

    @Slot(int)
    def _on_owner_chosen(self, place: int) -> None:
        if self._field is not None:
            label = str(self.owner.itemData(place))
            self.changed.emit(replace(self._field, participant=label), "")

    @Slot(bool)
    def _on_required(self, required: bool) -> None:
        if self._field is not None:
            self.changed.emit(replace(self._field, required=required), "")

    @Slot(bool)
    def _on_first(self, on: bool) -> None:
        if self._field is not None:
            is_radio = self._field.type is FieldType.RADIO
            words = radio_text(self._field) if is_radio else "true"
            self.changed.emit(_with_first(self._field, words if on else ""), "")

    @Slot(str)
    def _on_value_edited(self, text: str) -> None:
        if self._field is not None:
            self.changed.emit(replace(self._field, value=text), "value")

    @Slot(int)
    def _on_most_changed(self, most: int) -> None:
        if self._field is not None:
            self.changed.emit(replace(self._field, max_length=most or None), "most")

    @Slot(str)
    def _on_group_edited(self, text: str) -> None:
        if self._field is not None:
            self.changed.emit(replace(self._field, group=text.strip()), "group")

    @Slot(str)
    def _on_option_edited(self, text: str) -> None:
        field = self._field
        if field is not None:
            value = text if field.options and field.value == field.options[0] else ""
            self.changed.emit(replace(field, options=(text,), value=value), "option")

    @Slot(str)
    def _on_name_edited(self, text: str) -> None:
        if self._field is not None:
            self.changed.emit(replace(self._field, id=text.strip()), "name")

    @Slot(str)
    def _on_let_go(self, _link: str) -> None:
        if self._field is not None:
            self.changed.emit(replace(self._field, anchor=""), "")

    def follow(self, place: Place) -> None:
        """Show the numbers of a field that is being dragged."""
        self.numbers.show_moved(place)


def _with_first(field: PlacedField, value: str) -> PlacedField:
    if field.type is FieldType.RADIO:
        return replace(field, value=value, options=(radio_text(field),))
    return replace(field, value=value)


def _write(edit: QLineEdit, text: str) -> None:
    """The cursor stays where somebody is typing."""
    if edit.text().strip() != text.strip():
        edit.setText(text)


def _check(box: QCheckBox, *, on: bool) -> None:
    with QSignalBlocker(box):
        box.setChecked(on)
