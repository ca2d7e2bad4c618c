"""The signature on requests to Scrive."""

import pytest
from requests import PreparedRequest

from app.domain.errors import DomainError
from app.services.scrive.auth import PlaintextAuth
from app.services.secrets.secret import Secret

VALUES = {
    "apitoken": "5f3c0a_17",
    "apisecret": "9a8b7c",
    "accesstoken": "1d2e3f_18",
    "accesssecret": "4c5d6e",
}


def signed(**changes: str) -> str:
    auth = PlaintextAuth({name: Secret(value) for name, value in {**VALUES, **changes}.items()})
    request = PreparedRequest()
    request.prepare("GET", "http://localhost/", auth=auth)
    return str(request.headers["Authorization"])


def test_the_header_is_a_bare_list_with_a_literal_ampersand() -> None:
    assert signed() == (
        'oauth_signature_method="PLAINTEXT", oauth_consumer_key="5f3c0a_17", '
        'oauth_token="1d2e3f_18", oauth_signature="9a8b7c&4c5d6e"'
    )


def test_blanks_around_a_pasted_value_are_dropped() -> None:
    assert signed(apisecret=" 9a8b7c\n") == signed()


def test_a_signature_never_shows_itself() -> None:
    auth = PlaintextAuth({name: Secret(value) for name, value in VALUES.items()})
    for text in (repr(auth), str(auth), f"{auth}", repr(vars(auth))):
        assert not any(value in text for value in VALUES.values())


@pytest.mark.parametrize("name", VALUES)
def test_a_missing_value_is_named(name: str) -> None:
    for empty in ("", "   "):
        with pytest.raises(DomainError) as caught:
            signed(**{name: empty})
        assert (caught.value.code, caught.value.facts) == ("credentials.missing", {"name": name})


@pytest.mark.parametrize("value", ['a"b', "a b", "a\r\nX-Evil: 1", "\u00e5", "a'b", "a\x00"])
def test_a_value_that_would_break_the_header_is_refused(value: str) -> None:
    with pytest.raises(DomainError) as caught:
        signed(accesstoken=value)
    assert caught.value.code == "credentials.unusable"
    assert value not in str(caught.value.facts)
