"""The agreements with which the demo begins."""

from collections import Counter

from app.emulator.json_value import JsonObject
from tests.support.scrive_desk import NOON, Desk, opened, parties_of


def documents(desk: Desk) -> list[JsonObject]:
    found = desk.listed()["documents"]
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, dict)]


def test_it_shows_every_state(desk: Desk) -> None:
    desk.scrive.seed_demo()

    states = Counter(str(one["status"]) for one in documents(desk))

    assert set(states) == {"preparation", "pending", "closed", "rejected", "timedout"}
    assert {one.status for one in desk.scrive.agreements()} >= {"in_progress", "pending", "closed"}


def test_it_lies_in_the_past_and_leaves_the_clock_alone(desk: Desk) -> None:
    desk.scrive.seed_demo()

    assert desk.world.clock.now() == NOON
    assert all(str(one["mtime"]) < "2031-03-01T12" for one in documents(desk))
    assert {message.at < NOON for message in desk.world.inbox.messages()} == {True}


def test_the_closed_one_can_be_downloaded(desk: Desk) -> None:
    desk.scrive.seed_demo()
    closed = next(one for one in documents(desk) if one["status"] == "closed")

    assert desk.get(f"documents/{closed['id']}/files/main").data.startswith(b"%PDF-")


def test_people_are_invented_and_can_be_played_on(desk: Desk) -> None:
    desk.scrive.seed_demo()
    for message in desk.world.inbox.messages():
        assert message.to.endswith("@example.com") or message.to.startswith("+4670174")
    lease = next(one for one in desk.scrive.agreements() if one.title == "Lease Kungsgatan 4")

    desk.act(lease.id, "Inga Engberg", "open")
    desk.act(lease.id, "Inga Engberg", "authenticate", code=desk.code("+46701740611"))

    assert "sign" in desk.people(lease.id)["Inga Engberg"].actions


def test_the_draft_can_be_sent(desk: Desk) -> None:
    desk.scrive.seed_demo()
    draft = next(one for one in documents(desk) if one["status"] == "preparation")

    assert opened(desk.do(draft, "start"))["status"] == "pending"
    assert parties_of(draft)[0]["signatory_role"] == "viewer"


def test_it_is_the_same_for_the_same_seed(desk: Desk) -> None:
    desk.scrive.seed_demo()
    other = Desk()
    other.scrive.seed_demo()

    assert documents(desk) == documents(other)


def test_people_are_asked_for_more_than_a_signature(desk: Desk) -> None:
    desk.scrive.seed_demo()
    found = {one.title: one for one in desk.scrive.agreements()}

    sublet = found["Sublet agreement, flat 9"].id
    for action in ("upload", "answer", "sign", "identify"):
        desk.act(sublet, "Mira Kovac", action)
    keys = found["Handing over of keys, flat 1203"].id
    for action in ("fill_form", "sign"):
        desk.act(keys, "Bodil Oskarsson", action)

    states = {one.id: one.status for one in desk.scrive.agreements()}
    assert (states[sublet], states[keys]) == ("closed", "completed")


def test_two_templates_wait_for_a_person(desk: Desk) -> None:
    desk.scrive.seed_demo()

    templates = desk.listed([{"filter_by": "is_template"}])["documents"]

    assert isinstance(templates, list)
    titles = [one["title"] for one in templates if isinstance(one, dict)]
    assert titles == ["Confidentiality agreement", "Residential lease"]
