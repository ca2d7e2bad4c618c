"""The only file that sees every room: it builds the program and hands over."""

import logging
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import arguments as cli_arguments
from app.cli.arguments import Arguments, UsageError
from app.cli.exits import Exit, of_error
from app.cli.main import run_verb, tell_error
from app.cli.screen import has_screen, require_screen
from app.cli.session import Session
from app.domain.errors import DomainError
from app.domain.findings import FileFacts
from app.domain.kinds import ServiceKind
from app.pdf.port import PdfReaderUnavailable
from app.pdf.reader import ChildPdfReader
from app.practice import EmulatorStage
from app.services.account_book import AccountBook, parse_details
from app.services.accounts import KEY_PASSPHRASE, NO_FILES, Account
from app.services.actions.actions import Actions
from app.services.actions.worker import ActionsWorker
from app.services.cancel import CancelToken
from app.services.carriers import account_of, actor_of, carrier_of
from app.services.clock import SystemClock
from app.services.desk import Desk, PracticeInfo
from app.services.drafts import DraftBook
from app.services.errors import ServiceError
from app.services.http.base_url import host_of, is_loopback
from app.services.http.certificates import account_context, ending_soon
from app.services.http.client import Transport
from app.services.http.masking import masked
from app.services.logs import start_logging
from app.services.outbox.carrier import Arrival
from app.services.outbox.lock import WriterLock
from app.services.outbox.outbox import Outbox
from app.services.outbox.passwords import SendPasswords
from app.services.outbox.records import OutboxItem
from app.services.outbox.worker import OutboxWorker
from app.services.paths import Profile, chosen_profile
from app.services.ports import Clock, SigningService, Vault
from app.services.resources import resources_folder
from app.services.scrive.service import scrive_service
from app.services.scrive.sign_ins import ScriveSignIns
from app.services.secrets.memory import MemoryVault
from app.services.secrets.secret import Secret
from app.services.secrets.vault import KeyringVault
from app.services.signinghub.service import signinghub_service
from app.services.storage.accounts import SqlAccountStore
from app.services.storage.health import DataHealth
from app.services.storage.opening import cache_database, countersign_database
from app.services.templates import Templates
from app.services.texts import ErrorText, error_text
from app.services.timing import Timing
from app.services.tracking.tracking import Tracking
from app.services.version import program_version

if TYPE_CHECKING:
    from app.emulator.server import Emulator
    from app.gui.practice import PracticeStage

log = logging.getLogger(__name__)

TIME_SCALE = "COUNTERSIGN_TIME_SCALE"
_LAST_TURN = 5.0
"""Seconds for what is under way with the emulator when practice ends."""
ELSEWHERE = "Lease / Unit 7"
"""The emulator's package that shows everything; the tour follows it by its id."""


def run(argv: Sequence[str]) -> int:
    """One call of the program; its exit status."""
    try:
        arguments = cli_arguments.parse(argv)
    except UsageError as error:
        asked = Arguments(verb="usage", json="--json" in argv)
        tell_error(asked, ErrorText(title=str(error)))
        return Exit.INVALID
    try:
        return _run(arguments)
    except (DomainError, ServiceError) as error:
        tell_error(arguments, error_text(error), error)
        return of_error(error) if isinstance(error, ServiceError) else Exit.INVALID
    except Exception:  # noqa: BLE001 - the last net: a bug ends with a masked report
        sys.stderr.write(masked(traceback.format_exc()))
        return Exit.BUG


def _run(arguments: Arguments) -> int:
    if arguments.verb == "emulator":
        from app.emulator.run import run as run_emulator

        return run_emulator(arguments.scrive_port, arguments.signinghub_port, arguments.seed)
    if arguments.verb == "demo":
        return _run_demo(arguments)
    profile = chosen_profile(arguments.profile, os.environ)
    profile.create()
    start_logging(profile.logs, verbose=arguments.verbose)
    if arguments.verb == "window":
        return _run_window(arguments, profile)
    with ChildPdfReader() as pdf:

        def open_session(given: Arguments, cancel: CancelToken) -> Session:
            desk = build_desk(profile, KeyringVault())
            return Session(
                arguments=given,
                desk=desk,
                inspect=lambda paths: inspected(pdf, paths),
                cancel=cancel,
            )

        return run_verb(arguments, open_session)


def _run_window(arguments: Arguments, profile: Profile) -> int:
    return _show(build_desk(profile, KeyringVault()), arguments.files)


def _show(desk: Desk, files: tuple[Path, ...], stage: "PracticeStage | None" = None) -> int:
    """The window over a desk, with the outbox working behind it."""
    require_screen()
    from app.gui.application import run_window

    with working(desk) as (busy, pdf):
        return run_window(
            busy,
            pdf,
            resources_folder(),
            files=files,
            stage=stage,
            start_practice=_start_practice,
        )


@contextmanager
def working(desk: Desk) -> Iterator[tuple[Desk, ChildPdfReader]]:
    """The desk with its workers, and a reader of PDFs."""
    worker, actions_worker = OutboxWorker(desk.outbox), ActionsWorker(desk.actions)
    with ChildPdfReader() as pdf:
        worker.start()
        actions_worker.start()
        try:
            yield replace(desk, wake_outbox=worker.wake), pdf
        finally:
            # A practice profile is gone in a moment, with the files that a turn works on.
            worker.stop(_LAST_TURN if desk.practice is not None else 0.0)
            actions_worker.stop()


def _start_practice() -> None:
    """Open practice mode beside this window, as a program with a profile of its own."""
    frozen = getattr(sys, "frozen", False)
    command = [sys.executable] if frozen else [sys.executable, "-m", "app"]
    subprocess.Popen([*command, "demo"], start_new_session=True)  # noqa: S603 - our own program


def _run_demo(arguments: Arguments) -> int:
    """Practice mode; with a tour, played by itself and kept in pictures."""
    touring = arguments.tour is not None
    with practice(elsewhere=ELSEWHERE if touring else "") as (desk, stage):
        start_logging(desk.profile / "logs", verbose=arguments.verbose)
        if arguments.tour is None:
            return _show(desk, (), stage)
        if not has_screen():
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from app.gui.tour.run import run_tour

        with working(desk) as (busy, pdf):
            return run_tour(busy, pdf, resources_folder(), stage=stage, folder=arguments.tour)


@contextmanager
def practice(*, elsewhere: str = "") -> Iterator[tuple[Desk, EmulatorStage]]:
    """A desk on the emulator, with a profile that is gone afterwards.

    The SigningHub package called `elsewhere` is not followed, as one that somebody else made.
    """
    from app.emulator.server import Emulator

    with (
        tempfile.TemporaryDirectory(prefix="countersign-practice-") as folder,
        Emulator(demo_data=True) as emulator,
    ):
        profile = Profile(folder=Path(folder))
        profile.create()
        info = PracticeInfo(inbox_url=emulator.inbox_url, control_url=emulator.control_url)
        desk = build_desk(profile, MemoryVault(), practice=info)
        _fill(desk, emulator, elsewhere)
        yield desk, EmulatorStage(emulator, elsewhere)


def _fill(desk: Desk, emulator: "Emulator", elsewhere: str) -> None:
    """Both practice accounts, following what the emulator already holds but `elsewhere`."""
    line = emulator.ready_line()
    for service, name in (
        (ServiceKind.SCRIVE, "Practice Scrive"),
        (ServiceKind.SIGNINGHUB, "Practice SigningHub"),
    ):
        values = line[service.value]
        if not isinstance(values, dict):
            raise TypeError(service.value)
        account, _ = desk.accounts.add(parse_details(name, service, values))
        with emulator.world.lock:
            found = emulator.services[service.value].agreements()
        for agreement in (each for each in found if each.title != elsewhere):
            with suppress(ServiceError):
                desk.tracking.follow(account, ",".join(agreement.documents) or agreement.id)
    for tracked in desk.tracking.all():
        desk.tracking.mark_seen(tracked.id)


def build_desk(profile: Profile, vault: Vault, *, practice: PracticeInfo | None = None) -> Desk:
    """Every service of a profile; nothing is asked, read or written yet."""
    clock = SystemClock()
    database = countersign_database(profile.database, clock)
    cache = cache_database(profile.cache, clock)
    scale = time_scale(os.environ)

    def timing() -> Timing:
        """Time is only shortened while every account in use, also for one call, is played."""
        if scale == 1.0:
            return Timing()
        played = all(is_loopback(host_of(each.base_url)) for each in accounts.in_use())
        return Timing(scale=scale if played else 1.0)

    accounts = AccountBook(
        SqlAccountStore(database),
        vault,
        lambda account, secrets: _service(account, secrets, scale),
        sign_ins=ScriveSignIns(lambda base_url: _transport(base_url, scale)),
        advise=lambda account: ending_soon(account.files, clock.now()),
    )
    tracking = Tracking(database, cache, accounts, clock)

    lock = WriterLock(profile.lock)
    outbox = Outbox(
        database,
        profile.outbox,
        lock,
        partial(carrier_of, accounts, page_sizes),
        clock,
        timing,
        partial(_follow_sent, accounts, tracking, clock),
        SendPasswords(vault, accounts.is_temporary),
    )
    drafts = DraftBook(database, profile.drafts, clock)
    actors = partial(actor_of, accounts)
    return Desk(
        profile=profile.folder,
        accounts=accounts,
        drafts=drafts,
        outbox=outbox,
        tracking=tracking,
        actions=Actions(database, tracking, accounts, drafts, actors, lock, clock, timing),
        templates=Templates(accounts, drafts, page_sizes),
        clock=clock,
        health=DataHealth(database, profile.folder),
        practice=practice,
    )


def _follow_sent(
    accounts: AccountBook, tracking: Tracking, clock: Clock, item: OutboxItem, arrival: Arrival
) -> None:
    """What was sent is followed from now on, each copy for itself."""
    account = account_of(accounts, item)
    if account is None:
        return
    copies = {each.service_id: f" ({each.participant})" for each in arrival.copies}
    for service_id, whose in (copies or {arrival.service_id: ""}).items():
        sent = tracking.adopt(account, service_id, item.title + whose, clock.now(), arrival.known)
        tracking.refresh(sent.id)


def time_scale(environment: Mapping[str, str]) -> float:
    """The factor for all waits of sending and settling; 1 where it is absent or unusable."""
    try:
        scale = float(environment.get(TIME_SCALE, "1"))
    except ValueError:
        return 1.0
    return scale if 0 < scale <= 1 else 1.0


def inspected(pdf: ChildPdfReader, paths: Mapping[str, Path]) -> dict[str, FileFacts]:
    """Facts about PDFs by label; without the reader, only what the file itself tells."""
    found: dict[str, FileFacts] = {}
    for label, path in paths.items():
        try:
            found[label] = pdf.facts(path)
        except PdfReaderUnavailable:
            log.warning("the reader of PDFs cannot work on this computer; pages are not counted")
            found[label] = FileFacts()
    return found


def page_sizes(path: Path) -> Sequence[tuple[float, float]]:
    """The pages of a PDF in points as displayed; none where nobody can measure them."""
    with ChildPdfReader() as pdf:
        return inspected(pdf, {"": path})[""].page_sizes


def _service(account: Account, secrets: Mapping[str, Secret], scale: float) -> SigningService:
    transport = _transport(account.base_url, scale)
    if account.files != NO_FILES:
        passphrase, clock = secrets.get(KEY_PASSPHRASE), transport.clock
        transport = replace(
            transport, context=lambda: account_context(account.files, passphrase, clock.now())
        )
    if account.service is ServiceKind.SCRIVE:
        return scrive_service(account, secrets, transport)
    return signinghub_service(account, secrets, transport)


def _transport(base_url: str, scale: float) -> Transport:
    local = is_loopback(host_of(base_url))
    return Transport(
        clock=SystemClock(),
        timing=Timing(scale=scale if local else 1.0),
        user_agent=f"Countersign/{program_version()}",
    )
