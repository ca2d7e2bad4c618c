"""The card above the workflow: stations, names, and why everybody waits."""

from dataclasses import replace
from datetime import UTC

from app.domain.kinds import Delivery, ParticipantKind
from app.domain.status import AgreementStatus, ParticipantStatus
from app.gui.models.standing import person_standing
from app.gui.tracking.blocker_words import card_words, first_waiting
from app.gui.tracking.stations import asked_proof, stations
from app.gui.when import Times
from app.gui.widgets.blocker_card import StationState
from tests.support.observations import NOW, a_person, an_observation, at, signed

TIMES = Times(now=NOW, zone=UTC)


def way(**other: object) -> list[tuple[str, str, str]]:
    told = stations(a_person("Henrik Falk", **other), TIMES)
    return [(each.name, each.detail, each.state.value) for each in told]


def test_every_time_that_is_known_is_a_station() -> None:
    assert way(
        status=ParticipantStatus.OPENED,
        invited_at=at(10),
        delivered_at=at(10, 9, 16),
        opened_at=at(12, 8, 14),
        authentication_to_view="sms_otp",
    ) == [
        ("Invited", "10 Nov 09:15", "passed"),
        ("Delivered", "10 Nov 09:16", "passed"),
        ("Opened", "12 Nov 08:14", "passed"),
        ("SMS code", "Not given yet", "problem"),
        ("Signed", "Not yet", "ahead"),
    ]


def test_no_time_is_invented() -> None:
    assert way() == [
        ("Invited", "Time not told", "passed"),
        ("Opened", "Not yet", "ahead"),
        ("Signed", "Not yet", "ahead"),
    ]


def test_who_is_given_a_link_was_not_invited() -> None:
    handed = a_person(delivery=Delivery.LINK)
    assert [name for name, _, _ in way(delivery=Delivery.LINK)] == ["Opened", "Signed"]
    told = card_words(an_observation(participants=(handed,)), TIMES)
    assert told is not None
    assert "Waits until you hand over the link" in told.sentence
    assert person_standing(handed).word == "Waits for your link"


def test_an_invitation_that_came_back_is_where_it_is_stuck() -> None:
    told = way(status=ParticipantStatus.FAILED)
    assert told[1] == ("Delivered", "Did not arrive", "problem")


def test_a_proof_that_was_given_is_passed() -> None:
    told = way(
        status=ParticipantStatus.OPENED,
        authentication_to_sign="se_bankid",
        authenticated=True,
        authenticated_at=at(12, 8, 20),
    )
    assert told[2] == ("BankID (Sweden)", "12 Nov 08:20", "passed")


def test_the_last_station_is_what_the_role_does() -> None:
    assert way(role="approver")[-1][0] == "Approved"
    acted = signed("Bo Diaz", at(12), role="editor")
    assert stations(acted, TIMES)[-1].state is StationState.PASSED


def test_several_proofs_are_all_named() -> None:
    person = a_person(authentication_to_view="password, sms_otp")
    assert asked_proof(person) == "Password + SMS code"
    assert asked_proof(a_person(authentication_to_view="standard")) == ""


def test_the_card_names_the_one_who_is_waited_for_and_since_when() -> None:
    card = card_words(an_observation(), TIMES)
    assert card is not None
    assert (card.intro, card.name, card.since) == (
        "Everybody waits for",
        "Henrik Falk",
        "10 days",
    )
    assert card.person == 2
    assert card.sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "Opened, but identity not proven yet: SMS code. The code goes to +46 70 174 06 05."
    )


def test_the_card_counts_the_others_and_names_them() -> None:
    people = (a_person("Lars Ek", key="1"), a_person("Bo Diaz", key="2"))
    card = card_words(an_observation(participants=people), TIMES)
    assert card is not None
    assert card.name == "Lars Ek and 1 other"
    assert card.sentence.endswith("It is the turn of Bo Diaz too.")


def test_a_place_without_a_person_is_what_blocks() -> None:
    kept = replace(a_person("Tenant", key="2"), kind=ParticipantKind.PLACEHOLDER, email="")
    people = (a_person("Lars Ek", key="1"), kept)
    card = card_words(an_observation(participants=people), TIMES)
    assert card is not None
    assert (card.name, card.kind, card.person) == (
        "Tenant and 1 other",
        ParticipantKind.PLACEHOLDER,
        1,
    )
    assert card.sentence == (
        "Nobody is named for this place, so nobody can act. Put a person there."
        " It is the turn of Lars Ek too."
    )
    later = replace(kept, status=ParticipantStatus.NOT_YET)
    card = card_words(an_observation(participants=(a_person("Lars Ek", key="1"), later)), TIMES)
    assert card is not None
    assert card.sentence.endswith("Later nobody is named for “Tenant” yet.")


def test_a_decline_is_quoted_and_nothing_more_is_promised() -> None:
    decliner = a_person(status=ParticipantStatus.DECLINED, acted_at=at(19), reason="No <b>way</b>")
    observation = an_observation(status=AgreementStatus.DECLINED, participants=(decliner,))
    card = card_words(observation, TIMES)
    assert card is not None
    assert card.stopped
    assert (card.intro, card.since) == ("Declined by", "19 Nov 09:15")
    assert card.sentence == "“No way” A declined agreement cannot be continued."


def test_nobody_is_waited_for_when_everybody_signed() -> None:
    done = an_observation(
        status=AgreementStatus.COMPLETED, participants=(signed("Bo Diaz", at(12)),)
    )
    assert card_words(done, TIMES) is None
    assert first_waiting(done) is None
