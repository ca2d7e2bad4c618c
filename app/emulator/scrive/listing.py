"""Filters and sorting of `documents/list`."""

from collections.abc import Callable
from datetime import timedelta

from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.scrive import checks, moments, sorting, vocabulary
from app.emulator.scrive.records import Document
from app.emulator.scrive.state import State

_TOTAL_CAP = 1000
_SORTED_BY: dict[str, Callable[[Document], object]] = {
    "title": lambda document: document.title.casefold(),
    "status": lambda document: document.status,
    "mtime": lambda document: document.mtime,
    "author": lambda document: document.author.name.casefold(),
}


def page(
    state: State, filters: JsonValue, order: JsonValue, offset: int, most: int
) -> tuple[int, list[Document]]:
    """How many documents match (capped as the service does) and one page of them."""
    tests = [
        _test(state, one, f"filter[{index}]")
        for index, one in enumerate(checks.records(filters, "filter"))
    ]
    horizon = state.now - timedelta(seconds=state.settings.list_lag_seconds)
    found = [
        document
        for document in state.documents.values()
        if not document.is_deleted
        and document.ctime <= horizon
        and all(test(document) for test in tests)
    ]
    _sort(found, order)
    amount = min(most, state.settings.list_cap)
    return min(len(found), _TOTAL_CAP + offset), found[offset : offset + amount]


def _sort(found: list[Document], wanted: JsonValue) -> None:
    found.sort(key=lambda document: document.mtime, reverse=True)
    for key, is_descending in sorting.keys(wanted, _SORTED_BY):
        found.sort(key=_SORTED_BY[key], reverse=is_descending)  # type: ignore[arg-type]


def _test(state: State, source: JsonObject, where: str) -> Callable[[Document], bool]:
    known = set(_TESTS) if state.settings.flow_filters else set(_TESTS) - _ABOUT_FLOW
    kind = checks.one_of(source.get("filter_by"), f"{where}.filter_by", known)
    needed, optional, make = _TESTS[kind]
    entry = checks.exactly(source, where, ("filter_by", *needed), optional)
    return make(state, entry, where)


def _by_status(_state: State, entry: JsonObject, where: str) -> Callable[[Document], bool]:
    wanted = {
        checks.one_of(one, f"{where}.statuses", vocabulary.STATUSES)
        for one in checks.items(entry["statuses"], f"{where}.statuses")
    }
    return lambda document: document.status in wanted


def _by_mtime(_state: State, entry: JsonObject, where: str) -> Callable[[Document], bool]:
    ends = {}
    for name in ("start_time", "end_time"):
        if entry.get(name) is not None:
            place = f"{where}.{name}"
            ends[name] = moments.read(checks.text(entry[name], place), place)
    start, end = ends.get("start_time"), ends.get("end_time")

    def test(document: Document) -> bool:
        early = start is not None and document.mtime < start
        late = end is not None and document.mtime > end
        return not early and not late

    return test


def _by_tag(_state: State, entry: JsonObject, where: str) -> Callable[[Document], bool]:
    name = checks.text(entry["name"], f"{where}.name")
    value = checks.text(entry["value"], f"{where}.value")
    return lambda document: document.tags.get(name) == value


def _by_author(state: State, entry: JsonObject, where: str) -> Callable[[Document], bool]:
    mine = checks.text(entry["user_id"], f"{where}.user_id") == state.account.user_id
    return lambda _document: mine


def _by_signatory(_state: State, entry: JsonObject, where: str) -> Callable[[Document], bool]:
    user = checks.text(entry["user_id"], f"{where}.user_id")
    return lambda document: any(one.acts and one.user_id == user for one in document.parties)


def _by_text(_state: State, entry: JsonObject, where: str) -> Callable[[Document], bool]:
    wanted = checks.text(entry["text"], f"{where}.text").casefold()

    def test(document: Document) -> bool:
        people = [part for one in document.parties for part in (one.name, one.value("email"))]
        return any(wanted in part.casefold() for part in (document.title, *people))

    return test


def _plain(answer: Callable[[Document], bool]) -> "_Maker":
    return lambda _state, _entry, _where: answer


_ABOUT_FLOW = frozenset({"is_part_of_a_flow", "is_not_part_of_a_flow"})
_Maker = Callable[[State, JsonObject, str], Callable[[Document], bool]]
_TESTS: dict[str, tuple[tuple[str, ...], tuple[str, ...], _Maker]] = {
    "status": (("statuses",), (), _by_status),
    "mtime": ((), ("start_time", "end_time"), _by_mtime),
    "tag": (("name", "value"), (), _by_tag),
    "author": (("user_id",), (), _by_author),
    "user_can_sign": (("user_id",), (), _by_signatory),
    "text": (("text",), (), _by_text),
    "is_author": ((), (), _plain(lambda _document: True)),
    "is_template": ((), (), _plain(lambda document: document.settings["is_template"] is True)),
    "is_not_template": (
        (),
        (),
        _plain(lambda document: document.settings["is_template"] is not True),
    ),
    "is_part_of_a_flow": ((), (), _plain(lambda document: document.flow_id is not None)),
    "is_not_part_of_a_flow": ((), (), _plain(lambda document: document.flow_id is None)),
    "is_in_trash": ((), (), _plain(lambda document: document.is_trashed)),
    "is_not_in_trash": ((), (), _plain(lambda document: not document.is_trashed)),
    "is_signable_on_pad": (
        (),
        (),
        _plain(
            lambda document: (
                document.status == "pending"
                and any(
                    one.acts and one.settings["delivery_method"] == "pad"
                    for one in document.parties
                )
            )
        ),
    ),
}
