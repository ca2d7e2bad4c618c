"""What is done with a package after it was sent, from the command line."""

import pytest

from app import bootstrap
from app.domain import draft_format
from tests.support.emulator import GUIDE_PDF
from tests.support.package_office import A4
from tests.support.shell import Shell
from tests.support.signinghub_office import a_package


@pytest.fixture
def sent(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> str:
    """Our id of a package that was sent with version 3."""
    monkeypatch.setattr(bootstrap, "page_sizes", lambda _path: (A4,))
    shell.connect("signinghub", "Hub")
    agreement = a_package()
    for document in agreement.documents:
        (shell.folder / document.file).write_bytes(GUIDE_PDF)
    path = shell.folder / "lease.agreement"
    path.write_text(draft_format.render(agreement), "utf-8")
    assert shell.call("send", path, "--account", "Hub")[0] == 0
    [followed] = shell.call("status")[1]["agreements"]
    return str(followed["id"])


def test_recalled_corrected_and_sent_again_it_is_the_same_package(shell: Shell, sent: str) -> None:
    status, told = shell.call("recall", sent, "--dry-run")
    assert status == 0
    assert {"access_ends", "recall_told", "quota_again", "draft_again"} <= {
        each["cause"] for each in told["dry_run"][0]["effects"]
    }

    status, done = shell.call("recall", sent)
    assert (status, done["actions"][0]["state"]) == (0, "done")
    file = shell.folder / "corrected" / "lease.agreement"
    file.parent.mkdir()
    status, made = shell.call("correct", sent, "--to", file)
    assert (status, made["actions"][0]["kind"]) == (0, "correct")
    assert made["actions"][0]["draft_id"]
    before = shell.call("status")[1]["agreements"][0]
    assert before["status"] == "draft"

    file.write_text(file.read_text("utf-8").replace("Karim Haddad", "Inga Lind"), "utf-8")
    status, again = shell.call("send", file, "--account", "Hub")

    assert (status, again["state"]) == (0, "sent")
    [after] = shell.call("status")[1]["agreements"]
    assert (after["id"], after["service_id"]) == (sent, again["service_id"])
    assert (after["status"], again["service_id"]) == ("in_progress", before["service_id"])
    assert "Inga Lind" in [each["name"] for each in after["participants"]]


def test_version_3_says_why_it_reminds_nobody_and_replaces_completes_and_deletes(
    shell: Shell, sent: str
) -> None:
    status, said, told = shell.say("remind", sent)
    assert (status, said) == (2, "")
    assert "version 3" in told

    status, done = shell.call(
        "replace", sent, "--person", "Bodil", "--name", "Inga Lind", "--email", "inga@example.com"
    )

    assert (status, done["actions"][0]["state"]) == (0, "done")
    people = shell.call("status", sent)[1]["agreements"][0]["participants"]
    assert people[0]["name"] == "Inga Lind"

    status, done = shell.call("complete", sent)
    assert (status, done["actions"][0]["state"]) == (0, "done")
    status, done = shell.call("delete", sent)
    assert (status, done["actions"][0]["state"]) == (0, "done")
    assert shell.call("status")[1]["agreements"][0]["access"] == "gone"
    assert shell.call("recall", sent)[0] == 3
