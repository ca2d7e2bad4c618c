"""The thread that finds out, while a window is open, what became of doubtful actions."""

import logging
import threading

from app.domain.errors import UserCancelled
from app.services.actions.actions import Actions
from app.services.cancel import CancelToken
from app.services.errors import ServiceError

log = logging.getLogger(__name__)

_PARTING = 0.5
"""Seconds for a turn to end; one that only reads what is stored is through by then."""
_AFTER_FAILURE = 30.0
"""Seconds after this computer stood in the way, or after a bug."""


class ActionsWorker:
    """Looks at what is due, now and then; does nothing anew."""

    def __init__(self, actions: Actions) -> None:
        """Work for `actions` once started."""
        self._actions = actions
        self._cancel = CancelToken()
        self._thread = threading.Thread(target=self._work, name="actions", daemon=True)

    def start(self) -> None:
        """Begin; what an earlier run left under way is found out from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Take no further look; returns soon, the one under way may still end."""
        self._cancel.cancel()
        if self._thread.is_alive():
            self._thread.join(_PARTING)

    def _work(self) -> None:
        try:
            while True:
                self._cancel.wait(self._turn())
        except UserCancelled:
            return

    def _turn(self) -> float:
        """Look once; seconds until the next turn. A thread is the border of its work."""
        try:
            self._actions.settle_due(self._cancel)
            return self._actions.pause()
        except UserCancelled:
            raise
        except ServiceError as error:
            log.warning("actions: %s", error.code)
        except Exception:
            log.exception("actions: an unexpected failure")
        return _AFTER_FAILURE
