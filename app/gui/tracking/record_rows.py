"""What was done from here, as rows of the workflow tree."""

from collections.abc import Sequence
from dataclasses import replace

from app.gui.actions.record_words import state_word, what_words
from app.gui.actions.words import GLYPHS
from app.gui.tracking.rows import WorkflowRow
from app.gui.when import Times
from app.services.actions.records import ActionRecord, ActionState

_PERSON = "person:"
_PAST = frozenset({"history", "details"})


def with_records(
    rows: Sequence[WorkflowRow], records: Sequence[ActionRecord], times: Times
) -> tuple[WorkflowRow, ...]:
    """The tree with what was done: in the branch of its person, else in a branch of its own."""
    told = [each for each in records if each.state is not ActionState.UNCHANGED]
    keys = {row.key for row in _walk(rows)}
    of_person = [each for each in told if f"{_PERSON}{each.request.person}" in keys]
    others = [each for each in told if each not in of_person]
    found = tuple(_with_own(row, of_person, times) for row in rows)
    if not others:
        return found
    return _before_history(found, _branch(others, times))


def _with_own(row: WorkflowRow, records: Sequence[ActionRecord], times: Times) -> WorkflowRow:
    if row.key.startswith(_PERSON):
        key = row.key.removeprefix(_PERSON)
        own = [each for each in records if each.request.person == key]
        if not own:
            return row
        return replace(row, children=_before_history(row.children, _branch(own, times)))
    if not row.children:
        return row
    return replace(row, children=tuple(_with_own(each, records, times) for each in row.children))


def _before_history(rows: tuple[WorkflowRow, ...], branch: WorkflowRow) -> tuple[WorkflowRow, ...]:
    """The branch before what the service tells of the past."""
    place = next((n for n, row in enumerate(rows) if row.key in _PAST), len(rows))
    return (*rows[:place], branch, *rows[place:])


def _branch(records: Sequence[ActionRecord], times: Times) -> WorkflowRow:
    """The newest is said on the branch itself, so that it need not be opened."""
    newest = records[0]
    word, state = state_word(newest)
    return WorkflowRow(
        key="done",
        name="What you did",
        glyph="pen-line",
        status=what_words(newest.request) if newest.state is ActionState.DONE else word,
        status_glyph=state.glyph,
        status_token=state.value,
        when=times.at(newest.began_at),
        fact=f"{newest.id}|{word}",
        children=tuple(_row(each, times) for each in records),
    )


def _row(record: ActionRecord, times: Times) -> WorkflowRow:
    word, state = state_word(record)
    return WorkflowRow(
        key=record.id,
        name=what_words(record.request),
        glyph=GLYPHS[record.kind],
        status=word,
        status_glyph=state.glyph,
        status_token=state.value,
        when=times.at(record.began_at),
    )


def _walk(rows: Sequence[WorkflowRow]) -> list[WorkflowRow]:
    return [each for row in rows for each in (row, *_walk(row.children))]
