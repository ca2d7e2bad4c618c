"""What is said about fields on pages: their kinds, whose they are, and why one cannot be placed."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.agreement import Agreement, Field, Participant
from app.domain.field_editing import radio_text
from app.domain.field_kinds import can_place
from app.domain.kinds import FieldType, Role, SendWith
from app.domain.scrive_ways import Ways
from app.domain.signinghub_fields import can_fill

KIND_ICONS: Final = {
    FieldType.SIGNATURE: "pen-line",
    FieldType.INITIALS: "stamp",
    FieldType.IN_PERSON_SIGNATURE: "users",
    FieldType.TEXT: "text-cursor-input",
    FieldType.CHECKBOX: "square-check",
    FieldType.RADIO: "circle-check",
    FieldType.DATE: "calendar",
    FieldType.SIGN_DATE: "calendar-clock",
    FieldType.NAME: "user-round",
    FieldType.EMAIL: "mail",
    FieldType.COMPANY: "archive",
    FieldType.JOB_TITLE: "text",
}
KIND_ORDER: Final = (
    FieldType.SIGNATURE,
    FieldType.DATE,
    FieldType.TEXT,
    FieldType.CHECKBOX,
    FieldType.NAME,
    FieldType.INITIALS,
    FieldType.RADIO,
    FieldType.SIGN_DATE,
    FieldType.EMAIL,
    FieldType.COMPANY,
    FieldType.JOB_TITLE,
    FieldType.IN_PERSON_SIGNATURE,
)
"""The most frequent first."""
_ONLY_SEE: Final = frozenset({Role.VIEWER, Role.COPY})


def kind_word(kind: FieldType) -> str:
    """What a kind of field is called."""
    translate = QCoreApplication.translate
    return {
        FieldType.SIGNATURE: translate("Pages", "Signature"),
        FieldType.INITIALS: translate("Pages", "Initials"),
        FieldType.IN_PERSON_SIGNATURE: translate("Pages", "In person"),
        FieldType.TEXT: translate("Pages", "Text"),
        FieldType.CHECKBOX: translate("Pages", "Checkbox"),
        FieldType.RADIO: translate("Pages", "Choice"),
        FieldType.DATE: translate("Pages", "Date"),
        FieldType.SIGN_DATE: translate("Pages", "Signing day"),
        FieldType.NAME: translate("Pages", "Name"),
        FieldType.EMAIL: translate("Pages", "E-mail"),
        FieldType.COMPANY: translate("Pages", "Company"),
        FieldType.JOB_TITLE: translate("Pages", "Job title"),
    }[kind]


def kind_purpose(kind: FieldType) -> str:
    """What a kind of field is for, in one sentence."""
    translate = QCoreApplication.translate
    return {
        FieldType.SIGNATURE: translate("Pages", "A place to draw the signature."),
        FieldType.INITIALS: translate("Pages", "A place for initials."),
        FieldType.IN_PERSON_SIGNATURE: translate(
            "Pages", "A signature in front of a host, on one device."
        ),
        FieldType.TEXT: translate("Pages", "Words that the person types."),
        FieldType.CHECKBOX: translate("Pages", "A box to tick."),
        FieldType.RADIO: translate("Pages", "One of several buttons, of which one is chosen."),
        FieldType.DATE: translate("Pages", "A date that the person picks."),
        FieldType.SIGN_DATE: translate("Pages", "The day of signing, filled in by itself."),
        FieldType.NAME: translate("Pages", "The person's name, filled in by itself."),
        FieldType.EMAIL: translate("Pages", "The person's e-mail address, filled in by itself."),
        FieldType.COMPANY: translate("Pages", "The person's company, filled in by itself."),
        FieldType.JOB_TITLE: translate("Pages", "What the person's job is called."),
    }[kind]


def why_not(ways: Ways, kind: FieldType, person: Participant | None) -> str:
    """Why a kind of field cannot be placed for a person; empty where it can."""
    translate = QCoreApplication.translate
    if person is None:
        return translate("Pages", "Add somebody in People first.")
    words = ""
    if person.role in _ONLY_SEE:
        words = translate("Pages", "{name} only views; fields are for those who sign.")
    elif person.role is Role.APPROVER:
        words = translate("Pages", "{name} only approves; fields are for those who sign.")
    elif not can_place(ways, kind):
        words = _not_carried(ways, kind)
    elif ways == {SendWith.PACKAGE} and not can_fill(person, kind):
        words = _not_filled(person.role)
    return words.format(name=person.shown_name)


def _not_carried(ways: Ways, kind: FieldType) -> str:
    translate = QCoreApplication.translate
    if SendWith.PACKAGE in ways:
        return translate("Pages", "In SigningHub each signature tells its day by itself.")
    if kind is FieldType.INITIALS:
        return translate("Pages", "Scrive has no fields for initials.")
    return translate("Pages", "Scrive has no such field.")


def _not_filled(role: Role) -> str:
    translate = QCoreApplication.translate
    if role is Role.HOST:
        return translate("Pages", "{name} hosts; others sign in person on their device.")
    return translate("Pages", "{name} fills in; signatures are for those who sign.")


def field_words(field: Field) -> str:
    """What stands in a field on the page."""
    if field.type is FieldType.RADIO:
        return radio_text(field)
    if field.type is FieldType.TEXT and (field.value or field.id):
        return field.value or field.id
    return kind_word(field.type)


def field_sentence(agreement: Agreement, field: Field) -> str:
    """A field in words, for those who do not see the page."""
    person = agreement.participant(field.participant)
    words = QCoreApplication.translate("Pages", "{kind} of {name}, page {page}")
    name = person.shown_name if person is not None else field.participant
    return words.format(kind=kind_word(field.type), name=name, page=field.page)


def short_name(name: str) -> str:
    """`Inga E.`, for narrow places."""
    first, _, last = name.rpartition(" ")
    return f"{first.split()[0]} {last[0]}." if first and last else name


def fields_words(count: int) -> str:
    """`2 fields`."""
    if count == 0:
        return QCoreApplication.translate("Pages", "no fields")
    if count == 1:
        return QCoreApplication.translate("Pages", "1 field")
    return QCoreApplication.translate("Pages", "{count} fields").format(count=count)
