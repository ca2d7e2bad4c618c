"""What Scrive's list of documents tells: what changed, and what an account has sent."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from app.domain.json_value import JsonObject, JsonValue
from app.domain.observation import Observation
from app.services.cancel import CancelToken
from app.services.dates import read_moment
from app.services.errors import Refused, Unauthorized
from app.services.ports import Changes, Clock, Progress
from app.services.scrive.client import ScriveClient
from app.services.scrive.mapping import observation_of
from app.services.scrive.mapping_documents import version_of
from app.services.scrive.marks import DOCUMENT_TAG, REF_TAG
from app.services.scrive.wire import Document, History
from app.services.scrive.wire_flow import FlowInstance

log = logging.getLogger(__name__)

_PAGE: Final = 100
_MOST_PAGES: Final = 40
"""Beyond that, asking for the followed documents one by one is less work for the service."""
_STALE: Final = 2
"""So many pages with nothing new, one after the other, come of a service that does not turn on."""
_OVERLAP: Final = timedelta(minutes=5)
"""Paging over a living list may skip something: what is that old is looked at again."""
_AHEAD: Final = timedelta(days=366)
"""The end of the range: later than any clock."""
_OWN: Final[tuple[JsonObject, ...]] = ({"filter_by": "is_author"}, {"filter_by": "is_not_template"})
_OPEN: Final = ("pending", "awaiting_start")
_BAD_REQUEST: Final = 400

ReadHistory = Callable[[Document], History]
"""The history of a document, empty where it cannot be had. Raises ServiceError."""


class Listing:
    """The list of one account (Document API v2, documents/list). Methods raise ServiceError."""

    def __init__(self, client: ScriveClient, clock: Clock) -> None:
        """Ask with `client`."""
        self._client = client
        self._clock = clock

    def changes(self, cursor: str, cancel: CancelToken) -> Changes | None:
        """Whatever of the account's own changed since the cursor, which is an `mtime`.

        The service's clock alone counts. None where a list is no help: so much changed, or what
        was there before is there no more.
        """
        since = read_moment(cursor)
        if since is None:
            return Changes(cursor=self._newest(), versions={})
        window: JsonObject = {
            "filter_by": "mtime",
            "start_time": _written(since.at - _OVERLAP),
            "end_time": _written(max(since.at, self._clock.now()) + _AHEAD),
        }
        found: dict[str, Document] = {}
        for pages, documents in enumerate(self._walk((*_OWN, window), cancel)):
            if pages >= _MOST_PAGES:
                return None
            found |= {each.id: each for each in documents}
        if not found:
            # Not even the one with which the last list ended: deleted, or the service's clock went.
            return None
        return Changes(
            cursor=_latest([cursor, *(each.mtime for each in found.values())]),
            versions={key: version_of(each) for key, each in found.items()},
        )

    def open_agreements(
        self, history: ReadHistory, progress: Progress | None, cancel: CancelToken
    ) -> tuple[Observation, ...]:
        """What the account sent and is not over; documents of one Flow are one agreement."""
        groups = self._grouped(self._open_documents(cancel))
        found: list[Observation] = []
        for title, documents in groups:
            cancel.raise_if_cancelled()
            observation = observation_of(
                documents,
                service_id=",".join(each.id for each in documents),
                observed_at=self._clock.now(),
                histories=[history(each) for each in documents],
            )
            found.append(replace(observation, title=title or observation.title))
            if progress is not None:
                progress(len(found), len(groups))
        return tuple(found)

    def _newest(self) -> str:
        page = self._client.listed(
            _OWN, sorting=[{"sort_by": "mtime", "order": "descending"}], most=1
        )
        return page.documents[0].mtime if page.documents else ""

    def _walk(
        self, filters: Sequence[JsonObject], cancel: CancelToken
    ) -> Iterator[tuple[Document, ...]]:
        """Page after page, the oldest change first, until one is empty or has nothing new.

        Totals are capped by the service and not looked at, and it may send less than was asked
        for. Each page begins with the last document of the one before: what changes meanwhile
        moves to the end, and what follows it moves up.
        """
        seen: set[tuple[str, str]] = set()
        offset = stale = 0
        while True:
            cancel.raise_if_cancelled()
            page = self._client.listed(
                filters,
                sorting=[{"sort_by": "mtime", "order": "ascending"}],
                offset=offset,
                most=_PAGE,
            )
            documents = page.documents
            told = {(each.id, version_of(each)) for each in documents}
            is_new = not told <= seen
            stale = 0 if is_new else stale + 1
            if stale and (len(documents) <= 1 or stale > _STALE):
                return
            seen |= told
            yield documents
            offset += max(1, len(documents) - 1) if is_new else len(documents)

    def _open_documents(self, cancel: CancelToken) -> tuple[Document, ...]:
        found: dict[str, Document] = {}
        try:
            for page in self._walk(_open_filters(_OPEN), cancel):
                found |= {each.id: each for each in page}
        except Unauthorized:
            raise
        except Refused as error:
            if error.status != _BAD_REQUEST:
                raise
            # Older servers know nothing of documents that wait for their start.
            for page in self._walk(_open_filters(_OPEN[:1]), cancel):
                found |= {each.id: each for each in page}
        return tuple(
            each
            for each in found.values()
            if not (each.is_trashed or each.is_deleted or each.is_template)
        )

    def _flow_instances(self) -> tuple[FlowInstance, ...]:
        """None where the account may not use Flow: documents of others' Flows stand alone then."""
        try:
            return self._client.flow_instances() or ()
        except Unauthorized:
            raise
        except Refused as error:
            log.info("no list of Flows: %s [%s]", error.code, error.correlation_id)
            return ()

    def _grouped(
        self, documents: Iterable[Document]
    ) -> tuple[tuple[str, tuple[Document, ...]], ...]:
        """Documents that go together, with the title of their Flow where that is known."""
        flows = _flows(self._flow_instances())
        groups: dict[str, list[Document]] = {}
        titles: dict[str, str] = {}
        for document in documents:
            flow = flows.get(document.id)
            mark = next((tag.value for tag in document.tags if tag.name == REF_TAG), "")
            key = f"ref {mark}" if mark else f"document {document.id}"
            if flow is not None:
                key = f"flow {flow.known_id}"
                titles[key] = flow.title
            groups.setdefault(key, []).append(document)
        return tuple(
            (titles.get(key, ""), tuple(sorted(each, key=_number))) for key, each in groups.items()
        )


def _written(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _open_filters(statuses: Sequence[str]) -> tuple[JsonObject, ...]:
    return (
        *_OWN,
        {"filter_by": "is_not_in_trash"},
        {"filter_by": "status", "statuses": list(statuses)},
    )


def _flows(instances: Iterable[FlowInstance]) -> Mapping[str, FlowInstance]:
    """The instance of each document, as far as the answer names any: it is not documented."""
    return {
        document_id: instance
        for instance in instances
        for document_id in _document_ids(instance.raw.get("documents"))
    }


def _document_ids(told: JsonValue) -> Iterator[str]:
    for each in told if isinstance(told, list) else ():
        named = each.get("document_id", each.get("id")) if isinstance(each, dict) else each
        if isinstance(named, str | int):
            yield str(named)


def _number(document: Document) -> int:
    """Its place in the agreement, as far as our tag says."""
    told = next((tag.value for tag in document.tags if tag.name == DOCUMENT_TAG), "")
    return int(told) if told.isdecimal() else 0


def _latest(times: Iterable[str]) -> str:
    moments = [(moment.at, text) for text in times if (moment := read_moment(text)) is not None]
    return max(moments)[1]
