"""The door of the emulated SigningHub: which calls exist, who may make them."""

from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus

from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from app.emulator.json_answer import json_answer
from app.emulator.signinghub import errors, handlers_listing
from app.emulator.signinghub import handlers_accounts as accounts
from app.emulator.signinghub import handlers_acting as acting
from app.emulator.signinghub import handlers_documents as documents
from app.emulator.signinghub import handlers_downloads as downloads
from app.emulator.signinghub import handlers_fields as fields
from app.emulator.signinghub import handlers_history as log
from app.emulator.signinghub import handlers_packages as packages
from app.emulator.signinghub import handlers_recipients as recipients
from app.emulator.signinghub import handlers_settings as settings
from app.emulator.signinghub import handlers_shelf as shelf
from app.emulator.signinghub import handlers_workflow as workflow
from app.emulator.signinghub.call import Call, Visit
from app.emulator.signinghub.records import User
from app.emulator.signinghub.site import Site

_Public = Callable[[Visit], Response]
_Private = Callable[[Call], Response]

_PACKAGE = "/packages/<int:package_id>"
_RECIPIENT = f"{_PACKAGE}/workflow/<int:order>"
_LIST = "/packages/<status>/<int:page>/<int:records>"
_ROWS = "<int:records>/<int:page>"
_DOCUMENT = f"{_PACKAGE}/documents/<int:document_id>"

_WITHOUT_TOKEN: list[tuple[str, str, _Public]] = [
    ("POST", "/authenticate", accounts.authenticate),
    ("GET", "/<any(v3,v4):version>/about", accounts.about),
    ("POST", "/<any(v3,v4):version>/authentication/otp", accounts.send_login_code),
]


def _drawn(kinds: Iterable[str]) -> Iterator[tuple[str, str, _Private]]:
    """The two calls of each kind of field."""
    for kind in kinds:
        yield "POST", f"{_DOCUMENT}/fields/{kind}", fields.adding(kind)
        yield "PUT", f"{_DOCUMENT}/fields/{kind}", fields.updating(kind)


_WITH_TOKEN: list[tuple[str, str, _Private]] = [
    ("GET", "/settings/profile", accounts.profile),
    ("GET", f"/settings/contacts/{_ROWS}", shelf.contacts),
    ("POST", "/settings/contacts", shelf.add_contact),
    ("GET", f"/settings/groups/{_ROWS}", shelf.groups),
    ("GET", f"/settings/templates/{_ROWS}", shelf.templates),
    ("GET", f"/settings/library/{_ROWS}", shelf.library),
    ("GET", f"/account/notifications/{_ROWS}", shelf.notifications),
    ("GET", "/account/statistics/usage", shelf.usage),
    ("GET", "/account/statistics/documents", shelf.document_statistics),
    ("POST", "/packages", packages.add_package),
    ("GET", _LIST, handlers_listing.list_packages),
    ("GET", _PACKAGE, downloads.download_package),
    ("GET", f"{_PACKAGE}/base64", downloads.download_package_text),
    ("PUT", _PACKAGE, packages.rename_package),
    ("DELETE", _PACKAGE, packages.delete_package),
    ("PUT", f"{_PACKAGE}/owner", packages.change_owner),
    ("GET", f"{_PACKAGE}/open", packages.open_package),
    ("GET", f"{_PACKAGE}/close", packages.close_package),
    ("GET", f"{_PACKAGE}/verification", downloads.verify_package),
    ("GET", f"{_PACKAGE}/report", log.report),
    ("GET", f"{_PACKAGE}/log", log.history),
    ("GET", f"{_PACKAGE}/log/<int:log_id>/details", log.details),
    ("GET", f"{_PACKAGE}/log/<int:log_id>/details/<key>", log.certificate),
    ("POST", f"{_PACKAGE}/documents", documents.upload_document),
    ("POST", f"{_PACKAGE}/documents/library/<int:library_id>", documents.add_library_document),
    ("GET", _DOCUMENT, downloads.download_document),
    ("GET", f"{_DOCUMENT}/base64", downloads.download_document_text),
    ("PUT", _DOCUMENT, documents.rename_document),
    ("DELETE", _DOCUMENT, documents.delete_document),
    ("GET", f"{_DOCUMENT}/details", documents.document_details),
    ("GET", f"{_DOCUMENT}/images/<int:page>/<resolution>", downloads.page),
    ("GET", f"{_DOCUMENT}/images/<int:page>/<resolution>/base64", downloads.page_text),
    ("PUT", f"{_DOCUMENT}/reorder", documents.reorder_document),
    ("GET", f"{_DOCUMENT}/certify", documents.certification),
    ("PUT", f"{_DOCUMENT}/certify", documents.certify),
    ("POST", f"{_DOCUMENT}/template", documents.apply_template),
    ("GET", f"{_DOCUMENT}/verification", downloads.verify_document),
    ("GET", f"{_DOCUMENT}/fields/<int:page>", fields.list_fields),
    ("DELETE", f"{_DOCUMENT}/fields", fields.delete_field),
    ("PUT", f"{_DOCUMENT}/fields/assign", fields.assign_fields),
    ("POST", f"{_DOCUMENT}/fields/autoplace", fields.autoplace),
    *_drawn(field for field in fields.KINDS if field != "signature"),
    ("POST", f"{_DOCUMENT}/sign", acting.sign),
    ("POST", f"{_PACKAGE}/finish", acting.finish),
    ("POST", f"{_PACKAGE}/approve", acting.approve),
    ("POST", f"{_PACKAGE}/submit", acting.submit),
    ("POST", f"{_PACKAGE}/decline", acting.decline),
    ("GET", f"{_PACKAGE}/workflow", workflow.workflow_details),
    ("PUT", f"{_PACKAGE}/workflow", workflow.update_workflow),
    ("POST", f"{_PACKAGE}/workflow", workflow.share),
    ("DELETE", f"{_PACKAGE}/workflow", workflow.recall),
    ("PUT", f"{_PACKAGE}/workflow/post_process", workflow.update_post_processing),
    ("GET", f"{_PACKAGE}/workflow/users", recipients.list_users),
    ("POST", f"{_PACKAGE}/workflow/users", recipients.add_users),
    ("POST", f"{_PACKAGE}/workflow/groups", recipients.add_groups),
    ("POST", f"{_PACKAGE}/workflow/placeholder", recipients.add_placeholders),
    ("DELETE", _RECIPIENT, recipients.delete_user),
    ("PUT", f"{_RECIPIENT}/user", recipients.update_user),
    ("PUT", f"{_RECIPIENT}/group", recipients.update_group),
    ("PUT", f"/enterprise{_RECIPIENT}/group", recipients.update_enterprise_group),
    ("PUT", f"{_RECIPIENT}/placeholder", recipients.update_placeholder),
    ("PUT", f"{_RECIPIENT}/reorder", recipients.reorder),
    ("GET", f"{_RECIPIENT}/permissions", settings.permissions),
    ("PUT", f"{_RECIPIENT}/permissions", settings.update_permissions),
    ("GET", f"{_RECIPIENT}/authentication", settings.opening),
    ("PUT", f"{_RECIPIENT}/authentication", settings.update_opening),
    ("POST", f"{_RECIPIENT}/authentication/otp", settings.send_code),
    ("POST", f"{_RECIPIENT}/authentication/password", settings.check_password),
    ("GET", f"{_RECIPIENT}/reminders", settings.reminders),
    ("PUT", f"{_RECIPIENT}/reminders", settings.update_reminders),
    ("POST", f"{_PACKAGE}/complete", workflow.complete),
]

_WITH_TOKEN_V4: list[tuple[str, str, _Private]] = [
    ("POST", "/authenticate/scope", accounts.authenticate_scope),
    ("GET", f"{_PACKAGE}/log/<int:page>/<int:records>", log.history),
    ("POST", f"{_RECIPIENT}/remind", settings.remind_now),
    (
        "PUT",
        f"/enterprise{_RECIPIENT}/authentication",
        settings.update_enterprise_opening,
    ),
    ("GET", f"{_PACKAGE}/details", packages.package_details),
    *_drawn(["signature"]),
]


_WITH_QUERY = (handlers_listing.list_packages,)


def _guarded(handler: _Private) -> _Public:
    """The handler behind a check of the bearer token, which comes before everything else."""

    def guarded(visit: Visit) -> Response:
        user = _user_of(visit.site, visit.request)
        if visit.request.query_string and not (visit.v4 and handler in _WITH_QUERY):
            raise errors.invalid("this call takes no query")
        call = Call(
            site=visit.site, request=visit.request, v4=visit.v4, parts=visit.parts, user=user
        )
        return handler(call)

    return guarded


def _rules() -> Iterator[Rule]:
    for method, path, public in _WITHOUT_TOKEN:
        yield Rule(path, methods=[method], endpoint=public)
    for versions, table in (("v3,v4", _WITH_TOKEN), ("v4", _WITH_TOKEN_V4)):
        for method, path, private in table:
            whole = f"/<any({versions}):version>{path}"
            yield Rule(whole, methods=[method], endpoint=_guarded(private))


_MAP = Map(list(_rules()))


def answer(site: Site, request: Request) -> Response:
    """Answer one request, refusals in the vendor's shape."""
    try:
        handler, parts = _match(request)
        version = parts.pop("version", None)
        if (version == "v3" and not site.settings.v3) or (version == "v4" and not site.settings.v4):
            raise errors.no_resource(request.url)
        return handler(Visit(site=site, request=request, v4=version == "v4", parts=parts))
    except errors.ApiError as error:
        if error.pathless and site.settings.missing_paths == "html":
            return _web_page(error.status)
        response = json_answer(error.body, error.status)
        response.headers.update(error.headers)
        return response


def _match(request: Request) -> tuple[_Public, dict[str, str | int]]:
    try:
        handler, parts = _MAP.bind_to_environ(request.environ).match()
    except MethodNotAllowed as error:
        raise errors.no_method(request.method) from error
    except HTTPException as error:
        raise errors.no_resource(request.url) from error
    return handler, dict(parts)


def _web_page(status: int) -> Response:
    """What the web server in front of the service says by itself."""
    phrase = HTTPStatus(status).phrase
    page = (
        f"<!DOCTYPE html><html><head><title>{status} - {phrase}</title></head>"
        f"<body><h1>Server Error</h1><h2>{status} - {phrase}.</h2></body></html>"
    )
    return Response(page, status=status, content_type="text/html")


def _user_of(site: Site, request: Request) -> User:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.casefold() != "bearer" or not token:
        raise errors.unauthenticated()
    user = site.tokens.user_of(token.strip())
    if user is None:
        raise errors.denied()
    if user.disabled:
        raise errors.account_disabled()
    return user
