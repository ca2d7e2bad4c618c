"""The legal notices of an account, as far as its followed packages have told them."""

from collections.abc import Iterable, Iterator

from app.domain.json_value import JsonValue
from app.services.tracking.tracked import TrackedAgreement


def known_notices(tracked: Iterable[TrackedAgreement], account_id: str) -> tuple[str, ...]:
    """Names by alphabet, as `GET packages/{id}/workflow` tells them of each recipient.

    No call of SigningHub lists them otherwise.
    """
    names = {
        name
        for each in tracked
        if each.account_id == account_id and each.observation is not None
        for person in each.observation.participants
        for name in _allowed(person.details.get("permission"))
    }
    return tuple(sorted(names, key=str.casefold))


def _allowed(permission: JsonValue) -> Iterator[str]:
    notice = permission.get("legal_notice") if isinstance(permission, dict) else None
    allowed = notice.get("allowed_notices") if isinstance(notice, dict) else None
    for each in allowed if isinstance(allowed, list) else []:
        name = each.get("legal_notice_name") if isinstance(each, dict) else each
        if isinstance(name, str) and name.strip():
            yield name.strip()
