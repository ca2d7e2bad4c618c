"""What the command line says of an item of the outbox."""

import pytest

from app.cli.verbs_outbox import told_of
from app.services.outbox.records import Phase
from tests.support.outbox_items import NOW, an_item


@pytest.mark.parametrize(
    ("family", "goes_on"), [("unreachable", True), ("garbled", False), ("changed", False)]
)
def test_it_is_said_to_go_on_only_where_it_does(family: str, goes_on: bool) -> None:
    item = an_item(Phase.WAITING, family=family)
    assert ("goes on with it now" in told_of(item, NOW)) is goes_on
