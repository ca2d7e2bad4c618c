"""Rules about fields on pages: they belong to somebody, lie on a page, and can be filled in."""

from collections.abc import Iterator
from datetime import date

from app.domain.agreement import Agreement, Field
from app.domain.field_editing import radio_group, radio_text
from app.domain.field_kinds import BOXES, least_size
from app.domain.findings import Draft, FileFacts, Finding, Part, Repair, Severity
from app.domain.kinds import FieldType, Role, StepType

_LEAST_CHOICES = 2
_OVERLAP = 3.0
"""Points by which neighbours may run into each other unnoticed."""
_BEYOND = 0.01
"""Points by which a field may reach over the edge: places are kept in thousandths of a point."""
_ONLY_SEE = frozenset({Role.VIEWER, Role.COPY})


def check(draft: Draft) -> Iterator[Finding]:
    """Every finding about fields."""
    agreement = draft.agreement
    for position, field in enumerate(agreement.fields):
        where = f"/fields/{position}"
        if agreement.participant(field.participant) is None:
            remove = _repair("remove_field", position)
            yield _finding(
                "unknown_participant", f"{where}/participant", remove, label=field.participant
            )
        document = agreement.document(field.document)
        if document is None:
            remove = _repair("remove_field", position)
            yield _finding("unknown_document", f"{where}/document", remove, label=field.document)
            continue
        facts = draft.files.get(document.label)
        if facts is not None:
            yield from _on_page(field, facts, position, document.shown_name)
        yield from _of_somebody(agreement, field, where, document.shown_name)
        yield from _filled_in(field, position, document.shown_name)
        if field.type is FieldType.RADIO:
            yield from _choices(agreement, field, position)
    yield from _same_names(agreement)
    yield from _overlapping(agreement)
    yield from _without_place(agreement)


def _finding(
    rule: str,
    where: str,
    repair: Repair | None = None,
    severity: Severity = Severity.ERROR,
    **facts: str,
) -> Finding:
    return Finding(
        id=f"fields.{rule}",
        severity=severity,
        where=where,
        part=Part.DOCUMENTS,
        facts=facts,
        repair=repair,
    )


def _repair(code: str, position: int, **facts: str) -> Repair:
    return Repair(code=code, facts={"field": str(position), **facts})


def _on_page(field: Field, facts: FileFacts, position: int, name: str) -> Iterator[Finding]:
    where = f"/fields/{position}"
    if facts.pages is not None and field.page > facts.pages:
        yield _finding(
            "no_such_page",
            f"{where}/page",
            _repair("remove_field", position),
            document=name,
            page=str(field.page),
            pages=str(facts.pages),
        )
        return
    if field.page > len(facts.page_sizes):
        return
    width, height = facts.page_sizes[field.page - 1]
    inside = (
        field.x >= -_BEYOND
        and field.y >= -_BEYOND
        and field.width > 0
        and field.height > 0
        and field.x + field.width <= width + _BEYOND
        and field.y + field.height <= height + _BEYOND
    )
    if not inside:
        onto = _repair("move_onto_page", position, width=repr(width), height=repr(height))
        yield _finding("outside_page", where, onto, document=name, page=str(field.page))
        return
    least = least_size(field.type)
    if field.width < least[0] or field.height < least[1]:
        yield _finding(
            "too_small",
            where,
            severity=Severity.WARNING,
            document=name,
            page=str(field.page),
        )


def _of_somebody(agreement: Agreement, field: Field, where: str, name: str) -> Iterator[Finding]:
    """A field of somebody who has nothing to do with the document is never filled in."""
    person = agreement.participant(field.participant)
    if person is None or person.role in _ONLY_SEE or agreement.process is None:
        return
    if field.document not in agreement.documents_of(person.label):
        yield _finding(
            "not_taking_part",
            f"{where}/participant",
            severity=Severity.WARNING,
            name=person.shown_name,
            document=name,
        )


def _filled_in(field: Field, position: int, name: str) -> Iterator[Finding]:
    """What stands in a field from the beginning must be of its kind."""
    where, page = f"/fields/{position}/value", str(field.page)
    if field.type is FieldType.DATE and field.value and not _is_date(field.value):
        yield _finding("date_value", where, document=name, page=page, value=field.value)
    if field.max_length is not None and len(field.value) > field.max_length:
        most = str(field.max_length)
        yield _finding("value_too_long", where, document=name, page=page, most=most)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _choices(agreement: Agreement, field: Field, position: int) -> Iterator[Finding]:
    """Said once for a group, at its first button."""
    group = radio_group(agreement, field)
    where, name = f"/fields/{position}", field.group
    if group[0] is not field:
        return
    if not name:
        yield _finding("radio_group", f"{where}/group", page=str(field.page))
    if len(group) < _LEAST_CHOICES:
        yield _finding("radio_alone", where, group=name)
    if len({each.page for each in group}) > 1:
        yield _finding("radio_pages", where, group=name)
    texts = [radio_text(each).strip() for each in group]
    if not all(texts) or len(set(texts)) < len(texts):
        yield _finding("radio_texts", f"{where}/options", group=name)
    if sum(bool(each.options) and each.value == radio_text(each) for each in group) > 1:
        yield _finding("radio_chosen", f"{where}/value", group=name)


def _same_names(agreement: Agreement) -> Iterator[Finding]:
    """A participant's fields of one document are told apart by their names."""
    seen: set[tuple[str, str, str]] = set()
    for position, field in enumerate(agreement.fields):
        key = (field.participant, field.document, field.id)
        if field.id and field.type is not FieldType.RADIO and key in seen:
            yield _finding(
                "same_name",
                f"/fields/{position}/id",
                _repair("rename_field", position),
                Severity.WARNING,
                field_name=field.id,
            )
        seen.add(key)


def _overlapping(agreement: Agreement) -> Iterator[Finding]:
    """The later of two fields that lie on each other."""
    on_pages: dict[tuple[str, int], list[Field]] = {}
    for position, field in enumerate(agreement.fields):
        others = on_pages.setdefault((field.document, field.page), [])
        if any(_overlap(field, other) for other in others):
            document = agreement.document(field.document)
            yield _finding(
                "overlap",
                f"/fields/{position}",
                severity=Severity.WARNING,
                document=document.shown_name if document else field.document,
                page=str(field.page),
            )
        others.append(field)


def _overlap(one: Field, other: Field) -> bool:
    wide = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    high = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return min(wide, high) > (1.0 if {one.type, other.type} & BOXES else _OVERLAP)


def _without_place(agreement: Agreement) -> Iterator[Finding]:
    """Signers of a document without a place for their signature, where others have one."""
    for place, document in enumerate(agreement.documents):
        placed = {
            each.participant
            for each in agreement.fields
            if each.document == document.label and each.type is FieldType.SIGNATURE
        }
        signing = {
            step.participant
            for step in agreement.steps()
            if step.type is StepType.SIGN and document.label in step.documents
        }
        names = [
            each.shown_name
            for each in agreement.participants
            if each.label in signing and each.label not in placed
        ]
        if names and placed & signing:
            yield _finding(
                "no_signature",
                f"/documents/{place}",
                severity=Severity.INFO,
                name="\n".join(names),
                document=document.shown_name,
            )
