"""A pretended way of sending with a memory, for trying the outbox without a network."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from app.domain.comparison import Portraits, Reading, There
from app.domain.json_value import JsonObject
from app.services.accounts import Identity
from app.services.cancel import CancelToken
from app.services.errors import Refused
from app.services.outbox.carrier import (
    Arrival,
    Changed,
    Effect,
    Fence,
    Parcel,
    PlannedStep,
    Sighting,
)
from app.services.outbox.records import StepClass, StepRecord
from app.services.ports import Progress

ANNA = Identity(name="Anna Berg", email="anna@example.com", user_id="17")

Fault = Callable[["PostOffice", Callable[[], JsonObject]], JsonObject]


@dataclass
class PostOffice:
    """Keeps uploaded drafts and started agreements; faults are taken one a call, in order."""

    drafts: list[str] = field(default_factory=list)
    made: int = 0
    started: list[bytes] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    faults: dict[str, list[Fault | None]] = field(default_factory=dict)
    late: list[Callable[[], JsonObject]] = field(default_factory=list)
    look_faults: list[Exception | None] = field(default_factory=list)
    fence_faults: list[BaseException | None] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    identity: Identity = ANNA
    changed: bool = False
    can_fence: bool = True
    after_fence: BaseException | None = None
    """What happens once, when a fence is closed and before anybody knows."""
    joins: bool = False
    """Whether a second upload would become part of what is sent."""
    is_elsewhere: bool = False
    """Whether somebody removed the files, so that nothing can be told any more."""
    before_start: Callable[[], None] = lambda: None
    portraits: Portraits = field(default_factory=lambda: Portraits(ours=()))
    reading: Reading | Exception = field(default_factory=lambda: Reading(there=There.GONE))
    """What a comparison finds now."""
    requests_made: int = 0
    asked: list[bytes] = field(default_factory=list)
    """Every start that arrived, whatever became of it."""
    guarded: bool = True
    """Whether a second start of the same files is refused."""

    def upload(self, mark: str) -> JsonObject:
        self.made += 1
        self.drafts.append(f"{mark}#{self.made}")
        return {"id": self.drafts[-1]}

    def drafts_of(self, mark: str) -> list[str]:
        return [each for each in self.drafts if each.startswith(mark)]

    def remove(self, drafts: list[str]) -> None:
        self.drafts = [each for each in self.drafts if each not in drafts]

    def start(self, request: bytes) -> JsonObject:
        if self.guarded and request in self.started:
            raise Refused("The files are no drafts any more.", status=409)
        self.started.append(request)
        return {"instance": "i1"}

    def run_late(self) -> None:
        while self.late:
            self.late.pop(0)()


class PostCarrier:
    """Sends through a PostOffice."""

    def __init__(self, office: PostOffice) -> None:
        self._office = office

    def signed_in_as(self) -> Identity:
        return self._office.identity

    def plan(self, parcel: Parcel) -> tuple[PlannedStep, ...]:
        uploads = [
            PlannedStep(
                kind="upload",
                klass=StepClass.CREATING,
                subject=each.label,
                sentence=f"Upload {each.name}",
                joins=self._office.joins,
            )
            for each in parcel.files
        ]
        return (
            *uploads,
            PlannedStep(kind="check", klass=StepClass.CONVERGING, sentence="Check"),
            PlannedStep(
                kind="start",
                klass=StepClass.FIRING,
                sentence="Start",
                guarded=self._office.guarded,
            ),
            PlannedStep(kind="sweep", klass=StepClass.CONVERGING, sentence="Sweep"),
        )

    def firing_request(self, step: StepRecord, parcel: Parcel) -> bytes:
        self._office.requests_made += 1
        return json.dumps([self._office.requests_made, parcel.results("upload")]).encode()

    def perform(
        self, step: StepRecord, parcel: Parcel, progress: Progress, cancel: CancelToken
    ) -> JsonObject:
        office = self._office
        office.calls.append(step.kind)
        if step.kind == "start":
            office.asked.append(step.request)

        def effect() -> JsonObject:
            if step.kind == "upload":
                parcel.opened(step.subject).close()
                return office.upload(f"{parcel.ref}-{step.subject}")
            if step.kind == "start":
                return office.start(step.request)
            ours = [each["id"] for each in parcel.results("upload").values()]
            office.remove([each for each in office.drafts_of(parcel.ref) if each not in ours])
            return {}

        waiting = office.faults.get(step.kind, [])
        fault = waiting.pop(0) if waiting else None
        return effect() if fault is None else fault(office, effect)

    def verify(self, step: StepRecord, parcel: Parcel) -> None:
        self._office.before_start()
        if self._office.changed:
            raise Changed("Somebody changed this agreement.", "A file was removed.")

    def portraits(self, parcel: Parcel) -> Portraits:
        return self._office.portraits

    def reading(self, parcel: Parcel) -> Reading:
        self._office.calls.append("read")
        if isinstance(self._office.reading, Exception):
            raise self._office.reading
        return self._office.reading

    def fence(self, step: StepRecord, parcel: Parcel, *, held: bool) -> Fence:
        office = self._office
        office.calls.append("fence")
        failure = office.fence_faults.pop(0) if office.fence_faults else None
        if failure is not None:
            raise failure
        if not office.can_fence:
            return Fence.IMPOSSIBLE
        if step.request in office.started:
            return Fence.STARTED
        if not held:
            return Fence.HELD if office.drafts_of(parcel.ref) else Fence.IMPOSSIBLE
        office.late.clear()
        if office.drafts_of(parcel.ref):
            office.remove(office.drafts_of(parcel.ref))
        end, office.after_fence = office.after_fence, None
        if end is not None:
            raise end
        return Fence.CLOSED

    def look(self, step: StepRecord, parcel: Parcel, within: float) -> Sighting:
        office = self._office
        office.calls.append(f"look:{step.kind}")
        failure = office.look_faults.pop(0) if office.look_faults else None
        if failure is not None:
            raise failure
        if step.kind == "start" and office.is_elsewhere:
            return Sighting(effect=Effect.ELSEWHERE, sentence="Somebody removed it.", result={})
        if step.kind == "start" and step.request in office.started:
            return Sighting(effect=Effect.DONE, sentence="It was started.", result={"found": True})
        found = office.drafts_of(f"{parcel.ref}-{step.subject}#")
        if step.kind == "upload" and found:
            return Sighting(effect=Effect.DONE, sentence="It is there.", result={"id": found[0]})
        return Sighting(effect=Effect.NONE, sentence="Not there.", result={})

    def arrival(self, parcel: Parcel, fired: JsonObject) -> Arrival:
        ids = tuple(str(each["id"]) for each in parcel.results("upload").values())
        return Arrival(service_id=",".join(ids), instance_id="", document_ids=ids, known=())

    def withdraw(self, parcel: Parcel) -> None:
        self._office.withdrawn.append(parcel.ref)
        self._office.remove(self._office.drafts_of(parcel.ref))
