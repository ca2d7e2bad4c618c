"""The tree of steps, as data."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from app.domain.agreement import Agreement
from app.domain.findings import Finding
from app.domain.kinds import Order, ParticipantKind, ServiceKind
from app.domain.process import (
    Branch,
    Node,
    OtherStep,
    Path,
    Step,
    pointer,
    walk_others,
    walk_steps,
)
from app.domain.process_turns import has_acts
from app.gui.process.words import (
    documents_words,
    does_words,
    kind_of,
    name_of,
    onlookers,
    onlookers_when,
    order_word,
    other_words,
)
from app.gui.widgets.states import Severity
from app.services.texts import does_word


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessRow:
    """One row of the tree."""

    key: str
    """Unique in the tree; a step keeps its key wherever it is moved."""
    title: str
    does: str = ""
    """What comes behind the title: what somebody does, how a branch is run."""
    documents: str = ""
    number: str = ""
    """Which turn it is among its siblings; empty where all are at once."""
    person: int | None = None
    """Place in the draft, from 0; None for a branch or somebody who is gone."""
    kind: ParticipantKind = ParticipantKind.PERSON
    """Of that one, who may be a group or nobody yet."""
    path: Path | None = None
    """Where the node is; None for rows that are no part of the process."""
    order: Order | None = None
    """Of a branch."""
    is_other: bool = False
    """Whether it is a step that is only shown."""
    severity: Severity | None = None
    """The gravest finding about a step."""
    children: tuple["ProcessRow", ...] = field(default=())

    @property
    def spoken(self) -> str:
        """The row in one sentence."""
        return ", ".join(
            part
            for part in (self.number, f"{self.title} {self.does}".strip(), self.documents)
            if part
        )


def process_rows(
    agreement: Agreement, service: ServiceKind | None, findings: Sequence[Finding] = ()
) -> tuple[ProcessRow, ...]:
    """The steps that somebody waits for, then who only looks on."""
    root = agreement.process
    found: tuple[ProcessRow, ...] = ()
    if root is not None and (has_acts(root) or any(walk_others(root))):
        found = _Rows(agreement, root, findings).of_process()
    watching = tuple(_onlooker_rows(agreement))
    if watching:
        title = onlookers_when(service)
        found = (*found, ProcessRow(key="onlookers", title=title, children=watching))
    return found


def all_rows(rows: Sequence[ProcessRow]) -> Iterator[ProcessRow]:
    """Every row, parents before children."""
    for row in rows:
        yield row
        yield from all_rows(row.children)


class _Rows:
    """Makes the rows of one process."""

    def __init__(self, agreement: Agreement, root: Node, findings: Sequence[Finding]) -> None:
        self._agreement = agreement
        self._root = root
        self._findings = findings
        self._labels = [person.label for person in agreement.participants]
        self._keys = _step_keys(root)

    def of_process(self) -> tuple[ProcessRow, ...]:
        """The root itself is no row: its order is chosen above the tree."""
        if isinstance(self._root, Step):
            return (self._step(self._root, (), ""),)
        if isinstance(self._root, Branch):
            return tuple(self._below(self._root, ()))
        return (self._other(self._root, ()),)

    def _below(self, branch: Branch, path: Path) -> Iterator[ProcessRow]:
        number = 0
        for position, child in enumerate(branch.steps):
            if not has_acts(child):
                for inside, other in walk_others(child):
                    yield self._other(other, (*path, position, *inside))
                continue
            number += 1
            shown = str(number) if branch.order is Order.SEQUENCE else ""
            below = (*path, position)
            if isinstance(child, Step):
                yield self._step(child, below, shown)
            elif isinstance(child, Branch):
                yield self._branch(child, below, shown)

    def _branch(self, branch: Branch, path: Path, number: str) -> ProcessRow:
        first = next(key for own, key in self._keys.items() if own[: len(path)] == path)
        return ProcessRow(
            key=f"branch {len(path)} {first}",
            title=order_word(branch.order),
            number=number,
            path=path,
            order=branch.order,
            children=tuple(self._below(branch, path)),
        )

    def _other(self, step: OtherStep, path: Path) -> ProcessRow:
        """A step that can only be looked at: without a path nothing moves or changes it."""
        place = pointer(path)
        return ProcessRow(
            key=f"other {place}",
            title=other_words(self._agreement, step),
            documents=QCoreApplication.translate("Process", "Kept as it is"),
            is_other=True,
            severity=self._severity_at(place),
        )

    def _severity_at(self, place: str) -> Severity | None:
        """The gravest finding about a node."""
        about = [each for each in self._findings if f"{each.where}/".startswith(f"{place}/")]
        return Severity(about[0].severity.value) if about else None

    def _step(self, step: Step, path: Path, number: str) -> ProcessRow:
        known = step.participant in self._labels
        return ProcessRow(
            key=self._keys[path],
            title=name_of(self._agreement, step.participant),
            does=does_words(step.type),
            documents=documents_words(self._agreement, step.documents),
            number=number,
            person=self._labels.index(step.participant) if known else None,
            kind=kind_of(self._agreement, step.participant),
            path=path,
            severity=self._severity_at(pointer(path)),
        )


def _onlooker_rows(agreement: Agreement) -> Iterator[ProcessRow]:
    every = [document.label for document in agreement.documents]
    with_step = {step.participant for step in agreement.steps()}
    for person in onlookers(agreement):
        labels = agreement.documents_of(person.label) if person.label in with_step else every
        words = does_word(person.role)
        yield ProcessRow(
            key=f"onlooker {person.label}",
            title=person.shown_name,
            does=words[:1].lower() + words[1:],
            documents=documents_words(agreement, labels),
            person=agreement.participants.index(person),
            kind=person.kind,
        )


def _step_keys(root: Node) -> dict[Path, str]:
    """A name for each step that stays when it is moved: whose it is, and which of theirs."""
    seen: Counter[str] = Counter()
    keys: dict[Path, str] = {}
    for path, step in walk_steps(root):
        seen[step.participant] += 1
        keys[path] = f"step {step.participant} {seen[step.participant]}"
    return keys
