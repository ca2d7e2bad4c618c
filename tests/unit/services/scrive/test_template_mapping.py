"""What a template of Scrive becomes as an agreement, and what is said about the rest."""

from app.domain.attachments import Attachment, attachments_of
from app.domain.draft_format import read, write
from app.domain.findings import Draft, Severity
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import Delivery, FieldType, Role, SendWith, ServiceKind
from app.domain.linting import lint
from app.domain.process import Branch, Step
from app.domain.scrive_needs import own_members
from app.domain.scrive_people_editing import (
    RequestedFile,
    requested_files,
    with_requested_files,
)
from app.domain.scrive_settings import author_role
from app.services.lenient import lenient
from app.services.scrive.document_request import document_update
from app.services.scrive.template_mapping import MappedTemplate, template_agreement
from app.services.scrive.wire import Document
from app.services.words.templates import remark_sentence
from tests.support.scrive_documents import a_signatory, bodil, inga, the_author

PAGES = ((600.0, 800.0), (800.0, 600.0))


def a_place(**members: JsonValue) -> JsonObject:
    return {
        "xrel": 0.1,
        "yrel": 0.5,
        "wrel": 0.25,
        "hrel": 0.05,
        "fsrel": 0.0168,
        "page": 1,
        "tip": "right",
        "anchors": [],
        **members,
    }


def a_field(kind: str, name: str = "", *places: JsonObject, **members: JsonValue) -> JsonObject:
    placed: list[JsonValue] = list(places)
    return {"type": kind, "name": name, "placements": placed, **members}


def with_fields(party: JsonObject, *fields: JsonObject) -> JsonObject:
    known = party["fields"]
    assert isinstance(known, list)
    return {**party, "fields": [*known, *fields]}


def a_template(*parties: JsonObject, **members: JsonValue) -> Document:
    told: JsonObject = {
        "id": "8123456789012345678",
        "title": "Residential lease",
        "status": "preparation",
        "is_template": True,
        "file": {"id": "5", "name": "lease.pdf"},
        "lang": "sv",
        "days_to_sign": 90,
        "parties": [the_author(), *parties],
        **members,
    }
    return lenient(told, Document)


def mapped(*parties: JsonObject, **members: JsonValue) -> MappedTemplate:
    return template_agreement(a_template(*parties, **members), PAGES)


def said(template: MappedTemplate) -> list[str]:
    return [remark_sentence(each.code, each.subject) for each in template.remarks]


def test_title_language_and_message_are_taken_over() -> None:
    agreement = mapped(bodil(), invitation_message="Please read §4.").agreement
    assert (agreement.title, agreement.language) == ("Residential lease", "sv")
    assert agreement.message == "Please read §4."
    assert [each.shown_name for each in agreement.documents] == ["Residential lease"]
    assert agreement.id == ""
    assert agreement.send_with(ServiceKind.SCRIVE) is SendWith.DOCUMENTS


def test_the_sender_is_no_participant_but_keeps_what_they_do() -> None:
    viewing = mapped(bodil()).agreement
    signing = template_agreement(
        lenient(
            {
                "id": "1",
                "parties": [the_author(signatory_role="signing_party"), bodil()],
            },
            Document,
        ),
        PAGES,
    ).agreement
    assert [each.name for each in viewing.participants] == ["Bodil Oskarsson"]
    assert (author_role(viewing), author_role(signing)) == ("", "signing_party")


def test_people_keep_roles_ways_and_proofs() -> None:
    agreement = mapped(
        bodil(authentication_method_to_sign="se_bankid", delivery_method="email_mobile"),
        inga(signatory_role="approver", authentication_method_to_view="sms_pin"),
        a_signatory("903", "", signatory_role="viewer", delivery_method="api"),
    ).agreement
    first, second, third = agreement.participants
    assert [each.role for each in agreement.participants] == [
        Role.SIGNER,
        Role.APPROVER,
        Role.VIEWER,
    ]
    assert [each.delivery for each in agreement.participants] == [
        Delivery.EMAIL_SMS,
        Delivery.SMS,
        Delivery.LINK,
    ]
    assert [each.provider for each in first.authentication.sign] == ["se_bankid"]
    assert second.authentication.view is not None
    assert second.authentication.view.provider == "sms_otp"
    assert third.label == "person"


def test_proofs_that_nobody_knows_yet_are_kept() -> None:
    agreement = mapped(bodil(authentication_method_to_sign="moon_id")).agreement
    assert agreement.participants[0].authentication.sign[0].provider == "moon_id"


def test_sign_orders_become_a_process() -> None:
    agreement = mapped(bodil(sign_order=2), inga(sign_order=1), bodil(sign_order=2)).agreement
    root = agreement.process
    assert isinstance(root, Branch)
    first, then = root.steps
    assert isinstance(first, Step)
    assert first.participant == "inga_engberg"
    assert isinstance(then, Branch)
    assert [each.participant for each in then.steps if isinstance(each, Step)] == [
        "bodil_oskarsson",
        "bodil_oskarsson_2",
    ]


def test_fields_lie_where_they_lay_in_points_of_their_page() -> None:
    wide = a_place(page=2, anchors=[{"text": "Signed by", "index": 1}])
    agreement = mapped(with_fields(bodil(), a_field("signature", "Signature 1", wide))).agreement
    (field,) = agreement.fields
    assert (field.type, field.page, field.id) == (FieldType.SIGNATURE, 2, "Signature 1")
    assert (field.x, field.y, field.width, field.height) == (80.0, 300.0, 200.0, 30.0)
    assert (field.participant, field.document) == ("bodil_oskarsson", "residential_lease")
    assert field.anchor == "Signed by"


def test_each_kind_of_field_keeps_what_it_says() -> None:
    mark = a_place(wrel=0.021153, hrel=0, fsrel=0)
    rule: JsonObject = {"pattern": "^.{0,12}$", "positive_example": "x", "tooltip": ""}
    party = with_fields(
        bodil(),
        a_field("text", "Flat", a_place(), value="7 B", custom_validation=rule),
        a_field("checkbox", "Read", mark, is_checked=True, is_obligatory=False),
        a_field("radiogroup", "Pet", mark, mark, values=["Dog", "Cat"], selected_value="Cat"),
        a_field("date", "From", a_place(), value="2031-05-01"),
        a_field("full_name", "", a_place()),
    )
    text, check, dog, cat, date, name = mapped(party).agreement.fields
    assert (text.value, text.max_length, text.required) == ("7 B", 12, True)
    assert (check.value, check.required, check.width) == ("true", False, check.height)
    assert [(each.group, each.options, each.value) for each in (dog, cat)] == [
        ("Pet", ("Dog",), ""),
        ("Pet", ("Cat",), "Cat"),
    ]
    assert (date.type, date.value) == (FieldType.DATE, "2031-05-01")
    assert name.type is FieldType.NAME


def test_what_cannot_be_taken_over_is_said() -> None:
    odd_rule: JsonObject = {"pattern": "[0-9]+", "positive_example": "7", "tooltip": ""}
    limits: JsonObject = {"start_date": {"type": "absolute", "value": "2031-01-01"}}
    party = with_fields(
        bodil(delivery_method="pigeon", csv=[["a", "b"]]),
        a_field("personal_number", "", a_place(), value=""),
        a_field("text", "Rent", a_place(), value="", should_be_filled_by_sender=True),
        a_field("text", "Floor", a_place(), custom_validation=odd_rule),
        a_field("text", "Initial", a_place(), a_place(page=2)),
        a_field("signature", "Lost", a_place(page=None)),
        a_field("date", "From", a_place(), configuration=limits),
    )
    viewer = with_fields(inga(signatory_role="viewer"), a_field("signature", "S", a_place()))
    assert said(mapped(party, viewer)) == [
        "The list of people to send the template to was left out.",
        "How Bodil Oskarsson is invited was left out: Countersign does not know this way.",
        "“personal number” was left out: Countersign does not place this kind of field.",
        "“Rent” is for you to fill in before sending.",
        "“Floor” takes any text: the template's rule for it was left out.",
        "“Initial” has several places, and each is filled in by itself now.",
        "“Lost” was left out: its place on the page is not told.",
        "“From” takes any date: the template's limits were left out.",
        "The fields of Inga Engberg were left out: only signers fill in fields.",
    ]


def test_what_a_draft_cannot_ask_is_said() -> None:
    party = with_fields(
        bodil(authentication_method_to_sign="se_bankid"),
        a_field("personal_number", "", value=""),
        a_field("company", "", value=""),
        a_field("company_number", "", value="", should_be_filled_by_sender=True),
        a_field("multi_line_text", "Remarks", a_place()),
    )
    optional = with_fields(inga(), a_field("company", "", value="", is_obligatory=False))
    assert said(mapped(party, optional)) == [
        "“company” is not asked of the signer any more: a draft cannot say that.",
        "“company number” is for you to fill in before sending.",
        "“Remarks” takes one line now, where the template's takes several.",
    ]


def test_what_the_sender_loses_is_said() -> None:
    sender = the_author(
        signatory_role="signing_party", sign_order=2, authentication_method_to_sign="se_bankid"
    )
    assert said(mapped(bodil(), parties=[sender, bodil()])) == [
        "You sign with the first: your later turn in the template was left out.",
        "What you have to prove when you sign was left out.",
    ]
    assert said(mapped(parties=[the_author(sign_order=2), bodil()])) == []


def test_a_template_without_a_file_waits_for_one() -> None:
    template = mapped(bodil(), file=None)
    assert template.agreement.documents == ()
    assert said(template) == ["The template has no file. Add the one to sign."]


def test_pages_that_cannot_be_measured_leave_the_fields_out_once_said() -> None:
    party = with_fields(bodil(), a_field("signature", "Signature", a_place()))
    template = template_agreement(a_template(party), ())
    assert template.agreement.fields == ()
    assert "could not be measured" in " ".join(said(template))


def test_what_only_scrive_knows_goes_along() -> None:
    question: JsonObject = {
        "title": "Do you smoke?",
        "positive_option": "Yes",
        "negative_option": "No",
        "response": True,
        "detailed_description": None,
    }
    party = bodil(
        confirmation_delivery_method="email_link",
        sign_success_redirect_url="https://example.com/thanks",
        consent_module={"title": "House", "questions": [question]},
        attachments=[
            {
                "name": "ID",
                "description": "A copy",
                "required": True,
                "file_id": "9",
                "add_to_sealed_file": True,
            }
        ],
    )
    agreement = mapped(
        party,
        days_to_sign=14,
        days_to_remind=3,
        timezone="Europe/Stockholm",
        display_options={"show_header": False},
        tags=[{"name": "kind", "value": "lease"}, {"name": "countersign-ref", "value": "0a"}],
    ).agreement
    told = agreement.scrive
    assert (told["days_to_sign"], told["days_to_remind"]) == (14, 3)
    assert told["display_options"] == {"show_header": False}
    assert told["tags"] == [{"name": "kind", "value": "lease"}]
    people = told["participants"]
    assert isinstance(people, dict)
    own = people["bodil_oskarsson"]
    assert isinstance(own, dict)
    assert own["confirmation_delivery_method"] == "email_link"
    merged = {"required": True, "add_to_sealed_file": True}
    assert own["attachments"] == [{"name": "ID", "description": "A copy", **merged}]
    assert "response" not in str(own["consent_module"])


def test_the_draft_can_be_kept_and_says_the_same_to_scrive_again() -> None:
    party = with_fields(
        bodil(authentication_method_to_sign="se_bankid"),
        a_field("signature", "Signature 1", a_place(), value=None),
        a_field("text", "Flat", a_place(page=2), value="7 B"),
    )
    agreement = template_agreement(
        a_template(party, days_to_sign=14), PAGES, [Attachment(file="a.pdf", name="Rules")]
    ).agreement
    assert read(write(agreement)) == agreement
    assert [each.name for each in attachments_of(agreement)] == ["Rules"]
    told = document_update(agreement, the_author(), agreement.participants, [], PAGES)
    again = template_agreement(
        lenient({"id": "1", "file": {"id": "5", "name": "x"}, **told}, Document), PAGES
    ).agreement
    assert again.participants == agreement.participants
    assert again.fields == agreement.fields
    assert again.process == agreement.process


def test_options_that_newer_accounts_tell_do_not_keep_a_template_from_being_sent() -> None:
    options: JsonObject = {"show_header": True, "show_form": True, "show_form_arrow": False}
    agreement = mapped(bodil(), display_options=options).agreement
    findings = lint(Draft(agreement=agreement, service=ServiceKind.SCRIVE))
    assert [each.id for each in findings if each.severity is Severity.ERROR] == []
    assert agreement.scrive["display_options"] == options


def test_files_that_become_part_of_the_sealed_one_stay_so_when_another_is_asked_for() -> None:
    asked: list[JsonValue] = [{"name": "Passport", "add_to_sealed_file": True}]
    agreement = mapped({**bodil(), "attachments": asked}).agreement
    label = agreement.participants[0].label
    files = requested_files(own_members(agreement, label))
    changed = with_requested_files(agreement, label, (*files, RequestedFile(name="Lease")))
    told = own_members(changed, label)["attachments"]
    assert isinstance(told, list)
    assert [isinstance(e, dict) and e.get("add_to_sealed_file") for e in told] == [True, None]
