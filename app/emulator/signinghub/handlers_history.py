"""The history of a package: its entries, the details of one, the certificate, the report."""

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.sealing import write_pdf
from app.emulator.signinghub import errors, evidence, rendering
from app.emulator.signinghub.call import Call
from app.emulator.signinghub.reading import decoded, switch
from app.emulator.signinghub.records import LogEntry, Package
from app.emulator.signinghub.words import WorkflowStatus

_BINARY = "application/octet-stream"


def history(call: Call) -> Response:
    """GET log, in v4 also page by page and searched (header `x-search-text`)."""
    package, entries = _kept(call)
    shown = entries
    if "page" in call.parts:
        page, records = call.number("page"), call.number("records")
        if page < 1 or records < 1:
            raise errors.invalid("page and records begin at 1")
        wanted = (decoded(call.request.headers.get("x-search-text")) or "").casefold()
        entries = [entry for entry in entries if wanted in f"{entry.name} {entry.email}".casefold()]
        shown = entries[(page - 1) * records : page * records]
    response = json_answer(rendering.history(package, call.user, shown, call.pen))
    response.headers["x-total-records"] = str(len(entries))
    return response


def details(call: Call) -> Response:
    """GET log/{log_id}/details; `x-base64` puts certificates in."""
    package, entries = _kept(call)
    entry = _entry(call, entries)
    version = "v4" if call.v4 else "v3"
    url = (
        f"{call.request.host_url}{version}/packages/{package.package_id}/log/{entry.log_id}"
        f"/details/{evidence.key(entry)}"
    )
    whole = switch("x-base64", call.request.headers.get("x-base64"), default=False)
    return json_answer(
        call.pen.body(
            evidence.details(package, entry, certificate_url=url, whole=whole, pen=call.pen)
        )
    )


def certificate(call: Call) -> Response:
    """GET log/{log_id}/details/{encrypt_key}: the certificate, as the details name it."""
    _, entries = _kept(call)
    if str(call.parts["key"]) != evidence.key(_entry(call, entries)):
        raise errors.not_found()
    return Response(evidence.CERTIFICATE, content_type=_BINARY)


def report(call: Call) -> Response:
    """GET report: the evidence of a completed package, for its owner."""
    package = call.owned()
    if package.status is not WorkflowStatus.COMPLETED or not call.site.settings.evidence_reports:
        raise errors.not_allowed()
    lines = [
        f"{entry.at:%Y-%m-%d %H:%M:%S} UTC  {entry.action.value}  {entry.name} <{entry.email}>"
        for entry in package.log
    ]
    pdf = write_pdf([(f"Process evidence: {package.name}", lines)])
    return Response(pdf, content_type=_BINARY)


def _kept(call: Call) -> tuple[Package, list[LogEntry]]:
    """The package and what is left of its history."""
    package = call.visible()
    match call.site.settings.history:
        case "refused":
            raise errors.not_allowed()
        case "purged" if package.status.over:
            return package, []
        case _:
            return package, list(package.log)


def _entry(call: Call, entries: list[LogEntry]) -> LogEntry:
    for entry in entries:
        if entry.log_id == call.number("log_id"):
            return entry
    raise errors.not_found()
