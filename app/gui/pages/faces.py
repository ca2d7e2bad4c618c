"""What the pages show of an agreement: fields, people and counts, as the widgets want them."""

from app.domain.agreement import Agreement, Document, Field
from app.domain.field_editing import PageSize, counts_of, fields_on, place_of
from app.domain.field_kinds import first_size, fixed_widths
from app.domain.findings import Finding, Severity
from app.domain.kinds import FieldType, Role, SendWith
from app.domain.part_members import FIELDS, place_in
from app.domain.scrive_ways import Ways
from app.domain.signinghub_fields import field_members
from app.gui.composer.session import Session
from app.gui.pages.chosen_field import ChosenFace
from app.gui.pages.field_item import FieldFace
from app.gui.pages.people_list import PersonRow
from app.gui.pages.words import field_sentence, field_words

_ONLY_SEE = frozenset({Role.VIEWER, Role.COPY})
_SQUARES = frozenset({FieldType.CHECKBOX, FieldType.RADIO})
_APART = 8.0
"""Points between a new field and one that lies where it would have been."""


def page_size(session: Session, document: Document, page: int) -> PageSize:
    """The size of a page (from 1); A4 while it is not known."""
    facts = session.facts_of(document)
    sizes = () if facts is None else facts.page_sizes
    return sizes[page - 1] if 0 < page <= len(sizes) else (595.0, 842.0)


def sizes_of(ways: Ways, kind: FieldType, page_width: float) -> tuple[float, ...]:
    """The only sides that a square may have, in points; none where it is free."""
    return tuple(each * page_width for each in fixed_widths(ways, kind)) if ways else ()


def field_faces(session: Session, document: Document, ways: Ways) -> tuple[FieldFace, ...]:
    """The fields of a document as they are drawn."""
    agreement = session.agreement
    places = {each.label: place for place, each in enumerate(agreement.participants)}
    wrong = {_field_of(each) for each in session.findings if each.severity is not Severity.INFO}
    faces = []
    for number, field in fields_on(agreement, document.label):
        person = agreement.participant(field.participant)
        width = page_size(session, document, field.page)[0]
        sizes = sizes_of(ways, field.type, width)
        square = field.type in _SQUARES
        faces.append(
            FieldFace(
                number=number,
                kind=field.type,
                place=place_of(field),
                name=field.participant if person is None else person.shown_name,
                person=places.get(field.participant, 0),
                words=field_words(field),
                spoken=field_sentence(agreement, field),
                sizes=sizes or ((field.width,) if square else ()),
                has_finding=number in wrong,
                follows=bool(field.anchor),
            )
        )
    return tuple(faces)


def person_rows(agreement: Agreement) -> tuple[PersonRow, ...]:
    """Everybody who can fill in something, with the count of their fields."""
    counts = counts_of(agreement.fields)
    return tuple(
        PersonRow(
            label=each.label,
            name=each.shown_name,
            person=place,
            count=counts.get(each.label, 0),
            kind=each.kind,
        )
        for place, each in enumerate(agreement.participants)
        if each.role not in _ONLY_SEE or each.label in counts
    )


def chosen_face(session: Session, document: Document, number: int, ways: Ways) -> ChosenFace:
    """The chosen field with what is around it."""
    agreement = session.agreement
    field = agreement.fields[number]
    person = agreement.participant(field.participant)
    labels = [each.label for each in agreement.participants]
    facts = session.facts_of(document)
    width = page_size(session, document, field.page)[0]
    return ChosenFace(
        field=field,
        name=field.participant if person is None else person.shown_name,
        person=labels.index(field.participant) if field.participant in labels else 0,
        people=[(each.label, each.name) for each in person_rows(agreement)],
        sizes=sizes_of(ways, field.type, width),
        pages=(facts.pages if facts is not None and facts.pages else 1),
        findings=tuple(
            each
            for each in session.findings
            if each.severity is not Severity.INFO and _is_about(each, number, field)
        ),
        is_locked=session.is_locked,
        api_version=session.api_version if SendWith.PACKAGE in ways else None,
        said=field_members(agreement, field),
    )


def page_counts(agreement: Agreement, document: str) -> dict[int, int]:
    """How many fields lie on each page, from 1; the buttons of a choice are one."""
    by_page: dict[int, list[Field]] = {}
    for _, field in fields_on(agreement, document):
        by_page.setdefault(field.page, []).append(field)
    return {page: sum(counts_of(found).values()) for page, found in by_page.items()}


def free_middle(
    agreement: Agreement, document: str, kind: FieldType, middle: tuple[int, float, float]
) -> tuple[int, float, float]:
    """The point, or the next one below it where a new field hides no other."""
    page, x, y = middle
    width, height = first_size(kind, 595.0)
    others = [each for _, each in fields_on(agreement, document) if each.page == page]
    for _ in others:
        hidden = [each for each in others if _meets(each, x, y, width, height)]
        if not hidden:
            break
        y = max(each.y + each.height for each in hidden) + height / 2 + _APART
    return page, x, y


def _meets(field: Field, x: float, y: float, width: float, height: float) -> bool:
    left, top = x - width / 2, y - height / 2
    beside = left >= field.x + field.width or left + width <= field.x
    return not (beside or top >= field.y + field.height or top + height <= field.y)


def _is_about(finding: Finding, number: int, field: Field) -> bool:
    of_members = field.id and finding.where.startswith(f"{place_in(FIELDS, field.id)}/")
    return _field_of(finding) == number or bool(of_members)


def _field_of(finding: Finding) -> int:
    """The number of the field that a finding is about; -1 for none."""
    words = finding.where.split("/")
    is_field = len(words) > 2 and words[1] == "fields" and words[2].isdigit()  # noqa: PLR2004
    return int(words[2]) if is_field else -1
