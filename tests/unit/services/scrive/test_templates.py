"""Templates of an emulated account: listed, and drafts that begin with one of them."""

import json
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest

from app.domain.attachments import attachments_of
from app.domain.errors import DomainError, UserCancelled
from app.domain.json_value import JsonObject
from app.domain.kinds import ServiceKind
from app.services.account_book import AccountBook, AccountDetails
from app.services.cancel import CancelToken
from app.services.drafts import DraftBook
from app.services.errors import Gone
from app.services.secrets.memory import MemoryVault
from app.services.secrets.secret import Secret
from app.services.storage.accounts import SqlAccountStore
from app.services.storage.opening import countersign_database
from app.services.templates import Templates
from tests.support.clocks import TurnableClock
from tests.support.scrive_desk import PDF, opened
from tests.support.scrive_server import ScriveServer, journal_of

PLACE: JsonObject = {
    "xrel": 0.1,
    "yrel": 0.8,
    "wrel": 0.27,
    "hrel": 0.08,
    "fsrel": 0.0168,
    "page": 1,
    "tip": "right",
    "anchors": [],
}


class Room:
    """The templates of one account at the emulated Scrive, and the drafts of a profile."""

    def __init__(self, server: ScriveServer, drafts: DraftBook, accounts: AccountBook) -> None:
        self.server = server
        self.drafts = drafts
        self.templates = Templates(accounts, drafts, lambda _path: ((600.0, 800.0),))
        values = server.desk.scrive.credentials()
        details = AccountDetails(
            name="Office",
            service=ServiceKind.SCRIVE,
            base_url=server.url,
            secrets={name: Secret(value) for name, value in values.items()},
        )
        self.account, _ = accounts.add(details)

    def template(self, title: str = "Lease") -> str:
        """A template with one person to be named, and a PDF that goes along."""
        desk = self.server.desk
        document = desk.new(f"{title}.pdf")
        entry = {"name": "House rules", "required": True, "add_to_sealed_file": False}
        path = f"documents/{document['id']}/setattachments"
        rules = (BytesIO(PDF), "rules.pdf")
        opened(
            desk.post(path, attachments=json.dumps([{**entry, "file_param": "rules"}]), rules=rules)
        )
        signature: JsonObject = {"type": "signature", "name": "Signature", "placements": [PLACE]}
        person: JsonObject = {"signatory_role": "signing_party", "fields": [signature]}
        viewer: JsonObject = {"signatory_role": "viewer", "is_signatory": False}
        opened(desk.update(document, parties=[viewer, person], is_template=True, title=title))
        return str(document["id"])


@pytest.fixture
def room(scrive: ScriveServer, tmp_path: Path) -> Iterator[Room]:
    clock = TurnableClock()
    with closing(countersign_database(tmp_path / "countersign.db", clock)) as database:
        accounts = AccountBook(
            SqlAccountStore(database), MemoryVault(), lambda _account, _secrets: scrive.service()
        )
        yield Room(scrive, DraftBook(database, tmp_path / "drafts", clock), accounts)


def test_templates_are_listed_by_title_and_documents_are_not(room: Room) -> None:
    room.server.desk.new("Draft.pdf")
    ids = [room.template(title) for title in ("lease", "Addendum")]
    found = room.templates.of(room.account)
    assert [(each.title, each.id) for each in found] == [("Addendum", ids[1]), ("lease", ids[0])]
    assert [(each.people, each.fields) for each in found] == [(1, 1), (1, 1)]
    assert all(each.changed_at is not None for each in found)


def test_every_page_of_a_long_list_is_read(room: Room) -> None:
    room.server.configure(list_cap=2)
    ids = {room.template(f"Lease {number}") for number in range(5)}
    assert {each.id for each in room.templates.of(room.account)} == ids


def test_a_draft_begins_with_a_template_and_nothing_is_made_there(room: Room) -> None:
    template_id = room.template()
    before = len(journal_of(room.server))
    begun = room.templates.begin(room.account, template_id)
    agreement = begun.draft.agreement
    assert (agreement.title, begun.draft.account_id) == ("Lease", room.account.id)
    assert [each.type.value for each in agreement.fields] == ["signature"]
    assert [each.name for each in attachments_of(agreement)] == ["House rules"]
    files = [path.read_bytes()[:5] for path in room.drafts.paths(begun.draft).values()]
    assert files == [b"%PDF-", b"%PDF-"]
    assert all(each.startswith("GET ") for each in journal_of(room.server)[before:])


def test_two_drafts_of_one_template_are_two(room: Room) -> None:
    template_id = room.template()
    first = room.templates.begin(room.account, template_id).draft
    second = room.templates.begin(room.account, template_id).draft
    assert first.agreement.id != second.agreement.id
    assert len(room.drafts.all()) == 2


def test_a_document_is_no_template(room: Room) -> None:
    document = room.server.desk.new("Lease.pdf")
    with pytest.raises(DomainError) as caught:
        room.templates.begin(room.account, str(document["id"]))
    assert caught.value.code == "template.none"
    with pytest.raises(Gone):
        room.templates.begin(room.account, "8000000000000000001")
    assert room.drafts.all() == ()


def test_giving_up_leaves_no_draft(room: Room) -> None:
    template_id = room.template()
    cancel = CancelToken()
    with pytest.raises(UserCancelled):
        room.templates.begin(
            room.account,
            template_id,
            progress=lambda _done, _total: cancel.cancel(),
            cancel=cancel,
        )
    assert room.drafts.all() == ()
