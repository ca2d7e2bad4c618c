"""A rich draft through the emulated SigningHub: every kind of field, certified, post-processed."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.agreement import Agreement, Field, Participant
from app.domain.json_value import JsonObject
from app.domain.kinds import FieldType, Order, ParticipantKind, Role, StepType
from app.domain.process import Branch, Step
from app.emulator.faults import Fault, FaultKind
from app.emulator.sealing import write_pdf
from app.emulator.server import Emulator
from app.services.outbox.records import Phase
from app.services.timing import Timing
from tests.support.signinghub_office import Office, a_package, a_signer


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
    "documents": {
        "contract": {
            "certify": {"enabled": True, "permission": "NO_CHANGES_ALLOWED"},
            "lock_form_fields": True,
        },
    },
    "workflow_mode": "ME_AND_OTHERS",
    "continue_on_decline": True,
    "post_process": {
        "enabled": True,
        "recipients": [{"name": "Archive", "email": "archive@example.com"}],
        "workflow_recipients": True,
        "message": "All signed.",
        "dropbox": True,
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

    item = office.send(a_rich_draft(folder_name="Leases"))

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
    certify = contract.certify
    assert (certify.enabled, certify.permission.value) == (True, "NO_CHANGES_ALLOWED")
    assert (contract.lock_form_fields, annex.certify.enabled) == (True, False)
    assert (package.mode, package.continue_on_decline) == ("ME_AND_OTHERS", True)
    after = package.post_process
    assert [each.email for each in after.recipients] == ["archive@example.com"]
    assert (after.enabled, after.workflow_recipients, after.dropbox) == (True, True, True)
    assert (after.message, after.google_drive) == ("All signed.", False)
    if version == 4:
        assert package.folder == "Leases"


def test_documents_that_came_in_another_order_are_put_right(
    tmp_path: Path, emulator: Emulator
) -> None:
    office = Office(tmp_path, emulator, 4)

    def turn_over() -> None:
        office.only_package().documents.reverse()

    office.before_step["names"] = turn_over

    item = office.send()

    assert item.phase is Phase.SENT, item.message
    assert [each.name for each in office.only_package().documents] == ["Contract", "Annex"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/workflow/post_process$"),
        ("PUT", "/certify$"),
        ("POST", "/fields/text$"),
    ],
)
def test_a_lost_answer_on_the_way_loses_and_doubles_nothing(
    tmp_path: Path, emulator: Emulator, method: str, path: str
) -> None:
    office = Office(tmp_path, emulator, 3)
    office.timing = Timing(scale=0.005)
    office.fault(Fault(kind="drop_after", service="signinghub", method=method, path=path))

    item = office.send(a_rich_draft())

    assert emulator.world.faults.waiting() == []
    assert item.phase is Phase.SENT, item.message
    assert (office.agreements(), office.doubles()) == (1, [])


def test_somebody_who_moves_a_field_is_noticed_before_it_is_sent(
    tmp_path: Path, emulator: Emulator
) -> None:
    office = Office(tmp_path, emulator, 4)

    def move() -> None:
        field = office.only_package().documents[0].fields[0]
        field.box = replace(field.box, y=field.box.y + 30)

    office.before_step["tidy"] = move

    item = office.send()

    assert item.phase is not Phase.SENT
    assert item.message is not None
    assert "lies elsewhere" in item.message.detail
    assert office.agreements() == 0


TERMS = write_pdf([("Lease", ["Rent"]), ("Terms", ["Rent", "Notice"])])


def by_text() -> Agreement:
    """A date of Bodil's wherever the contract speaks of the rent, and nothing else of hers."""
    field = a_field(FieldType.DATE, 0, anchor="Rent", width=100.0, height=20.0)
    told: JsonObject = {"fields": {"date": {"placement": "RIGHT", "format": "yyyy-mm-dd"}}}
    return replace(a_package(signinghub=told), fields=(field,))


@pytest.mark.parametrize(
    ("version", "kind"), [(3, "repeat"), (4, "drop_after"), (4, "drop_before")]
)
def test_signinghub_places_fields_by_a_text_once(
    tmp_path: Path, emulator: Emulator, version: int, kind: FaultKind | None
) -> None:
    office = Office(tmp_path, emulator, version)
    office.timing = Timing(scale=0.005)
    if kind:
        office.fault(Fault(kind=kind, service="signinghub", method="POST", path="/autoplace$"))

    item = office.outbox.run(office.enqueue(by_text(), TERMS).id, wait=3000)

    assert item.phase is Phase.SENT, item.message
    contract = office.only_package().documents[0]
    dates = [each for each in contract.fields if each.content.type == "DATE"]
    assert [(each.page, each.box.width, each.content.format) for each in dates] == [
        (1, 100, "yyyy-mm-dd"),
        (2, 100, "yyyy-mm-dd"),
    ]
    assert {each.recipient.email for each in dates} == {"bodil@example.com"}
    assert len(contract.fields) == 4


def test_a_text_that_is_nowhere_stops_before_anything_is_sent(
    tmp_path: Path, emulator: Emulator
) -> None:
    office = Office(tmp_path, emulator, 4)

    item = office.outbox.run(office.enqueue(by_text(), write_pdf([("Lease", [])])).id, wait=3000)

    assert item.phase is Phase.NOT_SENT
    assert item.message is not None
    assert "did not find “Rent”" in item.message.title
    assert office.agreements() == 0


TERMS_AND_RULES: JsonObject = {
    "library": [
        {"library_document_id": "501", "document_name": "Standard terms"},
        {"library_document_id": "502"},
    ]
}


@pytest.mark.parametrize(
    ("version", "kind"), [(3, "drop_after"), (4, "drop_before"), (3, "repeat")]
)
def test_documents_of_the_library_follow_the_others_once(
    tmp_path: Path, emulator: Emulator, version: int, kind: FaultKind | None
) -> None:
    office = Office(tmp_path, emulator, version)
    office.timing = Timing(scale=0.005)
    if kind:
        office.fault(Fault(kind=kind, service="signinghub", method="POST", path="/library/502$"))

    item = office.send(a_package(signinghub=TERMS_AND_RULES))

    assert item.phase is Phase.SENT, item.message
    names = [each.name for each in office.only_package().documents]
    assert names == ["Contract", "Annex", "Standard terms", "House rules"]
    assert (office.agreements(), office.leftovers()) == (1, [])


def with_template(name: str, *people: Participant) -> Agreement:
    """One contract from a template, for these people one after the other."""
    steps = tuple(
        Step(type=StepType.SIGN, participant=each.label, documents=("contract",)) for each in people
    )
    agreement = a_package(signinghub={"template": {"template_name": name}})
    return replace(
        agreement,
        documents=agreement.documents[:1],
        participants=people,
        process=Branch(order=Order.SEQUENCE, steps=steps),
    )


LEGAL = Participant(label="legal", name="Legal", kind=ParticipantKind.GROUP)


@pytest.mark.parametrize(("version", "kind"), [(4, None), (3, "drop_after"), (4, "drop_before")])
def test_a_template_is_applied_once_and_its_places_are_filled(
    tmp_path: Path, emulator: Emulator, version: int, kind: FaultKind | None
) -> None:
    office = Office(tmp_path, emulator, version)
    office.timing = Timing(scale=0.005)
    if kind:
        office.fault(Fault(kind=kind, service="signinghub", method="POST", path="/template$"))
    bodil, ada = a_signer("bodil", "Bodil Oskarsson"), a_signer("ada", "Ada Byron")

    item = office.send(with_template("House lease", bodil, LEGAL, ada))

    assert item.phase is Phase.SENT, item.message
    package = office.only_package()
    assert [(each.email or each.group_name, each.signing_order) for each in package.recipients] == [
        ("bodil@example.com", 1),
        ("Legal", 2),
        ("ada@example.com", 3),
    ]
    fields = [
        (each.kind, each.recipient.email or each.recipient.group_name)
        for each in package.documents[0].fields
    ]
    assert fields == [
        ("electronic_signature", "bodil@example.com"),
        ("text", "bodil@example.com"),
        ("electronic_signature", "Legal"),
        ("electronic_signature", "ada@example.com"),
    ]
    assert office.agreements() == 1


def test_a_locked_template_is_filled_and_nothing_else_is_written(
    tmp_path: Path, emulator: Emulator
) -> None:
    office = Office(tmp_path, emulator, 4)
    bodil = a_signer("bodil", "Bodil Oskarsson")

    item = office.send(with_template("Standard terms, locked", bodil))

    assert item.phase is Phase.SENT, item.message
    package = office.only_package()
    assert (package.name, package.read_only) == ("Lease 2031", True)
    assert [each.email for each in package.recipients] == ["bodil@example.com"]
    assert len(package.documents[0].fields) == 1


@pytest.mark.parametrize(
    ("template", "people", "words"),
    [
        ("House lease", [a_signer("bodil", "Bodil Oskarsson")], "asks for “legal”"),
        (
            "Standard terms, locked",
            [a_signer("bodil", "Bodil Oskarsson"), a_signer("ada", "Ada Byron")],
            "locked by its template",
        ),
        ("Nothing like it", [a_signer("bodil", "Bodil Oskarsson")], "template “Nothing like it”"),
        ("Expense form", [a_signer("bodil", "Bodil Oskarsson")], "template “Expense form”"),
    ],
)
def test_a_template_that_does_not_fit_is_said_and_nothing_is_sent(
    tmp_path: Path, emulator: Emulator, template: str, people: list[Participant], words: str
) -> None:
    office = Office(tmp_path, emulator, 4)

    item = office.send(with_template(template, *people))

    assert item.phase is Phase.NOT_SENT, item.message
    assert item.message is not None
    assert words in item.message.title
    assert office.agreements() == 0


def test_a_template_that_a_proxy_had_applied_twice_is_not_sent(
    tmp_path: Path, emulator: Emulator
) -> None:
    office = Office(tmp_path, emulator, 4)
    shelf = office.hub.site.state.shelf
    shelf.templates = [replace(each, read_only=False) for each in shelf.templates]
    office.fault(Fault(kind="repeat", service="signinghub", method="POST", path="/template$"))
    people = (a_signer("bodil", "Bodil Oskarsson"), a_signer("ada", "Ada Byron"))

    item = office.send(with_template("Standard terms, locked", *people))

    assert item.phase is Phase.NOT_SENT, item.message
    assert item.message is not None
    assert "twice" in item.message.title
    assert (office.agreements(), office.packages()) == (0, [])
