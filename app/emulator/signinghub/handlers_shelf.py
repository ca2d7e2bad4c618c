"""What the account offers for packages: contacts, groups, templates, documents; also its usage."""

from collections.abc import Sequence

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.json_value import JsonObject
from app.emulator.signinghub import errors
from app.emulator.signinghub.call import Call
from app.emulator.signinghub.options import Contact
from app.emulator.signinghub.reading import decoded, switch
from app.emulator.signinghub.shelf import Group, LibraryDocument, TemplateRecipe
from app.emulator.signinghub.words import WorkflowStatus


def contacts(call: Call) -> Response:
    """GET settings/contacts/{records}/{page}; `x-enterprise` asks for colleagues instead."""
    state = call.site.state
    enterprise = switch("x-enterprise", call.request.headers.get("x-enterprise"), default=False)
    found = state.shelf.contacts
    if enterprise:
        found = [Contact(name=user.name, email=user.email) for user in state.users.values()]
    wanted = _wanted(call)
    return _page(
        call,
        [
            _contact(one, number, enterprise=enterprise, call=call)
            for number, one in enumerate(found, 1)
            if wanted in f"{one.name} {one.email}".casefold()
        ],
    )


def add_contact(call: Call) -> Response:
    """POST settings/contacts: one more in the own address book."""
    body = call.members("user_email", "user_name", *(("mobile_number",) if call.v4 else ()))
    contact = Contact(email=body.address("user_email"), name=body.required_text("user_name"))
    shelf = call.site.state.shelf
    if any(one.email.casefold() == contact.email.casefold() for one in shelf.contacts):
        raise errors.invalid("the contact exists already")
    shelf.contacts.append(contact)
    return Response()


def groups(call: Call) -> Response:
    """GET settings/groups/{records}/{page}."""
    wanted = _wanted(call)
    found = [one for one in call.site.state.shelf.groups if wanted in one.name.casefold()]
    return _page(call, [_group(one, call) for one in found])


def templates(call: Call) -> Response:
    """GET settings/templates/{records}/{page}."""
    wanted = _wanted(call)
    found = [one for one in call.site.state.shelf.templates if wanted in one.name.casefold()]
    return _page(call, [_template(one, call) for one in found])


def library(call: Call) -> Response:
    """GET settings/library/{records}/{page}."""
    wanted = _wanted(call)
    found = [one for one in call.site.state.shelf.library if wanted in one.name.casefold()]
    return _page(call, [_document(one, call) for one in found])


def notifications(call: Call) -> Response:
    """GET account/notifications/{records}/{page}: what others did in own packages."""
    state = call.site.state
    entries = [
        (entry, package)
        for package in state.packages.values()
        if package.is_owned_by(call.user.email)
        for entry in package.log
        if entry.email.casefold() != call.user.email.casefold()
    ]
    entries.sort(key=lambda one: (one[0].at, one[0].log_id), reverse=True)
    return _page(
        call,
        [
            {
                "notification_id": call.pen.id(entry.log_id),
                "package_id": call.pen.id(package.package_id),
                "message": f"{entry.name}: {entry.action.value} ({package.name})",
                "date_time": call.pen.date(entry.at),
                "unread": False,
            }
            for entry, package in entries
        ],
    )


def usage(call: Call) -> Response:
    """GET account/statistics/usage: what is left of the quotas."""
    state = call.site.state
    used = sum(len(d.content) for p in state.packages.values() for d in p.documents)
    return json_answer(
        {
            "workflows": {"remaining": state.workflows_left},
            "storage": {"used": used, "remaining": state.storage_left},
        }
    )


def document_statistics(call: Call) -> Response:
    """GET account/statistics/documents: how many of the own packages stand where."""
    own = [p.status for p in call.site.state.listed(call.user) if p.is_owned_by(call.user.email)]
    counts: JsonObject = {
        "draft": own.count(WorkflowStatus.DRAFT),
        "in_progress": own.count(WorkflowStatus.IN_PROGRESS),
        "completed": own.count(WorkflowStatus.COMPLETED),
        "declined": own.count(WorkflowStatus.DECLINED),
    }
    return json_answer(counts)


def _wanted(call: Call) -> str:
    return (decoded(call.request.headers.get("x-search-text")) or "").casefold()


def _page(call: Call, rows: Sequence[JsonObject]) -> Response:
    """One page; here the path gives the number of records first."""
    records, page = call.number("records"), call.number("page")
    if page < 1 or records < 1:
        raise errors.invalid("page and records begin at 1")
    shown = rows[(page - 1) * records : page * records]
    response = json_answer([call.pen.body(row) for row in shown])
    response.headers["x-total-records"] = str(len(rows))
    return response


def _contact(contact: Contact, number: int, *, enterprise: bool, call: Call) -> JsonObject:
    body: JsonObject = {"user_name": contact.name, "user_email": contact.email}
    if call.v4:
        body |= {
            "id": call.pen.id(number),
            "mobile_number": "",
            "enterprise": enterprise,
            "user_national_id": "",
            "created_on": None,
        }
    return body


def _group(group: Group, call: Call) -> JsonObject:
    if not call.v4:
        return {
            "group_id": call.pen.id(group.group_id),
            "group_name": group.name,
            "description": group.description,
            "members": [member.email for member in group.members],
        }
    return {
        "Id": call.pen.id(group.group_id),
        "Name": group.name,
        "Description": group.description,
        "Members": [{"user_email": one.email, "user_name": one.name} for one in group.members],
    }


def _template(template: TemplateRecipe, call: Call) -> JsonObject:
    body: JsonObject = {
        "template_id": call.pen.id(template.template_id),
        "template_name": template.name,
        "read_only": template.read_only,
    }
    if call.v4:
        body |= {
            "template_public": template.public,
            "created_on": None,
            "description": template.description,
            "enterprise": template.public,
            "documents": [],
        }
    return body


def _document(document: LibraryDocument, call: Call) -> JsonObject:
    return {
        "document_id": call.pen.id(document.document_id),
        "document_name": document.name,
        "document_type": "PDF",
        "document_size": len(document.content),
    }
