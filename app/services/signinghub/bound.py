"""What an agreement on its way is bound to at SigningHub: its package, documents and fields."""

from collections.abc import Sequence

from app.domain.json_value import JsonValue
from app.services.outbox.carrier import Changed, Parcel
from app.services.signinghub.mapping_fields import WantedField, by_text_of, fields_of
from app.services.signinghub.marks import bears_mark, clean_name, name_bears
from app.services.signinghub.wire import Document, WorkflowDetails


def package_id_of(parcel: Parcel) -> str:
    """The one package that this agreement is bound to."""
    return str(parcel.results("package")[""]["package_id"])


def bound_package(parcel: Parcel) -> str:
    """That package, or empty while there is none."""
    return str(parcel.results("package").get("", {}).get("package_id", ""))


def document_ids(parcel: Parcel) -> dict[str, str]:
    """The service's ids of the documents, by label."""
    uploads = parcel.results("upload")
    return {label: str(result["document_id"]) for label, result in uploads.items()}


def library_ids(parcel: Parcel) -> tuple[str, ...]:
    """The service's ids of what came from the account's library."""
    return tuple(str(each["document_id"]) for each in parcel.results("library").values())


def library_copies(parcel: Parcel, documents: Sequence[Document]) -> frozenset[tuple[str, str]]:
    """Name and source of what came from the library: another one like it came by the same call."""
    known = library_ids(parcel)
    return frozenset(
        (each.document_name, each.document_source)
        for each in documents
        if each.document_id in known
    )


def is_ours(parcel: Parcel, details: WorkflowDetails) -> bool:
    """Whether what has the number of our package really is ours.

    Numbers are small: another server, or one that was set back, gives them to others. A server that
    keeps no `document_source` leaves the documents' own numbers to know it by.
    """
    if name_bears(details.package_name, parcel.ref):
        return True
    if any(bears_mark(each, parcel.ref) for each in details.documents):
        return True
    known = {*document_ids(parcel).values(), *library_ids(parcel)}
    same = not details.documents or any(each.document_id in known for each in details.documents)
    return same and clean_name(details.package_name) == clean_name(parcel.agreement.title)


def number_of(parcel: Parcel, label: str) -> int:
    """The place of a document in the agreement, from 1; it is part of our mark."""
    return [each.label for each in parcel.files].index(label) + 1


def document_name(parcel: Parcel, label: str) -> str:
    """The name that people read."""
    [name] = [each.name for each in parcel.files if each.label == label]
    return " ".join(name.split()) or label


def wanted_fields(parcel: Parcel, label: str) -> tuple[WantedField, ...]:
    """The fields that we place on a document; who signs where a template says gets none of ours."""
    signing = _of_template(parcel, "signers", label)
    there = set(map(str, signing)) if isinstance(signing, list) else set()
    return tuple(
        each
        for each in fields_of(parcel.agreement, parcel.ref)
        if each.document == label and (each.at is not None or each.signer not in there)
    )


def others_fields(parcel: Parcel, label: str) -> dict[str, str]:
    """The fields of a document that a template or a text brought: whose each of them is."""
    told = _of_template(parcel, "fields", label)
    found = {name: str(each) for name, each in told.items()} if isinstance(told, dict) else {}
    return found | _fields_by_text(parcel, label)


def _of_template(parcel: Parcel, member: str, label: str) -> JsonValue:
    result = parcel.results("fill").get("", {})
    by_label = result.get(member)
    return by_label.get(label) if isinstance(by_label, dict) else None


def _fields_by_text(parcel: Parcel, label: str) -> dict[str, str]:
    """The fields that the service placed on a document by a text: whose each of them is."""
    found: dict[str, str] = {}
    wanted = by_text_of(parcel.agreement)
    for subject, result in parcel.results("by_text").items():
        field = wanted[int(subject)]
        names = result.get("names")
        if field.document == label and isinstance(names, list):
            found |= {str(each): field.signer for each in names}
    return found


def page_of(field: WantedField, document: Document) -> int:
    """The page on which a field lies: its own, else the last."""
    return field.at.page if field.at is not None else max(document.document_pages or 1, 1)


def changed(what: str) -> Changed:
    """What is said where somebody else worked on the package."""
    return Changed(
        "Somebody changed this agreement in SigningHub.",
        f"{what} Nothing more is sent before you decide.",
        "Compare what differs, then send yours anew or give up.",
    )
