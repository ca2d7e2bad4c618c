"""The list of packages, page by page; v4 filters and sorts it by its query."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.signinghub import errors, rendering
from app.emulator.signinghub.call import Call
from app.emulator.signinghub.reading import decoded
from app.emulator.signinghub.records import Package
from app.emulator.signinghub.words import PackageStatus, WorkflowStatus

_EXPIRING = "EXPIRING_IN_SEVEN_DAYS"
_Wish = Callable[[Package, str, str], bool]
_SWITCHES = ("true", "false")


def list_packages(call: Call) -> Response:
    """GET packages/{status}/{page}/{records}; folder and search text come in headers."""
    status = str(call.parts["status"])
    page, records = call.number("page"), call.number("records")
    known = {"ALL", *PackageStatus, *((_EXPIRING,) if call.v4 else ())}
    if status not in known:
        raise errors.invalid("unknown document status")
    if page < 1 or records < 1:
        raise errors.invalid("page and records begin at 1")
    folder = decoded(call.request.headers.get("x-folder"))
    if not folder and call.site.settings.list_without_folder == "inbox":
        folder = "INBOX"
    wanted = (decoded(call.request.headers.get("x-search-text")) or "").casefold()
    found = [
        package
        for package in call.site.state.listed(call.user)
        if _stands(package, status, call)
        and folder in (None, "", package.folder)
        and wanted in package.name.casefold()
    ]
    found = _asked(found, call)
    shown = found[(page - 1) * records : page * records]
    response = json_answer([rendering.package_row(one, call.user, call.pen) for one in shown])
    response.headers["x-total-records"] = str(len(found))
    return response


def _stands(package: Package, status: str, call: Call) -> bool:
    if status == _EXPIRING:
        now = call.site.state.now()
        ends = [recipient.access_end for recipient in package.in_turn()]
        return package.status is WorkflowStatus.IN_PROGRESS and any(
            end is not None and now <= end <= now + timedelta(days=7) for end in ends
        )
    return status in ("ALL", package.status_for(call.user.email))


def _asked(found: list[Package], call: Call) -> list[Package]:
    """What is left by the query, in the order that it asks for."""
    query = MultiDict(call.request.args)
    for name, value in query.items():
        if name not in (*_WISHES, "sort-by", "asc"):
            raise errors.invalid(f"unknown parameter {name}")
        wish = _WISHES.get(name)
        if wish is not None:
            found = [package for package in found if wish(package, value, call.user.email)]
    order = query.get("sort-by")
    if order is not None and order not in _ORDERS:
        raise errors.invalid(f"sort-by is not one of {', '.join(_ORDERS)}")
    if query.get("asc", "true") not in _SWITCHES:
        raise errors.invalid("asc is not true or false")
    if order is None:
        return found
    return sorted(found, key=_ORDERS[order], reverse=query.get("asc") != "true")


def _size(package: Package) -> int:
    return sum(len(document.content) for document in package.documents)


def _number(text: str) -> int:
    if not text.isdecimal():
        raise errors.invalid("a number is expected")
    return int(text)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise errors.invalid("a date is expected") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _switch(text: str) -> bool:
    if text not in _SWITCHES:
        raise errors.invalid("true or false is expected")
    return text == "true"


def _owned_by(package: Package, value: str, email: str) -> bool:
    owned = package.is_owned_by(email)
    match value:
        case "ME":
            return owned
        case "OTHERS":
            return not owned
        case "ME_OTHERS":
            return True
        case _:
            raise errors.invalid("owned-by is not one of ME_OTHERS, ME, OTHERS")


def _of_type(package: Package, value: str, _email: str) -> bool:
    if value not in ("ALL", "PDF", "DOCX", "XML"):
        raise errors.invalid("document-type is not one of ALL, PDF, DOCX, XML")
    return value == "ALL" or any(document.kind == value for document in package.documents)


_WISHES: dict[str, _Wish] = {
    "package-name": lambda package, value, _: value.casefold() in package.name.casefold(),
    "package-id": lambda package, value, _: package.package_id == _number(value),
    "document-id": lambda package, value, _: any(
        document.document_id == _number(value) for document in package.documents
    ),
    "recipient-from": lambda package, value, _: len(package.recipients) >= _number(value),
    "recipient-to": lambda package, value, _: len(package.recipients) <= _number(value),
    "modified-from": lambda package, value, _: package.modified_on >= _moment(value),
    "modified-to": lambda package, value, _: package.modified_on <= _moment(value),
    "size-from": lambda package, value, _: _size(package) >= _number(value),
    "size-to": lambda package, value, _: _size(package) <= _number(value),
    "certified-documents": lambda package, value, _: (
        any(document.certify.enabled for document in package.documents) is _switch(value)
    ),
    "form-fields": lambda package, value, _: (
        any(document.form_fields for document in package.documents) is _switch(value)
    ),
    "document-type": _of_type,
    "document-statuses": lambda package, value, email: (
        package.status_for(email).value in value.split(",")
    ),
    "owned-by": _owned_by,
}
_ORDERS: dict[str, Callable[[Package], str | datetime]] = {
    "TITLE": lambda package: package.name.casefold(),
    "WORKFLOW_TYPE": lambda package: package.type.value,
    "DATE_CREATED": lambda package: package.uploaded_on,
    "LAST_MODIFIED": lambda package: package.modified_on,
    "OWNER": lambda package: package.owner.email,
    "LOCATION": lambda package: package.folder,
    "STATUS": lambda package: package.status.value,
}
