"""The copies of the agreement that is shown, each to go to."""

from collections.abc import Sequence
from typing import Final

from app.domain.attention import Reason
from app.domain.copies import copy_holder, merged
from app.domain.observation import Observation
from app.domain.progress import progress
from app.domain.status import Access, AgreementStatus
from app.gui.models.standing import agreement_standing, person_standing
from app.gui.tracking.rows import WorkflowRow
from app.gui.when import Times
from app.services.tracking.tracked import TrackedAgreement

COPY: Final = "copy:"
"""Begins the deed that shows another copy; our id of it follows."""
_FEW: Final = 6


def copies_row(
    copies: Sequence[TrackedAgreement], shown_id: str, times: Times
) -> WorkflowRow | None:
    """Everybody's copy with how it stands; None where there is only this one."""
    seen = [(each, each.observation) for each in copies if each.observation is not None]
    if not seen:
        return None
    whole = merged([observation for _, observation in seen])
    far = progress(whole)
    standing = agreement_standing(whole, None, times)
    return WorkflowRow(
        key="copies",
        name="Copies",
        aside=f"{len(seen)}, one for each",
        glyph="files",
        status=f"{standing.word}, {far.done} of {far.total} done",
        status_glyph=standing.glyph,
        status_token=standing.state.value,
        fact=f"{standing.word}|{far.done}",
        is_open=len(seen) <= _FEW,
        children=tuple(
            _copy(each, observation, times, is_shown=each.id == shown_id)
            for each, observation in seen
        ),
    )


def _copy(
    tracked: TrackedAgreement, copy: Observation, times: Times, *, is_shown: bool
) -> WorkflowRow:
    """How far its person is while it goes on, else how it ended."""
    is_there = copy.access is Access.OK
    standing = agreement_standing(copy, None if is_there else Reason.NO_ACCESS, times)
    word, glyph, token = standing.word, standing.glyph, standing.state.value
    if is_there and copy.status is AgreementStatus.IN_PROGRESS and len(copy.participants) == 1:
        person = person_standing(copy.participants[0])
        word, glyph, token = person.word, person.glyph, person.token
    return WorkflowRow(
        key=tracked.id,
        name=copy_holder(copy) or tracked.service_id,
        aside="shown here" if is_shown else "Enter shows it",
        glyph="user-round",
        strong=is_shown,
        status=word,
        status_glyph=glyph,
        status_token=token,
        when=times.moment(copy.completed_at or copy.modified_at),
        said=copy.raw_status,
        fact=word,
        deed="" if is_shown else f"{COPY}{tracked.id}",
    )
