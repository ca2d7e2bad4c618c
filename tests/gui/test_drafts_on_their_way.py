"""Which drafts stand under Drafts: none that is on its way or was sent, all that were not."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.attention import View
from app.gui.models.overview import read_overview
from app.services.outbox.records import OutboxItem, Phase
from app.services.stored_drafts import StoredDraft
from tests.support.desks import ScriptedDesk


@pytest.fixture
def scripted(tmp_path: Path) -> ScriptedDesk:
    return ScriptedDesk(tmp_path / "profile")


def put_on_its_way(scripted: ScriptedDesk, draft: StoredDraft) -> OutboxItem:
    return scripted.desk.outbox.enqueue(draft.agreement, {}, scripted.account())


def shown(scripted: ScriptedDesk) -> list[str]:
    overview = read_overview(scripted.desk)
    entries = [each.id for each in overview.entries if each.view is View.DRAFTS]
    assert sorted(entries) == sorted(overview.drafts)
    assert overview.counts().get(View.DRAFTS, 0) == len(entries)
    return entries


def set_phase(scripted: ScriptedDesk, item: OutboxItem, phase: Phase) -> None:
    scripted.desk.outbox._journal.set_phase(item.id, phase)


@pytest.mark.parametrize("phase", list(Phase))
def test_a_draft_is_hidden_as_long_as_it_may_be_or_was_sent(
    scripted: ScriptedDesk, phase: Phase
) -> None:
    other, draft = scripted.draft("Another"), scripted.draft("Lease")
    item = put_on_its_way(scripted, draft)
    set_phase(scripted, item, phase)
    was_not_sent = phase in (Phase.NOT_SENT, Phase.GIVEN_UP)
    assert set(shown(scripted)) == ({draft.id, other.id} if was_not_sent else {other.id})
    hidden = scripted.desk.outbox.sent_draft_ids()
    assert hidden == (frozenset() if was_not_sent else {draft.agreement.id})


def test_taking_a_sent_draft_off_the_outbox_does_not_bring_it_back(
    scripted: ScriptedDesk,
) -> None:
    draft = scripted.draft("Lease")
    item = put_on_its_way(scripted, draft)
    set_phase(scripted, item, Phase.SENT)
    scripted.desk.outbox._journal.dismiss(item.id)
    assert scripted.desk.outbox.items() == ()
    assert shown(scripted) == []


def test_a_draft_given_up_comes_back_as_it_was_and_goes_again_with_the_next_send(
    scripted: ScriptedDesk,
) -> None:
    draft = scripted.draft("Lease")
    item = put_on_its_way(scripted, draft)
    assert shown(scripted) == []
    scripted.desk.outbox.give_up(item.id)
    assert shown(scripted) == [draft.id]
    assert scripted.desk.drafts.get(draft.id) == draft
    again = put_on_its_way(scripted, draft)
    assert again.id != item.id
    assert shown(scripted) == []


def test_what_was_sent_without_a_draft_hides_none(scripted: ScriptedDesk) -> None:
    draft = scripted.draft("Lease")
    scripted.desk.outbox.enqueue(replace(draft.agreement, id=""), {}, scripted.account())
    assert scripted.desk.outbox.sent_draft_ids() == frozenset()
    assert shown(scripted) == [draft.id]
