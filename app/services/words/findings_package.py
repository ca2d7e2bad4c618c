"""The sentences of findings about SigningHub packages, and the labels of their repairs."""

from typing import Final

PACKAGE_FINDINGS: Final = {
    "documents.package_fields": (
        "Only places for signatures are sent to SigningHub yet ({count} other fields here).",
        "The others would be missing on the pages.",
    ),
    "fields.package_not_signer": (
        "{name} has a place for a signature and does not sign.",
        "Let them sign, or remove the field.",
    ),
    "fields.package_anchor": (
        "A field does not follow the words “{anchor}” in SigningHub.",
        "It lies where it is in the draft.",
    ),
    "people.package_group": (
        "{name} is a group, which cannot be sent to SigningHub yet.",
        "Replace it by a person.",
    ),
    "people.package_role": (
        "{name} has a role that cannot be sent to SigningHub.",
        "There people sign, approve, edit or get a copy.",
    ),
    "people.package_delivery": (
        "SigningHub cannot reach {name} that way.",
        "It invites by e-mail.",
    ),
    "people.package_sms": (
        "This SigningHub cannot invite {name} by SMS.",
        "Its version of the API knows invitations by e-mail only.",
    ),
    "people.package_email": (
        "{name} has no e-mail address.",
        "SigningHub knows people by their address, also where it does not write to them.",
    ),
    "people.package_opening": (
        "{name} has to prove who they are before opening, which cannot be sent to SigningHub yet.",
        "A code to sign can be asked for.",
    ),
    "people.package_provider": (
        "{provider} cannot be asked of {name} through SigningHub.",
        "An SMS code can be asked for when they sign.",
    ),
    "people.package_proof_of_others": (
        "{name} does not sign, so SigningHub asks for no proof of identity.",
        "It asks where a signature is given.",
    ),
    "people.package_attempts": (
        "SigningHub decides how many tries {name} has for the code.",
        "The number in your draft is not sent.",
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
    "review.package_value": (
        "SigningHub does not know this value of “{name}”.",
        "The draft sets it in its part for SigningHub.",
    ),
}

PACKAGE_REPAIRS: Final = {
    "make_copy": "Send them a copy",
    "open_without_proof": "Open without proof",
    "sign_without_proof": "Ask for none",
    "only_signature_fields": "Remove the others",
    "leave_out": "Leave it out",
}
