"""A draft as a SigningHub package."""

from dataclasses import replace

from app.domain.agreement import Field
from app.domain.kinds import Delivery, FieldType, Order, ParticipantKind, Role
from app.services.signinghub.mapping_fields import fields_of
from app.services.signinghub.mapping_package import (
    known_participants,
    recipients_of,
    settings_of,
)
from app.services.signinghub.placing import Place
from tests.support.rich_recipients import a_rich_package
from tests.support.signinghub_office import a_package

OWNER = "maja.lindqvist@example.com"
PLACE = Place(page=1, x=10, y=20, width=180, height=48)


def test_everybody_is_in_the_order_of_their_turn() -> None:
    found = [
        (each.email, each.role, each.signing_order)
        for each in recipients_of(a_package(Order.SEQUENCE))
    ]

    assert found == [
        ("bodil@example.com", "SIGNER", 1),
        ("karim@example.com", "SIGNER", 2),
        ("elin@example.com", "CARBON_COPY", 3),
    ]


def test_a_stage_has_one_number_and_copies_come_last() -> None:
    agreement = a_package(Order.PARALLEL)

    assert settings_of(agreement, OWNER)["workflow_type"] == "CUSTOM"
    assert [each.signing_order for each in recipients_of(agreement)] == [1, 1, 2]


def test_all_at_once_are_numbered_by_their_place() -> None:
    agreement = a_package(Order.PARALLEL)
    agreement = replace(agreement, participants=agreement.participants[:2])

    assert settings_of(agreement, OWNER)["workflow_type"] == "PARALLEL"
    assert [each.signing_order for each in recipients_of(agreement)] == [1, 2]


def test_an_invitation_by_sms_is_told_to_version_4_only() -> None:
    agreement = a_package()
    karim = replace(agreement.participants[1], delivery=Delivery.EMAIL_SMS)
    wanted = recipients_of(replace(agreement, participants=(karim,)))[0]

    assert "delivery_method" not in wanted.body(v4=False)
    assert wanted.body(v4=True)["delivery_method"] == "EMAIL_AND_SMS"
    assert wanted.body(v4=True)["mobile_number"] == "+46702254141"


def test_who_gets_no_message_is_not_notified() -> None:
    agreement = a_package()
    silent = replace(agreement.participants[0], delivery=Delivery.NONE)
    [wanted] = recipients_of(replace(agreement, participants=(silent,)))

    assert wanted.body(v4=False)["email_notification"] is False


def test_recipients_of_every_kind_are_told_in_their_own_words() -> None:
    agreement = a_rich_package(4)
    tenant = replace(agreement.participants[0], kind=ParticipantKind.PLACEHOLDER, name="Tenant")
    legal, bodil, karim, board, _elin = (each.body(v4=True) for each in recipients_of(agreement))
    place = {"role": "SIGNER", "email_notification": True, "signing_order": 1}

    assert legal == {"group_name": "Legal", **place}
    assert (bodil["role"], bodil["user_email"]) == ("ELECTRONIC_SEAL", "bodil@example.com")
    assert karim["user_national_id"] == "19700101-2388"
    assert (board["group_name"], board["email_notification"]) == ("Facilities", False)
    [wanted] = recipients_of(replace(agreement, participants=(tenant,)))
    assert wanted.body(v4=False) == {"placeholder": "Tenant", **place}
    assert "user_national_id" not in recipients_of(agreement)[2].body(v4=False)


def test_the_mode_says_whether_the_owner_takes_part() -> None:
    agreement = a_package()
    alone = replace(agreement, participants=agreement.participants[:1])

    assert settings_of(agreement, OWNER)["workflow_mode"] == "ONLY_OTHERS"
    assert settings_of(agreement, "Karim@Example.com")["workflow_mode"] == "ME_AND_OTHERS"
    assert settings_of(alone, "bodil@example.com")["workflow_mode"] == "ONLY_ME"
    wish = replace(agreement, signinghub={"workflow_mode": "ME_AND_OTHERS"})
    assert settings_of(wish, OWNER)["workflow_mode"] == "ME_AND_OTHERS"


def test_what_a_decline_does_is_only_said_where_the_draft_says_it() -> None:
    agreement = a_package(signinghub={"continue_on_decline": True})

    assert settings_of(agreement, OWNER)["continue_on_decline"] is True
    assert "continue_on_decline" not in settings_of(a_package(), OWNER)


def test_every_signer_has_a_field_on_each_document_with_a_name_that_stays() -> None:
    found = fields_of(a_package(), "0123456789")

    assert [(each.document, each.signer) for each in found] == [
        ("contract", "bodil"),
        ("contract", "karim"),
        ("annex", "bodil"),
        ("annex", "karim"),
    ]
    assert found == fields_of(a_package(), "0123456789")
    assert len({each.name for each in found}) == 4
    assert all("0123456789" in each.name for each in found)


def test_a_place_in_the_draft_is_used_and_the_other_documents_get_their_own() -> None:
    place = Field(
        type=FieldType.SIGNATURE,
        participant="bodil",
        document="annex",
        page=2,
        x=1,
        y=2,
        width=3,
        height=4,
    )
    found = fields_of(replace(a_package(), fields=(place, place)), "0123456789")
    bodil = [(each.document, each.at) for each in found if each.signer == "bodil"]

    assert bodil == [("contract", None), ("annex", place), ("annex", place)]


def test_who_does_not_sign_has_no_field() -> None:
    agreement = a_package()
    people = tuple(replace(each, role=Role.APPROVER) for each in agreement.participants)

    assert fields_of(replace(agreement, participants=people), "0123456789") == ()


def test_a_code_to_sign_is_asked_in_the_words_of_each_version() -> None:
    bodil, karim, *_ = fields_of(a_package(), "0123456789")

    old = karim.field(order=2, place=PLACE).body(v4=False)
    new = karim.field(order=2, place=PLACE).body(v4=True)

    number = "+46702254141"
    assert old["authentication"] == {
        "enabled": True,
        "sms_otp": {"enabled": True, "mobile_number": number},
    }
    assert new["authentication_signing"] == {
        "enabled": True,
        "otp": {"enabled": True, "mobile_number": number},
    }
    assert new["level_of_assurance"] == ["ELECTRONIC_SIGNATURE"]
    assert "authentication" not in bodil.field(order=1, place=PLACE).body(v4=False)


def test_tracking_is_told_who_they_are() -> None:
    found = {each.label: each for each in known_participants(a_package())}

    assert found["karim"].authentication_to_sign == "sms_otp"
    assert [found[label].signing_order for label in ("bodil", "karim", "elin")] == [1, 2, 3]
