"""What the endpoints about the server and its user do."""

from collections import Counter
from collections.abc import Callable
from itertools import islice

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.json_value import JsonObject
from app.emulator.scrive.call import Call
from app.emulator.scrive.errors import ApiError
from app.emulator.scrive.state import State


def monitor_status(_state: State, _call: Call) -> Response:
    """The server can be reached."""
    return json_answer({"status": "ok"})


def get_profile(state: State, _call: Call) -> Response:
    """Who the credentials belong to."""
    account = state.account
    company: JsonObject = {"companyid": account.company_id, "companyname": account.company}
    return json_answer({**_user(state), "role": "admin", "company": company})


def list_users(state: State, _call: Call, group_id: str) -> Response:
    """The users of the account's own group."""
    if group_id != state.account.company_id:
        raise ApiError("resource_not_found", f"No user group with id {group_id} was found.")
    return json_answer({"users": [_user(state)]})


def _user(state: State) -> JsonObject:
    account = state.account
    return {
        "id": account.user_id,
        "fstname": account.first_name,
        "sndname": account.last_name,
        "email": account.email,
        "phone": account.phone,
        "personalnumber": "",
        "companyposition": "",
        "companyadmin": True,
        "lang": "en",
        "home_folder_id": next(iter(state.folders)),
        "twofactor_active": state.settings.two_factor,
        "twofactor_is_mandatory": False,
    }


def count_by_days(state: State, _call: Call) -> Response:
    """How many documents were sent and closed on each day, newest first."""
    return _counted(state, "%Y-%m-%d")


def count_by_months(state: State, _call: Call) -> Response:
    """How many documents were sent and closed in each month, newest first."""
    return _counted(state, "%Y-%m")


def _counted(state: State, pattern: str) -> Response:
    sent: Counter[str] = Counter()
    closed: Counter[str] = Counter()
    for document in state.documents.values():
        starts = (one.time for one in document.history if one.status == "sent")
        sent.update(f"{first:{pattern}}" for first in islice(starts, 1))
        if document.closed_at is not None:
            closed[f"{document.closed_at:{pattern}}"] += 1
    dates = sorted({*sent, *closed}, reverse=True)
    return json_answer(
        {"stats": [{"date": one, "sent": sent[one], "closed": closed[one]} for one in dates]}
    )


HANDLERS: dict[str, Callable[..., Response]] = {
    "monitor_status": monitor_status,
    "get_profile": get_profile,
    "list_users": list_users,
    "count_by_days": count_by_days,
    "count_by_months": count_by_months,
}
