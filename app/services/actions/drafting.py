"""Drafts on this computer that say what a sent agreement said, to be sent again or continued."""

import logging
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from app.domain.action_restart import agreement_again, agreement_told, with_people_now
from app.domain.agreement import Agreement
from app.domain.continued import Continued, continued, continuing, for_one_package
from app.domain.editing import without_that_document, without_that_participant
from app.domain.errors import DomainError
from app.domain.kinds import ServiceKind
from app.domain.observation import Observation
from app.domain.package_actions import is_one_of_copies
from app.domain.signinghub_library import library_of
from app.domain.status import ParticipantStatus
from app.services.accounts import Account
from app.services.actions.origins import Origin, Origins
from app.services.actions.port import Actor
from app.services.cancel import CancelToken
from app.services.draft_copies import copied_draft
from app.services.drafts import DraftBook
from app.services.errors import Refused, ServiceError, Unauthorized
from app.services.file_copies import digest
from app.services.stored_drafts import StoredDraft

log = logging.getLogger(__name__)


class Drafting:
    """Makes drafts out of what was sent; nothing is changed at a service.

    Methods raise ServiceError, DomainError and UserCancelled.
    """

    def __init__(self, drafts: DraftBook, origins: Origins) -> None:
        """`origins` know what was sent from here."""
        self._drafts = drafts
        self._origins = origins

    def restarted(
        self, actor: Actor, seen: Observation, account: Account, cancel: CancelToken
    ) -> StoredDraft:
        """A draft for a new agreement, as we sent it, else as the service tells it."""
        origin = self._origin(seen, account)
        again = self._again(origin, seen)
        local = self._originals(origin, again)
        if local:
            return copied_draft(self._drafts, again, local, account.id)
        return self._downloaded(actor, seen, again, account, cancel)

    def correcting(
        self, actor: Actor, seen: Observation, account: Account, cancel: CancelToken
    ) -> StoredDraft:
        """The draft that continues a recalled package; one that is there already is taken.

        SigningHub gives out no documents of a draft: where this computer has none of them either,
        they are left out and have to be added again.
        """
        package = Continued(
            package_id=seen.service_id,
            modified_on=str(seen.details.get("modified_on") or ""),
            name=seen.title,
        )
        known = self._continuing(package.package_id, account)
        if known is not None:
            draft = self._drafts.get(known.id)
            before = continued(draft.agreement)
            if before is not None and before.modified_on:  # what others changed since then is asked
                return draft
            agreement = continuing(draft.agreement, package)
            return self._drafts.save(draft.id, agreement, account.id)
        origin = self._origin(seen, account)
        again = self._again(origin, seen)
        local = self._originals(origin, again)
        if not local:
            with suppress(Refused):
                return self._downloaded(actor, seen, again, account, cancel, package)
            for each in again.documents:
                again = without_that_document(again, each.label)
        return copied_draft(self._drafts, again, local, account.id, continues=package)

    def saved_before_recall(
        self, actor: Actor, seen: Observation, account: Account, cancel: CancelToken
    ) -> StoredDraft | None:
        """A draft with the documents, while the service still gives them out.

        None where this computer has them anyway, where somebody has signed them, and where the
        service withholds them.
        """
        origin = self._origin(seen, account)
        again = self._again(origin, seen)
        signed = any(each.status is ParticipantStatus.ACTED for each in seen.participants)
        there = self._continuing(seen.service_id, account) or self._originals(origin, again)
        if signed or there:
            return None
        package = Continued(package_id=seen.service_id, modified_on="", name=seen.title)
        try:
            return self._downloaded(actor, seen, again, account, cancel, package)
        except Unauthorized:
            raise
        except (Refused, DomainError) as error:
            log.info("no documents before the recall: %s", error.code)
            return None

    def drop(self, draft: StoredDraft | None) -> None:
        """Remove a draft that was made for nothing."""
        if draft is not None:
            with suppress(DomainError, ServiceError):
                self._drafts.delete(draft.id)

    def _origin(self, seen: Observation, account: Account) -> Origin | None:
        return self._origins.of(account.base_url, seen.service_id)

    def _again(self, origin: Origin | None, seen: Observation) -> Agreement:
        if origin is None or not _has_documents_of(origin.agreement, seen):
            return agreement_told(seen)
        again = agreement_again(origin.agreement)
        if seen.service is not ServiceKind.SIGNINGHUB:
            return again
        if is_one_of_copies(seen):
            again = _for_one(again, seen, origin.sent_to)
        return with_people_now(again, seen)

    def _originals(self, origin: Origin | None, again: Agreement) -> dict[str, Path]:
        """The very files that were sent, by document, where this computer still has all of them."""
        if origin is None or not again.documents:
            return {}
        wanted = {each.label: each.sha256 for each in origin.files}
        folders = [
            self._drafts.paths(each)
            for each in self._drafts.all()
            if each.agreement.id == origin.agreement.id
        ]
        for paths in folders:
            found = _matching(paths, wanted, [each.label for each in again.documents])
            if found:
                return found
        return {}

    def _continuing(self, package_id: str, account: Account) -> StoredDraft | None:
        """The newest draft that continues a package and was not sent."""
        sent = self._origins.sent_draft_ids()
        found = [
            each
            for each in self._drafts.all()
            if each.account_id == account.id
            and each.agreement.id not in sent
            and (package := continued(each.agreement)) is not None
            and package.package_id == package_id
        ]
        return max(found, key=lambda each: each.updated_at, default=None)

    def _downloaded(
        self,
        actor: Actor,
        seen: Observation,
        agreement: Agreement,
        account: Account,
        cancel: CancelToken,
        package: Continued | None = None,
    ) -> StoredDraft:
        with tempfile.TemporaryDirectory(prefix="countersign-") as folder:
            files = actor.working_files(seen.service_id, Path(folder), cancel)
            if len(files) != len(seen.documents):
                raise _other_files()
            # Documents of the service's own library follow, and are no files of a draft.
            paths = {
                document.label: path
                for document, path in zip(agreement.documents, files, strict=False)
            }
            return copied_draft(self._drafts, agreement, paths, account.id, continues=package)


def _matching(
    paths: Mapping[str, Path], wanted: Mapping[str, str], labels: Sequence[str]
) -> dict[str, Path]:
    """The paths of these documents, where each is what it should be; else nothing."""
    found: dict[str, Path] = {}
    for label in labels:
        path = paths.get(label)
        copy = None if path is None else digest(path)
        if path is not None and copy is not None and copy.sha256 == wanted.get(label):
            found[label] = path
    return found if len(found) == len(labels) else {}


def _has_documents_of(agreement: Agreement, seen: Observation) -> bool:
    """Whether nobody took a document away or added one since it was sent."""
    return len(agreement.documents) + len(library_of(agreement)) == len(seen.documents)


def _other_files() -> Refused:
    return Refused(
        "The service gave other files than the agreement has documents.",
        "No draft was made.",
        "Download them, and begin a new agreement with them.",
    )


def _for_one(agreement: Agreement, seen: Observation, sent_to: str) -> Agreement:
    """What one person of several got, as a package of its own; somebody else may have it by now."""
    theirs = {sent_to.casefold(), *(each.email.strip().casefold() for each in seen.participants)}
    for each in agreement.participants:
        if theirs.isdisjoint({each.email.strip().casefold(), each.name.casefold()} - {""}):
            agreement = without_that_participant(agreement, each.label)
    return for_one_package(agreement)
