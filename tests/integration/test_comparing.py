"""Comparing what is on its way with what somebody made of it at the service, over real sockets."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import requests
from typing_extensions import override

from app.domain.comparison import There
from app.domain.json_value import JsonObject
from app.domain.page_removal import with_removed_pages
from app.domain.portrait import Fact
from app.emulator.faults import Fault
from app.emulator.sealing import write_pdf
from app.emulator.server import Emulator
from app.services.outbox.carrier import Carrier, Parcel
from app.services.outbox.comparing import Compared
from app.services.outbox.records import OutboxItem, Phase, StepRecord
from app.services.scrive.document_sending import DocumentsCarrier
from app.services.scrive.field_reading import objects_in
from app.services.scrive.sending import FlowCarrier
from app.services.scrive.wire import Document
from app.services.words.comparison import comparison_text, comparison_words
from tests.support.agreements import a_document
from tests.support.documents_office import DocumentsOffice
from tests.support.flow_office import Office as FlowOffice
from tests.support.rich_recipients import CHOSEN, a_rich_package
from tests.support.scrive_desk import header
from tests.support.signinghub_office import Office as PackageOffice

NUMBER = "19701212-1234"
TWO_PAGES = write_pdf([("Lease", ["Rent"]), ("Signatures", [])])
A4 = (595.0, 842.0)
EVE: JsonObject = {
    "signatory_role": "signing_party",
    "fields": [
        {"type": "name", "order": 1, "value": "Eve"},
        {"type": "email", "value": "eve@example.com"},
    ],
}


class _Meddling:
    """A moment before everything is compared for the last time."""

    before_start: Callable[[], None] = staticmethod(lambda: None)

    def verify(self, step: StepRecord, parcel: Parcel) -> None:
        self.before_start()
        super().verify(step, parcel)  # type: ignore[misc]


class _Flow(_Meddling, FlowCarrier):
    """Sends as a Flow."""


class _Documents(_Meddling, DocumentsCarrier):
    """Sends as a single document."""


class MeddledFlow(FlowOffice):
    """Somebody works on its drafts before they are started."""

    meddle: Callable[[], None] = staticmethod(lambda: None)

    @override
    def carrier(self) -> Carrier:
        made = _Flow(self.client, lambda _path: [A4])
        made.before_start = self.meddle
        return made


class RacedFlow(FlowOffice):
    """Somebody writes a draft right before ours is written."""

    race: Callable[[str], None] = staticmethod(lambda _document: None)

    def __init__(self, folder: Path, emulator: Emulator) -> None:
        super().__init__(folder, emulator)
        update, remove = self.client.update, self.client.remove_pages
        raced: list[str] = []

        def race(document: str) -> None:
            if not raced:
                raced.append(document)
                self.race(document)

        def updated_late(document: str, wanted: JsonObject, version: int | None) -> Document:
            race(document)
            return update(document, wanted, version)

        def removed_late(document: str, pages: Sequence[int], version: int | None) -> Document:
            race(document)
            return remove(document, pages, version)

        self.client.update = updated_late  # type: ignore[assignment, method-assign]
        self.client.remove_pages = removed_late  # type: ignore[assignment, method-assign]


class MeddledDocument(DocumentsOffice):
    """Somebody works on its draft before it is started."""

    meddle: Callable[[], None] = staticmethod(lambda: None)

    @override
    def carrier(self) -> Carrier:
        made = _Documents(self.client, lambda _path: [A4])
        made.before_start = self.meddle
        return made


def by_hand(office: FlowOffice, document_id: str, action: str, **form: str) -> None:
    answer = requests.post(
        f"{office.emulator.scrive_url}/api/v2/documents/{document_id}/{action}",
        headers={"Authorization": header(office.emulator.services["scrive"].credentials())},
        data=form,
        timeout=10,
    )
    assert answer.ok, answer.text


def updated(office: FlowOffice, document_id: str, **changes: object) -> None:
    by_hand(office, document_id, "update", document=json.dumps(changes))


def draft_of(office: FlowOffice, title: str) -> str:
    [found] = [each for each in office.client.listed().documents if each.title == title]
    return found.id


def read(office: FlowOffice | PackageOffice, item: OutboxItem) -> Compared:
    """What a comparison says of an item about which the user is asked."""
    assert (item.phase, item.family) == (Phase.WAITING, "changed"), item.message
    assert office.agreements() == 0
    found = office.outbox.compare(item.id)
    assert found.comparison.has_prepared
    assert {
        f"{row.name} {row.aspect}: {row.ours} is not {row.prepared}"
        for row in found.comparison.rows
        if isinstance(row.ours, Fact) and isinstance(row.prepared, Fact)
        if row.ours.text != row.prepared.text and not row.ours.partial
    } == set(), "what was prepared is not what the draft says"
    return found


def said(found: Compared) -> set[tuple[str, str, str]]:
    return {(row.name, row.aspect.value, row.change.value) for row in found.comparison.changes}


def test_rows_say_what_somebody_changed_of_a_flow(tmp_path: Path, emulator: Emulator) -> None:
    office = MeddledFlow(tmp_path, emulator)
    documents = (a_document(), a_document("annex", name="Annex"))

    def meddle() -> None:
        first = office.client.get(draft_of(office, "Contract"))
        parties = [party.raw for party in first.parties]
        updated(office, first.id, title="Contract 2", parties=[*parties, EVE])
        by_hand(office, draft_of(office, "Annex"), "trash")

    office.meddle = meddle
    item = office.send(replace(office.agreement(), documents=documents))
    found = read(office, item)

    assert said(found) == {
        ("Contract", "title", "changed"),
        ("Annex", "there", "removed"),
        ("Eve", "there", "added"),
    }
    assert (
        "Changed there: “Annex” was taken out; Eve (in “Contract”) was added; “Contract”: title."
        in (comparison_text(item, found, "10:44"))
    )


def test_rows_say_what_somebody_changed_of_a_document_without_showing_numbers(
    tmp_path: Path, emulator: Emulator
) -> None:
    office = MeddledDocument(tmp_path, emulator)
    number: JsonObject = {"type": "personal_number", "value": NUMBER}

    def meddle() -> None:
        first = office.client.get(draft_of(office, "Lease 2031"))
        author, karin, bodil, _inga, *others = [party.raw for party in first.parties]
        karin["sign_order"] = 4
        bodil["fields"] = [*objects_in(bodil["fields"]), number]
        updated(office, first.id, title="Lease", parties=[author, karin, bodil, *others])

    office.meddle = meddle
    item = office.send()
    found = read(office, item)

    assert said(found) == {
        ("Contract", "title", "changed"),
        ("Karin Dahl", "order", "changed"),
        ("Inga Engberg", "there", "removed"),
        ("Bodil Oskarsson", "personal_number", "changed"),
    }
    text = comparison_text(item, found, "10:44")
    assert NUMBER not in f"{text}{found}"
    assert "Set, not shown" in text


def test_rows_say_what_somebody_changed_of_a_package(tmp_path: Path, emulator: Emulator) -> None:
    office = PackageOffice(tmp_path, emulator)

    def meddle() -> None:
        package = office.only_package()
        path = f"/packages/{package.package_id}"
        eve = {"user_email": "eve@example.com", "user_name": "Eve", "role": "SIGNER"}
        office.by_hand("PUT", path, {"package_name": "Lease"})
        office.by_hand("POST", f"{path}/workflow/users", [dict(eve)])
        office.by_hand("DELETE", f"{path}/documents/{package.documents[1].document_id}")

    office.before_sharing = meddle
    found = read(office, office.send())

    assert said(found) == {
        ("Lease 2031", "title", "changed"),
        ("Annex", "there", "removed"),
        ("Bodil Oskarsson", "fields", "changed"),
        ("Karim Haddad", "fields", "changed"),
        ("Eve", "there", "added"),
    }


def test_what_single_recipients_may_do_is_compared_too(tmp_path: Path, emulator: Emulator) -> None:
    office = PackageOffice(tmp_path, emulator, version=4)
    office.passwords = {"bodil": CHOSEN}
    draft = a_rich_package(4)

    def meddle() -> None:
        path = f"/packages/{office.only_package().package_id}/workflow"
        rights: JsonObject = {"print": True, "download": False, "add_text": True}
        office.by_hand("PUT", f"{path}/2/permissions", {"permissions": rights})
        office.by_hand("PUT", f"{path}/3/reminders", {"enabled": False})

    office.before_sharing = meddle
    found = read(office, office.send(draft))
    assert said(found) == {
        ("Bodil Oskarsson", "permissions", "changed"),
        ("Karim Haddad", "reminder", "changed"),
    }
    rows = comparison_words(office.outbox.items()[0], found).changes
    assert {(row.ours, row.prepared, row.theirs) for row in rows} == {
        ("May add text", "May add text", "May print and add text"),
        ("After 12 hours", "After 12 hours", "None"),
    }


def changed_title(office: FlowOffice) -> None:
    updated(office, draft_of(office, "Contract"), title="Contract 2")


def test_while_the_service_does_not_answer_the_two_stored_columns_are_shown(
    tmp_path: Path, emulator: Emulator
) -> None:
    office = MeddledFlow(tmp_path, emulator)
    office.meddle = lambda: changed_title(office)
    item = office.send()
    office.fault(Fault(kind="status", method="GET", path="/get$", code=500, times=None))

    found = read(office, item)

    words = comparison_words(item, found)
    assert found.comparison.there is There.UNREADABLE
    assert words.headline == "Scrive cannot be read now."
    assert words.columns == ("Your draft", "As prepared")
    assert words.changes == ()
    title = next(row for row in words.same if row.aspect == "Title")
    assert words.cells(title) == ("Contract", "Contract")


def test_what_an_older_version_prepared_is_compared_with_the_draft(
    tmp_path: Path, emulator: Emulator
) -> None:
    office = MeddledFlow(tmp_path, emulator)
    office.meddle = lambda: changed_title(office)
    item = office.send()
    with sqlite3.connect(tmp_path / "c.db") as database:
        database.execute(
            "UPDATE outbox_steps SET result = json_remove(result, '$.documents.contract.portrait')"
            " WHERE kind = 'prepare'"
        )

    found = office.outbox.compare(item.id)

    assert comparison_words(item, found).columns == ("Your draft", "At Scrive now")
    assert said(found) == {("Contract", "title", "changed")}


def test_what_was_deleted_there_is_said_in_a_sentence(tmp_path: Path, emulator: Emulator) -> None:
    office = MeddledFlow(tmp_path, emulator)
    office.meddle = lambda: by_hand(office, draft_of(office, "Contract"), "trash")
    item = office.send()

    words = comparison_words(item, read(office, item))

    assert "somebody deleted it" in words.headline
    assert words.columns == ()


def test_a_draft_that_somebody_writes_at_the_same_moment_is_not_written_over(
    tmp_path: Path, emulator: Emulator
) -> None:
    office = RacedFlow(tmp_path, emulator)
    office.race = lambda document: updated(office, document, lang="sv", days_to_sign=3)

    item = office.send()

    assert (item.phase, item.family) == (Phase.WAITING, "changed"), item.message
    found = office.outbox.compare(item.id)
    assert not found.comparison.has_prepared
    assert ("Contract", "language", "changed") not in said(found)
    assert comparison_words(item, found).headline.startswith("Other than your draft: ")


def test_pages_are_not_taken_out_of_a_draft_on_which_somebody_works(
    tmp_path: Path, emulator: Emulator
) -> None:
    office = RacedFlow(tmp_path, emulator)
    office.race = lambda document: updated(office, document, title="Mine")
    agreement = with_removed_pages(office.agreement(), "contract", (1,))

    item = office.outbox.run(office.enqueue(agreement, TWO_PAGES).id, wait=3000)

    assert (item.phase, item.family) == (Phase.WAITING, "changed"), item.message
    [document] = office.client.listed().documents
    assert document.title == "Mine"


def test_a_draft_of_which_only_the_version_is_another_is_written_again(
    tmp_path: Path, emulator: Emulator
) -> None:
    office = RacedFlow(tmp_path, emulator)
    office.race = lambda document: updated(office, document, lang="en")
    assert office.send().phase is Phase.SENT


def test_a_write_of_ours_that_came_twice_is_taken_as_ours(
    tmp_path: Path, emulator: Emulator
) -> None:
    office = FlowOffice(tmp_path, emulator)
    office.fault(Fault(kind="repeat", method="POST", path="/update$"))
    item = office.send()
    assert item.phase is Phase.SENT
    assert len(office.requests("/update")) == 2
