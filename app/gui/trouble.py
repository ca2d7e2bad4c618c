"""A banner about an error."""

from app.gui.error_words import words_for
from app.gui.widgets.banner import Notice, NoticeAction
from app.gui.widgets.states import State


def trouble(key: str, error: Exception, *actions: NoticeAction) -> Notice:
    """What went wrong, what that means and what can be done; it can be closed."""
    words = words_for(error)
    return Notice(
        key=key,
        state=State.NEEDS,
        what=words.title,
        meaning=words.meaning,
        actions=actions,
        closable=True,
    )
