"""Taking over a recalled package: it is looked at, marked and emptied, then built as a new one."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from app.domain.continued import Continued, continued
from app.services.errors import Gone, Refused, Unauthorized
from app.services.outbox.carrier import Parcel
from app.services.signinghub.bodies_settings import PostProcessBody
from app.services.signinghub.bound import bound_package, changed, package_id_of
from app.services.signinghub.building_reading import MOST_CHANGES, DraftReader
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.marks import (
    bears_mark,
    clean_name,
    is_draft,
    marked_name,
    name_bears,
)
from app.services.signinghub.positions import seats_of
from app.services.signinghub.wire import WorkflowDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingOver:
    """The recalled packages of one account."""

    client: SigningHubClient
    drafts: DraftReader

    def take(self, parcel: Parcel) -> str:
        """Mark the package that the draft continues as ours; its id, empty where a new one is due.

        Whatever is not as it was when the draft was made is asked about first: Changed. It is taken
        as it is, or made anew, once the user was told of that and sends all the same.
        """
        package = continued(parcel.agreement)
        if package is None:
            return ""
        try:
            details = self.client.workflow(package.package_id)
        except Gone as error:
            if parcel.earlier:
                return ""
            raise changed("It was deleted there, or is not of this account.") from error
        if not is_draft(details):
            if _bears_any(details, parcel.earlier):  # we sent it; the user wants another one
                return ""
            raise changed("It is no draft any more: somebody may have shared it.")
        if details.workflow.read_only:
            raise _locked()
        if not name_bears(details.package_name, parcel.ref):
            if not _is_untouched(parcel, package, details):
                raise changed("It is not as it was when you began to correct it.")
            name = marked_name(parcel.agreement.title, parcel.ref)
            self.client.rename_package(package.package_id, name)
        return package.package_id

    def clear(self, parcel: Parcel) -> None:
        """Remove what the package said before: documents with their fields, people, settings."""
        package_id = package_id_of(parcel)
        details = self.drafts.read(parcel)
        for document in details.documents:
            if not bears_mark(document, parcel.ref):
                self._delete_document(parcel, document.document_id)
        self._delete_users(parcel)
        if details.workflow.continue_on_decline:
            self.client.update_workflow(package_id, {"continue_on_decline": False})
        if details.workflow.post_process.enabled:
            self.client.update_post_process(package_id, PostProcessBody(enabled=False))

    def _delete_document(self, parcel: Parcel, document_id: str) -> None:
        """A refusal may be the answer to a second delivery, by a proxy."""
        try:
            self.client.delete_document(package_id_of(parcel), document_id)
        except Unauthorized:
            raise
        except Refused:
            left = {each.document_id for each in self.drafts.read(parcel).documents}
            if document_id in left:
                raise

    def _delete_users(self, parcel: Parcel) -> None:
        """The last first, so that nobody moves; each after a fresh look."""
        seats = seats_of(self.drafts.read(parcel).users)
        for _ in range(MOST_CHANGES):
            if not seats:
                return
            last = max(seats, key=lambda each: each.order)
            refused: Refused | None = None
            try:
                self.client.delete_user(package_id_of(parcel), last)
            except Unauthorized:
                raise
            except Refused as error:
                refused = error
            before, seats = seats, seats_of(self.drafts.read(parcel).users)
            if refused is not None and len(seats) >= len(before):
                raise refused

    def is_clear(self, parcel: Parcel, within: float | None) -> bool:
        """Whether nothing is there but what we put there."""
        details = self.drafts.read(parcel, within)
        ours = all(bears_mark(each, parcel.ref) for each in details.documents)
        workflow = details.workflow
        plain = not (workflow.continue_on_decline or workflow.post_process.enabled)
        return ours and plain and not details.users

    def give_back(self, parcel: Parcel) -> bool:
        """Leave a package that was taken over as a draft, named as people read it.

        Whether it is one: what was sent before is never deleted by giving up.
        """
        package = continued(parcel.agreement)
        if package is None or bound_package(parcel) not in {"", package.package_id}:
            return False
        with suppress(Gone):
            details = self.client.workflow(package.package_id)
            if is_draft(details) and name_bears(details.package_name, parcel.ref):
                name = clean_name(parcel.agreement.title)
                self.client.rename_package(package.package_id, name)
        return True


def _bears_any(details: WorkflowDetails, refs: Sequence[str]) -> bool:
    return any(bears_mark(document, ref) for document in details.documents for ref in refs)


def _is_untouched(parcel: Parcel, package: Continued, details: WorkflowDetails) -> bool:
    """Whether nobody worked on it but this draft; then its name is one that we gave it."""
    if package.modified_on and details.modified_on == package.modified_on:
        return True
    ours = any(name_bears(details.package_name, each) for each in parcel.earlier)
    names = {clean_name(each) for each in (package.name, parcel.agreement.title)}
    same = clean_name(details.package_name) in names
    return bool(parcel.earlier) and (ours or same)


def _locked() -> Refused:
    return Refused(
        "A template locks this agreement in SigningHub.",
        "Nothing in it can be changed. Nobody was notified, your draft is safe.",
        "Share the recalled one in SigningHub's own pages, or begin a new agreement.",
    )
