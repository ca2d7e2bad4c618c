"""The JSON bodies of documents and of the fields in them."""

from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.signinghub.options import Certify
from app.emulator.signinghub.pen import Pen
from app.emulator.signinghub.records import Document, Field, Package
from app.emulator.signinghub.words import CertifyPermission, ProcessStatus

_KINDS_V3 = ("digital_signature", "electronic_signature", "in_person_signature", "initials")
_KINDS_V4 = ("signature", "in_person_signature", "initials")


def in_workflow(package: Package, document: Document, pen: Pen) -> JsonObject:
    """An entry of `documents` in GET workflow."""
    uploaded_on = pen.date(document.uploaded_on)
    body = _document(package, document, pen)
    if not pen.v4:
        return body | {"uploaded_on": uploaded_on}
    signed = any(field.recipient.status is ProcessStatus.SIGNED for field in document.fields)
    return body | {
        "created_on": uploaded_on,
        "locked": False,
        "attachments": False,
        "document_size": len(document.content),
        "has_signed_signature_fields": signed,
    }


def details(package: Package, document: Document, pen: Pen) -> JsonObject:
    """One document of a package."""
    return pen.body(
        {
            **_document(package, document, pen),
            "uploaded_on": pen.date(document.uploaded_on),
        }
    )


def uploaded(package: Package, document: Document, pen: Pen) -> JsonObject:
    """What an upload answers: in v3 the id alone, in v4 the id three times with everything."""
    number = pen.id(document.document_id)
    if not pen.v4:
        return {"documentid": number}
    return {
        **details(package, document, pen),
        "documentid": number,
        "documentId": number,
        "document_size": len(document.content),
        "package_name": package.name,
        "metadata": {"form_fields": document.form_fields, "locked": False},
    }


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


def _document(package: Package, document: Document, pen: Pen) -> JsonObject:
    template: JsonValue = None
    if document.template is not None:
        template = {
            "template_id": pen.id(document.template.template_id),
            "template_name": document.template.name,
            "read_only": document.template.read_only,
        }
    order = next(n for n, other in enumerate(package.documents, 1) if other is document)
    return {
        "document_id": pen.id(document.document_id),
        "document_name": document.name,
        "document_order": order,
        "document_type": document.kind,
        "document_source": document.source,
        "document_width": document.width,
        "document_height": document.height,
        "document_pages": document.pages,
        "modified_on": pen.date(document.modified_on),
        "form_fields": document.form_fields,
        "lock_form_fields": document.lock_form_fields,
        "template": template,
        "certify": _certify(document.certify, pen),
    }


def _certify(certify: Certify, pen: Pen) -> JsonObject:
    if not pen.v4:
        return {"enabled": certify.enabled, "permission": certify.permission.value}
    allowed: list[JsonValue] = [permission.value for permission in CertifyPermission]
    return {
        "enabled": certify.enabled,
        "allowed_permissions": allowed,
        "default_permission": certify.permission.value,
    }


def _field(package: Package, document: Document, field: Field, number: int, pen: Pen) -> JsonObject:
    done = field.recipient.status is ProcessStatus.SIGNED
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
        "display": "VISIBLE" if field.visible else "INVISIBLE",
        "authentication": {
            "enabled": field.otp_mobile_number is not None,
            "sms_otp": {
                "enabled": field.otp_mobile_number is not None,
                "mobile_number": field.otp_mobile_number or "",
            },
        },
    }
