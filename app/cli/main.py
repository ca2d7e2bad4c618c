"""One call of the command line, from arguments to exit status."""

import json
import logging
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import TextIO

from app.cli import (
    verbs_accounts,
    verbs_actions,
    verbs_contacts,
    verbs_downloads,
    verbs_history,
    verbs_library,
    verbs_outbox,
    verbs_sending,
    verbs_templates,
    verbs_tracking,
)
from app.cli.arguments import Arguments
from app.cli.arguments_actions import ACTION_VERBS
from app.cli.documents import error_document, send_document
from app.cli.exits import Exit, of_error
from app.cli.session import Session
from app.domain.errors import DomainError, UserCancelled
from app.domain.json_value import JsonObject
from app.services.cancel import CancelToken
from app.services.errors import ServiceError
from app.services.texts import ErrorText, error_text

log = logging.getLogger(__name__)

OpenSession = Callable[[Arguments, CancelToken], Session]
"""Opens the desk of a profile for one call; given by whoever sees every room."""

_VERBS: dict[str, Callable[[Session], Exit]] = {
    "account": verbs_accounts.run,
    "lint": verbs_sending.run_lint,
    "send": verbs_sending.run_send,
    "outbox": verbs_outbox.run,
    "follow": verbs_tracking.run_follow,
    "status": verbs_tracking.run_status,
    "download": verbs_downloads.run_download,
    "history": verbs_history.run_history,
    "templates": verbs_templates.run_templates,
    "new": verbs_templates.run_new,
    "contacts": verbs_contacts.run,
    "library": verbs_library.run,
    **dict.fromkeys(ACTION_VERBS, verbs_actions.run),
}


def run_verb(arguments: Arguments, open_session: OpenSession) -> int:
    """Run a verb; every failure becomes a sentence and an exit status."""
    cancel = CancelToken()
    _stop_on_signals(cancel)
    try:
        session = open_session(arguments, cancel)
        _tell_notices(session)
        return _VERBS[arguments.verb](session)
    except UserCancelled:
        if arguments.json:
            tell_error(arguments, ErrorText(title="Stopped."))
        return Exit.CANCELLED
    except DomainError as error:
        tell_error(arguments, error_text(error), error)
        return Exit.INVALID
    except ServiceError as error:
        tell_error(arguments, error_text(error), error)
        return of_error(error)


def _tell_notices(session: Session) -> None:
    """What the data of the profile has to tell comes before the answer, and apart from it."""
    health = session.desk.health
    for notice in () if health is None else health.notices():
        session.tell(f"countersign: {notice.text.paragraph()}")


def tell_error(arguments: Arguments, text: ErrorText, error: Exception | None = None) -> None:
    """Say an error where it is looked for: in the JSON document, or on standard error."""
    if not arguments.json:
        sys.stderr.write(f"countersign: {text.paragraph()}\n")
        return
    document: JsonObject = error_document(text)
    if arguments.verb in ("send", "lint"):
        finding: JsonObject = {
            "id": error.code if isinstance(error, DomainError | ServiceError) else "usage",
            "severity": "error",
            "where": error.where if isinstance(error, DomainError) else "",
            "message": text.paragraph(),
            "repair": None,
        }
        findings = [finding] if isinstance(error, DomainError) else []
        document = {**send_document(None, (), text.paragraph()), **document}
        document["findings"] = list(findings)
    _write(document, sys.stdout)


def _write(document: JsonObject, stream: TextIO) -> None:
    json.dump(document, stream, ensure_ascii=False, indent=2)
    stream.write("\n")
    stream.flush()


def _stop_on_signals(cancel: CancelToken) -> None:
    """The first Ctrl+C or termination asks the work to stop; a second one ends the program."""

    def stop(number: int, _frame: FrameType | None) -> None:
        cancel.cancel()
        signal.signal(number, signal.SIG_DFL)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
