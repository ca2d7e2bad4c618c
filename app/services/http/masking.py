"""Taking secrets out of text: the second net below everything that is logged or reported."""

import logging
import re

from typing_extensions import override

_MASK = "***"

_NAMES = (
    r"api_?token|api_?secret|access_?token|access_?secret|client_?id|client_?secret|refresh_?token"
    r"|personal_?token|login_?token|session_?id|password|passwd|pass_?phrase|secret|otp|pin|xtoken"
    r"|oauth_\w+|personal_?number|national_?id|user_national_id|api_delivery_url"
)
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    # A header line takes everything to its end with it.
    (re.compile(r"(?im)((?:proxy-)?authorization[\"']?\s*[:=]\s*).+$"), rf"\1{_MASK}"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9+/=._~-]{6,}"), rf"\1 {_MASK}"),
    # name=value, name: value, "name": "value", with the value in quotation marks or bare.
    (
        re.compile(
            rf"(?i)([\"']?\b\w*?(?:{_NAMES})[\"']?\s*[:=]\s*)"
            r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[^\s,;&}\])\"']+)"
        ),
        rf"\1{_MASK}",
    ),
    # Any address may be a signing link: only the host stays.
    (
        re.compile(r"(?i)\b(https?://)(?:[^\s/@]*@)?([^\s/?#\"'<>]+)[/?#][^\s\"'<>)]*"),
        r"\1\2/" + _MASK,
    ),
    # A one-time code is named near by.
    (
        re.compile(r"(?i)\b(code|otp|pin|password|kod|kode)(\W+(?:is\W+)?)[0-9]{4,8}\b"),
        rf"\1\2{_MASK}",
    ),
    # Swedish, Danish, Norwegian and Finnish personal numbers; phone numbers look alike.
    (re.compile(r"(?<![\w.])[0-9]{6}(?:[0-9]{2})?[-+][0-9]{4}(?!\w)"), _MASK),
    (re.compile(r"(?<![\w.])[0-9]{6}[-+A-FU-Y][0-9]{3}[0-9A-Z](?!\w)"), _MASK),
    (re.compile(r"(?<![\w.+])[0-9]{10,13}(?![\w.])"), _MASK),
)
_PHONE = re.compile(r"(?<![\w.])\+[0-9]{10,13}(?![\w.])")


def masked(text: str) -> str:
    """The text without secrets, signing links, personal numbers and one-time codes, for logs."""
    return _PHONE.sub(_MASK, quotable(text))


def quotable(text: str) -> str:
    """What a service said, fit to be shown and kept: as `masked`, but a number with a + stays.

    Whoever reads that a number is wrong has to see which one.
    """
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


class MaskingFormatter(logging.Formatter):
    """Formats a record completely, traceback included, and masks the result."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        """The line for the log file."""
        return masked(super().format(record))
