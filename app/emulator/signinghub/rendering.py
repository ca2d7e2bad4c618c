"""The JSON bodies of a package: list row, workflow, history; also the own profile."""

from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.signinghub import rendering_documents, rendering_users
from app.emulator.signinghub.pen import Pen
from app.emulator.signinghub.records import LogEntry, Package, User
from app.emulator.signinghub.words import ProcessStatus, WorkflowStatus


def package_row(package: Package, viewer: User, pen: Pen) -> JsonObject:
    """An element of the list of packages."""
    body: JsonObject = {
        **_heading(package, viewer, pen),
        "folder": package.folder,
        "unread": viewer.email.casefold() not in package.read_by,
        "uploaded_on": pen.date(package.uploaded_on),
        "modified_on": pen.date(package.modified_on),
    }
    if pen.v4:
        size = sum(len(document.content) for document in package.documents)
        body |= {
            "shared_package": False,
            "gatekeeper_package": False,
            "extension": package.documents[0].kind if package.documents else "",
            "folder_id": _folder_id(package),
            "workflow_mode": package.mode.value,
            "size": size,
            "access_duration": _access_duration(package, viewer, pen),
            "decline": _decline(package),
        }
    return pen.body(body)


def workflow(package: Package, viewer: User, pen: Pen) -> JsonObject:
    """The details of a workflow: every member of the vendor's page."""
    body: JsonObject = {
        **_heading(package, viewer, pen),
        "folder": package.folder,
        "unread": viewer.email.casefold() not in package.read_by,
        "uploaded_on": pen.date(package.uploaded_on),
        "modified_on": pen.date(package.modified_on),
        "workflow": _workflow(package, pen),
        "documents": [
            rendering_documents.in_workflow(package, one, pen) for one in package.documents
        ],
        "users": [rendering_users.detailed(package, one, pen) for one in package.recipients],
    }
    if pen.v4:
        body |= {"shared_package": False, "folder_id": _folder_id(package), "gatekeeper": False}
    return pen.body(body)


def package_details(package: Package, viewer: User, pen: Pen) -> JsonObject:
    """A package in v4's short form, whose members have names of their own."""
    return pen.body(
        {
            "name": package.name,
            "owner": {"name": package.owner.name, "email": package.owner.email},
            "read_only": package.read_only,
            "document_status": package.status_for(viewer.email).value,
            "documents": [
                {
                    "id": pen.id(document.document_id),
                    "name": document.name,
                    "uploaded_on": pen.date(document.uploaded_on),
                    "modified_on": pen.date(document.modified_on),
                    "size": len(document.content),
                    "type": document.kind,
                    "source": document.source,
                }
                for document in package.documents
            ],
        }
    )


def users(package: Package, pen: Pen) -> list[JsonValue]:
    """The recipients without their settings."""
    return [pen.body(rendering_users.listed(package, one, pen)) for one in package.recipients]


def history(package: Package, viewer: User, entries: list[LogEntry], pen: Pen) -> JsonObject:
    """The history of a package, or one page of it."""
    return pen.body(
        {
            **_heading(package, viewer, pen),
            "documents": [
                {"document_id": pen.id(one.document_id), "document_name": one.name}
                for one in package.documents
            ],
            "actions": [_action(entry, pen) for entry in entries],
        }
    )


def profile(user: User, enterprise: str, administrator: User) -> JsonObject:
    """Who the token acts for."""
    return {
        "general": {
            "user_email": user.email,
            "user_name": user.name,
            "job_title": user.job_title,
            "company_name": enterprise,
            "mobile_number": user.mobile_number,
            "enterprise_role": "Enterprise Admin" if user.may_integrate else "Enterprise User",
            "user_national_id": user.national_id,
        },
        "security": {"login_otp": user.login_otp},
        "locale": {"country": "Sweden", "timezone": "UTC", "language": "en-US"},
        "enterprise": {
            "enterprise_name": enterprise,
            "owner": administrator.name,
            "owner_email": administrator.email,
        },
    }


def _heading(package: Package, viewer: User, pen: Pen) -> JsonObject:
    waiting = list(package.in_turn()) if package.status is WorkflowStatus.IN_PROGRESS else []
    return {
        "package_id": pen.id(package.package_id),
        "package_name": package.name,
        "package_owner": package.owner.email,
        "owner_name": package.owner.name,
        "package_status": package.status_for(viewer.email).value,
        "next_signer": waiting[0].label if waiting else "",
        "next_signer_email": [
            {"user_email": email, "user_name": recipient.name}
            for recipient in waiting
            for email in recipient.addresses
        ],
    }


def _workflow(package: Package, pen: Pen) -> JsonObject:
    after = package.post_process
    contacts: list[JsonValue] = list(after.contacts)
    post_process: JsonObject = {
        "enabled": after.enabled,
        "contacts": contacts,
        "recipients": [{"name": one.name, "email": one.email} for one in after.recipients],
        "workflow_recipients": after.workflow_recipients,
        "message": after.message,
        "google_drive": after.google_drive,
        "dropbox": after.dropbox,
    }
    body: JsonObject = {
        "workflow_type": package.type.value,
        "workflow_mode": package.mode.value,
        "continue_on_decline": package.continue_on_decline,
        "workflow_status": pen.workflow_status(package.status),
        "read_only": package.read_only,
        "message": package.message,
        "post_process": post_process,
    }
    if pen.v4:
        post_process |= {
            "one_drive": after.one_drive,
            "document_processing_report": after.processing_report,
        }
        body["comments"] = package.comments
    return body


def _action(entry: LogEntry, pen: Pen) -> JsonObject:
    type_, value = entry.information or ("", "")
    return {
        "log_id": pen.id(entry.log_id),
        "date_time": pen.date(entry.at),
        "action_type": entry.action.value,
        "user_email": entry.email,
        "user_name": entry.name,
        "enterprise_name": "",
        "information": {"type": type_, "value": value},
    }


def _folder_id(package: Package) -> int:
    """A number for the folder; custom ones get theirs from their names."""
    known = {"INBOX": 1, "ARCHIVE": 2}
    return known.get(package.folder) or 100 + sum(package.folder.encode()) % 900


def _access_duration(package: Package, viewer: User, pen: Pen) -> JsonValue:
    for recipient in package.recipients:
        if recipient.is_played_by(viewer.email) and recipient.access_end is not None:
            return {
                "date_from": pen.access_date(recipient.access_start or recipient.invited_on),
                "date_to": pen.access_date(recipient.access_end),
            }
    return None


def _decline(package: Package) -> JsonValue:
    for recipient in package.recipients:
        if recipient.status is ProcessStatus.DECLINED:
            return {
                "reason": recipient.reason,
                "auto_decline": not recipient.processed_by,
                "declined_by": {"user_name": recipient.label, "user_email": recipient.email},
            }
    return None
