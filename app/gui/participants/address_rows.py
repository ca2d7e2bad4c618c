"""What a row says of somebody in the address book, or of a group."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.contacts import spaced_phone
from app.gui.models.found_rows import FoundRow
from app.services.address_book import Contact, ContactGroup

Entry = Contact | ContactGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressRow(FoundRow):
    """One entry: `ago` says `colleague` or counts members, `line` tells addresses or members."""

    entry: Entry


def address_rows(entries: Sequence[Entry], searched: str = "") -> tuple[AddressRow, ...]:
    """Rows of the entries that have every word that is searched."""
    words = searched.casefold().split()
    rows = (_row(each) for each in entries)
    return tuple(
        row for row in rows if all(word in f"{row.name} {row.line}".casefold() for word in words)
    )


def _row(entry: Entry) -> AddressRow:
    if isinstance(entry, Contact):
        phone = spaced_phone(entry.phone) if entry.phone else ""
        return AddressRow(
            key=f"person {entry.email or entry.name}",
            entry=entry,
            name=entry.name or entry.email,
            ago=QCoreApplication.translate("People", "colleague") if entry.of_enterprise else "",
            line=" · ".join(part for part in (entry.email, phone) if part),
        )
    members = ", ".join(each.name or each.email for each in entry.members)
    return AddressRow(
        key=f"group {entry.name}",
        entry=entry,
        name=entry.name,
        ago=_count(len(entry.members)),
        line=members or entry.description,
    )


def _count(members: int) -> str:
    if not members:
        return ""
    if members == 1:
        return QCoreApplication.translate("People", "1 member")
    return QCoreApplication.translate("People", "{count} members").format(count=members)
