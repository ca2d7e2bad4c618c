"""Changing a party of a pending document."""

import pytest

from app.emulator.json_value import JsonObject
from tests.support.scrive_desk import (
    Desk,
    bodil,
    inga,
    opened,
    parties_of,
    refusal,
    value_of,
)

STATE_ERROR = (409, "document_state_error")
PARTY_ERROR = (409, "signatory_state_error")
INVALID = (400, "request_parameters_invalid")
MISSING = (400, "request_parameters_missing")


def path(document: JsonObject, call: str, number: int = 1) -> str:
    return f"documents/{document['id']}/{parties_of(document)[number]['id']}/{call}"


def last_link(desk: Desk, to: str) -> str:
    return desk.world.inbox.messages(to)[-1].link.removeprefix("http://scrive.test")


def test_a_new_address_gets_an_invitation_and_the_old_link_dies(desk: Desk) -> None:
    document = desk.started(bodil())
    old = last_link(desk, "bodil@example.com")
    assert desk.anonymous(old).status_code == 302

    changed = opened(desk.post(path(document, "changeemailandmobile"), email="b@example.com"))

    assert value_of(parties_of(changed)[1], "email") == "b@example.com"
    assert parties_of(changed)[1]["id"] == parties_of(document)[1]["id"]
    assert desk.mail("b@example.com") == ["Please sign: Lease"]
    assert desk.anonymous(old).status_code == 404
    assert desk.anonymous(last_link(desk, "b@example.com")).status_code == 302


def test_who_was_not_invited_yet_gets_no_letter_either(desk: Desk) -> None:
    document = desk.started(bodil(), inga(sign_order=2))

    opened(desk.post(path(document, "changeemailandmobile", 2), mobile_number="+46701740699"))

    assert desk.mail("+46701740699") == []


def test_contacts_are_changed_only_where_that_makes_sense(desk: Desk) -> None:
    draft = desk.prepared(bodil())
    assert refusal(desk.post(path(draft, "changeemailandmobile"), email="b@example.com")) == (
        STATE_ERROR
    )
    document = opened(desk.do(draft, "start"))
    call = path(document, "changeemailandmobile")
    assert refusal(desk.post(call)) == MISSING
    assert refusal(desk.post(call, email="b")) == INVALID
    assert refusal(desk.post(call, mobile_number="070")) == INVALID
    assert refusal(desk.post(call, phone="+46701740699")) == INVALID
    author = path(document, "changeemailandmobile", 0)
    assert refusal(desk.post(author, email="b@example.com")) == PARTY_ERROR
    elsewhere = f"documents/{document['id']}/7/changeemailandmobile"
    assert refusal(desk.post(elsewhere, email="b@example.com")) == (404, "resource_not_found")


def test_contacts_of_who_has_signed_stay(desk: Desk) -> None:
    document = desk.started(bodil(), inga())
    desk.act(document, "Bodil Oskarsson", "open")
    desk.act(document, "Bodil Oskarsson", "sign")

    for call, form in (
        ("changeemailandmobile", {"email": "b@example.com"}),
        ("setauthenticationtosign", {"authentication_type": "standard"}),
        ("resend", {}),
    ):
        assert refusal(desk.post(path(document, call), **form)) == PARTY_ERROR


def test_an_invitation_is_sent_once_more(desk: Desk) -> None:
    document = desk.started(bodil(), inga(sign_order=2))

    assert desk.post(path(document, "resend")).status_code == 202
    assert refusal(desk.post(path(document, "resend", 2))) == PARTY_ERROR

    assert desk.mail("bodil@example.com") == ["Please sign: Lease"] * 2


def test_another_way_to_authenticate_adds_the_field_that_it_needs(desk: Desk) -> None:
    document = desk.started(bodil())

    changed = opened(
        desk.post(
            path(document, "setauthenticationtoview"),
            authentication_type="se_bankid",
            personal_number="199001019802",
        )
    )

    party = parties_of(changed)[1]
    assert party["authentication_method_to_view"] == "se_bankid"
    assert value_of(party, "personal_number") == "199001019802"
    other = desk.post(path(document, "setauthenticationtosign"), authentication_type="no_bankid")
    assert refusal(other) == PARTY_ERROR
    same = desk.post(path(document, "setauthenticationtosign"), authentication_type="se_bankid")
    assert opened(same)["status"] == "pending"


def test_codes_need_a_number(desk: Desk) -> None:
    document = desk.started(bodil())
    call = path(document, "setauthenticationtosign")

    assert refusal(desk.post(call, authentication_type="sms_pin")) == INVALID
    assert refusal(desk.post(call, authentication_type="sms_pin", mobile_number="7")) == INVALID
    changed = desk.post(call, authentication_type="sms_pin", mobile_number="+46701740613")

    assert value_of(parties_of(opened(changed))[1], "mobile") == "+46701740613"


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ({}, MISSING),
        ({"authentication_type": "handshake"}, INVALID),
        ({"authentication_type": "verimi_qes"}, INVALID),
        ({"authentication_type": "freja"}, (403, "action_not_permitted")),
    ],
)
def test_unknown_and_disabled_ways_are_refused(
    desk: Desk, form: dict[str, str], expected: tuple[int, str]
) -> None:
    document = desk.started(bodil())

    for call in ("setauthenticationtoview", "setauthenticationtoviewarchived"):
        assert refusal(desk.post(path(document, call), **form)) == expected


def test_the_account_may_switch_ways_on_and_off(desk: Desk) -> None:
    desk.scrive.configure({"enabled_authentication": ["freja"]})
    document = desk.started(bodil(authentication_method_to_sign="freja"))
    call = path(document, "setauthenticationtoview")

    assert opened(desk.post(call, authentication_type="freja"))["status"] == "pending"
    refused = desk.post(call, authentication_type="se_bankid")
    assert refusal(refused) == (403, "action_not_permitted")
    with pytest.raises(ValueError, match="enabled_authentication"):
        desk.scrive.configure({"enabled_authentication": [1]})


def test_who_has_authenticated_to_view_does_not_do_it_again(desk: Desk) -> None:
    document = desk.started(inga(authentication_method_to_view="sms_pin"))
    desk.act(document, "Inga Engberg", "open")
    desk.act(document, "Inga Engberg", "authenticate", code=desk.code("+46701740611"))

    call = path(document, "setauthenticationtoview")
    assert refusal(desk.post(call, authentication_type="standard")) == PARTY_ERROR


def test_a_picture_holds_the_signing_link(desk: Desk) -> None:
    draft = desk.prepared(bodil())
    assert refusal(desk.get(path(draft, "getqrcode"))) == STATE_ERROR
    document = opened(desk.do(draft, "start"))

    answer = desk.get(path(document, "getqrcode"))

    assert answer.mimetype == "image/png"
    assert answer.data.startswith(b"\x89PNG\r\n")


def test_a_young_pending_document_is_found_by_the_end_of_its_id(desk: Desk) -> None:
    document = desk.started(bodil())
    short = str(document["id"])[-6:]

    assert opened(desk.get(f"documents/{short}/getbyshortid"))["id"] == document["id"]
    assert refusal(desk.get("documents/12345/getbyshortid")) == INVALID
    desk.wait(73 * 3600)
    found = desk.get(f"documents/{short}/getbyshortid")
    assert refusal(found) == (404, "resource_not_found")
