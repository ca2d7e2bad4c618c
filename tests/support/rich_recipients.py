"""A package with recipients of every sort, of whom SigningHub is told everything it takes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.domain.agreement import (
    Agreement,
    Authentication,
    AuthenticationMethod,
    Document,
    Participant,
)
from app.domain.json_value import JsonObject
from app.domain.kinds import Delivery, Order, ParticipantKind, Role, StepType
from app.domain.process import Branch, Step
from app.services.secrets.secret import Secret

DRAFT_ID = "2f7a0d0e-4c55-4a3e-9a52-7d1d8c1b9e02"
NUMBER = "+46701740631"
CHOSEN = Secret("Correct-Horse-7")
START = datetime(2031, 3, 2, 8, tzinfo=UTC)
END = START + timedelta(days=3650)
PEOPLE = (
    Participant(label="legal", kind=ParticipantKind.GROUP, name="Legal"),
    Participant(
        label="bodil",
        name="Bodil Oskarsson",
        email="bodil@example.com",
        authentication=Authentication(view=AuthenticationMethod(provider="password")),
    ),
    Participant(
        label="karim",
        name="Karim Haddad",
        email="karim@example.com",
        phone=NUMBER,
        role=Role.APPROVER,
        authentication=Authentication(view=AuthenticationMethod(provider="sms_otp")),
    ),
    Participant(
        label="board",
        kind=ParticipantKind.GROUP,
        name="Facilities",
        role=Role.APPROVER,
        delivery=Delivery.NONE,
    ),
    Participant(label="elin", name="Elin Sund", email="elin@example.com", role=Role.COPY),
)
BOTH: JsonObject = {
    "bodil": {
        "permission": {
            "print": False,
            "download": False,
            "add_text": True,
            "legal_notice": {"enabled": True, "legal_notice_name": "Privacy"},
        },
        "reminder": {
            "enabled": True,
            "remind_after": 3,
            "repeat": {"enabled": True, "keep_reminding_after": 2, "total_reminders": 5},
        },
    },
    "karim": {
        "access_duration": {
            "enabled": True,
            "duration_by_date": {
                "enabled": True,
                "duration": {
                    "start_date_time": START.isoformat(),
                    "end_date_time": END.isoformat(),
                },
            },
        },
    },
    "legal": {
        "access_duration": {
            "duration_by_date": {"enabled": False},
            "duration_by_days": {"duration": {"total_days": 14}},
        },
        "permission": {"add_attachment": True, "change_recipients": True},
    },
}


def a_rich_package(version: int = 3, order: Order = Order.PARALLEL) -> Agreement:
    """A group and Bodil sign first; Karim and another group approve what they signed."""
    first = Branch(
        order=order,
        steps=tuple(_step(StepType.SIGN, label) for label in ("legal", "bodil")),
    )
    second = tuple(_step(StepType.APPROVE, label) for label in ("karim", "board"))
    agreement = Agreement(
        id=DRAFT_ID,
        title="Frame contract",
        documents=(Document(label="contract", file="contract.pdf", name="Contract"),),
        participants=PEOPLE,
        process=Branch(order=Order.SEQUENCE, steps=(first, *second)),
        signinghub={"participants": BOTH},
    )
    return agreement if version == 3 else _with_more(agreement)


def _with_more(agreement: Agreement) -> Agreement:
    """What version 4 takes beside it."""
    told = dict(BOTH)
    told["karim"] = {
        **_members(BOTH, "karim"),
        "user_national_id": "19700101-2388",
        "reminder": {"remind_after": 12, "frequency": "HOURS"},
    }
    told["bodil"] = {**_members(BOTH, "bodil"), "role": "ELECTRONIC_SEAL"}
    people = tuple(
        replace(each, delivery=Delivery.EMAIL_SMS) if each.label == "karim" else each
        for each in agreement.participants
    )
    return replace(agreement, participants=people, signinghub={"participants": told})


def _members(told: JsonObject, label: str) -> JsonObject:
    members = told[label]
    assert isinstance(members, dict)
    return members


def _step(kind: StepType, label: str) -> Step:
    return Step(type=kind, participant=label, documents=("contract",))
