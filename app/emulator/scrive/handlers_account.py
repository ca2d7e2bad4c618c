"""What the endpoints about the server and its user do."""

from collections.abc import Callable

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.scrive.call import Call
from app.emulator.scrive.state import State


def monitor_status(_state: State, _call: Call) -> Response:
    """The server can be reached."""
    return json_answer({"status": "ok"})


def get_profile(state: State, _call: Call) -> Response:
    """Who the credentials belong to."""
    account = state.account
    return json_answer(
        {
            "id": account.user_id,
            "fstname": account.first_name,
            "sndname": account.last_name,
            "email": account.email,
            "phone": account.phone,
            "personalnumber": "",
            "companyposition": "",
            "companyadmin": True,
            "role": "admin",
            "lang": "en",
            "twofactor_active": state.settings.two_factor,
            "company": {"companyid": account.company_id, "companyname": account.company},
        }
    )


HANDLERS: dict[str, Callable[..., Response]] = {
    "monitor_status": monitor_status,
    "get_profile": get_profile,
}
