"""A new draft that says what an agreement said, with copies of its files."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from app.domain.agreement import Agreement
from app.domain.continued import Continued, continuing, on_its_own
from app.domain.draft_files import files_of, with_files
from app.domain.errors import DomainError
from app.services.drafts import DraftBook
from app.services.errors import ServiceError
from app.services.stored_drafts import StoredDraft


def copied_draft(
    drafts: DraftBook,
    agreement: Agreement,
    paths: Mapping[str, Path],
    account_id: str | None,
    *,
    continues: Continued | None = None,
) -> StoredDraft:
    """A draft with an identity of its own; `paths` are the files by their keys.

    Only one that is made for it continues a recalled package; a copy becomes a package of its own.

    Raises DomainError and LocalError; nothing is left of a copy that could not be finished.
    """
    agreement = on_its_own(agreement)
    if continues is not None:
        agreement = continuing(agreement, continues)
    bare = replace(agreement, id="", documents=(), process=None, participants=(), scrive={})
    made = drafts.create(bare, account_id)
    try:
        files = {
            each.key: drafts.add_file(made.id, paths[each.key], watched=False).file
            for each in files_of(agreement)
        }
        whole = replace(with_files(agreement, files), id=made.agreement.id)
        return drafts.save(made.id, whole, account_id)
    except (DomainError, ServiceError):
        drafts.delete(made.id)
        raise
