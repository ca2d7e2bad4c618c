"""The command line: verbs, options and their help."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from typing_extensions import override

from app.cli.arguments_actions import (
    ACTION_VERBS,
    SETTLING_VERBS,
    ActionArguments,
    add_action_verbs,
)
from app.cli.arguments_contacts import add_contacts_verb
from app.cli.arguments_history import add_history_verb
from app.cli.arguments_templates import add_template_verbs
from app.domain.kinds import ServiceKind
from app.services.outbox.outbox import DEFAULT_WAIT
from app.services.version import program_version

VERBS = (
    "demo",
    "emulator",
    "account",
    "lint",
    "send",
    "outbox",
    "follow",
    "status",
    "download",
    "history",
    "templates",
    "new",
    "contacts",
    "library",
    *ACTION_VERBS,
)
OUTBOX_ACTIONS = ("run", "check", "again", "give-up", "anew", "compare")
"""What can be done with the outbox: the first with all of it, the others with one agreement."""
_WITH_VALUE = ("--profile",)


class UsageError(Exception):
    """The command line cannot be understood; the text says why and how it goes."""


@dataclass
class Arguments(ActionArguments):
    """The command line as understood; a verb reads what belongs to it."""

    verb: str = "window"
    action: str = ""
    """Of `account` and `outbox`."""
    files: tuple[Path, ...] = ()
    name: str = ""
    service: str = ""
    id: str = ""
    account: str = ""
    account_json: str = ""
    passwords: str = ""
    to: Path | None = None
    template: str = ""
    groups: bool = False
    templates: bool = False
    """Of `library`: templates instead of documents."""
    search: str = ""
    event: str = ""
    """Of `history`."""
    signatures: bool = False
    tour: Path | None = None
    all: bool = False
    refresh: bool = False
    password: bool = False
    """Of `download`: to be read, like `code`."""
    code: bool = False
    send_code: bool = False
    wait: float = DEFAULT_WAIT
    scrive_port: int = 0
    signinghub_port: int = 0
    seed: int = 1
    profile: Path | None = None
    verbose: bool = False
    json: bool = False


class _Parser(argparse.ArgumentParser):
    @override
    def error(self, message: str) -> NoReturn:
        """Raise instead of leaving the program, so that `--json` can be honoured."""
        raise UsageError(f"{message}\n{self.format_usage().strip()}")


def parse(argv: Sequence[str]) -> Arguments:
    """The arguments of one call. Raises UsageError; `--help` and `--version` leave the program."""
    parser = _window_parser() if _verb_of(argv) is None else _verb_parser()
    found = Arguments()
    parser.parse_args(list(argv), namespace=found)
    found.files = tuple(found.files)
    found.action = found.action or ""  # argparse checks a text against the choices
    _refuse_mistyped_verb(found)
    if found.verb == "download" and found.to is None and not found.send_code:
        raise UsageError("download needs --to DIR, the folder for the files.")
    if found.verb == "history" and found.to is not None and not found.event:
        raise UsageError("history --to needs --event, whose certificates are saved.")
    if found.verb == "outbox" and bool(found.id) is not (found.action in OUTBOX_ACTIONS[1:]):
        what = f"outbox {found.action}" if found.action else "outbox"
        needs = "takes no ID" if found.id else "needs the ID of one agreement"
        raise UsageError(f"{what} {needs}; `countersign outbox` shows them.")
    return found


def _refuse_mistyped_verb(found: Arguments) -> None:
    """A bare word that is no file is more likely a verb than a document."""
    for file in found.files if found.verb == "window" else ():
        if len(file.parts) == 1 and not file.suffix and not file.exists():
            verbs = ", ".join(VERBS)
            raise UsageError(f"There is no file and no verb called “{file}”. Verbs: {verbs}.")


def _verb_of(argv: Sequence[str]) -> str | None:
    """The verb, if there is one: a file may be called like one only with a folder before it."""
    skip = False
    for word in argv:
        if skip:
            skip = False
        elif word in _WITH_VALUE:
            skip = True
        elif word in ("-h", "--help"):
            return "help"
        elif not word.startswith("-"):
            return word if word in VERBS else None
    return None


def _common(parser: argparse.ArgumentParser, *, json: bool) -> None:
    parser.add_argument(
        "--profile",
        type=Path,
        default=argparse.SUPPRESS,
        help="folder for everything that Countersign writes (also COUNTERSIGN_PROFILE)",
    )
    parser.add_argument(
        "--verbose",
        action="store_true",
        default=argparse.SUPPRESS,
        help="tell more",
    )
    if json:
        parser.add_argument(
            "--json",
            action="store_true",
            default=argparse.SUPPRESS,
            help="one JSON document on standard output",
        )


def _window_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="countersign", description="Compose, send and follow agreements.")
    parser.add_argument("--version", action="version", version=f"Countersign {program_version()}")
    parser.add_argument("files", nargs="*", type=Path, help="PDFs or .agreement files to open")
    _common(parser, json=False)
    return parser


def _verb_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="countersign",
        description="Compose, send and follow agreements. Without a verb the window opens.",
        usage="countersign [FILE...] | VERB ...",
    )
    parser.add_argument("--version", action="version", version=f"Countersign {program_version()}")
    _common(parser, json=True)
    verbs = parser.add_subparsers(
        dest="verb", metavar="VERB", required=True, parser_class=_Parser, prog="countersign"
    )
    _add_practice(verbs)
    _add_accounts(verbs)
    _add_sending(verbs)
    _add_tracking(verbs)

    def action_verb(verb: str, text: str) -> argparse.ArgumentParser:
        made = verbs.add_parser(verb, help=text)
        _account_json(made)
        if verb in SETTLING_VERBS:
            _wait_option(made)
        _common(made, json=True)
        return made

    add_action_verbs(action_verb)
    add_template_verbs(action_verb)
    add_contacts_verb(action_verb)
    add_history_verb(action_verb)
    return parser


def _add_practice(verbs: "argparse._SubParsersAction[_Parser]") -> None:
    demo = verbs.add_parser("demo", help="the window in practice mode, with a throw-away profile")
    demo.add_argument(
        "--tour", type=Path, metavar="DIR", help="play the whole story and save pictures in DIR"
    )
    _common(demo, json=False)
    emulator = verbs.add_parser("emulator", help="both services on this computer, for trying out")
    emulator.add_argument("--scrive-port", type=_port, default=0, metavar="N")
    emulator.add_argument("--signinghub-port", type=_port, default=0, metavar="N")
    emulator.add_argument("--seed", type=int, default=1, metavar="N")
    _common(emulator, json=True)


def _add_accounts(verbs: "argparse._SubParsersAction[_Parser]") -> None:
    account = verbs.add_parser("account", help="sign-ins at the services")
    actions = account.add_subparsers(
        dest="action", metavar="ACTION", required=True, parser_class=_Parser
    )
    add = actions.add_parser("add", help="keep the values given as JSON on standard input")
    add.add_argument("name", metavar="NAME")
    add.add_argument("--service", required=True, choices=[each.value for each in ServiceKind])
    _common(add, json=True)
    _common(actions.add_parser("list", help="all accounts"), json=True)
    for action, text in (("check", "sign in and read, change nothing"), ("remove", "forget it")):
        each = actions.add_parser(action, help=text)
        each.add_argument("name", metavar="NAME")
        _common(each, json=True)


def _add_sending(verbs: "argparse._SubParsersAction[_Parser]") -> None:
    lint = verbs.add_parser("lint", help="what stands between a draft and sending it")
    send = verbs.add_parser("send", help="send a draft, once")
    for each in (lint, send):
        each.add_argument("files", nargs=1, type=Path, metavar="FILE")
        _account_options(each)
        _common(each, json=True)
    send.add_argument("--again", action="store_true", help="send anew although it was sent before")
    _passwords_option(send, "read the passwords with which people open the documents")
    _wait_option(send)
    _add_outbox(verbs)


def _passwords_option(parser: _Parser, what: str) -> None:
    """Passwords by label of the participant, never on the command line itself."""
    parser.add_argument(
        "--passwords",
        default="",
        choices=["-"],
        metavar="-",
        help=(
            f"{what} as JSON from standard input, by label; beside --account-json they are its"
            " member `passwords`"
        ),
    )


def _add_outbox(verbs: "argparse._SubParsersAction[_Parser]") -> None:
    outbox = verbs.add_parser(
        "outbox",
        help="what is on its way",
        usage=(
            "countersign outbox"
            " [run | check ID | again ID | give-up ID | anew ID | compare ID] [--all]"
        ),
        description="Without an action: what is on its way, what happened, and what comes next.",
        epilog="An ID may be shortened to its beginning, as long as it is the only one with it.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = ", ".join(OUTBOX_ACTIONS)
    outbox.add_argument(
        "action",
        nargs="?",
        choices=OUTBOX_ACTIONS,
        default=None,
        metavar="ACTION",
        help=(
            f"{actions}: settle and continue everything; look now; send the same once more after a"
            " look; make sure that it is never sent, or say that nobody can; build anew what"
            " somebody changed at the service; say what that is"
        ),
    )
    outbox.add_argument("id", nargs="?", default="", metavar="ID", help="of one agreement")
    outbox.add_argument(
        "--all", action="store_true", help="list also what was settled more than 7 days ago"
    )
    _passwords_option(outbox, "for `check`: read passwords that were forgotten, chosen anew,")
    _account_json(outbox)
    _wait_option(outbox)
    _common(outbox, json=True)


def _add_tracking(verbs: "argparse._SubParsersAction[_Parser]") -> None:
    follow = verbs.add_parser("follow", help="track an agreement made elsewhere")
    wanted = follow.add_mutually_exclusive_group(required=True)
    wanted.add_argument("id", nargs="?", default="", metavar="SERVICE_ID")
    wanted.add_argument("--all", action="store_true", help="all that the account sent")
    _account_options(follow)
    status = verbs.add_parser("status", help="the tracked agreements")
    status.add_argument("id", nargs="?", default="", metavar="ID")
    status.add_argument("--refresh", action="store_true", help="ask the services first")
    _account_json(status)
    download = verbs.add_parser("download", help="signed files and evidence")
    download.add_argument("id", metavar="ID")
    download.add_argument("--to", type=Path, metavar="DIR")
    download.add_argument(
        "--password", action="store_true", help="read the password that opens the documents"
    )
    download.add_argument(
        "--code", action="store_true", help="read the one-time code that opens the documents"
    )
    download.add_argument(
        "--send-code", action="store_true", help="have such a code sent, and download nothing"
    )
    _account_json(download)
    for each in (follow, status, download):
        _common(each, json=True)


def _account_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--account", default="", metavar="NAME")
    _account_json(parser)


def _account_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--account-json",
        default="",
        choices=["-"],
        metavar="-",
        help="read the account as JSON from standard input, for this call only",
    )


def _wait_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--wait",
        type=_seconds,
        default=DEFAULT_WAIT,
        metavar="SECONDS",
        help="how long to stay to find out, from a lost answer on (default 30)",
    )


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 86_400:  # noqa: PLR2004 - a day
        raise argparse.ArgumentTypeError("between 0 and 86400 seconds")
    return value


def _port(text: str) -> int:
    value = int(text)
    if not 0 <= value <= 65_535:  # noqa: PLR2004 - TCP
        raise argparse.ArgumentTypeError("between 0 and 65535")
    return value
