"""The one door to threads: work runs beside the window, its outcome comes back into it.

Threads are daemons, so that the program can end while work hangs; whatever must survive that is
the journal's matter. A lane does one thing after the other: writes to one account use one lane.
"""

import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from app.domain.errors import DomainError, UserCancelled
from app.gui.task_lane import Lane
from app.services.cancel import CancelToken
from app.services.errors import ServiceError

T = TypeVar("T")

FREE_LANES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far the work is; what is unknown stays empty."""

    words: str = ""
    """What is being done now, for people."""
    done: int = 0
    total: int = 0
    """0 when nobody knows; the unit is the work's own (bytes, pages)."""


class TaskContext:
    """What work is given: the wish to cancel and a way to say how far it is."""

    def __init__(self, cancel: CancelToken, report: Callable[[Step], None]) -> None:
        """Pair the token with the report; made by `Tasks`."""
        self.cancel = cancel
        self._report = report

    def progress(self, step: Step) -> None:
        """Tell the window; of many steps in a row it sees the newest."""
        self._report(step)

    def progress_of_bytes(self, done: int, total: int) -> None:
        """Tell the window as the services tell it, see `app.services.ports.Progress`."""
        self._report(Step(done=done, total=total))


class Task:
    """One piece of work under way; kept by whoever may want to cancel it."""

    def __init__(self) -> None:
        """A task that has not begun."""
        self.cancel_token = CancelToken()
        self._ended = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop; what it returns after this is not handed over."""
        self.cancel_token.cancel()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked the work to stop."""
        return self.cancel_token.cancelled

    @property
    def running(self) -> bool:
        """Whether its outcome has not been handed over yet."""
        return not self._ended.is_set()

    def mark_ended(self) -> None:
        """Note that nothing comes any more; called by `Tasks`."""
        self._ended.set()


@dataclass(slots=True, kw_only=True)
class _Order(Generic[T]):
    """Work with those who wait for its outcome."""

    task: Task
    work: Callable[[TaskContext], T] | None
    done: Callable[[T], None] | None
    failed: Callable[[Exception], None] | None
    progress: Callable[[Step], None] | None
    ended: Callable[[], None] | None
    owner: "weakref.ref[QObject] | None"

    def let_go(self) -> None:
        """Forget the work and all who wait.

        Called on the main thread: what the work held, perhaps a widget, must not die on a lane.
        """
        self.work = self.done = self.failed = self.progress = self.ended = None

    def somebody_waits(self) -> bool:
        """Whether the owner is still there."""
        if self.owner is None:
            return True
        owner = self.owner()
        return owner is not None and isValid(owner)


class _Relay(QObject):
    """Lives on the main thread; what workers emit arrives there."""

    arrived = Signal(object)

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self.arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _on_arrived(self, call: Callable[[], None]) -> None:
        call()


class Tasks:
    """Runs work beside the window.

    `on_bug` is called on the main thread with every error that is neither the user's wish nor a
    `ServiceError` or `DomainError`.
    """

    def __init__(self, on_bug: Callable[[Exception], None], parent: QObject | None = None) -> None:
        """Make it on the main thread; `parent` owns the relay, usually the application."""
        self._relay = _Relay(parent)
        self._on_bug = on_bug
        self._lanes: dict[str, Lane] = {}
        self._tasks: weakref.WeakSet[Task] = weakref.WeakSet()
        self._closed = False
        self._undelivered: list[Callable[[], None]] = []

    def run(
        self,
        work: Callable[[TaskContext], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[Step], None] | None = None,
        ended: Callable[[], None] | None = None,
        lane: str | None = None,
        owner: QObject | None = None,
    ) -> Task:
        """Run `work` on a thread and hand its outcome over on the main thread.

        Exactly one of these happens: `done(value)`, `failed(error)`, or neither because somebody
        cancelled; then `ended()` in every case. `failed` gets every error; a bug is told to
        `on_bug` too, and an error without `failed` is told to `on_bug`. Nothing is called when
        `owner` is gone (absent: the object whose methods the callbacks are).

        Work of the same `lane` runs one after the other in the order of the calls.
        """
        task = Task()
        owner = owner or _owner_of(done, failed, ended, progress)
        order = _Order(
            task=task,
            work=work,
            done=_weak(done),
            failed=_weak(failed),
            progress=_weak(progress),
            ended=_weak(ended),
            owner=None if owner is None else weakref.ref(owner),
        )
        self._tasks.add(task)
        self._lane(lane).add(_Job(order, self._post, self._on_bug))
        return task

    def busy(self, lane: str | None = None) -> bool:
        """Whether anything, or anything in `lane`, is queued, running or not handed over yet."""
        if lane is not None:
            return lane in self._lanes and self._lanes[lane].waiting > 0
        if self._closed:
            # Nothing is handed over any more; what matters is whether threads still work.
            return any(each.waiting > 0 for each in self._lanes.values())
        return any(task.running for task in self._tasks)

    def close(self) -> None:
        """Cancel everything and hand nothing over any more; does not wait."""
        self._closed = True
        for task in list(self._tasks):
            task.cancel()

    def _lane(self, name: str | None) -> Lane:
        if name is not None:
            return self._lanes.setdefault(name, Lane(f"lane {name}"))
        names = [f"free {number}" for number in range(FREE_LANES)]
        return min((self._lanes.setdefault(n, Lane(n)) for n in names), key=_waiting)

    def _post(self, call: Callable[[], None]) -> None:
        if not self._closed:
            try:
                self._relay.arrived.emit(call)
            except RuntimeError:
                # The application is being taken down and the relay went with it.
                self._closed = True
        if self._closed:
            # Kept, so that what the work held does not die on its thread.
            self._undelivered.append(call)


class _Job(Generic[T]):
    """One order on its lane: runs there, and hands over through `post`."""

    def __init__(
        self,
        order: _Order[T],
        post: Callable[[Callable[[], None]], None],
        on_bug: Callable[[Exception], None],
    ) -> None:
        self._order = order
        self._post = post
        self._on_bug = on_bug
        self._lock = threading.Lock()
        self._newest: Step | None = None

    def __call__(self) -> None:
        """Run on the lane's thread; every way out posts one outcome."""
        order = self._order
        try:
            order.task.cancel_token.raise_if_cancelled()
            assert order.work is not None  # noqa: S101 - let go only after this
            value = order.work(TaskContext(order.task.cancel_token, self._on_step))
        except UserCancelled:
            self._post(self._hand_over_nothing)
        except Exception as error:  # noqa: BLE001 - the border of all work beside the window
            self._post(_Call(self._hand_over_error, error))
        else:
            self._post(_Call(self._hand_over_value, value))

    def _on_step(self, step: Step) -> None:
        with self._lock:
            is_first = self._newest is None
            self._newest = step
        if is_first:
            self._post(self._hand_over_step)

    def _hand_over_step(self) -> None:
        with self._lock:
            step, self._newest = self._newest, None
        order = self._order
        if step and order.progress and not order.task.cancelled and order.somebody_waits():
            order.progress(step)

    def _hand_over_value(self, value: T) -> None:
        order = self._order
        try:
            if order.done and not order.task.cancelled and order.somebody_waits():
                order.done(value)
        finally:
            self._hand_over_nothing()

    def _hand_over_error(self, error: Exception) -> None:
        order = self._order
        is_bug = not isinstance(error, ServiceError | DomainError)
        try:
            if order.failed and not order.task.cancelled and order.somebody_waits():
                order.failed(error)
            if is_bug or not (order.failed or order.task.cancelled):
                self._on_bug(error)
        finally:
            self._hand_over_nothing()

    def _hand_over_nothing(self) -> None:
        order = self._order
        order.task.mark_ended()
        try:
            if order.ended and order.somebody_waits():
                order.ended()
        finally:
            order.let_go()


class _Call(Generic[T]):
    """A function with its one argument, for the relay."""

    def __init__(self, function: Callable[[T], None], argument: T) -> None:
        self._function = function
        self._argument = argument

    def __call__(self) -> None:
        self._function(self._argument)


class _WeakCall:
    """A method of a QObject that does not keep the object alive."""

    def __init__(self, method: Callable[..., None]) -> None:
        self._method = weakref.WeakMethod(method)

    def __call__(self, *arguments: object) -> None:
        method = self._method()
        if method is not None:
            method(*arguments)


C = TypeVar("C", bound=Callable[..., None])


def _weak(callback: "C | None") -> "C | _WeakCall | None":
    """Methods of QObjects are held weakly, so that work never keeps a closed dialog alive."""
    if isinstance(getattr(callback, "__self__", None), QObject) and callback is not None:
        return _WeakCall(callback)
    return callback


def _owner_of(*callbacks: Callable[..., None] | None) -> QObject | None:
    for callback in callbacks:
        owner = getattr(callback, "__self__", None)
        if isinstance(owner, QObject):
            return owner
    return None


def _waiting(lane: Lane) -> int:
    return lane.waiting
