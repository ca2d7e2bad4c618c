"""The options of verbs about templates."""

import argparse
from collections.abc import Callable
from pathlib import Path

MakeParser = Callable[[str, str], argparse.ArgumentParser]
"""A parser for the verb of that name, with that help and the options of every verb."""


def add_template_verbs(make: MakeParser) -> None:
    """`templates` and `new`."""
    templates = make("templates", "the templates of a Scrive account")
    new = make("new", "a draft that begins with a template; nothing is made at the service")
    for each in (templates, new):
        each.add_argument("--account", default="", metavar="NAME")
    new.add_argument("--template", required=True, metavar="ID", help="as `templates` shows it")
    new.add_argument(
        "--to",
        type=Path,
        required=True,
        metavar="FILE",
        help="the .agreement file to write, with its PDFs beside it",
    )
