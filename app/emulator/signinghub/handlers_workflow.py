"""The workflow of a package: details, settings, recipients, share, recall, history."""

import re

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.signinghub import drafting, errors, reading, rendering, rendering_users
from app.emulator.signinghub.call import Call
from app.emulator.signinghub.drafting import NewRecipient
from app.emulator.signinghub.reading import Members
from app.emulator.signinghub.words import Role, WorkflowMode, WorkflowType

_USER = frozenset({"user_email", "user_name", "role", "email_notification", "signing_order"})
_USER_V4 = _USER | {"delivery_method", "mobile_number", "user_national_id"}
_DELIVERY = ("EMAIL", "SMS", "EMAIL_AND_SMS")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def workflow_details(call: Call) -> Response:
    """GET workflow; a body that was ordered with `serve_workflow` goes out as it is."""
    served = call.site.served.get(call.package_id)
    if served is not None:
        return Response(served, content_type="application/json; charset=utf-8")
    return json_answer(rendering.workflow(call.visible(), call.user, call.pen))


def update_workflow(call: Call) -> Response:
    """PUT workflow: type, mode, what a decline does, message; what is left out stays."""
    names = ("workflow_type", "workflow_mode", "continue_on_decline", "message")
    body = call.members(*names, *(("comments",) if call.v4 else ()))
    package = call.draft()
    drafting.update_workflow(
        package,
        type_=body.word("workflow_type", WorkflowType),
        mode=body.word("workflow_mode", WorkflowMode),
        continue_on_decline=body.flag("continue_on_decline"),
        message=body.text("message"),
    )
    call.site.state.touch(package)
    return Response()


def list_users(call: Call) -> Response:
    """GET workflow/users."""
    return json_answer(rendering.users(call.visible(), call.pen))


def add_users(call: Call) -> Response:
    """POST workflow/users: an array, appended in its order."""
    package = call.draft()
    bodies = reading.objects(call.json(), _USER_V4 if call.v4 else _USER)
    added = drafting.add_recipients(package, [_new_user(body, v4=call.v4) for body in bodies])
    call.site.state.touch(package)
    if not call.v4:
        return Response()
    return json_answer([rendering_users.added(one, call.pen) for one in added])


def delete_user(call: Call) -> Response:
    """DELETE workflow/{order}: the recipient at that position; those behind move up."""
    package = call.draft()
    drafting.remove_recipient(package, call.number("order"))
    call.site.state.touch(package)
    return Response()


def share(call: Call) -> Response:
    """POST workflow: send the package. The body is empty or an empty object."""
    if call.request.get_data(cache=True):
        call.members()
    shared = call.site.state.share(
        call.user,
        call.package_id,
        keep_original=call.site.settings.individual_original == "draft",
    )
    answer = [
        {
            "package_id": call.pen.id(package.package_id),
            "documents": [call.pen.id(document.document_id) for document in package.documents],
        }
        for package in shared
    ]
    return json_answer(answer)


def recall(call: Call) -> Response:
    """DELETE workflow: a draft again."""
    call.site.state.recall(call.user, call.package_id)
    return Response()


def complete(call: Call) -> Response:
    """POST complete: the owner ends the workflow early."""
    call.site.state.complete_early(call.user, call.package_id)
    return Response()


def history(call: Call) -> Response:
    """GET log, in v4 also page by page."""
    package = call.visible()
    entries = list(package.log)
    if "page" in call.parts:
        page, records = call.number("page"), call.number("records")
        if page < 1 or records < 1:
            raise errors.invalid("page and records begin at 1")
        entries = entries[(page - 1) * records : page * records]
    response = json_answer(rendering.history(package, call.user, entries, call.pen))
    response.headers["x-total-records"] = str(len(package.log))
    return response


def _new_user(body: Members, *, v4: bool) -> NewRecipient:
    email = body.required_text("user_email")
    if not _ADDRESS.fullmatch(email):
        raise errors.invalid("user_email is not an e-mail address")
    notify = body.flag("email_notification")
    delivery = (body.text("delivery_method") if v4 else None) or "EMAIL"
    if delivery not in _DELIVERY:
        raise errors.invalid(f"delivery_method is not one of {', '.join(_DELIVERY)}")
    if "SMS" in delivery:
        body.required_text("mobile_number")
    in_order = body.number("signing_order")
    return NewRecipient(
        role=body.required_word("role", Role),
        email=email,
        name=body.required_text("user_name"),
        email_notification=True if notify is None else notify,
        signing_order=None if in_order is None else body.positive("signing_order"),
        national_id=(body.text("user_national_id") if v4 else None) or "",
        delivery_method=delivery,
        mobile_number=(body.text("mobile_number") if v4 else None) or "",
    )
