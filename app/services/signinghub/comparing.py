"""Comparing a package with its draft and with what was read back of it."""

from dataclasses import dataclass

from app.domain.comparison import Portraits, Reading, There
from app.domain.continued import continued
from app.domain.portrait import Portrait, read_portrait
from app.services.errors import Gone
from app.services.outbox.carrier import Parcel
from app.services.signinghub.bound import bound_package, is_ours
from app.services.signinghub.building import Builder
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.package_portraits import asked, told
from app.services.signinghub.wire import WorkflowDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparing:
    """Reads the packages of one account for a comparison; changes nothing."""

    client: SigningHubClient
    builder: Builder

    def portraits(self, parcel: Parcel) -> Portraits:
        """What the draft says, and what was kept when everything had been read back."""
        kept = parcel.results("tidy").get("", {}).get("portrait")
        return Portraits(ours=asked(parcel), prepared=read_portrait(kept))

    def reading(self, parcel: Parcel) -> Reading:
        """The package as SigningHub tells it now; a recalled one also before it is taken over.

        Raises ServiceError.
        """
        package_id = bound_package(parcel)
        recalled = continued(parcel.agreement) if not package_id else None
        if recalled is not None:
            package_id = recalled.package_id
        if not package_id:
            return Reading(there=There.GONE)
        try:
            details = self.client.workflow(package_id)
        except Gone:
            return Reading(there=There.GONE)
        if recalled is None and not is_ours(parcel, details):
            return Reading(there=There.NOT_OURS)
        return Reading(there=There.READ, portrait=self.portrayed(parcel, details))

    def portrayed(self, parcel: Parcel, details: WorkflowDetails) -> Portrait:
        """The package with its fields, which are read page by page."""
        fields = self.builder.fields.all_of(parcel, details)
        return told(parcel, details, fields, self.builder.people.match(parcel, details.users))
