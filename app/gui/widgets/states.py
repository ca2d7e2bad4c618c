"""The states that have a colour, with the glyph and the word that always stand beside it."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication


class State(StrEnum):
    """What a thing is at this moment; the value is the colour token (`-bg` for its ground)."""

    DRAFT = "draft"
    SENDING = "sending"
    FINDING = "finding"
    WAITING = "waiting"
    NEEDS = "needs"
    DONE = "done"
    STOPPED = "stopped"
    OFFLINE = "offline"
    PRACTICE = "practice"

    @property
    def ground(self) -> str:
        """The token of the ground behind words of this state."""
        return f"{self.value}-bg"

    @property
    def glyph(self) -> str:
        """The icon of the state."""
        return _GLYPHS[self]

    @property
    def word(self) -> str:
        """What people read."""
        return _word(self)


class Severity(StrEnum):
    """How much a finding matters; findings borrow the colours of states."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "info"
    REPAIRED = "repaired"

    @property
    def state(self) -> State:
        """Whose colour it borrows."""
        return _SEVERITIES[self][0]

    @property
    def glyph(self) -> str:
        """The icon of the severity."""
        return _SEVERITIES[self][1]

    @property
    def word(self) -> str:
        """What people and screen readers read."""
        return _severity_word(self)


_GLYPHS = {
    State.DRAFT: "pencil-line",
    State.SENDING: "send",
    State.FINDING: "circle-question-mark",
    State.WAITING: "hourglass",
    State.NEEDS: "bell-ring",
    State.DONE: "circle-check",
    State.STOPPED: "circle-x",
    State.OFFLINE: "cloud-off",
    State.PRACTICE: "flask-conical",
}

_SEVERITIES = {
    Severity.ERROR: (State.STOPPED, "octagon-alert"),
    Severity.WARNING: (State.NEEDS, "triangle-alert"),
    Severity.HINT: (State.SENDING, "info"),
    Severity.REPAIRED: (State.DONE, "check"),
}


def _word(state: State) -> str:
    words = {
        State.DRAFT: QCoreApplication.translate("State", "Draft"),
        State.SENDING: QCoreApplication.translate("State", "Sending"),
        State.FINDING: QCoreApplication.translate("State", "Finding out"),
        State.WAITING: QCoreApplication.translate("State", "Waiting"),
        State.NEEDS: QCoreApplication.translate("State", "Needs you"),
        State.DONE: QCoreApplication.translate("State", "Completed"),
        State.STOPPED: QCoreApplication.translate("State", "Declined"),
        State.OFFLINE: QCoreApplication.translate("State", "Offline"),
        State.PRACTICE: QCoreApplication.translate("State", "Practice"),
    }
    return words[state]


def _severity_word(severity: Severity) -> str:
    words = {
        Severity.ERROR: QCoreApplication.translate("Severity", "Must be repaired"),
        Severity.WARNING: QCoreApplication.translate("Severity", "Worth a second look"),
        Severity.HINT: QCoreApplication.translate("Severity", "Good to know"),
        Severity.REPAIRED: QCoreApplication.translate("Severity", "Repaired"),
    }
    return words[severity]
