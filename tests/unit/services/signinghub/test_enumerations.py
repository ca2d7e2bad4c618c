"""SigningHub's words in every spelling."""

import pytest

from app.domain.kinds import Delivery, Role
from app.services.signinghub.enumerations import WorkflowType, delivery, role, workflow_type


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        ("SERIAL", WorkflowType.SERIAL),
        ("serial ", WorkflowType.SERIAL),
        ("Sequential", WorkflowType.SERIAL),
        ("PARALLEL", WorkflowType.PARALLEL),
        ("Individual", WorkflowType.INDIVIDUAL),
        ("CUSTOM", WorkflowType.CUSTOM),
        ("", None),
        ("HYBRID", None),
    ],
)
def test_workflow_types_are_read_whatever_their_case(raw: str, word: WorkflowType | None) -> None:
    assert workflow_type(raw) is word


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        ("SIGNER", Role.SIGNER),
        ("REVIEWER", Role.APPROVER),
        ("EDITOR", Role.EDITOR),
        ("CARBON_COPY", Role.COPY),
        ("Carbon Copy", Role.COPY),
        ("Send a copy", Role.COPY),
        ("INPERSON_HOST", Role.HOST),
        ("IN_PERSON_HOST", Role.HOST),
        ("In-Person Host", Role.HOST),
        ("ELECTRONIC_SEAL", None),
        ("", None),
    ],
)
def test_roles_are_read_with_and_without_underscores(raw: str, word: Role | None) -> None:
    assert role(raw) is word


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        ("EMAIL", Delivery.EMAIL),
        ("sms", Delivery.SMS),
        ("EMAIL_AND_SMS", Delivery.EMAIL_SMS),
        ("PIGEON", None),
        ("", None),
    ],
)
def test_deliveries_of_v4_become_ours(raw: str, word: Delivery | None) -> None:
    assert delivery(raw) is word
