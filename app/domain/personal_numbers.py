"""Personal numbers of the four countries whose electronic IDs Scrive takes: can one be right."""

import re
from collections.abc import Callable
from typing import Final

_FINNISH_CHECKS: Final = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_NORWEGIAN_FIRST: Final = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_NORWEGIAN_SECOND: Final = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def is_plausible(number: str, country: str = "") -> bool:
    """Whether it can be a personal number there; without a country, in any of the four."""
    asked = [_CHECKS[country]] if country in _CHECKS else list(_CHECKS.values())
    return any(check(number.strip()) for check in asked)


def bare(number: str) -> str:
    """The number without blanks and separators, unless the separator says something (Finland)."""
    if _finnish(number.strip()):
        return number.strip()
    return re.sub(r"[\s-]", "", number)


def _swedish(number: str) -> bool:
    """Ten or twelve digits; the last of the ten is a Luhn check. Days + 60 are of co-ordinates."""
    match = re.fullmatch(r"(\d\d)?(\d{6})[-+]?(\d{4})", number)
    if match is None:
        return False
    digits = match[2] + match[3]
    month, day = int(digits[2:4]), int(digits[4:6])
    if not (1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91)):  # noqa: PLR2004 - a calendar
        return False
    doubled = (int(each) * (2 - place % 2) for place, each in enumerate(digits))
    return sum(each // 10 + each % 10 for each in doubled) % 10 == 0


def _norwegian(number: str) -> bool:
    """Eleven digits, of which the last two are checks modulo 11."""
    if re.fullmatch(r"\d{6}[ -]?\d{5}", number) is None:
        return False
    digits = [int(each) for each in re.sub(r"[ -]", "", number)]
    first = -sum(w * d for w, d in zip(_NORWEGIAN_FIRST, digits, strict=False)) % 11
    second = -sum(w * d for w, d in zip(_NORWEGIAN_SECOND, digits, strict=False)) % 11
    return digits[9:] == [first, second]


def _danish(number: str) -> bool:
    """Ten digits that begin with a day; there is no check digit since 2007."""
    match = re.fullmatch(r"(\d\d)(\d\d)\d\d-?\d{4}", number)
    return match is not None and 1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 12  # noqa: PLR2004 - a calendar


def _finnish(number: str) -> bool:
    """`DDMMYY`, a sign of the century, three digits and a check letter or digit."""
    match = re.fullmatch(r"(\d{6})[-+A-FU-Y](\d{3})([0-9A-Y])", number.upper())
    if match is None or not 1 <= int(match[1][:2]) <= 31:  # noqa: PLR2004 - a calendar
        return False
    rest = int(match[1] + match[2]) % len(_FINNISH_CHECKS)
    return _FINNISH_CHECKS[rest] == match[3]


_CHECKS: Final[dict[str, Callable[[str], bool]]] = {
    "SE": _swedish,
    "NO": _norwegian,
    "DK": _danish,
    "FI": _finnish,
}
