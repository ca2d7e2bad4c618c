"""What is said about what SigningHub alone can be told of a recipient."""

from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.signinghub_people import (
    FLAGS,
    HOURS,
    Opening,
    Permissions,
    RecipientSettings,
    Reminders,
    Window,
)
from app.gui.when import Times

ACCOUNT: Final = ""
"""Stands in every choice for leaving it to the account."""


def own_option() -> tuple[str, str]:
    """The choice that says nothing."""
    return (ACCOUNT, _("As the account has it"))


def right_word(name: str) -> str:
    """What somebody may do, after `May`."""
    return {
        "print": _("May print the documents"),
        "download": _("May download the documents"),
        "add_text": _("May write on the pages"),
        "add_attachment": _("May attach files"),
        "change_recipients": _("May change who else receives them"),
    }[name]


def day_units() -> tuple[str, str]:
    """One and several."""
    return _("day"), _("days")


def hour_units() -> tuple[str, str]:
    """One and several."""
    return _("hour"), _("hours")


def time_units() -> tuple[str, str]:
    """How often, one and several."""
    return _("time"), _("times")


def reminder_words(reminders: Reminders) -> str:
    """`The first after 3 days, then every 2 days, 5 times at most.`; empty while not whole."""
    after, every, total = reminders.after, reminders.every, reminders.total
    if not reminders.enabled or not after:
        return ""
    first = _("The first after {span}").format(span=_span(after, reminders.frequency))
    if not reminders.repeated or not every:
        return first + _(", and none after that.")
    span = _span(every, reminders.repeat_frequency or reminders.frequency)
    again = _(", then every {span}").format(span=span)
    one, several = time_units()
    most = f", {total} {one if total == 1 else several} " + _("at most") if total else ""
    return f"{first}{again}{most}."


def window_words(window: Window, times: Times) -> str:
    """`Open until 16 Mar`; empty where the documents are always open."""
    if not window.enabled:
        return ""
    if window.by_days and window.days:
        span = _span(window.days, "")
        return _("open for {span} after their turn came").format(span=span)
    if window.by_date and window.start is not None and window.end is not None:
        words = _("open from {start} to {end}")
        return words.format(start=_day(window.start, times), end=_day(window.end, times))
    return ""


def opening_words(opening: Opening | None) -> str:
    """`password and SMS code to open`; empty where it is as the participant says."""
    if opening is None:
        return ""
    if not opening.enabled:
        return _("nothing to open")
    asked = (_("password") if opening.password else "", _("SMS code") if opening.code else "")
    proofs = _(" and ").join(filter(None, asked))
    return _("{proofs} to open").format(proofs=proofs) if proofs else ""


def rights_words(permission: Permissions) -> str:
    """`may print, may not download`; empty where the account decides all of it."""
    told = {name: getattr(permission, name) for name in FLAGS}
    may = [_SHORT[name] for name in FLAGS if told[name]]
    if all(flag is None for flag in told.values()):
        return ""
    return _("may {things}").format(things=", ".join(map(_, may))) if may else _("may only read")


def notice_words(permission: Permissions) -> str:
    """`accepts “House rules” first`; empty where the draft asks for no notice."""
    if not permission.notice:
        return ""
    words = _("accepts “{name}” first")
    return words.format(name=permission.notice_name or _("a legal notice"))


def summary(settings: RecipientSettings, times: Times) -> str:
    """Everything that is told, in a line; empty where nothing is."""
    said = [opening_words(settings.opening)]
    if settings.permission is not None:
        said += [rights_words(settings.permission), notice_words(settings.permission)]
    if settings.window is not None:
        said.append(window_words(settings.window, times))
    if settings.reminder is not None:
        reminded = reminder_words(settings.reminder).rstrip(".")
        said.append(_("reminders: {when}").format(when=_lower(reminded)) if reminded else "")
        said.append("" if settings.reminder.enabled else _("no reminders"))
    said.append(_("national ID") if settings.national_id else "")
    said.append(_("seals for the organisation") if settings.electronic_seal else "")
    line = " · ".join(part for part in said if part)
    return line[:1].upper() + line[1:]


_SHORT: Final = {
    "print": "print",
    "download": "download",
    "add_text": "write on the pages",
    "add_attachment": "attach files",
    "change_recipients": "change who receives them",
}


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _span(count: int, frequency: str) -> str:
    one, several = hour_units() if frequency == HOURS else day_units()
    return f"{count} {one if count == 1 else several}"


def _day(moment: datetime, times: Times) -> str:
    return times.day(moment)


def _(words: str) -> str:
    return QCoreApplication.translate("People", words)
