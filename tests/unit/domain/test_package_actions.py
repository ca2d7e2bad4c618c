"""What can be done with a package, what it causes, and whether it took effect."""

from dataclasses import replace

import pytest

from app.domain.action_effects import effects
from app.domain.action_offers import offer_of, offers
from app.domain.action_outcomes import Outcome, outcome
from app.domain.action_restart import with_people_now
from app.domain.action_values import findings, is_unchanged
from app.domain.actions import ActionKind, ActionRequest, Cause, Situation, WhyNot
from app.domain.agreement import Agreement, Participant
from app.domain.kinds import ParticipantKind, SendWith
from app.domain.observation import Observation
from app.domain.status import Access, AgreementStatus, ParticipantStatus
from tests.support.observations import NOW, a_person, an_observation, at

HENRIK, TUVA, LARS, AMARA = "3", "4", "5", "1"
OPEN = AgreementStatus.IN_PROGRESS
WHOLE = (
    ActionKind.RECALL,
    ActionKind.CORRECT,
    ActionKind.RESTART,
    ActionKind.COMPLETE_EARLY,
    ActionKind.CHANGE_OWNER,
    ActionKind.DELETE,
)


def situation(seen: Observation | None = None, **other: object) -> Situation:
    """Maja's own package, used with version 4."""
    members = {"api_version": 4, "account_email": "Maja@example.com", **other}
    return Situation(
        observation=seen or an_observation(),
        way=SendWith.PACKAGE,
        now=NOW,
        **members,  # type: ignore[arg-type]
    )


def why_not(kind: ActionKind, person: str = "", **other: object) -> WhyNot | None:
    seen = an_observation(**{k: v for k, v in other.items() if k in Observation.__slots__})
    rest = {k: v for k, v in other.items() if k not in Observation.__slots__}
    offer = offer_of(situation(seen, **rest), kind, person)
    assert offer is not None
    return offer.why_not


def wish(kind: ActionKind, person: str = "", **values: object) -> ActionRequest:
    return ActionRequest(kind=kind, agreement_id="ours", person=person, **values)  # type: ignore[arg-type]


def caused(request: ActionRequest, seen: Observation | None = None, **other: object) -> list[Cause]:
    return [each.cause for each in effects(request, situation(seen, **other))]


@pytest.mark.parametrize(
    ("status", "offered"),
    [
        (OPEN, {"recall", "complete_early", "change_owner", "delete"}),
        (AgreementStatus.DRAFT, {"correct", "change_owner", "delete"}),
        (AgreementStatus.COMPLETED, {"change_owner", "delete"}),
        (AgreementStatus.DECLINED, {"restart", "change_owner", "delete"}),
        (AgreementStatus.EXPIRED, {"restart", "change_owner", "delete"}),
    ],
)
def test_the_status_of_the_package_decides(status: AgreementStatus, offered: set[str]) -> None:
    found = offers(situation(an_observation(status=status)))

    assert {each.kind for each in found if each.kind in WHOLE and each.offered} == offered


def test_a_guest_can_only_take_it_off_their_own_lists() -> None:
    found = offers(situation(account_email="otto@example.com"))

    assert {each.kind for each in found if each.offered} == {ActionKind.DELETE}
    assert why_not(ActionKind.RECALL, account_email="otto@example.com") is WhyNot.NOT_OWNER


def test_nothing_is_offered_of_what_is_not_shown_any_more() -> None:
    found = offers(situation(an_observation(access=Access.GONE)))

    assert {each.why_not for each in found} == {WhyNot.NO_ACCESS}


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        (HENRIK, None),
        (TUVA, WhyNot.NOT_THEIR_TURN),
        (LARS, WhyNot.ONLY_COPY),
        (AMARA, WhyNot.ACTED),
    ],
)
def test_only_whoever_has_the_turn_is_reminded(person: str, reason: WhyNot | None) -> None:
    assert why_not(ActionKind.REMIND_PERSON, person) is reason


def test_version_3_and_older_servers_remind_nobody_and_say_so() -> None:
    assert why_not(ActionKind.REMIND_PERSON, HENRIK, api_version=3) is WhyNot.NEEDS_V4
    assert why_not(ActionKind.REMIND_PERSON, HENRIK, reminds=False) is WhyNot.NOT_AT_SERVER


def test_who_is_never_written_to_is_not_reminded() -> None:
    silent = a_person(key="9", details={"email_notification": False})

    assert why_not(ActionKind.REMIND_PERSON, "9", participants=(silent,)) is WhyNot.NO_MESSAGE


def test_whoever_has_not_acted_is_replaced_but_no_group() -> None:
    group = a_person("Legal", key="9", kind=ParticipantKind.GROUP)

    assert why_not(ActionKind.REPLACE_PERSON, TUVA) is None
    assert why_not(ActionKind.REPLACE_PERSON, AMARA) is WhyNot.ACTED
    assert why_not(ActionKind.REPLACE_PERSON, "9", participants=(group,)) is WhyNot.IS_GROUP


def test_a_number_is_asked_for_only_where_the_invitation_goes_by_sms() -> None:
    by_sms = a_person(key="9", phone="+46701740605", details={"delivery_method": "EMAIL_AND_SMS"})
    seen = an_observation(participants=(by_sms,))
    offer = offer_of(situation(seen), ActionKind.REPLACE_PERSON, "9")
    plain = offer_of(situation(), ActionKind.REPLACE_PERSON, HENRIK)

    assert offer is not None
    assert offer.now["mobile"] == "+46701740605"
    assert plain is not None
    assert set(plain.now) == {"name", "email"}


def test_a_locked_workflow_can_be_recalled_but_not_corrected_nor_its_people_replaced() -> None:
    details = {"workflow": {"read_only": True}}

    assert why_not(ActionKind.REPLACE_PERSON, HENRIK, details=details) is WhyNot.LOCKED
    assert why_not(ActionKind.CORRECT, details=details, status=AgreementStatus.DRAFT) is (
        WhyNot.LOCKED
    )
    assert why_not(ActionKind.RECALL, details=details) is None
    assert Cause.LOCKED_DRAFT in caused(wish(ActionKind.RECALL), an_observation(details=details))


def test_a_recall_says_who_loses_access_what_becomes_of_signatures_and_the_quota() -> None:
    assert caused(wish(ActionKind.RECALL)) == [
        Cause.ACCESS_ENDS,
        Cause.RECALL_TOLD,
        Cause.SIGNATURES_UNSURE,
        Cause.QUOTA_AGAIN,
        Cause.DRAFT_AGAIN,
    ]
    copy = an_observation(details={"workflow": {"workflow_type": "INDIVIDUAL"}})
    assert Cause.COPY_ALONE in caused(wish(ActionKind.RECALL), copy)


def test_deleting_recalls_first_declines_for_a_guest_and_says_what_leaves_the_lists() -> None:
    over = an_observation(status=AgreementStatus.COMPLETED)
    waits = an_observation(details={"package_status": "PENDING"})

    assert caused(wish(ActionKind.DELETE))[0] is Cause.RECALLED_FIRST
    assert caused(wish(ActionKind.DELETE), over)[0] is Cause.LEAVES_LISTS
    assert caused(wish(ActionKind.DELETE), waits, account_email="otto@example.com")[0] is (
        Cause.DECLINED_FOR_YOU
    )


def test_who_takes_a_place_is_invited_now_or_at_their_turn() -> None:
    values = {"name": "Inga Lind", "email": "inga@example.com"}

    assert Cause.INVITED_NOW in caused(wish(ActionKind.REPLACE_PERSON, HENRIK, **values))
    assert Cause.INVITED_LATER in caused(wish(ActionKind.REPLACE_PERSON, TUVA, **values))
    assert caused(wish(ActionKind.REPLACE_PERSON, HENRIK, name="Henrik Falck")) == [
        Cause.REPLACED_BY,
        Cause.REVERSIBLE,
    ]


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"name": "", "email": "inga@example.com"}, ["name.missing"]),
        ({"name": "Inga", "email": "inga"}, ["email.malformed"]),
        ({"name": "Inga", "email": " "}, ["email.missing"]),
        ({"email": "inga@example.com", "mobile": "12"}, ["mobile.malformed"]),
        ({"email": "inga@example.com"}, []),
    ],
)
def test_what_was_typed_wrongly_is_found(values: dict[str, str], codes: list[str]) -> None:
    request = wish(ActionKind.REPLACE_PERSON, HENRIK, **values)

    assert [each.code for each in findings(request, situation())] == codes


def test_what_is_so_already_is_not_asked_for() -> None:
    draft = an_observation(status=AgreementStatus.DRAFT)
    same = wish(ActionKind.REPLACE_PERSON, HENRIK, email="Henrik.Falk@example.com")

    assert is_unchanged(wish(ActionKind.RECALL), situation(draft))
    assert is_unchanged(same, situation())
    assert is_unchanged(wish(ActionKind.CHANGE_OWNER, email="MAJA@example.com"), situation())
    assert not is_unchanged(wish(ActionKind.RECALL), situation())


@pytest.mark.parametrize(
    ("kind", "seen", "expected"),
    [
        (ActionKind.RECALL, an_observation(status=AgreementStatus.DRAFT), Outcome.DONE),
        (ActionKind.RECALL, an_observation(), Outcome.NOT_YET),
        (ActionKind.RECALL, an_observation(status=AgreementStatus.COMPLETED), Outcome.OTHERWISE),
        (
            ActionKind.COMPLETE_EARLY,
            an_observation(status=AgreementStatus.COMPLETED, ended_early=True),
            Outcome.DONE,
        ),
        (
            ActionKind.COMPLETE_EARLY,
            an_observation(status=AgreementStatus.COMPLETED),
            Outcome.OTHERWISE,
        ),
        (ActionKind.DELETE, an_observation(), Outcome.NOT_YET),
    ],
)
def test_the_service_tells_what_became_of_it(
    kind: ActionKind, seen: Observation, expected: Outcome
) -> None:
    assert outcome(wish(kind), seen, NOW) is expected


def test_a_replacement_is_found_at_the_place_of_the_person_not_by_their_key() -> None:
    request = wish(ActionKind.REPLACE_PERSON, HENRIK, name="Inga Lind", email="inga@example.com")
    people = an_observation().participants
    inga = replace(people[2], key="x", name="Inga Lind", email="inga@example.com")
    after = an_observation(participants=(*people[:2], inga, *people[3:]))

    assert outcome(request, after, NOW, "3") is Outcome.DONE
    assert outcome(request, after, NOW, "4") is Outcome.NOT_YET
    assert outcome(request, an_observation(), NOW, "3") is Outcome.NOT_YET


def test_of_a_reminder_nothing_tells_for_sure() -> None:
    assert outcome(wish(ActionKind.REMIND_PERSON, HENRIK), an_observation(), NOW) is Outcome.UNKNOWN


def test_a_corrected_draft_knows_who_took_a_place_meanwhile() -> None:
    sent = Agreement(
        participants=(
            Participant(label="henrik", name="Henrik Falk", email="henrik.falk@example.com"),
            Participant(label="bo", name="Bo Ek", email="bo@example.com", phone="+46701740605"),
            Participant(label="tenant", name="Tenant", kind=ParticipantKind.PLACEHOLDER),
            Participant(label="owner", name="Owner", kind=ParticipantKind.PLACEHOLDER),
        )
    )
    inga = a_person("Inga Lind", acted_at=at(10), status=ParticipantStatus.INVITED)
    nobody = a_person("Owner", email="", kind=ParticipantKind.PLACEHOLDER)
    seen = an_observation(participants=(a_person(), inga, a_person("Tuva Ek"), nobody))

    now = with_people_now(sent, seen).participants

    assert [(each.label, each.name) for each in now] == [
        ("henrik", "Henrik Falk"),
        ("bo", "Inga Lind"),
        ("tenant", "Tuva Ek"),
        ("owner", "Owner"),
    ]
    assert [each.kind for each in now[2:]] == [ParticipantKind.PERSON, ParticipantKind.PLACEHOLDER]
    assert now[1].phone == ""


def test_a_place_for_which_nobody_is_named_is_filled_also_where_a_template_locks_the_rest() -> None:
    nobody = a_person("Tenant", key="9", email="", kind=ParticipantKind.PLACEHOLDER)
    seen = an_observation(participants=(nobody,), details={"workflow": {"read_only": True}})
    request = wish(ActionKind.REPLACE_PERSON, "9", name="Inga Lind", email="inga@example.com")

    offer = offer_of(situation(seen), ActionKind.REPLACE_PERSON, "9")
    reminder = offer_of(situation(seen), ActionKind.REMIND_PERSON, "9")

    assert offer is not None
    assert offer.offered
    assert reminder is not None
    assert reminder.why_not is WhyNot.NO_MESSAGE
    assert Cause.ACCESS_ENDS not in caused(request, seen)
