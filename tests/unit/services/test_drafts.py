"""The drafts of a profile."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain import draft_format
from app.domain.agreement import Agreement, Document, Field
from app.domain.editing import with_changed_document, with_document, with_participant
from app.domain.errors import DomainError, UserCancelled
from app.domain.kinds import FieldType, ServiceKind
from app.services.account_book import AccountBook
from app.services.account_details import AccountDetails
from app.services.accounts import Identity
from app.services.cancel import CancelToken
from app.services.drafts import DraftBook, StoredDraft
from app.services.errors import LocalError
from app.services.secrets.memory import MemoryVault
from app.services.secrets.secret import Secret
from app.services.storage.accounts import SqlAccountStore
from app.services.storage.database import Database
from app.services.storage.opening import countersign_database
from app.services.texts import domain_error_text
from tests.support.clocks import TurnableClock
from tests.support.services import ScriptedWorld

CONTRACT = b"%PDF-1.7 contract"
TERMS = b"%PDF-1.7 terms"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = countersign_database(tmp_path / "profile" / "countersign.db", TurnableClock())
    with closing(opened):
        yield opened


@pytest.fixture
def clock() -> TurnableClock:
    return TurnableClock()


@pytest.fixture
def book(tmp_path: Path, database: Database, clock: TurnableClock) -> DraftBook:
    return DraftBook(database, tmp_path / "profile" / "drafts", clock)


@pytest.fixture
def desktop(tmp_path: Path) -> Path:
    folder = tmp_path / "desktop"
    folder.mkdir()
    (folder / "contract.pdf").write_bytes(CONTRACT)
    (folder / "terms.pdf").write_bytes(TERMS)
    return folder


def _with_pdf(book: DraftBook, draft: StoredDraft, source: Path) -> StoredDraft:
    """What the uploader does: copy, put the document into the agreement, save."""
    file = book.add_file(draft.id, source)
    agreement, _ = with_document(draft.agreement, file.file, source.stem)
    return book.save(draft.id, agreement, draft.account_id)


def _with_other_pdf(book: DraftBook, draft: StoredDraft, label: str, source: Path) -> StoredDraft:
    """What the uploader does for another file of the same document."""
    document = draft.agreement.document(label)
    assert document is not None
    changed = replace(document, file=book.add_file(draft.id, source).file)
    return book.save(draft.id, with_changed_document(draft.agreement, changed), draft.account_id)


def _code(call: object) -> str:
    assert isinstance(call, DomainError)
    assert domain_error_text(call).title
    return call.code


# ── drafts ───────────────────────────────────────────────────────────────────────────────────────


def test_a_new_draft_is_empty_and_can_be_sent_once(book: DraftBook) -> None:
    draft = book.create()
    assert draft.agreement == Agreement(id=draft.agreement.id)
    assert draft.agreement.id not in {"", book.create().agreement.id}
    assert book.get(draft.id) == draft


def test_what_was_saved_comes_back(book: DraftBook) -> None:
    draft = book.create()
    agreement, _ = with_participant(
        replace(draft.agreement, title="Lease \u00e5 2031"), "Bodil", email="bodil@example.com"
    )
    saved = book.save(draft.id, agreement, "some-account")
    assert saved.agreement == agreement
    assert book.get(draft.id) == saved


def test_the_draft_saved_last_comes_first_and_saving_nothing_new_does_not_count(
    book: DraftBook, clock: TurnableClock
) -> None:
    first, second = book.create(), book.create()
    clock.turn(60)
    first = book.save(first.id, replace(first.agreement, title="Newer"), None)
    assert [each.id for each in book.all()] == [first.id, second.id]
    clock.turn(60)
    assert book.save(second.id, second.agreement, None).updated_at == second.updated_at
    assert [each.id for each in book.all()] == [first.id, second.id]


def test_saving_keeps_the_id_by_which_sending_knows_the_agreement(book: DraftBook) -> None:
    draft = book.create()
    saved = book.save(draft.id, Agreement(title="Typed"), None)
    assert saved.agreement.id == draft.agreement.id


def test_two_drafts_never_share_the_id_of_an_agreement(book: DraftBook) -> None:
    first = book.create()
    assert book.create(first.agreement).agreement.id != first.agreement.id


def test_what_could_not_be_read_again_is_not_saved(book: DraftBook) -> None:
    draft = book.create()
    broken = replace(draft.agreement, documents=(Document(label="Not A Label", file="a.pdf"),))
    with pytest.raises(DomainError):
        book.save(draft.id, broken, None)
    assert book.get(draft.id) == draft


def test_half_a_letter_does_not_stop_the_autosave(book: DraftBook) -> None:
    draft = book.create()
    saved = book.save(
        draft.id, replace(draft.agreement, title="Lease \ud83d", message="kept"), None
    )
    assert (saved.agreement.title, saved.agreement.message) == ("Lease \ufffd", "kept")


def test_one_unreadable_draft_does_not_hide_the_others(book: DraftBook, database: Database) -> None:
    good, bad = book.create(), book.create()
    with database.write() as connection:
        connection.execute("UPDATE drafts SET agreement = '{}' WHERE id = ?", (bad.id,))
    assert [each.id for each in book.all()] == [good.id]


def test_a_draft_of_a_removed_account_stays_and_still_knows_that_one_was_chosen(
    book: DraftBook, database: Database
) -> None:
    world = ScriptedWorld(TurnableClock())
    world.users = {"pw": Identity()}
    accounts = AccountBook(SqlAccountStore(database), MemoryVault(), world)
    details = AccountDetails(
        name="Hub",
        service=ServiceKind.SIGNINGHUB,
        base_url="https://hub.example.com",
        secrets={"username": Secret("maja"), "password": Secret("pw")},
    )
    account, _ = accounts.add(details)
    draft = book.create(account_id=account.id)
    assert draft.account_id == account.id
    accounts.remove(account.id)
    assert book.get(draft.id) == draft


def test_a_deleted_draft_is_gone_with_its_files(book: DraftBook, desktop: Path) -> None:
    draft = _with_pdf(book, book.create(), desktop / "contract.pdf")
    book.delete(draft.id)
    book.delete(draft.id)
    assert not book.folder(draft.id).exists()
    assert book.all() == ()
    for ask in (book.get, book.source_states):
        with pytest.raises(DomainError) as caught:
            ask(draft.id)
        assert _code(caught.value) == "draft.unknown"


def test_a_draft_survives_the_kill_of_its_program(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from dataclasses import replace\n"
        "from app.services.clock import SystemClock\n"
        "from app.services.drafts import DraftBook\n"
        "from app.services.storage.opening import countersign_database\n"
        "clock, folder = SystemClock(), Path(sys.argv[1])\n"
        "book = DraftBook(countersign_database(folder / 'c.db', clock), folder / 'drafts', clock)\n"
        "draft = book.create()\n"
        "book.save(draft.id, replace(draft.agreement, title='typed'), None)\n"
        "os.abort()\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run(
        [sys.executable, "-c", script, tmp_path], env=environment, check=False, capture_output=True
    )
    with closing(countersign_database(tmp_path / "c.db", TurnableClock())) as database:
        (draft,) = DraftBook(database, tmp_path / "drafts", TurnableClock()).all()
    assert draft.agreement.title == "typed"


# ── files ────────────────────────────────────────────────────────────────────────────────────────


def test_a_pdf_is_copied_so_that_its_original_may_go(book: DraftBook, desktop: Path) -> None:
    draft = _with_pdf(book, book.create(), desktop / "contract.pdf")
    (desktop / "contract.pdf").unlink()
    (document,) = draft.agreement.documents
    assert book.path_of(draft.id, document).read_bytes() == CONTRACT
    assert book.paths(draft) == {"contract": book.path_of(draft.id, document)}
    assert draft.digests == {"contract": hashlib.sha256(CONTRACT).hexdigest()}
    file = draft.file_of("contract")
    assert file is not None
    assert (file.size, file.pages, file.source) == (
        len(CONTRACT),
        None,
        str(desktop / "contract.pdf"),
    )


def test_only_the_owner_can_read_the_copy(book: DraftBook, desktop: Path) -> None:
    draft = _with_pdf(book, book.create(), desktop / "contract.pdf")
    (path,) = book.folder(draft.id).iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert book.folder(draft.id).stat().st_mode & 0o777 == 0o700


def test_files_of_one_name_do_not_mix(book: DraftBook, desktop: Path) -> None:
    other = desktop / "other"
    other.mkdir()
    (other / "contract.pdf").write_bytes(TERMS)
    draft = _with_pdf(book, book.create(), desktop / "contract.pdf")
    draft = _with_pdf(book, draft, other / "contract.pdf")
    contents = [path.read_bytes() for path in book.paths(draft).values()]
    assert contents == [CONTRACT, TERMS]


def test_progress_is_told_and_the_pages_are_noted(book: DraftBook, desktop: Path) -> None:
    told: list[tuple[int, int]] = []
    draft = book.create()
    file = book.add_file(draft.id, desktop / "contract.pdf", lambda *done: told.append(done))
    assert told == [(len(CONTRACT), len(CONTRACT))]
    agreement, document = with_document(draft.agreement, file.file, "Contract")
    book.save(draft.id, agreement, None)
    book.note_pages(draft.id, document.label, 12)
    noted = book.get(draft.id).file_of(document.label)
    assert noted is not None
    assert noted.pages == 12


def test_a_cancelled_copy_leaves_nothing(book: DraftBook, desktop: Path) -> None:
    draft, cancel = book.create(), CancelToken()
    cancel.cancel()
    with pytest.raises(UserCancelled):
        book.add_file(draft.id, desktop / "contract.pdf", cancel=cancel)
    assert list(book.folder(draft.id).iterdir()) == []
    assert book.get(draft.id).files == ()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("gone.pdf", None, "file.missing"),
        ("empty.pdf", b"", "file.empty"),
        ("letter.pdf", b"PK\x03\x04 a letter", "file.not_pdf"),
        ("late.pdf", b" " * 1100 + b"%PDF-1.7", "file.not_pdf"),
    ],
)
def test_what_is_no_pdf_is_refused_by_name(
    book: DraftBook, desktop: Path, name: str, content: bytes | None, code: str
) -> None:
    if content is not None:
        (desktop / name).write_bytes(content)
    with pytest.raises(DomainError) as caught:
        book.add_file(book.create().id, desktop / name)
    assert _code(caught.value) == code
    assert name in domain_error_text(caught.value).title


def test_a_folder_and_a_pipe_are_refused(book: DraftBook, desktop: Path) -> None:
    draft = book.create()
    with pytest.raises(DomainError, match=r"file\.folder"):
        book.add_file(draft.id, desktop)
    if sys.platform != "win32":
        os.mkfifo(desktop / "pipe.pdf")
        with pytest.raises(DomainError, match=r"file\.unreadable"):
            book.add_file(draft.id, desktop / "pipe.pdf")


def test_a_file_that_is_written_meanwhile_is_refused(book: DraftBook, desktop: Path) -> None:
    source = desktop / "contract.pdf"

    def write_on(done: int, total: int) -> None:
        with source.open("ab") as file:
            file.write(b"more")

    draft = book.create()
    with pytest.raises(DomainError, match=r"file\.changing"):
        book.add_file(draft.id, source, write_on)
    assert list(book.folder(draft.id).iterdir()) == []


def test_a_mark_that_comes_a_little_late_is_still_a_pdf(book: DraftBook, desktop: Path) -> None:
    (desktop / "scan.pdf").write_bytes(b"\xef\xbb\xbf\n%PDF-1.4 scan")
    assert book.add_file(book.create().id, desktop / "scan.pdf").size == 17


def test_another_file_takes_the_place_of_a_document(book: DraftBook, desktop: Path) -> None:
    draft = _with_pdf(book, book.create(), desktop / "contract.pdf")
    book.note_pages(draft.id, "contract", 3)
    replaced = _with_other_pdf(book, draft, "contract", desktop / "terms.pdf")
    assert book.paths(replaced)["contract"].read_bytes() == TERMS
    assert replaced.digests == {"contract": hashlib.sha256(TERMS).hexdigest()}
    assert [each.pages for each in replaced.files if each.label] == [None]


def test_a_disk_that_takes_nothing_is_told(book: DraftBook, desktop: Path, tmp_path: Path) -> None:
    draft = book.create()
    (tmp_path / "profile" / "drafts").write_text("in the way")
    with pytest.raises(LocalError, match="could not be kept"):
        book.add_file(draft.id, desktop / "contract.pdf")


# ── .agreement files ─────────────────────────────────────────────────────────────────────────────


def _full_draft(book: DraftBook, desktop: Path) -> StoredDraft:
    draft = _with_pdf(book, book.create(), desktop / "contract.pdf")
    draft = _with_pdf(book, draft, desktop / "terms.pdf")
    agreement, _ = with_participant(draft.agreement, "Bodil", email="bodil@example.com")
    return book.save(draft.id, agreement, None)


def test_an_exported_draft_comes_back_as_the_same_one(book: DraftBook, desktop: Path) -> None:
    draft = _full_draft(book, desktop)
    out = desktop / "out"
    out.mkdir()
    book.export(draft.id, out / "lease.agreement")
    assert sorted(each.name for each in out.iterdir()) == [
        "contract.pdf",
        "lease.agreement",
        "terms.pdf",
    ]
    assert (out / "terms.pdf").read_bytes() == TERMS
    assert book.import_file(out / "lease.agreement") == draft
    assert len(book.all()) == 1
    assert [each.name for each in book.folder(draft.id).parent.iterdir()] == [draft.id]


def test_it_comes_back_in_another_profile_with_its_identity(
    book: DraftBook, desktop: Path, tmp_path: Path
) -> None:
    draft = _full_draft(book, desktop)
    book.export(draft.id, desktop / "lease.agreement")
    opened = countersign_database(tmp_path / "other" / "countersign.db", TurnableClock())
    with closing(opened) as database:
        other = DraftBook(database, tmp_path / "other" / "drafts", TurnableClock())
        imported = other.import_file(desktop / "lease.agreement")
        assert imported.agreement == draft.agreement
        assert imported.digests == draft.digests
        assert [path.read_bytes() for path in other.paths(imported).values()] == [CONTRACT, TERMS]


def test_a_file_that_changed_after_its_import_becomes_a_draft_of_its_own(
    book: DraftBook, desktop: Path
) -> None:
    draft = _full_draft(book, desktop)
    book.export(draft.id, desktop / "lease.agreement")
    (desktop / "terms.pdf").write_bytes(b"%PDF-1.7 other terms")
    imported = book.import_file(desktop / "lease.agreement")
    assert imported.id != draft.id
    assert imported.agreement.id != draft.agreement.id
    assert book.get(draft.id) == draft


def test_exporting_writes_over_no_pdf_and_repeats_none(book: DraftBook, desktop: Path) -> None:
    draft = _full_draft(book, desktop)
    out = desktop / "out"
    out.mkdir()
    (out / "contract.pdf").write_bytes(b"somebody else's")
    for _ in range(2):
        book.export(draft.id, out / "lease.agreement")
    assert (out / "contract.pdf").read_bytes() == b"somebody else's"
    assert sorted(each.name for each in out.iterdir()) == [
        "contract (2).pdf",
        "contract.pdf",
        "lease.agreement",
        "terms.pdf",
    ]
    written = draft_format.parse((out / "lease.agreement").read_bytes())
    assert [each.file for each in written.documents] == ["contract (2).pdf", "terms.pdf"]


def test_an_export_that_cannot_be_written_is_told(book: DraftBook, desktop: Path) -> None:
    draft = book.create()
    with pytest.raises(LocalError, match="could not be kept"):
        book.export(draft.id, desktop / "contract.pdf" / "lease.agreement")


def test_a_file_made_by_hand_gets_an_id_and_may_lack_its_pdfs(
    book: DraftBook, desktop: Path
) -> None:
    by_hand = Agreement(
        documents=(
            Document(label="a", file="sub/contract.pdf"),
            Document(label="b", file="contract.pdf"),
            Document(label="c", file="contract.pdf"),
        )
    )
    (desktop / "by hand.agreement").write_text(draft_format.render(by_hand))
    draft = book.import_file(desktop / "by hand.agreement")
    assert draft.agreement.id
    assert [each.file for each in draft.agreement.documents] == [
        "a-contract.pdf",
        "contract.pdf",
        "contract (2).pdf",
    ]
    assert [each.shown_name for each in draft.agreement.documents] == ["contract"] * 3
    assert set(draft.digests) == {"b", "c"}
    draft = _with_other_pdf(book, draft, "a", desktop / "terms.pdf")
    assert book.paths(draft)["a"].read_bytes() == TERMS


def test_a_new_file_never_becomes_that_of_a_document_which_lacks_its_own(
    book: DraftBook, desktop: Path
) -> None:
    lacking = Agreement(documents=(Document(label="a", file="terms.pdf"),))
    (desktop / "folder").mkdir()
    (desktop / "folder" / "by hand.agreement").write_text(draft_format.render(lacking))
    draft = book.import_file(desktop / "folder" / "by hand.agreement")
    assert book.add_file(draft.id, desktop / "terms.pdf").file == "terms (2).pdf"


def test_an_import_that_fails_leaves_nothing(book: DraftBook, desktop: Path) -> None:
    bad = Agreement(
        documents=(Document(label="a", file="contract.pdf"), Document(label="b", file="folder"))
    )
    (desktop / "folder").mkdir()
    (desktop / "bad.agreement").write_text(draft_format.render(bad))
    with pytest.raises(DomainError, match=r"file\.folder"):
        book.import_file(desktop / "bad.agreement")
    assert book.all() == ()
    drafts = book.folder("x").parent
    assert list(drafts.iterdir()) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    title=st.text(st.characters(exclude_categories=["Cs"])),
    x=st.floats(0, 1000),
    page=st.integers(1, 10**6),
)
def test_whatever_is_typed_comes_back(book: DraftBook, title: str, x: float, page: int) -> None:
    field = Field(
        type=FieldType.TEXT,
        participant="bodil",
        document="contract",
        page=page,
        x=x,
        y=x,
        width=x,
        height=x,
        value=title,
    )
    draft = book.create(Agreement(title=title, message=title, fields=(field,)))
    assert (draft.agreement.title, draft.agreement.fields) == (title, (field,))
