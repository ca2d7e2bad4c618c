"""The door of the emulated SigningHub: which calls exist, who may make them."""

from collections.abc import Callable, Iterator

from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from app.emulator.json_answer import json_answer
from app.emulator.signinghub import (
    errors,
    handlers_documents,
    handlers_packages,
    handlers_recipients,
    handlers_settings,
)
from app.emulator.signinghub import handlers_accounts as accounts
from app.emulator.signinghub import handlers_workflow as workflow
from app.emulator.signinghub.call import Call, Visit
from app.emulator.signinghub.records import User
from app.emulator.signinghub.site import Site

_Public = Callable[[Visit], Response]
_Private = Callable[[Call], Response]

_PACKAGE = "/packages/<int:package_id>"
_RECIPIENT = f"{_PACKAGE}/workflow/<int:order>"
_DOCUMENT = f"{_PACKAGE}/documents/<int:document_id>"

_WITHOUT_TOKEN: list[tuple[str, str, _Public]] = [
    ("POST", "/authenticate", accounts.authenticate),
    ("GET", "/<any(v3,v4):version>/about", accounts.about),
]

_WITH_TOKEN: list[tuple[str, str, _Private]] = [
    ("GET", "/settings/profile", accounts.profile),
    ("POST", "/packages", handlers_packages.add_package),
    ("GET", "/packages/<status>/<int:page>/<int:records>", handlers_packages.list_packages),
    ("GET", _PACKAGE, handlers_packages.download_package),
    ("PUT", _PACKAGE, handlers_packages.rename_package),
    ("DELETE", _PACKAGE, handlers_packages.delete_package),
    ("GET", f"{_PACKAGE}/report", handlers_packages.report),
    ("POST", f"{_PACKAGE}/documents", handlers_documents.upload_document),
    ("GET", _DOCUMENT, handlers_packages.download_document),
    ("PUT", _DOCUMENT, handlers_documents.rename_document),
    ("DELETE", _DOCUMENT, handlers_documents.delete_document),
    ("GET", f"{_DOCUMENT}/details", handlers_documents.document_details),
    ("GET", f"{_DOCUMENT}/fields/<int:page>", handlers_documents.list_fields),
    ("DELETE", f"{_DOCUMENT}/fields", handlers_documents.delete_field),
    ("POST", f"{_DOCUMENT}/fields/digital_signature", handlers_documents.add_digital_signature),
    (
        "POST",
        f"{_DOCUMENT}/fields/electronic_signature",
        handlers_documents.add_electronic_signature,
    ),
    ("GET", f"{_PACKAGE}/workflow", workflow.workflow_details),
    ("PUT", f"{_PACKAGE}/workflow", workflow.update_workflow),
    ("POST", f"{_PACKAGE}/workflow", workflow.share),
    ("DELETE", f"{_PACKAGE}/workflow", workflow.recall),
    ("PUT", f"{_PACKAGE}/workflow/post_process", workflow.update_post_processing),
    ("GET", f"{_PACKAGE}/workflow/users", handlers_recipients.list_users),
    ("POST", f"{_PACKAGE}/workflow/users", handlers_recipients.add_users),
    ("POST", f"{_PACKAGE}/workflow/groups", handlers_recipients.add_groups),
    ("POST", f"{_PACKAGE}/workflow/placeholder", handlers_recipients.add_placeholders),
    ("DELETE", _RECIPIENT, handlers_recipients.delete_user),
    ("PUT", f"{_RECIPIENT}/user", handlers_recipients.update_user),
    ("PUT", f"{_RECIPIENT}/group", handlers_recipients.update_group),
    ("PUT", f"/enterprise{_RECIPIENT}/group", handlers_recipients.update_enterprise_group),
    ("PUT", f"{_RECIPIENT}/placeholder", handlers_recipients.update_placeholder),
    ("PUT", f"{_RECIPIENT}/reorder", handlers_recipients.reorder),
    ("GET", f"{_RECIPIENT}/permissions", handlers_settings.permissions),
    ("PUT", f"{_RECIPIENT}/permissions", handlers_settings.update_permissions),
    ("GET", f"{_RECIPIENT}/authentication", handlers_settings.opening),
    ("PUT", f"{_RECIPIENT}/authentication", handlers_settings.update_opening),
    ("POST", f"{_RECIPIENT}/authentication/otp", handlers_settings.send_code),
    ("POST", f"{_RECIPIENT}/authentication/password", handlers_settings.check_password),
    ("GET", f"{_RECIPIENT}/reminders", handlers_settings.reminders),
    ("PUT", f"{_RECIPIENT}/reminders", handlers_settings.update_reminders),
    ("GET", f"{_PACKAGE}/log", workflow.history),
    ("POST", f"{_PACKAGE}/complete", workflow.complete),
]

_WITH_TOKEN_V4: list[tuple[str, str, _Private]] = [
    ("POST", "/authenticate/scope", accounts.authenticate_scope),
    ("GET", f"{_PACKAGE}/log/<int:page>/<int:records>", workflow.history),
    ("POST", f"{_RECIPIENT}/remind", handlers_settings.remind_now),
    (
        "PUT",
        f"/enterprise{_RECIPIENT}/authentication",
        handlers_settings.update_enterprise_opening,
    ),
    ("POST", f"{_DOCUMENT}/fields/signature", handlers_documents.add_signature),
]


def _guarded(handler: _Private) -> _Public:
    """The handler behind a check of the bearer token, which comes before everything else."""

    def guarded(visit: Visit) -> Response:
        user = _user_of(visit.site, visit.request)
        if visit.request.query_string:
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
        response = json_answer(error.body, error.status)
        response.headers.update(error.headers)
        return response


def _match(request: Request) -> tuple[_Public, dict[str, str | int]]:
    try:
        handler, parts = _MAP.bind_to_environ(request.environ).match()
    except MethodNotAllowed as error:
        raise errors.refusal(
            405, f"The requested resource does not support http method '{request.method}'."
        ) from error
    except HTTPException as error:
        raise errors.no_resource(request.url) from error
    return handler, dict(parts)


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
