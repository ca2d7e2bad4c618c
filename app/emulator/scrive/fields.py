"""The fields of a party: their kinds, what each must have, and what is filled in for it."""

from collections.abc import Callable

from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.scrive import checks
from app.emulator.scrive.account_records import Account
from app.emulator.scrive.checks import Unacceptable

_CHECKBOX_WIDTHS = (0.011538, 0.021153, 0.0423076)
_RADIO_WIDTHS = (0.014736, 0.021052, 0.025263)
_ONCE = ("email", "mobile", "company", "company_number", "personal_number")
_ROUNDING = 1e-6
"""What sums of fractions may be off."""
_TIPS = frozenset({"left", "right"})
_VALUES_PER_GROUP = 2


def blank_fields() -> list[JsonObject]:
    """The standard fields of a party that was sent as an empty object."""
    return [
        standard("name", order=1),
        standard("name", order=2),
        standard("email"),
        standard("mobile", is_obligatory=False),
        standard("company", is_obligatory=False),
    ]


def author_fields(account: Account) -> list[JsonObject]:
    """The fields of a fresh author, as recorded on the testbed."""
    fields = blank_fields()
    for one in fields:
        one["should_be_filled_by_sender"] = one["is_obligatory"]
    return with_account_values(fields, account)


def with_account_values(fields: list[JsonObject], account: Account) -> list[JsonObject]:
    """An author's fields, whose standard values always revert to the account's settings."""
    reverted: list[JsonObject] = []
    for one in fields:
        order = one.get("order", 0)
        value = account.value(str(one["type"]), order if isinstance(order, int) else 0)
        reverted.append(one if value is None else {**one, "value": value})
    return reverted


def read_fields(value: JsonValue, where: str) -> list[JsonObject]:
    """The list of fields that a client sent, each complete; missing name fields are added."""
    fields = [
        _field(one, f"{where}[{index}]") for index, one in enumerate(checks.records(value, where))
    ]
    kinds = [one["type"] for one in fields]
    for kind in _ONCE:
        if kinds.count(kind) > 1:
            raise Unacceptable(where, f"has more than one field of type {kind}")
    names = [one["name"] for one in fields if "name" in one]
    if len(names) != len(set(map(str, names))):
        raise Unacceptable(where, "has two fields of the same name")
    for order in (2, 1):
        found = sum(one["type"] == "name" and one["order"] == order for one in fields)
        if found > 1:
            raise Unacceptable(where, f"has more than one name field of order {order}")
        if not found:
            fields.insert(0, standard("name", order=order))
    return fields


def standard(kind: str, order: int | None = None, *, is_obligatory: bool = True) -> JsonObject:
    """A blank field of a type that says something about a person."""
    made: JsonObject = {"type": kind}
    if order is not None:
        made["order"] = order
    made.update(
        value="",
        is_obligatory=is_obligatory,
        should_be_filled_by_sender=False,
        placements=[],
        description=None,
    )
    if kind in ("email", "mobile"):
        made["editable_by_signatory"] = False
    return made


def _field(source: JsonObject, where: str) -> JsonObject:
    kind = checks.one_of(source.get("type"), f"{where}.type", frozenset(_KINDS))
    made: JsonObject = {"type": kind}
    made.update(_KINDS[kind](source, where))
    made["is_obligatory"] = checks.flag(source.get("is_obligatory", True), f"{where}.is_obligatory")
    made["should_be_filled_by_sender"] = checks.flag(
        source.get("should_be_filled_by_sender", False), f"{where}.should_be_filled_by_sender"
    )
    widths = {"checkbox": _CHECKBOX_WIDTHS, "radiogroup": _RADIO_WIDTHS}.get(kind, ())
    made["placements"] = [
        _placement(one, f"{where}.placements[{index}]", widths)
        for index, one in enumerate(
            checks.records(source.get("placements", []), f"{where}.placements")
        )
    ]
    made["description"] = checks.text_or_null(source.get("description"), f"{where}.description")
    return made


def _placement(source: JsonObject, where: str, widths: tuple[float, ...]) -> JsonValue:
    placement = dict(source)
    placement.setdefault("anchors", [])
    checks.records(placement["anchors"], f"{where}.anchors")
    if placement.get("tip") is not None:
        checks.one_of(placement["tip"], f"{where}.tip", _TIPS)
    if "offset" in placement and placement.get("xrel") is None:
        checks.exactly(placement["offset"], f"{where}.offset", ("x", "y"))
        return placement
    values = {
        member: checks.number(placement.get(member), f"{where}.{member}")
        for member in ("xrel", "yrel", "wrel", "hrel", "fsrel")
    }
    for start, size in (("xrel", "wrel"), ("yrel", "hrel")):
        if values[start] + values[size] > 1 + _ROUNDING:
            raise Unacceptable(where, f"leaves the page: {start} and {size} are more than 1")
    checks.whole(placement.get("page"), f"{where}.page", 1, 10_000)
    if widths and (placement["wrel"] not in widths or placement["hrel"] or placement["fsrel"]):
        raise Unacceptable(where, f"has a size other than {widths} with hrel 0 and fsrel 0")
    return placement


def _plain(source: JsonObject, where: str) -> JsonObject:
    return {"value": checks.text(source.get("value", ""), f"{where}.value")}


def _name(source: JsonObject, where: str) -> JsonObject:
    return {"order": checks.whole(source.get("order"), f"{where}.order", 1, 2)} | _plain(
        source, where
    )


def _contact(source: JsonObject, where: str) -> JsonObject:
    editable = source.get("editable_by_signatory", False)
    return _plain(source, where) | {
        "editable_by_signatory": checks.flag(editable, f"{where}.editable_by_signatory")
    }


def _named(source: JsonObject, where: str) -> JsonObject:
    return {"name": checks.filled(source.get("name"), f"{where}.name")}


def _text(source: JsonObject, where: str) -> JsonObject:
    validation = source.get("custom_validation")
    if validation is not None:
        members = ("pattern", "positive_example", "tooltip")
        checks.exactly(validation, f"{where}.custom_validation", members)
    return _named(source, where) | _plain(source, where) | {"custom_validation": validation}


def _multi_line(source: JsonObject, where: str) -> JsonObject:
    return _named(source, where) | _plain(source, where)


def _signature(source: JsonObject, where: str) -> JsonObject:
    return _named(source, where) | {"signature": None}


def _checkbox(source: JsonObject, where: str) -> JsonObject:
    checked = checks.flag(source.get("is_checked", False), f"{where}.is_checked")
    return _named(source, where) | {"is_checked": checked}


def _radiogroup(source: JsonObject, where: str) -> JsonObject:
    values = checks.items(source.get("values"), f"{where}.values")
    texts = [checks.filled(one, f"{where}.values") for one in values]
    if len(texts) < _VALUES_PER_GROUP or len(set(texts)) != len(texts):
        raise Unacceptable(f"{where}.values", "must be two or more different texts")
    if "selected_value" not in source:
        raise Unacceptable(where, "lacks selected_value")
    placements = checks.items(source.get("placements", []), f"{where}.placements")
    if placements and len(placements) != len(texts):
        raise Unacceptable(f"{where}.placements", "must be as many as values")
    selected = checks.text_or_null(source["selected_value"], f"{where}.selected_value")
    return _named(source, where) | {"values": values, "selected_value": selected}


def _date(source: JsonObject, where: str) -> JsonObject:
    limits = checks.exactly(
        source.get("configuration"), f"{where}.configuration", ("start_date", "end_date")
    )
    value = checks.text_or_null(source.get("value"), f"{where}.value")
    return _named(source, where) | {"value": value, "configuration": limits}


def _computed(_source: JsonObject, _where: str) -> JsonObject:
    return {}


_KINDS: dict[str, Callable[[JsonObject, str], JsonObject]] = {
    "name": _name,
    "full_name": _computed,
    "email": _contact,
    "mobile": _contact,
    "company": _plain,
    "company_number": _plain,
    "personal_number": _plain,
    "signature": _signature,
    "text": _text,
    "multi_line_text": _multi_line,
    "checkbox": _checkbox,
    "radiogroup": _radiogroup,
    "date": _date,
    "sign_date": _computed,
}
