"""The request that starts a Flow instance, as the Flow guide writes it."""

import json
from typing import Any

import pytest

from app.domain.agreement import Agreement, Authentication, AuthenticationMethod, Participant
from app.domain.kinds import Delivery, Order, Role, StepType
from app.domain.process import Branch, Step
from app.services.scrive.flow_request import (
    PreparedDocument,
    instance_request,
    known_participants,
    party_of,
    people_of,
)
from tests.support.agreements import a_document, a_step, an_agreement, bodil, elin, inga


def _prepared(agreement: Agreement) -> dict[str, PreparedDocument]:
    """Documents 81, 82 ... with signatories 811, 812 ... in the order of their parties."""
    return {
        document.label: PreparedDocument(
            document_id=f"8{number}",
            signatories={
                person.label: f"8{number}{place}"
                for place, person in enumerate(people_of(agreement, document), start=1)
            },
        )
        for number, document in enumerate(agreement.documents, start=1)
    }


def _request(agreement: Agreement) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(instance_request(agreement, _prepared(agreement)))
    return told


def _participant(person: Participant) -> dict[str, Any]:
    """How one person who signs alone stands in the request."""
    agreement = an_agreement(participants=(person,), process=a_step(person.label))
    told: dict[str, Any] = _request(agreement)["participants"][0]
    return told


def _asking(view: AuthenticationMethod | None, *sign: AuthenticationMethod) -> Participant:
    return Participant(
        label="odd",
        name="Odd Bakken",
        email="odd@example.com",
        phone="+4740000000",
        authentication=Authentication(view=view, sign=sign),
    )


def test_the_agreement_of_the_guide_is_the_request_of_the_guide() -> None:
    code = {"provider": "sms_otp", "max_attempts": 3}
    assert _request(an_agreement()) == {
        "title": "Lease 2031",
        "documents": [
            {
                "document_id": "81",
                "label": "contract",
                "type": "esign",
                "parties": [
                    {"participant": "bodil", "signatory_id": "811"},
                    {"participant": "inga", "signatory_id": "812"},
                ],
            }
        ],
        "participants": [
            {
                "label": "bodil",
                "name": "Bodil Oskarsson",
                "emails": [{"email": "bodil@example.com"}],
            },
            {
                "label": "inga",
                "name": "Inga Engberg",
                "phones": [{"phone": "+46702254141"}],
                "authentication": {"view": code, "sign": [{"label": "inga_sign", **code}]},
            },
        ],
        "process": {
            "type": "parallel_all",
            "steps": [
                {"type": "sign", "participant": "bodil", "documents": ["contract"]},
                {
                    "type": "sign",
                    "participant": "inga",
                    "authentication": "inga_sign",
                    "documents": ["contract"],
                },
            ],
        },
    }


def test_the_same_agreement_makes_the_same_bytes() -> None:
    agreement = an_agreement(title="Hyreskontrakt för Åre")
    request = instance_request(agreement, _prepared(agreement))
    assert request == instance_request(agreement, _prepared(agreement))
    assert "för Åre".encode() in request


@pytest.mark.parametrize("role", [Role.VIEWER, Role.COPY])
def test_a_viewer_without_a_step_sees_every_document(role: Role) -> None:
    watching = Participant(label="elin", name="Elin Sund", email="elin@example.com", role=role)
    agreement = an_agreement(
        documents=(a_document(), a_document("rules")),
        participants=(bodil(), watching),
        process=a_step("bodil", "contract", "rules"),
    )
    request = _request(agreement)
    assert [
        [party["participant"] for party in document["parties"]] for document in request["documents"]
    ] == [["bodil", "elin"], ["bodil", "elin"]]
    assert party_of(agreement, watching, a_document()) == {"signatory_role": "viewer"}
    assert party_of(agreement, bodil(), a_document("rules")) == {}


def test_who_only_views_one_of_the_documents_is_a_viewer_there() -> None:
    views = Step(type=StepType.VIEW, participant="bodil", documents=("rules",))
    agreement = an_agreement(
        documents=(a_document(), a_document("rules")),
        process=Branch(order=Order.SEQUENCE, steps=(a_step("bodil"), views)),
    )
    assert party_of(agreement, bodil(), a_document()) == {}
    assert party_of(agreement, bodil(), a_document("rules")) == {"signatory_role": "viewer"}


@pytest.mark.parametrize("kind", [StepType.VIEW, StepType.COPY])
def test_steps_of_viewers_are_no_steps_in_flow(kind: StepType) -> None:
    watching = Step(type=kind, participant="elin", documents=("contract",))
    nested = Branch(order=Order.PARALLEL, steps=(watching,))
    process = Branch(order=Order.SEQUENCE, steps=(a_step("bodil"), watching, nested))
    request = _request(an_agreement(participants=(bodil(), elin()), process=process))
    assert request["process"] == {
        "type": "sequence",
        "steps": [{"type": "sign", "participant": "bodil", "documents": ["contract"]}],
    }
    assert [each["participant"] for each in request["documents"][0]["parties"]] == [
        "bodil",
        "elin",
    ]


def test_somebody_is_a_party_only_of_the_documents_of_their_steps() -> None:
    agreement = an_agreement(
        documents=(a_document(), a_document("rules")),
        process=Branch(
            order=Order.PARALLEL, steps=(a_step("bodil", "contract", "rules"), a_step("inga"))
        ),
    )
    parties = {each["label"]: each["parties"] for each in _request(agreement)["documents"]}
    assert [each["participant"] for each in parties["contract"]] == ["bodil", "inga"]
    assert [each["participant"] for each in parties["rules"]] == ["bodil"]


def test_a_single_step_may_be_the_whole_process() -> None:
    request = _request(an_agreement(participants=(bodil(),), process=a_step("bodil")))
    assert request["process"] == {
        "type": "sign",
        "participant": "bodil",
        "documents": ["contract"],
    }


def test_a_nested_process_keeps_its_shape_and_its_stages() -> None:
    both = Branch(order=Order.PARALLEL, steps=(a_step("bodil"), a_step("inga")))
    last = Branch(order=Order.SEQUENCE, steps=(a_step("odd"),))
    agreement = an_agreement(
        participants=(bodil(), inga(), _asking(None)),
        process=Branch(order=Order.SEQUENCE, steps=(both, last)),
    )
    process = _request(agreement)["process"]
    assert (process["type"], [each["type"] for each in process["steps"]]) == (
        "sequence",
        ["parallel_all", "sequence"],
    )
    assert [each["participant"] for each in process["steps"][0]["steps"]] == ["bodil", "inga"]
    assert [each["participant"] for each in process["steps"][1]["steps"]] == ["odd"]
    known = known_participants(agreement, _prepared(agreement))
    assert {each.label: each.signing_order for each in known} == {"bodil": 1, "inga": 1, "odd": 2}


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("+46 70-225 41 41", "+46702254141"),
        ("0046702254141", "+46702254141"),
        ("0225-4141465", "0225-4141465"),
        (" 0225-4141465 ", "0225-4141465"),
    ],
)
def test_a_phone_number_is_international_or_as_it_was_typed(typed: str, sent: str) -> None:
    person = Participant(label="inga", name="Inga Engberg", phone=typed)
    assert _participant(person)["phones"] == [{"phone": sent}]


@pytest.mark.parametrize(
    ("delivery", "members"),
    [
        (None, {"emails"}),
        (Delivery.EMAIL, {"emails"}),
        (Delivery.SMS, {"phones"}),
        (Delivery.EMAIL_SMS, {"emails", "phones"}),
    ],
)
def test_flow_is_told_only_the_address_by_which_it_shall_invite(
    delivery: Delivery | None, members: set[str]
) -> None:
    person = Participant(
        label="odd",
        name="Odd Bakken",
        email="odd@example.com",
        phone="+4740000000",
        delivery=delivery,
    )
    assert set(_participant(person)) - {"label", "name"} == members


def test_a_code_by_sms_needs_the_phone_of_whoever_is_invited_by_email() -> None:
    participant = _participant(_asking(AuthenticationMethod(provider="sms_otp")))
    assert participant["emails"] == [{"email": "odd@example.com"}]
    assert participant["phones"] == [{"phone": "+4740000000"}]


@pytest.mark.parametrize(("chosen", "sent"), [(None, 3), (1, 1), (10, 10)])
def test_three_attempts_are_given_where_none_were_chosen(chosen: int | None, sent: int) -> None:
    view = AuthenticationMethod(provider="sms_otp", max_attempts=chosen)
    sign = AuthenticationMethod(provider="sms_otp", max_attempts=chosen, label="code")
    assert _participant(_asking(view, sign))["authentication"] == {
        "view": {"provider": "sms_otp", "max_attempts": sent},
        "sign": [{"label": "code", "provider": "sms_otp", "max_attempts": sent}],
    }


def test_a_way_to_sign_that_no_step_can_name_is_left_out() -> None:
    nameless = AuthenticationMethod(provider="sms_otp")
    named = AuthenticationMethod(provider="sms_otp", label="code")
    assert "authentication" not in _participant(_asking(None, nameless))
    authentication = _participant(_asking(None, nameless, named))["authentication"]
    assert authentication == {"sign": [{"label": "code", "provider": "sms_otp", "max_attempts": 3}]}


def test_an_unknown_provider_passes_as_it_is() -> None:
    participant = _participant(_asking(AuthenticationMethod(provider="freja", max_attempts=2)))
    assert participant["authentication"]["view"] == {"provider": "freja", "max_attempts": 2}


def test_tracking_learns_who_stands_behind_the_blank_parties() -> None:
    agreement = an_agreement(
        documents=(a_document(), a_document("rules")),
        participants=(inga(), elin()),
        process=a_step("inga", authentication="inga_sign"),
    )
    first, second = known_participants(agreement, _prepared(agreement))
    assert (first.name, first.phone, first.delivery) == (
        "Inga Engberg",
        "+46702254141",
        Delivery.SMS,
    )
    assert (first.authentication_to_view, first.authentication_to_sign) == ("sms_otp", "sms_otp")
    assert first.signatory_ids == ("811",)
    assert (second.role, second.signatory_ids) == (Role.VIEWER, ("812", "821"))
