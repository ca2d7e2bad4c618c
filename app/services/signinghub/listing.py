"""Every package of an account, page by page, whatever order they come in."""

import logging
from collections.abc import Iterator
from typing import Final

from app.services.cancel import CancelToken
from app.services.errors import BadAnswer, Refused, Unauthorized
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.client_reading import PackageFilter
from app.services.signinghub.wire import PackageSummary

log = logging.getLogger(__name__)

ALL: Final = "ALL"
_PAGE: Final = 50
_MOST_PAGES: Final = 400
_PASSES: Final = 2
"""A list that moves while it is read may have hidden something: it is read once more then."""
_FOLDERS: Final = ("INBOX", "ARCHIVE")
"""Those that every account has; a list may leave them out unless it is asked for them."""


class TooLong(Exception):
    """There are more packages than are worth reading for one question."""


def listed(
    client: SigningHubClient, status: str, *, folder: str = "", within: float | None = None
) -> Iterator[PackageSummary]:
    """Every package with that status, once; the service's search is not relied on.

    A folder that the service does not find, or not in this way, is looked for in all that it tells.
    """
    if folder:
        found = False
        try:
            for each in _pages(client, status, PackageFilter(folder=folder), within):
                found = True
                yield each
        except Unauthorized:
            raise
        except (Refused, BadAnswer) as error:
            if found:
                raise
            log.info("no list of a folder: %s [%s]", error.code, error.correlation_id)
        if found:
            return
    for each in _pages(client, status, PackageFilter(), within):
        if not folder or _lies_in(each, folder):
            yield each


def everywhere(
    client: SigningHubClient, only: PackageFilter, *, most: int, cancel: CancelToken
) -> dict[str, PackageSummary]:
    """The packages of every folder by id, as far as the service tells of folders.

    Raises TooLong beyond `most`, and ServiceError.
    """

    def read(wish: PackageFilter) -> dict[str, PackageSummary]:
        found: dict[str, PackageSummary] = {}
        for each in _pages(client, ALL, wish, None, most=most, cancel=cancel):
            if each.package_id:
                found[each.package_id] = each
            if len(found) > most:
                raise TooLong
        return found

    found = read(only)
    for folder in _FOLDERS:
        if any(_lies_in(each, folder) for each in found.values()):
            continue
        try:
            found |= read(PackageFilter(folder=folder, v4=only.v4))
        except Unauthorized:
            raise
        except (Refused, BadAnswer) as error:
            log.info("no list of a folder: %s [%s]", error.code, error.correlation_id)
    return found


def _lies_in(package: PackageSummary, folder: str) -> bool:
    return package.folder.strip().casefold() == folder.strip().casefold()


def _pages(
    client: SigningHubClient,
    status: str,
    only: PackageFilter,
    within: float | None,
    *,
    most: int | None = None,
    cancel: CancelToken | None = None,
) -> Iterator[PackageSummary]:
    """Each package once; TooLong as soon as the service counts more than `most`."""
    seen: set[str] = set()
    for _ in range(_PASSES):
        total: int | None = None
        before: set[str] = set()
        for page in range(1, _MOST_PAGES + 1):
            if cancel is not None:
                cancel.raise_if_cancelled()
            found = client.packages(
                status=status, page=page, records=_PAGE, only=only, within=within
            )
            total = found.total
            if most is not None and total is not None and total > most:
                raise TooLong
            yield from (each for each in found.entries if each.package_id not in seen)
            told = {each.package_id for each in found.entries}
            seen |= told
            # The same page again comes of a service that does not turn pages.
            if not told or told == before or (total is not None and len(seen) >= total):
                break
            before = told
        if total is None or len(seen) >= total:
            return
