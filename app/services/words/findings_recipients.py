"""The sentences of findings about the recipients of SigningHub packages."""

from typing import Final

RECIPIENT_FINDINGS: Final = {
    "people.package_role": (
        "{name} has a role that cannot be sent to SigningHub.",
        "There people sign, approve, edit, host a meeting or get a copy.",
    ),
    "people.package_host": (
        "{name} hosts a meeting, and nobody has a place to sign in it.",
        "Add a signature in person for them.",
    ),
    "people.package_delivery": (
        "SigningHub cannot reach {name} that way.",
        "It invites by e-mail, and in newer versions by SMS.",
    ),
    "people.package_sms": (
        "This SigningHub cannot invite {name} by SMS.",
        "Its version of the API knows invitations by e-mail only.",
    ),
    "people.package_email": (
        "{name} has no e-mail address.",
        "SigningHub knows people by their address, also where it does not write to them.",
    ),
    "people.package_group_delivery": (
        "SigningHub cannot reach {name} that way.",
        "A group is reached through the e-mail addresses of its members.",
    ),
    "people.package_group_contact": (
        "The e-mail address of {name} is not sent to SigningHub.",
        "A group is known by its name there, with the addresses of its members.",
    ),
    "people.package_opening": (
        "{provider} cannot be asked of {name} before opening through SigningHub.",
        "It asks for a password or for a code by SMS.",
    ),
    "people.package_opening_twice": (
        "The draft says twice what {name} has to prove before opening.",
        "What it says in its part for SigningHub is sent.",
    ),
    "people.package_opening_empty": (
        "{name} has to prove who they are before opening, and nothing is asked.",
        "Choose a password, a code by SMS, or no proof.",
    ),
    "people.package_opening_both": (
        "{name} is asked for a password and for a code before opening.",
        "SigningHub does not say whether it asks for both.",
    ),
    "people.package_opening_number": (
        "The code that {name} needs to open has no number to go to.",
        "Enter a mobile number with its country, such as +46 70 174 06 31.",
    ),
    "people.package_masked_number": (
        "SigningHub showed only a part of the number of {name}: {number}.",
        "Enter the whole number, such as +46 70 174 06 31.",
    ),
    "people.package_app_code": (
        "This SigningHub cannot ask {name} for a code of an authenticator app.",
        "Its version of the API knows codes by SMS only.",
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
        "SigningHub decides how many tries {name} has.",
        "The number in your draft is not sent.",
    ),
    "people.package_member": (
        "“{member}” of {name} cannot be sent to SigningHub.",
        "The draft sets it in its part for SigningHub.",
    ),
    "people.package_value": (
        "SigningHub does not know this value of “{member}” for {name}.",
        "The draft sets it in its part for SigningHub.",
    ),
    "people.package_password_told": (
        "The draft holds a password for {name}.",
        "Drafts are passed on and copied. Passwords are asked for when you send.",
    ),
    "people.package_seal_version": (
        "{name} cannot seal through this SigningHub.",
        "Its version of the API does not know electronic seals.",
    ),
    "people.package_seal_role": (
        "{name} seals, and does not sign.",
        "An electronic seal takes the place of a signature.",
    ),
    "people.package_only_seals": (
        "{name} seals, and nobody signs.",
        "SigningHub sends nothing without somebody who signs.",
    ),
    "people.package_national_id": (
        "The national id of {name} is not sent.",
        "It goes with people, and only newer versions of SigningHub take it.",
    ),
    "people.package_notice": (
        "{name} has to accept a legal notice, and none is chosen.",
        "SigningHub knows them by name.",
    ),
    "people.package_window_kind": (
        "The time in which {name} can open the documents is not clear.",
        "Choose between two dates, or a number of days.",
    ),
    "people.package_window_days": (
        "The documents would be open for {name} for less than a day.",
        "Say one day or more.",
    ),
    "people.package_window_dates": (
        "The time in which {name} can open the documents lacks its begin or end.",
        "Say both.",
    ),
    "people.package_window_order": (
        "The time in which {name} can open the documents ends before it begins.",
        "Change one of both.",
    ),
    "people.package_window_past": (
        "The time in which {name} can open the documents is over.",
        "SigningHub would count {name} as having declined.",
    ),
    "people.package_reminder": (
        "A number is missing in the reminders of {name}.",
        "When the first one comes, how long it is from one to the next, and how many there are.",
    ),
    "people.package_reminder_hours": (
        "This SigningHub reminds {name} after days, not hours.",
        "Only newer versions of its API count in hours.",
    ),
    "people.package_reminder_silent": (
        "{name} is never written to, and so never reminded.",
        "Invite them by e-mail, or leave the reminders out.",
    ),
    "people.package_reminder_late": (
        "{name} is reminded when the documents cannot be opened any more.",
        "Remind earlier, or leave the documents open for longer.",
    ),
    "review.package_nobody": (
        "The part for SigningHub speaks of “{name}”, who is not in the agreement.",
        "Nothing of it is sent.",
    ),
}
