"""Words for what is done with sent agreements: nothing is left without a sentence."""

from datetime import UTC, datetime

import pytest

from app.domain.actions import ActionEffect, ActionFinding, ActionKind, Cause, WhyNot
from app.services.words.action_effects import effect_text
from app.services.words.actions import (
    action_finding_text,
    action_word,
    maybe_words,
    why_not_text,
)

AT = datetime(2031, 11, 25, 9, 0, tzinfo=UTC)


class Days:
    def day(self, at: datetime, /) -> str:
        return f"{at:%d %b}"

    def since(self, at: datetime, /) -> str:
        return "3 hours" if at == AT else ""


@pytest.mark.parametrize("kind", list(ActionKind))
def test_every_action_has_a_name(kind: ActionKind) -> None:
    assert action_word(kind)[0].isupper()


@pytest.mark.parametrize("why_not", list(WhyNot))
def test_every_reason_is_a_sentence(why_not: WhyNot) -> None:
    assert why_not_text(why_not).endswith(".")


@pytest.mark.parametrize("cause", list(Cause))
@pytest.mark.parametrize("known", [True, False])
def test_every_effect_is_a_sentence_whatever_is_known(cause: Cause, known: bool) -> None:
    facts = {
        "name": "Henrik Falk",
        "names": "Amara Diallo, Jonas Wik",
        "count": "2",
        "at": AT.isoformat(),
        "days": "5",
        "channel": "sms",
        "address": "h@example.com",
        "number": "+46701740605",
        "proof": "se_bankid",
        "before": "standard",
        "moment": "sign",
        "field": "mobile",
    }

    told = {"at": facts["at"]}

    sentence, _ = effect_text(ActionEffect(cause=cause, facts=facts if known else told), Days())

    assert sentence.endswith((".", "?"))
    assert "{" not in sentence


def test_a_finding_names_proofs_as_people_do() -> None:
    finding = ActionFinding(
        code="proof.mixed", member="proof", facts={"proof": "se_bankid", "other": "no_bankid"}
    )

    assert "BankID (Norway)" in action_finding_text(finding)


def test_evidence_of_a_message_is_told_and_called_no_proof() -> None:
    plain, seen = maybe_words("Scrive"), maybe_words("Scrive", seen=True)

    assert plain.title == seen.title == "This may have been sent."
    assert "tells of a message" in seen.detail
    assert "tells of a message" not in plain.detail
