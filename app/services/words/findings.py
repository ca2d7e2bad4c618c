"""The sentences of findings and the labels of their repairs."""

from dataclasses import dataclass

from app.domain.contacts import spaced_phone
from app.domain.findings import Finding, Repair
from app.services.words.findings_package import PACKAGE_FINDINGS, PACKAGE_REPAIRS
from app.services.words.people import provider_word


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingText:
    """What a person reads about a finding."""

    sentence: str
    why: str = ""
    """What happens if it stays; one sentence."""
    repair: str = ""
    """The label of the repair button; empty where there is none."""


_FINDINGS = {
    "documents.none": (
        "There is no document yet.",
        "An agreement needs at least one PDF.",
    ),
    "documents.file_missing": (
        "{file} is not there any more.",
        "It was moved or deleted. Add it again, or remove it from the agreement.",
    ),
    "documents.file_empty": (
        "{file} is empty.",
        "The file has no bytes. Save it again where it came from, then add it anew.",
    ),
    "documents.file_folder": (
        "{file} is a folder.",
        "Open the folder and add the PDFs inside it.",
    ),
    "documents.file_not_pdf": (
        "{file} is not a PDF.",
        "Only PDFs can be signed. Save or print it as a PDF first.",
    ),
    "documents.file_encrypted": (
        "{file} is protected with a password.",
        "The service could not open it. Save a copy without the password and add that.",
    ),
    "documents.file_broken": (
        "{file} is damaged.",
        "It begins like a PDF but cannot be read. Save it again where it came from.",
    ),
    "documents.file_no_pages": (
        "{file} has no pages.",
        "There is nothing to sign in it.",
    ),
    "documents.file_too_large": (
        "{file} is too large to be checked.",
        "Save it smaller, for example with less resolution for pictures.",
    ),
    "documents.file_took_too_long": (
        "{file} takes too long to read.",
        "It may be damaged. Save it again where it came from.",
    ),
    "documents.file_unreadable": (
        "{file} cannot be read.",
        "You may lack the right to open it. Copy it to your own folder and add that.",
    ),
    "documents.file_changed": (
        "{file} was changed on disk after you added it.",
        "Look at it again: use the new file, or keep yours.",
    ),
    "documents.many_pages": (
        "{name} has {pages} pages.",
        "The service may refuse very long documents.",
    ),
    "documents.nobody_acts": (
        "Nobody signs {name}.",
        "Give somebody a step with it, or remove the document.",
    ),
    "documents.flow_fields": (
        "Scrive Flow does not place fields on pages ({count} in this draft).",
        "People sign the documents as a whole. The fields stay in your draft.",
    ),
    "documents.documents_one": (
        "Scrive sends {count} documents only as a Flow.",
        "A plain document is sent alone.",
    ),
    "people.no_signer": (
        "Nobody signs yet.",
        "An agreement needs at least one person who signs.",
    ),
    "people.placeholder": (
        "{name} is not a person yet.",
        "Say who it is before sending.",
    ),
    "people.no_name": (
        "A person has no name.",
        "The name is shown to everybody in the agreement.",
    ),
    "people.bad_email": (
        "{email} is not an e-mail address.",
        "The invitation for {name} could not arrive.",
    ),
    "people.no_email": (
        "{name} has no e-mail address.",
        "The invitation goes by e-mail.",
    ),
    "people.no_phone": (
        "{name} has no mobile number.",
        "The invitation goes by SMS.",
    ),
    "people.phone_not_international": (
        "The number {phone} has no country code.",
        "It is sent as typed; the message for {name} may not arrive. Begin with + and the country.",
    ),
    "people.phone_unusual": (
        "{phone} cannot be a phone number.",
        "It has too few or too many digits; the message for {name} may not arrive.",
    ),
    "people.phone_spelling": (
        "The number of {name} is better written {phone}.",
        "Services understand the international form most surely.",
    ),
    "people.authentication_unused": (
        "{name} signs without the proof of identity that you chose.",
        "The step to sign does not ask for it.",
    ),
    "people.provider_untested": (
        "Countersign does not know the proof of identity “{provider}” of {name}.",
        "It is passed on as it is; the service decides.",
    ),
    "people.code_needs_phone": (
        "An SMS code needs a mobile number.",
        "{name} could not receive the code.",
    ),
    "people.same_email": (
        "{name} shares the address {email} with somebody else.",
        "Both get their own invitation in the same mailbox.",
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
        "After sending, you find it in Scrive.",
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
    "process.none": (
        "Nobody has anything to do yet.",
        "The process says who signs what, and in which order.",
    ),
    "process.empty_branch": (
        "A part of the process is empty.",
        "Remove it, or put a step into it.",
    ),
    "process.unknown_participant": (
        "A step belongs to “{label}”, who is not in the agreement.",
        "Remove the step, or add the person.",
    ),
    "process.unknown_document": (
        "A step is about “{label}”, which is not in the agreement.",
        "Remove it from the step, or add the document.",
    ),
    "process.no_documents": (
        "{name} has a step without a document.",
        "Choose what it is about.",
    ),
    "process.unknown_authentication": (
        "A step of {name} asks for “{label}”, which is not defined.",
        "Choose one of their proofs of identity to sign.",
    ),
    "process.signed_twice": (
        "{name} would sign {document} twice.",
        "Each person signs a document once.",
    ),
    "process.no_step": (
        "{name} has nothing to do.",
        "Give them a step, or make them only view the documents.",
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
    "fields.documents_type": (
        "A field of {name} is of a kind that is not placed in Scrive.",
        "It is left out there and stays in your draft.",
    ),
    "fields.documents_not_signer": (
        "{name} does not sign, so their field is left out.",
        "In Scrive only who signs fills in fields.",
    ),
    "fields.documents_anchor": (
        "A field of {name} does not follow its text on the page.",
        "It lies where it was drawn.",
    ),
    "fields.documents_limits": (
        "A field of {name} loses its limits.",
        "Scrive takes any text there, of any length.",
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
    "review.no_title": (
        "The agreement has no title.",
        "People see it in the invitation.",
    ),
    "review.flow_message": (
        "Scrive Flow does not carry your message.",
        "Flow writes its own invitation. The text stays in your draft.",
    ),
    "review.flow_setting": (
        "Scrive Flow does not carry “{member}”.",
        "The setting stays in your draft and is not sent.",
    ),
    "review.scrive_unknown": (
        "Scrive is not told “{member}”.",
        "It is no setting that Scrive is known to take here.",
    ),
    "review.scrive_days": (
        "“{member}” is not a number of days that Scrive takes.",
        "A deadline has 1 to 365 days, and a reminder comes before it.",
    ),
    "review.scrive_tags": (
        "The tags for Scrive are not written as it wants them.",
        "Each has a name and a value, both texts.",
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
        "Sent as a plain document, because {name} approves.",
        "Scrive Flow is not known to carry approvals.",
    ),
    "review.documents_because_delivery": (
        "Sent as a plain document, because of how {name} is reached.",
        "Scrive Flow invites by e-mail or SMS only.",
    ),
    "review.documents_because_eid": (
        "Sent as a plain document, because {name} uses an electronic ID.",
        "In Scrive Flow an SMS code can be asked for.",
    ),
    "review.documents_sms_message": (
        "Your message goes by e-mail only.",
        "{name} reads Scrive’s own words in the text message.",
    ),
    "review.documents_language": (
        "Scrive does not speak “{language}”.",
        "Its messages come in the language of the account.",
    ),
    **PACKAGE_FINDINGS,
}

_REPAIRS = {
    "deliver_by_sms": "Invite by SMS",
    "deliver_by_email": "Invite by e-mail",
    "deliver_as_reachable": "Invite by what is known",
    "use_phone": "Use {phone}",
    "make_signer": "Let them sign",
    "use_sms_code": "Ask for an SMS code",
    "use_authentication": "Ask for it",
    "add_step": "Give them a step",
    "step_all_documents": "Take all documents",
    "send_with_flow": "Send as a Flow",
    "send_with_documents": "Send as a plain document",
    **PACKAGE_REPAIRS,
}


_ABOUT_PROVIDERS = ("people.flow_provider", "people.documents_provider", "people.package_provider")


def finding_text(finding: Finding) -> FindingText:
    """The sentences of a finding."""
    sentence, why = _FINDINGS[finding.id]
    facts = dict(finding.facts)
    if finding.id in _ABOUT_PROVIDERS:
        facts["provider"] = provider_word(facts["provider"])
    if finding.id == "people.phone_spelling":
        facts["phone"] = spaced_phone(facts["phone"])
    repair = repair_label(finding.repair) if finding.repair is not None else ""
    return FindingText(
        sentence=sentence.format_map(facts), why=why.format_map(facts), repair=repair
    )


def repair_label(repair: Repair) -> str:
    """The label of the button that repairs."""
    facts = dict(repair.facts)
    if "phone" in facts:
        facts["phone"] = spaced_phone(facts["phone"])
    return _REPAIRS[repair.code].format_map(facts)
