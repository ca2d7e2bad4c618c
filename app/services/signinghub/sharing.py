"""Sharing a package: the one request that notifies people, and what became of it."""

from contextlib import suppress
from dataclasses import dataclass

from app.domain.json_value import JsonObject, JsonValue
from app.domain.package_stages import PackageType, package_type
from app.domain.status import normal_word
from app.services.errors import BadAnswer, Gone, Refused, ServiceError, Unauthorized, Uncertain
from app.services.outbox.carrier import Effect, Parcel, Sighting
from app.services.outbox.records import SentCopy, StepRecord
from app.services.signinghub.bound import bound_package, document_ids, is_ours, package_id_of
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.listing import listed
from app.services.signinghub.mapping_package import recipients_of
from app.services.signinghub.marks import (
    bears_foreign_mark,
    bears_mark,
    clean_name,
    is_draft,
)
from app.services.signinghub.positions import seats_of
from app.services.signinghub.wire import WorkflowDetails

_DRAFT = "DRAFT"
_SHARED = "SHARED"
_AT_ONCE = 5.0
"""Seconds in which a read of something unimportant is answered, or done without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """Sends the packages of one account and finds out whether they were sent."""

    client: SigningHubClient

    def share(self, step: StepRecord, parcel: Parcel) -> JsonObject:
        """Send exactly what is written in the journal."""
        try:
            shared = self.client.share(package_id_of(parcel), step.request)
        except Unauthorized:
            raise
        except Refused as refusal:
            raise self._meaning(parcel, refusal) from refusal
        names = self._participants(parcel, [each.package_id for each in shared])
        packages: list[JsonValue] = [
            {
                "package_id": each.package_id,
                "documents": list(each.documents),
                "participant": names.get(each.package_id, ""),
            }
            for each in shared
        ]
        return {"packages": packages}

    def look(self, parcel: Parcel, within: float) -> Sighting:
        """Whether it was sent: anything but a draft proves it, and so do copies of it."""
        package_id = package_id_of(parcel)
        gone = draft = False
        try:
            details = self.client.workflow(package_id, within=within)
        except Gone:
            gone = True
        else:
            if not is_ours(parcel, details):
                return _elsewhere("What has its number in SigningHub is another agreement.")
            draft = is_draft(details)
        if package_type(parcel.agreement) is PackageType.INDIVIDUAL:
            copies = self._look_for_copies(parcel, within)
            if copies is not None:
                return copies
        if gone:
            return _elsewhere(
                "The package is not in SigningHub any more. It may have been sent before."
            )
        return self._still_draft(parcel, within) if draft else _shared({})

    def same_named(self, parcel: Parcel, within: float | None = None) -> tuple[str, ...]:
        """Ids of packages under way with the name of this one, which are not this one."""
        name = clean_name(parcel.agreement.title).casefold()
        return tuple(
            each.package_id
            for each in listed(self.client, "ALL", within=within)
            if clean_name(each.package_name).casefold() == name
            and normal_word(each.package_status) != _DRAFT
            and each.package_id != bound_package(parcel)
        )

    def shares(self, package_id: str, within: float | None = None) -> int:
        """How often a package was sent by its history, even if it was called back."""
        history = self.client.history(package_id, within=within)
        return sum(normal_word(each.action_type) == _SHARED for each in history.actions)

    def _meaning(self, parcel: Parcel, refusal: Refused) -> ServiceError:
        """A refusal is one only where nothing was sent: words are not relied on."""
        if self._may_be_sent(parcel):
            return Uncertain(
                "SigningHub did not take the request to send.",
                "An earlier one may have sent the agreement.",
                service_text=refusal.service_text,
                status=refusal.status,
                correlation_id=refusal.correlation_id,
            )
        return Refused(
            "SigningHub does not send this agreement.",
            "Nobody was notified, your draft is safe.",
            service_text=refusal.service_text,
            status=refusal.status,
            correlation_id=refusal.correlation_id,
        )

    def _may_be_sent(self, parcel: Parcel) -> bool:
        """Whether anything speaks against a draft that was never sent, or nobody can tell."""
        try:
            if not is_draft(self.client.workflow(package_id_of(parcel))):
                return True
            individual = package_type(parcel.agreement) is PackageType.INDIVIDUAL
            return individual and self._look_for_copies(parcel) is not None
        except ServiceError:
            return True

    def _still_draft(self, parcel: Parcel, within: float) -> Sighting:
        """Of what was sent before, only one more entry in the history tells of this sending."""
        before = parcel.results("tidy").get("", {}).get("shares", 0)
        with suppress(Refused, BadAnswer):
            found = self.shares(package_id_of(parcel), within)
            if isinstance(before, int) and found > before:
                return _elsewhere("It was sent, and somebody called it back in SigningHub.")
        return Sighting(
            effect=Effect.NONE, sentence="Asked SigningHub: it is still a draft", result={}
        )

    def _look_for_copies(self, parcel: Parcel, within: float | None = None) -> Sighting | None:
        """Everybody's copy, by our mark in its documents, else by its one recipient.

        None where there is not one that could be it.
        """
        before = _texts(parcel.results("tidy").get("", {}).get("before"))
        candidates = [
            self.client.workflow(each, within=within)
            for each in self.same_named(parcel, within)
            if each not in before
        ]
        ours = [each for each in candidates if _bears_mark(each, parcel.ref)]
        unmarked = [each for each in candidates if not _is_foreign(each, parcel.ref)]
        found = ours or unmarked
        if not found:
            return None
        wanted = sorted(each.who for each in recipients_of(parcel.agreement))
        if sorted(_addressee(each) for each in found) == wanted:
            return _shared({"packages": [_copy(each) for each in found]})
        return _elsewhere(
            f"SigningHub shows {len(found)} of {len(wanted)} copies that could be of this"
            " agreement."
        )

    def _participants(self, parcel: Parcel, packages: list[str]) -> dict[str, str]:
        """Whose copy each package is, as far as that can be read at once.

        The success is in hand and not written down yet, so that nothing is waited for.
        """
        names: dict[str, str] = {}
        if package_type(parcel.agreement) is PackageType.INDIVIDUAL:
            with suppress(ServiceError):
                for package_id in packages:
                    names[package_id] = _named(self.client.workflow(package_id, within=_AT_ONCE))
        return names


def copies_of(fired: JsonObject) -> tuple[SentCopy, ...]:
    """The copies in the result of a share."""
    packages = fired.get("packages")
    return tuple(
        SentCopy(service_id=str(each["package_id"]), participant=str(each["participant"]))
        for each in (packages if isinstance(packages, list) else [])
        if isinstance(each, dict)
    )


def documents_of(fired: JsonObject, parcel: Parcel) -> tuple[str, ...]:
    """Ids of the documents that were sent."""
    packages = fired.get("packages")
    told = [
        document
        for each in (packages if isinstance(packages, list) else [])
        if isinstance(each, dict)
        for document in _texts(each.get("documents"))
    ]
    return tuple(told) or tuple(document_ids(parcel).values())


def _copy(details: WorkflowDetails) -> JsonObject:
    return {
        "package_id": details.package_id,
        "documents": [each.document_id for each in details.documents],
        "participant": _named(details),
    }


def _named(details: WorkflowDetails) -> str:
    names = (each.user_name or each.group_name or each.user_email for each in details.users)
    return next(names, "")


def _addressee(details: WorkflowDetails) -> tuple[str, str, str]:
    """Whose copy it is; nobody's where it has several recipients, or none."""
    seats = seats_of(details.users)
    return seats[0].who if len(seats) == 1 else ("", "", "")


def _bears_mark(details: WorkflowDetails, ref: str) -> bool:
    return any(bears_mark(each, ref) for each in details.documents)


def _is_foreign(details: WorkflowDetails, ref: str) -> bool:
    return any(bears_foreign_mark(each, ref) for each in details.documents)


def _shared(result: JsonObject) -> Sighting:
    return Sighting(effect=Effect.DONE, sentence="Asked SigningHub: it was sent", result=result)


def _elsewhere(sentence: str) -> Sighting:
    return Sighting(effect=Effect.ELSEWHERE, sentence=sentence, result={})


def _texts(value: JsonValue) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []
