"""Fields on pages that the Document API can place, and whose they may be."""

from collections.abc import Iterator
from typing import Final

from app.domain.agreement import Agreement, AuthenticationMethod, Field, Participant
from app.domain.field_kinds import SCRIVE_KINDS
from app.domain.kinds import Role, StepType

PLACED: Final = SCRIVE_KINDS
"""What has a counterpart there (Document API v2, Signatory, `fields`)."""


def role_in_document(agreement: Agreement, person: Participant) -> Role:
    """What a participant is in the only document of a draft: a signer, an approver or a viewer.

    What somebody does says more than what he is called.
    """
    types = [step.type for step in agreement.steps() if step.participant == person.label]
    if StepType.APPROVE in types:
        return Role.APPROVER
    if StepType.SIGN in types:
        return Role.SIGNER
    if types or person.role is Role.COPY:
        return Role.VIEWER
    return person.role


def method_to_sign(agreement: Agreement, person: Participant) -> AuthenticationMethod | None:
    """The proof of identity that the person's step asks for; no other is told to Scrive."""
    asked = {step.authentication for step in agreement.steps() if step.participant == person.label}
    methods = person.authentication.sign
    return next((each for each in methods if each.label and each.label in asked), None)


def placed_fields(agreement: Agreement, person: Participant, document: str = "") -> Iterator[Field]:
    """The fields of a participant that are placed, all or those of one document.

    Only signers fill in anything.
    """
    if role_in_document(agreement, person) is Role.SIGNER:
        yield from (
            each
            for each in agreement.fields
            if each.participant == person.label
            and each.type in PLACED
            and document in ("", each.document)
        )
