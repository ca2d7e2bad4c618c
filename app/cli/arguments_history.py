"""The options of the verb that tells what happened."""

from pathlib import Path

from app.cli.arguments_templates import MakeParser


def add_history_verb(make: MakeParser) -> None:
    """`history`."""
    history = make("history", "what happened to an agreement, one event in full, its signatures")
    history.add_argument("id", metavar="ID")
    wanted = history.add_mutually_exclusive_group()
    wanted.add_argument(
        "--event", default="", metavar="EVENT", help="all about one event, asked at SigningHub"
    )
    wanted.add_argument(
        "--signatures", action="store_true", help="have SigningHub check the signatures"
    )
    history.add_argument(
        "--to", type=Path, metavar="DIR", help="with --event: save the certificates in it there"
    )
