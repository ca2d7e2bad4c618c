"""What never shows in a log."""

import io
import logging

import pytest

from app.services.http.masking import MaskingFormatter, masked


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ('Authorization: oauth_consumer_key="aa_1", oauth_signature="bb&cc"', "aa_1 bb cc"),
        ("{'Authorization': 'Bearer abc.def-ghi'}", "abc.def-ghi"),
        ("sent Bearer eyJhbGciOi.J9 to", "eyJhbGciOi.J9"),
        ('oauth_token="tt_2",oauth_signature="bb&cc"', "tt_2 bb cc"),
        ('{"apitoken": "5f3c_17", "apisecret":"9a8b"}', "5f3c_17 9a8b"),
        ("accesstoken=q1w2e3&accesssecret=r4t5", "q1w2e3 r4t5"),
        ("grant_type=password&client_secret=s3cr3t&password=hunter2", "s3cr3t hunter2"),
        (r'"password": "quoted \" inside" }', "quoted inside"),
        ("refresh_token: ZXCV-1234", "ZXCV-1234"),
        ("https://scrive.example.com/s/8123/901/0a1b2c3d4e", "0a1b2c3d4e 8123"),
        ("https://user:pw@sign.example.com/x", "user pw"),
        ("see http://127.0.0.1:8081/flow/overview/id?h=0a1b.", "0a1b overview"),
        ("Your code is 482913", "482913"),
        ("otp: 4829", "4829"),
        ("personal number 19811218-9876 ok", "19811218 9876"),
        ("811218-9876", "811218 9876"),
        ("born 131052-308T", "131052 308T"),
        ("01129955131", "01129955131"),
        ("call +46702254141 now", "46702254141"),
    ],
)
def test_a_secret_does_not_survive(text: str, hidden: str) -> None:
    result = masked(text)
    for word in hidden.split():
        assert word not in result
    assert "***" in result
    assert masked(result).count("***") >= 1


@pytest.mark.parametrize(
    "text",
    [
        "POST localhost /api/v2/documents/{}/update 200 31 ms [0a1b2c3d4e5f]",
        "2031-03-01 09:10:11,123 INFO refreshed 12 agreements in 340 ms",
        "opened contract.pdf (9 pages, 123456 bytes)",
        "https://scrive.example.com did not answer in time.",
        "package 88121, document 550231",
    ],
)
def test_ordinary_lines_stay_as_they_are(text: str) -> None:
    assert masked(text) == text


def test_the_host_of_a_link_stays() -> None:
    assert masked("https://scrive.example.com/s/1/2") == "https://scrive.example.com/***"


def test_a_formatted_traceback_is_masked_too() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(MaskingFormatter("%(levelname)s %(message)s"))
    logger = logging.getLogger("tests.masking")
    logger.propagate = False
    logger.addHandler(handler)
    try:
        try:
            raise ValueError('{"apisecret": "9a8b7c"}')
        except ValueError:
            logger.exception("failed with %s", {"password": "hunter2"})
    finally:
        logger.removeHandler(handler)
    assert "ValueError" in stream.getvalue()
    assert "9a8b7c" not in stream.getvalue()
    assert "hunter2" not in stream.getvalue()
