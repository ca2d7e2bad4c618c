"""The actions on the agreement in the viewer: what is offered, and what became of it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.action_effects import effects
from app.domain.actions import (
    SECRET_KINDS,
    ActionKind,
    ActionRequest,
    Offer,
)
from app.gui.actions.briefing import Briefing, read_briefing
from app.gui.actions.effect_words import effect_lines
from app.gui.actions.errand import Errand, LinkErrand
from app.gui.actions.faces import face_of
from app.gui.actions.link_sheet import LinkSheet
from app.gui.actions.outlooks import Case
from app.gui.actions.record_words import AGAIN, done_notice, doubt_notice, refused_notice, went_well
from app.gui.actions.sheet import ActionSheet
from app.gui.actions.steps import offer_behind, offered
from app.gui.error_words import words_for
from app.gui.models.entry_words import SERVICE_NAMES
from app.gui.tasks import TaskContext, Tasks
from app.gui.theme import Theme
from app.gui.when import Times
from app.gui.widgets.banner import Notice
from app.services.actions.actions import Actions
from app.services.actions.records import ActionRecord, ActionState
from app.services.texts import ErrorText
from app.services.tracking.tracked import TrackedAgreement

if TYPE_CHECKING:
    from collections.abc import Callable


class ActionRoom(QObject):
    """Knows what is offered for one agreement, opens the sheets, and tells what became of it.

    Signals:
        briefed: what is offered, or what was done, is another one
        told: a `Notice` for the viewer
        told_of_another: a `Notice` about an agreement that is not in the viewer any more
        draft_made: id of a new draft
    """

    briefed = Signal()
    told = Signal(object)
    told_of_another = Signal(object)
    draft_made = Signal(str)
    _heard = Signal()

    def __init__(self, theme: Theme, actions: Actions, tasks: Tasks, window: QWidget) -> None:
        """Sheets stand over `window`."""
        super().__init__(window)
        self._theme = theme
        self._actions = actions
        self._tasks = tasks
        self._window = window
        self._shown: TrackedAgreement | None = None
        self._times: Times | None = None
        self._briefing: Briefing | None = None
        self._unsubscribe: Callable[[], None] = actions.subscribe(self._on_told)
        # Services tell of changes on their own threads; a signal brings that here.
        self._heard.connect(self._on_heard)

    def stop(self) -> None:
        """Be told nothing more."""
        self._unsubscribe()

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What can be done with the agreement that is shown, and what cannot."""
        return self._briefing.offers if self._briefing is not None else ()

    @property
    def records(self) -> tuple[ActionRecord, ...]:
        """What was done with it from here, the newest first."""
        return self._briefing.records if self._briefing is not None else ()

    def show(self, tracked: TrackedAgreement, times: Times) -> None:
        """This is in the viewer now; what can be done with it is told by `briefed`."""
        before, self._shown, self._times = self._shown, tracked, times
        if self._briefing is not None and self._briefing.agreement_id != tracked.id:
            self._briefing = None
        if before is None or before.id != tracked.id or before.observation != tracked.observation:
            self._brief()

    def notices(self) -> tuple[Notice, ...]:
        """What is not known of what was done with the agreement that is shown."""
        briefing, times = self._briefing, self._times
        if briefing is None or times is None:
            return ()
        return tuple(doubt_notice(each, times) for each in briefing.doubts)

    def start(self, key: str) -> bool:
        """Open the sheet behind a button or a menu; whether `key` is of here."""
        found = offer_behind(key, self.offers)
        if found is not None:
            self._open(*found)
        return found is not None

    def answer(self, record_id: str, action: str) -> None:
        """A button of a notice: look again, or do it once more, knowing that it may have been."""
        record = next((each for each in self.records if each.id == record_id), None)
        if record is None:
            return
        if action == AGAIN:
            offer = offered(self.offers, record.kind, record.request.person)
            if offer is not None:
                self._open(offer, "")
            return
        actions = self._actions

        def work(_context: TaskContext) -> ActionRecord:
            return actions.settle(record_id)

        self._tasks.run(work, done=self._on_settled, failed=self._on_unsettled)

    # -- sheets ----------------------------------------------------------------------------

    def _open(self, offer: Offer, member: str) -> None:
        case = self._case(offer)
        if case is None:
            return
        face = face_of(offer, case.situation.observation, case.title, case.times)
        if offer.kind in SECRET_KINDS:
            self._open_link(case)
            return
        sheet = ActionSheet(self._theme, face, case.look, self._window)
        errand = Errand(sheet, case, self._actions, self._tasks, self)
        errand.performed.connect(self._on_performed)
        errand.turned_away.connect(self._on_turned_away)
        sheet.open()
        if member:
            sheet.fields.focus_on(member)

    def _open_link(self, case: Case) -> None:
        """The link and its picture in one sheet, as far as each is offered."""
        person, situation = case.offer.person, case.situation
        kinds = frozenset(kind for kind in SECRET_KINDS if offered(self.offers, kind, person))
        request = ActionRequest(kind=case.offer.kind, agreement_id=case.agreement_id, person=person)
        told = effects(request, situation)
        sheet = LinkSheet(
            self._theme,
            face_of(case.offer, situation.observation, case.title, case.times),
            effect_lines(told, case.times, case.service_name),
            self.tr("Show the link") if ActionKind.LINK in kinds else self.tr("Show the QR code"),
            self._window,
        )
        LinkErrand(sheet, case, kinds, self._actions, self._tasks)
        sheet.open()

    def _case(self, offer: Offer) -> Case | None:
        briefing, shown, times = self._briefing, self._shown, self._times
        if briefing is None or briefing.situation is None or shown is None or times is None:
            return None
        return Case(
            offer=offer,
            situation=briefing.situation,
            agreement_id=shown.id,
            title=shown.title,
            account_id=shown.account_id,
            service_name=SERVICE_NAMES[shown.service],
            times=times,
            earlier=briefing.earlier.get((offer.kind, offer.person), ()),
        )

    # -- what happens ----------------------------------------------------------------------

    def _brief(self) -> None:
        shown, actions = self._shown, self._actions
        if shown is None:
            return

        def work(_context: TaskContext) -> Briefing:
            return read_briefing(actions, shown)

        # One after the other, so that an older answer never follows a newer one.
        self._tasks.run(work, done=self._on_briefing, failed=self._on_unbriefed, lane="offers")

    def _on_briefing(self, briefing: Briefing) -> None:
        if self._shown is None or briefing.agreement_id != self._shown.id:
            return
        before, self._briefing = self._briefing, briefing
        if before is not None:
            self._tell_ends(before.doubts)
        self.briefed.emit()

    def _tell_ends(self, doubts: Sequence[ActionRecord]) -> None:
        """What was in doubt, and is known by now."""
        for each in doubts:
            now = next((record for record in self.records if record.id == each.id), None)
            if now is not None and not now.is_open and not now.superseded:
                self.told.emit(self._outcome(now))

    def _on_unbriefed(self, _error: Exception) -> None:
        """Followed no more, or not to be read now: nothing is offered."""
        self._briefing = None
        self.briefed.emit()

    @Slot(object, object)
    def _on_performed(self, case: Case, record: ActionRecord) -> None:
        if not record.is_open:
            self._tell(case, self._outcome(record))
        self._brief()
        if record.draft_id and record.state is ActionState.DONE:
            self.draft_made.emit(record.draft_id)

    @Slot(object, object)
    def _on_turned_away(self, case: Case, words: ErrorText) -> None:
        self._tell(case, refused_notice(words, f"action:{case.agreement_id}"))
        self._brief()

    def _on_settled(self, _record: ActionRecord) -> None:
        self._brief()

    def _on_unsettled(self, error: Exception) -> None:
        self.told.emit(refused_notice(words_for(error), "action"))

    def _tell(self, case: Case, notice: Notice) -> None:
        if self._shown is not None and self._shown.id == case.agreement_id:
            self.told.emit(notice)
        else:
            what = f"{case.title}: {notice.what}"
            self.told_of_another.emit(replace(notice, what=what))

    def _outcome(self, record: ActionRecord) -> Notice:
        if went_well(record):
            name = SERVICE_NAMES[self._shown.service] if self._shown is not None else ""
            return done_notice(record, name)
        words = record.message or ErrorText(title=self.tr("It was not done."))
        return refused_notice(words, f"action:{record.id}")

    def _on_told(self, _what: object) -> None:
        """On a service's thread."""
        # The window may be taken down between the change and the telling.
        with suppress(RuntimeError):
            self._heard.emit()

    @Slot()
    def _on_heard(self) -> None:
        self._brief()
