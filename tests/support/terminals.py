"""Verbs of the command line, called one after the other in this process."""

import io
import json
from collections.abc import Callable, Mapping

from app.cli.arguments import parse
from app.cli.exits import Exit
from app.cli.session import Session
from app.domain.json_value import JsonObject
from app.services.cancel import CancelToken
from app.services.desk import Desk


class Terminal:
    """Calls verbs with `--json` and tells how they ended and what they printed."""

    def __init__(self, desk: Desk, verbs: Mapping[str, Callable[[Session], Exit]]) -> None:
        self._desk = desk
        self._verbs = verbs

    def __call__(self, *argv: str, typed: str = "") -> tuple[Exit, JsonObject]:
        out = io.StringIO()
        session = Session(
            arguments=parse([*argv, "--json"]),
            desk=self._desk,
            inspect=lambda _paths: {},
            cancel=CancelToken(),
            out=out,
            err=io.StringIO(),
            stdin=io.StringIO(typed),
        )
        ended = self._verbs[argv[0]](session)
        told = json.loads(out.getvalue())
        assert isinstance(told, dict)
        return ended, told
