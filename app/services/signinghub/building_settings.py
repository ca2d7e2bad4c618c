"""The settings of a package that is being built."""

from dataclasses import dataclass

from app.domain.json_value import JsonObject
from app.services.outbox.carrier import Parcel
from app.services.signinghub.bound import package_id_of
from app.services.signinghub.building_reading import DraftReader
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.mapping_package import settings_of
from app.services.signinghub.wire import WorkflowDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsBuilder:
    """The settings of one account's packages."""

    client: SigningHubClient
    drafts: DraftReader

    def write(self, parcel: Parcel) -> JsonObject:
        """Set type, mode, message and what a decline does, where they differ."""
        details = self.drafts.read(parcel)
        self.converge(parcel, details)
        return {}

    def converge(self, parcel: Parcel, details: WorkflowDetails) -> None:
        """Write what differs from what was just read."""
        wanted = settings_of(parcel.agreement, details.package_owner)
        different = {
            name: value
            for name, value in wanted.items()
            if getattr(details.workflow, name) != value
        }
        if different:
            self.client.update_workflow(package_id_of(parcel), different)
