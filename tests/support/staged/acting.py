"""One process of the program on the stage: opens a profile, sends or continues, and tells."""

import os
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from ssl import SSLContext

from app.domain.errors import DomainError, UserCancelled
from app.services.accounts import Account
from app.services.errors import ServiceError
from app.services.http.client import Transport
from app.services.outbox.outbox import Outbox
from app.services.outbox.records import OutboxItem
from app.services.storage.database import MIGRATIONS
from app.services.timing import Timing
from tests.support.staged.hooks import Moments, StagedDatabase, TurningToken
from tests.support.staged.telling import Begun, Changed, Deed, Ended, Run, Seen
from tests.support.staged.ways import WAYS


def play(run: Run, line: Connection, context: SSLContext) -> None:
    """Do what the run says; every change of an item is told before anything else happens."""
    moments = Moments(line, run)
    moments.tell(Begun(pid=os.getpid()))
    actor = _Actor(run=run, moments=moments, context=context)
    refused = bug = ""
    try:
        actor.act()
    except (ServiceError, DomainError) as error:
        refused = error.code
    except UserCancelled:
        refused = "cancelled"
    except Exception:  # noqa: BLE001 - told to the judge, whatever it is
        bug = traceback.format_exc()
    line.send(
        Ended(
            items=tuple(map(Seen.of, actor.outbox.items())),
            requests=tuple(moments.requests),
            writes=moments.writes,
            refused=refused,
            bug=bug,
        )
    )
    actor.database.close()


@dataclass
class _Actor:
    run: Run
    moments: Moments
    context: SSLContext

    def __post_init__(self) -> None:
        way, profile, timing = WAYS[self.run.way], self.run.profile, Timing()
        transport = Transport(clock=self.moments.clock, timing=timing, context=lambda: self.context)
        carrier = way.carrier(self.run.values, transport, self.moments)
        self.database = StagedDatabase(
            profile / "countersign.db", MIGRATIONS / "countersign", self.moments
        )
        self.outbox = Outbox(
            self.database,
            profile / "outbox",
            profile / "outbox.lock",
            lambda *_: carrier,
            self.moments.clock,
            lambda: timing,
            lambda _item, _arrival: None,
        )
        self.outbox.subscribe(self._changed)

    def act(self) -> None:
        for item in self.outbox.items():
            self._changed(item)
        wait, token = self.run.wait, TurningToken(self.moments)
        self.moments.stop = token
        match self.run.deed:
            case Deed.SEND:
                self.outbox.run(self._enqueue().id, wait=wait, cancel=token)
            case Deed.CONTINUE:
                self.outbox.run_all(wait=wait, cancel=token)
            case Deed.SEND_AGAIN:
                self.outbox.send_again(self._newest(), wait=wait, cancel=token)
            case Deed.GIVE_UP:
                self.outbox.give_up(self._newest())

    def _enqueue(self) -> OutboxItem:
        way, profile = WAYS[self.run.way], self.run.profile
        account = Account(
            id="a1", name="Office", service=way.service, base_url=self.run.values["base_url"]
        )
        paths = way.paths(self.run.draft, profile.parent)
        return self.outbox.enqueue(way.numbered(self.run.draft), paths, account)

    def _newest(self) -> str:
        ending = f"{self.run.draft:012d}"
        return next(each.id for each in self.outbox.items() if each.key.endswith(ending))

    def _changed(self, item: OutboxItem) -> None:
        self.moments.tell(Changed(item=Seen.of(item)))
