"""Making the parties of a document from what a client sent."""

from collections.abc import Callable

from app.emulator.ids import Ids
from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.scrive import checks, fields, vocabulary
from app.emulator.scrive.account_records import Account
from app.emulator.scrive.records import Party

_MOST_ORDER = 1000


def new_author(account: Account, ids: Ids, role: str) -> Party:
    """The author of a fresh document."""
    settings = {**_defaults(), "signatory_role": role}
    return Party(
        id=ids.scrive_id(),
        is_author=True,
        link_token=ids.secret(),
        user_id=account.user_id,
        settings=settings,
        fields=fields.author_fields(account),
    )


def replaced(
    present: list[Party], value: JsonValue, account: Account, ids: Ids, where: str
) -> list[Party]:
    """The parties that an update asks for, in place of the present ones.

    Entries are matched by position. The first one becomes the author, whoever it was meant to be,
    and takes the account's name and contacts. An empty entry is a party with defaults. All ids are
    new: until a document is started they promise nothing.
    """
    entries = checks.records(value, where)
    if not entries:
        raise checks.Unacceptable(where, "must have at least the author")
    made = []
    for index, entry in enumerate(entries):
        settings, own_fields = _defaults(), fields.blank_fields()
        if entry and index < len(present):
            settings, own_fields = dict(present[index].settings), present[index].fields
        settings.update(_read_settings(entry, f"{where}[{index}]"))
        if "fields" in entry:
            own_fields = fields.read_fields(entry["fields"], f"{where}[{index}].fields")
        is_author = index == 0
        made.append(
            Party(
                id=ids.scrive_id(),
                is_author=is_author,
                link_token=ids.secret(),
                user_id=account.user_id if is_author else None,
                settings=settings,
                fields=fields.with_account_values(own_fields, account) if is_author else own_fields,
            )
        )
    return made


def _defaults() -> dict[str, JsonValue]:
    return {
        "signatory_role": "signing_party",
        "sign_order": 1,
        "sign_success_redirect_url": None,
        "reject_redirect_url": None,
        "csv": None,
        "delivery_method": "email",
        "confirmation_delivery_method": "email",
        "notification_delivery_method": "none",
        "authentication_method_to_view": "standard",
        "authentication_method_to_view_archived": "standard",
        "authentication_method_to_sign": "standard",
        "allows_highlighting": False,
        "hide_personal_number": False,
        "can_forward": False,
        "attachments": [],
        "consent_module": None,
        "is_visible": None,
    }


def _read_settings(entry: JsonObject, where: str) -> dict[str, JsonValue]:
    """The writable members that the entry has; others are ignored, as the service does."""
    found = {
        name: check(entry[name], f"{where}.{name}")
        for name, check in _MEMBERS.items()
        if name in entry
    }
    if "is_signatory" in entry:
        # The deprecated member wins over the role where the two disagree.
        role = found.get("signatory_role", "signing_party")
        if checks.flag(entry["is_signatory"], f"{where}.is_signatory"):
            found["signatory_role"] = "signing_party"
        elif role == "signing_party":
            found["signatory_role"] = "viewer"
    if found.get("is_visible") is not None and found.get("signatory_role") != "approver":
        raise checks.Unacceptable(f"{where}.is_visible", "is for approvers only")
    return found


def _word(words: frozenset[str]) -> Callable[[JsonValue, str], JsonValue]:
    return lambda value, where: checks.one_of(value, where, words)


def _flag_or_null(value: JsonValue, where: str) -> JsonValue:
    return None if value is None else checks.flag(value, where)


def _order(value: JsonValue, where: str) -> JsonValue:
    return checks.whole(value, where, 1, _MOST_ORDER)


def _attachments(value: JsonValue, where: str) -> JsonValue:
    made: list[JsonValue] = []
    for index, one in enumerate(checks.records(value, where)):
        place = f"{where}[{index}]"
        made.append(
            {
                "name": checks.filled(one.get("name"), f"{place}.name"),
                "description": checks.text(one.get("description", ""), f"{place}.description"),
                "required": checks.flag(one.get("required", True), f"{place}.required"),
                "add_to_sealed_file": checks.flag(
                    one.get("add_to_sealed_file", False), f"{place}.add_to_sealed_file"
                ),
                "file_id": None,
                "file_name": None,
            }
        )
    return made


def _consent(value: JsonValue, where: str) -> JsonValue:
    if value is None:
        return None
    module = checks.exactly(value, where, ("title", "questions"))
    questions: list[JsonValue] = []
    for index, one in enumerate(checks.records(module["questions"], f"{where}.questions")):
        questions.append(_question(one, f"{where}.questions[{index}]"))
    if not questions:
        raise checks.Unacceptable(f"{where}.questions", "must not be empty")
    return {"title": checks.text(module["title"], f"{where}.title"), "questions": questions}


def _question(source: JsonObject, where: str) -> JsonObject:
    """A question as it is before anybody has answered it."""
    texts = ("title", "positive_option", "negative_option")
    found = checks.exactly(source, where, texts, ("response", "detailed_description"))
    made: JsonObject = {name: checks.filled(found[name], f"{where}.{name}") for name in texts}
    detail = found.get("detailed_description")
    if detail is not None:
        place = f"{where}.detailed_description"
        for name, text in checks.exactly(detail, place, ("title", "text")).items():
            checks.text(text, f"{place}.{name}")
    return {**made, "response": None, "detailed_description": detail}


def _csv(value: JsonValue, where: str) -> JsonValue:
    return None if value is None else checks.items(value, where)


_MEMBERS: dict[str, Callable[[JsonValue, str], JsonValue]] = {
    "signatory_role": _word(vocabulary.ROLES),
    "sign_order": _order,
    "sign_success_redirect_url": checks.text_or_null,
    "reject_redirect_url": checks.text_or_null,
    "csv": _csv,
    "delivery_method": _word(vocabulary.DELIVERY),
    "confirmation_delivery_method": _word(vocabulary.CONFIRMATION),
    "notification_delivery_method": _word(vocabulary.NOTIFICATION),
    "authentication_method_to_view": _word(vocabulary.AUTHENTICATION_TO_VIEW),
    "authentication_method_to_view_archived": _word(vocabulary.AUTHENTICATION_TO_VIEW),
    "authentication_method_to_sign": _word(vocabulary.AUTHENTICATION_TO_SIGN),
    "allows_highlighting": checks.flag,
    "hide_personal_number": checks.flag,
    "can_forward": checks.flag,
    "attachments": _attachments,
    "consent_module": _consent,
    "is_visible": _flag_or_null,
}
