"""Our drafts at Scrive: what both ways of sending do alike."""

import hashlib
import json
from contextlib import suppress
from typing import Final

from app.domain.agreement import Document as DraftDocument
from app.domain.json_value import JsonObject, JsonValue
from app.services.accounts import Identity
from app.services.cancel import CancelToken
from app.services.errors import Forbidden, Gone, Refused, Uncertain
from app.services.outbox.carrier import Changed, Effect, Fence, Parcel, PlannedStep, Sighting
from app.services.outbox.records import StepClass, StepRecord
from app.services.ports import Progress
from app.services.scrive.client import ScriveClient
from app.services.scrive.marks import marked_drafts, upload_name
from app.services.scrive.wire import Document
from app.services.words.sizes import size_word

PREPARATION: Final = "preparation"
"""The status of a draft (Document API v2, Document, `status`)."""
CONFLICT: Final = 409
"""The status of a refusal to write over a version that is not the newest any more."""
_OF_DOCUMENT: Final = (
    "title",
    "file",
    "author_attachments",
    "tags",
    "lang",
    "days_to_sign",
    "days_to_remind",
    "display_options",
    "invitation_message",
    "confirmation_message",
    "sms_invitation_message",
    "sms_confirmation_message",
    "api_callback_url",
)
_OF_PARTY: Final = (
    "id",
    "is_author",
    "is_signatory",
    "signatory_role",
    "fields",
    "sign_order",
    "consent_module",
    "sign_success_redirect_url",
    "reject_redirect_url",
    "hide_personal_number",
    "allows_highlighting",
    "is_visible",
    "delivery_method",
    "confirmation_delivery_method",
    "authentication_method_to_view",
    "authentication_method_to_view_archived",
    "authentication_method_to_sign",
    "attachments",
)
"""What somebody composes, as against what happens to it (Document API v2, Document)."""


class Drafts:
    """The drafts of one account that the outbox makes, finds again and removes."""

    def __init__(self, client: ScriveClient) -> None:
        """Ask with `client`."""
        self._client = client

    def signed_in_as(self) -> Identity:
        """Who the account is, where its privileges let it know (GET getprofile)."""
        try:
            profile = self._client.profile()
        except (Forbidden, Gone):
            return Identity()
        name = " ".join(filter(None, (profile.fstname, profile.sndname)))
        return Identity(name=name, email=profile.email, user_id=profile.id)

    def upload(
        self, step: StepRecord, parcel: Parcel, progress: Progress, cancel: CancelToken
    ) -> JsonObject:
        """Make the draft of one document; our mark is in its file name from the first moment."""
        name = upload_name(parcel.agreement.title, parcel.ref, number_of(parcel, step.subject))
        with parcel.opened(step.subject) as stream:
            document = self._client.new_document(stream, name, progress=progress, cancel=cancel)
        return {"document_id": document.id}

    def look_for(self, step: StepRecord, parcel: Parcel, within: float) -> Sighting:
        """Whether an upload made its draft."""
        number = number_of(parcel, step.subject)
        found = marked_drafts(self._client, parcel.ref, parcel.enqueued_at, number, within=within)
        if not found:
            return Sighting(effect=Effect.NONE, sentence="Asked Scrive: not there yet", result={})
        return Sighting(
            effect=Effect.DONE,
            sentence="Asked Scrive: it had arrived",
            result={"document_id": found[0].id},
        )

    def read(self, document_id: str) -> Document:
        """A document that must still be a draft of ours. Raises Changed."""
        try:
            document = self._client.get(document_id)
        except Gone as error:
            raise changed("One of its files was deleted there.") from error
        if document.is_trashed or document.is_deleted:
            raise changed("One of its files was deleted there.")
        if document.status != PREPARATION:
            raise changed("One of its files is no draft any more: somebody may have started it.")
        return document

    def verify(self, parcel: Parcel) -> None:
        """Compare every draft with what `prepare` left behind. Raises Changed."""
        for result in prepared_of(parcel).values():
            document = self.read(str(result["document_id"]))
            same_version = document.object_version is not None and (
                document.object_version == result.get("object_version")
            )
            if not same_version and fingerprint(document) != result.get("fingerprint"):
                raise changed("One of its files was changed there after it was prepared.")

    def started(self, parcel: Parcel, within: float) -> Sighting:
        """Whether a start took effect: any status but `preparation` proves it."""
        problem = ""
        for draft in parcel.agreement.documents:
            try:
                document = self._client.get(document_id_of(parcel, draft.label), within=within)
            except Gone:
                problem = "The files of this agreement were removed in Scrive."
                continue
            if document.status not in (PREPARATION, ""):
                return Sighting(
                    effect=Effect.DONE, sentence="Asked Scrive: it was started", result={}
                )
            if document.is_trashed or document.is_deleted:
                problem = "The files of this agreement were removed in Scrive."
        if problem:
            return Sighting(effect=Effect.ELSEWHERE, sentence=problem, result={})
        count = len(parcel.agreement.documents)
        files = "the file is still a draft" if count == 1 else f"all {count} files still drafts"
        return Sighting(effect=Effect.NONE, sentence=f"Asked Scrive: {files}", result={})

    def fence(self, parcel: Parcel, *, held: bool) -> Fence:
        """Delete the drafts: a start that is still under way refers to missing documents then.

        Scrive refuses (409) to trash what runs, so that a success proves that nothing was started
        (Document API v2, documents/{id}/trash). A document that cannot be seen proves nothing: it
        may have run before it was deleted, or be hidden from this sign-in. So all are put into the
        trash first; once that is written down (`held`), what is missing is what was deleted here.
        """
        found: list[Document] = []
        for document_id in _ids(parcel):
            with suppress(Gone):
                found.append(self._client.get(document_id))
        for document in found:  # none is touched before all are known to be drafts
            if document.status != PREPARATION:
                return Fence.STARTED if document.status else Fence.IMPOSSIBLE
        there = [each for each in found if not each.is_deleted]
        for document in there:
            if not document.is_trashed and not self._trashed(document.id):
                return Fence.STARTED
        if not held:
            return Fence.HELD if found else Fence.IMPOSSIBLE
        for document in there:
            with suppress(Gone):
                self._client.delete(document.id)
        return Fence.CLOSED

    def _trashed(self, document_id: str) -> bool:
        """Put a draft into the trash; False where Scrive refuses because it runs."""
        try:
            self._client.trash(document_id)
        except Uncertain as error:
            if error.status != CONFLICT:
                raise
            document = self._client.get(document_id)
            if document.status not in (PREPARATION, ""):
                return False
            if not document.is_trashed:
                raise
        return True

    def remove_duplicates(self, parcel: Parcel) -> JsonObject:
        """Remove drafts with our mark that are not the ones we use.

        They are the late effect of a lost upload, or what a proxy made that sent it twice.
        """
        ours = set(_ids(parcel))
        for document in marked_drafts(self._client, parcel.ref, parcel.enqueued_at, trashed=True):
            if document.id not in ours:
                self._discard(document.id)
        return {}

    def confirm(self, parcel: Parcel) -> JsonObject:
        """Look once more for late duplicates, and how the agreement stands now."""
        if any(step.doubtful for step in parcel.steps if step.kind == "upload"):
            self.remove_duplicates(parcel)
        with suppress(Gone):
            document = self._client.get(document_id_of(parcel, parcel.files[0].label))
            return {"status": document.status}
        return {"status": ""}

    def withdraw(self, parcel: Parcel) -> None:
        """Trash and delete our drafts; what is no draft any more is somebody else's by now.

        Also those that no answer told of: a proxy may have delivered an upload twice.
        """
        found = marked_drafts(self._client, parcel.ref, parcel.enqueued_at, trashed=True)
        for document_id in dict.fromkeys((*_ids(parcel), *(each.id for each in found))):
            self._discard(document_id)

    def _discard(self, document_id: str) -> None:
        """Remove a draft; Scrive refuses to trash what runs (documents/{id}/trash, 409)."""
        with suppress(Gone):
            document = self._client.get(document_id)
            if document.status not in (PREPARATION, ""):
                return
            if not document.is_trashed:
                self._client.trash(document_id)
            self._client.delete(document_id)


def upload_steps(parcel: Parcel) -> tuple[PlannedStep, ...]:
    """A creating step for the file of each document; what goes along is attached to a draft."""
    return tuple(
        PlannedStep(
            kind="upload",
            klass=StepClass.CREATING,
            subject=file.label,
            sentence=f"Upload {file.name}, {size_word(file.size)}",
        )
        for file in parcel.files
        if parcel.agreement.document(file.label) is not None
    )


def converging(kind: str, sentence: str) -> PlannedStep:
    """A step that reads, compares and writes the difference."""
    return PlannedStep(kind=kind, klass=StepClass.CONVERGING, sentence=sentence)


def number_of(parcel: Parcel, label: str) -> int:
    """The place of a document in the agreement, from 1; it is part of our mark."""
    labels = [file.label for file in parcel.files]
    return labels.index(label) + 1


def document_id_of(parcel: Parcel, label: str) -> str:
    """Scrive's id of a document that was uploaded."""
    return str(parcel.results("upload")[label]["document_id"])


def prepared(document: Document) -> JsonObject:
    """What the result of `prepare` keeps of a draft, to know it again."""
    return {
        "document_id": document.id,
        "object_version": document.object_version,
        "fingerprint": fingerprint(document),
    }


def prepared_of(parcel: Parcel) -> dict[str, JsonObject]:
    """What `prepare` kept, by label of the document."""
    documents = parcel.results("prepare").get("", {}).get("documents")
    if not isinstance(documents, dict):
        return {}
    return {label: each for label, each in documents.items() if isinstance(each, dict)}


def texts_of(value: JsonValue) -> dict[str, str]:
    """An object of texts out of a step's result."""
    return {name: str(each) for name, each in value.items()} if isinstance(value, dict) else {}


def fingerprint(document: Document, *, without: frozenset[str] = frozenset()) -> str:
    """SHA-256 of what somebody can compose in a draft, as Scrive tells it.

    `without`: members of the document that do not count.
    """
    told = {name: document.raw.get(name) for name in _OF_DOCUMENT if name not in without}
    told["parties"] = [_composed(party.raw) for party in document.parties]
    text = json.dumps(told, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def refused_people(document: DraftDocument) -> Refused:
    """What is said where Scrive answers with other people than those that were sent."""
    return Refused(
        f"Scrive did not take the people of {document.shown_name} as they were sent.",
        "Nobody was notified, your draft is safe.",
        "Send again; if it stays, look at the draft in Scrive.",
    )


def refused_fields(document: DraftDocument) -> Refused:
    """What is said where Scrive answers with fields elsewhere or of another kind."""
    return Refused(
        f"Scrive did not take the fields of {document.shown_name} as they were placed.",
        "Nobody was notified, your draft is safe.",
        "Send again; if it stays, send it without the fields.",
    )


def refused_settings(document: DraftDocument) -> Refused:
    """What is said where Scrive answers with other settings than those that were sent."""
    return Refused(
        f"Scrive did not take the settings of {document.shown_name} as they were sent.",
        "Its days, reminder, language, tags, callback or page options are not what you chose."
        " Nobody was notified, your draft is safe.",
        "Send again; if it stays, look at the settings in Review.",
    )


def _ids(parcel: Parcel) -> list[str]:
    return [str(result["document_id"]) for result in parcel.results("upload").values()]


def _composed(party: JsonObject) -> JsonValue:
    return {name: party.get(name) for name in _OF_PARTY}


def changed(what: str) -> Changed:
    """What is said where a draft is not what was prepared; `what` is a sentence."""
    return Changed(
        "Somebody changed this agreement in Scrive.",
        f"{what} Nothing more is sent before you decide.",
        "Compare what differs, then send yours anew or give up.",
    )
