"""The first half of the story: a draft is composed, repaired, looked at and sent."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListView, QRadioButton, QWidget

from app.gui.tour.failure import TourFailed
from app.gui.tour.proof import check_invited, check_quiet, check_sent_once
from app.gui.tour.scene import Scene
from app.gui.widgets.buttons import Button
from app.gui.widgets.checklist import Checklist, CheckState
from app.gui.widgets.findings_line import FindingsLine
from app.gui.widgets.page_canvas import PageCanvas
from app.gui.widgets.strip import StripPart

TITLE: Final = "Lease 2031, Harbour House"
BODIL: Final = "Bodil Oskarsson"
BODIL_MAIL: Final = "bodil@example.com"
INGA: Final = "Inga Engberg"
INGA_PHONE: Final = "+46702254141"
_INGA_TYPED: Final = "070 225 41 41"
_BODIL_PHONE: Final = "+46 70 174 06 11"


def compose(scene: Scene) -> None:
    """From an empty draft to an agreement that is on its way."""
    requests, letters = len(scene.stage.exchanges()), len(scene.stage.letters())
    _begin(scene)
    _add_files(scene)
    _add_people(scene)
    _repair(scene)
    _look_at_the_process(scene)
    _look_at_everything(scene)
    before = scene.stage.exchanges()[requests:]
    check_quiet(before, len(scene.stage.letters()) - letters)
    _send(scene)
    check_sent_once(scene.stage.exchanges())
    check_invited(scene.stage.letters()[letters:], (("email", BODIL_MAIL), ("sms", INGA_PHONE)))


def _begin(scene: Scene) -> None:
    guide = scene.guide
    guide.press_named("new")
    guide.press_named("rename")
    line = guide.find(QLineEdit, "title-edit")
    guide.write(line, TITLE)
    guide.key(line, Qt.Key.Key_Return)
    guide.find(QWidget, "drop-zone")
    scene.keep("new-agreement", "A new agreement has four parts, and its files come first.")


def _add_files(scene: Scene) -> None:
    guide = scene.guide
    guide.drop(guide.find(QWidget, "drop-zone"), scene.samples)
    documents = guide.find(QListView, "documents-list")
    guide.wait("all files are listed", lambda: documents.model().rowCount() == len(scene.samples))
    part = guide.find(StripPart, "documents")
    guide.wait("all files were read", lambda: part.state().complete)
    pages = guide.find(PageCanvas)
    guide.wait("a page is drawn", lambda: pages.page_count and pages.page(0).image is not None)
    scene.keep(
        "documents", "The PDFs were dropped in; each was read, and nothing has left this computer."
    )


def _add_people(scene: Scene) -> None:
    guide = scene.guide
    guide.press(guide.find(StripPart, "people"))
    _add_person(scene, BODIL)
    guide.write(guide.find(QLineEdit, "person-email"), BODIL_MAIL)
    guide.write(guide.find(QLineEdit, "person-phone"), _BODIL_PHONE)
    scene.keep("bodil", "Bodil signs, and is invited by e-mail.")
    _add_person(scene, INGA)
    editor = guide.find(QWidget, "person-editor")
    guide.press(guide.find(Button, "sms", editor))
    for when in ("to-open", "to-sign"):
        choice = guide.find(QWidget, when, editor)
        guide.press(guide.find(QRadioButton, "sms_otp", choice))
    part = guide.find(StripPart, "people")
    guide.wait("what is missing is noticed", lambda: part.state().errors > 0)
    scene.keep(
        "findings", "Inga shall get SMS codes, but her number is missing, which is said at once."
    )


def _add_person(scene: Scene, name: str) -> None:
    guide = scene.guide
    people = scene.guide.all(QListView, "people-list")
    count = people[0].model().rowCount() if people else 0
    buttons = guide.all(Button, "add-person")
    guide.press(buttons[0] if buttons else guide.find(Button, "empty-action"))
    listed = guide.find(QListView, "people-list")
    guide.wait(f"there is a card for {name}", lambda: listed.model().rowCount() == count + 1)
    guide.write(guide.find(QLineEdit, "person-name"), name)


def _repair(scene: Scene) -> None:
    """Nothing can be sent before; the last flaw is repaired with one press."""
    guide = scene.guide
    guide.press(guide.find(StripPart, "review"))
    send = guide.find(Button, "send")
    if send.isEnabled():
        raise TourFailed("Send is possible although a number is missing")
    scene.keep("not-yet", "With such a mistake nothing can be sent; each leads to its place.")
    guide.press(guide.find(Button, "place", guide.find(FindingsLine)))
    guide.write(guide.find(QLineEdit, "person-phone"), _INGA_TYPED)
    part = guide.find(StripPart, "people")
    guide.wait("the number is enough", lambda: part.state().errors == 0)
    guide.press(guide.find(StripPart, "review"))
    repair = guide.find(Button, "repair")
    scene.keep("repair", "Her number lacks its country; one press on the suggestion adds it.")
    guide.press(repair)
    guide.wait("nothing is left to repair", lambda: not guide.all(Button, "repair"))


def _look_at_the_process(scene: Scene) -> None:
    guide = scene.guide
    guide.press(guide.find(StripPart, "process"))
    guide.find(QWidget, "process-tree")
    scene.keep("process", "Both sign at the same time; the order could be any other.")


def _look_at_everything(scene: Scene) -> None:
    guide = scene.guide
    guide.press(guide.find(StripPart, "review"))
    send = guide.find(Button, "send")
    guide.wait("Send is possible", send.isEnabled)
    scene.keep("review", "The last look says who gets what, and when, in plain words.")


def _send(scene: Scene) -> None:
    guide = scene.guide
    guide.press(guide.find(Button, "send"))
    guide.find(Button, "show-agreement")
    steps = guide.find(Checklist)
    guide.wait(
        "every step is done",
        lambda: all(step.state is CheckState.DONE for step in steps.steps()),
    )
    scene.keep("sent", "It was sent; every step has its time, and nobody was notified twice.")
    guide.press(guide.find(QWidget, "outbox", guide.find(QWidget, "sidebar")))
    guide.find(QListView, "outbox-items")
    show = guide.find(Button, "show-agreement")
    scene.keep("outbox", "The outbox keeps what is known of it, also after a restart.")
    guide.press(show)
    viewer = scene.window.desk_page.viewer
    guide.wait(
        "the agreement is followed",
        lambda: (
            viewer.tracked is not None
            and viewer.tracked.title == TITLE
            and viewer.tracked.observation is not None
        ),
    )
    scene.keep("waiting", "It waits for others now, and the viewer says for whom.")
