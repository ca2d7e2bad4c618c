"""The switches of the emulated SigningHub, as the control API turns them."""

import json

from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.signinghub.records import User
from app.emulator.signinghub.settings import changed
from app.emulator.signinghub.site import Site


def apply(site: Site, changes: JsonObject) -> None:
    """Switch what `settings.Settings` names, and what follows here.

    - `serve_workflow`: {package id: body}, see `serve_workflow`;
    - `users`: {address: switches}, with the booleans `disabled`, `must_change_password`,
      `login_otp` and `may_integrate`, and the text `password`;
    - `workflows_left`: the quota; `max_upload_bytes` and `storage_left`: a number, or null for
      no limit;
    - `end_tokens`: true ends every token at once.

    ValueError for a name or value that there is not; settings before it may have been switched.
    """
    plain = dict(changes)
    for name, switch in _SWITCHES.items():
        if name in plain:
            switch(site, plain.pop(name))
    site.settings = changed(site.settings, plain)


def serve_workflow(site: Site, package_id: int, body: JsonValue) -> None:
    """Let GET workflow of `package_id` answer exactly `body`, also for unknown packages.

    A text goes out as it is, whether it is JSON or not, anything else as its JSON; None ends it.
    """
    if body is None:
        site.served.pop(package_id, None)
    else:
        text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
        site.served[package_id] = text


def _serve_workflows(site: Site, bodies: JsonValue) -> None:
    for package_id, body in _object("serve_workflow", bodies).items():
        if not package_id.isdecimal():
            raise ValueError(f"{package_id} is not a package id")
        serve_workflow(site, int(package_id), body)


def _switch_users(site: Site, users: JsonValue) -> None:
    for email, switches in _object("users", users).items():
        user = site.state.user(email)
        if user is None:
            raise ValueError(f"nobody is called {email}")
        for name, value in _object(email, switches).items():
            _switch_user(user, name, value)


def _switch_user(user: User, name: str, value: JsonValue) -> None:
    match name, value:
        case "disabled", bool():
            user.disabled = value
        case "must_change_password", bool():
            user.must_change_password = value
        case "login_otp", bool():
            user.login_otp = value
        case "may_integrate", bool():
            user.may_integrate = value
        case "password", str():
            user.password = value
        case _:
            raise ValueError(f"{name} is no switch of a user, or of another type")


def _set_quota(site: Site, left: JsonValue) -> None:
    site.state.workflows_left = _number("workflows_left", left)


def _set_upload_limit(site: Site, limit: JsonValue) -> None:
    wanted = None if limit is None else _number("max_upload_bytes", limit)
    site.state.max_upload_bytes = wanted


def _set_storage(site: Site, left: JsonValue) -> None:
    site.state.storage_left = None if left is None else _number("storage_left", left)


def _end_tokens(site: Site, wanted: JsonValue) -> None:
    if wanted is not True:
        raise ValueError("end_tokens is true")
    site.tokens.forget()


_SWITCHES = {
    "serve_workflow": _serve_workflows,
    "users": _switch_users,
    "workflows_left": _set_quota,
    "max_upload_bytes": _set_upload_limit,
    "storage_left": _set_storage,
    "end_tokens": _end_tokens,
}


def _object(name: str, value: JsonValue) -> JsonObject:
    match value:
        case dict():
            return value
        case _:
            raise ValueError(f"{name} is an object")


def _number(name: str, value: JsonValue) -> int:
    match value:
        case int() if not isinstance(value, bool) and value >= 0:
            return value
        case _:
            raise ValueError(f"{name} is a number from 0")
