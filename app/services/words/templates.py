"""What is said about a draft that begins with a template."""

from typing import Final

_SENTENCES: Final = {
    "no_file": "The template has no file. Add the one to sign.",
    "fill": "“{subject}” is for you to fill in before sending.",
    "sender_fields": "The sender's own fields were left out.",
    "sender_turn": "You sign with the first: your later turn in the template was left out.",
    "sender_proof": "What you have to prove when you sign was left out.",
    "asked": "“{subject}” is not asked of the signer any more: a draft cannot say that.",
    "lines": "“{subject}” takes one line now, where the template's takes several.",
    "kind": "“{subject}” was left out: Countersign does not place this kind of field.",
    "place": "“{subject}” was left out: its place on the page is not told.",
    "pages": "The fields were left out: the pages could not be measured on this computer.",
    "rule": "“{subject}” takes any text: the template's rule for it was left out.",
    "dates": "“{subject}” takes any date: the template's limits were left out.",
    "several": "“{subject}” has several places, and each is filled in by itself now.",
    "role": "{subject} has a role that Countersign does not know, and became a signer.",
    "delivery": "How {subject} is invited was left out: Countersign does not know this way.",
    "not_a_signer": "The fields of {subject} were left out: only signers fill in fields.",
    "many": "The list of people to send the template to was left out.",
    "attachment": "“{subject}” was left out: only PDFs go along.",
}


def remark_sentence(code: str, subject: str) -> str:
    """The sentence for a remark. Raises KeyError for a code that has none."""
    return _SENTENCES[code].format(subject=subject)
