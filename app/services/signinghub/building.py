"""Building a package step by step: every part is read before it is written."""

from app.domain.json_value import JsonObject
from app.services.errors import Uncertain
from app.services.outbox.carrier import Changed, Parcel
from app.services.signinghub.bound import changed, package_id_of
from app.services.signinghub.building_by_text import TextPlacer
from app.services.signinghub.building_documents import DocumentBuilder
from app.services.signinghub.building_fields import FieldBuilder
from app.services.signinghub.building_people import PeopleBuilder
from app.services.signinghub.building_reading import DraftReader
from app.services.signinghub.building_rights import RightsBuilder
from app.services.signinghub.building_settings import SettingsBuilder
from app.services.signinghub.building_template import TemplateBuilder
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.library import LibraryAdder
from app.services.signinghub.mapping_settings import folder_of
from app.services.signinghub.marks import clean_name, marked_name
from app.services.signinghub.placing import PageSizes


class Builder:
    """The parts of one account's packages."""

    def __init__(self, client: SigningHubClient, page_sizes: PageSizes) -> None:
        """Build with `client`; `page_sizes` measures what is sent."""
        self._client = client
        self.drafts = DraftReader(client=client)
        self.documents = DocumentBuilder(client=client, drafts=self.drafts)
        self.settings = SettingsBuilder(client=client, drafts=self.drafts)
        self.people = PeopleBuilder(client=client, drafts=self.drafts)
        self.rights = RightsBuilder(client=client, drafts=self.drafts, people=self.people)
        self.fields = FieldBuilder(
            client=client, drafts=self.drafts, people=self.people, page_sizes=page_sizes
        )
        self.template = TemplateBuilder(client=client, drafts=self.drafts)
        self.library = LibraryAdder(client=client, drafts=self.drafts)
        self.by_text = TextPlacer(
            client=client, drafts=self.drafts, people=self.people, page_sizes=page_sizes
        )

    def add_package(self, parcel: Parcel) -> JsonObject:
        """Make the draft; our mark is in its name from the first moment."""
        name = marked_name(parcel.agreement.title, parcel.ref)
        folder = folder_of(parcel.agreement)
        return {"package_id": self._client.add_package(name, folder=folder).package_id}

    def clear(self, parcel: Parcel) -> None:
        """Remove doubles of documents, people and fields; name the package as people read it.

        Nothing is added: what is missing by now was removed by somebody.
        """
        package_id = package_id_of(parcel)
        details = self.drafts.read(parcel)
        matching = self.people.match(parcel, details.users)
        if matching.strangers:
            raise changed("Somebody added a recipient there.")
        if matching.missing:
            raise changed("Somebody removed a recipient there.")
        self.documents.remove_doubles(parcel, details)
        try:
            self.people.without_surplus(parcel)
            self.fields.remove_doubles(parcel, details)
            self.by_text.remove_doubles(parcel, details)
        except Uncertain as error:
            raise _perhaps_removed(error) from error
        details = self.drafts.read(parcel)
        # Recipients that were doubled for a while have turned SERIAL into CUSTOM.
        self.settings.converge(parcel, details)
        name = clean_name(parcel.agreement.title)
        if details.package_name != name:
            self._client.rename_package(package_id, name)


def _perhaps_removed(error: Uncertain) -> Changed:
    """A removal goes by position or name: one under way could take the other one, too."""
    return Changed(
        "SigningHub did not say whether a double was removed.",
        "Its answer was lost. The agreement is read again before anything is sent.",
        "It goes on by itself in a few minutes. Nobody was notified.",
        correlation_id=error.correlation_id,
    )
