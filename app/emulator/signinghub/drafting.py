"""The changes that a draft package takes before it is shared."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from app.emulator.pdf_facts import read_facts
from app.emulator.sealing import write_pdf
from app.emulator.signinghub import errors, people
from app.emulator.signinghub.options import Permission
from app.emulator.signinghub.records import Document, Package, Recipient
from app.emulator.signinghub.words import Role, WorkflowMode, WorkflowType

_KINDS = frozenset({"PDF", "DOC", "DOCX", "XLSX", "PPTX", "TXT", "PNG", "JPG", "JPEG", "XML"})
_OF_PEOPLE = ("NAME", "EMAIL", "COMPANY", "JOBTITLE")
_XML_ROLES = (Role.SIGNER, Role.REVIEWER, Role.CARBON_COPY)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecipient:
    """A recipient as a request describes it: a person, a group or a placeholder."""

    role: Role
    email: str = ""
    name: str = ""
    group_name: str = ""
    group_members: tuple[str, ...] = ()
    placeholder: str = ""
    email_notification: bool = True
    signing_order: int | None = None
    national_id: str = ""
    delivery_method: str = "EMAIL"
    mobile_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as it arrives."""

    file_name: str
    content: bytes
    source: str = ""
    convert: bool = True


def update_workflow(
    package: Package,
    *,
    type_: WorkflowType | None = None,
    mode: WorkflowMode | None = None,
    continue_on_decline: bool | None = None,
    message: str | None = None,
    comments: bool | None = None,
) -> None:
    """Set how the package travels; None leaves a setting as it is."""
    if type_ is not None:
        _change_type(package, type_)
    if mode is not None:
        package.mode = mode
    if continue_on_decline is not None:
        package.continue_on_decline = continue_on_decline
    if message is not None:
        package.message = message
    if comments is not None:
        package.comments = comments


def add_document(package: Package, upload: Upload, *, document_id: int, at: datetime) -> Document:
    """Put a file behind the others of the package, converted to PDF unless it stays as it is."""
    path = PurePath(upload.file_name.strip())
    if not path.name:
        raise errors.refusal(400, "Invalid request headers - file name not found")
    if not upload.content:
        raise errors.refusal(400, "Request does not contain document")
    kind = path.suffix[1:].upper()
    if kind not in _KINDS:
        raise errors.refusal(400, "Document type is not supported")
    _check_mixture(package, kind)
    content = upload.content
    if kind == "PDF":
        if not content.startswith(b"%PDF-"):
            raise errors.refusal(400, "Document is not a valid PDF")
    elif upload.convert and kind != "XML":
        content = write_pdf([(path.stem, [f"Converted from {path.name}"])])
    facts = read_facts(content)
    document = Document(
        document_id=document_id,
        name=path.stem,
        kind=kind,
        source=upload.source,
        content=content,
        width=facts.width,
        height=facts.height,
        pages=facts.pages,
        uploaded_on=at,
        modified_on=at,
        form_fields=facts.form_fields,
    )
    package.documents.append(document)
    return document


def add_recipients(package: Package, newcomers: list[NewRecipient]) -> list[Recipient]:
    """Append people, groups or placeholders in their order; all or none.

    A signing order that another recipient already has makes a serial workflow CUSTOM.
    """
    for newcomer in newcomers:
        if newcomer.signing_order is None and package.type is WorkflowType.CUSTOM:
            raise errors.invalid("signing_order is required for a custom workflow")
        check_role(package, newcomer.role)
    return [_add_recipient(package, newcomer) for newcomer in newcomers]


def check_role(package: Package, role: Role) -> None:
    """Refuse a role that a package of XML documents cannot have."""
    if role not in _XML_ROLES and any(document.kind == "XML" for document in package.documents):
        raise errors.refusal(400, "Recipient role is not supported for an XML type document")


def recipient_at(package: Package, order: int) -> Recipient:
    """Who stands at a position."""
    if not 1 <= order <= len(package.recipients):
        raise errors.no_such_user()
    return package.recipients[order - 1]


def remove_document(package: Package, document: Document) -> None:
    """Take a file out, with the fields on it; those behind it move up."""
    package.documents.remove(document)


def remove_recipient(package: Package, order: int) -> None:
    """Take the recipient at a position out, with all fields; those behind move up."""
    gone = recipient_at(package, order)
    package.recipients.remove(gone)
    for document in package.documents:
        document.fields = [field for field in document.fields if field.recipient is not gone]


def reorder_document(package: Package, document: Document, order: int) -> None:
    """Move a document to another position."""
    if not 1 <= order <= len(package.documents):
        raise errors.invalid("order is not a position of a document")
    package.documents.remove(document)
    package.documents.insert(order - 1, document)


def _change_type(package: Package, wanted: WorkflowType) -> None:
    """Set the type; to and from INDIVIDUAL roles and fields are rearranged."""
    before, package.type = package.type, wanted
    if not package.recipients or (before is wanted):
        return
    first = package.recipients[0]
    if wanted is WorkflowType.INDIVIDUAL:
        for recipient in package.recipients:
            recipient.role = first.role
        for document in package.documents:
            document.fields = [f for f in document.fields if f.content.type not in _OF_PEOPLE]
    if before is WorkflowType.INDIVIDUAL:
        for document in package.documents:
            for field in document.fields:
                field.recipient = first


def _add_recipient(package: Package, new: NewRecipient) -> Recipient:
    position = len(package.recipients) + 1
    signing_order = position if new.signing_order is None else new.signing_order
    taken = {recipient.signing_order for recipient in package.recipients}
    if package.type is WorkflowType.SERIAL and signing_order in taken:
        package.type = WorkflowType.CUSTOM
    package.last_key += 1
    recipient = Recipient(
        permission=Permission(allowed_notices=people.NOTICES),
        key=package.last_key,
        role=new.role,
        signing_order=signing_order,
        email=new.email,
        name=new.name,
        group_name=new.group_name,
        group_members=new.group_members,
        placeholder=new.placeholder,
        email_notification=new.email_notification,
        national_id=new.national_id,
        delivery_method=new.delivery_method,
        mobile_number=new.mobile_number,
    )
    package.recipients.append(recipient)
    return recipient


def _check_mixture(package: Package, kind: str) -> None:
    kinds = {document.kind for document in package.documents} | {kind}
    if "XML" not in kinds:
        return
    if len(kinds) > 1:
        raise errors.refusal(
            400,
            "Only XML document can be uploaded for a workflow which contains at least one XML "
            "document",
        )
    if any(recipient.role not in _XML_ROLES for recipient in package.recipients):
        raise errors.refusal(400, "Recipient role is not supported for an XML type document")
