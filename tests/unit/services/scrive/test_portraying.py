"""What Scrive tells of a draft, as parts that are compared: every difference has its row."""

import pytest

from app.domain.comparison import Portraits, Reading, There, compared
from app.domain.json_value import JsonObject, JsonValue
from app.domain.portrait import Aspect
from app.services.outbox.facts import Facts
from app.services.scrive.portraying import portrayed
from tests.support.scrive_documents import a_field, bodil, the_author

NUMBER = "19701212-1234"
PLACE: JsonObject = {"page": 1, "xrel": 0.1, "yrel": 0.2}
DOCUMENT: JsonObject = {
    "title": "Lease",
    "status": "preparation",
    "file": {"id": "5", "name": "lease.pdf"},
    "author_attachments": [],
    "tags": [{"name": "case", "value": "7"}, {"name": "countersign-ref", "value": "0a"}],
    "lang": "sv",
    "days_to_sign": 30,
    "days_to_remind": None,
    "display_options": {"show_arrow": True},
    "invitation_message": "",
    "api_callback_url": None,
}
OF_DOCUMENT: list[tuple[str, JsonValue, Aspect]] = [
    ("title", "Another", Aspect.TITLE),
    ("status", "pending", Aspect.STATE),
    ("file", {"id": "6", "name": "lease.pdf"}, Aspect.FILE),
    ("author_attachments", [{"name": "Terms", "file_id": "9"}], Aspect.ATTACHMENTS),
    ("tags", [{"name": "case", "value": "8"}], Aspect.TAGS),
    ("tags", [{"name": "case", "value": "7"}], Aspect.TAGS),
    ("lang", "en", Aspect.LANGUAGE),
    ("days_to_sign", 5, Aspect.DAYS_TO_SIGN),
    ("days_to_remind", 2, Aspect.DAYS_TO_REMIND),
    ("display_options", {"show_arrow": False}, Aspect.SIGNING_PAGE),
    ("invitation_message", "Sign at once.", Aspect.MESSAGE),
    ("api_callback_url", "https://example.com/hook?secret=1", Aspect.CALLBACK),
]
OF_PARTY: list[tuple[str, JsonValue, Aspect]] = [
    ("signatory_role", "viewer", Aspect.ROLE),
    ("sign_order", 3, Aspect.ORDER),
    ("delivery_method", "pad", Aspect.DELIVERY),
    ("confirmation_delivery_method", "none", Aspect.SIGNED_COPY),
    ("authentication_method_to_view", "sms_pin", Aspect.PROOF_TO_OPEN),
    ("authentication_method_to_sign", "se_bankid", Aspect.PROOF_TO_SIGN),
    ("attachments", [{"name": "Passport"}], Aspect.REQUESTED_FILES),
    ("consent_module", {"title": "House", "questions": [{"title": "Pets?"}]}, Aspect.QUESTIONS),
    ("reject_redirect_url", "https://example.com/?token=1", Aspect.PAGES_AFTER),
    ("allows_highlighting", True, Aspect.OTHER),
]
MORE_FIELDS: list[tuple[JsonObject, Aspect]] = [
    (a_field("personal_number", NUMBER), Aspect.PERSONAL_NUMBER),
    (a_field("company_number", NUMBER), Aspect.COMPANY_NUMBER),
    (a_field("company", "Harbour"), Aspect.COMPANY),
    ({**a_field("signature", ""), "name": "s", "placements": [PLACE]}, Aspect.FIELDS),
]


def changes(now: JsonObject, *parties: JsonObject, before: JsonObject = DOCUMENT) -> list[Aspect]:
    def told(document: JsonObject, people: tuple[JsonObject, ...]) -> Reading:
        body: JsonObject = {**document, "parties": [the_author(), *people]}
        portrait = portrayed(
            Facts(key="0a"), body, label="d", name="Lease", key_of=lambda at, _: (f"d/{at}", "")
        )
        return Reading(there=There.READ, portrait=portrait)

    known = told(before, (bodil(),)).portrait
    found = compared(Portraits(ours=known, prepared=known), told(now, parties or (bodil(),)))
    assert NUMBER not in f"{found}"
    assert "secret=1" not in f"{found}"
    assert "token=1" not in f"{found}"
    return [row.aspect for row in found.changes]


def test_the_same_is_the_same() -> None:
    assert changes(DOCUMENT) == []


@pytest.mark.parametrize(("name", "value", "aspect"), OF_DOCUMENT)
def test_whatever_somebody_changes_of_a_document_has_a_row(
    name: str, value: JsonValue, aspect: Aspect
) -> None:
    assert changes({**DOCUMENT, name: value}) == [aspect]


@pytest.mark.parametrize(("name", "value", "aspect"), OF_PARTY)
def test_whatever_somebody_changes_of_a_party_has_a_row(
    name: str, value: JsonValue, aspect: Aspect
) -> None:
    assert changes(DOCUMENT, bodil(**{name: value})) == [aspect]


@pytest.mark.parametrize(("field", "aspect"), MORE_FIELDS)
def test_whatever_somebody_fills_in_has_a_row_and_numbers_are_not_shown(
    field: JsonObject, aspect: Aspect
) -> None:
    fields = bodil()["fields"]
    assert isinstance(fields, list)
    found = changes(DOCUMENT, bodil(fields=[*fields, field]))
    assert aspect in found


def test_a_field_that_was_moved_has_a_row() -> None:
    at: JsonObject = {**a_field("signature", ""), "name": "s", "placements": [PLACE]}
    moved: JsonObject = {**at, "placements": [{**PLACE, "xrel": 0.5}]}
    portraits = [
        portrayed(
            Facts(key="0a"),
            {"parties": [the_author(), bodil(fields=[field])]},
            label="d",
            name="Lease",
            key_of=lambda place, _: (f"d/{place}", ""),
        )
        for field in (at, moved)
    ]
    before, now = (portrait[-1].facts[Aspect.FIELDS] for portrait in portraits)
    assert before.text == now.text == "signature=1;pages=1"
    assert before != now


def test_proofs_in_the_newer_form_are_read() -> None:
    newer = bodil(authentications={"sign": {"type": "se_bankid"}})
    del newer["authentication_method_to_sign"]
    assert changes(DOCUMENT, newer) == [Aspect.PROOF_TO_SIGN]
