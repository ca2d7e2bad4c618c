"""Freezing a draft: the agreement and copies of its PDFs, as they were when Send was pressed."""

import hashlib
import secrets
import shutil
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from app.domain import draft_format
from app.domain.agreement import Agreement
from app.domain.draft_files import AgreementFile, files_of
from app.domain.errors import DomainError
from app.domain.kinds import ServiceKind
from app.services.accounts import Account
from app.services.errors import LocalError
from app.services.file_copies import copy_file
from app.services.outbox.records import FrozenFile, OutboxItem, Phase
from app.services.ports import Clock
from app.services.storage.files import make_private_folder


class Freezer:
    """Makes outbox items from drafts; their files lie in `folder`, one folder an item."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        """Freeze into `folder`, which is made when the first item needs it."""
        self._folder = folder
        self._clock = clock

    def freeze(
        self,
        agreement: Agreement,
        paths: Mapping[str, Path],
        account: Account,
        expected: Mapping[str, str],
    ) -> OutboxItem:
        """A new item with its copies on disk: documents first, then what goes along with them.

        `expected` are SHA-256 digests by key, taken when the files were added. Raises DomainError
        `send.file_changed`, `send.file_missing` or `file.*`, LocalError when the disk stands in the
        way. What was copied is on the disk when this returns, as the journal will be.
        """
        item_id = str(uuid.uuid4())
        files = self._set_aside(item_id, _files(agreement, account), paths, expected)
        now = self._clock.now()
        digest = digest_of(agreement, files)
        return OutboxItem(
            id=item_id,
            key=_key(agreement, digest, account),
            ref=secrets.token_hex(5),
            title=agreement.title,
            account_id=account.id,
            account_name=account.name,
            base_url=account.base_url,
            identity=account.identity,
            service=account.service,
            way=agreement.send_with(account.service),
            phase=Phase.QUEUED,
            digest=digest,
            files=files,
            people=len(agreement.participants),
            enqueued_at=now,
            updated_at=now,
        )

    def paths(self, item: OutboxItem) -> dict[str, Path]:
        """Where the copies of an item lie, by label or key."""
        return {each.label: self._folder / item.id / each.file for each in item.files}

    def sweep(self, known: frozenset[str], before: float) -> None:
        """Remove copies that belong to no item and were made before a time (seconds, wall clock).

        They were left behind where the program ended between copying and entering.
        """
        with suppress(OSError):
            for folder in self._folder.iterdir():
                if folder.name not in known and folder.stat().st_mtime < before:
                    shutil.rmtree(folder, ignore_errors=True)

    def thaw(self, item: OutboxItem) -> OutboxItem:
        """A new item of the same frozen agreement, with copies of its own. Raises LocalError."""
        item_id = str(uuid.uuid4())
        try:
            (self._folder / item_id).mkdir(mode=0o700)
            for each in item.files:
                copy_file(self._folder / item.id / each.file, self._folder / item_id / each.file)
        except (DomainError, LocalError, OSError) as error:
            self.discard(item_id)
            raise _no_room(_said(error)) from error
        now = self._clock.now()
        return OutboxItem(
            id=item_id,
            key=item.key,
            ref=secrets.token_hex(5),
            title=item.title,
            account_id=item.account_id,
            account_name=item.account_name,
            base_url=item.base_url,
            identity=item.identity,
            service=item.service,
            way=item.way,
            phase=Phase.QUEUED,
            digest=item.digest,
            files=item.files,
            people=item.people,
            enqueued_at=now,
            updated_at=now,
        )

    def discard(self, item_id: str) -> None:
        """Remove the copies of an item."""
        shutil.rmtree(self._folder / item_id, ignore_errors=True)

    def _set_aside(
        self,
        item_id: str,
        wanted: Sequence[AgreementFile],
        paths: Mapping[str, Path],
        expected: Mapping[str, str],
    ) -> tuple[FrozenFile, ...]:
        """The copies of an item, all of them or none."""
        folder = self._folder / item_id
        try:
            make_private_folder(folder)
            return tuple(
                self._copy(file, folder / f"{number}.pdf", paths, expected)
                for number, file in enumerate(wanted, start=1)
            )
        except DomainError:
            self.discard(item_id)
            raise
        except (LocalError, OSError) as error:
            self.discard(item_id)
            raise _no_room(_said(error)) from error

    def _copy(
        self,
        file: AgreementFile,
        target: Path,
        paths: Mapping[str, Path],
        expected: Mapping[str, str],
    ) -> FrozenFile:
        try:
            copy = copy_file(paths[file.key], target)
        except DomainError as error:
            if error.code != "file.missing":
                raise
            raise DomainError(
                "send.file_missing",
                file.where,
                {
                    "sentence": f"{file.file} is not there any more.",
                    "detail": "It was moved or deleted. Nothing was sent.",
                    "next_step": "Add it again, or remove it from the agreement.",
                },
            ) from error
        wanted = expected.get(file.key)
        if wanted is not None and wanted != copy.sha256:
            raise DomainError(
                "send.file_changed",
                file.where,
                {
                    "sentence": f"{file.file} was changed or damaged after you added it.",
                    "detail": "Your draft holds another file than the one you added."
                    " Nothing was sent.",
                    "next_step": "Choose “Replace file…” under Documents, then send.",
                },
            )
        return FrozenFile(
            label=file.key,
            file=target.name,
            name=file.name,
            sha256=copy.sha256,
            size=copy.size,
        )


def _files(agreement: Agreement, account: Account) -> tuple[AgreementFile, ...]:
    """What is sent to the service of an account; only Scrive is given what goes along."""
    if account.service is ServiceKind.SCRIVE:
        return files_of(agreement)
    labels = {each.label for each in agreement.documents}
    return tuple(each for each in files_of(agreement) if each.key in labels)


def _said(error: DomainError | LocalError | OSError) -> str:
    if isinstance(error, OSError):
        return f"{error.strerror or error}."
    return error.detail if isinstance(error, LocalError) else f"{error}."


def _no_room(said: str) -> LocalError:
    return LocalError(
        "The documents could not be set aside for sending.",
        f"This computer says: {said} Nothing was sent.",
        "Make room on the disk or check your rights, then send again.",
    )


def digest_of(agreement: Agreement, files: tuple[FrozenFile, ...]) -> str:
    """SHA-256 of everything that was put on its way."""
    whole = hashlib.sha256(draft_format.canonical(agreement))
    for each in files:
        whole.update(each.label.encode() + b"\0" + each.sha256.encode() + b"\0")
    return whole.hexdigest()


def _key(agreement: Agreement, digest: str, account: Account) -> str:
    """What makes two Sends the same: the draft's id, else its contents and the account."""
    if agreement.id:
        return f"draft:{agreement.id}"
    return f"content:{hashlib.sha256(f'{digest} {account.id}'.encode()).hexdigest()}"
