"""The sentences of errors about actions: what happened, what it means, what to do."""

from typing import Final

ACTION_ERRORS: Final = {
    "action.under_way": (
        "This is under way already.",
        "It was asked for a moment ago, here or in another window. Nothing was done twice.",
        "Wait until it is known what became of it.",
    ),
    "action.in_doubt_before": (
        "Another change of this agreement may still take effect.",
        "Its answer was lost. It could hit what you send now.",
        "Countersign asks the service; try again in a few minutes.",
    ),
    "action.finding_out": (
        "It is not known yet whether this was done already.",
        "The answer was lost. Nothing is repeated before the service tells.",
        "Check again in some minutes.",
    ),
    "action.maybe": (
        "This may have been sent already.",
        "The answer was lost, and the service does not tell. Once more may be a second message.",
        "Do it again only if you want that.",
    ),
    "action.unknown": (
        "Nothing is known of this any more.",
        "",
        "Look at how the agreement stands.",
    ),
}
