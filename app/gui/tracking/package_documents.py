"""What SigningHub says about one document of a package, in people's words."""

from app.domain.json_value import JsonObject
from app.gui.models.standing import capital
from app.gui.tracking.facts import choice, fact, moment_fact, present
from app.gui.tracking.package_words import certified_word
from app.gui.tracking.rows import WorkflowRow
from app.gui.tracking.said import flag_of, member_of, number_of, text_of
from app.gui.when import Times
from app.services.texts import size_word


def package_document_rows(said: JsonObject, times: Times) -> tuple[WorkflowRow, ...]:
    """Size, where it came from, template, certificate, form fields, locks."""
    return present(
        _size(said),
        _source(said),
        _template(member_of(said, "template")),
        _certified(member_of(said, "certify")),
        _form_fields(said),
        choice("locked", "Locked", flag_of(said, "locked")),
        moment_fact("uploaded", "Uploaded", text_of(said, "uploaded_on", "created_on"), times),
        moment_fact("changed", "Changed", text_of(said, "modified_on"), times),
    )


def _size(said: JsonObject) -> WorkflowRow | None:
    width, height = text_of(said, "document_width"), text_of(said, "document_height")
    words = [f"{width} by {height} pixels"] if width and height else []
    size = number_of(said, "document_size")
    words += [size_word(size)] if size is not None else []
    return fact("size", "Size", ", ".join(words))


def _source(said: JsonObject) -> WorkflowRow | None:
    kind, source = text_of(said, "document_type").upper(), text_of(said, "document_source")
    words = [f"{kind} file"] if kind else []
    words += [f"from {source}"] if source else []
    return fact("source", "Made from", capital(", ".join(words)))


def _template(told: JsonObject) -> WorkflowRow | None:
    name = text_of(told, "template_name", "template_id")
    if name and flag_of(told, "read_only"):
        return fact("template", "Template", f"{name}, locked")
    return fact("template", "Template", name)


def _certified(told: JsonObject) -> WorkflowRow | None:
    raw = text_of(told, "permission", "default_permission")
    is_on = flag_of(told, "enabled")
    return choice("certified", "Certified", is_on, certified_word(raw) or "Yes")


def _form_fields(said: JsonObject) -> WorkflowRow | None:
    has, locked = flag_of(said, "form_fields"), flag_of(said, "lock_form_fields")
    if has is None and locked is None:
        return None
    words = ["Yes" if has else "None"] if has is not None else []
    words += ["locked" if locked else "not locked"] if locked is not None else []
    return fact("form-fields", "Form fields", ", ".join(words))
