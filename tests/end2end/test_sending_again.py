"""The command line in the middle of doubt: what a further send, a signal or a lost disk makes."""

import os
import signal

import pytest

from app.emulator.faults import Fault
from app.services.errors import LocalError
from app.services.outbox.outbox import Outbox
from tests.support.shell import Shell

START = "/flow/instances"


def test_again_settles_a_doubt_instead_of_making_a_second_agreement(shell: Shell) -> None:
    shell.connect()
    path = shell.draft()
    # The fault on reading begins once everything was prepared.
    shell.emulator.world.faults.order(Fault(kind="drop_after", service="scrive", path=START))
    shell.emulator.world.faults.order(
        Fault(kind="drop_before", service="scrive", method="GET", path="/get$", skip=3, times=None)
    )
    status, first = shell.call("send", path, "--account", "Office", "--wait", "0")
    assert (status, first["state"]) == (4, "finding_out")
    status, second = shell.call("send", path, "--account", "Office", "--again", "--wait", "0")
    assert (status, second["state"], second["already"]) == (4, "finding_out", True)
    assert second["id"] == first["id"]
    shell.emulator.world.faults.clear()
    status, third = shell.call("send", path, "--account", "Office", "--again")
    assert (status, third["state"], third["already"]) == (0, "sent", True)
    assert shell.instances() == 1


def test_a_journal_that_cannot_be_read_any_more_is_no_proof_of_not_sent(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.connect()

    def broken(*_arguments: object, **_options: object) -> None:
        raise LocalError("The disk could not be read.")

    monkeypatch.setattr(Outbox, "run", broken)
    status, document = shell.call("send", shell.draft(), "--account", "Office")
    assert (status, document["state"]) == (4, "finding_out")
    assert document["id"]
    assert "could not be read" in document["message"]


def test_a_stopped_run_of_the_outbox_keeps_everything_and_prints_a_document(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.connect()
    shell.emulator.world.faults.order(Fault(kind="refuse", service="scrive"))
    assert shell.call("send", shell.draft(), "--account", "Office")[0] == 5
    shell.emulator.world.faults.clear()
    run_all = Outbox.run_all

    def interrupted(outbox: Outbox, **options: object) -> object:
        os.kill(os.getpid(), signal.SIGINT)
        return run_all(outbox, **options)  # type: ignore[arg-type]

    with monkeypatch.context() as stopping:
        stopping.setattr(Outbox, "run_all", interrupted)
        status, document = shell.call("outbox", "run")
    assert (status, document["message"]) == (130, "Stopped.")
    status, document = shell.call("outbox", "run")
    assert (status, [each["state"] for each in document["items"]]) == (0, ["sent"])
    assert shell.instances() == 1
