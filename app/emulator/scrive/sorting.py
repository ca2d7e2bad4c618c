"""The parameter `sorting` of the calls that list something."""

from collections.abc import Collection

from app.emulator.json_value import JsonValue
from app.emulator.scrive import checks

_ORDERS = frozenset({"ascending", "descending"})


def keys(value: JsonValue, known: Collection[str]) -> list[tuple[str, bool]]:
    """What to sort by (one of `known`), and whether descending; to be applied in this order.

    The last key of the call comes first: a stable sort by the first one then settles the rest.
    """
    found = []
    for index, one in enumerate(checks.records(value, "sorting")):
        where = f"sorting[{index}]"
        entry = checks.exactly(one, where, ("sort_by",), ("order",))
        key = checks.one_of(entry["sort_by"], f"{where}.sort_by", known)
        order = checks.one_of(entry.get("order", "ascending"), f"{where}.order", _ORDERS)
        found.append((key, order == "descending"))
    return found[::-1]
