"""What SigningHub says about a package as a whole: what matters of it, in people's words."""

from typing import Final

from app.domain.json_value import JsonObject
from app.domain.observation import Observation
from app.domain.status import AgreementStatus, signinghub_workflow_status
from app.gui.models.standing import capital
from app.gui.tracking.counting import counted
from app.gui.tracking.facts import choice, fact, moment_fact, people_fact, present
from app.gui.tracking.package_words import folder_word, mode_word, own_word, type_word
from app.gui.tracking.rows import WorkflowRow
from app.gui.tracking.said import NamedPerson, flag_of, member_of, people_of, text_of
from app.gui.when import Times
from app.services.texts import agreement_word

_DRIVES: Final = (
    ("Google Drive", "google_drive"),
    ("Dropbox", "dropbox"),
    ("OneDrive", "one_drive", "onedrive"),
)


def package_row(observation: Observation, times: Times) -> WorkflowRow | None:
    """Owner, folder, who is next, and both statuses, each said to be what it is."""
    said = observation.details
    owner = NamedPerson(name=text_of(said, "owner_name"), email=text_of(said, "package_owner"))
    folder = text_of(said, "folder")
    rows = present(
        _status(member_of(said, "workflow")),
        _own_status(said),
        fact("owner", "Owner", owner.words),
        fact("folder", "Folder", folder_word(folder), said=folder),
        _next(said),
        fact("name", "Name", text_of(said, "package_name")),
        fact("number", "Number", text_of(said, "package_id")),
        moment_fact("created", "Created", text_of(said, "uploaded_on"), times),
        moment_fact("changed", "Changed", text_of(said, "modified_on"), times),
    )
    if not (owner.words or folder):
        return None
    words = [f"owned by {owner.name or owner.email}"] if owner.words else []
    words += [f"in {folder_word(folder)}"] if folder else []
    return WorkflowRow(
        key="package",
        name="Package",
        glyph="folder-open",
        status=capital(", ".join(words)),
        children=rows,
    )


def settings_row(observation: Observation) -> WorkflowRow | None:
    """By which rules the package travels."""
    workflow = member_of(observation.details, "workflow")
    kind, mode = text_of(workflow, "workflow_type"), text_of(workflow, "workflow_mode")
    goes_on = flag_of(workflow, "continue_on_decline")
    locked = flag_of(workflow, "read_only")
    rows = present(
        fact("type", "Order", type_word(kind), said=kind),
        fact("mode", "Who acts", mode_word(mode), said=mode),
        choice("decline", "If somebody declines", goes_on, "It goes on", "It stops for everybody"),
        choice("locked", "Locked", locked, "A template keeps people and fields as they are"),
        fact("comments", "Comments", text_of(workflow, "comments")),
    )
    if not rows:
        return None
    words = [type_word(kind)] if kind else []
    words += ["goes on when somebody declines"] if goes_on else []
    words += ["locked by a template"] if locked else []
    return WorkflowRow(
        key="settings",
        name="Settings",
        glyph="settings-2",
        status=capital(", ".join(words)),
        children=rows,
    )


def afterwards_row(observation: Observation) -> WorkflowRow | None:
    """What happens when all have acted; None where that is switched off."""
    told = member_of(observation.details, "workflow", "post_process")
    if not flag_of(told, "enabled"):
        return None
    copies = _copies(told)
    everybody = flag_of(told, "workflow_recipients")
    kept = {name: flag_of(told, *members) for name, *members in _DRIVES}
    words = [f"copies to {counted(len(copies), 'person')}"] if copies else []
    words += ["report to everybody"] if everybody else []
    words += [f"kept in {name}" for name, is_on in kept.items() if is_on]
    return WorkflowRow(
        key="afterwards",
        name="After completion",
        glyph="archive",
        status=capital(", ".join(words)) or "On",
        children=present(
            people_fact("copies", "Copies to", copies),
            choice("everybody", "Report to everybody in it", everybody),
            fact("message", "Message", text_of(told, "message")),
            *(choice(name, name, is_on) for name, is_on in kept.items()),
            choice("report", "Processing report", flag_of(told, "document_processing_report")),
        ),
    )


def _status(workflow: JsonObject) -> WorkflowRow | None:
    raw = text_of(workflow, "workflow_status")
    status = signinghub_workflow_status(raw)
    words = raw if status is AgreementStatus.UNKNOWN else agreement_word(status)
    return fact("workflow-status", "The whole workflow", words, said=raw)


def _own_status(said: JsonObject) -> WorkflowRow | None:
    raw = text_of(said, "package_status")
    unread = flag_of(said, "unread")
    read = {True: "not opened by it yet", False: "opened by it"}
    words = [own_word(raw)] if raw else []
    words += [read[unread]] if unread is not None else []
    return fact("own-status", "For this account", capital(", ".join(words)), said=raw)


def _next(said: JsonObject) -> WorkflowRow | None:
    people = people_of(said, "next_signer_email")
    named = text_of(said, "next_signer")
    if len(people) > 1:
        return people_fact("next", "Next", people, title=named)
    return fact("next", "Next", people[0].words if people else named)


def _copies(told: JsonObject) -> tuple[NamedPerson, ...]:
    """Everybody who gets a copy; `contacts` is the older list of the same."""
    people = people_of(told, "recipients")
    known = {each.email.casefold() for each in people}
    older = people_of(told, "contacts")
    return (*people, *(each for each in older if each.email.casefold() not in known))
