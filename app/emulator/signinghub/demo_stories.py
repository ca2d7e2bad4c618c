"""The demo's packages but the richest: office agreements in every state."""

from collections.abc import Callable
from dataclasses import replace

from app.emulator.signinghub import people
from app.emulator.signinghub.demo_papers import paper
from app.emulator.signinghub.demo_stage import Stage, person
from app.emulator.signinghub.drafting import NewRecipient
from app.emulator.signinghub.options import AccessWindow, Contact, PostProcess, Reminder
from app.emulator.signinghub.words import Role, WorkflowMode, WorkflowType


def handbook(stage: Stage) -> None:
    """Completed by everybody, in parallel, with post processing."""
    stage.turn(41, 9, 12)
    package = stage.compose(
        "Employee handbook, spring edition",
        {"Employee handbook.pdf": paper("Employee handbook", "Working hours", "Leave", pages=6)},
        [person("Elsa Norberg"), person("Viktor Hallgren"), person("Aisha Rahman")],
        kind=WorkflowType.PARALLEL,
        message="Please confirm that you have read the new edition.",
    )
    package.post_process = PostProcess(
        enabled=True,
        contacts=("archive@example.com",),
        recipients=(Contact(name="Archive", email="archive@example.com"),),
        workflow_recipients=True,
    )
    stage.share(package)
    for days, name in ((40, "Viktor Hallgren"), (38, "Elsa Norberg"), (35, "Aisha Rahman")):
        stage.turn(days, 10, 5)
        stage.act(package, name, "sign")


def car_policy(stage: Stage) -> None:
    """Ended early by the owner, so that one person was never needed; put away since."""
    stage.turn(27, 11, 20)
    package = stage.compose(
        "Company car policy",
        {"Company car policy.pdf": paper("Company car policy", "Who may drive", "Fuel cards")},
        [person("Leo Sandberg"), person("Nadia Okafor")],
    )
    stage.share(package)
    stage.turn(25, 9, 3)
    stage.act(package, "Leo Sandberg", "sign")
    stage.turn(22, 15, 45)
    stage.site.state.complete_early(package.owner, package.package_id)
    package.folder = "ARCHIVE"


def consulting(stage: Stage) -> None:
    """Declined, with a reason."""
    stage.turn(19, 13, 8)
    package = stage.compose(
        "Consulting agreement Brightwater",
        {
            "Consulting agreement.pdf": paper("Consulting agreement", "Scope", "Fees", pages=3),
            "Price list.pdf": paper("Price list", "Day rate", "Travel"),
        },
        [person("Tomas Brandt"), person("Greta Wiklund")],
    )
    stage.share(package)
    stage.turn(18, 10, 17)
    stage.act(package, "Tomas Brandt", "open")
    stage.turn(17, 8, 51)
    reason = "The day rate in annex 1 is last year's. Please send the new price list."
    stage.act(package, "Tomas Brandt", "decline", reason=reason)


def parking(stage: Stage) -> None:
    """Declined by time alone: the access window ended."""
    stage.turn(16, 9, 33)
    package = stage.compose(
        "Parking permit, garage north",
        {"Parking permit.pdf": paper("Parking permit", "Place 14", "Valid for six months")},
        [person("Milan Kovac")],
    )
    window = AccessWindow(enabled=True, by_days=True, total_days=7)
    stage.recipient(package, "Milan Kovac").window = window
    stage.share(package)
    stage.turn(15, 16, 2)
    stage.act(package, "Milan Kovac", "open")
    stage.turn(8, 23)


def framework(stage: Stage) -> None:
    """Under way in stages: approved, half signed, then the copies."""
    stage.turn(9, 9, 26)
    package = stage.compose(
        "Supplier framework agreement",
        {
            "Framework agreement.pdf": paper(
                "Framework agreement", "Deliveries", "Prices", "Liability", pages=4
            ),
            "Data processing annex.pdf": paper("Data processing annex", "Purpose", "Deletion"),
        },
        [
            person("Ingrid Solheim", Role.REVIEWER, stage=1),
            person("Rasmus Holt", stage=2),
            person("Clara Winther", stage=2),
            NewRecipient(
                role=Role.SIGNER,
                group_name="Facilities",
                group_members=people.GROUPS["Facilities"],
                signing_order=3,
            ),
            person("Sven Aronsson", Role.CARBON_COPY, stage=4),
        ],
        kind=WorkflowType.CUSTOM,
        message="The prices are those of our last meeting.",
    )
    stage.share(package)
    stage.turn(8, 11, 14)
    stage.act(package, "Ingrid Solheim", "approve")
    stage.turn(6, 13, 37)
    stage.act(package, "Rasmus Holt", "sign")
    stage.turn(5, 8, 5)
    stage.act(package, "Clara Winther", "open")


def cleaning(stage: Stage) -> None:
    """Under way one after another: the first has opened it, within a window, and is reminded."""
    stage.turn(4, 8, 22)
    package = stage.compose(
        "Office cleaning contract",
        {"Cleaning contract.pdf": paper("Cleaning contract", "Rooms", "Hours", "Price", pages=2)},
        [person("Bodil Oskarsson"), person("Pavel Novak"), person("Lina Berg", Role.CARBON_COPY)],
        message="The start is the first of next month.",
    )
    first = stage.recipient(package, "Bodil Oskarsson")
    first.window = AccessWindow(
        enabled=True, by_date=True, start=stage.day(4, 8), end=stage.day(-10, 18)
    )
    first.reminder = Reminder(
        enabled=True, remind_after=2, repeat=True, keep_reminding_after=3, total_reminders=4
    )
    stage.share(package)
    stage.turn(3, 16, 48)
    stage.act(package, "Bodil Oskarsson", "open")
    stage.turn(1, 23)


def desks(stage: Stage) -> None:
    """A colleague's package that waits for the user of the account."""
    stage.turn(2, 10, 40)
    package = stage.compose(
        "Purchase order, standing desks",
        {"Purchase order.pdf": paper("Purchase order", "24 standing desks", "Delivery in May")},
        [
            NewRecipient(role=Role.SIGNER, name="Maja Lindqvist", email=people.ADMINISTRATOR),
            person("Karin Falk"),
        ],
        owner=stage.user(people.COLLEAGUE),
        message="Maja, please sign first.",
    )
    stage.share(package)


def secrecy(stage: Stage) -> None:
    """Still a draft, with a place for somebody who is not known yet."""
    stage.turn(1, 15, 10)
    stage.compose(
        "Non-disclosure agreement Halvorsen",
        {"Non-disclosure agreement.pdf": paper("Non-disclosure agreement", "What is secret")},
        [
            NewRecipient(role=Role.SIGNER, name="Maja Lindqvist", email=people.ADMINISTRATOR),
            replace(person("Counterpart"), email="", name="", placeholder="Halvorsen's signatory"),
        ],
        mode=WorkflowMode.ME_AND_OTHERS,
    )


OLDER: tuple[Callable[[Stage], None], ...] = (handbook, car_policy, consulting, parking)
NEWER: tuple[Callable[[Stage], None], ...] = (framework, cleaning, desks, secrecy)
