"""What leaves for each call of SigningHub, in both versions, and what counts as its success."""

import io
import json
from collections.abc import Callable

import pytest
from pytest_httpserver import HTTPServer

from app.domain.json_value import JsonObject, JsonValue
from app.services.cancel import CancelToken
from app.services.errors import Forbidden, Gone, Refused, ServiceError, Uncertain
from app.services.lenient import lenient
from app.services.secrets.secret import Secret
from app.services.signinghub.bodies import GroupBody, PersonBody, PlaceholderBody
from app.services.signinghub.bodies_fields import (
    AutoPlaceBody,
    CheckboxField,
    InitialsField,
    InPersonField,
    RadioField,
    SignatureField,
    TextField,
)
from app.services.signinghub.bodies_settings import (
    OpeningBody,
    PermissionBody,
    PostProcessBody,
    ReminderBody,
)
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.placing import Place
from app.services.signinghub.positions import Seat, SeatTaken, checked_seat, seat_of, seats_of
from app.services.signinghub.wire import Recipient
from tests.support.signinghub_scripted import BO, CY, DOCUMENT, PACKAGE, ScriptedHub

P = f"/packages/{PACKAGE}"
D = f"{P}/documents/{DOCUMENT}"
SEAT = Seat(order=2, user_email="cy@example.com", role="REVIEWER")
PLACE = Place(page=2, x=1, y=2, width=3, height=4)
WHOSE: JsonObject = {
    "order": 2,
    "page_no": 2,
    "field_name": "f1",
    "dimensions": {"x": 1, "y": 2, "width": 3, "height": 4},
}
SIGNATURE = SignatureField(order=2, field_name="f1", place=PLACE)

Ask = Callable[[SigningHubClient], object]


@pytest.fixture
def hub(httpserver: HTTPServer) -> ScriptedHub:
    return ScriptedHub(httpserver)


CHANGES: list[tuple[str, str, Ask, JsonValue]] = [
    ("PUT", P, lambda c: c.rename_package(PACKAGE, "Åre"), {"package_name": "Åre"}),
    ("PUT", f"{P}/owner", lambda c: c.give_package(PACKAGE, "di@example.com"),
     {"owner": "di@example.com"}),
    ("DELETE", P, lambda c: c.delete_package(PACKAGE), None),
    ("DELETE", f"{P}/workflow", lambda c: c.recall(PACKAGE), None),
    ("POST", f"{P}/complete", lambda c: c.complete(PACKAGE), None),
    ("PUT", D, lambda c: c.rename_document(PACKAGE, DOCUMENT, "Lease"), {"document_name": "Lease"}),
    ("DELETE", D, lambda c: c.delete_document(PACKAGE, DOCUMENT), None),
    ("PUT", f"{D}/reorder", lambda c: c.move_document(PACKAGE, DOCUMENT, 2), {"order": 2}),
    ("PUT", f"{D}/certify", lambda c: c.certify_document(
        PACKAGE, DOCUMENT, permission="FORM_FILLING_ALLOWED", lock_form_fields=True),
     {"certify": {"enabled": True, "permission": "FORM_FILLING_ALLOWED"},
      "lock_form_fields": True}),
    ("PUT", f"{D}/certify", lambda c: c.certify_document(PACKAGE, DOCUMENT),
     {"certify": {"enabled": False}, "lock_form_fields": False}),
    ("PUT", f"{P}/workflow", lambda c: c.update_workflow(PACKAGE, {"message": "Hej"}),
     {"message": "Hej"}),
    ("POST", f"{P}/workflow/groups", lambda c: c.add_groups(
        PACKAGE, [GroupBody(group_name="Legal", role="SIGNER", signing_order=2)]),
     [{"group_name": "Legal", "role": "SIGNER", "signing_order": 2}]),
    ("POST", f"{P}/workflow/placeholder", lambda c: c.add_placeholders(
        PACKAGE, [PlaceholderBody(placeholder="Tenant", role="SIGNER", email_notification=True)]),
     [{"placeholder": "Tenant", "role": "SIGNER", "email_notification": True}]),
    ("PUT", f"{P}/workflow/2/user", lambda c: c.update_user(
        PACKAGE, SEAT, PersonBody(user_email="di@example.com", user_name="Di")),
     {"user_email": "di@example.com", "user_name": "Di"}),
    ("PUT", f"{P}/workflow/2/group", lambda c: c.update_group(
        PACKAGE, SEAT, GroupBody(role="REVIEWER")), {"role": "REVIEWER"}),
    ("PUT", f"{P}/workflow/2/placeholder", lambda c: c.update_placeholder(
        PACKAGE, SEAT, PlaceholderBody(placeholder="Owner")), {"placeholder": "Owner"}),
    ("PUT", f"{P}/workflow/2/reorder", lambda c: c.move_user(PACKAGE, SEAT, 1), {"order": 1}),
    ("DELETE", f"{P}/workflow/2", lambda c: c.delete_user(PACKAGE, SEAT), None),
    ("PUT", f"{P}/workflow/2/permissions", lambda c: c.update_permissions(PACKAGE, SEAT,
        PermissionBody(print=True, download=True, add_text=False, add_attachment=False,
                       change_recipients=False, legal_notice="House rules")),
     {"apply_to_all": False, "permissions": {
         "print": True, "download": True, "add_text": False, "add_attachment": False,
         "change_recipients": False,
         "legal_notice": {"enabled": True, "legal_notice_name": "House rules"}}}),
    ("PUT", f"{P}/workflow/2/authentication", lambda c: c.update_opening(PACKAGE, SEAT,
        OpeningBody(by_password=True, password=Secret("lamp-post"), days=14, apply_to_all=True)),
     {"apply_to_all": True,
      "authentication": {"enabled": True,
                         "password": {"enabled": True, "user_password": "lamp-post"},
                         "sms_otp": {"enabled": False, "mobile_number": ""}},
      "access_duration": {"enabled": True, "duration_by_date": {"enabled": False},
                          "duration_by_days": {"enabled": True, "duration": {"total_days": 14}}}}),
    ("PUT", f"{P}/workflow/2/authentication", lambda c: c.update_opening(PACKAGE, SEAT,
        OpeningBody(by_code=True, mobile_number="+46702254141",
                    start="2031-03-02T08:00:00Z", end="2031-03-16T18:00:00Z")),
     {"apply_to_all": False,
      "authentication": {"enabled": True, "password": {"enabled": False},
                         "sms_otp": {"enabled": True, "mobile_number": "+46702254141"}},
      "access_duration": {"enabled": True,
                          "duration_by_date": {"enabled": True, "duration": {
                              "start_date_time": "2031-03-02T08:00:00Z",
                              "end_date_time": "2031-03-16T18:00:00Z"}},
                          "duration_by_days": {"enabled": False}}}),
    ("POST", f"{P}/workflow/2/authentication/otp",
     lambda c: c.send_opening_code(PACKAGE, SEAT), None),
    ("POST", f"{P}/workflow/2/authentication/password",
     lambda c: c.check_opening_password(PACKAGE, SEAT, Secret("lamp")), {"password": "lamp"}),
    ("POST", f"{D}/fields/in_person_signature", lambda c: c.add_field(PACKAGE, DOCUMENT,
        InPersonField(order=2, field_name="f1", place=PLACE, placeholder="Guest")),
     {**WHOSE, "placeholder": "Guest", "display": "VISIBLE"}),
    ("POST", f"{D}/fields/initials", lambda c: c.add_field(PACKAGE, DOCUMENT,
        InitialsField(order=2, field_name="f1", place=PLACE)), WHOSE),
    ("POST", f"{D}/fields/radio", lambda c: c.add_field(PACKAGE, DOCUMENT,
        RadioField(order=2, field_name="f1", place=PLACE, radio_group_name="g", chosen=True)),
     {**WHOSE, "value": "true", "validation_rule": "OPTIONAL", "radio_group_name": "g"}),
    ("PUT", f"{D}/fields/checkbox", lambda c: c.update_field(PACKAGE, DOCUMENT,
        CheckboxField(order=2, field_name="f1", place=PLACE, validation_rule="MANDATORY"),
        new_name="f2"),
     {**WHOSE, "value": "false", "validation_rule": "MANDATORY", "renamed_as": "f2"}),
    ("DELETE", f"{D}/fields", lambda c: c.delete_field(PACKAGE, DOCUMENT, "f1"),
     {"field_name": "f1"}),
    ("PUT", f"{D}/fields/assign", lambda c: c.assign_fields(PACKAGE, DOCUMENT, {"f1": SEAT}),
     [{"field_name": "f1", "order": 2}]),
]  # fmt: skip


@pytest.mark.parametrize("version", [3, 4])
@pytest.mark.parametrize(("method", "path", "ask", "body"), CHANGES)
def test_a_change_leaves_once_with_its_body_and_an_empty_answer_is_enough(
    hub: ScriptedHub, version: int, method: str, path: str, ask: Ask, body: JsonValue
) -> None:
    ask(hub.client(version))

    changes = [call for call in hub.calls if call.method != "GET"]
    [call] = changes
    assert (call.method, call.path) == (method, f"/v{version}{path}")
    assert (call.told if call.body else None) == body
    assert call.headers["authorization"] == "Bearer k3"
    assert call.headers["accept"] == "application/json"
    assert hub.calls[-1] is call


DIFFERENT: list[tuple[str, Ask, str, JsonValue, str, JsonValue]] = [
    ("POST", lambda c: c.add_field(PACKAGE, DOCUMENT, SIGNATURE),
     f"{D}/fields/electronic_signature", {**WHOSE, "display": "VISIBLE"},
     f"{D}/fields/signature",
     {**WHOSE, "display": "VISIBLE", "level_of_assurance": ["ELECTRONIC_SIGNATURE"]}),
    ("POST", lambda c: c.add_field(PACKAGE, DOCUMENT, SignatureField(
        order=2, field_name="f1", place=PLACE, digital=True, display="INVISIBLE",
        levels=("HIGH_TRUST_ADVANCED",), by_app=True)),
     f"{D}/fields/digital_signature", {**WHOSE, "display": "INVISIBLE"},
     f"{D}/fields/signature",
     {**WHOSE, "display": "INVISIBLE", "level_of_assurance": ["HIGH_TRUST_ADVANCED"],
      "authentication_signing": {"enabled": True, "totp": {"enabled": True}}}),
    ("PUT", lambda c: c.update_field(PACKAGE, DOCUMENT, TextField(
        order=2, field_name="f1", place=PLACE, type="DATE", format="dd-mm-yyyy", max_length=10,
        field_type="Text", font="HELVETICA", font_size=12, placeholder="When")),
     f"{D}/fields/text",
     {**WHOSE, "type": "DATE", "format": "dd-mm-yyyy", "placeholder": "When", "value": "",
      "max_length": 10, "multiline": False, "validation_rule": "OPTIONAL",
      "font": {"name": "HELVETICA", "size": 12}},
     f"{D}/fields/text",
     {**WHOSE, "type": "DATE", "format": "dd-mm-yyyy", "placeholder": "When", "value": "",
      "max_length": 10, "multiline": False, "validation_rule": "OPTIONAL", "field_type": "Text",
      "font": {"name": "HELVETICA", "size": 12}}),
    ("POST", lambda c: c.place_by_text(PACKAGE, DOCUMENT, AutoPlaceBody(
        search_text="Sign here", order=2, field_type="DIGITAL_SIGNATURE", placement="TOP")),
     f"{D}/fields/autoplace",
     {"search_text": "Sign here", "order": 2, "field_type": "DIGITAL_SIGNATURE",
      "placement": "TOP", "dimensions": {"width": 200, "height": 80}},
     f"{D}/fields/autoplace",
     {"search_text": "Sign here", "order": 2, "field_type": "SIGNATURE", "placement": "TOP",
      "dimensions": {"width": 200, "height": 80}}),
    ("POST", lambda c: c.add_users(PACKAGE, [PersonBody(
        user_email="di@example.com", user_name="Di", role="SIGNER", email_notification=False,
        signing_order=3, delivery_method="SMS", mobile_number="+46702254141",
        user_national_id="190101")]),
     f"{P}/workflow/users",
     [{"user_email": "di@example.com", "user_name": "Di", "role": "SIGNER",
       "email_notification": False, "signing_order": 3}],
     f"{P}/workflow/users",
     [{"user_email": "di@example.com", "user_name": "Di", "role": "SIGNER",
       "email_notification": False, "signing_order": 3, "delivery_method": "SMS",
       "mobile_number": "+46702254141", "user_national_id": "190101"}]),
    ("PUT", lambda c: c.update_post_process(PACKAGE, PostProcessBody(
        enabled=True, recipients=[("Di", "di@example.com")], message="Done", one_drive=True)),
     f"{P}/workflow/post_process",
     {"enabled": True, "recipients": [{"name": "Di", "email": "di@example.com"}],
      "message": "Done", "workflow_recipients": False, "google_drive": False, "dropbox": False},
     f"{P}/workflow/post_process",
     {"enabled": True, "recipients": [{"name": "Di", "email": "di@example.com"}],
      "message": "Done", "workflow_recipients": False, "google_drive": False, "dropbox": False,
      "contacts": ["di@example.com"], "onedrive": True}),
    ("PUT", lambda c: c.update_reminders(PACKAGE, SEAT, ReminderBody(
        remind_after=3, keep_reminding_after=2, total_reminders=5, frequency="HOURS")),
     f"{P}/workflow/2/reminders",
     {"apply_to_all": False, "enabled": True, "remind_after": 3,
      "repeat": {"enabled": True, "keep_reminding_after": 2, "total_reminders": 5}},
     f"{P}/workflow/2/reminders",
     {"apply_to_all": False, "enabled": True, "remind_after": 3, "frequency": "HOURS",
      "repeat": {"enabled": True, "keep_reminding_after": 2, "total_reminders": 5,
                 "frequency": "HOURS"}}),
]  # fmt: skip


@pytest.mark.parametrize(("method", "ask", "old_path", "old", "new_path", "new"), DIFFERENT)
def test_one_wish_is_written_in_the_words_of_each_version(
    hub: ScriptedHub,
    method: str,
    ask: Ask,
    old_path: str,
    old: JsonValue,
    new_path: str,
    new: JsonValue,
) -> None:
    ask(hub.client(3))
    ask(hub.client(4))

    third, fourth = [call for call in hub.calls if call.method == method]
    assert (third.path, third.told) == (f"/v3{old_path}", old)
    assert (fourth.path, fourth.told) == (f"/v4{new_path}", new)


def test_a_package_is_told_with_the_mode_and_type_that_the_role_gave_it(hub: ScriptedHub) -> None:
    told: JsonValue = {
        "package_id": 88121,
        "workflow_mode": "ONLY_OTHERS",
        "workflow_type": "PARALLEL",
    }
    hub.says("POST", "/packages", told)
    added = [
        hub.client(version).add_package("Lease", mode="ONLY_ME", folder="Leases")
        for version in (3, 4)
    ]
    assert {(each.package_id, each.workflow_type) for each in added} == {(PACKAGE, "PARALLEL")}
    third, fourth = hub.calls
    assert third.told == {"package_name": "Lease", "workflow_mode": "ONLY_ME"}
    assert fourth.told == {
        "package_name": "Lease",
        "workflow_mode": "ONLY_ME",
        "folder_name": "Leases",
    }


@pytest.mark.parametrize("name", ["documentid", "document_id", "documentId", "id"])
@pytest.mark.parametrize("status", [200, 201, 202])
def test_an_upload_is_named_marked_and_raw(hub: ScriptedHub, name: str, status: int) -> None:
    hub.says("POST", f"{P}/documents", {name: "550231"}, status=status)
    made = hub.client().upload(
        PACKAGE,
        io.BytesIO(b"%PDF-1.7"),
        file_name="lease.docx",
        source="Countersign/7f3a9c-2",
        progress=lambda _done, _total: None,
        cancel=CancelToken(),
        convert=False,
    )
    assert made == DOCUMENT
    [call] = hub.calls
    assert call.body == b"%PDF-1.7"
    assert call.headers["content-type"] == "application/octet-stream"
    assert call.headers["x-file-name"] == "lease.docx"
    assert call.headers["x-source"] == "Countersign/7f3a9c-2"
    assert call.headers["x-convert-document"] == "false"


@pytest.mark.parametrize(
    ("path", "ask"),
    [
        ("/packages", lambda c: c.add_package("Lease")),
        (f"{P}/documents/library/77", lambda c: c.add_library_document(PACKAGE, "77")),
        (f"{P}/workflow", lambda c: c.share(PACKAGE)),
    ],
)
@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"<html>Welcome</html>", b'{"package_id'])
def test_what_was_made_without_its_id_is_in_doubt(
    hub: ScriptedHub, path: str, ask: Ask, body: bytes
) -> None:
    hub.says("POST", path, body=body)
    with pytest.raises(Uncertain):
        ask(hub.client())
    assert len(hub.calls) == 1


def test_a_library_document_and_a_template_are_told_as_documents(hub: ScriptedHub) -> None:
    document: JsonValue = {"document_id": 550231, "document_pages": 3}
    hub.says("POST", f"{P}/documents/library/77", document, status=201)
    hub.says("POST", f"{D}/template", document)
    client = hub.client()
    assert client.add_library_document(PACKAGE, "77").document_pages == 3
    assert client.apply_template(PACKAGE, DOCUMENT, "House lease", apply_to_all=True).document_id
    assert hub.calls[1].told == {"template_name": "House lease", "apply_to_all": True}


def test_v4_tells_what_it_made_of_new_recipients(hub: ScriptedHub) -> None:
    told: JsonValue = [{"user_email": "bo@example.com", "signing_order": 1, "guest_user": True}]
    hub.says("POST", f"{P}/workflow/users", told)
    [added] = hub.client(4).add_users(PACKAGE, [PersonBody(user_email="bo@example.com")])
    assert (added.user_email, added.signing_order, added.guest_user) == ("bo@example.com", 1, True)


def test_names_that_the_service_gave_to_fields_are_told(hub: ScriptedHub) -> None:
    hub.says("POST", f"{D}/fields/autoplace", [{"field_name": "a1"}, {"field_name": "a2"}])
    hub.says("POST", f"{D}/fields/electronic_signature", {"field_name": "f1"}, status=201)
    client = hub.client()
    wanted = AutoPlaceBody(search_text="x", order=1, field_type="TEXT")
    assert client.place_by_text(PACKAGE, DOCUMENT, wanted) == ("a1", "a2")
    assert client.add_field(PACKAGE, DOCUMENT, SIGNATURE) == "f1"


@pytest.mark.parametrize(
    "number", ["003120****567", "+31 20 xxx 4567", "*****", "••••67", "+3120…", "x567"]
)
def test_a_masked_number_is_never_written_back(number: str) -> None:
    person = PersonBody(user_name="Bo", mobile_number=number, user_national_id="**-1234")
    opening = OpeningBody(by_code=True, mobile_number=number)
    field = SignatureField(order=1, field_name="f", place=PLACE, mobile_number=number)
    for written in (
        person.body(v4=True),
        opening.body(v4=False),
        field.body(v4=False),
        field.body(v4=True),
    ):
        text = json.dumps(written, ensure_ascii=False)
        assert number not in text
        assert "mobile_number" not in text
        assert "user_national_id" not in text


@pytest.mark.parametrize("number", ["+46702254141", "0031 20 123-4567", "(020) 123.45.67"])
def test_a_whole_number_is_written(number: str) -> None:
    assert PersonBody(mobile_number=number).body(v4=True)["mobile_number"] == number


def test_a_password_that_is_kept_is_left_out_and_none_is_shown(hub: ScriptedHub) -> None:
    wanted = OpeningBody(by_password=True)
    hub.client().update_opening(PACKAGE, SEAT, wanted)
    assert "user_password" not in hub.calls[-1].body.decode()
    assert "lamp" not in repr(OpeningBody(by_password=True, password=Secret("lamp")))


def moved(recipient: JsonValue, order: int) -> JsonValue:
    assert isinstance(recipient, dict)
    return {**recipient, "order": order}


POSITIONAL: list[Ask] = [ask for _m, path, ask, _b in CHANGES if "/workflow/2" in path] + [
    lambda c: c.assign_fields(PACKAGE, DOCUMENT, {"f1": SEAT}),
    lambda c: c.update_reminders(PACKAGE, SEAT, ReminderBody()),
    lambda c: c.permissions(PACKAGE, SEAT),
    lambda c: c.opening(PACKAGE, SEAT),
    lambda c: c.reminders(PACKAGE, SEAT),
]


@pytest.mark.parametrize("ask", POSITIONAL)
@pytest.mark.parametrize("people", [[BO], [moved(CY, 1), moved(BO, 2)], [BO, moved(BO, 2)], []])
def test_nothing_goes_by_a_position_where_somebody_else_is_by_now(
    hub: ScriptedHub, ask: Ask, people: list[JsonValue]
) -> None:
    hub.people = people
    with pytest.raises(SeatTaken):
        ask(hub.client())
    assert [call.path for call in hub.calls] == [f"/v3{P}/workflow/users"]


def test_a_reminder_by_hand_goes_by_a_checked_position_in_v4_only(hub: ScriptedHub) -> None:
    with pytest.raises(Refused, match="cannot remind"):
        hub.client(3).remind(PACKAGE, SEAT)
    assert hub.calls == []
    hub.client(4).remind(PACKAGE, SEAT)
    asked = [(call.method, call.path) for call in hub.calls]
    assert asked == [
        ("GET", f"/v4{P}/workflow/users"),
        ("POST", f"/v4{P}/workflow/2/remind"),
    ]


@pytest.mark.parametrize(
    ("recipient", "placeholder"),
    [
        (Recipient(placeholder="Tenant", user_name="Tenant"), "Tenant"),
        (Recipient(user_name="Tenant"), "Tenant"),
        (Recipient(user_email="bo@example.com", user_name="Bo"), ""),
        (Recipient(group_name="Legal", user_name="Legal"), ""),
    ],
)
def test_a_seat_knows_people_groups_and_placeholders_apart(
    recipient: Recipient, placeholder: str
) -> None:
    seat = seat_of(recipient, 3)
    assert (seat.order, seat.placeholder) == (3, placeholder)


@pytest.mark.parametrize(
    ("told", "same"),
    [
        ({"role": ""}, True),
        ({"signing_order": None}, True),
        ({"role": "SIGNER"}, False),
        ({"signing_order": 3}, False),
        ({"order": 1}, False),
        ({"user_email": ""}, False),
    ],
)
def test_what_a_list_does_not_tell_makes_nobody_a_stranger(told: JsonObject, same: bool) -> None:
    seat = Seat(order=2, user_email="cy@example.com", role="REVIEWER", signing_order=2)
    user: JsonObject = {
        "order": 2,
        "user_email": "cy@example.com",
        "role": "REVIEWER",
        "signing_order": 2,
    }
    now = [Recipient(order=1, user_email="bo@example.com"), lenient(user | told, Recipient)]
    if same:
        assert checked_seat(seat, now) is now[1]
        return
    with pytest.raises(SeatTaken):
        checked_seat(seat, now)


def test_a_seat_is_the_same_in_another_spelling() -> None:
    told = Recipient(order=1, user_email=" Bo@Example.com", role="In-person host")
    again = Recipient(order=1, user_email="bo@example.com", role="INPERSON_HOST")
    assert seats_of([told]) == seats_of([again])


@pytest.mark.parametrize("status", [404, 405])
def test_a_group_is_changed_below_enterprise_where_the_plain_address_is_not_known(
    hub: ScriptedHub, status: int
) -> None:
    hub.says("PUT", f"{P}/workflow/2/group", {"Message": "No HTTP resource"}, status=status)
    hub.client().update_group(PACKAGE, SEAT, GroupBody(group_name="Legal"))
    assert hub.calls[-1].path == f"/v3/enterprise{P}/workflow/2/group"


def test_a_group_that_is_not_known_is_not_asked_for_twice(hub: ScriptedHub) -> None:
    hub.says("PUT", f"{P}/workflow/2/group", {"Message": "Group or contact not found"}, status=404)
    with pytest.raises(Refused, match="does not know this group"):
        hub.client().update_group(PACKAGE, SEAT, GroupBody(group_name="Legal"))
    assert [call.method for call in hub.calls].count("PUT") == 1


def test_a_404_to_a_change_is_gone_only_when_the_package_is(hub: ScriptedHub) -> None:
    unknown: JsonValue = {"Message": "Nothing of that kind"}
    hub.says("PUT", f"{P}/workflow", unknown, status=404)
    with pytest.raises(Refused) as caught:
        hub.client().update_workflow(PACKAGE, {"message": "x"})
    assert not isinstance(caught.value, Gone)
    hub.says("GET", f"{P}/workflow", {"Message": "Document not found"}, status=404)
    with pytest.raises(Gone):
        hub.client().update_workflow(PACKAGE, {"message": "x"})


def test_a_404_that_cannot_be_confirmed_is_still_a_refusal(hub: ScriptedHub) -> None:
    hub.says("PUT", f"{P}/workflow", {"Message": "Nothing"}, status=404)
    hub.says("GET", f"{P}/workflow", {"Message": "Account is disabled"}, status=403)
    with pytest.raises(Refused) as caught:
        hub.client().update_workflow(PACKAGE, {"message": "x"})
    assert type(caught.value) is Refused
    assert caught.value.detail == ""


@pytest.mark.parametrize(
    ("status", "error"), [(403, Forbidden), (500, Uncertain), (409, Uncertain)]
)
def test_no_change_is_ever_repeated(
    hub: ScriptedHub, status: int, error: type[ServiceError]
) -> None:
    hub.says("DELETE", f"{P}/workflow", {"Message": "Unheard of"}, status=status)
    with pytest.raises(error):
        hub.client().recall(PACKAGE)
    assert len(hub.calls) == 1
