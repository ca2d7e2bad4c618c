"""A draft out of what a service says of a stopped agreement."""

from dataclasses import replace

from app.domain.action_restart import agreement_again, agreement_told
from app.domain.kinds import Delivery, Order, Role
from app.domain.process import Branch, Step
from tests.support.agreements import an_agreement
from tests.support.observations import a_person
from tests.support.sent_documents import a_sent_document


def test_a_draft_says_who_took_part_in_which_order_and_with_which_proofs() -> None:
    seen = a_sent_document(
        "canceled",
        participants=(
            a_person("Amara Diallo", role="approver"),
            a_person("Henrik Falk", signing_order=2, authentication_to_sign="sms_pin"),
            a_person("Tuva Nyström", signing_order=2, delivery=Delivery.LINK),
        ),
    )

    draft = agreement_told(seen)

    assert draft.id == ""
    assert draft.title == seen.title
    assert [each.name for each in draft.participants] == [
        "Amara Diallo",
        "Henrik Falk",
        "Tuva Nyström",
    ]
    assert [each.role for each in draft.participants] == [Role.APPROVER, Role.SIGNER, Role.SIGNER]
    assert draft.participants[2].delivery is Delivery.LINK
    assert isinstance(draft.process, Branch)
    assert draft.process.order is Order.SEQUENCE
    first, then = draft.process.steps
    assert isinstance(first, Step)
    assert isinstance(then, Branch)
    assert first.participant == "amara_diallo"
    methods = draft.participants[1].authentication.sign
    assert [each.provider for each in methods] == ["sms_otp"]
    assert isinstance(then.steps[0], Step)
    assert then.steps[0].authentication == methods[0].label
    assert len(draft.labels()) == 5


def test_what_was_sent_is_said_again_but_for_what_lies_only_at_the_service() -> None:
    sent = replace(
        an_agreement(),
        scrive={"lang": "sv", "attachments": [], "documents": {"contract": {"remove_pages": [1]}}},
    )

    again = agreement_again(sent)

    assert again.scrive == {"lang": "sv"}
    assert again.participants == sent.participants
    assert again.process == sent.process
