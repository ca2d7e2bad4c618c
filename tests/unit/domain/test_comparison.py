"""Three views of one agreement: which part is which, and what counts as a change."""

import pytest

from app.domain.comparison import (
    Blank,
    Change,
    Comparison,
    Portraits,
    Reading,
    There,
    compared,
)
from app.domain.json_value import JsonValue
from app.domain.portrait import Aspect, Fact, Part, PartKind, Portrait, portrait_json, read_portrait


def a_document(key: str = "contract", title: str = "Contract", **facts: str) -> Part:
    told = {Aspect(name): Fact(text=text) for name, text in facts.items()}
    return Part(
        kind=PartKind.DOCUMENT,
        key=key,
        name=title,
        hints=(title.casefold(),),
        facts={Aspect.TITLE: Fact(text=title), **told},
    )


def a_person(
    key: str, email: str = "", *, within: str = "", role: str = "signer", digest: str = ""
) -> Part:
    return Part(
        kind=PartKind.PERSON,
        key=key,
        name=email or key,
        within=within,
        hints=(email,) if email else (),
        facts={Aspect.ROLE: Fact(text=role), Aspect.FIELDS: Fact(text="2", digest=digest)},
    )


BODIL = a_person("bodil", "bodil@example.com")
KARIM = a_person("karim", "karim@example.com")
LEASE: Portrait = (a_document(), BODIL, KARIM)


def at_service(*parts: Part, prepared: Portrait | None = LEASE) -> Comparison:
    reading = Reading(there=There.READ, portrait=parts)
    return compared(Portraits(ours=LEASE, prepared=prepared), reading)


def changes(comparison: Comparison) -> list[tuple[str, str, str]]:
    return [(row.name, row.aspect.value, row.change.value) for row in comparison.changes]


def test_what_nobody_touched_is_the_same_in_every_row() -> None:
    found = at_service(*LEASE)
    assert changes(found) == []
    assert len(found.same) == 5


def test_a_changed_value_is_a_row_of_its_own_before_all_others() -> None:
    found = at_service(a_document(title="Contract 2"), BODIL, KARIM)
    [row] = found.changes
    assert (row.name, row.aspect, row.change) == ("Contract", Aspect.TITLE, Change.CHANGED)
    assert (row.ours, row.prepared, row.theirs) == (
        Fact(text="Contract"),
        Fact(text="Contract"),
        Fact(text="Contract 2"),
    )
    assert found.rows[0] is row


def test_what_reads_the_same_and_has_another_digest_was_changed() -> None:
    moved = a_person("bodil", "bodil@example.com", digest="moved")
    assert changes(at_service(a_document(), moved, KARIM)) == [
        ("bodil@example.com", "fields", "changed")
    ]


def test_somebody_new_and_somebody_missing_are_one_row_each() -> None:
    eve = a_person("#3", "eve@example.com")
    found = at_service(a_document(), BODIL, eve)
    assert changes(found) == [
        ("karim@example.com", "there", "removed"),
        ("eve@example.com", "there", "added"),
    ]
    gone, new = found.changes
    assert (gone.prepared, gone.theirs) == (KARIM, Blank.ABSENT)
    assert (new.ours, new.prepared, new.theirs) == (Blank.ABSENT, Blank.ABSENT, eve)


def test_people_are_known_by_their_address_where_the_service_gave_new_keys() -> None:
    found = at_service(
        a_document(), a_person("#2", "karim@example.com"), a_person("#1", "bodil@example.com")
    )
    assert changes(found) == []


def test_people_without_any_data_are_known_by_their_position_at_last() -> None:
    blank = (a_person("contract/bodil"), a_person("contract/inga"))
    now = (a_person("#77"), a_person("#78"), a_person("#79"))
    found = compared(Portraits(ours=blank, prepared=blank), Reading(there=There.READ, portrait=now))
    assert changes(found) == [("#79", "there", "added")]


def test_the_people_of_a_document_that_was_taken_out_are_not_named_one_by_one() -> None:
    before = (
        a_document(),
        a_person("contract/bodil", within="contract"),
        a_document("annex", "Annex"),
        a_person("annex/bodil", within="annex"),
    )
    found = compared(
        Portraits(ours=before, prepared=before), Reading(there=There.READ, portrait=before[:2])
    )
    assert changes(found) == [("Annex", "there", "removed")]
    assert {row.within for row in found.same if row.kind is PartKind.PERSON} == {"Contract"}


def test_without_a_view_of_what_was_prepared_the_draft_is_the_measure() -> None:
    found = at_service(
        a_document(title="Contract 2", state="draft"),
        a_person("bodil", "bodil@example.com", digest="unlike the draft's"),
        KARIM,
        prepared=None,
    )
    assert changes(found) == [("Contract", "title", "changed")]
    state = next(row for row in found.same if row.aspect is Aspect.STATE)
    assert (state.ours, state.prepared) == (Blank.SILENT, Blank.UNKNOWN)


@pytest.mark.parametrize("there", [There.UNREADABLE, There.GONE, There.NOT_OURS])
def test_what_cannot_be_read_is_no_change(there: There) -> None:
    found = compared(Portraits(ours=LEASE, prepared=LEASE), Reading(there=there))
    assert found.changes == ()
    assert {row.theirs for row in found.rows} == {Blank.UNKNOWN}


def test_a_portrait_comes_back_from_the_journal_as_it_was_kept() -> None:
    assert read_portrait(portrait_json(LEASE)) == LEASE


@pytest.mark.parametrize("kept", [None, [], {}, "x", [1], [{"kind": "moon"}], [{"kind": "person"}]])
def test_what_was_never_kept_or_is_damaged_is_no_portrait(kept: JsonValue) -> None:
    assert read_portrait(kept) is None


def test_aspects_of_a_newer_version_are_left_out() -> None:
    [part] = portrait_json((BODIL,))
    assert isinstance(part, dict)
    facts = part["facts"]
    assert isinstance(facts, dict)
    facts["shoe_size"] = ["43", ""]
    assert read_portrait([part]) == (BODIL,)
