"""Fields that follow a phrase are found again when the file is replaced."""

from app.domain.anchoring import PhraseHit, below, followed, phrases_of
from tests.support.agreements import an_agreement
from tests.support.fields import a_field

A4 = (595.0, 842.0)
PHRASE = "For the tenant"


def a_hit(page: int = 1, x: float = 100, y: float = 200) -> PhraseHit:
    return PhraseHit(page=page, x=x, y=y, width=80, height=12)


def test_a_field_is_placed_directly_below_its_phrase() -> None:
    field = below(a_field(), a_hit(page=3), PHRASE, A4)
    assert (field.page, field.x, field.y, field.anchor) == (3, 100, 216, PHRASE)
    assert below(a_field(), a_hit(x=590, y=840), PHRASE, A4).x == A4[0] - field.width


def test_it_keeps_its_distance_to_the_same_occurrence() -> None:
    fields = (a_field(anchor=PHRASE, page=2, x=110.0, y=230.0), a_field(x=5.0))
    agreement = an_agreement(fields=fields)
    assert phrases_of(agreement, "contract") == (PHRASE,)
    before = {PHRASE: (a_hit(1), a_hit(2))}
    after = {PHRASE: (a_hit(1, y=300), a_hit(3, x=120, y=500))}
    outcome = followed(agreement, "contract", before, after, (A4, A4, A4))
    assert (outcome.moved, outcome.lost) == (1, ())
    field, other = outcome.agreement.fields
    assert (field.page, field.x, field.y) == (3, 130, 530)
    assert other == fields[1]


def test_a_phrase_that_is_gone_is_told_and_its_field_stays() -> None:
    agreement = an_agreement(fields=(a_field(anchor=PHRASE),))
    outcome = followed(agreement, "contract", {PHRASE: (a_hit(),)}, {PHRASE: ()}, (A4,))
    assert (outcome.moved, outcome.lost) == (0, (PHRASE,))
    assert outcome.agreement == agreement


def test_a_phrase_on_another_page_than_its_field_moves_nothing() -> None:
    agreement = an_agreement(fields=(a_field(anchor=PHRASE, page=2),))
    hits = {PHRASE: (a_hit(1),)}
    assert followed(agreement, "contract", hits, hits, (A4, A4)).lost == (PHRASE,)


def test_other_documents_are_left_alone() -> None:
    agreement = an_agreement(fields=(a_field(anchor=PHRASE, document="rules"),))
    assert phrases_of(agreement, "contract") == ()
    outcome = followed(agreement, "contract", {}, {}, (A4,))
    assert (outcome.agreement, outcome.lost) == (agreement, ())
