"""What SigningHub is told of a recipient is changed in the service's own shapes."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from app.domain.agreement import Agreement, Participant
from app.domain.json_value import JsonObject
from app.domain.kinds import Delivery, ParticipantKind
from app.domain.participant_members import members_of
from app.domain.signinghub_people import (
    Opening,
    Permissions,
    Reminders,
    Window,
    recipient_settings,
)
from app.domain.signinghub_people_editing import (
    with_flags,
    with_kind,
    with_opening,
    with_permissions,
    with_placeholder_filled,
    with_reminders,
    with_window,
)
from tests.support.agreements import an_agreement, bodil

ZONE = timezone(timedelta(hours=1))
FLAGS = {
    "print": True,
    "download": True,
    "add_text": False,
    "add_attachment": False,
    "change_recipients": False,
}


def told(agreement: Agreement, label: str = "bodil") -> JsonObject:
    return members_of(agreement.signinghub, label)


def telling(own: JsonObject) -> Agreement:
    return an_agreement(signinghub={"participants": {"bodil": own}})


def of(agreement: Agreement, label: str) -> Participant:
    found = agreement.participant(label)
    assert found is not None
    return found


def test_rights_are_written_with_the_notice_to_accept() -> None:
    wanted = replace(with_flags(Permissions(), FLAGS), notice=True, notice_name="House rules")
    assert told(with_permissions(an_agreement(), "bodil", wanted)) == {
        "permission": {
            **FLAGS,
            "legal_notice": {"enabled": True, "legal_notice_name": "House rules"},
        }
    }


def test_a_right_that_is_left_to_the_account_is_not_written() -> None:
    changed = with_permissions(an_agreement(), "bodil", Permissions(print=False))
    assert told(changed) == {"permission": {"print": False}}
    assert with_permissions(changed, "bodil", Permissions()).signinghub == {}
    assert with_permissions(changed, "bodil", None).signinghub == {}


def test_other_flags_keep_the_notice() -> None:
    before = Permissions(print=True, notice=True, notice_name="Privacy")
    assert with_flags(before, {"download": False}) == Permissions(
        download=False, notice=True, notice_name="Privacy"
    )


def test_a_window_between_two_moments_is_written_in_utc() -> None:
    start = datetime(2031, 3, 2, tzinfo=ZONE)
    end = datetime(2031, 3, 16, 23, 59, 59, tzinfo=ZONE)
    wanted = Window(enabled=True, by_date=True, start=start, end=end)
    changed = with_window(an_agreement(), "bodil", wanted)
    assert told(changed) == {
        "access_duration": {
            "enabled": True,
            "duration_by_date": {
                "enabled": True,
                "duration": {
                    "start_date_time": "2031-03-01T23:00:00Z",
                    "end_date_time": "2031-03-16T22:59:59Z",
                },
            },
        }
    }
    assert recipient_settings(changed, "bodil").window == wanted


def test_days_take_the_place_of_dates() -> None:
    dates = Window(enabled=True, by_date=True, end=datetime(2031, 3, 2, tzinfo=ZONE))
    before = with_window(an_agreement(), "bodil", dates)
    days = Window(enabled=True, by_days=True, days=14)
    changed = with_window(before, "bodil", days)
    assert told(changed) == {
        "access_duration": {
            "enabled": True,
            "duration_by_days": {"enabled": True, "duration": {"total_days": 14}},
        }
    }
    assert told(with_window(changed, "bodil", Window())) == {"access_duration": {"enabled": False}}
    assert with_window(changed, "bodil", None).signinghub == {}


@pytest.mark.parametrize(
    ("wanted", "value"),
    [
        (Reminders(), {"enabled": False}),
        (
            Reminders(enabled=True, after=3),
            {"enabled": True, "remind_after": 3, "repeat": {"enabled": False}},
        ),
        (
            Reminders(
                enabled=True,
                after=12,
                frequency="HOURS",
                repeated=True,
                every=2,
                total=5,
                repeat_frequency="HOURS",
            ),
            {
                "enabled": True,
                "remind_after": 12,
                "frequency": "HOURS",
                "repeat": {
                    "enabled": True,
                    "keep_reminding_after": 2,
                    "total_reminders": 5,
                    "frequency": "HOURS",
                },
            },
        ),
    ],
)
def test_reminders_are_written_as_far_as_they_are_wanted(
    wanted: Reminders, value: JsonObject
) -> None:
    changed = with_reminders(an_agreement(), "bodil", wanted)
    assert told(changed) == {"reminder": value}
    assert recipient_settings(changed, "bodil").reminder == wanted
    assert with_reminders(changed, "bodil", None).signinghub == {}


def test_both_proofs_and_another_number_are_written_for_opening() -> None:
    wanted = Opening(password=True, code=True, number="+46701740601")
    changed = with_opening(an_agreement(), "bodil", wanted)
    assert told(changed) == {
        "authentication": {
            "enabled": True,
            "password": {"enabled": True},
            "sms_otp": {"enabled": True, "mobile_number": "+46701740601"},
        }
    }
    assert recipient_settings(changed, "bodil").opening == wanted
    assert with_opening(changed, "bodil", None).signinghub == {}


def test_members_that_nobody_knows_stay_where_they_are() -> None:
    agreement = telling(
        {
            "colour": "blue",
            "permission": {"print": False, "sing": True},
            "access_duration": {
                "enabled": True,
                "duration_by_days": {"enabled": True, "duration": {"total_days": 1, "hours": 2}},
            },
        }
    )
    changed = with_permissions(agreement, "bodil", Permissions(print=True))
    changed = with_window(changed, "bodil", Window(enabled=True, by_days=True, days=5))
    assert told(changed) == {
        "colour": "blue",
        "permission": {"print": True, "sing": True},
        "access_duration": {
            "enabled": True,
            "duration_by_days": {"enabled": True, "duration": {"total_days": 5, "hours": 2}},
        },
    }


@pytest.mark.parametrize("kind", [ParticipantKind.GROUP, ParticipantKind.PLACEHOLDER])
def test_only_a_person_has_an_address_and_a_number(kind: ParticipantKind) -> None:
    person = replace(bodil(), phone="+46701740601", delivery=Delivery.SMS)
    changed = with_kind(an_agreement(participants=(person,)), "bodil", kind)
    assert of(changed, "bodil") == Participant(label="bodil", kind=kind, name="Bodil Oskarsson")
    assert changed.documents_of("bodil") == ("contract",)
    silent = replace(person, delivery=Delivery.NONE)
    changed = with_kind(an_agreement(participants=(silent,)), "bodil", kind)
    assert of(changed, "bodil").effective_delivery is Delivery.NONE


def test_who_takes_the_place_of_a_placeholder_keeps_all_that_was_set_for_it() -> None:
    own: JsonObject = {"bodil": {"permission": {"print": False}}}
    before = with_kind(
        an_agreement(signinghub={"participants": own}), "bodil", ParticipantKind.PLACEHOLDER
    )
    changed = with_placeholder_filled(before, "bodil", name="Karim", email="karim@example.com")
    assert of(changed, "bodil") == Participant(
        label="bodil", name="Karim", email="karim@example.com"
    )
    assert changed.process == before.process
    assert told(changed) == own["bodil"]


def test_nobody_is_changed_who_is_not_there() -> None:
    agreement = an_agreement()
    assert with_kind(agreement, "nobody", ParticipantKind.GROUP) == agreement
    assert with_placeholder_filled(agreement, "nobody", name="A", email="b") == agreement
