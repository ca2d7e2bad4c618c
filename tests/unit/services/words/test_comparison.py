"""The sentences of a comparison: what is known, what stays unknown, what sending anew does."""

from dataclasses import replace

import pytest

from app.domain.comparison import Portraits, Reading, There, compared
from app.domain.kinds import SendWith, ServiceKind
from app.domain.portrait import SENDER, Aspect, Fact, Part, PartKind, Portrait
from app.services.outbox.comparing import Compared
from app.services.outbox.records import CLEARING, OutboxItem, Phase, StepState
from app.services.words.comparison import ComparisonWords, comparison_text, comparison_words
from app.services.words.errors import ErrorText
from tests.support.outbox_items import NOW, an_item, doubtful_start, upload

WAITING = an_item(Phase.WAITING, family="changed")


def a_document(title: str = "Lease", state: str = "draft") -> Part:
    facts = {Aspect.STATE: Fact(text=state), Aspect.TITLE: Fact(text=title)}
    return Part(kind=PartKind.DOCUMENT, key="lease", name="Lease", facts=facts)


def people(*names: str) -> Portrait:
    return tuple(Part(kind=PartKind.PERSON, key=each, name=each, hints=(each,)) for each in names)


def words(
    *now: Part,
    there: There = There.READ,
    item: OutboxItem = WAITING,
    trouble: ErrorText | None = None,
) -> ComparisonWords:
    before = (a_document(),)
    found = compared(
        Portraits(ours=before, prepared=before), Reading(there=there, portrait=tuple(now))
    )
    return comparison_words(item, Compared(comparison=found, at=NOW, trouble=trouble))


def test_the_headline_names_what_was_changed() -> None:
    found = words(a_document("Lease 2"), *people(SENDER, "Eve"))
    assert found.headline == ("Changed there: The sender was added; Eve was added; “Lease”: title.")


def test_of_very_many_changes_the_headline_names_some() -> None:
    found = words(a_document(), *people(*"ABCDEFG"))
    assert found.headline.endswith("E was added; and 2 more, see below.")
    assert len(found.changes) == 7


def test_in_a_flow_it_is_said_what_comes_only_with_the_start() -> None:
    assert "only with the start in Scrive Flow" in words(a_document()).meaning
    alone = replace(WAITING, way=SendWith.DOCUMENTS)
    assert "Who changed it" in words(a_document(), item=alone).meaning


@pytest.mark.parametrize(
    ("there", "headline", "following"),
    [
        (There.GONE, "somebody deleted it", "nothing of the other is left to remove"),
        (There.NOT_OURS, "is another agreement", "leaves the other agreement alone"),
        (There.UNREADABLE, "cannot be read now", "as far as it is still a draft"),
        (There.READ, "Nothing that is compared here differs", "is removed, with those changes"),
    ],
)
def test_every_outcome_says_what_is_known_and_what_sending_anew_does(
    there: There, headline: str, following: str
) -> None:
    found = words(*((a_document(),) if there is There.READ else ()), there=there)
    assert headline in found.headline
    assert following in found.following
    assert bool(found.columns) is (there in (There.READ, There.UNREADABLE))


def test_why_it_cannot_be_read_is_said() -> None:
    trouble = ErrorText(title="The keyring is locked.", next_step="Unlock it.")
    found = words(there=There.UNREADABLE, trouble=trouble)
    assert found.meaning.startswith("The keyring is locked. Unlock it.")
    assert found.same_line == ""


def test_what_somebody_started_there_is_not_removed() -> None:
    found = words(a_document(state="pending"))
    assert found.changes[0].theirs == "Started"
    assert "people may get two agreements" in found.following


@pytest.mark.parametrize(
    ("state", "following"),
    [
        ("draft", "in the place of what the recalled agreement says"),
        ("pending", "stays as it is and is not sent again"),
    ],
)
def test_a_recalled_agreement_is_replaced_where_it_is_but_never_sent_twice(
    state: str, following: str
) -> None:
    item = replace(WAITING, steps=(replace(upload(), kind=CLEARING), *WAITING.steps))
    assert following in words(a_document("Lease 2", state=state), item=item).following


def test_what_may_have_been_sent_is_not_built_anew() -> None:
    item = replace(WAITING, phase=Phase.FINDING_OUT, steps=(upload(), doubtful_start()))
    assert "not built anew" in words(a_document("Lease 2"), item=item).following


def test_what_an_older_version_prepared_is_told_from_what_is_not_written_yet() -> None:
    reading = Reading(there=There.READ, portrait=(a_document("Lease 2"),))
    found = Compared(comparison=compared(Portraits(ours=(a_document(),)), reading), at=NOW)
    early = comparison_words(WAITING, found)
    assert early.headline.startswith("Other than your draft: ")
    first, *others = WAITING.steps
    done = replace(WAITING, steps=(replace(first, state=StepState.DONE), *others))
    late = comparison_words(done, found)
    assert late.headline.startswith("Changed there: ")
    assert "What was prepared was not kept" in late.meaning


def test_as_text_it_can_be_handed_on() -> None:
    package = replace(WAITING, service=ServiceKind.SIGNINGHUB, way=SendWith.PACKAGE)
    before = (a_document(),)
    found = compared(
        Portraits(ours=before, prepared=before),
        Reading(there=There.READ, portrait=(a_document("Lease 2"),)),
    )
    lines = comparison_text(package, Compared(comparison=found, at=NOW), "10:42").splitlines()
    assert lines[0] == "Lease 2031, Norrvik Scrive, 10:42"
    assert lines[-6:] == [
        "[Changed] “Lease” – Title",
        "  Your draft: Lease",
        "  As prepared: Lease",
        "  At SigningHub now: Lease 2",
        "",
        "1 more is the same.",
    ]
