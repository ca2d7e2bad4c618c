"""The sentences of findings about SigningHub packages, and the labels of their repairs."""

from typing import Final

PACKAGE_FINDINGS: Final = {
    "documents.package_fields": (
        "SigningHub has no field for the day of signing ({count} here).",
        "Each signature there tells its day by itself.",
    ),
    "fields.package_not_signer": (
        "{name} has a place for a signature and does not sign.",
        "Let them sign, or remove the field.",
    ),
    "fields.package_not_filled": (
        "{name} has a field that their role does not fill in at SigningHub.",
        "Signers fill in every kind, editors all but signatures, hosts signatures in person.",
    ),
    "fields.package_anchor": (
        "A field follows the words “{anchor}”.",
        "Its place was found on this computer, and exactly that place is sent.",
    ),
    "fields.package_every_place": (
        "SigningHub places a field wherever it finds “{anchor}”.",
        "How many there are is seen only when the agreement is prepared there.",
    ),
    "fields.package_place_proof": (
        "A signature of {name} that SigningHub places itself would ask for no code.",
        "Place it yourself, so that the code is asked for.",
    ),
    "fields.package_no_phrase": (
        "A field is to be placed by a text, and follows none.",
        "It lies where it is in the draft.",
    ),
    "fields.package_in_person": (
        "Nobody is named who signs in person before {name}.",
        "SigningHub shows the name where the signature is given.",
    ),
    "fields.package_long": (
        "SigningHub takes texts of at most {most} characters.",
        "Allow fewer, or set no limit.",
    ),
    "fields.package_choice": (
        "What the buttons of “{group}” mean is not told to SigningHub.",
        "It shows the buttons only; the words must stand on the page.",
    ),
    "fields.package_nothing": (
        "The part for SigningHub speaks of a field “{field_name}”, which no page has.",
        "Name a field like that, or leave it out.",
    ),
    "fields.package_newer": (
        "This SigningHub does not know “{name}” of a field.",
        "Its version of the API is older; it is left out.",
    ),
    "process.package_step": (
        "A step of {name} is not what their role does.",
        "In SigningHub everybody does one thing: sign, approve, edit or get a copy.",
    ),
    "process.package_two_turns": (
        "{name} has steps at different times.",
        "In SigningHub everybody has one turn, with all documents.",
    ),
    "process.package_waits": (
        "Some people wait longer in SigningHub than here.",
        "There everybody of one stage must be done before the next stage begins.",
    ),
    "process.package_all_documents": (
        "In SigningHub everybody sees all documents, also {name}.",
        "Who signs what is told by the places for signatures.",
    ),
    "process.package_individual_roles": (
        "Where everybody gets a copy of their own, all have the same role.",
        "SigningHub would give everybody the role of the first.",
    ),
    "process.package_individual_order": (
        "Where everybody gets a copy of their own, nobody waits for anybody.",
        "All are invited at once.",
    ),
    "review.package_title": (
        "The title is shortened to 100 characters in SigningHub.",
        "It stays whole in your draft.",
    ),
    "review.package_setting": (
        "“{name}” cannot be sent to SigningHub yet.",
        "The draft sets it in its part for SigningHub.",
    ),
    "review.package_type": (
        "The draft asks for the workflow {name}, and its process is another.",
        "The process says who comes after whom.",
    ),
    "documents.package_library": (
        "{count} of the SigningHub library: nobody signs there.",
        "SigningHub adds them behind your documents; places for signatures are not set on them.",
    ),
    "documents.package_library_elsewhere": (
        "Documents of a SigningHub library are not sent with Scrive.",
        "They stay in your draft.",
    ),
    "review.package_template": (
        "SigningHub applies the template “{name}”.",
        "Its people and fields are known only then; whoever it asks for is filled by your people.",
    ),
    "review.package_newer": (
        "This SigningHub does not know “{name}”.",
        "Its version of the API is older; it is left out.",
    ),
    "review.package_only_me": (
        "The draft says that only you sign, and others take part.",
        "SigningHub may refuse that, or leave them out.",
    ),
    "review.package_goes_on": (
        "Where everybody gets a copy of their own, a refusal ends only that copy.",
        "What the draft says about it is not sent.",
    ),
    "review.package_result_to_nobody": (
        "The result goes to nobody when all are done.",
        "Name an address, everybody of the agreement or a drive.",
    ),
    "review.package_result_address": (
        "“{name}” is no e-mail address that the result could go to.",
        "Correct it, or leave it out.",
    ),
    "review.package_no_document": (
        "The part for SigningHub speaks of a document “{name}”, which is not in the agreement.",
        "Leave it out, or add the document.",
    ),
    "review.package_value": (
        "SigningHub does not know this value of “{name}”.",
        "The draft sets it in its part for SigningHub.",
    ),
}

PACKAGE_REPAIRS: Final = {
    "make_copy": "Send them a copy",
    "open_without_proof": "Open without proof",
    "sign_without_proof": "Ask for none",
    "only_package_fields": "Remove them",
    "leave_out": "Leave it out",
}
