"""The other copies of an INDIVIDUAL package, found in the list by what they have in common."""

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from app.domain.copies import copy_sets
from app.domain.observation import Observation
from app.domain.status import normal_word
from app.services.cancel import CancelToken
from app.services.errors import Forbidden, Gone
from app.services.signinghub.marks import clean_name
from app.services.signinghub.wire import PackageSummary

log = logging.getLogger(__name__)

_DRAFT: Final = "DRAFT"
_MOST: Final = 200
"""Packages of the same name that are read to see whether they are copies."""


def other_copies(
    rows: Iterable[PackageSummary],
    known: Sequence[Observation],
    observe: Callable[[str], Observation],
    cancel: CancelToken,
) -> tuple[Observation, ...]:
    """Those of the rows that belong to known copies; each that may is read. Raises ServiceError.

    Nothing in a list or in a package tells of the other copies: name and owner are the same.
    """
    names = {(_folded(each.title), each.owner_email.casefold()) for each in known if each.copy_of}
    seen = {each.service_id: each for each in known}
    alike = [
        each.package_id for each in rows if _name(each) in names and each.package_id not in seen
    ]
    for package_id in alike[:_MOST]:
        cancel.raise_if_cancelled()
        try:
            seen[package_id] = observe(package_id)
        except (Gone, Forbidden) as error:
            log.info("a listed package is not shown: %s", error.code)
    ours = {each.service_id for each in known}
    return tuple(
        seen[key]
        for found in copy_sets(seen)
        if ours & set(found.keys)
        for key in found.keys
        if key not in ours
    )


def _name(row: PackageSummary) -> tuple[str, str] | None:
    if normal_word(row.package_status) == _DRAFT or not row.package_id:
        return None
    return _folded(row.package_name), row.package_owner.strip().casefold()


def _folded(name: str) -> str:
    return clean_name(name).casefold()
