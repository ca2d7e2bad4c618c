"""All that the window shows of the desk at one moment."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo

from app.domain.attention import View
from app.domain.status import Access, AgreementStatus
from app.gui.models.copy_entries import copies_entry
from app.gui.models.entries import damaged_entry, draft_entry, tracked_entry
from app.gui.models.entry import Entry
from app.gui.when import Times
from app.gui.widgets.states import State
from app.services.accounts import Account
from app.services.desk import Desk
from app.services.drafts import DamagedDraft, StoredDraft
from app.services.outbox.records import OutboxItem, Phase, SendState
from app.services.storage.health import DataNotice
from app.services.texts import needs_you
from app.services.tracking.copies import copies_of
from app.services.tracking.tracked import TrackedAgreement

_ARRIVED = frozenset({Phase.SENT, Phase.GIVEN_UP})
_OPEN = frozenset({AgreementStatus.IN_PROGRESS, AgreementStatus.DRAFT, AgreementStatus.UNKNOWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the services handed over, and the entries made of it."""

    accounts: tuple[Account, ...]
    tracked: Mapping[str, TrackedAgreement]
    drafts: Mapping[str, StoredDraft]
    damaged: Mapping[str, DamagedDraft]
    """Drafts that cannot be read."""
    outbox: tuple[OutboxItem, ...]
    times: Times
    entries: tuple[Entry, ...]
    notices: tuple[DataNotice, ...] = ()
    """What the data itself has to tell."""

    def account(self, account_id: str) -> Account | None:
        """The account of that id, as long as there is one."""
        return next((each for each in self.accounts if each.id == account_id), None)

    def counts(self) -> Mapping[View, int]:
        """How many entries each view has."""
        counted = Counter(entry.view for entry in self.entries)
        counted[View.OUTBOX] = sum(item.phase not in _ARRIVED for item in self.outbox)
        return counted

    @property
    def finding_out(self) -> int:
        """How many agreements may or may not have been sent."""
        return sum(item.state is SendState.FINDING_OUT for item in self.outbox)

    @property
    def outbox_alert(self) -> State | None:
        """What in the outbox wants to be seen: what needs the user, else what is not known."""
        if any(needs_you(item) for item in self.outbox):
            return State.NEEDS
        return State.FINDING if self.finding_out else None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever done here."""
        return not (self.accounts or self.tracked or self.drafts or self.damaged or self.outbox)

    def first_view(self, remembered: View | None) -> View:
        """What needs the user first, else the view of last time, else where something is."""
        counts = self.counts()
        wanted = (View.NEEDS_YOU, remembered, View.WAITING, View.DRAFTS, View.COMPLETED)
        return next((view for view in wanted if view and counts.get(view)), View.WAITING)

    def open_ids(self) -> tuple[str, ...]:
        """The tracked agreements that may still change by themselves."""
        return tuple(each.id for each in self.tracked.values() if _may_change(each))


def read_overview(desk: Desk, zone: tzinfo | None = None) -> Overview:
    """Ask the desk for everything. Blocks; raises LocalError."""
    accounts = desk.accounts.in_use()
    tracked = {each.id: each for each in desk.tracking.all()}
    sent = desk.outbox.sent_draft_ids()
    listing = desk.drafts.listing()
    drafts = {each.id: each for each in listing.drafts if each.agreement.id not in sent}
    damaged = {each.id: each for each in listing.damaged if each.agreement_id not in sent}
    times = Times(now=desk.clock.now(), zone=zone)
    by_id = {each.id: each for each in accounts}
    copies = copies_of(tracked.values())
    grouped = {each.id for group in copies for each in group}
    alone = (each for each in tracked.values() if each.id not in grouped)
    entries = [
        *(tracked_entry(each, by_id.get(each.account_id), times) for each in alone),
        *(copies_entry(each, by_id.get(each[0].account_id), times) for each in copies),
        *(draft_entry(each, by_id.get(each.account_id or ""), times) for each in drafts.values()),
        *(damaged_entry(each, times) for each in damaged.values()),
    ]
    return Overview(
        accounts=accounts,
        tracked=tracked,
        drafts=drafts,
        damaged=damaged,
        outbox=desk.outbox.items(),
        times=times,
        entries=tuple(entries),
        notices=desk.health.notices() if desk.health is not None else (),
    )


def _may_change(tracked: TrackedAgreement) -> bool:
    observation = tracked.observation
    if observation is None:
        return True
    return tracked.access is Access.OK and observation.status in _OPEN
