"""The sentences of findings about what Scrive is told of one person, and their repairs."""

from typing import Final

PEOPLE_FINDINGS: Final = {
    "people.flow_experimental": (
        "“{provider}” of {name} is an experiment in Scrive Flow.",
        "Flow’s own words for it are not documented. It is passed on as it is; Scrive decides.",
    ),
    "people.flow_attempts": (
        "{count} tries for {name} may be refused by Scrive Flow.",
        "From 1 to 10 are sure to be taken.",
    ),
    "people.flow_setting": (
        "Scrive Flow does not carry all that is told of {name}.",
        "This stays in your draft and is not sent: {members}.",
    ),
    "people.documents_removed": (
        "Scrive has no {provider} any more, which {name} would need.",
        "It was switched off in 2024; its successor is MitID.",
    ),
    "people.documents_only_to_sign": (
        "{provider} can be asked of {name} only to sign.",
        "It makes a qualified signature; nothing is opened with it.",
    ),
    "people.documents_only_to_open": (
        "{provider} can be asked of {name} only to open.",
        "Scrive does not sign with it.",
    ),
    "people.documents_advanced": (
        "{provider} of {name} must be switched on for your Scrive account.",
        "Where it is not, Scrive refuses to start and says so; nobody is notified then.",
    ),
    "people.archived_needs_phone": (
        "A code to open the archive needs a mobile number of {name}.",
        "Without one they could not open the signed document later.",
    ),
    "people.number_to_open": (
        "With the personal number of {name}, {provider} lets in nobody else.",
        "Without it Scrive has nothing to compare with.",
    ),
    "people.norwegian_mobile": (
        "BankID (Norway) knows only Norwegian numbers, and that of {name} is none.",
        "It begins with +47 there.",
    ),
    "people.copy_unknown": (
        "Countersign does not know the way “{value}” for the signed copy of {name}.",
        "It is passed on as it is; Scrive decides.",
    ),
    "people.copy_needs_email": (
        "The signed copy for {name} goes by e-mail, and there is no address.",
        "Scrive would not start the agreement.",
    ),
    "people.copy_needs_phone": (
        "The signed copy for {name} goes by SMS, and there is no mobile number.",
        "Scrive would not start the agreement.",
    ),
    "people.requested_not_signer": (
        "{name} does not sign, so no files are asked for.",
        "In Scrive only who signs is asked for files.",
    ),
    "people.requested_no_name": (
        "A file that {name} is asked for has no name.",
        "The name says what to upload.",
    ),
    "people.requested_twice": (
        "{name} is asked for “{file}” twice.",
        "Each file needs a name of its own.",
    ),
    "people.consent_not_signer": (
        "{name} does not sign, so no questions are asked.",
        "In Scrive only who signs answers questions.",
    ),
    "people.consent_no_questions": (
        "{name} has a list of questions with nothing in it.",
        "Add a question, or leave the list out.",
    ),
    "people.consent_no_title": (
        "The questions for {name} have no heading.",
        "It stands above them on the page.",
    ),
    "people.consent_blank": (
        "Question {number} for {name} is not complete.",
        "It needs the question and both answers.",
    ),
    "people.consent_same": (
        "Both answers to question {number} for {name} are the same.",
        "Whatever they choose, nobody could tell what it meant.",
    ),
    "people.redirect_url": (
        "“{url}” is not the address of a page.",
        "{name} would be led there; it begins with https://.",
    ),
    "people.visible_not_approver": (
        "Being shown to the others is chosen for {name}, who does not approve.",
        "Scrive takes that for approvers only.",
    ),
    "people.personal_number": (
        "The personal number of {name} cannot be right {country}.",
        "Digits may be swapped or missing. It is sent as typed.",
    ),
    "people.personal_number_spelling": (
        "The personal number of {name} is better written without separators.",
        "Scrive understands the plain digits most surely.",
    ),
    "people.personal_number_short": (
        "The personal number of {name} has no century.",
        "BankID knows people by twelve digits.",
    ),
    "people.hidden_nothing": (
        "There is no personal number of {name} to hide.",
        "None is typed, and no electronic ID tells one.",
    ),
    "people.editable_mobile": (
        "{name} may change the number to which the code goes.",
        "Who opens the invitation could have the code sent to themselves.",
    ),
    "people.member_shape": (
        "What the draft says about {member} of {name} cannot be read.",
        "It is not written the way Scrive has it.",
    ),
    "people.refused": (
        "Scrive did not take {name}: “{text}”",
        "That was its answer when this was sent last. Nobody was notified.",
    ),
}

PEOPLE_REPAIRS: Final = {
    "use_provider": "Ask for {provider}",
    "use_flow_word": "Try Flow’s word for it",
    "usual_attempts": "Allow 3 tries",
    "same_proof": "Open with the same",
    "bare_personal_number": "Write it plainly",
    "with_https": "Begin with https://",
    "fixed_mobile": "Keep the number fixed",
}
