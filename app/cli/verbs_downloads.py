"""`download`: signed files and evidence, also those that a password or a code opens."""

from getpass import getpass

from app.cli.exits import Exit
from app.cli.session import Session
from app.cli.tracked_documents import download_document
from app.cli.verbs_tracking import found_agreement
from app.domain.errors import DomainError
from app.services.errors import Key, Locked
from app.services.ports import DownloadedFile, DownloadKeys
from app.services.secrets.secret import Secret

_LONGEST = 1000
"""Letters of a password or a code."""
_NEXT = {
    Key.PASSWORD: "Say --password: it is read from the terminal, or from standard input.",
    Key.CODE: "`countersign download ID --send-code` has one sent; then say --code, which is read"
    " from the terminal, or from standard input.",
}


def run_download(session: Session) -> Exit:
    """Save the signed files of an agreement. Raises DomainError and ServiceError."""
    session.sign_in_for_this_call()
    tracked = found_agreement(session, session.arguments.id)
    if session.arguments.send_code:
        return _send_code(session, tracked.id)
    folder = session.arguments.to
    if folder is None or (folder.exists() and not folder.is_dir()):
        raise DomainError(
            "download.not_a_folder",
            facts={"sentence": f"{folder} is not a folder.", "next_step": "Name another one."},
        )
    keys = _keys(session)
    try:
        files = session.desk.tracking.download(tracked.id, folder, cancel=session.cancel, keys=keys)
    except Locked as error:
        error.next_step = _NEXT[error.needs]
        raise
    session.show(download_document(files), "\n".join(map(_saved, files)))
    return Exit.DONE


def _send_code(session: Session, agreement_id: str) -> Exit:
    to = session.desk.tracking.send_opening_code(agreement_id)
    where = f" to {to}" if to else ""
    session.show({"code_sent": True, "to": to}, f"A code is on its way{where}.")
    return Exit.DONE


def _keys(session: Session) -> DownloadKeys:
    """What was said to be given; each on a line of its own, the password first."""
    arguments = session.arguments
    if arguments.account_json and (arguments.password or arguments.code):
        raise DomainError(
            "download.two_inputs",
            facts={
                "sentence": "Standard input cannot hold the account and a password or code too.",
                "next_step": "Add the account first, with `countersign account add`.",
            },
        )
    return DownloadKeys(
        password=_secret(session, "Password of the documents: ") if arguments.password else None,
        code=_secret(session, "One-time code: ") if arguments.code else None,
    )


def _secret(session: Session, prompt: str) -> Secret:
    if session.stdin.isatty():
        return Secret(getpass(prompt))
    return Secret(session.stdin.readline(_LONGEST).rstrip("\r\n"))


def _saved(file: DownloadedFile) -> str:
    return f"{file.path}\n  {file.note}" if file.note else str(file.path)
