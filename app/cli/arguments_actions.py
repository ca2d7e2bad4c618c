"""The options of verbs that do something with a sent agreement."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MakeParser = Callable[[str, str], argparse.ArgumentParser]
"""A parser for the verb of that name, with that help and the options of every verb."""

SETTLING_VERBS: Final = (
    "remind",
    "cancel",
    "prolong",
    "auto-reminder",
    "change",
    "resend",
    "forward",
    "recall",
    "complete",
    "delete",
    "give",
    "replace",
)
"""They ask the service for something, whose answer can get lost."""
ACTION_VERBS: Final = (*SETTLING_VERBS, "restart", "correct", "link", "actions")


@dataclass
class ActionArguments:
    """What these verbs read from the command line."""

    person: str = ""
    days: int | None = None
    off: bool = False
    email: str | None = None
    name: str | None = None
    mobile: str | None = None
    proof_to_view: str | None = None
    proof_to_sign: str | None = None
    attachments: bool = True
    qr: Path | None = None
    dry_run: bool = False
    again: bool = False


def add_action_verbs(make: MakeParser) -> None:
    """Every verb that is about one agreement that was sent."""
    remind = _changing(make, "remind", "write to everybody who has not signed")
    remind.add_argument(
        "--person", default="", metavar="NAME", help="SigningHub: only this one, at their turn"
    )
    _changing(make, "cancel", "withdraw an agreement, so that nobody can sign any more")
    prolong = _changing(make, "prolong", "open an expired agreement again")
    prolong.add_argument("--days", type=int, required=True, metavar="N", help="1 to 90")
    reminder = _changing(make, "auto-reminder", "let the service remind once by itself, or never")
    when = reminder.add_mutually_exclusive_group(required=True)
    when.add_argument("--days", type=int, metavar="N", help="from now")
    when.add_argument("--off", action="store_true", help="no automatic reminder")
    change = _changing(make, "change", "another address, number or proof of identity of a person")
    _person(change)
    change.add_argument("--email", metavar="E")
    change.add_argument("--mobile", metavar="M", help="with its country, such as +46701740605")
    proof = "sms_otp, se_bankid, no_bankid, dk_mitid, fi_tupas ..., or standard for nothing"
    change.add_argument("--proof-to-view", metavar="P", help=proof)
    change.add_argument("--proof-to-sign", metavar="P", help=proof)
    _person(_changing(make, "resend", "send the invitation of one person again"))
    forward = _changing(make, "forward", "send the signed document to somebody else")
    forward.add_argument("--to", dest="email", required=True, metavar="EMAIL")
    forward.add_argument(
        "--no-attachments", dest="attachments", action="store_false", help="the document alone"
    )
    _changing(make, "restart", "copy a stopped agreement to a new draft on this computer")
    _package_verbs(make)
    link = _about(make, "link", "the signing link of a person who gets it from you: a secret")
    _person(link)
    link.add_argument("--qr", type=Path, metavar="FILE", help="save it as a picture (PNG) instead")
    _about(make, "actions", "what can be done with an agreement, and what was done")


def _package_verbs(make: MakeParser) -> None:
    """What is done with packages of SigningHub."""
    _changing(make, "recall", "take an agreement back to draft at SigningHub")
    correct = _changing(make, "correct", "make a draft here that continues a recalled agreement")
    correct.add_argument(
        "--to", type=Path, metavar="FILE", help="write it there too, for `countersign send`"
    )
    _changing(make, "complete", "end an agreement although somebody has not acted")
    _changing(make, "delete", "delete an agreement at SigningHub")
    give = _changing(make, "give", "make somebody else of the enterprise the owner")
    give.add_argument("--to", dest="email", required=True, metavar="EMAIL")
    replace = _changing(make, "replace", "put somebody else in the place of who has not acted")
    _person(replace)
    replace.add_argument("--email", metavar="E", help="of the new person")
    replace.add_argument("--name", metavar="N", help="of the new person")
    replace.add_argument("--mobile", metavar="M", help="where their invitation goes by SMS")


def _about(make: MakeParser, verb: str, text: str) -> argparse.ArgumentParser:
    parser = make(verb, text)
    parser.add_argument("id", metavar="ID", help="as `countersign status` shows it")
    return parser


def _changing(make: MakeParser, verb: str, text: str) -> argparse.ArgumentParser:
    parser = _about(make, verb, text)
    parser.add_argument(
        "--dry-run", action="store_true", help="only say what it would cause; nobody is asked"
    )
    parser.add_argument(
        "--again", action="store_true", help="once more, although it may have been done already"
    )
    return parser


def _person(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--person", required=True, metavar="NAME", help="name, address, or place in the list"
    )
