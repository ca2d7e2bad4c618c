"""A draft on this computer that says what a stopped agreement said."""

import tempfile
from pathlib import Path

from app.domain.action_restart import agreement_again, agreement_told
from app.domain.agreement import Agreement
from app.domain.observation import Observation
from app.services.actions.port import Actor
from app.services.cancel import CancelToken
from app.services.draft_copies import copied_draft
from app.services.drafts import DraftBook
from app.services.stored_drafts import StoredDraft


def restarted(
    drafts: DraftBook,
    actor: Actor,
    observation: Observation,
    sent: Agreement | None,
    account_id: str,
    cancel: CancelToken,
) -> StoredDraft:
    """The new draft: as we sent it, else as the service tells it; the files come from there.

    Nothing is made at the service. Raises ServiceError, DomainError and UserCancelled.
    """
    fits = sent is not None and len(sent.documents) == len(observation.documents)
    agreement = agreement_again(sent) if sent is not None and fits else agreement_told(observation)
    with tempfile.TemporaryDirectory(prefix="countersign-") as folder:
        files = actor.working_files(observation.service_id, Path(folder), cancel)
        paths = {
            document.label: path for document, path in zip(agreement.documents, files, strict=True)
        }
        return copied_draft(drafts, agreement, paths, account_id)
