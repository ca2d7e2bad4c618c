"""What a closed document gives for download."""

from app.emulator.json_value import JsonObject
from tests.support.scrive_desk import PDF, Desk, bodil, refusal


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
