"""The `.agreement` format: a draft as JSON, read strictly and written in one way."""

import json
from collections.abc import Mapping

from app.domain.agreement import (
    Agreement,
    Authentication,
    AuthenticationMethod,
    Document,
    Field,
    Participant,
)
from app.domain.attachments import read_attachments
from app.domain.draft_reader import Reader, safe_relative
from app.domain.errors import DomainError
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import Delivery, FieldType, Order, ParticipantKind, Role, StepType
from app.domain.labels import is_label
from app.domain.page_removal import read_removed_pages
from app.domain.process import Branch, Node, OtherStep, Step

FORMAT = "agreement"
VERSION = 1


def parse(text: str | bytes) -> Agreement:
    """The agreement in the text of an `.agreement` file. Raises DomainError with the place."""
    try:
        value: JsonValue = json.loads(text, object_pairs_hook=_without_repeats)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        place = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "start"
        raise DomainError("draft.not_json", facts={"place": place}) from error
    except RecursionError as error:
        raise DomainError("draft.too_deep") from error
    return read(value)


def _without_repeats(pairs: list[tuple[str, JsonValue]]) -> JsonObject:
    found: JsonObject = {}
    for name, value in pairs:
        if name in found:
            raise DomainError("draft.repeated_member", facts={"member": name})
        found[name] = value
    return found


def read(value: JsonValue) -> Agreement:
    """The agreement in decoded JSON. Raises DomainError with the first mistake's JSON pointer."""
    top = Reader.of_object(value, "")
    if top.text("format", required=True) != FORMAT:
        raise DomainError("draft.not_an_agreement", "/format")
    version = top.integer("version", required=True)
    if version is None or version < 1:
        raise DomainError("draft.bad_value", "/version", {"value": str(version)})
    if version > VERSION:
        raise DomainError("draft.newer_version", "/version", {"version": str(version)})
    process = top.raw("process")
    agreement = Agreement(
        id=top.text("id"),
        title=top.text("title"),
        message=top.text("message"),
        language=top.text("language"),
        documents=tuple(_document(each) for each in top.objects("documents")),
        participants=tuple(_participant(each) for each in top.objects("participants")),
        process=None if process is None else _node(Reader.of_object(process, "/process"), 0),
        fields=tuple(_field(each) for each in top.objects("fields")),
        scrive=top.mapping("scrive"),
        signinghub=top.mapping("signinghub"),
    )
    top.finish()
    _check_labels(agreement)
    read_attachments(agreement.scrive)
    read_removed_pages(agreement.scrive)
    return agreement


def write(agreement: Agreement) -> JsonObject:
    """The agreement as JSON, members in the order of the format, defaults left out."""
    return {
        "format": FORMAT,
        "version": VERSION,
        **_present({"id": agreement.id}),
        "title": agreement.title,
        "message": agreement.message,
        "language": agreement.language,
        "documents": [_write_document(each) for each in agreement.documents],
        "participants": [_write_participant(each) for each in agreement.participants],
        **({} if agreement.process is None else {"process": _write_node(agreement.process)}),
        "fields": [_write_field(each) for each in agreement.fields],
        "scrive": dict(agreement.scrive),
        "signinghub": dict(agreement.signinghub),
    }


def render(agreement: Agreement) -> str:
    """The text of a `.agreement` file."""
    return json.dumps(write(agreement), ensure_ascii=False, indent=2) + "\n"


def canonical(agreement: Agreement) -> bytes:
    """The same bytes for the same agreement, its `id` left out: the ground of its identity."""
    body = {name: value for name, value in write(agreement).items() if name != "id"}
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _document(reader: Reader) -> Document:
    file = reader.text("file", required=True)
    if not safe_relative(file):
        raise DomainError("draft.file_outside", f"{reader.where}/file", {"file": file})
    document = Document(label=reader.label("label"), file=file, name=reader.text("name"))
    reader.finish()
    return document


def _participant(reader: Reader) -> Participant:
    authentication = reader.raw("authentication")
    delivery = reader.choice("delivery", Delivery)
    participant = Participant(
        label=reader.label("label"),
        kind=reader.choice("kind", ParticipantKind) or ParticipantKind.PERSON,
        name=reader.text("name"),
        email=reader.text("email"),
        phone=reader.text("phone"),
        role=reader.choice("role", Role) or Role.SIGNER,
        delivery=delivery,
        authentication=Authentication()
        if authentication is None
        else _authentication(Reader.of_object(authentication, f"{reader.where}/authentication")),
    )
    reader.finish()
    return participant


def _authentication(reader: Reader) -> Authentication:
    view = reader.raw("view")
    found = Authentication(
        view=None if view is None else _method(Reader.of_object(view, f"{reader.where}/view")),
        sign=tuple(_method(each) for each in reader.objects("sign")),
    )
    reader.finish()
    return found


def _method(reader: Reader) -> AuthenticationMethod:
    label = reader.text("label")
    if label and not is_label(label):
        raise DomainError("draft.bad_label", f"{reader.where}/label", {"label": label})
    method = AuthenticationMethod(
        provider=reader.text("provider", required=True),
        max_attempts=reader.integer("max_attempts", least=1),
        label=label,
    )
    reader.finish()
    return method


_DEEPEST = 50


def _node(reader: Reader, level: int) -> Node:
    if level > _DEEPEST:
        raise DomainError("draft.too_deep", reader.where)
    kind = reader.text("type", required=True)
    node: Node
    if kind in set(Order):
        children = tuple(_node(each, level + 1) for each in reader.objects("steps", required=True))
        node = Branch(order=Order(kind), steps=children)
    elif kind in set(StepType):
        node = Step(
            type=StepType(kind),
            participant=reader.label("participant"),
            documents=reader.labels("documents"),
            authentication=reader.text("authentication"),
        )
    else:
        # The services know more kinds of steps than can be composed here: none is ever lost.
        return OtherStep(members=reader.whole())
    reader.finish()
    return node


def _field(reader: Reader) -> Field:
    kind = reader.choice("type", FieldType, required=True)
    required = reader.boolean("required")
    field = Field(
        type=kind or FieldType.SIGNATURE,
        participant=reader.label("participant"),
        document=reader.label("document"),
        page=reader.integer("page", least=1, required=True) or 1,
        x=reader.number("x"),
        y=reader.number("y"),
        width=reader.number("width"),
        height=reader.number("height"),
        id=reader.text("id"),
        group=reader.text("group"),
        value=reader.text("value"),
        options=reader.texts("options"),
        required=True if required is None else required,
        max_length=reader.integer("max_length", least=1),
        anchor=reader.text("anchor"),
    )
    reader.finish()
    return field


def _check_labels(agreement: Agreement) -> None:
    """Labels are unique over documents, participants and authentications."""
    seen: set[str] = set()
    for label, where in _labels_with_places(agreement):
        if label in seen:
            raise DomainError("draft.repeated_label", where, {"label": label})
        seen.add(label)


def _labels_with_places(agreement: Agreement) -> list[tuple[str, str]]:
    places = [(each.label, f"/documents/{n}/label") for n, each in enumerate(agreement.documents)]
    for n, person in enumerate(agreement.participants):
        places.append((person.label, f"/participants/{n}/label"))
        places.extend(
            (method.label, f"/participants/{n}/authentication/sign/{m}/label")
            for m, method in enumerate(person.authentication.sign)
            if method.label
        )
    return places


def _present(values: Mapping[str, JsonValue]) -> JsonObject:
    """Only what is not empty."""
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}


def _write_document(document: Document) -> JsonValue:
    return {
        "label": document.label,
        "file": document.file,
        **_present({"name": document.name}),
    }


def _write_participant(person: Participant) -> JsonValue:
    optional: dict[str, JsonValue] = {
        "kind": "" if person.kind is ParticipantKind.PERSON else person.kind.value,
        "name": person.name,
        "email": person.email,
        "phone": person.phone,
    }
    authentication: JsonObject = {}
    if person.authentication.view is not None:
        authentication["view"] = _write_method(person.authentication.view)
    if person.authentication.sign:
        authentication["sign"] = [_write_method(each) for each in person.authentication.sign]
    return {
        "label": person.label,
        **_present(optional),
        "role": person.role.value,
        **_present({"delivery": person.delivery.value if person.delivery else ""}),
        **_present({"authentication": authentication}),
    }


def _write_method(method: AuthenticationMethod) -> JsonValue:
    return {
        **_present({"label": method.label}),
        "provider": method.provider,
        **_present({"max_attempts": method.max_attempts}),
    }


def _write_node(node: Node) -> JsonValue:
    if isinstance(node, Branch):
        return {"type": node.order.value, "steps": [_write_node(each) for each in node.steps]}
    if isinstance(node, OtherStep):
        return dict(node.members)
    return {
        "type": node.type.value,
        "participant": node.participant,
        **_present({"authentication": node.authentication}),
        "documents": list(node.documents),
    }


def _write_field(field: Field) -> JsonValue:
    return {
        "type": field.type.value,
        "participant": field.participant,
        "document": field.document,
        "page": field.page,
        **{name: _short(getattr(field, name)) for name in ("x", "y", "width", "height")},
        **_present(
            {
                "id": field.id,
                "group": field.group,
                "value": field.value,
                "options": list(field.options),
                "max_length": field.max_length,
                "anchor": field.anchor,
            }
        ),
        **({} if field.required else {"required": False}),
    }


def _short(number: float) -> JsonValue:
    return int(number) if number == int(number) else number
