"""What only SigningHub is told of the chosen field."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.domain.agreement import Field
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import FieldType
from app.domain.signinghub_fields import (
    DATE_FORMATS,
    FONT_SIZES,
    FONTS,
    LEVELS,
    MEMBERS,
    PLACEMENTS,
    USUAL_DATE,
)
from app.gui.metrics import GAP
from app.gui.participants.told_fields import ToldChoice, ToldLine
from app.gui.theme import Theme

_V4: Final = 4
_WITH_CERTIFICATE: Final = "QUALIFIED_ELECTRONIC_SIGNATURE"
_SEVERAL: Final = ", "


class PackageAsked(QWidget):
    """Kind of signature, hint, format, font, and whether SigningHub looks for the place itself.

    Signals:
        told: name of a member, its value (None takes it away), what typing is one step
    """

    told = Signal(str, object, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin with nothing to show."""
        super().__init__(parent)
        self._said: JsonObject = {}
        self.placement = ToldChoice(theme, self.tr("Place"), "field-placement")
        self.level = ToldChoice(theme, self.tr("Kind of signature"), "field-level")
        self.placeholder = ToldLine(theme, "", "field-placeholder")
        self.format = ToldChoice(theme, self.tr("Written as"), "field-format")
        self.several = QCheckBox(self.tr("Several lines"))
        self.several.setObjectName("field-several")
        self.number = QCheckBox(self.tr("Only a number"))
        self.number.setObjectName("field-number")
        self.typeface = ToldChoice(theme, self.tr("Font"), "field-font")
        self.typesize = ToldChoice(theme, self.tr("Size"), "field-font-size")
        self.hidden = QCheckBox(self.tr("Not seen on the page"))
        self.hidden.setObjectName("field-hidden")
        self._members: dict[QWidget, str] = {
            self.placement: "placement",
            self.level: "level_of_assurance",
            self.placeholder: "placeholder",
            self.format: "format",
            self.several: "multiline",
            self.number: "field_type",
            self.typeface: "font",
            self.typesize: "font",
            self.hidden: "display",
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        for widget in self._members:
            layout.addWidget(widget)
        self._connect()

    def show_field(self, field: Field, said: JsonObject, api_version: int) -> None:
        """Show what is said of a field, as far as its kind and the version have it."""
        self._said = said
        members = MEMBERS.get(field.type, frozenset())
        for widget, name in self._members.items():
            widget.setVisible(name in members)
        self.placement.setVisible(bool(field.anchor) and "placement" in members)
        self.number.setVisible("field_type" in members and api_version >= _V4)
        self.placement.show_value(_text(said, "placement"), _placements(), locked=False)
        levels = said.get("level_of_assurance")
        level = _SEVERAL.join(map(str, levels)) if isinstance(levels, list) else ""
        self.level.show_value(level, _levels(api_version), locked=False)
        in_person = field.type is FieldType.IN_PERSON_SIGNATURE
        label = self.tr("Who signs in person") if in_person else self.tr("Hint in the empty field")
        self.placeholder.label.setText(label)
        self.placeholder.editor.setAccessibleName(label)
        self.placeholder.show_value(_text(said, "placeholder"), locked=False)
        self.format.show_value(_text(said, "format"), _formats(), locked=False)
        font = said.get("font")
        told = font if isinstance(font, dict) else {}
        self.typeface.show_value(_text(told, "name"), _fonts(), locked=False)
        size = told.get("size")
        self.typesize.show_value("" if size is None else str(size), _sizes(), locked=False)
        _check(self.several, on=said.get("multiline") is True)
        _check(self.number, on=said.get("field_type") == "Number")
        _check(self.hidden, on=said.get("display") == "INVISIBLE")

    def _connect(self) -> None:
        self.placement.chosen.connect(self._on_placement)
        self.level.chosen.connect(self._on_level)
        self.placeholder.typed.connect(self._on_placeholder)
        self.format.chosen.connect(self._on_format)
        self.several.toggled.connect(self._on_several)
        self.number.toggled.connect(self._on_number)
        self.typeface.chosen.connect(self._on_font)
        self.typesize.chosen.connect(self._on_size)
        self.hidden.toggled.connect(self._on_hidden)

    @Slot(str)
    def _on_placement(self, placement: str) -> None:
        self.told.emit("placement", placement or None, "")

    @Slot(str)
    def _on_level(self, level: str) -> None:
        self.told.emit("level_of_assurance", level.split(_SEVERAL) if level else None, "")

    @Slot(str)
    def _on_placeholder(self, text: str) -> None:
        self.told.emit("placeholder", text, "placeholder")

    @Slot(str)
    def _on_format(self, form: str) -> None:
        self.told.emit("format", form or None, "")

    @Slot(bool)
    def _on_several(self, on: bool) -> None:
        self.told.emit("multiline", on or None, "")

    @Slot(bool)
    def _on_number(self, on: bool) -> None:
        self.told.emit("field_type", "Number" if on else None, "")

    @Slot(str)
    def _on_font(self, name: str) -> None:
        self._tell_font("name", name or None)

    @Slot(str)
    def _on_size(self, size: str) -> None:
        self._tell_font("size", int(size) if size else None)

    def _tell_font(self, name: str, value: JsonValue) -> None:
        before = self._said.get("font")
        font = dict(before) if isinstance(before, dict) else {}
        font.pop(name, None)
        if value is not None:
            font[name] = value
        self.told.emit("font", font, "")

    @Slot(bool)
    def _on_hidden(self, on: bool) -> None:
        self.told.emit("display", "INVISIBLE" if on else None, "")


def _placements() -> tuple[tuple[str, str], ...]:
    translate = QCoreApplication.translate
    words = {
        "LEFT": translate("Pages", "Left of the words, wherever they are"),
        "RIGHT": translate("Pages", "Right of the words, wherever they are"),
        "TOP": translate("Pages", "Above the words, wherever they are"),
        "BOTTOM": translate("Pages", "Below the words, wherever they are"),
    }
    here = translate("Pages", "Exactly here")
    return (("", here), *((each, words[each]) for each in PLACEMENTS))


def _levels(api_version: int) -> tuple[tuple[str, str], ...]:
    """v3 tells only whether a certificate is used; v4 names the level."""
    translate = QCoreApplication.translate
    electronic = translate("Pages", "Electronic, without an account")
    if api_version < _V4:
        certified = translate("Pages", "Digital, with the signer’s certificate")
        return (("", electronic), (_WITH_CERTIFICATE, certified))
    words = {
        "ADVANCED_ELECTRONIC_SIGNATURE": translate("Pages", "Advanced"),
        "HIGH_TRUST_ADVANCED": translate("Pages", "Advanced, of high trust"),
        "QUALIFIED_ELECTRONIC_SIGNATURE": translate("Pages", "Qualified"),
        "ELECTRONIC_SEAL": translate("Pages", "Electronic seal"),
        "ADVANCED_ELECTRONIC_SEAL": translate("Pages", "Advanced seal"),
        "QUALIFIED_ELECTRONIC_SEAL": translate("Pages", "Qualified seal"),
    }
    return (("", electronic), *((each, words[each]) for each in LEVELS if each in words))


def _formats() -> tuple[tuple[str, str], ...]:
    usual = QCoreApplication.translate("Pages", "As usual there ({format})")
    return (("", usual.format(format=USUAL_DATE)), *((each, each) for each in DATE_FORMATS))


def _fonts() -> tuple[tuple[str, str], ...]:
    own = QCoreApplication.translate("Pages", "SigningHub’s own")
    return (("", own), *((each, each.title()) for each in FONTS))


def _sizes() -> tuple[tuple[str, str], ...]:
    own = QCoreApplication.translate("Pages", "SigningHub’s own")
    return (("", own), *((str(each), str(each)) for each in FONT_SIZES))


def _text(said: JsonObject, name: str) -> str:
    value = said.get(name)
    return value if isinstance(value, str) else ""


def _check(box: QCheckBox, *, on: bool) -> None:
    with QSignalBlocker(box):
        box.setChecked(on)
