"""The recipients of a package against those that it should have."""

from dataclasses import replace

import pytest

from app.domain.kinds import ParticipantKind
from app.services.signinghub.mapping_package import Wanted
from app.services.signinghub.matching import Matching, matched
from app.services.signinghub.positions import Seat
from app.services.signinghub.wire import Recipient


def wanted(*people: tuple[str, int]) -> list[Wanted]:
    return [
        Wanted(
            label=f"{name}{position}",
            email=f"{name}@example.com",
            name=name.title(),
            role="SIGNER",
            signing_order=stage,
        )
        for position, (name, stage) in enumerate(people, start=1)
    ]


def there(*people: tuple[str, int], role: str = "SIGNER") -> list[Recipient]:
    return [
        Recipient(order=order, user_email=f"{name}@example.com", role=role, signing_order=stage)
        for order, (name, stage) in enumerate(people, start=1)
    ]


def custom(people: list[Wanted], users: list[Recipient]) -> Matching:
    return matched(people, users, staged=True, in_order=False)


def serial(people: list[Wanted], users: list[Recipient]) -> Matching:
    return matched(people, users, staged=True, in_order=True)


def test_the_same_people_are_exact_however_they_are_written() -> None:
    users = [
        Recipient(order=1, user_email=" BO@Example.com ", role="Signer", signing_order=1),
        Recipient(order=2, user_email="cy@example.com", role="SIGNER", signing_order=1),
    ]

    matching = custom(wanted(("bo", 1), ("cy", 1)), users)

    assert matching.exact
    assert matching.orders == {"bo1": 1, "cy2": 2}


def test_what_was_applied_in_part_is_completed() -> None:
    matching = custom(wanted(("bo", 1), ("cy", 1), ("di", 2)), there(("cy", 1)))

    assert [each.label for each in matching.missing] == ["bo1", "di3"]
    assert matching.surplus == ()


def test_of_a_doubled_list_the_later_half_is_surplus_from_its_end() -> None:
    people = wanted(("bo", 1), ("cy", 1))

    matching = custom(people, there(("bo", 1), ("cy", 1), ("bo", 1), ("cy", 1)))

    assert matching.orders == {"bo1": 1, "cy2": 2}
    assert matching.surplus == (4, 3)


def test_the_same_person_may_be_wanted_twice() -> None:
    people = wanted(("bo", 1), ("bo", 1))

    assert custom(people, there(("bo", 1), ("bo", 1))).exact
    assert len(custom(people, there(("bo", 1))).missing) == 1


def test_another_role_or_stage_is_another_recipient() -> None:
    people = wanted(("bo", 1))

    assert custom(people, there(("bo", 2))).surplus == (1,)
    assert custom(people, there(("bo", 1), role="REVIEWER")).surplus == (1,)


def test_where_all_act_at_once_the_stage_does_not_count() -> None:
    matching = matched(wanted(("bo", 2)), there(("bo", 1)), staged=False, in_order=False)

    assert matching.exact


def test_one_after_the_other_also_means_in_that_order() -> None:
    people = wanted(("bo", 1), ("cy", 2), ("di", 3))

    matching = serial(people, there(("bo", 1), ("di", 3), ("cy", 2)))

    assert matching.orders == {"bo1": 1}
    assert matching.surplus == (3, 2)
    assert [each.label for each in matching.missing] == ["cy2", "di3"]


def test_a_stranger_is_told_from_a_double() -> None:
    people = wanted(("bo", 1), ("cy", 2))

    assert serial(people, there(("bo", 1), ("cy", 2), ("eve", 3))).strangers
    assert not serial(people, there(("cy", 2), ("bo", 1), ("bo", 1))).strangers


def test_groups_and_placeholders_are_known_by_their_names() -> None:
    people = [
        Wanted(
            label="legal", kind=ParticipantKind.GROUP, name="Legal", role="SIGNER", signing_order=1
        ),
        Wanted(
            label="tenant",
            kind=ParticipantKind.PLACEHOLDER,
            name="Tenant",
            role="SIGNER",
            signing_order=1,
        ),
    ]
    users = [
        Recipient(order=1, group_name=" LEGAL", role="SIGNER", signing_order=1),
        Recipient(order=2, placeholder="Tenant", user_name="Tenant", role="SIGNER"),
    ]

    matching = matched(people, users, staged=False, in_order=False)

    assert matching.exact
    assert matching.in_place
    assert not matched(people[::-1], users, staged=False, in_order=False).in_place
    # A person who is called like a group is another one.
    person = Recipient(order=1, user_email="legal@example.com", user_name="Legal", role="SIGNER")
    assert matched(people, [person], staged=False, in_order=False).strangers


def test_a_seal_is_no_signature() -> None:
    seal = [replace(each, role="ELECTRONIC_SEAL") for each in wanted(("bo", 1))]

    assert custom(seal, there(("bo", 1), role="Electronic Seal")).exact
    assert custom(seal, there(("bo", 1))).strangers
    assert custom(seal, there(("bo", 1), role="WITNESS")).strangers


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Seat(order=1, user_email="bodil@example.com"), True),
        (Seat(order=1, user_email="bodil@example.com", role="CARBONCOPY"), False),
        (Seat(order=1, user_email="bodil@example.com", role="SIGNER", signing_order=2), False),
        (Seat(order=2, user_email="bodil@example.com"), False),
        (Seat(order=1, user_email="karim@example.com"), False),
    ],
)
def test_one_who_takes_part_twice_is_known_by_role_and_stage(other: Seat, same: bool) -> None:
    seat = Seat(order=1, user_email="bodil@example.com", role="SIGNER", signing_order=1)

    assert seat.is_taken_by(other) is same
