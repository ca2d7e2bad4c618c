"""The sentences of findings about fields on pages."""

from typing import Final

FIELD_FINDINGS: Final = {
    "fields.documents_type": (
        "A field of {name} is of a kind that is not placed in Scrive.",
        "It is left out there and stays in your draft.",
    ),
    "fields.documents_not_signer": (
        "{name} does not sign, so their field is left out.",
        "In Scrive only who signs fills in fields.",
    ),
    "fields.documents_anchor": (
        "A field of {name} follows a text of the page.",
        "Its place was found on this computer, and exactly that place is sent.",
    ),
    "fields.documents_limits": (
        "A field of {name} loses its limits.",
        "Scrive knows a greatest length for texts only, and choices for radio buttons only.",
    ),
    "fields.flow_inferred": (
        "Fields in a Flow are nowhere described by Scrive.",
        "They are written into the documents before the Flow starts, and read back.",
    ),
    "fields.unknown_participant": (
        "A field belongs to “{label}”, who is not in the agreement.",
        "Remove the field, or add the person.",
    ),
    "fields.unknown_document": (
        "A field lies on “{label}”, which is not in the agreement.",
        "Remove the field, or add the document.",
    ),
    "fields.no_such_page": (
        "A field lies on page {page} of {document}, which has {pages}.",
        "Move it to a page that exists.",
    ),
    "fields.outside_page": (
        "A field lies outside page {page} of {document}.",
        "Move it onto the page.",
    ),
    "fields.too_small": (
        "A field on page {page} of {document} is very small.",
        "It can hardly be read or filled in.",
    ),
    "fields.overlap": (
        "Two fields lie on each other on page {page} of {document}.",
        "One may hide the other.",
    ),
    "fields.not_taking_part": (
        "{name} has a field in {document}, but nothing to do with it.",
        "Nobody would fill it in, so it is left out. Give them a step with it.",
    ),
    "fields.date_value": (
        "“{value}” on page {page} of {document} is not a date.",
        "Write it as 2031-02-28.",
    ),
    "fields.value_too_long": (
        "A text on page {page} of {document} is longer than {most} characters.",
        "Shorten it, or allow more.",
    ),
    "fields.radio_group": (
        "A radio button on page {page} belongs to no group.",
        "Give the buttons that exclude each other the same name.",
    ),
    "fields.radio_alone": (
        "“{group}” has only one button.",
        "A choice needs at least two.",
    ),
    "fields.radio_pages": (
        "The buttons of “{group}” lie on different pages.",
        "All buttons of a choice must be on one page.",
    ),
    "fields.radio_texts": (
        "Two buttons of “{group}” mean the same, or one means nothing.",
        "Give each its own text.",
    ),
    "fields.radio_chosen": (
        "Several buttons of “{group}” are chosen from the beginning.",
        "Only one can be.",
    ),
    "fields.same_name": (
        "Two fields of one person are called “{field_name}”.",
        "The service tells them apart by their names; the second gets a number.",
    ),
    "fields.no_signature": (
        "No place for the signature of {name} in {document}.",
        "They can sign all the same; their signature is then only in the evidence.",
    ),
}

FIELD_REPAIRS: Final = {
    "remove_field": "Remove the field",
    "move_onto_page": "Move it onto the page",
    "rename_field": "Name it by itself",
}
