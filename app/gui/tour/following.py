"""The second half of the story: what was sent is followed until it is signed and saved."""

from typing import Final

from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QWidget

from app.domain.status import AgreementStatus, ParticipantStatus
from app.gui.agreements.model import EntryRole
from app.gui.models.entry import Entry
from app.gui.practice import act_words
from app.gui.theme import Appearance
from app.gui.tour.composing import BODIL, INGA, TITLE
from app.gui.tour.failure import TourFailed
from app.gui.tour.proof import check_download
from app.gui.tour.scene import Scene
from app.gui.widgets.buttons import Button

_HUB: Final = "Practice SigningHub"
_SEALING: Final = 60.0
_EVIDENCE: Final = " - evidence - "


def follow_elsewhere(scene: Scene) -> None:
    """A package that somebody made in SigningHub is followed by its id."""
    guide = scene.guide
    package = scene.stage.package_made_elsewhere()
    guide.command("File", "Follow an agreement made elsewhere")
    guide.pick(guide.find(QComboBox, "account"), _HUB)
    guide.write(guide.find(QLineEdit, "service-id"), package.service_id)
    scene.keep("follow", "A package from SigningHub is followed by its number.")
    guide.press_named("follow")
    viewer = scene.window.desk_page.viewer
    guide.wait(
        "the package is followed",
        lambda: (
            viewer.tracked is not None
            and viewer.tracked.service_id == package.service_id
            and viewer.tracked.observation is not None
        ),
    )
    guide.wait("the dialog is gone", lambda: not guide.all(QLineEdit, "service-id"))
    scene.keep(
        "package", "Its whole workflow is there: people, order, codes, access, reminders, history."
    )


def let_people_act(scene: Scene) -> None:
    """The people of the agreement do their part, and the tree changes."""
    open_view(scene, "waiting", TITLE)
    scene.keep("before", "Before anybody acts, both are invited.")
    play(scene, BODIL, "open")
    scene.await_person(BODIL, ParticipantStatus.OPENED)
    play(scene, BODIL, "sign")
    scene.await_person(BODIL, ParticipantStatus.ACTED)
    scene.keep("bodil-signed", "Bodil has opened and signed; now everybody waits for Inga.")
    play(scene, INGA, "open")
    play(scene, INGA, "authenticate")
    scene.await_person(INGA, ParticipantStatus.OPENED)
    scene.keep("inga-opened", "Inga proved with a code who she is before she saw the files.")
    play(scene, INGA, "sign")
    play(scene, INGA, "authenticate")
    guide, viewer = scene.guide, scene.window.desk_page.viewer
    guide.wait("it is not waited for anybody any more", lambda: _is_complete(scene))
    open_view(scene, "completed", TITLE)
    guide.wait("the viewer shows it completed", lambda: viewer.head.state_word() == "Completed")
    scene.keep("completed", "Everybody has signed; the agreement is under Completed.")


def save_files(scene: Scene) -> None:
    """The signed files are saved, and looked into."""
    guide = scene.guide
    # Scrive seals its files a little after the last signature.
    scene.stage.let_time_pass(_SEALING)
    viewer = guide.find(QWidget, "viewer")
    earlier = set(scene.downloads.glob("*.pdf"))
    guide.press(guide.find(Button, "download", viewer))

    def saved() -> bool:
        notices = scene.window.desk_page.viewer.banners.shown()
        return any("saved" in notice.what for notice in notices)

    guide.wait("the files are saved", saved)
    signed = (each for each in scene.downloads.glob("*.pdf") if _EVIDENCE not in each.name)
    check_download(sorted(set(signed) - earlier), scene.samples, scene.pdf)
    scene.keep("saved", "The sealed files are on this computer.")


def change_the_look(scene: Scene) -> None:
    """The same in the dark, and back."""
    guide, theme = scene.guide, scene.theme
    guide.command("View", "Look", "Dark")
    guide.wait("it is dark", lambda: theme.appearance is Appearance.DARK)
    scene.keep("dark", "The same in the dark look.")
    guide.command("View", "Look", "Light")
    guide.wait("it is light", lambda: theme.appearance is Appearance.LIGHT)
    guide.press(guide.find(QWidget, "waiting", guide.find(QWidget, "sidebar")))
    scene.keep("end", "That is the whole way: composed, sent once, followed, signed and saved.")


def open_view(scene: Scene, view: str, title: str) -> None:
    """Open a view by the sidebar and an agreement in it by its row."""
    guide = scene.guide
    guide.press(guide.find(QWidget, view, guide.find(QWidget, "sidebar")))
    rows = guide.find(QListView, "entries")

    def place() -> int:
        model = rows.model()
        for row in range(model.rowCount()):
            entry = model.index(row, 0).data(EntryRole.ENTRY)
            if isinstance(entry, Entry) and entry.title == title:
                return row
        return -1

    guide.wait(f"{title} is under {view}", lambda: place() >= 0)
    guide.press_row(rows, rows.model().index(place(), 0))
    guide.wait(f"{title} is in the viewer", lambda: scene.shown.title == title)


def play(scene: Scene, person: str, act: str) -> None:
    """Let a person act, by the button of the card about the one for whom everybody waits."""
    guide = scene.guide
    card = scene.window.desk_page.viewer.card
    guide.wait("the card offers to act", lambda: card.isVisible() and card.button("play"))
    button = card.button("play")
    if button is None or not _can(scene, person, act):
        raise TourFailed(f"{person} cannot do this now: {act}")
    guide.press(button)
    guide.choose(person, act_words(act))
    guide.wait(f"{person} did it: {act}", lambda: not _can(scene, person, act))


def _can(scene: Scene, person: str, act: str) -> bool:
    people = scene.stage.people(scene.shown.service, scene.shown.service_id)
    return any(each.name == person and act in each.acts for each in people)


def _is_complete(scene: Scene) -> bool:
    observation = scene.shown.observation
    if observation is None or scene.shown.title != TITLE:
        raise TourFailed("the viewer shows something else")
    return observation.status is AgreementStatus.COMPLETED
