"""Words for what Scrive is told of people: proofs, signed copies, members, countries."""

from typing import Final

_MEMBERS: Final = {
    "confirmation_delivery_method": "how the signed copy comes",
    "notification_delivery_method": "how they are kept informed",
    "authentication_method_to_view_archived": "the proof to open the archive",
    "hide_personal_number": "hiding the personal number",
    "allows_highlighting": "marking on pages",
    "attachments": "files that are asked for",
    "consent_module": "questions before signing",
    "sign_success_redirect_url": "the page after signing",
    "reject_redirect_url": "the page after declining",
    "is_visible": "being shown to the others",
    "company": "the company",
    "company_number": "the company’s number",
    "personal_number": "the personal number",
    "fields": "correcting their own data",
}
_COPIES: Final = {
    "": "As invited",
    "email": "E-mail with the file",
    "mobile": "Link by SMS",
    "email_mobile": "E-mail with the file, and SMS",
    "email_link": "Link by e-mail",
    "email_link_mobile": "Link by e-mail and SMS",
    "none": "None",
}
_COUNTRIES: Final = {
    "SE": "Sweden",
    "NO": "Norway",
    "DK": "Denmark",
    "FI": "Finland",
}


def member_word(member: str) -> str:
    """What a member of a person is about; Scrive's own word where it is not known."""
    return _MEMBERS.get(member, member)


def copy_word(method: str) -> str:
    """How the signed copy comes; empty is as the service takes it from the invitation."""
    return _COPIES.get(method, method)


def country_phrase(country: str) -> str:
    """`in Sweden`; of any country where none is meant."""
    return f"in {_COUNTRIES[country]}" if country in _COUNTRIES else "in the Nordic countries"
