"""The settings of a package that is being built."""

from dataclasses import dataclass

from app.domain.json_value import JsonObject
from app.services.outbox.carrier import Parcel
from app.services.signinghub.bound import changed, package_id_of
from app.services.signinghub.building_reading import DraftReader
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.mapping_package import settings_of
from app.services.signinghub.mapping_settings import (
    post_process_of,
    same_post_process,
    same_text,
)
from app.services.signinghub.wire import WorkflowDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsBuilder:
    """The settings of one account's packages."""

    client: SigningHubClient
    drafts: DraftReader

    def write(self, parcel: Parcel) -> JsonObject:
        """Set what the draft says of the whole package, where it differs."""
        details = self.drafts.read(parcel)
        self.converge(parcel, details)
        return {}

    def converge(self, parcel: Parcel, details: WorkflowDetails) -> None:
        """Write what differs from what was just read."""
        different = _different(parcel, details)
        if different:
            self.client.update_workflow(package_id_of(parcel), different)
        after = post_process_of(parcel.agreement, v4=self.client.is_v4)
        if after is not None and not same_post_process(after, details.workflow.post_process):
            self.client.update_post_process(package_id_of(parcel), after)

    def check(self, parcel: Parcel, details: WorkflowDetails) -> None:
        """Compare what was written with what was read back, where it is told. Raises Changed."""
        after, there = post_process_of(parcel.agreement, v4=self.client.is_v4), details.workflow
        told = there.post_process.enabled is not None
        if after is not None and told and not same_post_process(after, there.post_process):
            raise changed("What happens when all are done is not as the draft wants it there.")
        # A server may have a message of its own where there is none in the draft.
        names = [name for name, wanted in _different(parcel, details).items() if wanted != ""]
        if any(getattr(details.workflow, name) not in (None, "") for name in names):
            raise changed("Its settings are not as the draft wants them there.")


def _different(parcel: Parcel, details: WorkflowDetails) -> JsonObject:
    wanted = settings_of(parcel.agreement, details.package_owner)
    workflow = details.workflow
    different = {name: value for name, value in wanted.items() if getattr(workflow, name) != value}
    if same_text(str(wanted["message"]), workflow.message):
        different.pop("message", None)
    return different
