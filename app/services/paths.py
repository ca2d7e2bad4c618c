"""Where the program keeps its files: everything it writes lies in one profile folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.services.errors import LocalError
from app.services.storage.files import close_to_others, make_private_folder

ENVIRONMENT: Final = "COUNTERSIGN_PROFILE"
"""Names the profile folder where the command line does not."""

Stamp = tuple[tuple[int, int], ...]
"""Time and size of each file that databases write to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The folder that holds everything of one user, and what lies where in it."""

    folder: Path

    @property
    def database(self) -> Path:
        """Accounts without secrets, drafts, outbox, what is followed."""
        return self.folder / "countersign.db"

    @property
    def cache(self) -> Path:
        """What the services said; may be deleted at any time."""
        return self.folder / "cache.db"

    @property
    def drafts(self) -> Path:
        """The PDFs of drafts, one folder for each draft."""
        return self.folder / "drafts"

    @property
    def outbox(self) -> Path:
        """The PDFs of agreements on their way, as they were when Send was pressed."""
        return self.folder / "outbox"

    @property
    def lock(self) -> Path:
        """Held by the one process that sends."""
        return self.folder / "outbox.lock"

    @property
    def logs(self) -> Path:
        """Logs, which rotate."""
        return self.folder / "logs"

    @property
    def settings(self) -> Path:
        """Geometry and habits of the window."""
        return self.folder / "window.ini"

    def stamp(self) -> Stamp:
        """Another one whenever any process has written to a database; reads no contents."""
        files = (self.database, self.cache)
        # What is written stands beside the database first.
        logs = tuple(path.with_name(f"{path.name}-wal") for path in files)
        return tuple(_stamp(path) for path in (*files, *logs))

    def create(self) -> None:
        """Make the folder with mode 0700; raises LocalError.

        An empty folder, or one that is a profile already, is closed to others too. Any other one
        is somebody's for other things and keeps its mode; our files in it are private all the same.
        """
        try:
            make_private_folder(self.folder)
            if self.database.exists() or not any(self.folder.iterdir()):
                close_to_others(self.folder)
        except OSError as error:
            raise LocalError(
                f"The profile folder {self.folder} cannot be used.",
                f"{error.strerror or error}.",
                "Choose another one with --profile, or allow reading and writing it.",
            ) from error


def chosen_profile(option: Path | None, environment: Mapping[str, str]) -> Profile:
    """The profile of a start: by `--profile`, else by the environment, else the user's own."""
    named = option or Path(environment.get(ENVIRONMENT, ""))
    if named == Path():
        import platformdirs

        named = platformdirs.user_data_path("countersign", appauthor=False)
    return Profile(folder=named.expanduser().absolute())


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, -1
    return found.st_mtime_ns, found.st_size
