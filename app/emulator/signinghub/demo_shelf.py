"""The demo's packages that show what the account's shelf and the other workflow types bring."""

from app.emulator.signinghub import drafting, drawing, templating
from app.emulator.signinghub.demo_papers import paper
from app.emulator.signinghub.demo_stage import Stage, person
from app.emulator.signinghub.drawing import NewField
from app.emulator.signinghub.options import Box, FieldContent
from app.emulator.signinghub.words import Role, WorkflowType

_QUESTIONS = (
    ("initials", FieldContent()),
    ("text", FieldContent(type="NAME")),
    ("text", FieldContent(type="DATE", format="dd/mm/yyyy")),
    ("radio", FieldContent(value="true", radio_group="Pets")),
    ("radio", FieldContent(value="false", radio_group="Pets")),
    ("checkbox", FieldContent(value="false", mandatory=False)),
    ("in_person_signature", FieldContent(placeholder="Guarantor")),
)


def declaration(stage: Stage) -> None:
    """A copy for each of three people, one of whom has opened it."""
    stage.turn(3, 13, 30)
    package = stage.compose(
        "Conflict of interest declaration",
        {"Declaration.pdf": paper("Conflict of interest declaration", "Other duties", "Shares")},
        [person("Elsa Norberg"), person("Viktor Hallgren"), person("Aisha Rahman")],
        kind=WorkflowType.INDIVIDUAL,
    )
    first, *_ = stage.site.state.share(package.owner, package.package_id)
    stage.turn(2, 8, 40)
    stage.act(first, "Elsa Norberg", "open")


def sublet(stage: Stage) -> None:
    """A draft from a template, with fields of every kind and a host who meets the guarantor."""
    stage.turn(1, 16, 20)
    state = stage.site.state
    package = stage.compose(
        "Sublet, unit 9",
        {"Sublet.pdf": paper("Sublet, unit 9", "Rent", "Pets", pages=2)},
        [person("Maja Lindqvist", Role.INPERSON_HOST)],
    )
    drafting.update_workflow(package, message="The guarantor signs at our office.")
    document = package.documents[0]
    templating.apply(package, [document], state.shelf.template("House lease"), state.shelf)
    for number, (kind, content) in enumerate(_QUESTIONS):
        small = kind in ("radio", "checkbox")
        size = 10 if small else 24
        width = size if small else 160
        drawing.add_field(
            package,
            document,
            NewField(
                kind=kind,
                order=1 if kind == "in_person_signature" else 2,
                page=2,
                box=Box(x=56, y=120 + 60 * number, width=width, height=size),
                name=f"{kind}-{number + 1}",
                content=content,
            ),
        )
    state.touch(package)
