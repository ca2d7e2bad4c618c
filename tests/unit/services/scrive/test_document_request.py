"""What Scrive is told of an agreement that the Document API sends alone."""

import json
from dataclasses import replace

import pytest

from app.domain.agreement import (
    Agreement,
    Authentication,
    AuthenticationMethod,
    Field,
    Participant,
)
from app.domain.json_value import JsonObject
from app.domain.kinds import Delivery, FieldType, Role, StepType
from app.domain.process import Step
from app.services.scrive.document_request import (
    document_update,
    known_participants,
    took_parties,
    took_settings,
)
from tests.support.agreements import an_agreement, bodil, elin, inga
from tests.support.documents_office import A4, a_document_agreement, tuva

AUTHOR: JsonObject = {
    "id": "1",
    "is_author": True,
    "is_signatory": True,
    "signatory_role": "signing_party",
    "sign_order": 1,
}
MARKS: list[JsonObject] = [{"name": "countersign-ref", "value": "0123456789"}]


def update_of(agreement: Agreement) -> JsonObject:
    return document_update(agreement, AUTHOR, agreement.participants, MARKS, [A4])


def parties_of(agreement: Agreement) -> list[JsonObject]:
    parties = update_of(agreement)["parties"]
    assert isinstance(parties, list)
    return [each for each in parties if isinstance(each, dict)]


def party_of(person: Participant, **changes: object) -> JsonObject:
    """The party of one person among others."""
    step = Step(type=StepType.SIGN, participant=person.label, documents=("contract",))
    if person.authentication.sign:
        step = replace(step, authentication=person.authentication.sign[0].label)
    agreement = an_agreement(participants=(person,), process=step, **changes)
    return parties_of(agreement)[1]


def fields_of(party: JsonObject, kind: str) -> list[JsonObject]:
    fields = party["fields"]
    assert isinstance(fields, list)
    return [each for each in fields if isinstance(each, dict) and each["type"] == kind]


def values_of(party: JsonObject) -> dict[str, str]:
    fields = party["fields"]
    assert isinstance(fields, list)
    return {
        f"{each['type']}{each.get('order', '')}": str(each.get("value", ""))
        for each in fields
        if isinstance(each, dict)
    }


def test_the_author_comes_first_and_only_views() -> None:
    author = parties_of(an_agreement())[0]
    assert author == {"id": "1", "is_author": True, "signatory_role": "viewer", "sign_order": 1}


def test_what_the_draft_says_of_itself_is_told() -> None:
    agreement = an_agreement(
        message="Hello",
        language="sv-SE",
        scrive={"days_to_sign": 30, "timezone": "Europe/Oslo", "send_with": "documents"},
    )
    told = update_of(agreement)
    del told["parties"]
    assert told == {
        "title": "Lease 2031",
        "invitation_message": "Hello",
        "lang": "sv",
        "days_to_sign": 30,
        "timezone": "Europe/Oslo",
        "tags": MARKS,
    }


def test_what_the_draft_leaves_open_is_left_to_the_account() -> None:
    assert set(update_of(an_agreement(language="xx"))) == {"title", "tags", "parties"}


def test_tags_are_joined_with_ours_which_nobody_can_replace() -> None:
    tags = [{"name": "case", "value": "17"}, {"name": "countersign-ref", "value": "stolen"}]
    told = update_of(an_agreement(scrive={"tags": tags}))
    assert told["tags"] == [{"name": "case", "value": "17"}, *MARKS]


@pytest.mark.parametrize(
    ("delivery", "word", "confirmation"),
    [
        (Delivery.EMAIL, "email", "email"),
        (Delivery.SMS, "mobile", "mobile"),
        (Delivery.EMAIL_SMS, "email_mobile", "email_mobile"),
        (Delivery.LINK, "api", "email"),
        (Delivery.IN_PERSON, "pad", "email"),
        (Delivery.NONE, "api", "none"),
    ],
)
def test_invitation_and_signed_copy_go_the_chosen_way(
    delivery: Delivery, word: str, confirmation: str
) -> None:
    party = party_of(replace(bodil(), phone="+46701740631", delivery=delivery))
    assert party["delivery_method"] == word
    assert party["confirmation_delivery_method"] == confirmation


@pytest.mark.parametrize(("phone", "confirmation"), [("+46701740631", "mobile"), ("", "none")])
def test_without_an_address_the_signed_copy_goes_to_what_is_known(
    phone: str, confirmation: str
) -> None:
    party = party_of(replace(bodil(), email="", phone=phone, delivery=Delivery.LINK))
    assert party["confirmation_delivery_method"] == confirmation


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Bodil Oskarsson", "Bodil", "Oskarsson"),
        ("Tuva Maria  Nyström ", "Tuva Maria", "Nyström"),
        ("Bodil", "Bodil", ""),
    ],
)
def test_the_last_word_is_the_last_name(name: str, first: str, last: str) -> None:
    party = party_of(replace(bodil(), name=name))
    assert values_of(party) == {
        "name1": first,
        "name2": last,
        "email": "bodil@example.com",
        "mobile": "",
    }
    blank = [each["is_obligatory"] for each in fields_of(party, "name")]
    assert blank == [True, bool(last)]


def test_a_number_is_told_as_the_service_wants_it() -> None:
    assert values_of(party_of(replace(bodil(), phone="0046 70 174 06 31")))["mobile"] == (
        "+46701740631"
    )


def test_codes_and_eids_are_asked_for_in_the_words_of_the_document_api() -> None:
    party = party_of(inga())
    assert party["authentication_method_to_view"] == "sms_pin"
    assert party["authentication_method_to_sign"] == "sms_pin"
    assert fields_of(party, "personal_number") == []
    party = party_of(tuva())
    assert party["authentication_method_to_view"] == "standard"
    assert party["authentication_method_to_sign"] == "se_bankid"
    [number] = fields_of(party, "personal_number")
    assert (number["value"], number["is_obligatory"]) == ("", True)


def test_an_unknown_proof_of_identity_is_passed_on() -> None:
    proof = Authentication(view=AuthenticationMethod(provider="xx_eid"))
    party = party_of(replace(bodil(), authentication=proof))
    assert party["authentication_method_to_view"] == "xx_eid"


def test_to_sign_only_what_the_step_asks_for_counts() -> None:
    agreement = an_agreement(
        participants=(inga(),),
        process=Step(type=StepType.SIGN, participant="inga", documents=("contract",)),
    )
    assert parties_of(agreement)[1]["authentication_method_to_sign"] == "standard"


def test_members_for_one_person_are_handed_on_and_no_others() -> None:
    own: JsonObject = {
        "personal_number": "198205230144",
        "company": "Oskarsson AB",
        "confirmation_delivery_method": "email_link",
        "hide_personal_number": True,
        "sign_order": 9,
        "signatory_role": "viewer",
    }
    party = party_of(bodil(), scrive={"participants": {"bodil": own}})
    assert values_of(party)["personal_number"] == "198205230144"
    assert values_of(party)["company"] == "Oskarsson AB"
    assert party["confirmation_delivery_method"] == "email_link"
    assert party["hide_personal_number"] is True
    assert (party["sign_order"], party["signatory_role"]) == (1, "signing_party")


def test_what_somebody_does_decides_the_role() -> None:
    agreement = an_agreement(
        participants=(replace(bodil(), role=Role.SIGNER), replace(elin(), role=Role.COPY)),
        process=Step(type=StepType.APPROVE, participant="bodil", documents=("contract",)),
    )
    roles = [party["signatory_role"] for party in parties_of(agreement)[1:]]
    assert roles == ["approver", "viewer"]


def a_field(**changes: object) -> Field:
    values: dict[str, object] = {
        "type": FieldType.SIGNATURE,
        "participant": "bodil",
        "document": "contract",
        "page": 1,
        "x": 59.5,
        "y": 421.0,
        "width": 119.0,
        "height": 84.2,
    }
    return Field(**{**values, **changes})  # type: ignore[arg-type]


def placements_of(field: JsonObject) -> list[JsonObject]:
    places = field["placements"]
    assert isinstance(places, list)
    return [each for each in places if isinstance(each, dict)]


def test_a_field_is_placed_in_fractions_of_its_page() -> None:
    [signature] = fields_of(party_of(bodil(), fields=(a_field(),)), "signature")
    [place] = placements_of(signature)
    sides = [place[side] for side in ("xrel", "yrel", "wrel", "hrel")]
    assert sides == [0.1, 0.5, 0.2, 0.1]


def test_a_field_at_the_edge_stays_on_the_page() -> None:
    field = a_field(x=595.0 - 119.0 + 0.001, y=842.0 - 84.2 + 0.001)
    [place] = placements_of(fields_of(party_of(bodil(), fields=(field,)), "signature")[0])
    for start, size in (("xrel", "wrel"), ("yrel", "hrel")):
        left, wide = place[start], place[size]
        assert isinstance(left, float)
        assert isinstance(wide, float)
        assert left + wide <= 1


def test_fields_of_one_person_have_names_of_their_own() -> None:
    fields = (a_field(), a_field(), a_field(id="Signature 2"), a_field(type=FieldType.TEXT))
    party = party_of(bodil(), fields=fields)
    names = [each["name"] for kind in ("signature", "text") for each in fields_of(party, kind)]
    assert len(set(map(str, names))) == len(fields)
    assert names[0] == "Signature"


@pytest.mark.parametrize(
    ("width", "wanted"), [(5.0, 0.011538), (13.0, 0.021153), (60.0, 0.0423076)]
)
def test_a_checkbox_has_one_of_three_sizes(width: float, wanted: float) -> None:
    field = a_field(type=FieldType.CHECKBOX, width=width, value="true")
    [box] = fields_of(party_of(bodil(), fields=(field,)), "checkbox")
    [place] = placements_of(box)
    assert (place["wrel"], place["hrel"], place["fsrel"]) == (wanted, 0, 0)
    assert box["is_checked"] is True


def test_known_facts_are_shown_where_they_were_drawn() -> None:
    kinds = (FieldType.NAME, FieldType.EMAIL, FieldType.COMPANY)
    fields = tuple(a_field(type=kind) for kind in kinds)
    own = {"participants": {"bodil": {"company": "Oskarsson AB"}}}
    party = party_of(bodil(), fields=fields, scrive=own)
    for kind in ("full_name", "email", "company"):
        [found] = fields_of(party, kind)
        assert len(placements_of(found)) == 1
    assert "value" not in fields_of(party, "full_name")[0]
    assert values_of(party)["company"] == "Oskarsson AB"


def test_a_date_and_a_job_title_are_filled_in_by_the_person() -> None:
    fields = (a_field(type=FieldType.DATE), a_field(type=FieldType.JOB_TITLE, required=False))
    party = party_of(bodil(), fields=fields)
    [date] = fields_of(party, "date")
    assert date["value"] is None
    assert date["configuration"] == {"start_date": None, "end_date": None}
    [title] = fields_of(party, "text")
    assert (title["name"], title["value"], title["is_obligatory"]) == ("Job title", "", False)


def test_who_does_not_sign_has_no_fields_on_pages() -> None:
    agreement = an_agreement(
        participants=(bodil(), elin()),
        process=Step(type=StepType.SIGN, participant="bodil", documents=("contract",)),
        fields=(a_field(participant="elin"),),
    )
    assert fields_of(parties_of(agreement)[2], "signature") == []


def test_parties_that_came_back_otherwise_are_noticed() -> None:
    agreement = a_document_agreement()
    wanted = update_of(agreement)
    sent = parties_of(agreement)
    assert took_parties(wanted, sent)
    assert not took_parties(wanted, sent[:-1])
    assert not took_parties(wanted, [sent[0], sent[2], sent[1], *sent[3:]])
    assert not took_parties(wanted, [*sent[:2], {**sent[2], "sign_order": 5}, *sent[3:]])
    address: JsonObject = {"type": "email", "value": "else@example.com"}
    somebody: JsonObject = {**sent[2], "fields": [address]}
    assert not took_parties(wanted, [*sent[:2], somebody, *sent[3:]])


def test_tracking_knows_who_stands_behind_the_parties() -> None:
    agreement = a_document_agreement()
    signatories = {person.label: f"7{n}" for n, person in enumerate(agreement.participants)}
    known = known_participants(agreement, agreement.participants, signatories)
    assert [(each.label, each.role, each.signing_order) for each in known] == [
        ("karin", Role.APPROVER, 1),
        ("bodil", Role.SIGNER, 2),
        ("inga", Role.SIGNER, 2),
        ("tuva", Role.SIGNER, 2),
        ("elin", Role.VIEWER, 1),
    ]
    assert known[3].authentication_to_sign == "se_bankid"
    assert known[3].signatory_ids == ("73",)


@pytest.mark.parametrize(
    ("told", "taken"),
    [
        ({}, True),
        ({"days_to_sign": 90}, False),
        ({"days_to_remind": None}, False),
        ({"lang": "en"}, False),
        ({"api_callback_url": ""}, False),
        ({"display_options": {"show_arrow": True}}, False),
        ({"display_options": {"show_arrow": False, "show_footer": True}}, True),
        ({"tags": [{"name": "case", "value": "7"}]}, False),
        ({"tags": []}, False),
        ({"invitation_message": "<p>Please sign before Friday.</p>"}, True),
    ],
)
def test_settings_that_came_back_otherwise_were_not_taken(told: JsonObject, taken: bool) -> None:
    scrive: JsonObject = {
        "days_to_sign": 30,
        "days_to_remind": 7,
        "api_callback_url": "https://example.com/hook",
        "display_options": {"show_arrow": False},
        "tags": [{"name": "case", "value": "7"}],
    }
    wanted = update_of(a_document_agreement(scrive=scrive))
    tags = wanted["tags"]
    assert isinstance(tags, list)
    assert took_settings(wanted, {**wanted, "tags": tags[::-1], **told}) is taken


def test_an_address_may_come_back_without_its_capitals() -> None:
    wanted = update_of(an_agreement(participants=(replace(bodil(), email="Bodil@Example.com"),)))
    lower = json.loads(json.dumps(wanted).replace("Bodil@Example.com", "bodil@example.com"))
    other = json.loads(json.dumps(wanted).replace("Bodil@Example.com", "bodil@example.org"))
    assert took_parties(wanted, lower["parties"])
    assert not took_parties(wanted, other["parties"])
