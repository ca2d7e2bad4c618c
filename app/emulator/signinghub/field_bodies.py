"""Fields as requests describe them, kind by kind."""

from app.emulator.signinghub import errors
from app.emulator.signinghub.drawing import NewField
from app.emulator.signinghub.options import Box, FieldContent
from app.emulator.signinghub.reading import Members

_EVERY = ("order", "page_no", "field_name", "dimensions")
_RULES = ("MANDATORY", "OPTIONAL")
_TEXTS = ("TEXT", "NAME", "EMAIL", "COMPANY", "JOBTITLE", "DATE")
_FIELD_TYPES = ("Number", "Text")
_FONTS = ("COURIER", "HELVETICA")
_FONT_SIZES = range(8, 21, 2)
_LONGEST_TEXT = 9999
_SIGNATURES = ("digital_signature", "electronic_signature", "signature")
_ELECTRONIC = "ELECTRONIC_SIGNATURE"
_ASSURANCES = frozenset(
    {
        _ELECTRONIC,
        "ADVANCED_ELECTRONIC_SIGNATURE",
        "HIGH_TRUST_ADVANCED",
        "QUALIFIED_ELECTRONIC_SIGNATURE",
        "ELECTRONIC_SEAL",
        "ADVANCED_ELECTRONIC_SEAL",
        "QUALIFIED_ELECTRONIC_SEAL",
    }
)
_TEXT_MEMBERS = (
    "type",
    "format",
    "placeholder",
    "value",
    "max_length",
    "multiline",
    "field_type",
    "validation_rule",
    "font",
)
_MEMBERS: dict[str, tuple[str, ...]] = {
    "digital_signature": ("display",),
    "electronic_signature": ("display", "authentication"),
    "signature": ("display", "level_of_assurance", "authentication_signing"),
    "in_person_signature": ("placeholder", "display"),
    "initials": (),
    "text": _TEXT_MEMBERS,
    "radio": ("value", "validation_rule", "radio_group_name"),
    "checkbox": ("value", "validation_rule"),
}
KINDS = tuple(_MEMBERS)
_AUTO_V3 = {
    "ELECTRONIC_SIGNATURE": "electronic_signature",
    "DIGITAL_SIGNATURE": "digital_signature",
    "RadioBox": "radio",
    "CheckBox": "checkbox",
}
_AUTO_V4 = {"SIGNATURE": "signature", "RADIOBOX": "radio", "CHECKBOX": "checkbox", "NUMBER": "text"}
_AUTO_BOTH = {
    "IN_PERSON_SIGNATURE": "in_person_signature",
    "INITIALS": "initials",
    **dict.fromkeys(_TEXTS, "text"),
}
_TICK = (10.0, 10.0)
_LINE = (200.0, 24.0)
_SIGNATURE = (200.0, 80.0)
AUTOPLACED = (
    "search_text",
    "order",
    "field_type",
    "placement",
    "dimensions",
    "placeholder",
    "value",
    "format",
    "max_length",
    "multiline",
    "validation_rule",
    "font",
    "radio_group_name",
    "level_of_assurance",
)
"""What POST fields/autoplace takes."""


def allowed(kind: str) -> tuple[str, ...]:
    """The members of a field of that kind."""
    return (*_EVERY, *_MEMBERS[kind])


def new_field(kind: str, body: Members, *, v4: bool) -> NewField:
    """A field of that kind; v4 tells signatures apart by their level of assurance."""
    levels: tuple[str, ...] = ()
    number, totp = None, False
    if kind == "signature":
        levels = tuple(body.words("level_of_assurance", _ASSURANCES))
        number, totp = _signing_codes(body)
    if kind == "electronic_signature":
        part = body.part("authentication", frozenset({"enabled", "sms_otp"}))
        number = _signing_number(part, "sms_otp")
    return NewField(
        kind=_kind(kind, levels),
        order=body.positive("order"),
        page=body.positive("page_no"),
        box=_box(body, kind),
        name=body.text("field_name"),
        visible=_visible(body) if "display" in _MEMBERS[kind] else True,
        otp_mobile_number=number,
        totp=totp,
        levels=levels,
        content=_content(kind, body, v4=v4),
    )


def autoplaced(body: Members, *, v4: bool) -> NewField:
    """The pattern of fields that are placed by text; page and place are still to come."""
    kinds = {**_AUTO_BOTH, **(_AUTO_V4 if v4 else _AUTO_V3)}
    wanted = body.required_text("field_type")
    if wanted not in kinds:
        raise errors.invalid(f"field_type is not one of {', '.join(kinds)}")
    kind = kinds[wanted]
    levels: tuple[str, ...] = ()
    if body.holds("level_of_assurance"):
        levels = tuple(body.words("level_of_assurance", _ASSURANCES))
    text_type = wanted if wanted in _TEXTS else "TEXT"
    # Here `field_type` names the kind of field; POST fields/text has another member of that name.
    content_type = "Number" if wanted == "NUMBER" else "Text" if v4 else ""
    return NewField(
        kind=_kind(kind, levels),
        order=body.positive("order"),
        page=1,
        box=_size(body, kind),
        levels=levels,
        content=_content(kind, body, v4=v4, type_=text_type, field_type=content_type),
    )


def _kind(kind: str, levels: tuple[str, ...]) -> str:
    if kind != "signature":
        return kind
    return "electronic_signature" if not levels or _ELECTRONIC in levels else "digital_signature"


def _content(
    kind: str, body: Members, *, v4: bool, type_: str = "", field_type: str = ""
) -> FieldContent:
    match kind:
        case "in_person_signature":
            return FieldContent(placeholder=body.text("placeholder") or "")
        case "text":
            return _text(body, v4=v4, type_=type_, field_type=field_type)
        case "radio":
            group = body.required_text("radio_group_name")
            return FieldContent(value=_tick(body), mandatory=_mandatory(body), radio_group=group)
        case "checkbox":
            return FieldContent(value=_tick(body), mandatory=_mandatory(body))
        case _:
            return FieldContent()


def _text(body: Members, *, v4: bool, type_: str, field_type: str) -> FieldContent:
    type_ = type_ or _one_of(body, "type", _TEXTS) or "TEXT"
    if v4 and not field_type:
        field_type = _one_of(body, "field_type", _FIELD_TYPES) or "Text"
    length = body.number("max_length")
    if length is not None and not 1 <= length <= _LONGEST_TEXT:
        raise errors.invalid(f"max_length is not from 1 to {_LONGEST_TEXT}")
    return FieldContent(
        type=type_,
        field_type=field_type,
        format=body.text("format") or ("dd/mm/yyyy" if type_ == "DATE" else ""),
        placeholder=body.text("placeholder") or "",
        value=body.text("value") or "",
        max_length=length,
        multiline=body.flag("multiline") or False,
        mandatory=_mandatory(body),
        font=_font(body),
    )


def _font(body: Members) -> tuple[str, int, int | None] | None:
    part = body.part("font", frozenset({"name", "size", "embedded_size"}))
    if part is None:
        return None
    name = _one_of(part, "name", _FONTS) or "HELVETICA"
    size = part.number("size") or _FONT_SIZES.start
    if size not in _FONT_SIZES:
        raise errors.invalid("size is not an even number from 8 to 20")
    return name, size, part.number("embedded_size")


def _one_of(body: Members, name: str, words: tuple[str, ...]) -> str | None:
    word = body.text(name)
    if word is not None and word not in words:
        raise errors.invalid(f"{name} is not one of {', '.join(words)}")
    return word


def _tick(body: Members) -> str:
    return _one_of(body, "value", ("true", "false")) or "false"


def _mandatory(body: Members) -> bool:
    return (_one_of(body, "validation_rule", _RULES) or "MANDATORY") == "MANDATORY"


def _visible(body: Members) -> bool:
    return (_one_of(body, "display", ("VISIBLE", "INVISIBLE")) or "VISIBLE") == "VISIBLE"


def _box(body: Members, kind: str) -> Box:
    box = body.box("dimensions") if kind != "checkbox" else _square(body)
    if kind == "checkbox" and box.width != box.height:
        raise errors.invalid("a checkbox is a square")
    return box


def _square(body: Members) -> Box:
    """The place of a checkbox, ten pixels wide and high where nothing else is said."""
    part = body.required_part("dimensions", frozenset({"x", "y", "width", "height"}))
    width = part.length("width") if part.holds("width") else _TICK[0]
    height = part.length("height") if part.holds("height") else _TICK[1]
    return Box(x=part.length("x"), y=part.length("y"), width=width, height=height)


def _size(body: Members, kind: str) -> Box:
    usual = _LINE if kind == "text" else _TICK if kind in ("radio", "checkbox") else _SIGNATURE
    part = body.part("dimensions", frozenset({"width", "height"}))
    if part is None:
        return Box(x=0, y=0, width=usual[0], height=usual[1])
    return Box(x=0, y=0, width=part.length("width"), height=part.length("height"))


def _signing_codes(body: Members) -> tuple[str | None, bool]:
    """v4: the number that a signing code goes to, and whether an authenticator's is asked."""
    part = body.part("authentication_signing", frozenset({"enabled", "otp", "totp"}))
    if part is None or not part.flag("enabled"):
        return None, False
    totp = part.part("totp", frozenset({"enabled"}))
    return _signing_number(part, "otp"), totp is not None and bool(totp.flag("enabled"))


def _signing_number(authentication: Members | None, name: str) -> str | None:
    """The number that a signing code goes to; None when none is asked."""
    if authentication is None or not authentication.flag("enabled"):
        return None
    otp = authentication.part(name, frozenset({"enabled", "mobile_number"}))
    if otp is None or not otp.flag("enabled"):
        return None
    return otp.required_text("mobile_number")
