"""The tree of an observation: what matters first, and who is waited for."""

from dataclasses import replace
from datetime import UTC

from app.domain.kinds import Delivery
from app.domain.observation import Observation
from app.domain.status import AgreementStatus, ParticipantStatus
from app.gui.tracking.building import workflow_rows
from app.gui.tracking.rows import WorkflowRow, walk
from app.gui.when import Times
from tests.support.observations import (
    NOW,
    a_document,
    a_person,
    an_observation,
    at,
    signed,
)

TIMES = Times(now=NOW, zone=UTC)


def tree(observation: Observation) -> tuple[WorkflowRow, ...]:
    return workflow_rows(observation, TIMES)


def the(observation: Observation, *names: str) -> WorkflowRow:
    """The row at a path of names."""
    rows, found = tree(observation), None
    for name in names:
        found = next(row for row in rows if row.name == name)
        rows = found.children
    assert found is not None
    return found


def outline(rows: tuple[WorkflowRow, ...], deepest: int = 1) -> list[str]:
    return [
        "  " * depth + ": ".join(part for part in (row.name, row.status) if part)
        for depth, row in walk(rows)
        if depth <= deepest
    ]


def test_what_matters_stands_first() -> None:
    assert outline(tree(an_observation())) == [
        "Documents: 2 files, 25 pages",
        "  Supply agreement 2027.pdf: 22 pages",
        "  Price list.pdf: 3 pages",
        "Step 1 of 3: Done",
        "  Amara Diallo: Signed",
        "  Jonas Wik: Approved",
        "Step 2 of 3: Waiting",
        "  Henrik Falk: Opened, not signed",
        "Step 3 of 3: Not yet",
        "  Tuva Nyström: Not yet",
        "  Lars Ek: At the end",
        "Settings: In steps",
        "  Order: In steps",
        "Signatures",
        "History: 2 events",
        "  Henrik Falk: Opened",
        "  Maja Lindqvist: Shared",
        "All details: Everything the service said",
        "  package_id: 88121",
        "  workflow",
    ]


def test_the_one_for_whom_everybody_waits_is_marked_and_open() -> None:
    rows = [row for _, row in walk(tree(an_observation())) if row.is_blocker]
    assert [row.name for row in rows] == ["Henrik Falk"]
    assert rows[0].is_open
    assert rows[0].status_token == "waiting"
    assert rows[0].status_glyph == "hourglass"
    assert the(an_observation(), "Step 2 of 3").when == "since 10 Nov"


def test_a_person_has_their_own_rows() -> None:
    henrik = the(an_observation(), "Step 2 of 3", "Henrik Falk")
    assert outline((henrik,)) == [
        "Henrik Falk: Opened, not signed",
        "  Invitation: E-mail to henrik.falk@example.com",
        "  Authentication: SMS code",
        "  Access: Until 27 Nov 23:59",
        "  History: 3 events",
    ]
    assert [row.when for row in henrik.children] == [
        "10 Nov 09:15",
        "",
        "in 7 days",
        "12 Nov 08:14",
    ]


def test_people_of_one_name_and_documents_of_one_id_are_told_apart() -> None:
    twins = (a_person("Bo Diaz", key="1"), a_person("Bo Diaz", key="2"))
    documents = (a_document("Lease", key="1"), a_document("Lease", key="2"))
    rows = tree(an_observation(participants=twins, documents=documents))
    for row in rows:
        keys = [child.key for child in row.children]
        assert len(keys) == len(set(keys))
    assert outline(rows)[1:3] == ["  Lease: 22 pages", "  Lease: 22 pages"]


def test_a_decline_stops_its_step_and_quotes_the_reason_as_text() -> None:
    declined = a_person(
        status=ParticipantStatus.DECLINED, acted_at=at(19), reason="<b>Wrong</b> mileage"
    )
    rows = tree(an_observation(status=AgreementStatus.DECLINED, participants=(declined,)))
    step = next(row for row in rows if row.name == "Step 1 of 1")
    assert (step.status, step.status_token) == ("Stopped", "stopped")
    assert step.children[0].children[1].status == "“Wrong mileage”"


def test_viewers_do_not_keep_a_step_from_being_done() -> None:
    people = (signed("Anna Ek", at(10)), a_person("Bo Diaz", key="2", role="viewer"))
    assert the(an_observation(participants=people), "Step 1 of 1").status == "Done"


def test_groups_stand_ins_and_reminders_are_told() -> None:
    person = signed(
        "Legal",
        at(10),
        members=("Ada Byrne", "Bo Diaz"),
        acted_by="deputy@example.com",
        delivery=Delivery.EMAIL_SMS,
        phone="+46701740605",
        details={
            "reminder": {
                "enabled": True,
                "remind_after": 1,
                "repeat": {"enabled": True, "keep_reminding_after": 4, "total_reminders": 5},
            },
            "permission": {"print": True, "download": False, "add_text": True},
        },
    )
    rows = the(an_observation(participants=(person,)), "Step 1 of 1", "Legal").children
    told = {row.name: row.status for row in rows}
    assert told["Members"] == "2 people"
    assert told["Acted for them"] == "deputy@example.com"
    assert told["Invitation"] == "E-mail and SMS to legal@example.com, +46701740605"
    assert told["Reminders"] == "After 1 day, then every 4 days, 5 in all"
    assert told["Permissions"] == "Print, add text"


def test_a_new_event_leaves_the_keys_of_the_old_ones_alone() -> None:
    before = an_observation()
    repeated = (*before.history, *before.history)
    old = {row.key for row in the(before, "History").children}
    new = [row.key for row in the(replace(before, history=repeated), "History").children]
    assert old < set(new)
    assert len(new) == len(set(new)) == 4


def test_nothing_told_makes_an_empty_tree() -> None:
    bare = an_observation(documents=(), participants=(), history=(), details={})
    assert tree(bare) == ()
