"""Any draft that the format can hold, made by chance."""

from hypothesis import strategies as st

from app.domain.agreement import (
    Agreement,
    Authentication,
    AuthenticationMethod,
    Document,
    Field,
    Participant,
)
from app.domain.attachments import Attachment, with_attachments
from app.domain.kinds import Delivery, FieldType, Order, ParticipantKind, Role, StepType
from app.domain.page_removal import with_removed_pages
from app.domain.process import Branch, OtherStep, Step

_LABELS = st.from_regex(r"[a-z][a-z0-9_-]{0,12}", fullmatch=True)
_TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
_METHODS = st.builds(
    AuthenticationMethod,
    provider=st.sampled_from(["sms_otp", "password", "my_own"]),
    max_attempts=st.none() | st.integers(1, 10),
)


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    """Any agreement that the format can hold."""
    found = draw(st.lists(_LABELS, min_size=2, max_size=6, unique=True))
    cut = draw(st.integers(1, len(found) - 1))
    documents = tuple(
        Document(label=each, file=f"{each}.pdf", name=draw(_TEXTS)) for each in found[:cut]
    )
    people = tuple(
        Participant(
            label=each,
            kind=draw(st.sampled_from(ParticipantKind)),
            name=draw(_TEXTS),
            email=draw(_TEXTS),
            phone=draw(_TEXTS),
            role=draw(st.sampled_from(Role)),
            delivery=draw(st.none() | st.sampled_from(Delivery)),
            authentication=Authentication(
                view=draw(st.none() | _METHODS),
                sign=tuple(draw(st.lists(_METHODS, max_size=2))),
            ),
        )
        for each in found[cut:]
    )
    step = st.builds(
        Step,
        type=st.sampled_from(StepType),
        participant=st.sampled_from(found),
        documents=st.lists(st.sampled_from(found), max_size=3).map(tuple),
        authentication=st.just("") | _LABELS,
    )
    other = st.builds(OtherStep, members=st.fixed_dictionaries({"type": st.just("form")}))
    node = st.recursive(
        step | other,
        lambda inner: st.builds(
            Branch, order=st.sampled_from(Order), steps=st.lists(inner, max_size=3).map(tuple)
        ),
        max_leaves=6,
    )
    numbers = st.floats(0, 1000, allow_nan=False) | st.integers(0, 1000).map(float)
    field = st.builds(
        Field,
        type=st.sampled_from(FieldType),
        participant=st.sampled_from(found),
        document=st.sampled_from(found),
        page=st.integers(1, 50),
        x=numbers,
        y=numbers,
        width=numbers,
        height=numbers,
        id=_TEXTS,
        group=_TEXTS,
        value=_TEXTS,
        options=st.lists(_TEXTS, max_size=3).map(tuple),
        required=st.booleans(),
        max_length=st.none() | st.integers(1, 99),
        anchor=_TEXTS,
    )
    agreement = Agreement(
        id=draw(_TEXTS),
        title=draw(_TEXTS),
        message=draw(_TEXTS),
        language=draw(_TEXTS),
        documents=documents,
        participants=people,
        process=draw(st.none() | node),
        fields=tuple(draw(st.lists(field, max_size=3))),
        scrive=draw(st.dictionaries(_TEXTS, _TEXTS, max_size=2)),
        signinghub=draw(st.dictionaries(_TEXTS, st.integers(), max_size=2)),
    )
    along = tuple(
        Attachment(file=f"{place}.pdf", name=draw(_TEXTS), required=draw(st.booleans()))
        for place in range(draw(st.integers(0, 2)))
    )
    removed = draw(st.lists(st.integers(1, 9), max_size=3))
    return with_removed_pages(with_attachments(agreement, along), found[0], removed)
