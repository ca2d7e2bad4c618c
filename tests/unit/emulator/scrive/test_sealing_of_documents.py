"""What a closed document gives for download."""

from app.emulator.json_value import JsonObject
from app.emulator.scrive.records import objects
from tests.support.scrive_desk import PDF, Desk, bodil, opened, refusal


def closed(desk: Desk) -> JsonObject:
    """A document that everybody has signed just now."""
    document = desk.started(bodil())
    desk.act(document, "Bodil Oskarsson", "open")
    desk.act(document, "Bodil Oskarsson", "sign")
    return desk.read(document)


def test_while_it_is_sealed_the_file_is_not_ready(desk: Desk) -> None:
    document = closed(desk)

    answer = desk.get(f"documents/{document['id']}/files/main")

    assert refusal(answer) == (503, "request_failed")
    assert document["status"] == "closed"
    assert document["sealed_file"] is None


def test_the_seal_comes_after_some_seconds(desk: Desk) -> None:
    document = closed(desk)
    desk.wait(4.9)
    assert desk.read(document)["sealed_file"] is None

    desk.wait(0.1)

    sealed = desk.read(document)["sealed_file"]
    assert isinstance(sealed, dict)
    by_id = desk.get(f"documents/{document['id']}/files/{sealed['id']}/x.pdf")
    main = desk.get(f"documents/{document['id']}/files/main/x.pdf")
    assert by_id.data == main.data
    assert main.data.startswith(PDF)
    assert len(main.data) > len(PDF)


def test_two_downloads_give_the_same_bytes(desk: Desk) -> None:
    document = closed(desk)
    desk.wait(5)
    path = f"documents/{document['id']}/files/main"

    first = desk.get(path).data
    desk.wait(3600)

    assert desk.get(path).data == first


def test_the_time_of_sealing_can_be_switched(desk: Desk) -> None:
    desk.scrive.configure({"sealing_seconds": 0})

    assert closed(desk)["sealed_file"] is not None


def test_everybody_is_told(desk: Desk) -> None:
    closed(desk)

    assert desk.mail("bodil@example.com")[-1] == "Signed by all: Lease"


def test_weeks_later_a_second_seal_changes_the_bytes(desk: Desk) -> None:
    document = closed(desk)
    desk.wait(5)
    path = f"documents/{document['id']}/files/main"
    first, before = desk.get(path).data, desk.read(document)

    desk.wait(15 * 86400)

    second, after = desk.get(path).data, desk.read(document)
    assert second != first
    assert second.startswith(PDF)
    assert str(after["mtime"]) > str(before["mtime"])
    events = opened(desk.get(f"documents/{document['id']}/history"))["events"]
    assert objects(events)[0]["status"] == "extended"
    desk.wait(15 * 86400)
    assert desk.get(path).data == second


def test_the_evidence_is_listed_once_it_is_sealed(desk: Desk) -> None:
    document = closed(desk)
    path = f"documents/{document['id']}/evidenceattachments"
    assert opened(desk.get(path)) == {"attachments": []}
    desk.wait(5)

    found = objects(opened(desk.get(path))["attachments"])

    assert [one["name"] for one in found] == ["Evidence Log.html", "Evidence of Intent.pdf"]
    log, intent = (desk.get(str(one["download_url"])) for one in found)
    assert (log.mimetype, intent.mimetype) == ("text/html", "application/pdf")
    assert "The document was signed." in log.text


def test_a_seal_that_fails_leaves_an_error(desk: Desk) -> None:
    desk.scrive.configure({"sealing_fails": True})
    document = closed(desk)

    desk.wait(5)

    failed = desk.read(document)
    assert (failed["status"], failed["sealed_file"]) == ("document_error", None)
