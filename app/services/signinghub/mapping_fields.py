"""The fields of a draft as a SigningHub package has them: whose, which kind, what they say."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.agreement import Agreement, Field, Participant
from app.domain.field_editing import radio_text
from app.domain.field_kinds import PACKAGE_KINDS
from app.domain.json_value import JsonObject
from app.domain.kinds import FieldType, Role, StepType
from app.domain.signinghub_fields import (
    ELECTRONIC,
    TEXT_TYPES,
    can_fill,
    date_in,
    field_members,
    levels_of,
    placement_of,
)
from app.services.signinghub.bodies_fields import (
    CheckboxField,
    FieldBody,
    InitialsField,
    InPersonField,
    RadioField,
    SignatureField,
    TextField,
)
from app.services.signinghub.mapping_package import mobile_number_of
from app.services.signinghub.placing import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedField:
    """A field as a document should have it; its name is how it is known again."""

    name: str
    document: str
    """Label."""
    signer: str
    """Label."""
    kind: FieldType = FieldType.SIGNATURE
    at: Field | None = None
    """As the draft has it; None: a signature whose place is left to us."""
    group: str = ""
    """Of radio buttons: unlike any other on the document."""
    mobile_number: str = ""
    """Where the code to sign goes; empty: none is asked."""
    by_app: bool = False
    """v4: a code of an authenticator app is asked."""
    levels: tuple[str, ...] = (ELECTRONIC,)
    says: JsonObject = field(default_factory=dict)
    """What the draft says of it for SigningHub only."""

    def field(self, *, order: int, place: Place) -> FieldBody:
        """As it is written: at a place, for who is at a position now."""
        match self.kind:
            case FieldType.SIGNATURE:
                return SignatureField(
                    order=order,
                    field_name=self.name,
                    place=place,
                    digital=ELECTRONIC not in self.levels,
                    levels=self.levels,
                    display=self._text("display") or "VISIBLE",
                    mobile_number=self.mobile_number,
                    by_app=self.by_app,
                )
            case FieldType.IN_PERSON_SIGNATURE:
                return InPersonField(
                    order=order,
                    field_name=self.name,
                    place=place,
                    placeholder=self._text("placeholder"),
                    display=self._text("display") or "VISIBLE",
                )
            case FieldType.INITIALS:
                return InitialsField(order=order, field_name=self.name, place=place)
            case FieldType.CHECKBOX | FieldType.RADIO:
                return self._box(order, place)
            case _:
                return self._typed(order, place)

    def _box(self, order: int, place: Place) -> FieldBody:
        drawn = self.at
        rule = _rule(drawn)
        if self.kind is FieldType.CHECKBOX:
            return CheckboxField(
                order=order,
                field_name=self.name,
                place=place,
                ticked=drawn is not None and drawn.value == "true",
                validation_rule=rule,
            )
        return RadioField(
            order=order,
            field_name=self.name,
            place=place,
            radio_group_name=self.group,
            chosen=drawn is not None and _is_chosen(drawn),
            validation_rule=rule,
        )

    def _typed(self, order: int, place: Place) -> FieldBody:
        font = self.says.get("font")
        size = font.get("size") if isinstance(font, dict) else None
        name = font.get("name") if isinstance(font, dict) else None
        value, form = self.text()
        return TextField(
            order=order,
            field_name=self.name,
            place=place,
            type=TEXT_TYPES[self.kind],
            format=form,
            placeholder=self._text("placeholder"),
            value=value,
            max_length=None if self.at is None else self.at.max_length,
            multiline=self.says.get("multiline") is True,
            field_type=self._text("field_type"),
            validation_rule=_rule(self.at),
            font=name if isinstance(name, str) else "",
            font_size=size if isinstance(size, int) else None,
        )

    def text(self) -> tuple[str, str]:
        """What stands in it at first, and the format of a date: a value is written in it."""
        value = "" if self.at is None else self.at.value
        if self.kind is not FieldType.DATE:
            return value, ""
        return date_in(value, self._text("format"))

    def _text(self, name: str) -> str:
        value = self.says.get(name)
        return value if isinstance(value, str) else ""


def fields_of(agreement: Agreement, ref: str) -> tuple[WantedField, ...]:
    """The fields that we place: those of the draft, and a signature where a signer has none.

    Their names hold our mark and are the same each time. What SigningHub places by a text is not
    among them.
    """
    found: list[WantedField] = []
    for number, document in enumerate(agreement.documents, start=1):
        for position, person in enumerate(agreement.participants, start=1):
            stem = f"cs_{ref}_{number}_{position}_"
            counts: dict[FieldType, int] = {}
            for at in _places(agreement, person, document.label):
                kind = FieldType.SIGNATURE if at is None else at.type
                counts[kind] = counts.get(kind, 0) + 1
                word = "" if kind is FieldType.SIGNATURE else kind.value
                found.append(_wanted(agreement, person, document.label, at, stem + word, counts))
    return tuple(found)


def by_text_of(agreement: Agreement) -> dict[int, WantedField]:
    """The fields that SigningHub places wherever it finds their phrase, by number in the draft."""
    found = {}
    for number, each in enumerate(agreement.fields):
        person = agreement.participant(each.participant)
        known = person is not None and agreement.document(each.document) is not None
        if known and person is not None and _is_by_text(agreement, person, each):
            found[number] = _wanted(agreement, person, each.document, each, "", {each.type: 1})
    return found


def _is_by_text(agreement: Agreement, person: Participant, field: Field) -> bool:
    carried = field.type in PACKAGE_KINDS and can_fill(person, field.type)
    return carried and bool(placement_of(agreement, field))


def _places(agreement: Agreement, person: Participant, document: str) -> Iterator[Field | None]:
    """Their fields on a document, the signatures first; None for one that we find a place for."""
    drawn = [
        each
        for each in agreement.fields
        if (each.participant, each.document) == (person.label, document)
        and each.type in PACKAGE_KINDS
        and can_fill(person, each.type)
    ]
    if person.role is Role.SIGNER:
        signatures = [each for each in drawn if each.type is FieldType.SIGNATURE]
        if not signatures and document in _signed_by(agreement, person):
            yield None
    for each in sorted(drawn, key=lambda each: each.type is not FieldType.SIGNATURE):
        if not placement_of(agreement, each):
            yield each


def _wanted(
    agreement: Agreement,
    person: Participant,
    document: str,
    at: Field | None,
    stem: str,
    counts: dict[FieldType, int],
) -> WantedField:
    kind = FieldType.SIGNATURE if at is None else at.type
    proof = _proof(agreement, person, document) if kind is FieldType.SIGNATURE else ""
    return WantedField(
        name=f"{stem}{counts[kind]}",
        document=document,
        signer=person.label,
        kind=kind,
        at=at,
        group=_group(agreement, at) if at is not None and kind is FieldType.RADIO else "",
        mobile_number=mobile_number_of(person) if proof == "sms_otp" else "",
        by_app=proof == "totp",
        levels=levels_of(agreement, at) if at is not None else (ELECTRONIC,),
        says=field_members(agreement, at) if at is not None else {},
    )


def _signed_by(agreement: Agreement, person: Participant) -> set[str]:
    return {
        label
        for step in agreement.steps()
        if step.participant == person.label and step.type is StepType.SIGN
        for label in step.documents
    }


def _proof(agreement: Agreement, person: Participant, document: str) -> str:
    """What the step to sign asks for on that document; empty where it asks for nothing."""
    methods = {each.label: each.provider for each in person.authentication.sign}
    for step in agreement.steps():
        if step.participant == person.label and document in step.documents and step.authentication:
            return methods.get(step.authentication, "")
    return ""


def _group(agreement: Agreement, field: Field) -> str:
    """Its name for a group of buttons; with the owner where others have one of that name, too."""
    shared = any(
        each.type is FieldType.RADIO
        and (each.document, each.group) == (field.document, field.group)
        and each.participant != field.participant
        for each in agreement.fields
    )
    return f"{field.group} ({field.participant})" if shared else field.group


def _is_chosen(field: Field) -> bool:
    return bool(field.options) and field.value == radio_text(field)


def _rule(field: Field | None) -> str:
    return "MANDATORY" if field is None or field.required else "OPTIONAL"
