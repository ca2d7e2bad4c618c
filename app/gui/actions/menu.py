"""The actions in menus: those on the agreement, then those on each person."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from app.domain.actions import PERSON_KINDS, ActionKind, Offer
from app.domain.observation import Observation
from app.gui.actions.faces import place_of, shown_name
from app.gui.actions.steps import key_of
from app.gui.actions.words import GLYPHS, menu_text, why_not_line
from app.gui.theme import Theme
from app.gui.widgets.labels import Label

_LINE_WIDTH: Final = 300


def agreement_actions(
    theme: Theme, offers: Sequence[Offer], observation: Observation, owner: QWidget
) -> list[QAction]:
    """What can be done with the agreement, a menu for each person, and why less than elsewhere."""
    whole = [_action(theme, each, owner) for each in offers if each.offered and not each.person]
    people = [
        _person_menu(theme, key, offers, observation, owner).menuAction()
        for key in dict.fromkeys(each.person for each in offers if each.offered and each.person)
    ]
    line = why_not_line(offers)
    quiet = [_line(theme, line, owner)] if line else []
    return [*whole, *people, *quiet]


def person_actions(
    theme: Theme, offers: Sequence[Offer], person: str, owner: QObject
) -> list[QAction]:
    """What can be done with one person, the most used first."""
    shown = [each for each in offers if each.offered and each.person == person]
    has_link = any(each.kind is ActionKind.LINK for each in shown)
    # The link is shown with its picture: one entry is enough.
    wanted = [each for each in shown if not (has_link and each.kind is ActionKind.QR)]
    return [_action(theme, each, owner) for each in wanted if each.kind in PERSON_KINDS]


def _person_menu(
    theme: Theme, person: str, offers: Sequence[Offer], observation: Observation, owner: QWidget
) -> QMenu:
    place = place_of(observation, person)
    name = shown_name(observation.participants[place]) if place is not None else person
    menu = QMenu(name.replace("&", "&&"), owner)
    menu.setIcon(theme.icon("user-round", "text-2"))
    menu.addActions(person_actions(theme, offers, person, menu))
    return menu


def _action(theme: Theme, offer: Offer, owner: QObject) -> QAction:
    action = QAction(menu_text(offer), owner)
    action.setIcon(theme.icon(GLYPHS[offer.kind], "text-2"))
    action.setData(key_of(offer.kind, offer.person))
    action.setObjectName(f"do-{offer.kind.value}")
    return action


def _line(theme: Theme, words: str, owner: QWidget) -> QAction:
    """A line to read, not to press."""
    label = Label(theme, words, role="caption", token="text-2", wrap=True)
    label.setContentsMargins(14, 4, 14, 6)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    # A menu asks for the height of wrapped text at its narrowest.
    label.setFixedSize(_LINE_WIDTH, label.heightForWidth(_LINE_WIDTH))
    action = QWidgetAction(owner)
    action.setText(words)
    action.setObjectName("why-not")
    action.setDefaultWidget(label)
    return action
