"""The fields of a document: listed, drawn in every kind, placed by text, given to others."""

from collections.abc import Callable
from dataclasses import replace

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.signinghub import drawing, errors, field_bodies, reading, rendering_fields
from app.emulator.signinghub.call import Call
from app.emulator.signinghub.drawing import NewField
from app.emulator.signinghub.options import Box
from app.emulator.signinghub.records import Document, Package
from app.emulator.signinghub.text_places import Hit, find

KINDS = field_bodies.KINDS
_PLACEMENTS = ("LEFT", "RIGHT", "TOP", "BOTTOM")


def list_fields(call: Call) -> Response:
    """GET fields of one page."""
    package = call.visible()
    document = call.document(package)
    page = call.number("page")
    if not 1 <= page <= document.pages:
        raise errors.invalid("no such page")
    return json_answer(rendering_fields.fields(package, document, page, call.pen))


def delete_field(call: Call) -> Response:
    """DELETE fields: the one that the body names."""
    name = call.members("field_name").required_text("field_name")
    package = call.draft()
    drawing.remove_field(call.document(package), name)
    call.site.state.touch(package)
    return Response()


def assign_fields(call: Call) -> Response:
    """PUT fields/assign: an array of fields with the position of their new recipients."""
    package = call.draft()
    document = call.document(package)
    for body in reading.objects(call.json(), frozenset({"field_name", "order"})):
        name, order = body.required_text("field_name"), body.positive("order")
        drawing.assign_field(package, document, name, order)
    call.site.state.touch(package)
    return Response()


def adding(kind: str) -> Callable[[Call], Response]:
    """POST fields/{kind}: one more."""

    def add(call: Call) -> Response:
        package = call.draft()
        document = call.document(package)
        new = field_bodies.new_field(kind, call.members(*field_bodies.allowed(kind)), v4=call.v4)
        return _draw(call, package, document, new)

    return add


def updating(kind: str) -> Callable[[Call], Response]:
    """PUT fields/{kind}: everything about the field that is named, and another name."""

    def update(call: Call) -> Response:
        package = call.draft()
        body = call.members(*field_bodies.allowed(kind), "renamed_as")
        body.required_text("field_name")
        new = field_bodies.new_field(kind, body, v4=call.v4)
        field = drawing.replace_field(
            package, call.document(package), new, renamed_as=body.text("renamed_as")
        )
        call.site.state.touch(package)
        return json_answer({"field_name": field.name})

    return update


def autoplace(call: Call) -> Response:
    """POST fields/autoplace: a field beside every place of a text, each time anew."""
    package = call.draft()
    document = call.document(package)
    body = call.members(*field_bodies.AUTOPLACED)
    text = body.required_text("search_text")
    new = field_bodies.autoplaced(body, v4=call.v4)
    placement = body.text("placement") or "LEFT"
    if placement not in _PLACEMENTS:
        raise errors.invalid(f"placement is not one of {', '.join(_PLACEMENTS)}")
    hits = find(document.content, text)
    if not hits and call.site.settings.autoplace_without_hits == "refused":
        raise errors.refusal(404, "Search text not found in the document")
    names = []
    for hit in hits:
        box = _beside(hit, placement, new.box, document)
        field = drawing.add_field(package, document, replace(new, page=hit.page, box=box))
        names.append({"field_name": field.name})
    call.site.state.touch(package)
    return json_answer(names)


def _draw(call: Call, package: Package, document: Document, new: NewField) -> Response:
    unique = call.site.settings.repeated_fields == "refused"
    field = drawing.add_field(package, document, new, unique=unique)
    call.site.state.touch(package)
    body = {"field_name": field.name}
    if call.v4:
        body["created_on"] = str(call.pen.date(call.site.state.now()))
    return json_answer(body)


def _beside(hit: Hit, placement: str, size: Box, document: Document) -> Box:
    """Where the field comes to stand, in pixels from the top left and inside the page."""
    top = document.height - hit.y - hit.height
    x, y = {
        "LEFT": (hit.x - size.width, top),
        "RIGHT": (hit.x + hit.width, top),
        "TOP": (hit.x, top - size.height),
        "BOTTOM": (hit.x, top + hit.height),
    }[placement]
    return replace(
        size,
        x=max(0, min(x, document.width - size.width)),
        y=max(0, min(y, document.height - size.height)),
    )
