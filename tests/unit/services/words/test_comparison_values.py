"""What stands in the cells of a comparison: never a word of a service that has one of ours."""

import pytest

from app.domain.portrait import Aspect, Fact, Part, PartKind
from app.services.words.comparison_values import part_words, value_word

VALUES = [
    (Aspect.STATE, "draft", "Draft"),
    (Aspect.STATE, "pending", "Started"),
    (Aspect.ROLE, "signing_party", "Signer"),
    (Aspect.ROLE, "viewer", "Viewer"),
    (Aspect.ORDER, "2", "Step 2"),
    (Aspect.ORDER, "SERIAL", "One after the other"),
    (Aspect.DELIVERY, "mobile", "By SMS"),
    (Aspect.DELIVERY, "carrier_pigeon", "carrier_pigeon"),
    (Aspect.SIGNED_COPY, "none", "None"),
    (Aspect.PROOF_TO_SIGN, "se_bankid", "BankID (Sweden)"),
    (Aspect.PROOF_TO_OPEN, "password,sms_otp", "Password and SMS code"),
    (Aspect.PROOF_TO_OPEN, "", "Nothing extra"),
    (Aspect.PERSONAL_NUMBER, "set", "Set, not shown"),
    (Aspect.PERSONAL_NUMBER, "", "None"),
    (Aspect.FIELDS, "checkbox=1;signature=2;pages=1,3", None),
    (Aspect.FIELDS, "any=1", "1 field"),
    (Aspect.FIELDS, "text=1;pages=4", "1 text, on page 4"),
    (Aspect.QUESTIONS, "2", "2 questions"),
    (Aspect.DAYS_TO_SIGN, "1", "1 day"),
    (Aspect.DAYS_TO_REMIND, "", "Not set"),
    (Aspect.LANGUAGE, "sv", "Swedish"),
    (Aspect.ACCESS, "", "Always"),
    (Aspect.ACCESS, "30", "30 days"),
    (Aspect.ACCESS, "set", "In a window of time"),
    (Aspect.REMINDER, "3", "After 3 days"),
    (Aspect.REMINDER, "3 HOURS", "After 3 hours"),
    (Aspect.REMINDER, "set", "Set"),
    (Aspect.PERMISSIONS, "print,add_text", "May print and add text"),
    (Aspect.CONTINUE_ON_DECLINE, "true", "Goes on"),
    (Aspect.TAGS, "case: 7", "case: 7"),
]


@pytest.mark.parametrize(("aspect", "text", "word"), VALUES)
def test_a_value_is_said_in_words(aspect: Aspect, text: str, word: str | None) -> None:
    assert value_word(aspect, text) == (word or "1 checkbox and 2 signatures, on pages 1 and 3")


@pytest.mark.parametrize("aspect", Aspect)
def test_every_aspect_has_words_for_nothing_and_for_something(aspect: Aspect) -> None:
    assert value_word(aspect, "")
    assert value_word(aspect, "set")


def test_a_person_in_a_line_is_what_they_do_and_where_they_are_reached() -> None:
    facts = {Aspect.ROLE: Fact(text="signer"), Aspect.MOBILE: Fact(text="+46702254141")}
    person = Part(kind=PartKind.PERSON, key="inga", name="Inga", facts=facts)
    assert part_words(person) == "Signer, +46702254141"
    assert part_words(Part(kind=PartKind.PERSON, key="#1")) == "Without a name"
