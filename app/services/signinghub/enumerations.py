"""SigningHub's words for types, roles and deliveries, recognised in every spelling.

The words for statuses stand in `app.domain.status`. A word that is not listed reads as None: the
raw text is kept beside it and shown instead.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from app.domain.kinds import Delivery, Role
from app.domain.status import normal_word


class WorkflowType(StrEnum):
    """`workflow_type`: who acts after whom."""

    SERIAL = "SERIAL"
    PARALLEL = "PARALLEL"
    INDIVIDUAL = "INDIVIDUAL"
    """Everybody gets a copy of their own, as a package of its own."""
    CUSTOM = "CUSTOM"
    """Stages by `signing_order`."""


_TYPES: Final[Mapping[str, WorkflowType]] = {
    "SERIAL": WorkflowType.SERIAL,
    "SEQUENTIAL": WorkflowType.SERIAL,
    "PARALLEL": WorkflowType.PARALLEL,
    "INDIVIDUAL": WorkflowType.INDIVIDUAL,
    "CUSTOM": WorkflowType.CUSTOM,
}
_ROLES: Final[Mapping[str, Role]] = {
    "SIGNER": Role.SIGNER,
    "REVIEWER": Role.APPROVER,
    "EDITOR": Role.EDITOR,
    "CARBONCOPY": Role.COPY,
    "SENDACOPY": Role.COPY,
    "INPERSONHOST": Role.HOST,
    "MEETINGHOST": Role.HOST,
}
_DELIVERIES: Final[Mapping[str, Delivery]] = {
    "EMAIL": Delivery.EMAIL,
    "SMS": Delivery.SMS,
    "EMAILANDSMS": Delivery.EMAIL_SMS,
}


def workflow_type(raw: str) -> WorkflowType | None:
    """Read `workflow_type`; the web UI says "sequential" for SERIAL."""
    return _TYPES.get(normal_word(raw))


def role(raw: str) -> Role | None:
    """Read `role`; v4's ELECTRONIC_SEAL is none of ours."""
    return _ROLES.get(normal_word(raw))


def delivery(raw: str) -> Delivery | None:
    """Read v4's `delivery_method`."""
    return _DELIVERIES.get(normal_word(raw))
