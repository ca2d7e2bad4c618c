"""The process in words, and as rows."""

from dataclasses import replace

import pytest

from app.domain.agreement import Agreement
from app.domain.findings import Draft
from app.domain.json_value import JsonObject
from app.domain.kinds import ServiceKind, StepType
from app.domain.linting import lint
from app.domain.process import Node, OtherStep
from app.gui.process.rows import ProcessRow, all_rows, process_rows
from app.gui.process.words import (
    documents_phrase,
    documents_words,
    process_words,
    sign_order_words,
)
from app.gui.widgets.states import Severity
from tests.support.agreements import a_document, a_step
from tests.support.processes import a_draft, at_once, in_turn, inga_signs

BOTH = in_turn(at_once(a_step("bodil", "contract", "rules"), a_step("karim")), inga_signs())


def story(process: Node | None, service: ServiceKind | None = ServiceKind.SCRIVE) -> list[str]:
    turns = process_words(a_draft(process), service)
    return [f"{turn.when}: {turn.sentence}" for turn in turns]


def test_the_whole_is_told_turn_by_turn() -> None:
    assert story(BOTH) == [
        (
            "At once: Bodil Oskarsson signs both documents; Karim Haddad signs Contract,"
            " at the same time."
        ),
        "When Bodil Oskarsson and Karim Haddad are done: Inga Engberg signs both documents.",
        "See it from the start: Elin Sund: nobody waits for them.",
    ]


def test_who_does_the_same_is_told_together() -> None:
    process = at_once(a_step("bodil"), a_step("karim"))
    assert story(process)[0] == (
        "At once: Bodil Oskarsson and Karim Haddad sign Contract, at the same time."
    )


def test_the_numbers_of_a_plain_document_are_told() -> None:
    plain = replace(a_draft(BOTH), scrive={"send_with": "documents"})
    assert sign_order_words(plain, ServiceKind.SCRIVE) == (
        "Sign order in Scrive: 1. Bodil Oskarsson and Karim Haddad; 2. Inga Engberg."
    )
    assert sign_order_words(a_draft(BOTH), ServiceKind.SCRIVE) == ""
    assert sign_order_words(plain, ServiceKind.SIGNINGHUB) == ""
    assert sign_order_words(plain, None) == ""


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"type": "form", "participant": "bodil"}, "Bodil Oskarsson fills in a form"),
        ({"type": "form"}, "A form is filled in"),
        ({"type": "seal", "documents": ["contract"]}, "The documents are sealed"),
        ({"type": "parallel_any", "steps": []}, "A step called “parallel_any”"),
    ],
)
def test_a_step_that_nobody_composes_is_shown_but_cannot_be_moved(
    members: JsonObject, words: str
) -> None:
    process = in_turn(a_step("bodil"), at_once(OtherStep(members=members)), a_step("karim"))
    rows = [row for row in all_rows(process_rows(a_draft(process), None)) if row.path is None]
    assert (rows[0].title, rows[0].documents) == (words, "Kept as it is")


def test_nothing_is_said_of_when_lookers_are_told_where_that_is_not_known() -> None:
    assert story(BOTH, None)[-1].startswith("Only look on: ")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (StepType.APPROVE, "Bodil Oskarsson approves Contract."),
        (StepType.EDIT, "Bodil Oskarsson fills in Contract."),
        (StepType.HOST, "Bodil Oskarsson hosts a signing of Contract."),
    ],
)
def test_other_steps_have_their_own_verbs(kind: StepType, words: str) -> None:
    assert story(replace(a_step("bodil"), type=kind))[0] == f"At once: {words}"


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ((), "None"),
        (("contract",), "Contract"),
        (("contract", "rules"), "Both"),
        (("gone",), "None"),
    ],
)
def test_documents_are_counted_or_named(labels: tuple[str, ...], words: str) -> None:
    assert documents_words(a_draft(None), labels) == words


def test_more_than_two_documents_are_counted() -> None:
    documents = tuple(a_document(label) for label in ("a", "b", "c", "d"))
    agreement = replace(a_draft(None), documents=documents)
    labels = [document.label for document in documents]
    assert documents_words(agreement, labels) == "All 4"
    assert documents_phrase(agreement, labels) == "all 4 documents"
    assert documents_words(agreement, labels[:3]) == "3 of 4"
    assert documents_phrase(agreement, labels[:3]) == "A, B and C"


def outline(rows: tuple[ProcessRow, ...]) -> list[object]:
    return [
        (f"{each.number} {each.title} {each.does}".strip(), each.documents, outline(each.children))
        for each in rows
    ]


def rows_of(agreement: Agreement) -> tuple[ProcessRow, ...]:
    findings = lint(Draft(agreement=agreement, service=ServiceKind.SCRIVE))
    return process_rows(agreement, ServiceKind.SCRIVE, findings)


def test_the_tree_shows_turns_groups_and_lookers() -> None:
    assert outline(rows_of(a_draft(BOTH))) == [
        (
            "1 All at once",
            "",
            [
                ("Bodil Oskarsson signs", "Both", []),
                ("Karim Haddad signs", "Contract", []),
            ],
        ),
        ("2 Inga Engberg signs", "Both", []),
        ("See it from the start", "", [("Elin Sund only views", "Both", [])]),
    ]


def test_a_single_step_is_a_tree_of_one_row() -> None:
    assert outline(rows_of(a_draft(a_step("bodil"))))[0] == (
        "Bodil Oskarsson signs",
        "Contract",
        [],
    )


def test_a_step_of_somebody_who_is_gone_is_shown_with_its_finding() -> None:
    row = rows_of(a_draft(in_turn(a_step("bodil"), a_step("nobody"))))[1]
    assert (row.title, row.person, row.severity) == ("nobody", None, Severity.ERROR)


def test_a_finding_about_one_step_does_not_mark_another() -> None:
    steps = [a_step("bodil") for _ in range(11)]
    steps[10] = replace(steps[10], participant="nobody")
    rows = rows_of(a_draft(in_turn(*steps)))
    marked = [place for place, row in enumerate(rows) if row.title == "nobody"]
    assert marked == [10]
    assert rows[1].severity is Severity.ERROR  # signs the same document again
    assert rows[0].severity is None


def test_every_row_has_a_key_of_its_own() -> None:
    process = in_turn(at_once(a_step("bodil"), in_turn(a_step("karim"), a_step("bodil"))))
    keys = [row.key for row in all_rows(rows_of(a_draft(process)))]
    assert len(keys) == len(set(keys))


def test_a_row_is_spoken_as_one_sentence() -> None:
    assert rows_of(a_draft(BOTH))[1].spoken == "2, Inga Engberg signs, Both"
