"""What SigningHub's list of packages tells: what changed, and what an account has sent."""

import logging
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Final

from app.domain.observation import Observation
from app.domain.status import normal_word
from app.services.cancel import CancelToken
from app.services.dates import read_moment
from app.services.errors import BadAnswer, Forbidden, Gone, LocalError, Refused, Unauthorized
from app.services.ports import Changes, Progress
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.client_reading import PackageFilter
from app.services.signinghub.copies import other_copies
from app.services.signinghub.listing import TooLong, everywhere
from app.services.signinghub.mapping import version_of
from app.services.signinghub.wire import PackageSummary

log = logging.getLogger(__name__)

_MOST: Final = 3000
"""Packages that are looked through for those that changed, however many are followed."""
_MOST_FOR_COPIES: Final = 1000
"""Packages that are looked through for the other copies of one."""
_WORTH: Final = 100
"""Packages that come with as many requests as one that is read by itself."""
_MOST_EVER: Final = 20_000
"""Packages that are looked through for those that the account has sent."""
_WHOLE: Final = "whole"
"""The cursor where no date is needed, or none is known."""
_OVERLAP: Final = timedelta(days=2)
"""Dates come without a zone: they are compared to no better than a day."""
_OVER: Final = frozenset({"DRAFT", "COMPLETED"})
_DECLINED: Final = "DECLINED"


def auto_declined(client: SigningHubClient, package_id: str) -> bool | None:
    """Whether a package was declined by the end of an access window; None where nobody tells.

    Only the list of version 4 does (`decline.auto_decline`). Raises Unauthorized.
    """
    if not client.is_v4:
        return None
    try:
        page = client.packages(only=PackageFilter(v4={"package-id": package_id}))
    except Unauthorized:
        raise
    except (Refused, BadAnswer) as error:
        log.info("no line of a package: %s [%s]", error.code, error.correlation_id)
        return None
    own = (each for each in page.entries if each.package_id == package_id)
    return next((each.decline.auto_decline for each in own), None)


class PackageList:
    """The list of one account: GET packages/{status}/{page}/{records}. Raises ServiceError."""

    def __init__(
        self, client: SigningHubClient, observe: Callable[[str], Observation], own_address: str
    ) -> None:
        """`observe` reads a package in full; `own_address` is whoever the account acts for."""
        self._client = client
        self._observe = observe
        self._own_address = own_address.casefold()

    def changes(self, cursor: str, cancel: CancelToken, *, followed: int = 0) -> Changes | None:
        """How every package stands, or those changed of late where there are very many (v4).

        None where the list is too long to be of help for so many as are `followed`. An empty cursor
        only asks for the next.
        """
        if not cursor:
            return Changes(cursor=self._newest(), versions={})
        try:
            found = everywhere(self._client, PackageFilter(), most=_most(followed), cancel=cancel)
        except TooLong:
            return self._recent(cursor, cancel, _most(followed))
        return Changes(
            cursor=_latest(cursor, found), versions=_versions(found), whole=True, is_coarse=True
        )

    def open_agreements(
        self, progress: Progress | None, cancel: CancelToken
    ) -> tuple[Observation, ...]:
        """What the account sent and is not over, with all copies; what is gone is left out."""
        own = tuple(self._own(cancel))
        wanted = [each.package_id for each in own if _may_be_open(each)]
        found: list[Observation] = []
        for number, package_id in enumerate(wanted, 1):
            cancel.raise_if_cancelled()
            try:
                found.append(self._observe(package_id))
            except (Gone, Forbidden) as error:
                log.info("a listed package is not shown: %s", error.code)
            if progress is not None:
                progress(number, len(wanted))
        return (*found, *other_copies(own, found, self._observe, cancel))

    def copies_of(self, copy: Observation, cancel: CancelToken) -> tuple[Observation, ...]:
        """The others of an agreement of which everybody has their own copy, also those that ended.

        In a very long list only version 4 looks for them, by their name.
        """
        if not copy.copy_of:
            return ()
        try:
            rows = everywhere(self._client, PackageFilter(), most=_MOST_FOR_COPIES, cancel=cancel)
        except TooLong:
            if not self._client.is_v4:
                return ()
            named = PackageFilter(v4={"package-name": copy.title})
            try:
                rows = everywhere(self._client, named, most=_MOST_FOR_COPIES, cancel=cancel)
            except TooLong:
                return ()
        return other_copies(rows.values(), (copy,), self._observe, cancel)

    def _newest(self) -> str:
        """When anything changed last, as far as the server sorts its list (v4)."""
        if not self._client.is_v4:
            return _WHOLE
        by_change = PackageFilter(v4={"sort-by": "LAST_MODIFIED", "asc": "false"})
        try:
            entries = self._client.packages(records=1, only=by_change).entries
        except Unauthorized:
            raise
        except (Refused, BadAnswer) as error:
            log.info("no sorted list: %s [%s]", error.code, error.correlation_id)
            return _WHOLE
        return _latest(_WHOLE, {each.package_id: each for each in entries})

    def _recent(self, cursor: str, cancel: CancelToken, most: int) -> Changes | None:
        since = read_moment(cursor)
        if since is None or not self._client.is_v4:
            return None
        begin = (since.at - _OVERLAP).strftime("%Y-%m-%dT%H:%M:%SZ")
        recent = PackageFilter(v4={"modified-from": begin})
        try:
            found = everywhere(self._client, recent, most=most, cancel=cancel)
        except TooLong:
            return None
        return Changes(cursor=_latest(cursor, found), versions=_versions(found), is_coarse=True)

    def _own(self, cancel: CancelToken) -> Iterator[PackageSummary]:
        """Whatever the account owns; others' packages that wait for it are in the list too."""
        try:
            found = self._told_own(cancel)
        except TooLong as error:
            raise LocalError(
                f"This account has more than {_MOST_EVER:,} packages.",
                "Nobody reads so long a list for those that are open.",
                "Follow agreements one by one, by their numbers.",
            ) from error
        for each in found.values():
            if each.package_owner.strip().casefold() == self._own_address:
                yield each

    def _told_own(self, cancel: CancelToken) -> Mapping[str, PackageSummary]:
        """Version 4 can leave out what others own, which its servers may refuse."""
        if self._client.is_v4:
            own = PackageFilter(v4={"owned-by": "ME"})
            try:
                return everywhere(self._client, own, most=_MOST_EVER, cancel=cancel)
            except Unauthorized:
                raise
            except (Refused, BadAnswer) as error:
                log.info("no list of own packages: %s [%s]", error.code, error.correlation_id)
        return everywhere(self._client, PackageFilter(), most=_MOST_EVER, cancel=cancel)


def _most(followed: int) -> int:
    return min(_MOST, followed * _WORTH) if followed else _MOST


def _may_be_open(package: PackageSummary) -> bool:
    """Whether the workflow may go on; the status in a list is only that of the signed-in user.

    Whoever declined may own a package that goes on without them: somebody is next then.
    """
    status = normal_word(package.package_status)
    if status == _DECLINED:
        return bool(package.next_signer or package.next_signer_email)
    return status not in _OVER


def _versions(found: Mapping[str, PackageSummary]) -> dict[str, str]:
    return {key: version_of(each) for key, each in found.items()}


def _latest(cursor: str, found: Mapping[str, PackageSummary]) -> str:
    """The last change of all as the service wrote it; `cursor` where nothing is later."""
    told = [cursor, *(each.modified_on for each in found.values())]
    moments = [(moment.at, text) for text in told if (moment := read_moment(text)) is not None]
    return max(moments)[1] if moments else cursor
