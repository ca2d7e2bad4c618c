"""The workflow of a package: details, settings, post processing, share, recall, end."""

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.signinghub import drafting, errors, reading, rendering
from app.emulator.signinghub.call import Call
from app.emulator.signinghub.options import Contact, PostProcess
from app.emulator.signinghub.words import WorkflowMode, WorkflowType

_AFTERWARDS = (
    "enabled",
    "contacts",
    "recipients",
    "workflow_recipients",
    "message",
    "google_drive",
    "dropbox",
)
_AFTERWARDS_V4 = (*_AFTERWARDS, "onedrive", "document_processing_report")


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
        comments=body.flag("comments") if call.v4 else None,
    )
    call.site.state.touch(package)
    return Response()


def update_post_processing(call: Call) -> Response:
    """PUT workflow/post_process: everything that happens after completion, as a whole."""
    body = call.members(*(_AFTERWARDS_V4 if call.v4 else _AFTERWARDS))
    package = call.draft()
    recipients = body.objects("recipients", frozenset({"name", "email"}))
    contacts = body.texts("contacts")
    if any(not reading.is_address(contact) for contact in contacts):
        raise errors.invalid("contacts holds something else than e-mail addresses")
    package.post_process = PostProcess(
        enabled=body.flag("enabled") or False,
        contacts=tuple(contacts),
        recipients=tuple(
            Contact(name=one.text("name") or "", email=one.address("email")) for one in recipients
        ),
        workflow_recipients=body.flag("workflow_recipients") or False,
        message=body.text("message") or "",
        google_drive=body.flag("google_drive") or False,
        dropbox=body.flag("dropbox") or False,
        one_drive=(call.v4 and body.flag("onedrive")) or False,
        processing_report=(call.v4 and body.flag("document_processing_report")) or False,
    )
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
    if not call.visible().is_owned_by(call.user.email):
        raise errors.refusal(400, "You are not authorized to view this document")
    call.site.state.complete_early(call.user, call.package_id)
    return Response()
