"""Sending with the emulated Scrive's Document API alone, over real sockets."""

from app.services.outbox.records import SendState
from tests.support.documents_office import DocumentsOffice


def test_the_calls_are_made_once_each(documents_office: DocumentsOffice) -> None:
    item = documents_office.send()
    assert item.state is SendState.SENT, item.message
    posts = [each for each in documents_office.requests("/") if each.startswith("POST")]
    assert [each.rsplit("/", 1)[-1] for each in posts] == ["new", "update", "start"]
    assert documents_office.agreements() == 1
    assert documents_office.leftovers() == []
    assert documents_office.doubles() == []
