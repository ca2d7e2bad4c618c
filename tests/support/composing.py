"""A desk for composing: real drafts, accounts and outbox in a folder, a pretended service."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from app.domain.agreement import Agreement
from app.domain.anchoring import PhraseHit
from app.domain.findings import FileFacts
from app.domain.kinds import ServiceKind
from app.pdf.file_kind import look_at
from app.pdf.port import PageImage, PdfProblem
from app.services.account_book import AccountBook, AccountDetails
from app.services.accounts import Account, secret_names
from app.services.actions.actions import Actions
from app.services.clock import SystemClock
from app.services.desk import Desk
from app.services.drafts import DraftBook
from app.services.outbox.lock import WriterLock
from app.services.outbox.outbox import Outbox
from app.services.outbox.worker import OutboxWorker
from app.services.secrets.memory import MemoryVault
from app.services.secrets.secret import Secret
from app.services.storage.accounts import SqlAccountStore
from app.services.storage.opening import cache_database, countersign_database
from app.services.stored_drafts import StoredDraft
from app.services.templates import Templates
from app.services.timing import Timing
from app.services.tracking.tracking import Tracking
from tests.support.actors import PlayedActor
from tests.support.post_office import PostCarrier, PostOffice
from tests.support.services import ScriptedWorld

PAGE = (595.0, 842.0)
_WORDS = 5


class PaperReader:
    """Counts the words `page` in a file, and paints white pages."""

    def __init__(self) -> None:
        self.looked_at: list[Path] = []

    def facts(self, path: Path) -> FileFacts:
        self.looked_at.append(path)
        state = look_at(path)
        if isinstance(state, PdfProblem):
            return FileFacts(problem=state)
        content = path.read_bytes()
        if b"secret" in content:
            return FileFacts(size=state.size, problem=PdfProblem.ENCRYPTED)
        pages = content.count(b"page")
        return FileFacts(pages=pages, size=state.size, page_sizes=(PAGE,) * pages)

    def page_image(self, path: Path, page: int, width: int) -> PageImage | PdfProblem:
        height = round(width * PAGE[1] / PAGE[0])
        return PageImage(width=width, height=height, rgba=b"\xff" * (4 * width * height))

    def phrases(self, path: Path, phrase: str) -> tuple[PhraseHit, ...] | PdfProblem:
        """Each line `page NUMBER X Y TEXT` of a file is a text on that page."""
        found = []
        for line in path.read_text(errors="replace").splitlines():
            words = line.split(" ", 4)
            if len(words) == _WORDS and words[0] == "page" and phrase.lower() in words[4].lower():
                page, x, y = int(words[1]), float(words[2]), float(words[3])
                found.append(PhraseHit(page=page, x=x, y=y, width=90, height=12))
        return tuple(found)

    def close(self) -> None:
        """Nothing runs."""


class ComposingDesk:
    """Everything behind a composer; what is started is ended by `close`."""

    def __init__(self, folder: Path, scale: float = 0.0005) -> None:
        clock = SystemClock()
        self.folder = folder
        self.office = PostOffice()
        self.pdf = PaperReader()
        self._database = countersign_database(folder / "profile" / "countersign.db", clock)
        self._cache = cache_database(folder / "profile" / "cache.db", clock)
        self.world = ScriptedWorld(clock)
        self.world.users = {"right-secret": self.office.identity}
        accounts = AccountBook(SqlAccountStore(self._database), MemoryVault(), self.world)
        tracking = Tracking(self._database, self._cache, accounts, clock)
        drafts = DraftBook(self._database, folder / "profile" / "drafts", clock)
        lock = WriterLock(folder / "profile" / "outbox.lock")
        outbox = Outbox(
            self._database,
            folder / "profile" / "outbox",
            lock,
            lambda _item: PostCarrier(self.office),
            clock,
            lambda: Timing(scale=scale),
            lambda _item, _arrival: None,
        )
        self._worker = OutboxWorker(outbox)
        self._started = False
        self.desk = Desk(
            profile=folder / "profile",
            accounts=accounts,
            drafts=drafts,
            outbox=outbox,
            tracking=tracking,
            actions=Actions(
                self._database,
                tracking,
                accounts,
                drafts,
                lambda _account: PlayedActor(),
                lock,
                clock,
                lambda: Timing(scale=scale),
            ),
            templates=Templates(accounts, drafts, lambda _path: ()),
            clock=clock,
            wake_outbox=self._worker.wake,
        )

    @property
    def drafts(self) -> DraftBook:
        return self.desk.drafts

    def start_worker(self) -> None:
        """Let what is enqueued be sent."""
        self._started = True
        self._worker.start()

    def close(self) -> None:
        if self._started:
            self._worker.stop(2)
        self._database.close()
        self._cache.close()

    def add_account(
        self,
        name: str = "Norrvik Scrive",
        service: ServiceKind = ServiceKind.SCRIVE,
        *,
        temporary: bool = False,
    ) -> Account:
        """An account that is stored, or is there for this run only, and can sign in."""
        secrets = {each: Secret("right-secret") for each in secret_names(service)}
        details = AccountDetails(
            name=name, service=service, base_url="https://sign.example.com", secrets=secrets
        )
        if temporary:
            return self.desk.accounts.temporary(details)
        account, _ = self.desk.accounts.add(details)
        return account

    def pdf_file(self, name: str, pages: int = 2) -> Path:
        """A file of the user's."""
        folder = self.folder / "desktop"
        folder.mkdir(exist_ok=True)
        path = folder / name
        path.write_bytes(b"%PDF-1.7\n" + b"page\n" * pages)
        return path

    def draft(self, agreement: Agreement, account: Account | None = None) -> StoredDraft:
        """A saved draft with a file for each of its documents."""
        made = self.drafts.create(Agreement(id=agreement.id))
        documents = []
        for document in agreement.documents:
            file = self.drafts.add_file(made.id, self.pdf_file(document.file))
            documents.append(replace(document, file=file.file))
        whole = replace(agreement, documents=tuple(documents))
        return self.drafts.save(made.id, whole, None if account is None else account.id)


@contextmanager
def composing_desk(folder: Path) -> Iterator[ComposingDesk]:
    """A desk that is closed again."""
    made = ComposingDesk(folder)
    try:
        yield made
    finally:
        made.close()
