"""The sentences of findings about the two ways of sending with Scrive."""

from typing import Final

BECAUSE: Final = "Sent as a plain document, because "
"""The beginning of every sentence about a reason for a plain document."""

SCRIVE_FINDINGS: Final = {
    "documents.documents_one": (
        "Scrive sends {count} documents only as a Flow.",
        "A plain document is sent alone.",
    ),
    "people.flow_group": (
        "Scrive knows no groups.",
        "Replace {name} by a person, or send with SigningHub.",
    ),
    "people.flow_approver": (
        "{name} cannot approve in Scrive Flow.",
        "How Flow wants an approval is not known well enough to send it.",
    ),
    "people.flow_role": (
        "{name} has a role that Scrive Flow does not know.",
        "In Flow people sign, view or get a copy.",
    ),
    "people.flow_delivery": (
        "Scrive Flow cannot reach {name} that way.",
        "Flow invites by e-mail or SMS.",
    ),
    "people.flow_both_channels": (
        "{name} may be invited by e-mail and by SMS.",
        "Scrive Flow needs the number for the code, and invites by every address it has.",
    ),
    "people.flow_provider": (
        "Scrive Flow does not offer {provider} to {name}.",
        "In Flow an SMS code can be asked for.",
    ),
    "people.documents_group": (
        "Scrive knows no groups.",
        "Replace {name} by a person, or send with SigningHub.",
    ),
    "people.documents_role": (
        "{name} has a role that Scrive does not know.",
        "In Scrive people sign, approve, view or get a copy.",
    ),
    "people.documents_link": (
        "Nobody writes to {name}: the link is yours to pass on.",
        "After sending, their row has it, also as a picture to scan.",
    ),
    "people.documents_in_person": (
        "Nobody writes to {name}, who signs on a device of yours.",
        "After sending, open the document in Scrive on that device.",
    ),
    "people.documents_uninvited": (
        "Nobody writes to {name}, neither now nor afterwards.",
        "After sending, the way to the document is found in Scrive.",
    ),
    "people.documents_provider": (
        "Scrive does not offer {provider} to {name}.",
        "An SMS code or an electronic ID can be asked for.",
    ),
    "people.documents_two_eids": (
        "{name} would need two different electronic IDs.",
        "Scrive takes the same one to open and to sign.",
    ),
    "people.documents_proof": (
        "{name} does not sign, so no proof of identity is asked for then.",
        "Ask for one to open instead.",
    ),
    "people.documents_attempts": (
        "Scrive decides how often {name} may try to prove who they are.",
        "A number of tries can only be set in a Flow.",
    ),
    "people.documents_phone": (
        "{phone} is no number that Scrive takes.",
        "The number of {name} must begin with + and the country.",
    ),
    "process.flow_step": (
        "{name} has a step that Scrive Flow does not know.",
        "In Flow people sign, view or get a copy.",
    ),
    "process.documents_step": (
        "{name} has a step that Scrive does not know.",
        "In Scrive people sign, approve, view or get a copy.",
    ),
    "process.documents_two_steps": (
        "{name} has two things to do with the document.",
        "In Scrive a person either signs or approves, once.",
    ),
    "process.documents_order": (
        "Some people wait longer than your process says.",
        "A plain document knows first, second, third: all of one turn come before the next.",
    ),
    "review.flow_message": (
        "Scrive Flow does not carry your message.",
        "Flow writes its own invitation. The text stays in your draft.",
    ),
    "review.flow_language": (
        "Scrive Flow is not told the language.",
        "Its messages come in the language of the account. Your choice stays in your draft.",
    ),
    "review.flow_setting": (
        "Scrive Flow does not carry “{member}”.",
        "The setting stays in your draft and is not sent.",
    ),
    "review.scrive_unknown": (
        "Scrive is not told “{member}”.",
        "It is no setting that Scrive is known to take here.",
    ),
    "review.documents_because_several": (
        f"{BECAUSE}{{reasons}}.",
        "Scrive Flow carries nothing of that.",
    ),
    "review.documents_because_asked": (
        "Sent as a plain document: your draft asks for it.",
        "Scrive invites each person to this one document.",
    ),
    "review.documents_because_reminder": (
        "Sent as a plain document, because of the reminder.",
        "Scrive Flow cannot remind by itself.",
    ),
    "review.documents_because_approver": (
        "Sent as a plain document, because of the approval by {name}.",
        "Scrive Flow is not known to carry approvals.",
    ),
    "review.documents_because_delivery": (
        "Sent as a plain document, because of the way to reach {name}.",
        "Scrive Flow invites by e-mail or SMS only.",
    ),
    "review.documents_because_eid": (
        "Sent as a plain document, because of the electronic ID of {name}.",
        "In Scrive Flow an SMS code can be asked for.",
    ),
    "review.documents_sms_message": (
        "Your message goes by e-mail only.",
        "The text message to {name} has Scrive’s own words.",
    ),
    "review.documents_language": (
        "Scrive does not speak “{language}”.",
        "Its messages come in the language of the account.",
    ),
    "review.documents_because_deadline": (
        "Sent as a plain document, because of the deadline.",
        "Scrive Flow is not known to take one.",
    ),
    "review.documents_because_archived": (
        "Sent as a plain document, because of the proof before the archive opens for {name}.",
        "Scrive Flow asks for nothing there.",
    ),
    "review.documents_because_requested_files": (
        "Sent as a plain document, because of the files asked of {name}.",
        "Scrive Flow cannot ask for any.",
    ),
    "review.documents_because_details": (
        "Sent as a plain document, because of what Scrive is told of {name}.",
        "Scrive Flow is told names, addresses and numbers only.",
    ),
    "review.documents_because_consent": (
        "Sent as a plain document, because of the questions to {name}.",
        "Scrive Flow cannot ask any.",
    ),
}
