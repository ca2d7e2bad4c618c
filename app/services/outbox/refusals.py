"""What is said where the outbox does not do what somebody asked of it."""

from app.services.errors import LocalError, Refused


def was_sent() -> Refused:
    """Nothing can be given up any more."""
    return Refused("This was sent.", "Giving up cannot take it back.")


def cannot_be_stopped() -> Refused:
    """Its start may have left already."""
    return Refused(
        "This may have been sent.",
        "It cannot be stopped any more.",
        "The outbox says what became of it.",
    )


def not_beside_itself() -> Refused:
    """What may have been sent is not built a second time."""
    return Refused("This may have been sent.", "It is not built anew beside itself.")


def nothing_to_compare() -> Refused:
    """Nothing was made of it at the service yet, or nothing more is prepared."""
    return Refused(
        "There is nothing to compare.",
        "This was sent, or nothing of it is at the service.",
        "The outbox says what became of it.",
    )


def being_given_up() -> Refused:
    """It is being made sure that it never starts."""
    return Refused(
        "This is being given up.",
        "Countersign is making sure that it never starts, so it is not sent again.",
        "Send the draft anew once the outbox says that it was not sent.",
    )


def worked_on() -> LocalError:
    """Another process holds the lane of the account."""
    return LocalError(
        "It is being worked on now.",
        "Another window or command of Countersign is asking the service.",
        "Try again in a minute.",
    )
