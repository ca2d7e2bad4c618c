"""A Scrive agreement in which nearly everything has happened that Scrive tells of."""

from datetime import UTC, datetime

from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import Delivery, Role
from app.domain.observation import Observation
from app.services.lenient import lenient
from app.services.ports import KnownParticipant
from app.services.scrive.mapping import observation_of
from app.services.scrive.wire import Document, History
from tests.support.scrive_documents import a_document, a_signatory, inga, the_author

NOW = datetime(2031, 11, 20, 9, 41, tzinfo=UTC)
CONTRACT = "8123456789012345678"
ANNEX = "8123456789012345679"
_SENT = "2031-11-06T09:15:00Z"
_OPENED = "2031-11-12T08:14:00Z"
_SIGNED = "2031-11-12T08:20:00Z"
_REQUESTED: list[JsonValue] = [
    {"name": "Proof of address", "description": "Not older than three months", "file_id": "71",
     "file_name": "electricity bill.pdf"},
    {"name": "Reference", "description": "", "required": False},
]  # fmt: skip
_QUESTION: JsonObject = {"positive_option": "Please do", "negative_option": "Never"}
_ASKED: list[JsonValue] = [
    {**_QUESTION, "title": "May we write to you?", "response": True},
    {**_QUESTION, "title": "May we call you?", "response": None},
]
_CONSENT: JsonObject = {"title": "Contact", "questions": _ASKED}


def rich_observation() -> Observation:
    """Two documents of one Flow: one is signed by all, for the other everybody waits for Inga."""
    documents = [_contract(), _annex()]
    return observation_of(
        documents,
        service_id=f"{CONTRACT},{ANNEX}",
        observed_at=NOW,
        known=_KNOWN,
        histories=[_history(), _history(_late_event())],
    )


def _contract() -> Document:
    return a_document(
        parties=[
            the_author(),
            _bodil("901", sign_time=_SIGNED, consent_module=_CONSENT),
            _inga("902", sign_time=_SIGNED, seen_time=_OPENED, attachments=_REQUESTED),
            _elin("903"),
        ],
        **_settings("Lease unit 7"),
        author_attachments=[
            {"name": "House rules", "required": True, "add_to_sealed_file": False, "file_id": "81"},
            {"name": "Floor plan", "required": False, "add_to_sealed_file": True, "file_id": "82"},
        ],
    )


def _annex() -> Document:
    settings = _settings("Inventory", object_version=12)
    parties: list[JsonValue] = [
        the_author(),
        _bodil("911", sign_time=_SIGNED),
        _inga("912"),
        _elin("913"),
    ]
    return a_document(id=ANNEX, parties=parties, **settings)


def _settings(title: str, **more: JsonValue) -> JsonObject:
    return {
        "title": title,
        "timeout_time": "2031-11-27T22:59:59Z",
        "auto_remind_time": "2031-11-23T08:00:00Z",
        "tags": [{"name": "case", "value": "31-7"}],
        "api_callback_url": "https://hooks.example.com/scrive?key=secret",
        "folder_id": "4711",
        "access_token": "secret-token",
        "invitation_message": "Please sign <b>before</b> the end of the month.",
        **more,
    }


def _bodil(signatory_id: str, **members: JsonValue) -> JsonObject:
    return a_signatory(
        signatory_id,
        "Bodil Oskarsson",
        email="bodil@example.com",
        seen_time=_OPENED,
        read_invitation_time="2031-11-11T17:02:00Z",
        email_delivery_status="delivered",
        confirmation_delivery_method="email_link",
        confirmation_email_delivery_status="not_delivered",
        authentication_method_to_sign="se_bankid",
        authentication_method_to_view_archived="se_bankid",
        **members,
    )


def _inga(signatory_id: str, **members: JsonValue) -> JsonObject:
    values: JsonObject = {
        "id": signatory_id,
        "mobile_delivery_status": "delivered",
        "authentication_method_to_view": "sms_pin",
        "confirmation_delivery_method": "mobile",
        **members,
    }
    return inga(**values)


def _elin(signatory_id: str) -> JsonObject:
    return a_signatory(
        signatory_id,
        "Elin Sund",
        email="elin@example.com",
        signatory_role="viewer",
        email_delivery_status="not_delivered",
        delivery_method="email",
    )


def _history(*more: JsonObject) -> History:
    events: list[JsonValue] = [
        *more,
        {"status": "signed", "time": _SIGNED, "text": "Signed with <b>BankID</b>",
         "party": "Bodil Oskarsson"},
        {"status": "opened", "time": _OPENED, "text": "Dokumentet öppnades",
         "party": "Bodil Oskarsson"},
        {"status": "teleported", "time": _SENT, "text": "Something new", "party": ""},
        {"status": "sent", "time": _SENT, "text": "Dokumentet skickades", "party": ""},
    ]  # fmt: skip
    return lenient({"events": events}, History)


def _late_event() -> JsonObject:
    text = "Inbjudan kom inte fram"
    return {"status": "deliveryproblem", "time": _OPENED, "text": text, "party": "Elin Sund"}


_KNOWN = (
    KnownParticipant(label="bodil", name="Bodil Oskarsson", signatory_ids=("901", "911")),
    KnownParticipant(
        label="inga",
        name="Inga Engberg",
        phone="+46702254141",
        delivery=Delivery.SMS,
        signing_order=2,
        signatory_ids=("902", "912"),
    ),
    KnownParticipant(
        label="elin",
        name="Elin Sund",
        role=Role.VIEWER,
        signatory_ids=("903", "913"),
    ),
)
