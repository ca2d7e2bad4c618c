"""What ends a tour early."""


class TourFailed(Exception):
    """A step of the tour did not really happen; the text says which, in one line."""
