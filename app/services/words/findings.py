"""The sentences of findings and the labels of their repairs."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.contacts import spaced_phone
from app.domain.findings import Finding, Repair
from app.services.words.counted import listed
from app.services.words.findings_fields import FIELD_FINDINGS, FIELD_REPAIRS
from app.services.words.findings_files import FILE_FINDINGS, FILE_REPAIRS
from app.services.words.findings_package import PACKAGE_FINDINGS, PACKAGE_REPAIRS
from app.services.words.findings_people import PEOPLE_FINDINGS, PEOPLE_REPAIRS
from app.services.words.findings_recipients import RECIPIENT_FINDINGS
from app.services.words.findings_scrive import BECAUSE, SCRIVE_FINDINGS
from app.services.words.findings_settings import SETTING_FINDINGS, SETTING_REPAIRS
from app.services.words.people import provider_word
from app.services.words.scrive_people import country_phrase, member_word


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
    **FILE_FINDINGS,
    "people.no_signer": (
        "Nobody signs yet.",
        "An agreement needs at least one person who signs.",
    ),
    "people.placeholder": (
        "{name} is not a person yet.",
        "Say who it is before sending.",
    ),
    "people.no_name": (
        "The name is missing.",
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
    "review.no_title": (
        "The agreement has no title.",
        "People see it in the invitation.",
    ),
    **SETTING_FINDINGS,
    **FIELD_FINDINGS,
    **PACKAGE_FINDINGS,
    **RECIPIENT_FINDINGS,
    **SCRIVE_FINDINGS,
    **PEOPLE_FINDINGS,
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
    **FIELD_REPAIRS,
    **FILE_REPAIRS,
    **SETTING_REPAIRS,
    **PACKAGE_REPAIRS,
    **PEOPLE_REPAIRS,
}


_AS_TYPED = ("people.provider_untested", "people.flow_experimental")


def finding_text(finding: Finding) -> FindingText:
    """The sentences of a finding."""
    sentence, why = _FINDINGS[finding.id]
    facts = {name: listed(value.split("\n")) for name, value in finding.facts.items()}
    if finding.id == "review.documents_because_several":
        facts = {"reasons": listed([_because(reason, facts) for reason in facts])}
    if "provider" in facts and finding.id not in _AS_TYPED:
        facts["provider"] = provider_word(facts["provider"])
    if "country" in facts:
        facts["country"] = country_phrase(facts["country"])
    if finding.id == "people.member_shape":
        facts["member"] = member_word(facts["member"])
    if "members" in facts:
        facts["members"] = ", ".join(map(member_word, facts["members"].split(",")))
    if finding.id == "people.phone_spelling":
        facts["phone"] = spaced_phone(facts["phone"])
    repair = repair_label(finding.repair) if finding.repair is not None else ""
    return FindingText(
        sentence=sentence.format_map(facts), why=why.format_map(facts), repair=repair
    )


def _because(reason: str, facts: Mapping[str, str]) -> str:
    """One of several reasons for a plain document, as the sentence about it alone has it."""
    sentence, _ = _FINDINGS[f"review.documents_because_{reason}"]
    whole = sentence.format(name=facts[reason])
    return whole.removeprefix(BECAUSE).removesuffix(".")


def repair_label(repair: Repair) -> str:
    """The label of the button that repairs."""
    facts = dict(repair.facts)
    if "phone" in facts:
        facts["phone"] = spaced_phone(facts["phone"])
    if "provider" in facts:
        facts["provider"] = provider_word(facts["provider"])
    return _REPAIRS[repair.code].format_map(facts)
