"""What a test of an account at SigningHub says, line by line."""

from typing import Final

from app.domain.json_value import JsonObject, JsonValue
from app.services.accounts import Identity
from app.services.errors import BadAnswer, Refused, Unauthorized
from app.services.ports import AccountCheck, CheckItem, CheckState
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.signed_in import identity_in, own_profile
from app.services.signinghub.tokens import Tokens
from app.services.signinghub.wire_account import About, Profile

_MOST_NUMBERS: Final = 8


def checked(client: SigningHubClient, tokens: Tokens, version: int, about: About) -> AccountCheck:
    """Sign in, and look at who that is and what is used up. Raises ServiceError."""
    tokens.forget_refusal()
    tokens.current()
    profile = own_profile(client)
    identity = identity_in(profile)
    items = [
        _item("server", CheckState.GOOD, _server_sentence(client.host, version, about)),
        _item("sign_in", CheckState.GOOD, _sign_in_sentence(profile, identity)),
    ]
    if tokens.must_change_password:
        advice = (
            "SigningHub asks for a new password. The old one still works: change it on "
            "SigningHub's web page, then in the sign-in here."
        )
        items.append(_item("password", CheckState.ADVICE, advice))
    items.append(_usage(client))
    sending = "Sending was not tried: it would write to people and use up a workflow."
    items.append(_item("sending", CheckState.NOT_TESTED, sending))
    return AccountCheck(items=tuple(items), identity=identity, api_version=version)


def usage_sentence(told: JsonObject) -> str:
    """The numbers of account/statistics/usage, whose shape is not documented; empty for none.

    They are told with the service's names, because nothing says in which unit they are.
    """
    numbers = _numbers(told)
    if not numbers:
        return ""
    more = ", and more" if len(numbers) > _MOST_NUMBERS else ""
    listed = ", ".join(f"{name} {value}" for name, value in numbers[:_MOST_NUMBERS])
    return f"Used and left, as SigningHub tells it: {listed}{more}."


def _numbers(told: JsonValue, name: str = "") -> list[tuple[str, str]]:
    if isinstance(told, dict):
        return [
            found
            for key, value in told.items()
            for found in _numbers(value, f"{name} {key.replace('_', ' ')}".strip())
        ]
    is_number = isinstance(told, int | float) and not isinstance(told, bool)
    return [(name, f"{told:,}")] if is_number and name else []


def _usage(client: SigningHubClient) -> CheckItem:
    try:
        sentence = usage_sentence(client.usage())
    except Unauthorized:
        raise
    except (Refused, BadAnswer):
        sentence = ""
    if sentence:
        return _item("usage", CheckState.GOOD, sentence)
    untold = "SigningHub does not tell this account what is used up and left."
    return _item("usage", CheckState.NOT_TESTED, untold)


def _server_sentence(host: str, version: int, about: About) -> str:
    if not about.version:
        return f"{host} speaks version {version}, and does not tell which SigningHub it runs."
    installed = f" ({about.installation_name})" if about.installation_name else ""
    return f"{host} runs SigningHub {about.version}{installed} and speaks version {version}."


def _sign_in_sentence(profile: Profile, identity: Identity) -> str:
    who = ", ".join(filter(None, (identity.name, identity.email)))
    if not who:
        return "Signed in; the service does not say as whom."
    role = profile.general.enterprise_role
    part = f", {role}" if role else ""
    place = f" at {identity.organisation}" if identity.organisation else ""
    return f"Signed in as {who}{part}{place}."


def _item(code: str, state: CheckState, sentence: str) -> CheckItem:
    return CheckItem(code=code, state=state, sentence=sentence)
