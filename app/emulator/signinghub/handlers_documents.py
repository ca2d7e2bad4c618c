"""Documents of a package: upload, details, another name, signature fields."""

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.signinghub import drafting, errors, rendering_documents
from app.emulator.signinghub.call import Call
from app.emulator.signinghub.drafting import NewField, Upload
from app.emulator.signinghub.reading import Members, switch

_FIELD = ("order", "page_no", "field_name", "dimensions", "display")
_ELECTRONIC = "ELECTRONIC_SIGNATURE"
_ASSURANCES = frozenset(
    {
        _ELECTRONIC,
        "ADVANCED_ELECTRONIC_SIGNATURE",
        "HIGH_TRUST_ADVANCED",
        "QUALIFIED_ELECTRONIC_SIGNATURE",
    }
)


def upload_document(call: Call) -> Response:
    """POST documents: the raw bytes of a file, described by headers."""
    package = call.draft()
    call.check_media_type("application/octet-stream")
    headers = call.request.headers
    document = call.site.state.upload(
        package,
        Upload(
            file_name=headers.get("x-file-name", ""),
            content=call.request.get_data(cache=True),
            source=headers.get("x-source", ""),
            convert=switch("x-convert-document", headers.get("x-convert-document"), default=True),
        ),
    )
    return json_answer(rendering_documents.uploaded(package, document, call.pen), 201)


def document_details(call: Call) -> Response:
    """GET document details."""
    package = call.visible()
    return json_answer(rendering_documents.details(package, call.document(package), call.pen))


def rename_document(call: Call) -> Response:
    """PUT document: another name."""
    name = call.members("document_name").required_text("document_name")
    package = call.draft()
    document = call.document(package)
    document.name = name
    document.modified_on = call.site.state.now()
    call.site.state.touch(package)
    return Response()


def delete_document(call: Call) -> Response:
    """DELETE document: v4 answers with the name of the package, v3 with nothing."""
    package = call.draft()
    drafting.remove_document(package, call.document(package))
    call.site.state.touch(package)
    return json_answer({"package_name": package.name}) if call.v4 else Response()


def delete_field(call: Call) -> Response:
    """DELETE fields: the one that the body names."""
    name = call.members("field_name").required_text("field_name")
    package = call.draft()
    drafting.remove_field(call.document(package), name)
    call.site.state.touch(package)
    return Response()


def list_fields(call: Call) -> Response:
    """GET fields of one page."""
    package = call.visible()
    document = call.document(package)
    page = call.number("page")
    if not 1 <= page <= document.pages:
        raise errors.invalid("no such page")
    return json_answer(rendering_documents.fields(package, document, page, call.pen))


def add_digital_signature(call: Call) -> Response:
    """POST fields/digital_signature."""
    return _add(call, "digital_signature", call.members(*_FIELD), None)


def add_electronic_signature(call: Call) -> Response:
    """POST fields/electronic_signature; a code may be asked of the signer."""
    body = call.members(*_FIELD, "authentication")
    part = body.part("authentication", frozenset({"enabled", "sms_otp"}))
    return _add(call, "electronic_signature", body, _signing_number(part, "sms_otp"))


def add_signature(call: Call) -> Response:
    """POST fields/signature, where v4 tells the kinds apart by their level of assurance."""
    body = call.members(*_FIELD, "level_of_assurance", "authentication_signing")
    levels = body.words("level_of_assurance", _ASSURANCES)
    part = body.part("authentication_signing", frozenset({"enabled", "otp", "totp"}))
    kind = "electronic_signature" if _ELECTRONIC in levels else "digital_signature"
    return _add(call, kind, body, _signing_number(part, "otp"))


def _add(call: Call, kind: str, body: Members, mobile_number: str | None) -> Response:
    package = call.draft()
    display = body.text("display") or "VISIBLE"
    if display not in ("VISIBLE", "INVISIBLE"):
        raise errors.invalid("display is not one of VISIBLE, INVISIBLE")
    field = drafting.add_field(
        package,
        call.document(package),
        NewField(
            kind=kind,
            order=body.positive("order"),
            page=body.positive("page_no"),
            box=body.box("dimensions"),
            name=body.text("field_name"),
            visible=display == "VISIBLE",
            otp_mobile_number=mobile_number,
        ),
        unique=call.site.settings.repeated_fields == "refused",
    )
    call.site.state.touch(package)
    return json_answer({"field_name": field.name})


def _signing_number(authentication: Members | None, name: str) -> str | None:
    """The number that a signing code goes to; None when none is asked."""
    if authentication is None or not authentication.flag("enabled"):
        return None
    otp = authentication.part(name, frozenset({"enabled", "mobile_number"}))
    if otp is None or not otp.flag("enabled"):
        return None
    return otp.required_text("mobile_number")
