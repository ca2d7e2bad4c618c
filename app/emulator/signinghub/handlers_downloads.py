"""What can be fetched of a package: its documents, pictures of pages, signature checks."""

import base64
import io
import re
import zipfile

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.sealing import seal
from app.emulator.signinghub import errors, page_image
from app.emulator.signinghub.call import Call
from app.emulator.signinghub.journey import check_opening, check_window
from app.emulator.signinghub.records import Document, Package
from app.emulator.signinghub.words import ProcessStatus, WorkflowStatus

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_LARGEST = 4000
_RESOLUTION = re.compile(r"(\d{1,4})x(\d{1,4})")


def download_package(call: Call) -> Response:
    """GET package: the PDF of one document, or a ZIP of several."""
    return _binary(_package_file(_downloadable(call)))


def download_package_text(call: Call) -> Response:
    """GET package/base64: the same as text."""
    return _text(_package_file(_downloadable(call)))


def download_document(call: Call) -> Response:
    """GET document: its PDF."""
    package = _downloadable(call)
    return _binary(sealed(package, call.document(package)))


def download_document_text(call: Call) -> Response:
    """GET document/base64: the same as text."""
    package = _downloadable(call)
    return _text(sealed(package, call.document(package)))


def page(call: Call) -> Response:
    """GET images/{page}/{resolution}: a picture of a page, white in practice."""
    return Response(_picture(call), content_type="image/png")


def page_text(call: Call) -> Response:
    """GET images/{page}/{resolution}/base64: the same as text."""
    return _text(_picture(call))


def verify_package(call: Call) -> Response:
    """GET package/verification: the signatures in every document."""
    package = call.visible()
    return json_answer([_verification(one, call) for one in package.documents])


def verify_document(call: Call) -> Response:
    """GET document/verification: the signatures in it."""
    package = call.visible()
    return json_answer(_verification(call.document(package), call))


def sealed(package: Package, document: Document) -> bytes:
    """The document as it can be downloaded now: with a page about whoever has acted."""
    lines = [
        f"{r.status.value.capitalize()} by {r.label} <{r.processed_by}>, "
        f"{r.processed_on:%Y-%m-%d %H:%M:%S} UTC"
        for r in package.recipients
        if r.status in (ProcessStatus.SIGNED, ProcessStatus.REVIEWED, ProcessStatus.EDITED)
    ]
    if not lines or document.kind == "XML":
        return document.content
    return seal(document.content, package.name, lines)


def _downloadable(call: Call) -> Package:
    package = call.visible()
    if package.status is WorkflowStatus.DRAFT:
        raise errors.draft_download()
    check_access(call, package)
    return package


def check_access(call: Call, package: Package) -> None:
    """Refuse a recipient before or after the access window, or without password or code.

    They come in the headers `x-password` and `x-otp`. No window holds the owner back.
    """
    headers = call.request.headers
    for recipient in package.recipients:
        if recipient.is_played_by(call.user.email):
            if not package.is_owned_by(call.user.email):
                check_window(recipient, call.site.state.now())
            check_opening(recipient, password=headers.get("x-password"), otp=headers.get("x-otp"))


def _binary(content: bytes) -> Response:
    return Response(content, content_type="application/octet-stream")


def _package_file(package: Package) -> bytes:
    if len(package.documents) == 1:
        return sealed(package, package.documents[0])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number, document in enumerate(package.documents, 1):
            name = f"{number} {document.name}.pdf"
            archive.writestr(zipfile.ZipInfo(name, _ZIP_DATE), sealed(package, document))
    return packed.getvalue()


def _text(content: bytes) -> Response:
    return json_answer({"base64": base64.b64encode(content).decode()})


def _picture(call: Call) -> bytes:
    package = call.visible()
    check_access(call, package)
    document = call.document(package)
    size = _RESOLUTION.fullmatch(str(call.parts["resolution"]))
    if size is None or not 1 <= call.number("page") <= document.pages:
        raise errors.invalid("no such page or resolution")
    width, height = int(size.group(1)), int(size.group(2))
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        raise errors.invalid("the resolution is empty or too large")
    return page_image.white(width, height)


def _verification(document: Document, call: Call) -> JsonObject:
    signatures: list[JsonValue] = [
        {
            "field_name": field.name,
            "signer_name": field.recipient.label,
            "signed_on": call.pen.date(field.recipient.processed_on),
            "signature_status": "TRUSTED",
        }
        for field in document.fields
        if field.recipient.status is ProcessStatus.SIGNED and "signature" in field.kind
    ]
    return {
        "document_id": call.pen.id(document.document_id),
        "document_name": document.name,
        "signatures": signatures,
    }
