"""What `signinghub` in a draft says of the whole package and of its documents.

A member with a value that cannot be is noted in `misfits`, one that is not known in `unknown`, both
by their path below `signinghub`: nothing of them is sent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.domain.agreement import Agreement
from app.domain.continued import MEMBERS as CONTINUED
from app.domain.json_value import JsonObject, JsonValue
from app.domain.part_members import DOCUMENTS, with_member_in
from app.domain.signinghub_members import Members

TYPE: Final = "workflow_type"
MODE: Final = "workflow_mode"
GOES_ON: Final = "continue_on_decline"
FOLDER: Final = "folder_name"
AFTERWARDS: Final = "post_process"
CERTIFY: Final = "certify"
LOCK: Final = "lock_form_fields"
TYPES: Final = ("SERIAL", "PARALLEL", "CUSTOM", "INDIVIDUAL")
MODES: Final = ("ONLY_OTHERS", "ME_AND_OTHERS", "ONLY_ME")
CERTIFIED: Final = (
    "NO_CHANGES_ALLOWED",
    "FORM_FILLING_ALLOWED",
    "FORM_FILLING_WITH_ANNOTATIONS_ALLOWED",
)
"""What may still change after the first signature (PUT documents/{id}/certify)."""
NEVER: Final = ""
"""Not certified."""
DRIVES: Final = ("google_drive", "dropbox", "onedrive")
"""Where the result can be stored; the last one in v4 only."""
OTHER_GROUPS: Final = ("participants", "fields", "library", "template", *sorted(CONTINUED))
"""Members of `signinghub` that are read elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostProcess:
    """What happens when all are done (PUT workflow/post_process)."""

    enabled: bool = False
    recipients: tuple[tuple[str, str], ...] = ()
    """Name and e-mail address of others who get the result."""
    workflow_recipients: bool = False
    """Everybody of the agreement gets it."""
    message: str = ""
    google_drive: bool = False
    dropbox: bool = False
    onedrive: bool = False
    """v4."""

    @property
    def reaches_somebody(self) -> bool:
        """Whether the result goes anywhere at all."""
        drives = self.google_drive or self.dropbox or self.onedrive
        return bool(self.recipients) or self.workflow_recipients or drives


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSettings:
    """What is said of one document; None leaves it as the service has it."""

    certified: str | None = None
    """One of `CERTIFIED`, or `NEVER`."""
    lock_form_fields: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageSettings:
    """What is said of a package; None or empty leaves it as the service has it."""

    type: str = ""
    mode: str = ""
    continue_on_decline: bool | None = None
    folder: str = ""
    """v4."""
    post_process: PostProcess | None = None
    documents: Mapping[str, DocumentSettings]
    """By label."""
    misfits: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def package_settings(agreement: Agreement) -> PackageSettings:
    """The settings of a draft; participants and fields are read elsewhere."""
    told = {name: value for name, value in agreement.signinghub.items() if name not in OTHER_GROUPS}
    top = Members.of(told)
    after = top.section(AFTERWARDS)
    by_label = top.section(DOCUMENTS)
    settings = PackageSettings(
        type=top.word(TYPE, TYPES),
        mode=top.word(MODE, MODES),
        continue_on_decline=top.flag(GOES_ON),
        folder=top.text(FOLDER).strip(),
        post_process=None if after is None else _post_process(after),
        documents={} if by_label is None else _documents(by_label),
    )
    return replace(settings, misfits=tuple(top.misfits), unknown=top.left())


def with_setting(agreement: Agreement, name: str, value: JsonValue) -> Agreement:
    """The agreement with one member of `signinghub` set; None and what is empty take it away."""
    rest = {own: each for own, each in agreement.signinghub.items() if own != name}
    if value is not None and value not in ("", [], {}):
        rest[name] = value
    return replace(agreement, signinghub=rest)


def with_post_process(agreement: Agreement, wanted: PostProcess) -> Agreement:
    """The agreement with that after completion; what reaches nobody is taken away."""
    if wanted == PostProcess():
        return with_setting(agreement, AFTERWARDS, None)
    told: JsonObject = {"enabled": wanted.enabled}
    if wanted.recipients:
        told["recipients"] = [{"name": name, "email": email} for name, email in wanted.recipients]
    if wanted.message:
        told["message"] = wanted.message
    flags = {
        "workflow_recipients": wanted.workflow_recipients,
        "google_drive": wanted.google_drive,
        "dropbox": wanted.dropbox,
        "onedrive": wanted.onedrive,
    }
    told |= {name: True for name, on in flags.items() if on}
    return with_setting(agreement, AFTERWARDS, told)


def addresses_in(text: str) -> tuple[tuple[str, str], ...]:
    """Names and addresses, one in a line: `Name <address>`, or the address alone."""
    found = []
    for line in text.splitlines():
        name, bracket, address = line.strip().rpartition("<")
        found.append((name.strip() if bracket else "", address.rstrip("> ").strip()))
    return tuple(each for each in found if any(each))


def addresses_text(people: Sequence[tuple[str, str]]) -> str:
    """The same people as lines."""
    return "\n".join(f"{name} <{email}>" if name else email for name, email in people)


def with_certified(agreement: Agreement, label: str, permission: str | None) -> Agreement:
    """The agreement with a document certified like that, not at all, or as the account has it."""
    told: JsonObject | None = None
    if permission is not None:
        told = {"enabled": bool(permission)} | ({"permission": permission} if permission else {})
    settings = with_member_in(agreement.signinghub, DOCUMENTS, label, CERTIFY, told)
    return replace(agreement, signinghub=settings)


def with_locked_fields(agreement: Agreement, label: str, *, locked: bool | None) -> Agreement:
    """The agreement in which the PDF's own form fields can be changed after signing, or not."""
    settings = with_member_in(agreement.signinghub, DOCUMENTS, label, LOCK, locked)
    return replace(agreement, signinghub=settings)


def _post_process(told: Members) -> PostProcess:
    return PostProcess(
        enabled=told.flag("enabled") or False,
        recipients=tuple(
            (str(each.get("name", "")).strip(), str(each.get("email", "")).strip())
            for each in told.objects("recipients", ("name", "email"))
        ),
        workflow_recipients=told.flag("workflow_recipients") or False,
        message=told.text("message"),
        google_drive=told.flag("google_drive") or False,
        dropbox=told.flag("dropbox") or False,
        onedrive=told.flag("onedrive") or False,
    )


def _documents(by_label: Members) -> dict[str, DocumentSettings]:
    found = {}
    for label in by_label.values:
        told = by_label.section(label)
        if told is None:
            continue
        certify = told.section(CERTIFY)
        found[label] = DocumentSettings(
            certified=None if certify is None else _certified(certify),
            lock_form_fields=told.flag(LOCK),
        )
    return found


def _certified(told: Members) -> str:
    permission = told.word("permission", CERTIFIED)
    return permission if told.flag("enabled") else NEVER
