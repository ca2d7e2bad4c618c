"""The JSON bodies of documents."""

from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.signinghub.options import Certify
from app.emulator.signinghub.pen import Pen
from app.emulator.signinghub.records import Document, Package
from app.emulator.signinghub.words import CertifyPermission, ProcessStatus


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
        "conformance_level": "",
        "formatted": True,
        "update_required": False,
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
        "certify": certification(document.certify, pen),
    }


def certification(certify: Certify, pen: Pen) -> JsonObject:
    """Whether a document is certified, and what it then allows."""
    if not pen.v4:
        return {"enabled": certify.enabled, "permission": certify.permission.value}
    allowed: list[JsonValue] = [permission.value for permission in CertifyPermission]
    return {
        "enabled": certify.enabled,
        "allowed_permissions": allowed,
        "default_permission": certify.permission.value,
    }
