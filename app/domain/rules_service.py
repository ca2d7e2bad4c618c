"""Rules about what the chosen service can carry, and what would be lost."""

from collections.abc import Iterator

from app.domain import (
    rules_scrive_documents,
    rules_scrive_fields,
    rules_scrive_flow,
    rules_scrive_members,
    rules_scrive_people,
    rules_scrive_proofs,
    rules_signinghub,
    rules_signinghub_library,
    rules_signinghub_people,
)
from app.domain.findings import Draft, Finding, Part, Severity
from app.domain.kinds import Delivery, Role, SendWith
from app.domain.scrive_capabilities import deliveries, roles
from app.domain.scrive_proofs import FLOW_PROVIDERS, SHORT_LIST
from app.domain.scrive_ways import Ways

_SCRIVE = (SendWith.FLOW, SendWith.DOCUMENTS)
_ROLES = {
    **{way: roles(way) for way in _SCRIVE},
    SendWith.PACKAGE: rules_signinghub_people.ROLES,
}
_DELIVERIES = {way: deliveries(way) for way in _SCRIVE}
_PROVIDERS = {
    SendWith.FLOW: FLOW_PROVIDERS,
    SendWith.DOCUMENTS: frozenset(SHORT_LIST),
    SendWith.PACKAGE: rules_signinghub_people.SIGN_PROVIDERS,
}


def check(draft: Draft) -> Iterator[Finding]:
    """Every finding that depends on the service."""
    if not draft.agreement.title.strip():
        yield Finding(
            id="review.no_title", severity=Severity.ERROR, where="/title", part=Part.REVIEW
        )
    if draft.service is None:
        return
    way = draft.agreement.send_with(draft.service)
    if way is SendWith.PACKAGE:
        yield from rules_signinghub.check(draft)
        return
    yield from rules_signinghub_library.elsewhere(draft.agreement)
    yield from rules_scrive_members.check(draft.agreement, way)
    yield from rules_scrive_people.check(draft.agreement, way)
    if way is SendWith.DOCUMENTS:
        yield from rules_scrive_documents.check(draft)
        yield from rules_scrive_proofs.check(draft.agreement)
    else:
        yield from rules_scrive_flow.check(draft)
    yield from rules_scrive_fields.check(draft.agreement, way)


def can_deliver(ways: Ways, delivery: Delivery, api_version: int = 3) -> bool:
    """Whether one of the ways that are open can invite like that; SigningHub by its version."""
    known = {**_DELIVERIES, SendWith.PACKAGE: rules_signinghub_people.deliveries(api_version)}
    return not ways or any(delivery in known[way] for way in ways)


def can_play(ways: Ways, role: Role) -> bool:
    """Whether one of the ways that are open knows the role."""
    return not ways or any(role in _ROLES[way] for way in ways)


def can_prove(ways: Ways, provider: str, *, to_open: bool = False) -> bool:
    """Whether one of the ways that are open offers the provider, to sign or to open."""
    opening = rules_signinghub_people.OPEN_PROVIDERS
    known = {**_PROVIDERS, SendWith.PACKAGE: opening} if to_open else _PROVIDERS
    return not ways or any(provider in known[way] for way in ways)
