"""Every package of an account, page by page, whatever order they come in."""

import logging
from collections.abc import Iterator
from typing import Final

from app.services.errors import BadAnswer, Refused, Unauthorized
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.client_reading import PackageFilter
from app.services.signinghub.wire import PackageSummary

log = logging.getLogger(__name__)

_PAGE: Final = 50
_MOST_PAGES: Final = 400


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
    wanted = folder.strip().casefold()
    for each in _pages(client, status, PackageFilter(), within):
        if not wanted or each.folder.strip().casefold() == wanted:
            yield each


def _pages(
    client: SigningHubClient, status: str, only: PackageFilter, within: float | None
) -> Iterator[PackageSummary]:
    seen: set[str] = set()
    for page in range(1, _MOST_PAGES + 1):
        found = client.packages(status=status, page=page, records=_PAGE, only=only, within=within)
        if not found.entries:
            return
        yield from (each for each in found.entries if each.package_id not in seen)
        seen |= {each.package_id for each in found.entries}
        if found.total is not None and len(seen) >= found.total:
            return
