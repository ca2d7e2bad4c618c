"""The command line as a script uses it: its documents, its exit statuses, against the emulator."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.emulator.faults import Fault
from tests.support.shell import Shell


def test_an_account_is_added_listed_checked_and_removed(shell: Shell) -> None:
    shell.connect()
    _, listed = shell.call("account", "list")
    [account] = listed["accounts"]
    assert (account["name"], account["service"]) == ("Office", "scrive")
    status, checked = shell.call("account", "check", "Office")
    assert status == 0
    assert {"good", "not_tested"} == {each["state"] for each in checked["checks"]}
    assert shell.call("account", "remove", "Office")[0] == 0
    assert shell.call("account", "list")[1] == {"accounts": []}


def test_wrong_credentials_are_refused_and_not_stored(shell: Shell) -> None:
    values = {**shell.values["scrive"], "accesssecret": "0123456789abcdef"}
    status, document = shell.call("account", "add", "Office", "--service", "scrive", stdin=values)
    assert status == 3
    assert document["message"]
    assert shell.call("account", "list")[1] == {"accounts": []}


def test_swapped_credentials_are_refused(shell: Shell) -> None:
    values = shell.values["scrive"]
    swapped = {**values, "apitoken": values["accesstoken"], "accesstoken": values["apitoken"]}
    assert shell.call("account", "add", "O", "--service", "scrive", stdin=swapped)[0] == 3


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"base_url": "http://sign.example.com"}, 2),
        ({"base_url": "ftp://127.0.0.1"}, 2),
        ({"base_url": "http://127.0.0.1:9"}, 5),
        ({"colour": "red"}, 2),
        ({"apitoken": ""}, 2),
        ({"apitoken": 5}, 2),
    ],
)
def test_values_that_cannot_be_used_are_told(
    shell: Shell, change: dict[str, Any], status: int
) -> None:
    values = {**shell.values["scrive"], **change}
    found, document = shell.call("account", "add", "O", "--service", "scrive", stdin=values)
    assert found == status
    assert document["message"]
    assert not any(str(secret) in json.dumps(document) for secret in _secrets(shell))


@pytest.mark.parametrize("stdin", ["", "[]", "{", "null"])
def test_standard_input_that_is_no_account_is_told(shell: Shell, stdin: str) -> None:
    status, document = shell.call("account", "add", "O", "--service", "scrive", stdin=stdin)
    assert (status, bool(document["message"])) == (2, True)


def test_a_draft_is_sent_once_and_a_second_send_says_already(shell: Shell) -> None:
    shell.connect()
    path = shell.draft()
    status, first = shell.call("send", path, "--account", "Office")
    assert (status, first["state"], first["already"]) == (0, "sent", False)
    status, second = shell.call("send", path, "--account", "Office")
    assert (status, second["state"], second["already"]) == (0, "sent", True)
    assert second["service_id"] == first["service_id"]
    assert shell.instances() == 1
    assert shell.call("send", path, "--account", "Office", "--again")[1]["already"] is False
    assert shell.instances() == 2


def test_what_was_sent_is_tracked_under_its_names(shell: Shell) -> None:
    shell.connect()
    _, sent = shell.call("send", shell.draft(), "--account", "Office")
    status, document = shell.call("status", sent["service_id"], "--refresh")
    [agreement] = document["agreements"]
    assert (status, agreement["status"], agreement["access"]) == (0, "in_progress", "ok")
    assert agreement["title"] == json.loads(shell.draft().read_text("utf-8"))["title"]
    names = {each["name"]: each["status"] for each in agreement["participants"]}
    assert names.get("Bodil Oskarsson") == "invited"
    assert names.get("Inga Engberg") == "invited"
    assert set(agreement["waiting_for"]) == {"Bodil Oskarsson", "Inga Engberg"}


def test_a_signed_agreement_is_downloaded(shell: Shell, tmp_path: Path) -> None:
    shell.connect()
    _, sent = shell.call("send", shell.draft(), "--account", "Office")
    _play_everybody(shell)
    shell.emulator.world.clock.advance(60)
    _, document = shell.call("status", sent["service_id"], "--refresh")
    assert document["agreements"][0]["status"] == "completed"
    status, files = shell.call("download", sent["service_id"], "--to", tmp_path / "signed")
    assert status == 0
    [file, *others] = files["files"]
    assert Path(file["path"]).read_bytes().startswith(b"%PDF-")
    assert len(file["sha256"]) == 64
    assert (file["kind"], file["note"]) == ("signed", None)
    assert {each["kind"] for each in others} == {"evidence"}
    shell.emulator.world.clock.advance(16 * 86_400)
    _, later = shell.call("download", sent["service_id"], "--to", tmp_path / "signed")
    assert "Both copies are valid" in later["files"][0]["note"]
    assert Path(file["path"]).read_bytes() != Path(later["files"][0]["path"]).read_bytes()


def test_everything_that_an_account_sent_is_followed_at_once(shell: Shell) -> None:
    shell.emulator.reset(seed=1, demo_data=True)
    shell.connect()
    status, result = shell.call("follow", "--all", "--account", "Office")
    assert (status, result["added"], result["already"]) == (0, len(result["agreements"]), 0)
    assert result["added"] > 0
    assert {each["status"] for each in result["agreements"]} == {"in_progress"}
    assert all(each["history"] and each["details"]["documents"] for each in result["agreements"])
    told = json.dumps(result)
    for secret in ("access_token", "api_delivery_url", "access_link", "shareable_link"):
        assert f'"{secret}"' not in told
    assert not re.search(r"/s/\d+/", told)
    _, again = shell.call("follow", "--all", "--account", "Office")
    assert (again["added"], again["already"]) == (0, result["added"])
    shell.connect("signinghub", "Hub")
    status, packages = shell.call("follow", "--all", "--account", "Hub")
    assert (status, packages["already"]) == (0, 0)
    assert packages["added"] > 0
    assert {each["service"] for each in packages["agreements"]} == {"signinghub"}
    assert {each["status"] for each in packages["agreements"]} == {"in_progress"}


def test_a_package_made_elsewhere_is_followed(shell: Shell) -> None:
    shell.emulator.reset(seed=1, demo_data=True)
    shell.connect("signinghub", "Hub")
    status, agreement = shell.call("follow", 1026, "--account", "Hub")
    assert (status, agreement["status"]) == (0, "in_progress")
    assert agreement["participants"][0]["signing_order"] == 1
    assert agreement["details"]["package_id"] == 1026
    assert shell.call("follow", 99999999, "--account", "Hub")[0] == 3


def test_every_leaf_of_a_full_workflow_is_in_the_status(shell: Shell) -> None:
    path = Path(__file__).parents[1] / "support" / "workflow-full.json"
    body = json.loads(path.read_text("utf-8"))
    service = shell.emulator.services["signinghub"]
    service.configure({"serve_workflow": {str(body["package_id"]): body}})
    shell.connect("signinghub", "Hub")
    shell.call("follow", body["package_id"], "--account", "Hub")
    _, document = shell.call("status")
    details = document["agreements"][0]["details"]
    assert list(_leaves(body))
    for where, value in _leaves(body):
        inner = details
        for step in where:
            inner = inner[step]
        assert inner == value, where


def test_findings_stop_a_send_before_anything_leaves(shell: Shell) -> None:
    shell.connect()

    def break_it(draft: dict[str, Any]) -> None:
        draft["participants"][0]["email"] = "nobody"

    path = shell.draft(break_it)
    before = len(shell.emulator.world.journal.entries("scrive"))
    status, document = shell.call("send", path, "--account", "Office")
    assert (status, document["state"], document["id"]) == (2, "not_sent", None)
    assert "people.bad_email" in {each["id"] for each in document["findings"]}
    assert len(shell.emulator.world.journal.entries("scrive")) == before
    assert shell.call("lint", path, "--account", "Office")[0] == 2


@pytest.mark.parametrize(
    ("spoil", "finding"),
    [
        (lambda pdf: pdf.unlink(), "documents.file_missing"),
        (lambda pdf: pdf.write_bytes(b""), "documents.file_empty"),
        (lambda pdf: (pdf.unlink(), pdf.mkdir()), "documents.file_folder"),
        (lambda pdf: pdf.write_text("<html>no</html>"), "documents.file_not_pdf"),
        (lambda pdf: pdf.write_bytes(b"%PDF-1.7 garbage"), "documents.file_broken"),
    ],
)
def test_a_file_that_cannot_be_sent_is_a_finding(
    shell: Shell, spoil: Callable[[Path], object], finding: str
) -> None:
    shell.connect()
    path = shell.draft()
    spoil(path.parent / "contract.pdf")
    status, document = shell.call("send", path, "--account", "Office")
    assert status == 2
    assert finding in {each["id"] for each in document["findings"]}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "draft.not_json"),
        ('{"format": "agreement", "version": 9}', "draft.newer_version"),
        ('{"format": "agreement", "version": 1, "colour": 1}', "draft.unknown_member"),
    ],
)
def test_a_draft_that_cannot_be_read_is_told(shell: Shell, text: str, code: str) -> None:
    shell.connect()
    path = shell.draft()
    path.write_text(text, encoding="utf-8")
    status, document = shell.call("send", path, "--account", "Office")
    assert status == 2
    assert [each["id"] for each in document["findings"]] == [code]


def test_a_draft_that_is_not_there_is_told(shell: Shell) -> None:
    shell.connect()
    assert shell.call("send", shell.folder / "none.agreement", "--account", "Office")[0] == 2
    assert shell.call("send", shell.folder, "--account", "Office")[0] == 2


def test_without_a_keyring_an_account_can_be_given_for_one_call(shell: Shell) -> None:
    path = shell.draft()
    values = shell.values["scrive"]
    status, sent = shell.call("send", path, "--account-json", "-", stdin=values)
    assert (status, sent["state"]) == (0, "sent")
    status, again = shell.call("send", path, "--account-json", "-", stdin=values)
    assert (status, again["already"]) == (0, True)
    assert shell.call("account", "list")[1] == {"accounts": []}
    for file in shell.profile.rglob("*"):
        if file.is_file():
            assert values["apisecret"].encode() not in file.read_bytes(), file


def test_a_service_that_is_down_keeps_the_draft_for_later(shell: Shell) -> None:
    shell.connect()
    shell.emulator.world.faults.order(Fault(kind="refuse", service="scrive"))
    status, document = shell.call("send", shell.draft(), "--account", "Office")
    assert (status, document["state"]) == (5, "not_sent")
    shell.emulator.world.faults.clear()
    status, document = shell.call("outbox", "run")
    assert (status, [each["state"] for each in document["items"]]) == (0, ["sent"])
    assert shell.instances() == 1


def test_a_lost_answer_is_found_out_later(shell: Shell) -> None:
    shell.connect()
    fault = Fault(kind="drop_after", service="scrive", path="/flow/instances")
    shell.emulator.world.faults.order(fault)
    shell.emulator.world.faults.order(
        Fault(kind="html_502", service="scrive", method="GET", path="/get", skip=4, times=None)
    )
    status, document = shell.call("send", shell.draft(), "--account", "Office", "--wait", "0")
    assert (status, document["state"]) == (4, "finding_out")
    shell.emulator.world.faults.clear()
    status, document = shell.call("outbox", "run")
    assert (status, document["items"][0]["state"]) == (0, "sent")
    assert shell.instances() == 1


def test_withdrawn_credentials_are_a_refusal(shell: Shell) -> None:
    shell.connect()
    fault = Fault(
        kind="status", service="scrive", code=401, times=None, body="No valid access credentials"
    )
    shell.emulator.world.faults.order(fault)
    status, document = shell.call("send", shell.draft(), "--account", "Office")
    assert (status, document["state"]) == (3, "not_sent")


@pytest.mark.parametrize(
    "fault",
    [
        Fault(kind="html_502", service="scrive", times=None, effect=False),
        Fault(kind="cut", service="scrive", times=None, size=9),
        Fault(kind="status", service="scrive", times=None, code=200, body="<html>Hi</html>"),
    ],
)
def test_answers_that_make_no_sense_say_nothing_about_the_sign_in(
    shell: Shell, fault: Fault
) -> None:
    shell.emulator.world.faults.order(fault)
    status, document = shell.call(
        "account", "add", "O", "--service", "scrive", stdin=shell.values["scrive"]
    )
    assert status == 5
    assert document["message"]
    assert shell.call("account", "list")[1] == {"accounts": []}


def test_a_failed_refresh_keeps_what_was_known(shell: Shell) -> None:
    shell.connect()
    _, sent = shell.call("send", shell.draft(), "--account", "Office")
    shell.call("status", "--refresh")
    shell.emulator.world.faults.order(Fault(kind="refuse", service="scrive"))
    status, document = shell.call("status", sent["service_id"], "--refresh")
    [agreement] = document["agreements"]
    assert (status, agreement["status"]) == (0, "in_progress")
    assert agreement["error"]


@pytest.mark.parametrize(
    "words",
    [
        ("send",),
        ("account", "add", "x"),
        ("status", "unknown-id"),
        ("download", "unknown-id", "--to", "x"),
        ("follow", "12"),
        ("follow", "12", "--account", "Nobody"),
        ("send", "x.agreement", "--wait", "-1", "--account", "x"),
        ("send", "x.agreement", "--colour", "red"),
        ("frobnicate",),
    ],
)
def test_calls_that_make_no_sense_are_usage_errors(shell: Shell, words: tuple[str, ...]) -> None:
    status, document = shell.call(*words)
    assert (status, bool(document["message"])) == (2, True)


def test_people_read_sentences(shell: Shell) -> None:
    shell.connect()
    path = shell.draft()
    status, out, _ = shell.say("send", path, "--account", "Office")
    assert (status, "Sent." in out) == (0, True)
    status, out, _ = shell.say("status")
    assert (status, "Bodil Oskarsson" in out) == (0, True)
    status, out, _ = shell.say("outbox")
    assert (status, "Sent." in out) == (0, True)
    status, out, _ = shell.say("account", "list")
    assert (status, "Office" in out) == (0, True)
    status, out, err = shell.say("status", "nothing")
    assert (status, out) == (2, "")
    assert "nothing" in err


def _secrets(shell: Shell) -> list[str]:
    values = shell.values["scrive"]
    return [values["apisecret"], values["accesssecret"]]


def _play_everybody(shell: Shell) -> None:
    """Let everybody of the newest Scrive agreement open and sign, with their codes."""
    service = shell.emulator.services["scrive"]
    world = shell.emulator.world
    with world.lock:
        agreement = service.agreements()[0]
        for _ in range(20):
            people = next(one for one in service.agreements() if one.id == agreement.id).people
            acting = [
                (person, action)
                for person in people
                for action in person.actions
                if action in ("open", "authenticate", "sign")
            ]
            if not acting:
                return
            person, action = acting[0]
            codes = [each.code for each in world.inbox.messages() if each.code]
            options = {"code": codes[-1]} if action == "authenticate" else {}
            service.act(agreement.id, person.key, action, **options)


def _leaves(
    value: object, where: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], object]]:
    if isinstance(value, dict) and value:
        for name, inner in value.items():
            yield from _leaves(inner, (*where, name))
    elif isinstance(value, list) and value:
        for position, inner in enumerate(value):
            yield from _leaves(inner, (*where, position))
    else:
        yield where, value
