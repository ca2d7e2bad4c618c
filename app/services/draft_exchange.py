"""Drafts as `.agreement` files that people send to each other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from app.domain import draft_format
from app.domain.agreement import Agreement
from app.domain.draft_files import files_of, with_files
from app.services.file_copies import copy_file, digest, write_file
from app.services.saving import numbered_paths
from app.services.stored_drafts import DamagedDraft, DraftFile, StoredDraft


def same_content(agreement: Agreement, files: Sequence[DraftFile], known: StoredDraft) -> bool:
    """Whether an agreement with its PDFs is the one that a draft holds, whatever files are called.

    Documents without a PDF are the same when both lack it.
    """
    digests = {each.label: each.sha256 for each in files}
    return _content(agreement, digests) == _content(known.agreement, known.digests)


def write_beside(draft: StoredDraft, folder: Path, path: Path) -> None:
    """Write a draft, whose PDFs lie in `folder`, to the `.agreement` file at `path`.

    Raises LocalError, and DomainError `file.*` for a PDF that cannot be read.
    """
    agreement = draft.agreement
    placed = {each.key: _placed(folder / each.file, path.parent) for each in files_of(agreement)}
    documents = tuple(replace(each, file=placed[each.label]) for each in agreement.documents)
    moved = replace(with_files(agreement, placed), documents=documents)
    text = draft_format.render(moved)
    write_file(path, text.encode())


def write_as_it_is(draft: DamagedDraft, folder: Path, path: Path) -> None:
    """Write what is stored of a draft that cannot be read, and every PDF of it, beside `path`.

    Raises LocalError, and DomainError `file.*` for a PDF that cannot be read.
    """
    for source in sorted(folder.glob("*")):
        _placed(source, path.parent)
    write_file(path, draft.text.encode())


def _content(agreement: Agreement, digests: Mapping[str, str]) -> bytes:
    found = {each.key: digests.get(each.key, "missing") for each in files_of(agreement)}
    return draft_format.canonical(with_files(agreement, found))


def _placed(source: Path, folder: Path) -> str:
    """The name under which a PDF lies in a folder after this; a missing one keeps its own."""
    content = digest(source)
    if content is None:
        return source.name
    for target in numbered_paths(folder, source.name):
        if not target.exists():
            copy_file(source, target, mode=0o666)
            return target.name
        if digest(target) == content:
            return target.name
    raise AssertionError("unreachable: numbers do not end")
