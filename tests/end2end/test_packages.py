"""Sending through SigningHub from the command line, against the emulator."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain import draft_format
from app.domain.agreement import Agreement, Authentication, AuthenticationMethod
from app.domain.kinds import Delivery, Order
from app.emulator.faults import Fault
from tests.support.emulator import GUIDE_PDF
from tests.support.shell import Shell
from tests.support.signinghub_office import WORKFLOW, a_package


def written(shell: Shell, agreement: Agreement) -> Path:
    """The agreement as a draft file with its documents beside it."""
    for document in agreement.documents:
        (shell.folder / document.file).write_bytes(GUIDE_PDF)
    path = shell.folder / "lease.agreement"
    path.write_text(draft_format.render(agreement), "utf-8")
    return path


def connect(shell: Shell, version: int) -> None:
    shell.values["signinghub"]["api_version"] = version
    shell.connect("signinghub", "Hub")


@pytest.mark.parametrize("version", [3, 4])
def test_a_package_is_sent_once_and_followed(shell: Shell, version: int) -> None:
    connect(shell, version)
    path = written(shell, a_package())

    status, sent = shell.call("send", path, "--account", "Hub")
    again, answer = shell.call("send", path, "--account", "Hub")

    assert (status, sent["state"], sent["already"], sent["copies"]) == (0, "sent", False, [])
    assert (again, answer["already"], answer["service_id"]) == (0, True, sent["service_id"])
    [followed] = shell.call("status")[1]["agreements"]
    assert (followed["service_id"], followed["status"]) == (sent["service_id"], "in_progress")
    assert followed["waiting_for"] == ["Bodil Oskarsson"]


def test_copies_for_everybody_are_told_and_followed(shell: Shell) -> None:
    connect(shell, 3)
    agreement = a_package(Order.PARALLEL, signinghub={"workflow_type": "INDIVIDUAL"})
    path = written(shell, replace(agreement, participants=agreement.participants[:2]))

    status, sent = shell.call("send", path, "--account", "Hub")

    assert (status, sent["state"]) == (0, "sent")
    assert [each["participant"] for each in sent["copies"]] == ["Bodil Oskarsson", "Karim Haddad"]
    ids = {each["service_id"] for each in sent["copies"]}
    assert {each["service_id"] for each in shell.call("status")[1]["agreements"]} == ids


def test_a_lost_answer_is_found_out_by_the_outbox(shell: Shell) -> None:
    connect(shell, 3)
    path = written(shell, a_package())
    fault = Fault(kind="drop_before", service="signinghub", method="POST", path=WORKFLOW)
    shell.emulator.world.faults.order(fault)

    status, sent = shell.call("send", path, "--account", "Hub", "--wait", "0")
    settled, done = shell.call("outbox", "run", "--wait", "600")

    assert (status, sent["state"]) == (4, "finding_out")
    assert (settled, done["items"][0]["state"]) == (0, "sent")


def test_what_the_version_of_an_account_cannot_carry_stops_before_anything_leaves(
    shell: Shell,
) -> None:
    connect(shell, 3)
    agreement = a_package()
    bodil, karim, elin = agreement.participants
    by_sms = replace(karim, delivery=Delivery.SMS)
    path = written(shell, replace(agreement, participants=(bodil, by_sms, elin)))
    before = len(shell.emulator.world.journal.entries("signinghub"))

    status, answer = shell.call("send", path, "--account", "Hub")

    assert (status, answer["state"]) == (2, "not_sent")
    assert [each["id"] for each in answer["findings"]] == ["people.package_sms"]
    assert len(shell.emulator.world.journal.entries("signinghub")) == before


def opened_by_password() -> Agreement:
    agreement = a_package()
    bodil, *others = agreement.participants
    proof = Authentication(view=AuthenticationMethod(provider="password"))
    return replace(agreement, participants=(replace(bodil, authentication=proof), *others))


def test_a_password_to_open_is_told_when_it_is_sent(shell: Shell) -> None:
    connect(shell, 4)
    path = written(shell, opened_by_password())

    status, told = shell.call("send", path, "--account", "Hub", stdin="")
    unread, _ = shell.call("send", path, "--account", "Hub", "--passwords", "-", stdin="[]")
    sent, answer = shell.call(
        "send", path, "--account", "Hub", "--passwords", "-", stdin={"bodil": "Correct-Horse-7"}
    )

    assert (status, told["findings"][0]["id"]) == (2, "send.no_password")
    assert told["findings"][0]["where"] == "/participants/0/authentication/view"
    assert unread == 2
    assert (sent, answer["state"]) == (0, "sent")
    assert "Correct-Horse" not in json.dumps(answer)


def test_a_scheduler_tells_the_account_and_the_passwords_in_one(shell: Shell) -> None:
    path = written(shell, opened_by_password())
    values = {**shell.values["signinghub"], "passwords": {"bodil": "Correct-Horse-7"}}

    status, answer = shell.call("send", path, "--account-json", "-", stdin=values)

    assert (status, answer["state"]) == (0, "sent")


def test_a_password_that_was_forgotten_is_told_to_the_outbox(shell: Shell) -> None:
    path = written(shell, opened_by_password())
    account = shell.values["signinghub"]
    values = {**account, "passwords": {"bodil": "Correct-Horse-7"}}
    shell.emulator.world.faults.order(
        Fault(kind="drop_before", service="signinghub", method="PUT", path=WORKFLOW, times=9)
    )
    status, kept = shell.call("send", path, "--account-json", "-", "--wait", "0", stdin=values)
    shell.emulator.world.faults.clear()
    again = ("outbox", "check", kept["id"], "--account-json", "-", "--wait", "600")

    forgotten, told = shell.call(*again, stdin=account)
    sent, answer = shell.call(*again, stdin={**account, "passwords": {"bodil": "New-Horse-8"}})

    assert (status, kept["state"], forgotten) == (5, "not_sent", 5)
    assert (told["items"][0]["state"], told["items"][0]["needs_you"]) == ("not_sent", True)
    assert "Choose it anew" in told["items"][0]["message"]
    assert (sent, answer["items"][0]["state"]) == (0, "sent")
