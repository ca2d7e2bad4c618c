"""The copies that sharing an INDIVIDUAL package makes: one package for each recipient."""

from collections.abc import Callable
from dataclasses import replace

from app.emulator.signinghub.records import Document, Package, Recipient


def copy_for(
    package: Package,
    recipient: Recipient,
    *,
    package_id: int,
    new_document_id: Callable[[], int],
) -> Package:
    """The package as the only recipient gets it, with documents of its own."""
    only = replace(recipient, signing_order=1, signed_fields=set())
    return replace(
        package,
        package_id=package_id,
        recipients=[only],
        documents=[
            _document_for(document, recipient, only, new_document_id())
            for document in package.documents
        ],
        log=list(package.log),
        read_by=set(package.read_by),
        hidden_from=set(package.hidden_from),
    )


def _document_for(
    document: Document, original: Recipient, only: Recipient, document_id: int
) -> Document:
    fields = [
        replace(field, recipient=only) for field in document.fields if field.recipient is original
    ]
    return replace(document, document_id=document_id, fields=fields)
