"""The command `outbox`: what it tells of each agreement, and what it does with one."""

import itertools
import json
import re
import uuid
from datetime import timedelta
from typing import Any

import pytest

from app.emulator.faults import Fault
from app.services.clock import SystemClock
from tests.support.shell import Shell

START = "/flow/instances"


def doubtful(shell: Shell) -> dict[str, Any]:
    """An agreement whose start got no answer, while nobody can be asked."""
    shell.connect()
    faults = shell.emulator.world.faults
    faults.order(Fault(kind="drop_after", service="scrive", path=START))
    faults.order(
        Fault(kind="drop_before", service="scrive", method="GET", path="/get$", skip=3, times=None)
    )
    status, document = shell.call("send", shell.draft(), "--account", "Office", "--wait", "0")
    assert (status, document["state"]) == (4, "finding_out")
    return dict(document)


def waiting(shell: Shell) -> dict[str, Any]:
    """An agreement that cannot be sent, because nobody can be reached."""
    shell.connect()
    shell.emulator.world.faults.order(Fault(kind="refuse", service="scrive", times=None))
    status, document = shell.call("send", shell.draft(), "--account", "Office")
    assert (status, document["state"]) == (5, "not_sent")
    return dict(document)


def test_a_doubt_is_told_with_its_looks_and_what_comes_next(shell: Shell) -> None:
    sent = doubtful(shell)
    status, document = shell.call("outbox")
    [item] = document["items"]
    assert (status, item["id"], item["state"]) == (0, sent["id"], "finding_out")
    assert (item["phase"], item["needs_you"]) == ("finding_out", False)
    assert item["message"].startswith("Finding out. We do not know yet whether this was sent.")
    [start] = [step for step in item["steps"] if step["class"] == "firing"]
    assert start["state"] == "uncertain"
    assert [sorted(look) for look in start["looks"]][:1] == [["at", "sentence"]]
    status, out, _ = shell.say("outbox")
    assert sent["id"][:8] in out
    assert "Finding out. We do not know yet whether this was sent." in out
    assert start["looks"][-1]["sentence"] in out


def test_a_doubt_is_checked_by_the_beginning_of_its_id(shell: Shell) -> None:
    sent = doubtful(shell)
    status, document = shell.call("outbox", "check", sent["id"][:8], "--wait", "0")
    assert (status, document["items"][0]["state"]) == (4, "finding_out")
    shell.emulator.world.faults.clear()
    status, document = shell.call("outbox", "check", sent["id"][:8])
    assert (status, document["items"][0]["state"]) == (0, "sent")
    assert document["items"][0]["message"].startswith("Sent after all.")
    assert shell.instances() == 1


def test_sending_again_repeats_nothing_that_took_effect(shell: Shell) -> None:
    sent = doubtful(shell)
    shell.emulator.world.faults.clear()
    status, document = shell.call("outbox", "again", sent["id"])
    assert (status, document["items"][0]["state"]) == (0, "sent")
    assert shell.instances() == 1


def test_giving_up_what_waits_is_done_and_it_is_never_sent(shell: Shell) -> None:
    kept = waiting(shell)
    shell.emulator.world.faults.clear()
    status, document = shell.call("outbox", "give-up", kept["id"])
    [item] = document["items"]
    assert (status, item["state"], item["phase"]) == (0, "not_sent", "given_up")
    status, document = shell.call("outbox", "run")
    assert (status, document["items"], shell.instances()) == (0, [], 0)


def test_what_turns_out_to_be_sent_cannot_be_given_up(shell: Shell) -> None:
    sent = doubtful(shell)
    shell.emulator.world.faults.clear()
    status, document = shell.call("outbox", "give-up", sent["id"])
    assert (status, document["items"][0]["state"]) == (3, "sent")
    status, document = shell.call("outbox", "give-up", sent["id"])
    assert (status, "was sent" in document["message"]) == (3, True)


def test_giving_up_while_nobody_answers_changes_nothing(shell: Shell) -> None:
    sent = doubtful(shell)
    status, document = shell.call("outbox", "give-up", sent["id"])
    assert status == 5
    assert "Nothing was sent" not in str(document)
    assert "still not known whether the agreement was sent" in str(document)
    _, document = shell.call("outbox")
    assert [each["state"] for each in document["items"]] == ["finding_out"]


def test_what_waits_is_built_anew_in_the_place_of_the_old(shell: Shell) -> None:
    kept = waiting(shell)
    shell.emulator.world.faults.clear()
    status, document = shell.call("outbox", "anew", kept["id"])
    [item] = document["items"]
    assert (status, item["state"]) == (0, "sent")
    assert item["id"] != kept["id"]
    _, document = shell.call("outbox")
    assert {each["id"]: each["phase"] for each in document["items"]} == {
        kept["id"]: "given_up",
        item["id"]: "sent",
    }
    assert shell.instances() == 1


def test_what_is_at_the_service_is_compared_with_the_draft(shell: Shell) -> None:
    shell.connect()
    faults = shell.emulator.world.faults
    faults.order(Fault(kind="drop_before", service="scrive", path="/update$", times=None))
    _, kept = shell.call("send", shell.draft(), "--account", "Office")
    status, document = shell.call("outbox", "compare", kept["id"][:8])
    assert (status, document["there"]) == (0, "read")
    [title] = [each for each in document["changes"] if each["aspect"] == "Title"]
    assert (title["ours"], title["prepared"]) == ("Contract", None)
    assert title["theirs"] != title["ours"]
    _, out, _ = shell.say("outbox", "compare", kept["id"])
    assert "Other than your draft: " in out
    assert f"  At Scrive now: {title['theirs']}" in out
    faults.order(Fault(kind="refuse", service="scrive", times=None))
    status, document = shell.call("outbox", "compare", kept["id"])
    assert (status, document["there"], document["changes"]) == (5, "unreadable", [])


def test_nothing_is_compared_before_there_is_anything(shell: Shell) -> None:
    kept = waiting(shell)
    status, _ = shell.call("outbox", "compare", kept["id"])
    assert status == 3


@pytest.mark.parametrize(
    "words",
    [
        ("outbox", "check"),
        ("outbox", "compare"),
        ("outbox", "give-up"),
        ("outbox", "run", "abc"),
        ("outbox", "check", "abc"),
        ("outbox", "forget", "abc"),
    ],
)
def test_an_agreement_has_to_be_named_where_one_is_meant(
    shell: Shell, words: tuple[str, ...]
) -> None:
    status, document = shell.call(*words)
    assert (status, bool(document["message"])) == (2, True)


def test_an_id_that_two_begin_with_is_not_guessed_and_told_longer(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = itertools.count()
    monkeypatch.setattr(
        "app.services.outbox.freezing.uuid.uuid4",
        lambda: uuid.UUID(int=0xABCD << 112 | next(numbers) << 60),
    )
    waiting(shell)
    path = shell.draft(lambda draft: draft.pop("id"))
    assert shell.call("send", path, "--account", "Office", "--wait", "0")[0] == 5
    status, document = shell.call("outbox", "check", "abcd")
    assert (status, "2 agreements have an id that begins with" in document["message"]) == (2, True)
    _, out, _ = shell.say("outbox")
    shown = re.findall(r"\[(abcd[-0-9a-f]*)\]", out)
    assert len(shown) == len(set(shown)) == 2
    status, document = shell.call("outbox", "check", shown[0])
    assert (status, len(document["items"])) == (5, 1)


def test_what_was_settled_long_ago_is_left_out_until_it_is_asked_for(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.connect()
    assert shell.call("send", shell.draft(), "--account", "Office")[0] == 0
    later = SystemClock.now
    monkeypatch.setattr(SystemClock, "now", lambda clock: later(clock) + timedelta(days=8))
    _, document = shell.call("outbox")
    assert (document["items"], document["left_out"]) == ([], 1)
    _, out, _ = shell.say("outbox")
    assert "1 settled more than 7 days ago" in out
    _, document = shell.call("outbox", "--all")
    assert ([each["state"] for each in document["items"]], document["left_out"]) == (["sent"], 0)


def test_a_second_send_says_that_it_is_on_its_way(shell: Shell) -> None:
    waiting(shell)
    status, document = shell.call("send", shell.draft(), "--account", "Office", "--wait", "0")
    assert (status, document["already"]) == (5, True)
    assert document["message"].startswith(
        "On its way already; nothing was put on its way twice. Not sent yet."
    )
    assert json.dumps(document).count("refused the connection") == 1
