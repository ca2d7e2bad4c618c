"""Packages as a whole: add, rename, give away, open, close, delete."""

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.signinghub import errors, rendering
from app.emulator.signinghub.call import Call
from app.emulator.signinghub.handlers_downloads import check_access
from app.emulator.signinghub.words import WorkflowMode, WorkflowType


def add_package(call: Call) -> Response:
    """POST packages: a new draft."""
    body = call.members("package_name", "workflow_mode", *(("folder_name",) if call.v4 else ()))
    settings = call.site.settings
    package = call.site.state.add_package(
        call.user,
        name=body.text("package_name") or "Untitled",
        mode=body.word("workflow_mode", WorkflowMode) or WorkflowMode(settings.default_mode),
        type_=WorkflowType(settings.default_type),
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


def package_details(call: Call) -> Response:
    """GET package/details, in v4 only: name, owner, state and documents."""
    return json_answer(rendering.package_details(call.visible(), call.user, call.pen))


def change_owner(call: Call) -> Response:
    """PUT package/owner: to another user of the enterprise."""
    email = call.members("owner").address("owner")
    package = call.owned()
    user = call.site.state.user(email)
    if user is None:
        raise errors.no_such_group()
    package.owner = user
    call.site.state.touch(package)
    return Response()


def open_package(call: Call) -> Response:
    """GET package/open: read by this user, which the history of the package keeps."""
    package = call.visible()
    check_access(call, package)
    package.read_by.add(call.user.email.casefold())
    call.site.state.journey(package).viewed(call.user.email, call.user.name)
    return Response()


def close_package(call: Call) -> Response:
    """GET package/close: the user has finished reading."""
    call.visible()
    return Response()
