"""The verbs that do something with a sent agreement: what they print, and how they end."""

import signal
import stat
from typing import Any

import pytest

from app import bootstrap
from app.emulator.faults import Fault
from app.services.paths import Profile
from app.services.secrets.memory import MemoryVault
from tests.support.shell import Shell
from tests.support.waiting import wait_until


def by_documents(draft: dict[str, Any]) -> None:
    """Send with the Document API alone, Inga by a link that she is given."""
    draft["scrive"] = {"send_with": "documents"}
    draft["participants"] = [
        {"label": "bodil", "name": "Bodil Oskarsson", "email": "bodil@example.com"},
        {"label": "inga", "name": "Inga Engberg", "phone": "+46702254141", "delivery": "link"},
    ]
    draft["process"] = {
        "type": "parallel_all",
        "steps": [
            {"type": "sign", "participant": each, "documents": ["contract"]}
            for each in ("bodil", "inga")
        ],
    }


@pytest.fixture
def sent(shell: Shell) -> str:
    """The service's id of an agreement that waits for two people."""
    shell.connect()
    status, document = shell.call("send", shell.draft(by_documents), "--account", "Office")
    assert status == 0
    return str(document["service_id"])


def posts(shell: Shell, ending: str) -> int:
    entries = shell.emulator.world.journal.entries("scrive")
    return sum(each.method == "POST" and each.path.endswith(ending) for each in entries)


def test_a_reminder_is_done_and_listed(shell: Shell, sent: str) -> None:
    status, document = shell.call("remind", sent)
    assert (status, document["actions"][0]["state"]) == (0, "done")
    status, listed = shell.call("actions", sent)
    assert (status, [each["kind"] for each in listed["actions"]]) == (0, ["remind"])
    offered = {each["kind"] for each in listed["offers"] if each["offered"]}
    assert {"remind", "cancel", "change_contact", "link"} <= offered
    status, out, _ = shell.say("actions", sent)
    assert "Everybody who has not signed was reminded." in out


def test_a_reminder_is_set_and_taken_away(shell: Shell, sent: str) -> None:
    said = [shell.say("auto-reminder", sent, *when)[1] for when in (("--days", "5"), ("--off",))]
    assert said == ["The automatic reminder was set.\n", "The automatic reminder was taken away.\n"]


def test_a_dry_run_says_what_it_would_cause_and_asks_nobody(shell: Shell, sent: str) -> None:
    before = len(shell.emulator.world.journal.entries("scrive"))
    status, document = shell.call("cancel", sent, "--dry-run")
    causes = [each["cause"] for each in document["dry_run"][0]["effects"]]
    assert (status, causes) == (0, ["signing_stops", "restartable"])
    assert len(shell.emulator.world.journal.entries("scrive")) == before


def test_a_change_of_several_things_is_one_call_for_each(shell: Shell, sent: str) -> None:
    status, document = shell.call(
        "change", sent, "--person", "bodil", "--email", "b.oskarsson@example.com",
        "--proof-to-sign", "se_bankid",
    )  # fmt: skip
    assert status == 0
    assert [each["kind"] for each in document["actions"]] == [
        "change_proof_to_sign",
        "change_contact",
    ]
    assert {each["state"] for each in document["actions"]} == {"done"}


def test_of_several_changes_none_is_made_where_one_does_not_fit(shell: Shell, sent: str) -> None:
    status, document = shell.call(
        "change", sent, "--person", "bodil", "--email", "nowhere", "--proof-to-sign", "se_bankid"
    )
    assert (status, "nowhere" in document["message"]) == (2, True)
    assert posts(shell, "/setauthenticationtosign") == 0


def test_what_was_changed_is_told_where_the_next_could_not_be_begun(
    shell: Shell, sent: str
) -> None:
    fault = Fault(
        kind="status", service="scrive", path="/getprofile$", code=500, skip=1, times=None
    )
    shell.emulator.world.faults.order(fault)
    status, _, said = shell.say(
        "change", sent, "--person", "bodil", "--email", "b@example.com",
        "--proof-to-sign", "se_bankid",
    )  # fmt: skip
    assert status != 0
    assert "What has to be proven to sign was changed." in said
    assert posts(shell, "/changeemailandmobile") == 0


def test_what_does_not_fit_is_a_sentence_and_nothing_is_done(shell: Shell, sent: str) -> None:
    status, document = shell.call("prolong", sent, "--days", "5")
    assert (status, document["message"]) == (
        2,
        "The agreement has not expired. The agreement stands now at: Waiting.",
    )
    status, document = shell.call("remind", "nothing-like-it")
    assert status == 2
    status, document = shell.call("change", sent, "--person", "zoe", "--email", "z@example.com")
    assert (status, "1. Bodil Oskarsson" in document["message"]) == (2, True)
    assert posts(shell, "/prolong") == 0


def test_a_lost_answer_ends_with_finding_out_and_is_not_repeated(shell: Shell, sent: str) -> None:
    faults = shell.emulator.world.faults
    faults.order(Fault(kind="drop_after", service="scrive", path="/remind$"))
    status, document = shell.call("remind", sent)
    assert (status, document["actions"][0]["state"]) == (4, "maybe")
    status, document = shell.call("remind", sent)
    assert (status, document["actions"][0]["state"], posts(shell, "/remind")) == (4, "maybe", 1)
    status, document = shell.call("remind", sent, "--again")
    assert (status, document["actions"][0]["state"], posts(shell, "/remind")) == (0, "done", 2)


def test_a_refusal_of_the_service_is_told_in_its_words(shell: Shell, sent: str) -> None:
    fault = Fault(kind="status", service="scrive", path="/cancel$", code=403, body="Not today.")
    shell.emulator.world.faults.order(fault)
    status, document = shell.call("cancel", sent)
    assert (status, document["actions"][0]["state"]) == (3, "refused")
    assert "Not today." in document["actions"][0]["message"]


def test_a_link_is_printed_or_saved_for_this_user_alone(shell: Shell, sent: str) -> None:
    status, document = shell.call("link", sent, "--person", "Inga")
    assert (status, document["link"].startswith(shell.emulator.scrive_url)) == (0, True)
    file = shell.folder / "inga.png"
    status, document = shell.call("link", sent, "--person", "2", "--qr", file)
    assert (status, document["qr"]) == (0, str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    status, _ = shell.call("link", sent, "--person", "2", "--qr", file)
    assert status == 2
    status, _ = shell.call("link", sent, "--person", "Bodil")
    assert status == 2


def test_a_withdrawn_agreement_becomes_a_draft_here(shell: Shell, sent: str) -> None:
    assert shell.call("cancel", sent)[0] == 0
    status, document = shell.call("cancel", sent)
    assert (status, document["actions"][0]["state"]) == (0, "unchanged")
    status, document = shell.call("restart", sent)
    assert (status, document["actions"][0]["draft_id"] is not None) == (0, True)


def test_a_flow_agreement_is_withdrawn_where_the_server_lets_programs(shell: Shell) -> None:
    shell.connect()
    status, document = shell.call("send", shell.draft(), "--account", "Office")
    assert status == 0
    service_id = document["service_id"]
    status, listed = shell.call("actions", service_id)
    assert [each["kind"] for each in listed["offers"] if each["offered"]] == ["cancel"]
    status, document = shell.call("cancel", service_id)
    assert (status, document["actions"][0]["state"]) == (0, "done")
    status, document = shell.call("status", service_id)
    assert document["agreements"][0]["status"] == "cancelled"
    status, document = shell.call("restart", service_id)
    assert (status, document["actions"][0]["state"]) == (0, "done")
    desk = bootstrap.build_desk(Profile(folder=shell.profile), MemoryVault())
    draft = desk.drafts.get(document["actions"][0]["draft_id"])
    inga = draft.agreement.participant("inga")
    assert inga is not None
    assert [each.label for each in inga.authentication.sign] == ["inga_sign_auth"]


def test_a_server_that_stops_no_flow_agreements_is_remembered(shell: Shell) -> None:
    shell.connect()
    shell.emulator.services["scrive"].configure({"absent": ["cancel_instance"]})
    _, document = shell.call("send", shell.draft(), "--account", "Office")
    service_id = document["service_id"]
    status, document = shell.call("cancel", service_id)
    assert (status, document["actions"][0]["reason"]) == (3, "flow_unavailable")
    _, listed = shell.call("actions", service_id)
    [offer] = [each for each in listed["offers"] if each["kind"] == "cancel"]
    assert offer["why_not"] == "flow_unavailable"


@pytest.mark.parametrize(("verb", "state"), [("cancel", "done"), ("remind", "maybe")])
def test_a_process_killed_in_the_middle_leaves_a_doubt_and_no_second_effect(
    shell: Shell, verb: str, state: str
) -> None:
    values = shell.values["scrive"]
    path = shell.draft(by_documents)
    _, document = shell.call("send", path, "--account-json", "-", stdin=values)
    sent = document["service_id"]
    faults = shell.emulator.world.faults
    faults.order(Fault(kind="delay_after", service="scrive", path=f"/{verb}$", seconds=20))
    with shell.begin(verb, sent) as process:
        wait_until(lambda: posts(shell, f"/{verb}") == 1, seconds=30)
        process.send_signal(signal.SIGKILL)
    faults.clear()
    status, document = shell.call(verb, sent, "--account-json", "-", stdin=values)
    found = {"cancel": (0, "unchanged"), "remind": (4, "maybe")}[verb]
    assert (status, document["actions"][0]["state"]) == found
    _, listed = shell.call("actions", sent, "--account-json", "-", stdin=values)
    assert [each["state"] for each in listed["actions"]] == [state]
    assert posts(shell, f"/{verb}") == 1


def test_a_lost_answer_of_flow_is_settled_by_the_documents(shell: Shell) -> None:
    shell.connect()
    _, document = shell.call("send", shell.draft(), "--account", "Office")
    fault = Fault(kind="drop_after", service="scrive", path="/flow/instances/.*/cancel$")
    shell.emulator.world.faults.order(fault)
    status, document = shell.call("cancel", document["service_id"])
    assert (status, document["actions"][0]["state"]) == (0, "done")
    assert posts(shell, "/cancel") == 1
