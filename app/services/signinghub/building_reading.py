"""Reading the package that is being built, before every change to it."""

from dataclasses import dataclass
from typing import Final

from app.services.errors import Gone
from app.services.outbox.carrier import Parcel
from app.services.signinghub.bound import changed, is_ours, package_id_of
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.marks import is_draft
from app.services.signinghub.wire import WorkflowDetails

MOST_CHANGES: Final = 200
"""People or fields that are changed or removed in one step; more are not ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReader:
    """The drafts of one account."""

    client: SigningHubClient

    def read(self, parcel: Parcel, within: float | None = None) -> WorkflowDetails:
        """The package, which must be ours and still a draft. Raises Changed."""
        try:
            details = self.client.workflow(package_id_of(parcel), within=within)
        except Gone as error:
            raise changed("It was deleted there.") from error
        if not is_ours(parcel, details):
            raise changed("What has its number there is another agreement.")
        if not is_draft(details):
            raise changed("It is no draft any more: somebody may have shared it.")
        return details
