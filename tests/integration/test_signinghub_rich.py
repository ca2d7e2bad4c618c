"""A rich draft through the emulated SigningHub: every kind of field, certified, post-processed."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.agreement import Agreement, Field, Participant
from app.domain.json_value import JsonObject
from app.domain.kinds import FieldType, Role, StepType
from app.domain.process import Branch, Step
from app.emulator.server import Emulator
from app.services.outbox.records import Phase
from tests.support.signinghub_office import Office, a_package


def a_field(kind: FieldType, place: int, **changes: object) -> Field:
    box = kind in (FieldType.CHECKBOX, FieldType.RADIO)
    values: dict[str, object] = {
        "type": kind,
        "participant": "bodil",
        "document": "contract",
        "page": 1,
        "x": 40.0 + place % 2 * 250,
        "y": 40.0 + place // 2 * 70,
        "width": 12.6 if box else 120.0,
        "height": 12.4 if box else 40.0,
        "id": kind.value,
        **changes,
    }
    return Field(**values)  # type: ignore[arg-type]


FIELDS = (
    a_field(FieldType.SIGNATURE, 0),
    a_field(FieldType.INITIALS, 1),
    a_field(FieldType.TEXT, 2, value="Våning 7", max_length=40, required=False),
    a_field(FieldType.DATE, 3, value="2031-02-28"),
    a_field(FieldType.NAME, 4),
    a_field(FieldType.EMAIL, 5),
    a_field(FieldType.COMPANY, 6),
    a_field(FieldType.JOB_TITLE, 7, value="Chair"),
    a_field(FieldType.CHECKBOX, 8, value="true"),
    a_field(FieldType.RADIO, 9, group="Pay", options=("Now",), value="Now"),
    a_field(FieldType.RADIO, 10, group="Pay", options=("Later",), id="later"),
    a_field(FieldType.CHECKBOX, 11, participant="edith", id="seen"),
    a_field(FieldType.IN_PERSON_SIGNATURE, 12, participant="hugo"),
)
SETTINGS: JsonObject = {
    "fields": {
        "signature": {"level_of_assurance": ["QUALIFIED_ELECTRONIC_SIGNATURE"]},
        "text": {
            "multiline": True,
            "placeholder": "Where",
            "font": {"name": "COURIER", "size": 10},
        },
        "date": {"format": "yyyy-mm-dd"},
        "in_person_signature": {"placeholder": "Ada Byron"},
    },
}


def a_rich_draft(**settings: object) -> Agreement:
    """Bodil signs, Edith fills in, Hugo hosts a signature, Elin gets a copy."""
    agreement = a_package(signinghub={**SETTINGS, **settings})  # type: ignore[dict-item]
    more = (
        Participant(label="edith", name="Edith Falk", email="edith@example.com", role=Role.EDITOR),
        Participant(label="hugo", name="Hugo Berg", email="hugo@example.com", role=Role.HOST),
    )
    steps = [
        Step(type=kind, participant=label, documents=("contract", "annex"))
        for kind, label in ((StepType.EDIT, "edith"), (StepType.HOST, "hugo"))
    ]
    process = agreement.process
    assert isinstance(process, Branch)
    return replace(
        agreement,
        participants=(*agreement.participants, *more),
        process=replace(process, steps=(*process.steps, *steps)),
        fields=FIELDS,
    )


@pytest.mark.parametrize("version", [3, 4])
def test_a_rich_draft_arrives_as_it_was_composed(
    tmp_path: Path, emulator: Emulator, version: int
) -> None:
    office = Office(tmp_path, emulator, version)

    item = office.send(a_rich_draft())

    assert item.phase is Phase.SENT, item.message
    package = office.only_package()
    contract, annex = package.documents
    found = {(each.kind, each.content.type, each.recipient.email): each for each in contract.fields}
    bodil = "bodil@example.com"
    assert found["digital_signature", "", bodil].box.x == 40
    text = found["text", "TEXT", bodil].content
    assert (text.value, text.max_length, text.mandatory) == ("Våning 7", 40, False)
    assert (text.multiline, text.placeholder, text.font) == (True, "Where", ("COURIER", 10, None))
    date = found["text", "DATE", bodil].content
    assert (date.value, date.format) == ("2031-02-28", "yyyy-mm-dd")
    for kind in ("NAME", "EMAIL", "COMPANY", "JOBTITLE"):
        assert ("text", kind, bodil) in found
    assert found["initials", "", bodil].page == 1
    ticked = found["checkbox", "", bodil]
    assert (ticked.content.value, ticked.box.width) == ("true", ticked.box.height)
    radios = [each.content for each in contract.fields if each.kind == "radio"]
    assert [(each.radio_group, each.value) for each in radios] == [
        ("Pay", "true"),
        ("Pay", "false"),
    ]
    assert ("checkbox", "", "edith@example.com") in found
    in_person = found["in_person_signature", "", "hugo@example.com"]
    assert in_person.content.placeholder == "Ada Byron"
    assert [each.kind for each in annex.fields] == ["electronic_signature"] * 2
    assert office.doubles() == []
