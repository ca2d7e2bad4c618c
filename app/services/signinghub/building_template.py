"""Applying a template to a package, once, and naming our people for the places that it brings."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.domain.kinds import ParticipantKind
from app.domain.package_stages import PackageType, package_type
from app.domain.signinghub_library import WantedTemplate, template_of
from app.services.cancel import CancelToken
from app.services.errors import Refused
from app.services.outbox.carrier import Parcel, PlannedStep
from app.services.outbox.records import FILLING, StepClass
from app.services.signinghub.bodies import GroupBody
from app.services.signinghub.bound import changed, document_ids, package_id_of
from app.services.signinghub.building_reading import MOST_CHANGES, DraftReader
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.enumerations import role
from app.services.signinghub.mapping_package import Wanted, recipients_of
from app.services.signinghub.marks import clean_name
from app.services.signinghub.positions import Seat, seats_of
from app.services.signinghub.refusals import reason_code
from app.services.signinghub.wire import WorkflowDetails

if TYPE_CHECKING:
    from app.domain.json_value import JsonObject, JsonValue
    from app.services.signinghub.wire_fields import Box

APPLY: Final = "template"
_SIGNATURES: Final = frozenset({"signature", "electronic_signature", "digital_signature"})
"""Lists of GET fields/{page} with places to sign."""


def template_steps(parcel: Parcel) -> list[PlannedStep]:
    """Apply it, then fill its places; nothing where the draft asks for none."""
    wanted = template_of(parcel.agreement)
    if wanted is None:
        return []
    return [
        PlannedStep(
            kind=APPLY,
            klass=StepClass.CREATING,
            sentence=f"Apply the template {wanted.name}",
            joins=True,
        ),
        PlannedStep(
            kind=FILLING,
            klass=StepClass.CREATING,
            sentence="Name your people for the places of the template",
            joins=True,
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateBuilder:
    """Templates in one account's packages."""

    client: SigningHubClient
    drafts: DraftReader

    def apply(self, parcel: Parcel) -> "JsonObject":
        """Apply it, unless it is there (POST documents/{id}/template).

        A template may lock the package: it has the name that people read before that.
        """
        there = self.applied(parcel)
        wanted = template_of(parcel.agreement)
        if there is not None or wanted is None:
            return there or {"applied": ""}
        package_id = package_id_of(parcel)
        self.client.rename_package(package_id, clean_name(parcel.agreement.title))
        try:
            self.client.apply_template(
                package_id, _first(parcel), wanted.name, apply_to_all=wanted.apply_to_all
            )
        except Refused as error:
            raise _not_applied(wanted.name, error) from error
        return {"applied": wanted.name}

    def applied(self, parcel: Parcel, within: float | None = None) -> "JsonObject | None":
        """Whether it took effect: it is named at its document, or its people are there."""
        wanted = template_of(parcel.agreement)
        details = self.drafts.read(parcel, within)
        if wanted is None or not (details.users or _names_it(details, _first(parcel), wanted)):
            return None
        return {"applied": wanted.name}

    def fill(self, parcel: Parcel, cancel: CancelToken) -> "JsonObject":
        """Put our people in its places; what it placed on the pages is kept for comparing."""
        for _ in range(MOST_CHANGES):
            cancel.raise_if_cancelled()
            if not self._fill_one(parcel):
                break
        return self._claimed(parcel, cancel)

    def filled(
        self, parcel: Parcel, cancel: CancelToken, within: float | None = None
    ) -> "JsonObject | None":
        """The same where nothing is left to fill; None else."""
        if self._next(parcel, self.drafts.read(parcel, within)) is not None:
            return None
        return self._claimed(parcel, cancel)

    def _fill_one(self, parcel: Parcel) -> bool:
        """Fill the first place that is still open; positions are read anew for each."""
        found = self._next(parcel, self.drafts.read(parcel))
        if found is None:
            return False
        seat, somebody = found
        if somebody is None:
            raise _nobody(seat)
        package_id = package_id_of(parcel)
        if seat.group_name:
            order = GroupBody(group_name=somebody.name, signing_order=somebody.signing_order)
            self.client.update_group(package_id, seat, order)
        else:
            self.client.update_user(package_id, seat, somebody.person())
        return True

    def _next(self, parcel: Parcel, details: WorkflowDetails) -> tuple[Seat, Wanted | None] | None:
        """The next place to be written, and for whom; nobody where none of ours fits."""
        open_ = list(recipients_of(parcel.agreement))
        staged = package_type(parcel.agreement) in (PackageType.SERIAL, PackageType.CUSTOM)
        places: list[Seat] = []
        for seat in seats_of(details.users):
            known = next((each for each in open_ if _is(each, seat)), None)
            if known is None:
                places.append(seat)
                continue
            open_.remove(known)
            is_group = known.kind is ParticipantKind.GROUP
            if is_group and staged and seat.signing_order != known.signing_order:
                return seat, known
        for seat in places:
            return seat, next((each for each in open_ if _fits(each, seat)), None)
        return None

    def _claimed(self, parcel: Parcel, cancel: CancelToken) -> "JsonObject":
        """The fields of the template by document and name, and who has a place to sign.

        Raises Refused where two lie at one place: a proxy may have had it applied twice.
        """
        details = self.drafts.read(parcel)
        people = _labels(parcel, details)
        fields: JsonObject = {}
        signers: JsonObject = {}
        for label, document_id in document_ids(parcel).items():
            owners: JsonObject = {}
            places: list[tuple[int, Box]] = []
            signing: list[JsonValue] = []
            for page in range(1, _pages(details, document_id) + 1):
                cancel.raise_if_cancelled()
                for field in self.client.fields(details.package_id, document_id, page):
                    owner = people.get(field.order or 0)
                    if owner is None or field.field_name.startswith(f"cs_{parcel.ref}_"):
                        continue
                    owners[field.field_name] = owner
                    places.append((page, field.dimensions.field))
                    if field.kind in _SIGNATURES:
                        signing.append(owner)
            if any(places.count(each) > 1 for each in places):
                raise _twice()
            fields[label], signers[label] = owners, signing
        return {"fields": fields, "signers": signers}


def _not_applied(name: str, error: Refused) -> Refused:
    """The refusal, which names the template where only SigningHub's own text says why."""
    if type(error) is not Refused or reason_code(error):
        return error
    return Refused(
        f"SigningHub did not apply the template “{name}”.",
        "Nobody was notified, your draft is safe.",
        "Choose another template in the draft or none, then send again.",
        service_text=error.service_text,
        status=error.status,
        correlation_id=error.correlation_id,
    )


def _first(parcel: Parcel) -> str:
    return document_ids(parcel)[parcel.agreement.documents[0].label]


def _names_it(details: WorkflowDetails, document_id: str, wanted: WantedTemplate) -> bool:
    return any(
        each.document_id == document_id
        and each.template is not None
        and each.template.template_name.strip().casefold() == wanted.name.casefold()
        for each in details.documents
    )


def _labels(parcel: Parcel, details: WorkflowDetails) -> dict[int, str]:
    """Our labels by position."""
    open_ = list(recipients_of(parcel.agreement))
    found = {}
    for seat in seats_of(details.users):
        known = next((each for each in open_ if _is(each, seat)), None)
        if known is not None:
            open_.remove(known)
            found[seat.order] = known.label
    return found


def _is(wanted: Wanted, seat: Seat) -> bool:
    return wanted.who == seat.who and role(wanted.role) is role(seat.role)


def _fits(wanted: Wanted, seat: Seat) -> bool:
    """Whether somebody can take a place: an open one, of the same role."""
    return bool(seat.placeholder and wanted.email) and role(wanted.role) is role(seat.role)


def _pages(details: WorkflowDetails, document_id: str) -> int:
    for each in details.documents:
        if each.document_id == document_id:
            return max(each.document_pages or 1, 1)
    raise changed("One of its documents was removed there.")


def _twice() -> Refused:
    return Refused(
        "SigningHub applied the template twice.",
        "Its fields lie on each other. Nobody was notified, your draft is safe.",
        "Send again: a new agreement is made.",
    )


def _nobody(seat: Seat) -> Refused:
    name = seat.placeholder or seat.group_name or seat.user_email
    return Refused(
        f"The template asks for “{name}”, and nobody of your agreement is that.",
        "Nobody was notified, your draft is safe.",
        "Add a participant with the same role (or that group), or choose another template.",
    )
