"""The two ways of sending with Scrive: what each carries, and which one a draft needs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.domain.kinds import Delivery, Role, SendWith, ServiceKind, StepType

if TYPE_CHECKING:
    from app.domain.agreement import Agreement, Participant

FLOW_PROVIDERS = frozenset({"sms_otp"})
"""What the Flow guide names; other known providers belong to the Document API."""
FLOW_ROLES = frozenset({Role.SIGNER, Role.VIEWER, Role.COPY})
FLOW_DELIVERIES = frozenset({Delivery.EMAIL, Delivery.SMS, Delivery.EMAIL_SMS})
FLOW_STEPS = frozenset({StepType.SIGN, StepType.VIEW, StepType.COPY})

EIDS = frozenset({"se_bankid", "no_bankid", "dk_mitid", "fi_tupas"})
DOCUMENT_PROVIDERS = FLOW_PROVIDERS | EIDS
"""Known providers that the Document API has (Document API v2, `authentication_method_to_sign`)."""
DOCUMENT_ROLES = FLOW_ROLES | {Role.APPROVER}
DOCUMENT_DELIVERIES = frozenset(Delivery)
DOCUMENT_STEPS = FLOW_STEPS | {StepType.APPROVE}

Ways = frozenset[SendWith]
"""The ways that are open; none while no account is chosen."""

_CHOSEN = {each.value: each for each in (SendWith.FLOW, SendWith.DOCUMENTS)}
_ONLY_BY_DOCUMENT = frozenset({Delivery.LINK, Delivery.IN_PERSON})


def chosen_way(agreement: "Agreement") -> SendWith | None:
    """What `scrive.send_with` asks for; None where it leaves it to the program."""
    wanted = agreement.scrive.get("send_with")
    return _CHOSEN.get(wanted) if isinstance(wanted, str) else None


def way_of(agreement: "Agreement") -> SendWith:
    """Flow, unless the draft asks for the Document API, or has one document that needs it."""
    chosen = chosen_way(agreement)
    if chosen is not None:
        return chosen
    needed = len(agreement.documents) <= 1 and any(why_documents(agreement))
    return SendWith.DOCUMENTS if needed else SendWith.FLOW


def open_ways(agreement: "Agreement", service: ServiceKind | None) -> Ways:
    """The ways that stay open to a draft as it is: the Document API sends one document."""
    if service is None:
        return frozenset()
    if service is ServiceKind.SIGNINGHUB:
        return frozenset({SendWith.PACKAGE})
    chosen = chosen_way(agreement)
    if chosen is not None:
        return frozenset({chosen})
    if len(agreement.documents) > 1:
        return frozenset({SendWith.FLOW})
    return frozenset({SendWith.FLOW, SendWith.DOCUMENTS})


def why_documents(agreement: "Agreement") -> Iterator[tuple[str, str]]:
    """What the draft needs that only the Document API carries: the reason, and whose it is.

    Reasons: `reminder`, `approver`, `delivery`, `eid`.
    """
    if agreement.scrive.get("days_to_remind") is not None:
        yield "reminder", ""
    approving = {step.participant for step in agreement.steps() if step.type is StepType.APPROVE}
    for person in agreement.participants:
        if person.role is Role.APPROVER or person.label in approving:
            yield "approver", person.shown_name
        if person.effective_delivery in _ONLY_BY_DOCUMENT:
            yield "delivery", person.shown_name
        if _providers(person) & EIDS:
            yield "eid", person.shown_name


def _providers(person: "Participant") -> set[str]:
    methods = (person.authentication.view, *person.authentication.sign)
    return {method.provider for method in methods if method is not None}
