"""The sentences of errors about followed agreements: what happened, what it means, what to do."""

from typing import Final

TRACKING_ERRORS: Final = {
    "tracking.unknown": (
        "This agreement is not followed any more.",
        "It may have been removed from the list in another window.",
        "Go back to the list, or follow it again.",
    ),
    "tracking.no_list": (
        "What the account {account} sent cannot be followed all at once.",
        "Its service is not asked for such a list.",
        "Follow each agreement by its id.",
    ),
    "tracking.no_event_details": (
        "There is nothing more to tell of this event.",
        "The service of {account} tells its history in one piece.",
        "Look at what stands beside the event.",
    ),
    "tracking.no_codes": (
        "No code can be sent for this agreement.",
        "The service of {account} opens files without one.",
        "Download them again.",
    ),
    "tracking.ambiguous": (
        "Several followed agreements are called “{id}”.",
        "They belong to different accounts: {accounts}.",
        "Use the id that the list of agreements shows for each.",
    ),
}
