"""The version of the installed program."""

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """The version; `0` in a tree that was never installed."""
    try:
        return version("countersign")
    except PackageNotFoundError:
        return "0"
