"""Packages as a whole: list, add, rename, delete, download, report."""

import io
import zipfile

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.sealing import seal, write_pdf
from app.emulator.signinghub import errors, rendering
from app.emulator.signinghub.call import Call
from app.emulator.signinghub.journey import check_opening, check_window
from app.emulator.signinghub.reading import decoded
from app.emulator.signinghub.records import Document, Package
from app.emulator.signinghub.words import (
    PackageStatus,
    ProcessStatus,
    WorkflowMode,
    WorkflowStatus,
)

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def list_packages(call: Call) -> Response:
    """GET packages/{status}/{page}/{records}; folder and search text come in headers."""
    status = str(call.parts["status"])
    page, records = call.number("page"), call.number("records")
    if status != "ALL" and status not in set(PackageStatus):
        raise errors.invalid("unknown document status")
    if page < 1 or records < 1:
        raise errors.invalid("page and records begin at 1")
    folder = decoded(call.request.headers.get("x-folder"))
    wanted = (decoded(call.request.headers.get("x-search-text")) or "").casefold()
    found = [
        package
        for package in call.site.state.listed(call.user)
        if status in ("ALL", package.status_for(call.user.email))
        and folder in (None, "", package.folder)
        and wanted in package.name.casefold()
    ]
    shown = found[(page - 1) * records : page * records]
    response = json_answer([rendering.package_row(one, call.user, call.pen) for one in shown])
    response.headers["x-total-records"] = str(len(found))
    return response


def add_package(call: Call) -> Response:
    """POST packages: a new draft."""
    body = call.members("package_name", "workflow_mode", *(("folder_name",) if call.v4 else ()))
    package = call.site.state.add_package(
        call.user,
        name=body.text("package_name") or "Untitled",
        mode=body.word("workflow_mode", WorkflowMode) or WorkflowMode.ONLY_OTHERS,
        folder=(body.text("folder_name") if call.v4 else None) or "INBOX",
    )
    return json_answer(
        {
            "package_id": call.pen.id(package.package_id),
            "workflow_mode": package.mode.value,
            "workflow_type": package.type.value,
        }
    )


def rename_package(call: Call) -> Response:
    """PUT package: another name."""
    name = call.members("package_name").required_text("package_name")
    package = call.draft()
    package.name = name
    call.site.state.touch(package)
    return Response()


def delete_package(call: Call) -> Response:
    """DELETE package: out of the own inbox, with everything that follows from it."""
    call.site.state.delete(call.user, call.package_id)
    return Response()


def download_package(call: Call) -> Response:
    """GET package: the PDF of one document, or a ZIP of several."""
    package = _downloadable(call)
    if len(package.documents) == 1:
        return _binary(sealed(package, package.documents[0]))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number, document in enumerate(package.documents, 1):
            name = f"{number} {document.name}.pdf"
            archive.writestr(zipfile.ZipInfo(name, _ZIP_DATE), sealed(package, document))
    return _binary(packed.getvalue())


def download_document(call: Call) -> Response:
    """GET document: its PDF."""
    package = _downloadable(call)
    return _binary(sealed(package, call.document(package)))


def report(call: Call) -> Response:
    """GET report: the evidence of a completed package, for its owner."""
    package = call.owned()
    if package.status is not WorkflowStatus.COMPLETED or not call.site.settings.evidence_reports:
        raise errors.not_allowed()
    lines = [
        f"{entry.at:%Y-%m-%d %H:%M:%S} UTC  {entry.action.value}  {entry.name} <{entry.email}>"
        for entry in package.log
    ]
    return _binary(write_pdf([(f"Process evidence: {package.name}", lines)]))


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
