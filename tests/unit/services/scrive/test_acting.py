"""Acting on Scrive agreements: links lead nowhere else, and what a server lacks is told."""

import pytest

from app.domain.actions import ActionKind
from app.services.actions.port import ActionCall, NotOffered
from app.services.errors import Forbidden, Gone, ServiceError
from app.services.scrive.acting import ScriveActor
from app.services.scrive.client import ScriveClient
from app.services.scrive.wire import Document
from tests.support.scrive_desk import bodil, inga, parties_of
from tests.support.scrive_documents import a_document
from tests.support.scrive_documents import inga as inga_told
from tests.support.scrive_server import ScriveServer


def a_call(kind: ActionKind, document: str, **values: object) -> ActionCall:
    return ActionCall(kind=kind, service_id=document, **values)  # type: ignore[arg-type]


class Telling(ScriveClient):
    """Tells one document, whatever is asked."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @property
    def base_url(self) -> str:
        return "https://scrive.example.com"

    def get(self, document_id: str, *, within: float | None = None) -> Document:
        return self.document


@pytest.mark.parametrize(
    ("told", "link"),
    [
        ("/s/81/902/abc", "https://scrive.example.com/s/81/902/abc"),
        ("https://scrive.example.com/s/81", "https://scrive.example.com/s/81"),
        ("https://elsewhere.example.com/s/81", None),
        ("//elsewhere.example.com/s/81", None),
        ("http://scrive.example.com/s/81", None),
        ("javascript:alert(1)", None),
        ("", None),
        (None, None),
    ],
)
def test_a_link_leads_to_the_service_itself_or_is_none(told: str | None, link: str | None) -> None:
    document = a_document(inga_told(delivery_method="api", api_delivery_url=told))
    actor = ScriveActor(Telling(document))
    call = a_call(ActionKind.LINK, document.id, party_id="902")

    if link is None:
        with pytest.raises(Gone):
            actor.link(call)
    else:
        assert actor.link(call).reveal() == link


class Listening(ScriveClient):
    """Notes what is asked for, and answers nothing."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def forward(
        self,
        document_id: str,
        email: str,
        *,
        no_content: bool = True,
        no_attachments: bool = False,
        object_version: int | None = None,
    ) -> None:
        self.asked.append((document_id, email, no_attachments))

    def set_authentication_to_view(
        self, document_id: str, signatory_id: str, method: str, **numbers: object
    ) -> Document:
        self.asked.append(("view", document_id, signatory_id, method, *numbers.values()))
        return Document()

    def set_authentication_to_sign(
        self, document_id: str, signatory_id: str, method: str, **numbers: object
    ) -> Document:
        self.asked.append(("sign", document_id, signatory_id, method, *numbers.values()))
        return Document()

    def cancel_flow_instance(self, instance_id: str) -> None:
        self.asked.append(("flow", instance_id))


@pytest.mark.parametrize("along", [True, False])
def test_what_goes_along_is_forwarded_or_not(along: bool) -> None:
    client = Listening()
    ScriveActor(client).act(
        a_call(ActionKind.FORWARD, "81", email="archive@example.com", attachments=along)
    )
    assert client.asked == [("81", "archive@example.com", not along)]


@pytest.mark.parametrize(
    ("kind", "moment"),
    [(ActionKind.CHANGE_PROOF_TO_VIEW, "view"), (ActionKind.CHANGE_PROOF_TO_SIGN, "sign")],
)
def test_a_proof_goes_with_what_it_compares(kind: ActionKind, moment: str) -> None:
    client = Listening()
    values = {"party_id": "902", "proof": "se_bankid", "personal_number": "195001019990"}
    ScriveActor(client).act(a_call(kind, "81", mobile="+46701740605", **values))
    assert client.asked == [(moment, "81", "902", "se_bankid", "195001019990", "+46701740605")]


def test_a_flow_is_stopped_as_a_whole() -> None:
    client = Listening()
    ScriveActor(client).act(a_call(ActionKind.CANCEL, "81,82", instance_id="ab-1"))
    assert client.asked == [("flow", "ab-1")]


def test_a_server_without_resending_says_so_and_nothing_happened(scrive: ScriveServer) -> None:
    scrive.configure(absent=["resend_invitation"])
    document = scrive.desk.started(bodil(), inga())
    party = str(parties_of(document)[1]["id"])
    before = len(scrive.desk.mail("bodil@example.com"))

    with pytest.raises(NotOffered) as error:
        ScriveActor(scrive.client()).act(
            a_call(ActionKind.RESEND, str(document["id"]), party_id=party)
        )

    assert "Scrive's own pages" in error.value.next_step
    assert len(scrive.desk.mail("bodil@example.com")) == before


def test_a_missing_document_is_not_taken_for_a_missing_call(scrive: ScriveServer) -> None:
    with pytest.raises(ServiceError) as error:
        ScriveActor(scrive.client()).act(a_call(ActionKind.CANCEL, "8123456789012345678"))

    assert isinstance(error.value, Gone)
    assert not isinstance(error.value, NotOffered)


def test_a_document_that_flow_carries_is_refused_with_where_to_go(scrive: ScriveServer) -> None:
    ids = scrive.flow(
        {"label": "bodil", "name": "Bodil", "emails": [{"email": "bodil@example.com"}]}
    )

    with pytest.raises(Forbidden) as error:
        ScriveActor(scrive.client()).act(a_call(ActionKind.REMIND, ids))

    assert "Flow" in error.value.detail
    assert error.value.service_text
