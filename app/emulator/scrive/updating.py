"""Changing a document in preparation: `documents/{d}/update`."""

from collections.abc import Callable

from app.emulator.ids import Ids
from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.scrive import checks, parties, vocabulary
from app.emulator.scrive.account_records import Account
from app.emulator.scrive.records import Document

_MOST_DAYS = 365


def default_settings() -> dict[str, JsonValue]:
    """The writable members of a fresh document, apart from title, parties and tags."""
    return {
        "days_to_sign": 90,
        "days_to_remind": None,
        "display_options": dict(vocabulary.DISPLAY_OPTIONS),
        "invitation_message": "",
        "confirmation_message": "",
        "sms_invitation_message": "",
        "sms_confirmation_message": "",
        "lang": "en",
        "api_callback_url": None,
        "timezone": "Europe/Stockholm",
        "is_template": False,
        "is_saved": True,
    }


def apply(document: Document, changes: JsonObject, account: Account, ids: Ids) -> None:
    """Write the members that `changes` has; all of them or, when one is wrong, none.

    Unknown and read-only members are ignored. Raises Unacceptable.
    """
    settings = dict(document.settings)
    for name, check in _MEMBERS.items():
        if name in changes:
            settings[name] = check(changes[name], f"document.{name}")
    if document.settings["is_template"] is True:
        settings["is_template"] = True
    if "display_options" in changes:
        settings["display_options"] = _options(settings["display_options"], document)
    _check_days(settings)
    title = document.title
    if "title" in changes:
        title = checks.text(changes["title"], "document.title")
    tags = document.tags
    if "tags" in changes:
        tags = merged_tags(tags, changes["tags"], "document.tags")
    present = document.parties
    if "parties" in changes:
        where = "document.parties"
        present = parties.replaced(present, changes["parties"], account, ids, where)
    document.title, document.tags = title, tags
    document.settings, document.parties = settings, present


def _check_days(settings: dict[str, JsonValue]) -> None:
    days, remind = settings["days_to_sign"], settings["days_to_remind"]
    if isinstance(days, int) and isinstance(remind, int) and remind > days:
        raise checks.Unacceptable("document.days_to_remind", "must not be above days_to_sign")


def _options(value: JsonValue, document: Document) -> JsonValue:
    where = "document.display_options"
    merged = dict(checks.record(document.settings["display_options"], where))
    for name, option in checks.record(value, where).items():
        if name in vocabulary.DISPLAY_OPTIONS:
            merged[name] = checks.flag(option, f"{where}.{name}")
    return merged


def merged_tags(present: dict[str, str], value: JsonValue, where: str) -> dict[str, str]:
    """The present tags with those of `value` set; a tag whose value is null goes away."""
    merged = dict(present)
    for index, entry in enumerate(checks.records(value, where)):
        place = f"{where}[{index}]"
        name = checks.filled(entry.get("name"), f"{place}.name")
        if "value" not in entry:
            raise checks.Unacceptable(place, "lacks value")
        content = checks.text_or_null(entry["value"], f"{place}.value")
        if content is None:
            merged.pop(name, None)
        else:
            merged[name] = content
    return merged


def _days(value: JsonValue, where: str) -> JsonValue:
    return checks.whole(value, where, 1, _MOST_DAYS)


def _days_or_null(value: JsonValue, where: str) -> JsonValue:
    return None if value is None else _days(value, where)


def _language(value: JsonValue, where: str) -> JsonValue:
    return checks.one_of(value, where, vocabulary.LANGUAGES)


_MEMBERS: dict[str, Callable[[JsonValue, str], JsonValue]] = {
    "days_to_sign": _days,
    "days_to_remind": _days_or_null,
    "display_options": checks.record,
    "invitation_message": checks.text,
    "confirmation_message": checks.text,
    "sms_invitation_message": checks.text,
    "sms_confirmation_message": checks.text,
    "lang": _language,
    "api_callback_url": checks.text_or_null,
    "timezone": checks.filled,
    "is_template": checks.flag,
    "is_saved": checks.flag,
}
