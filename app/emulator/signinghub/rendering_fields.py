"""The JSON bodies of the fields in a document."""

from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.signinghub.options import FieldContent
from app.emulator.signinghub.pen import Pen
from app.emulator.signinghub.records import Document, Field, Package
from app.emulator.signinghub.words import ProcessStatus

_LATER = ("in_person_signature", "initials", "text", "radio", "checkbox")
_KINDS_V3 = ("digital_signature", "electronic_signature", *_LATER)
_KINDS_V4 = ("signature", *_LATER)
_USUAL_LEVELS = {
    "electronic_signature": "ELECTRONIC_SIGNATURE",
    "digital_signature": "QUALIFIED_ELECTRONIC_SIGNATURE",
}
_ACTED = (ProcessStatus.SIGNED, ProcessStatus.EDITED)


def fields(package: Package, document: Document, page: int, pen: Pen) -> JsonObject:
    """The fields on one page, filed by kind."""
    body: JsonObject = {}
    for kind in _KINDS_V4 if pen.v4 else _KINDS_V3:
        found = [f for f in document.fields if _filed(f, pen) == kind and f.page == page]
        body[kind] = [
            _field(package, document, field, number, pen) for number, field in enumerate(found, 1)
        ]
    return body


def _filed(field: Field, pen: Pen) -> str:
    """v4 has one kind where v3 tells digital from electronic signatures."""
    if pen.v4 and field.kind in ("digital_signature", "electronic_signature"):
        return "signature"
    return field.kind


def _field(package: Package, document: Document, field: Field, number: int, pen: Pen) -> JsonObject:
    done = field.recipient.status in _ACTED
    outcome = field.recipient
    return {
        "order": package.position(field.recipient),
        "tab_order": number,
        "display_order": number,
        "field_name": field.name,
        "page_no": field.page,
        "embedded": False,
        "type": "SIGNED" if done else "ASSIGNED",
        "process_status": "PROCESSED" if done else "UN_PROCESSED",
        "processed_on": pen.date(outcome.processed_on) if done else None,
        "processed_as": outcome.processed_as.value if done and outcome.processed_as else "",
        "processed_by": outcome.processed_by if done else "",
        "dimensions": {
            "field": {
                "x": field.box.x,
                "y": field.box.y,
                "width": field.box.width,
                "height": field.box.height,
            },
            "page": {"width": document.width, "height": document.height},
        },
        **_special(field, pen),
    }


def _special(field: Field, pen: Pen) -> JsonObject:
    """The members that only this kind of field has."""
    content = field.content
    rule = "MANDATORY" if content.mandatory else "OPTIONAL"
    match field.kind:
        case "text":
            body: JsonObject = {
                "text_type": content.type,
                "format": content.format,
                "placeholder": content.placeholder,
                "value": content.value,
                "max_length": content.max_length,
                "multiline": content.multiline,
                "validation_rule": rule,
                "font": _font(content),
            }
            return body | ({"field_type": content.field_type} if pen.v4 else {})
        case "radio":
            group = content.radio_group
            return {"value": content.value, "validation_rule": rule, "radio_group_name": group}
        case "checkbox":
            return {"value": content.value, "validation_rule": rule}
        case "initials":
            return {}
        case "in_person_signature":
            return {"placeholder": content.placeholder, "display": _display(field)}
        case _:
            return {"display": _display(field), **_signing(field, pen)}


def _signing(field: Field, pen: Pen) -> JsonObject:
    number = field.otp_mobile_number
    code: JsonObject = {
        "enabled": number is not None,
        "mobile_number": pen.mobile_number(number or ""),
    }
    if not pen.v4:
        return {"authentication": {"enabled": number is not None, "sms_otp": code}}
    levels: list[JsonValue] = list(field.levels or (_USUAL_LEVELS[field.kind],))
    return {
        "level_of_assurance": levels,
        "authentication_signing": {
            "enabled": number is not None or field.totp,
            "otp": code,
            "totp": {"enabled": field.totp},
        },
    }


def _font(content: FieldContent) -> JsonValue:
    if content.font is None:
        return None
    name, size, embedded = content.font
    return {"name": name, "size": size, "embedded_size": embedded}


def _display(field: Field) -> str:
    return "VISIBLE" if field.visible else "INVISIBLE"
