"""The settings of a draft as a SigningHub package has them: after completion, and each document."""

from app.domain.agreement import Agreement
from app.domain.signinghub_settings import DocumentSettings, PostProcess, package_settings
from app.domain.status import normal_word
from app.services.signinghub.bodies_settings import PostProcessBody
from app.services.signinghub.wire import Document
from app.services.signinghub.wire import PostProcess as PostProcessThere


def post_process_of(agreement: Agreement, *, v4: bool) -> PostProcessBody | None:
    """What PUT workflow/post_process should make of it; None where the draft says nothing."""
    after = package_settings(agreement).post_process
    return None if after is None else _body(after, v4=v4)


def same_post_process(wanted: PostProcessBody, there: PostProcessThere) -> bool:
    """Whether it is there; what the service does not tell is not compared."""
    if there.enabled is None or bool(there.enabled) != wanted.enabled:
        return False
    people = there.recipients or there.contacts
    flags = (
        (there.workflow_recipients, wanted.workflow_recipients),
        (there.google_drive, wanted.google_drive),
        (there.dropbox, wanted.dropbox),
        (there.one_drive, wanted.one_drive),
    )
    return (
        {each.user_email.strip().casefold() for each in people}
        == {email.casefold() for _name, email in wanted.recipients}
        and same_text(there.message, wanted.message)
        and all(told is None or told == on for told, on in flags)
    )


def settings_of_document(agreement: Agreement, label: str) -> DocumentSettings:
    """What is said of a document."""
    return package_settings(agreement).documents.get(label, DocumentSettings())


def same_certification(wanted: DocumentSettings, there: Document) -> bool:
    """Whether a document is certified as the draft says; what it does not say is left alone."""
    lock = wanted.lock_form_fields
    if lock is not None and bool(there.lock_form_fields) != lock:
        return False
    if wanted.certified is None:
        return True
    certify = there.certify
    if certify is None or not certify.enabled:
        return not wanted.certified
    told = certify.permission or certify.default_permission
    return bool(wanted.certified) and normal_word(told) == normal_word(wanted.certified)


def folder_of(agreement: Agreement) -> str:
    """Where the package is made (v4); empty leaves it to the service."""
    return package_settings(agreement).folder


def same_text(one: str, other: str) -> bool:
    """Whether two texts are the same but for blanks and ends of lines."""
    return " ".join(one.split()) == " ".join(other.split())


def _body(after: PostProcess, *, v4: bool) -> PostProcessBody:
    return PostProcessBody(
        enabled=after.enabled,
        recipients=after.recipients,
        message=after.message.strip(),
        workflow_recipients=after.workflow_recipients,
        google_drive=after.google_drive,
        dropbox=after.dropbox,
        one_drive=v4 and after.onedrive,
    )
