"""Templates that an account has at its service, and drafts that begin with one."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol, runtime_checkable

from app.domain.agreement import Agreement
from app.domain.errors import DomainError
from app.services.account_book import AccountBook
from app.services.accounts import Account
from app.services.cancel import CancelToken
from app.services.draft_copies import copied_draft
from app.services.drafts import DraftBook
from app.services.ports import Progress
from app.services.stored_drafts import StoredDraft
from app.services.words.templates import remark_sentence

MeasurePages = Callable[[Path], Sequence[tuple[float, float]]]
"""Width and height of each page of a PDF in points, as displayed; none where nobody can tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One template, as a list shows it."""

    id: str
    """Of the service."""
    title: str
    people: int
    """Beside the sender."""
    fields: int
    """On pages."""
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something of a template that a draft does not say, or that the user has to do."""

    code: str
    """See `app.services.words.templates`."""
    subject: str = ""
    """The field, file or person that it is about, as people read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedTemplate:
    """A template as an agreement, with its files."""

    agreement: Agreement
    paths: Mapping[str, Path] = field(default_factory=dict)
    """By the keys of `app.domain.draft_files.files_of`."""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunDraft:
    """A new draft, and what is to be said about it."""

    draft: StoredDraft
    remarks: tuple[str, ...]
    """Sentences, each about something else."""


@runtime_checkable
class HasTemplates(Protocol):
    """A service that keeps templates. Every method raises ServiceError and UserCancelled."""

    def templates(self, cancel: CancelToken) -> tuple[Template, ...]:
        """All that the account may use."""
        ...

    def fetch_template(
        self,
        template_id: str,
        folder: Path,
        measure: MeasurePages,
        *,
        progress: Progress | None = None,
        cancel: CancelToken,
    ) -> FetchedTemplate:
        """A template with its files, which are saved into `folder`; nothing is made there."""
        ...


class Templates:
    """The templates of all accounts; usable from any thread."""

    def __init__(self, accounts: AccountBook, drafts: DraftBook, measure: MeasurePages) -> None:
        """Drafts are made in `drafts`."""
        self._accounts = accounts
        self._drafts = drafts
        self._measure = measure

    def of(self, account: Account, cancel: CancelToken | None = None) -> tuple[Template, ...]:
        """The templates of an account by title.

        Raises ServiceError, UserCancelled and DomainError `account.no_templates`.
        """
        found = self._service(account).templates(cancel or CancelToken())
        return tuple(sorted(found, key=lambda each: (each.title.casefold(), each.id)))

    def begin(
        self,
        account: Account,
        template_id: str,
        *,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> BegunDraft:
        """A draft on this computer that says what a template says, for that account.

        Nothing is made at the service. Raises ServiceError, DomainError and UserCancelled; no
        draft is left behind then.
        """
        token = cancel or CancelToken()
        service = self._service(account)
        with tempfile.TemporaryDirectory(prefix="countersign-") as folder:
            fetched = service.fetch_template(
                template_id, Path(folder), self._measure, progress=progress, cancel=token
            )
            token.raise_if_cancelled()
            stored = None if self._accounts.is_temporary(account.id) else account.id
            draft = copied_draft(self._drafts, fetched.agreement, fetched.paths, stored)
        if token.cancelled:
            self._drafts.delete(draft.id)
            token.raise_if_cancelled()
        sentences = (remark_sentence(each.code, each.subject) for each in fetched.remarks)
        return BegunDraft(draft=draft, remarks=tuple(dict.fromkeys(sentences)))

    def _service(self, account: Account) -> HasTemplates:
        service = self._accounts.open(account)
        if not isinstance(service, HasTemplates):
            raise DomainError("account.no_templates", facts={"name": account.name})
        return service
