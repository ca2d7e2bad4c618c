"""Documents of a package: upload, library, details, order, certification, templates."""

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.signinghub import drafting, rendering_documents, templating
from app.emulator.signinghub.call import Call
from app.emulator.signinghub.drafting import Upload
from app.emulator.signinghub.options import Certify
from app.emulator.signinghub.reading import switch
from app.emulator.signinghub.words import CertifyPermission


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


def add_library_document(call: Call) -> Response:
    """POST documents/library/{id}: a copy of a document from the shelf."""
    package = call.draft()
    state = call.site.state
    shelved = state.shelf.document(call.number("library_id"))
    document = state.upload(
        package, Upload(file_name=f"{shelved.name}.pdf", content=shelved.content, source="LIBRARY")
    )
    if call.v4:
        return json_answer(rendering_documents.uploaded(package, document, call.pen), 201)
    return json_answer(rendering_documents.details(package, document, call.pen), 201)


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


def reorder_document(call: Call) -> Response:
    """PUT document/reorder: to another position."""
    order = call.members("order").positive("order")
    package = call.draft()
    drafting.reorder_document(package, call.document(package), order)
    call.site.state.touch(package)
    return Response()


def certification(call: Call) -> Response:
    """GET certify: what a certified document allows, and whether its form fields are locked."""
    document = call.document(call.visible())
    return json_answer(
        {
            "certify": rendering_documents.certification(document.certify, call.pen),
            "lock_form_fields": document.lock_form_fields,
        }
    )


def certify(call: Call) -> Response:
    """PUT certify: what is left out stays."""
    body = call.members("certify", "lock_form_fields")
    newer = ("default_permission",) if call.v4 else ()
    part = body.part("certify", frozenset({"enabled", "permission", *newer}))
    package = call.draft()
    document = call.document(package)
    if part is not None:
        permission = part.word("permission", CertifyPermission)
        if permission is None and call.v4:
            permission = part.word("default_permission", CertifyPermission)
        document.certify = Certify(
            enabled=part.flag("enabled") or False,
            permission=permission or document.certify.permission,
        )
    lock = body.flag("lock_form_fields")
    document.lock_form_fields = document.lock_form_fields if lock is None else lock
    call.site.state.touch(package)
    return Response()


def apply_template(call: Call) -> Response:
    """POST document/template: the template of that name, on one document or on all of them."""
    body = call.members("template_name", "apply_to_all")
    name, everywhere = body.required_text("template_name"), body.flag("apply_to_all") or False
    package = call.draft()
    shelf = call.site.state.shelf
    if call.v4 and call.number("document_id") == 0 and package.documents:
        document, everywhere = package.documents[0], True
    else:
        document = call.document(package)
    chosen = package.documents if everywhere else [document]
    templating.apply(package, chosen, shelf.template(name), shelf)
    call.site.state.touch(package)
    return json_answer(rendering_documents.details(package, document, call.pen))
