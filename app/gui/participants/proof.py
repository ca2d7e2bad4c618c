"""How a participant proves who they are, for one purpose: a choice below each other."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.domain.agreement import AuthenticationMethod
from app.domain.editing import DEFAULT_ATTEMPTS
from app.domain.kinds import KNOWN_PROVIDERS, SendWith
from app.domain.rules_service import can_prove
from app.domain.scrive_proofs import proof_of
from app.domain.scrive_ways import Ways
from app.gui.metrics import CONTROL, GAP, GAP_PAIR
from app.gui.participants.more_proofs import MoreProofs, more_providers
from app.gui.participants.words import not_possible
from app.gui.theme import Theme
from app.gui.widgets.card import Card, Pane
from app.gui.widgets.labels import ElidedLabel, Label
from app.services.texts import provider_word

NOTHING: Final = ""
MOST_TRIES: Final = 10
_OTHERS: Final = "others"
"""Stands for all that is not possible, so that the list stays short."""
_COUNTED: Final = frozenset({"sms_otp"})
"""Providers whose tries are counted."""


class ProofOption(Pane):
    """One line of the choice.

    Signals:
        tries_changed: the number of tries
    """

    tries_changed = Signal(int)

    def __init__(
        self, theme: Theme, provider: str, words: str, note: str, parent: QWidget | None = None
    ) -> None:
        """`note` stands at the right: what it costs, or why it is not possible."""
        super().__init__(theme, "bg-base", parent)
        self.provider = provider
        self.radio = QRadioButton(words)
        self.radio.setObjectName(provider or "nothing")
        self.radio.setFont(theme.font())
        self.note = ElidedLabel(theme, note, role="caption", token="text-2")
        if not note:
            self.note.hide()
        self._tries_label = Label(theme, self.tr("Tries"), role="caption", token="text-2")
        self.tries = QSpinBox()
        self.tries.setObjectName("tries")
        self.tries.setFixedWidth(64)
        self.tries.setRange(1, MOST_TRIES)
        self.tries.setAccessibleName(self.tr("Tries"))
        self.tries.lineEdit().setTextMargins(8, 0, 0, 0)
        self._tries_label.setBuddy(self.tries)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, 2, GAP, 2)
        row.setSpacing(GAP_PAIR)
        row.addWidget(self.radio)
        row.addStretch(1)
        row.addWidget(self.note)
        row.addWidget(self._tries_label)
        row.addWidget(self.tries)
        self.setMinimumHeight(CONTROL)
        self.tries.valueChanged.connect(self.tries_changed)
        theme.changed.connect(self._restyle)

    def set_chosen(
        self, method: AuthenticationMethod | None, *, chosen: bool, counted: bool
    ) -> None:
        """Show whether this is what is asked, and how often one may try where that is `counted`."""
        self.radio.setChecked(chosen)
        self.set_ground("bg-selected" if chosen else "bg-base")
        font = self.theme.font("body", 600 if chosen else None)
        self.radio.setFont(font)
        counted = chosen and counted
        self._tries_label.setVisible(counted)
        self.tries.setVisible(counted)
        if counted and method is not None:
            self._show_tries(method.max_attempts)

    def _show_tries(self, count: int | None) -> None:
        with QSignalBlocker(self.tries):
            # A draft from elsewhere may leave it open, or allow more.
            self.tries.setMinimum(0 if count is None else 1)
            self.tries.setSpecialValueText("–" if count is None else "")
            self.tries.setMaximum(max(MOST_TRIES, count or 0))
            self.tries.setValue(count or 0)

    @Slot()
    def _restyle(self) -> None:
        self.radio.setFont(self.theme.font("body", 600 if self.radio.isChecked() else None))


class ProofChoice(Card):
    """Nothing extra, an SMS code, and what else the service offers.

    Signals:
        chosen: provider (empty for nothing), number of tries (0 leaves it to the service)
    """

    chosen = Signal(str, int)

    def __init__(
        self,
        theme: Theme,
        label: str,
        nothing: str,
        parent: QWidget | None = None,
        *,
        to_open: bool = False,
    ) -> None:
        """`label` is spoken; `nothing` says what nothing extra means, e.g. `one click`.

        `to_open`: what is asked before the documents open, not before signing.
        """
        super().__init__(theme, edge="line-button", parent=parent)
        self._nothing = nothing
        self._to_open = to_open
        self._shown: tuple[tuple[str, str, bool], ...] = ()
        self._options: list[ProofOption] = []
        self._method: AuthenticationMethod | None = None
        self._counts = True
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_clicked)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(2, 5, 2, 5)
        self._layout.setSpacing(0)
        self.more = MoreProofs(theme)
        holder = QHBoxLayout()
        holder.setContentsMargins(GAP + 2, 2, GAP, 4)
        holder.addWidget(self.more)
        holder.addStretch(1)
        self._options_layout = QVBoxLayout()
        self._options_layout.setSpacing(0)
        self._layout.addLayout(self._options_layout)
        self._layout.addLayout(holder)
        self.more.chosen.connect(self._on_more)
        self.setAccessibleName(label)

    def show_method(
        self,
        method: AuthenticationMethod | None,
        ways: Ways,
        *,
        locked: bool,
        can_get_codes: bool = True,
    ) -> None:
        """Show what is asked, and what could be asked in the ways that are open.

        `can_get_codes`: there may be a number of one person to which a code is sent.
        """
        self._method = method
        # SigningHub's plan decides how often one may try.
        self._counts = SendWith.PACKAGE not in ways
        current = NOTHING if method is None else method.provider
        wanted = _wanted(current, ways, self._nothing, to_open=self._to_open)
        if not can_get_codes:
            wanted = tuple(each for each in wanted if each[0] not in _COUNTED or each[0] == current)
        if wanted != self._shown:
            self._rebuild(wanted)
        for option in self._options:
            counted = option.provider in _COUNTED and self._counts
            option.set_chosen(method, chosen=option.provider == current, counted=counted)
            possible = next(ok for provider, _, ok in wanted if provider == option.provider)
            option.setEnabled(possible and not locked)
        further = more_providers(ways, to_open=self._to_open)
        self.more.offer(further, experimental=SendWith.DOCUMENTS not in ways)
        self.more.setVisible(bool(further) and not locked)

    def options(self) -> tuple[tuple[str, bool], ...]:
        """(provider, whether it is possible), from the top."""
        return tuple((option.provider, option.isEnabled()) for option in self._options)

    def _rebuild(self, wanted: tuple[tuple[str, str, bool], ...]) -> None:
        focused = next((each.provider for each in self._options if each.radio.hasFocus()), None)
        for option in self._options:
            self._group.removeButton(option.radio)
            self._options_layout.removeWidget(option)
            option.hide()
            option.deleteLater()
        self._shown = wanted
        self._options = [self._option(provider, note) for provider, note, _ in wanted]
        for option in self._options:
            if focused is not None and option.provider == focused:
                option.radio.setFocus()

    def _option(self, provider: str, note: str) -> ProofOption:
        words = provider_word(provider)
        if provider == _OTHERS:
            words = self.tr("Others")
        option = ProofOption(self.theme, provider, words, note)
        if provider == _OTHERS:
            names = ", ".join(provider_word(each) for each in KNOWN_PROVIDERS)
            option.setToolTip(self.tr("Known are: {names}").format(names=names))
        option.tries_changed.connect(self._on_tries_changed)
        self._group.addButton(option.radio)
        self._options_layout.addWidget(option)
        return option

    @Slot(QAbstractButton)
    def _on_clicked(self, button: QAbstractButton) -> None:
        option = next(each for each in self._options if each.radio is button)
        self._on_more(option.provider)

    @Slot(str)
    def _on_more(self, provider: str) -> None:
        """Ask for a proof; tries are only said of those that are counted."""
        before = self._method
        tries = DEFAULT_ATTEMPTS if provider in _COUNTED and self._counts else 0
        if tries and before is not None and before.max_attempts is not None:
            tries = before.max_attempts
        self.chosen.emit(provider, tries)

    @Slot(int)
    def _on_tries_changed(self, tries: int) -> None:
        if self._method is not None and tries > 0:
            self.chosen.emit(self._method.provider, tries)


def _wanted(
    current: str, ways: Ways, nothing: str, *, to_open: bool
) -> tuple[tuple[str, str, bool], ...]:
    """(provider, note, whether possible) of each line."""
    reason = not_possible(ways)
    lines = [(NOTHING, nothing, True)]
    impossible = []
    for provider in KNOWN_PROVIDERS:
        if can_prove(ways, provider, to_open=to_open):
            lines.append((provider, _asked_later(provider, ways), True))
        elif provider == current:
            lines.append((provider, reason, True))
        else:
            impossible.append(provider)
    if current and current not in KNOWN_PROVIDERS:
        lines.append((current, _kept(current, ways), True))
    # A password is nothing that anybody would look for at Scrive.
    if SendWith.DOCUMENTS not in ways and impossible:
        lines.append((_OTHERS, reason, False))
    return tuple(lines)


def _asked_later(provider: str, ways: Ways) -> str:
    """A password is no part of a draft."""
    if provider == "password" and SendWith.PACKAGE in ways:
        return QCoreApplication.translate("People", "asked at Send")
    return ""


def _kept(provider: str, ways: Ways) -> str:
    """What is said of a proof beyond the short list."""
    if SendWith.FLOW in ways and SendWith.DOCUMENTS not in ways:
        return QCoreApplication.translate("People", "an experiment")
    if SendWith.DOCUMENTS in ways and proof_of(provider) is not None:
        return ""
    return QCoreApplication.translate("People", "kept as it is")
