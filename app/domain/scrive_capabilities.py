"""What Scrive Flow and the Document API can each carry: one table that everything else asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.domain.kinds import STEP_OF_ROLE, Delivery, Role, SendWith, StepType


class Carries(StrEnum):
    """Whether one of the two ways carries something."""

    YES = "yes"
    NO = "no"
    EXPERIMENTAL = "experimental"
    """Passed on, but how the service wants it is not documented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capability:
    """One thing that a draft may need."""

    code: str
    """`group.thing`; roles and deliveries are called as in a draft."""
    flow: Carries
    documents: Carries
    reason: str = ""
    """Why a draft goes by the Document API; empty where it stays a Flow and loses a little."""

    def by(self, way: SendWith) -> Carries:
        """Whether that way carries it."""
        return self.flow if way is SendWith.FLOW else self.documents


_YES, _NO, _TRY = Carries.YES, Carries.NO, Carries.EXPERIMENTAL


def _row(code: str, flow: Carries, documents: Carries, reason: str = "") -> Capability:
    return Capability(code=code, flow=flow, documents=documents, reason=reason)


TABLE: Final = (
    #    what                       Flow  Document API
    _row("documents.one", _YES, _YES),
    _row("documents.several", _YES, _NO),
    _row("documents.fields", _TRY, _YES),
    _row("documents.attachments", _TRY, _YES),
    _row("role.signer", _YES, _YES),
    _row("role.approver", _NO, _YES, "approver"),
    _row("role.viewer", _YES, _YES),
    _row("role.copy", _YES, _YES),
    _row("role.editor", _NO, _NO),
    _row("role.host", _NO, _NO),
    _row("delivery.email", _YES, _YES),
    _row("delivery.sms", _YES, _YES),
    _row("delivery.email_sms", _YES, _YES),
    _row("delivery.link", _NO, _YES, "delivery"),
    _row("delivery.in_person", _NO, _YES, "delivery"),
    _row("delivery.none", _NO, _YES, "delivery"),
    _row("delivery.signed_copy", _NO, _YES, "details"),
    _row("proof.sms_otp", _YES, _YES),
    _row("proof.attempts", _YES, _NO),
    _row("proof.eid", _TRY, _YES, "eid"),
    _row("proof.other", _TRY, _TRY),
    _row("proof.password", _NO, _NO),
    _row("proof.archived", _NO, _YES, "archived"),
    _row("person.company", _NO, _YES, "details"),
    _row("person.number", _NO, _YES, "details"),
    _row("person.requested_files", _NO, _YES, "requested_files"),
    _row("person.consent", _NO, _YES, "consent"),
    _row("person.redirect", _NO, _YES, "details"),
    _row("process.order", _YES, _YES),
    _row("process.nested", _YES, _NO),
    _row("process.others", _TRY, _NO),
    _row("settings.message", _NO, _YES),
    _row("settings.language", _NO, _YES),
    _row("settings.deadline", _NO, _YES, "deadline"),
    _row("settings.reminder", _NO, _YES, "reminder"),
    _row("settings.tags", _YES, _YES),
    _row("settings.author", _NO, _YES),
    _row("settings.others", _NO, _YES),
    _row("settings.flow", _TRY, _NO),
    _row("settings.unknown", _NO, _NO),
)
"""The Flow guide, "Creating a Flow instance"; Document API v2, Document and Signatory."""

_BY_CODE: Final = {each.code: each for each in TABLE}


def capability(code: str) -> Capability:
    """The row of the table. Raises KeyError for a code that it does not have."""
    return _BY_CODE[code]


def carries(way: SendWith, code: str) -> bool:
    """Whether a way of Scrive is sure to carry something."""
    return _BY_CODE[code].by(way) is Carries.YES


def roles(way: SendWith) -> frozenset[Role]:
    """The roles that a way of Scrive knows."""
    return frozenset(each for each in Role if carries(way, f"role.{each}"))


def deliveries(way: SendWith) -> frozenset[Delivery]:
    """How a way of Scrive invites."""
    return frozenset(each for each in Delivery if carries(way, f"delivery.{each}"))


def steps(way: SendWith) -> frozenset[StepType]:
    """What people can do in a way of Scrive."""
    return frozenset(STEP_OF_ROLE[each] for each in roles(way))


def other_way(way: SendWith) -> SendWith:
    """The other of the two ways."""
    return SendWith.DOCUMENTS if way is SendWith.FLOW else SendWith.FLOW


def groups() -> Iterator[tuple[str, tuple[Capability, ...]]]:
    """The table by group, in its order."""
    names = dict.fromkeys(each.code.split(".")[0] for each in TABLE)
    for name in names:
        yield name, tuple(each for each in TABLE if each.code.startswith(f"{name}."))
