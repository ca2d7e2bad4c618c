"""The fields of a draft in the words of SigningHub."""

from dataclasses import replace

from app.domain.agreement import AuthenticationMethod, Field
from app.domain.json_value import JsonObject
from app.domain.kinds import FieldType
from app.services.signinghub.mapping_fields import WantedField, by_text_of, fields_of
from app.services.signinghub.placing import Place, Sheet, placed
from tests.support.signinghub_office import a_package

REF = "0123456789"
PLACE = Place(page=1, x=10, y=20, width=30, height=30)


def a_field(kind: FieldType, **changes: object) -> Field:
    values: dict[str, object] = {
        "type": kind,
        "participant": "bodil",
        "document": "contract",
        "page": 1,
        "x": 10.3,
        "y": 10.4,
        "width": 12.6,
        "height": 12.6,
        "id": kind.value,
        **changes,
    }
    return Field(**values)  # type: ignore[arg-type]


def wanted(*fields: Field, **said: JsonObject) -> list[WantedField]:
    told: JsonObject = {"fields": dict(said)} if said else {}
    return [
        each
        for each in fields_of(replace(a_package(signinghub=told), fields=fields), REF)
        if each.at is not None
    ]


def body(field: WantedField, *, v4: bool) -> JsonObject:
    return field.field(order=1, place=PLACE).body(v4=v4)


def test_names_hold_our_mark_and_are_unlike_each_other() -> None:
    fields = wanted(a_field(FieldType.TEXT), a_field(FieldType.TEXT), a_field(FieldType.DATE))

    names = [each.name for each in fields]
    assert names == [f"cs_{REF}_1_1_text1", f"cs_{REF}_1_1_text2", f"cs_{REF}_1_1_date1"]


def test_groups_of_two_people_are_told_apart() -> None:
    buttons = [
        a_field(FieldType.RADIO, participant=each, group="Pay", options=("Now",))
        for each in ("bodil", "karim")
    ]

    assert [each.group for each in wanted(*buttons)] == ["Pay (bodil)", "Pay (karim)"]
    assert [each.group for each in wanted(buttons[0])] == ["Pay"]


def test_a_level_says_in_version_3_whether_a_certificate_is_used() -> None:
    level = "ADVANCED_ELECTRONIC_SIGNATURE"
    [field] = wanted(a_field(FieldType.SIGNATURE), signature={"level_of_assurance": [level]})
    made = field.field(order=1, place=PLACE)

    assert made.segment(v4=False) == "digital_signature"
    assert made.segment(v4=True) == "signature"
    assert made.body(v4=True)["level_of_assurance"] == [level]


def test_a_code_of_an_app_is_asked_in_version_4() -> None:
    agreement = a_package()
    karim = agreement.participants[1]
    method = AuthenticationMethod(provider="totp", label="karim_sign")
    karim = replace(karim, authentication=replace(karim.authentication, sign=(method,)))
    people = (agreement.participants[0], karim, agreement.participants[2])
    found = fields_of(replace(agreement, participants=people), REF)
    [field] = [each for each in found if (each.signer, each.document) == ("karim", "contract")]

    asked = body(field, v4=True)["authentication_signing"]
    assert asked == {"enabled": True, "totp": {"enabled": True}}


def test_what_nobody_may_fill_or_nobody_has_is_not_sent() -> None:
    of_copy = a_field(FieldType.TEXT, participant="elin")

    assert wanted(of_copy, a_field(FieldType.SIGN_DATE)) == []


def test_a_date_is_written_as_the_field_wants_it() -> None:
    [field] = wanted(a_field(FieldType.DATE, value="2031-02-28"), date={"format": "mm/dd/yyyy"})

    told = body(field, v4=False)
    assert (told["type"], told["value"], told["format"]) == ("DATE", "02/28/2031", "mm/dd/yyyy")


def test_what_signinghub_places_itself_is_kept_apart() -> None:
    field = a_field(FieldType.SIGNATURE, anchor="Rent")
    agreement = a_package(signinghub={"fields": {"signature": {"placement": "TOP"}}})
    agreement = replace(agreement, fields=(field,))

    assert list(by_text_of(agreement)) == [0]
    on_contract = [each for each in fields_of(agreement, REF) if each.document == "contract"]
    assert [each.signer for each in on_contract] == ["karim"]


def test_boxes_stay_squares_where_pixels_are_rounded() -> None:
    sheet = Sheet(width=800, height=1100, pages=1, points=((595.0, 842.0),))
    [place] = placed([a_field(FieldType.CHECKBOX)], sheet)

    assert place.width == place.height
