"""Observations as text."""

import json
from dataclasses import fields, replace
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.json_value import JsonObject
from app.domain.kinds import Delivery, ParticipantKind, ServiceKind
from app.domain.observation import (
    HistoryEvent,
    Moment,
    Observation,
    ObservedDocument,
    ObservedParticipant,
)
from app.domain.observed_parts import (
    Attachment,
    Channel,
    ConsentAnswer,
    DeliveryReport,
    DocumentNote,
    DocumentPart,
    Letter,
    RequestedFile,
)
from app.domain.status import Access, AgreementStatus, ParticipantStatus
from app.services.tracking.codec import UnreadableObservation, decode, encode
from tests.support.observations import an_observation

TEXT = st.text(max_size=8)
NUMBER = st.integers(0, 10**6)
TIME = st.datetimes(timezones=st.just(UTC))
MOMENT = st.builds(Moment, at=TIME, zone_known=st.booleans())
MAYBE = st.none() | MOMENT
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
DETAILS: st.SearchStrategy[JsonObject] = st.dictionaries(TEXT, JSON, max_size=3)
TEXTS = st.lists(TEXT, max_size=2).map(tuple)
ATTACHMENT = st.builds(Attachment, name=TEXT, required=st.booleans(), merged=st.booleans())
DELIVERY = st.builds(
    DeliveryReport,
    channel=st.sampled_from(Channel),
    letter=st.sampled_from(Letter),
    arrived=st.none() | st.booleans(),
    raw_status=TEXT,
)
PART = st.builds(DocumentPart, document=TEXT, opened_at=MAYBE, acted_at=MAYBE, declined_at=MAYBE)
REQUESTED = st.builds(
    RequestedFile,
    name=TEXT,
    description=TEXT,
    required=st.booleans(),
    file_name=TEXT,
    handed_in=st.booleans(),
)
ANSWER = st.builds(ConsentAnswer, question=TEXT, answer=TEXT)
DOCUMENT = st.builds(
    ObservedDocument,
    key=TEXT,
    service_id=TEXT,
    name=TEXT,
    status=st.none() | st.sampled_from(AgreementStatus),
    raw_status=TEXT,
    pages=st.none() | NUMBER,
    notes=st.lists(st.sampled_from(DocumentNote), max_size=2).map(tuple),
    viewed_as=TEXT,
    attachments=st.lists(ATTACHMENT, max_size=1).map(tuple),
    deadline=MAYBE,
    remind_at=MAYBE,
    tags=TEXTS,
    callback=TEXT,
    folder=TEXT,
    details=DETAILS,
)
PARTICIPANT = st.builds(
    ObservedParticipant,
    key=TEXT,
    name=TEXT,
    email=TEXT,
    phone=TEXT,
    kind=st.sampled_from(ParticipantKind),
    role=TEXT,
    raw_role=TEXT,
    status=st.sampled_from(ParticipantStatus),
    raw_status=TEXT,
    signing_order=NUMBER,
    delivery=st.none() | st.sampled_from(Delivery),
    raw_delivery=TEXT,
    confirmation=TEXT,
    deliveries=st.lists(DELIVERY, max_size=1).map(tuple),
    invited_at=MAYBE,
    delivered_at=MAYBE,
    invitation_read_at=MAYBE,
    opened_at=MAYBE,
    authenticated_at=MAYBE,
    authenticated=st.booleans(),
    acted_at=MAYBE,
    acted_by=TEXT,
    reason=TEXT,
    documents_done=st.none() | NUMBER,
    documents_total=st.none() | NUMBER,
    authentication_to_view=TEXT,
    authentication_to_sign=TEXT,
    authentication_to_view_archived=TEXT,
    parts=st.lists(PART, max_size=1).map(tuple),
    requested_files=st.lists(REQUESTED, max_size=1).map(tuple),
    answers=st.lists(ANSWER, max_size=1).map(tuple),
    deadline=MAYBE,
    members=TEXTS,
    details=DETAILS,
)
EVENT = st.builds(
    HistoryEvent,
    at=MAYBE,
    text=TEXT,
    who=TEXT,
    raw_type=TEXT,
    documents=TEXTS,
    service_id=TEXT,
    is_kept=st.booleans(),
)
OBSERVATION = st.builds(
    Observation,
    service=st.sampled_from(ServiceKind),
    service_id=TEXT,
    title=TEXT,
    status=st.sampled_from(AgreementStatus),
    raw_status=TEXT,
    observed_at=TIME,
    documents=st.lists(DOCUMENT, max_size=2).map(tuple),
    participants=st.lists(PARTICIPANT, max_size=2).map(tuple),
    waiting_for_names=TEXTS,
    owner=TEXT,
    owner_email=TEXT,
    sent_at=MAYBE,
    modified_at=MAYBE,
    deadline=MAYBE,
    completed_at=MAYBE,
    ended_early=st.booleans(),
    message=TEXT,
    history=st.lists(EVENT, max_size=2).map(tuple),
    history_kept_at=st.none() | TIME,
    details=DETAILS,
    access=st.sampled_from(Access),
    versions=DETAILS,
    copy_of=TEXT,
)


@given(OBSERVATION)
def test_an_observation_comes_back_as_it_was(observation: Observation) -> None:
    assert decode(encode(observation)) == observation


def test_half_a_letter_from_a_service_is_kept() -> None:
    strange = an_observation(title="half \ud83d")
    text = encode(strange)
    assert text.isascii()
    assert decode(text) == strange


@pytest.mark.parametrize(
    ("kind", "tried"),
    [
        (Observation, OBSERVATION),
        (ObservedDocument, DOCUMENT),
        (ObservedParticipant, PARTICIPANT),
        (HistoryEvent, EVENT),
        (Attachment, ATTACHMENT),
        (DeliveryReport, DELIVERY),
        (DocumentPart, PART),
        (RequestedFile, REQUESTED),
        (ConsentAnswer, ANSWER),
        (Moment, MOMENT),
    ],
)
def test_every_member_is_tried_above(kind: type, tried: st.SearchStrategy[object]) -> None:
    assert [each.name for each in fields(kind) if f"{each.name}=" not in repr(tried)] == []


def test_what_has_its_default_is_left_out() -> None:
    text = encode(replace(an_observation(), history=(), details={}))
    assert "ended_early" not in text
    assert "history" not in text


def test_a_member_of_a_newer_version_is_left_out() -> None:
    observation = an_observation()
    members = json.loads(encode(observation))
    members["mood"] = "good"
    members["participants"][0]["mood"] = "better"
    assert decode(json.dumps(members)) == observation


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        encode(an_observation()).replace('"in_progress"', '"a_word_of_tomorrow"'),
        encode(an_observation()).replace('"observed_at":"2', '"observed_at":"x'),
    ],
)
def test_what_cannot_be_read_is_said_to_be_so(text: str) -> None:
    with pytest.raises(UnreadableObservation):
        decode(text)
