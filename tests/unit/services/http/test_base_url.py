"""Addresses of services: which are taken, and in what form."""

import pytest

from app.domain.errors import DomainError
from app.services.http.base_url import checked_base_url, host_of, is_loopback


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("https://scrive.example.com", "https://scrive.example.com"),
        ("  https://Scrive.Example.COM/ ", "https://scrive.example.com"),
        ("HTTPS://sign.example.com/hub//", "https://sign.example.com/hub"),
        ("https://sign.example.com:8443/", "https://sign.example.com:8443"),
        ("https://r\u00e4ksm\u00f6rg\u00e5s.example.com", "https://xn--rksmrgs-5wao1o.example.com"),
        ("http://127.0.0.1:8081", "http://127.0.0.1:8081"),
        ("http://127.8.9.1", "http://127.8.9.1"),
        ("http://localhost:1/", "http://localhost:1"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_an_address_is_taken_in_its_normal_form(typed: str, normal: str) -> None:
    assert checked_base_url(typed) == normal
    assert checked_base_url(normal) == normal


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "base_url.empty"),
        ("   ", "base_url.empty"),
        ("scrive.example.com", "base_url.malformed"),
        ("ftp://scrive.example.com", "base_url.malformed"),
        ("https://", "base_url.malformed"),
        ("https://scrive.example.com:99999", "base_url.malformed"),
        ("https://scrive.example.com:port", "base_url.malformed"),
        ("https://two words.example.com", "base_url.malformed"),
        ("https://a..example.com", "base_url.malformed"),
        ("https://[::1", "base_url.malformed"),
        ("http://scrive.example.com", "base_url.not_https"),
        ("http://localhost.example.com", "base_url.not_https"),
        ("http://127.0.0.1.example.com", "base_url.not_https"),
        ("http://10.0.0.1", "base_url.not_https"),
        ("https://me:pass@scrive.example.com", "base_url.user_info"),
        ("https://me@scrive.example.com", "base_url.user_info"),
        ("https://scrive.example.com/?a=b", "base_url.extra"),
        ("https://scrive.example.com?", "base_url.extra"),
        ("https://scrive.example.com/#top", "base_url.extra"),
    ],
)
def test_any_other_address_is_refused_with_the_reason(typed: str, code: str) -> None:
    with pytest.raises(DomainError) as caught:
        checked_base_url(typed)
    assert caught.value.code == code
    assert caught.value.where == "/base_url"


def test_a_password_in_an_address_is_not_repeated() -> None:
    for typed in ("https://me:hunter2@scrive.example.com", "ftp://me:hunter2@scrive.example.com"):
        with pytest.raises(DomainError) as caught:
            checked_base_url(typed)
        assert "hunter2" not in str(caught.value.facts)


def test_the_host_is_told_without_its_port() -> None:
    assert host_of("https://sign.example.com:8443/hub") == "sign.example.com"
    assert is_loopback(host_of("http://[::1]:8080"))
