"""The sentences of findings about what goes along, pages left out, and steps kept as they are."""

from typing import Final

FILE_FINDINGS: Final = {
    "documents.attachment_name": (
        "Two attachments are called {name}.",
        "Scrive tells them apart by their names.",
    ),
    "documents.flow_attachments_inferred": (
        "Files that go along with a Flow are nowhere described by Scrive.",
        "They are attached to the document before the Flow starts, and read back.",
    ),
    "documents.flow_attachments": (
        "What goes along is attached to {name}.",
        "In a Flow, who does not get that document does not see it.",
    ),
    "documents.package_attachments": (
        "SigningHub is not given what goes along.",
        "The attachments stay in your draft. Add them as documents, or send with Scrive.",
    ),
    "documents.page_left_out": (
        "Page {pages} of {name} is left out.",
        "Your file stays whole; Scrive removes the page before anybody is invited.",
    ),
    "documents.pages_left_out": (
        "Pages {pages} of {name} are left out.",
        "Your file stays whole; Scrive removes the pages before anybody is invited.",
    ),
    "documents.package_pages": (
        "SigningHub cannot leave out pages.",
        "The documents would be sent whole.",
    ),
    "documents.removed_unknown": (
        "Pages of “{label}” are to be left out, which is not in the agreement.",
        "Send all pages, or give the document that label.",
    ),
    "documents.removed_no_such_page": (
        "Page {page} of {name} is to be left out, which has {total}.",
        "The file may have been replaced by a shorter one.",
    ),
    "documents.removed_all": (
        "All pages of {name} are left out.",
        "Something must be left to sign.",
    ),
    "documents.removed_many": (
        "More than 100 pages of {name} are left out.",
        "Scrive removes no more than 100. Save a shorter file and replace this one.",
    ),
    "fields.removed_page": (
        "A field lies on page {page} of {document}, which is left out.",
        "Keep the page, or move the field.",
    ),
    "process.flow_other": (
        "Countersign does not know the step “{type}” well.",
        "It is sent to Scrive Flow as it is; Flow decides.",
    ),
    "process.flow_form": (
        "A step asks for the form “{label}”, which is not in the agreement.",
        "Forms are kept under “scrive”, “forms” of the draft file.",
    ),
    "process.documents_other": (
        "A plain document cannot carry the step “{type}”.",
        "Send it as a Flow, or take the step out of the draft file.",
    ),
    "process.package_other": (
        "SigningHub cannot carry the step “{type}”.",
        "Send it with Scrive, or take the step out of the draft file.",
    ),
}

FILE_REPAIRS: Final = {
    "keep_all": "Send all pages",
    "drop_step": "Take the step away",
    "keep_pages": "Send all pages",
    "keep_page": "Keep page {page}",
    "number_attachment": "Number it",
}
