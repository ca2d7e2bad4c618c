"""E-mail addresses and phone numbers: are they usable, and how are they written."""

import phonenumbers
from email_validator import EmailNotValidError, validate_email


def normal_email(text: str) -> str | None:
    """The address in normal form, or None where it cannot be one."""
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        return None


def e164(text: str, region: str | None = None) -> str | None:
    """The number as `+` and digits (E.164), or None where it cannot be made one.

    `region` is a two-letter country whose national form is accepted too.
    """
    typed = text.strip()
    if typed.startswith("00"):
        typed = "+" + typed[2:]
    try:
        number = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def spaced_phone(text: str) -> str:
    """The number in groups, as people read it; unchanged where it is not international."""
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        return text
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def initials(name: str) -> str:
    """At most two letters that stand for a person where there is no room for the name."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    chosen = [words[0]] if len(words) == 1 else [words[0], words[-1]]
    return "".join(word[0] for word in chosen).upper()


def region_of(number: str) -> str:
    """The two-letter country of an international number; empty where it does not tell."""
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.region_code_for_number(parsed) or ""
