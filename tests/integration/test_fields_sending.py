"""Fields on pages arrive at the emulated Scrive by both ways, and are read back before sending."""

import json
import re

import pytest

from app.domain.agreement import Field
from app.domain.json_value import JsonObject
from app.domain.kinds import FieldType, Order
from app.domain.process import Branch
from app.services.outbox.records import Phase, SendState
from tests.support.agreements import a_document, a_step, an_agreement
from tests.support.documents_office import DocumentsOffice, a_document_agreement
from tests.support.fields import a_button, a_field
from tests.support.flow_office import Office

EVERYTHING: tuple[Field, ...] = (
    a_field(),
    a_field(type=FieldType.TEXT, y=10.0, max_length=20, id="Reference"),
    a_field(type=FieldType.CHECKBOX, y=60.0, width=13.0),
    a_field(type=FieldType.DATE, y=100.0, height=20.0),
    a_field(type=FieldType.SIGN_DATE, y=130.0, height=20.0),
    a_field(type=FieldType.NAME, y=160.0, height=20.0),
    a_field(type=FieldType.EMAIL, y=190.0, height=20.0),
    a_field(type=FieldType.COMPANY, y=220.0, height=20.0),
    a_field(type=FieldType.JOB_TITLE, y=250.0, height=20.0),
    a_button("Cat", y=300.0),
    a_button("Dog", y=330.0),
)
KINDS = {
    "signature",
    "text",
    "checkbox",
    "date",
    "sign_date",
    "full_name",
    "email",
    "company",
    "radiogroup",
}


def placed(office: Office, document: str, party: int) -> dict[str, int]:
    """How many places the fields of a party have at Scrive, by type."""
    found = office.client.get(document).parties[party]
    return {each.type: len(each.placements) for each in found.fields if each.placements}


def test_every_kind_of_field_is_placed_in_the_documents_of_a_flow(office: Office) -> None:
    process = Branch(
        order=Order.PARALLEL,
        steps=(
            a_step("bodil", "contract", "rules"),
            a_step("inga", "contract", "rules", authentication="inga_sign"),
        ),
    )
    other = a_field(document="rules", participant="inga")
    agreement = an_agreement(
        documents=(a_document(), a_document("rules")), process=process, fields=(*EVERYTHING, other)
    )
    item = office.send(agreement)
    assert item.state is SendState.SENT, item.message
    contract, rules = item.document_ids
    assert set(placed(office, contract, 1)) == KINDS
    assert placed(office, contract, 1)["radiogroup"] == 2
    assert placed(office, contract, 2) == {}
    assert placed(office, rules, 1) == {}
    assert placed(office, rules, 2) == {"signature": 1}


def test_every_kind_of_field_is_placed_in_a_document_of_its_own(
    documents_office: DocumentsOffice,
) -> None:
    item = documents_office.send(a_document_agreement(fields=EVERYTHING))
    assert item.state is SendState.SENT, item.message
    people = [each.label for each in a_document_agreement().participants]
    party = people.index("bodil") + 1
    assert set(placed(documents_office, item.document_ids[0], party)) == KINDS


def test_nothing_is_sent_where_fields_come_back_elsewhere(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = office.client.update

    def careless(document_id: str, document: JsonObject, version: int | None = None) -> object:
        # A place is only in a field, so that all of them can be taken out of the text.
        text = re.sub(r'"placements": \[\{.*?\}\]', '"placements": []', json.dumps(document))
        told: JsonObject = json.loads(text)
        return real(document_id, told, version)

    monkeypatch.setattr(office.client, "update", careless)
    item = office.send(an_agreement(fields=(a_field(),)))
    assert item.phase is Phase.NOT_SENT
    assert item.message is not None
    assert "did not take the fields" in item.message.title
    assert office.instances() == 0
