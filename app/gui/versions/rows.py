"""What a row says of an earlier version: when, how much of what, and what is different now."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import attachments
from app.domain.agreement import Agreement
from app.gui.when import Times
from app.services.stored_drafts import DraftVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One version in the list."""

    version: DraftVersion
    name: str
    """When the draft was like that: `12 Nov 08:14`."""
    ago: str
    """How long ago that was."""
    line: str
    """How much is in it, and its title, which may be long."""
    difference: str
    """What is different now; empty when nothing is."""

    @property
    def key(self) -> str:
        """The id of the version."""
        return str(self.version.id)

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join((self.name, self.ago, self.line, self.aside))

    @property
    def aside(self) -> str:
        """What is said of it beside what is in it."""
        return f"Different now: {self.difference}" if self.difference else "The same as now"

    @property
    def can_move(self) -> bool:
        """Times have their order."""
        return False


def version_rows(
    versions: Sequence[DraftVersion], now: Agreement, times: Times
) -> tuple[VersionRow, ...]:
    """Rows of versions, compared with what the draft says `now`."""
    return tuple(
        VersionRow(
            version=each,
            name=times.at(each.saved_at),
            ago=f"{times.since(each.saved_at)} ago",
            line=" · ".join((contents(each.agreement), each.agreement.title or "No title")),
            difference=", ".join(differences(each.agreement, now)),
        )
        for each in versions
    )


def contents(agreement: Agreement) -> str:
    """`3 documents, 2 people`."""
    documents, people = len(agreement.documents), len(agreement.participants)
    return ", ".join(
        (
            "1 document" if documents == 1 else f"{documents or 'no'} documents",
            "1 person" if people == 1 else f"{people} people" if people else "nobody",
        )
    )


def differences(one: Agreement, other: Agreement) -> tuple[str, ...]:
    """The parts of an agreement in which two differ, as the window calls them."""
    parts = {
        "title": (one.title, other.title),
        "documents": (_files(one), _files(other)),
        "people": (one.participants, other.participants),
        "process": (one.process, other.process),
        "fields": (one.fields, other.fields),
        "message": (one.message, other.message),
        "settings": (_settings(one), _settings(other)),
    }
    return tuple(part for part, (here, there) in parts.items() if here != there)


def _files(agreement: Agreement) -> tuple[object, ...]:
    """The documents, what goes along with them, and which pages are left out."""
    along = agreement.scrive.get(attachments.MEMBER)
    return agreement.documents, along, agreement.scrive.get("documents")


def _settings(agreement: Agreement) -> tuple[object, ...]:
    scrive = agreement.scrive.items()
    rest = {name: each for name, each in scrive if name not in (attachments.MEMBER, "documents")}
    return agreement.language, rest, agreement.signinghub
