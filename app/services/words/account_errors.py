"""The sentences of errors about accounts, by code: what happened, what it means, what to do."""

from typing import Final

ACCOUNT_ERRORS: Final = {
    "account.bad_name": (
        "An account needs a name of at most 80 letters.",
        "You choose it yourself; it is shown in lists.",
        "Enter another one.",
    ),
    "account.name_taken": (
        "There is already an account called “{name}”.",
        "Names have to differ in more than capital letters.",
        "Choose another name, or change that account.",
    ),
    "account.unknown": (
        "The account “{name}” is not there any more.",
        "It may have been removed in another window.",
        "Choose another account, or add it again.",
    ),
    "account.other_user": (
        "These credentials belong to somebody else.",
        "The account is {before}, they sign in as {after}. Agreements would be mixed up.",
        "Add them as an account of its own.",
    ),
    "account.unknown_member": (
        "The account has a value “{member}” that Countersign does not know.",
        "An account at {service} does not have it.",
        "Remove or correct it.",
    ),
    "account.missing_member": (
        "“{member}” is missing.",
        "It is needed to sign in.",
        "Enter it, then try again.",
    ),
    "account.empty_member": (
        "“{member}” is empty.",
        "It is needed to sign in.",
        "Enter it, then try again.",
    ),
    "account.wrong_type": (
        "“{member}” has to be text.",
        "",
        "Correct it, then try again.",
    ),
    "account.no_certificate": (
        "“{member}” belongs to a client certificate, and there is none.",
        "The server knows this computer by the certificate; the key alone says nothing.",
        "Choose the certificate too, or leave both out.",
    ),
    "account.no_such_way": (
        "{service} gives no sign-in out this way.",
        "",
        "Enter the values themselves.",
    ),
    "account.no_templates": (
        "Templates of {name} cannot be used from here.",
        "Only Scrive accounts have templates that Countersign can read.",
        "Begin an empty agreement instead.",
    ),
    "account.no_shelf": (
        "{name} keeps no documents or templates.",
        "Only SigningHub accounts have a library to choose from.",
        "Add your own files.",
    ),
    "account.no_address_book": (
        "{name} has no address book.",
        "Only SigningHub accounts have contacts and groups to choose from.",
        "Enter the people by hand.",
    ),
    "template.none": (
        "{id} is no template.",
        "It may be a document, or have been used up as one.",
        "Look through the list of templates for the right id.",
    ),
    "account.no_web_pages": (
        "Agreements of {name} cannot be opened in the browser from here.",
        "",
        "Sign in there as you always do.",
    ),
    "account.bad_value": (
        "“{member}” has a value that is not possible.",
        "",
        "Correct it, then try again.",
    ),
}
