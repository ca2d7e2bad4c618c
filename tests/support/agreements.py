"""Builders of agreements for tests."""

from app.domain.agreement import (
    Agreement,
    Authentication,
    AuthenticationMethod,
    Document,
    Participant,
)
from app.domain.kinds import Delivery, Order, Role, StepType
from app.domain.process import Branch, Step

DRAFT_ID = "0f2c6c0e-6a53-4f0b-8f39-1c3f6f0f3c11"


def a_document(label: str = "contract", **changes: str) -> Document:
    """A document called like its label."""
    return Document(label=label, file=f"{label}.pdf", name=changes.get("name", label.title()))


def bodil() -> Participant:
    """Signs, invited by e-mail."""
    return Participant(label="bodil", name="Bodil Oskarsson", email="bodil@example.com")


def inga() -> Participant:
    """Signs, invited by SMS, with a code to open and to sign."""
    return Participant(
        label="inga",
        name="Inga Engberg",
        phone="+46702254141",
        delivery=Delivery.SMS,
        authentication=Authentication(
            view=AuthenticationMethod(provider="sms_otp", max_attempts=3),
            sign=(AuthenticationMethod(label="inga_sign", provider="sms_otp", max_attempts=3),),
        ),
    )


def elin() -> Participant:
    """Only views."""
    return Participant(label="elin", name="Elin Sund", email="elin@example.com", role=Role.VIEWER)


def a_step(person: str, *documents: str, authentication: str = "") -> Step:
    """Somebody signs the documents."""
    return Step(
        type=StepType.SIGN,
        participant=person,
        documents=documents or ("contract",),
        authentication=authentication,
    )


def an_agreement(**changes: object) -> Agreement:
    """The agreement of the Flow guide: Bodil and Inga sign one contract, both at once."""
    values: dict[str, object] = {
        "id": DRAFT_ID,
        "title": "Lease 2031",
        "documents": (a_document(),),
        "participants": (bodil(), inga()),
        "process": Branch(
            order=Order.PARALLEL,
            steps=(a_step("bodil"), a_step("inga", authentication="inga_sign")),
        ),
    }
    values.update(changes)
    return Agreement(**values)  # type: ignore[arg-type]
