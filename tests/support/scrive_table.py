"""Drafts that together need everything that the table of Scrive's capabilities knows."""

from dataclasses import replace
from typing import Final

from app.domain.agreement import Agreement, Authentication, AuthenticationMethod, Participant
from app.domain.attachments import Attachment, with_attachments
from app.domain.json_value import JsonObject
from app.domain.kinds import Delivery, Order, Role, StepType
from app.domain.process import Branch, OtherStep, Step
from tests.support.agreements import a_document, a_step, an_agreement, bodil, elin, inga
from tests.support.fields import a_field

NUMBER: Final = "194107081111"
ARCHIVED: Final = "authentication_method_to_view_archived"
QUESTION: Final = {"title": "May we write?", "positive_option": "Yes", "negative_option": "No"}
OF_BODIL: Final[JsonObject] = {
    "confirmation_delivery_method": "email_link",
    "company": "Oskarsson AB",
    "personal_number": NUMBER,
    "attachments": [{"name": "Passport"}],
    "consent_module": {"title": "Contact", "questions": [dict(QUESTION)]},
    "sign_success_redirect_url": "https://example.com/thanks",
    ARCHIVED: "se_bankid",
}
ALONG: Final = (Attachment(file="terms.pdf", name="Terms", required=True),)


def someone(label: str, **changes: object) -> Participant:
    """A signer who can be reached by e-mail and telephone."""
    values: dict[str, object] = {
        "label": label,
        "name": label.title(),
        "email": f"{label}@example.com",
        "phone": "+46701740601",
    }
    values.update(changes)
    return Participant(**values)  # type: ignore[arg-type]


def proves(label: str, provider: str, tries: int | None = None) -> Authentication:
    """What somebody is asked for when signing."""
    method = AuthenticationMethod(label=f"{label}_sign", provider=provider, max_attempts=tries)
    return Authentication(sign=(method,))


def for_flow() -> Agreement:
    """One document with all that a Flow carries, or passes on as an experiment."""
    people = (
        replace(bodil(), delivery=Delivery.EMAIL),
        inga(),
        someone("both", delivery=Delivery.EMAIL_SMS, authentication=proves("both", "sms_otp", 2)),
        elin(),
        someone("kim", role=Role.COPY),
    )
    steps = (
        a_step("bodil"),
        a_step("inga", authentication="inga_sign"),
        a_step("both", authentication="both_sign"),
    )
    return with_attachments(
        an_agreement(
            participants=people,
            process=Branch(order=Order.SEQUENCE, steps=steps),
            fields=(a_field(),),
            scrive={"tags": [{"name": "case", "value": "31-7"}]},
        ),
        ALONG,
    )


def for_flow_alone() -> Agreement:
    """Two documents, sequences beside each other and a form: what only a Flow carries."""
    one = Branch(order=Order.SEQUENCE, steps=(a_step("bodil", "contract", "rules"), a_step("inga")))
    form = OtherStep(members={"type": "form", "participant": "both", "form": "intake"})
    two = Branch(order=Order.SEQUENCE, steps=(form, a_step("both", "rules")))
    return an_agreement(
        id="5c1d7a3e-51a0-4d6e-9a57-2f8f0f6b7d20",
        documents=(a_document(), a_document("rules")),
        participants=(bodil(), inga(), someone("both")),
        process=Branch(order=Order.PARALLEL, steps=(one, two)),
        scrive={"forms": [{"label": "intake", "schema": {"type": "object", "properties": {}}}]},
    )


def for_documents() -> Agreement:
    """One plain document with all that the Document API carries, and how it is sent."""
    people = (
        someone("karin", role=Role.APPROVER),
        replace(bodil(), authentication=proves("bodil", "se_bankid")),
        replace(inga(), authentication=proves("inga", "sms_otp")),
        someone("both", delivery=Delivery.EMAIL_SMS),
        someone("linus", delivery=Delivery.LINK),
        someone("petra", delivery=Delivery.IN_PERSON),
        someone("nina", delivery=Delivery.NONE),
        elin(),
        someone("kim", role=Role.COPY),
    )
    approving = Step(type=StepType.APPROVE, participant="karin", documents=("contract",))
    signing = tuple(a_step(each) for each in ("both", "linus", "petra", "nina"))
    proving = tuple(a_step(each, authentication=f"{each}_sign") for each in ("bodil", "inga"))
    together = Branch(order=Order.PARALLEL, steps=(*proving, *signing))
    agreement = an_agreement(
        message="Please sign before Friday.",
        language="sv",
        participants=people,
        process=Branch(order=Order.SEQUENCE, steps=(approving, together)),
        fields=(a_field(),),
        scrive={
            "send_with": "documents",
            "days_to_sign": 30,
            "days_to_remind": 7,
            "timezone": "Europe/Oslo",
            "tags": [{"name": "case", "value": "31-7"}],
            "author": {"signatory_role": "signing_party"},
            "participants": {"bodil": OF_BODIL},
        },
    )
    return with_attachments(agreement, ALONG)
