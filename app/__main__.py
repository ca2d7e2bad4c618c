"""The command `countersign`."""

import sys


def main() -> None:
    """Run one call and leave with its exit status."""
    from app.bootstrap import run

    sys.exit(run(sys.argv[1:]))


def window_main() -> None:
    """The window as a program without a terminal."""
    main()


if __name__ == "__main__":
    main()
