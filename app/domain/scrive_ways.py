"""The two ways of sending with Scrive: which one a draft asks for or needs, and why."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.domain.kinds import SendWith, ServiceKind
from app.domain.scrive_capabilities import capability, carries
from app.domain.scrive_needs import Need, needs_of

if TYPE_CHECKING:
    from app.domain.agreement import Agreement

Ways = frozenset[SendWith]
"""The ways that are open; none while no account is chosen."""

_CHOSEN = {each.value: each for each in (SendWith.FLOW, SendWith.DOCUMENTS)}


def chosen_way(agreement: "Agreement") -> SendWith | None:
    """What `scrive.send_with` asks for; None where it leaves it to the program."""
    wanted = agreement.scrive.get("send_with")
    return _CHOSEN.get(wanted) if isinstance(wanted, str) else None


def way_of(agreement: "Agreement") -> SendWith:
    """Flow, unless the draft asks for the Document API, or has one document that needs it."""
    chosen = chosen_way(agreement)
    if chosen is not None:
        return chosen
    needed = len(agreement.documents) <= 1 and any(why_documents(agreement))
    return SendWith.DOCUMENTS if needed else SendWith.FLOW


def open_ways(agreement: "Agreement", service: ServiceKind | None) -> Ways:
    """The ways that stay open to a draft as it is: the Document API sends one document."""
    if service is None:
        return frozenset()
    if service is ServiceKind.SIGNINGHUB:
        return frozenset({SendWith.PACKAGE})
    chosen = chosen_way(agreement)
    if chosen is not None:
        return frozenset({chosen})
    if len(agreement.documents) > 1:
        return frozenset({SendWith.FLOW})
    return frozenset({SendWith.FLOW, SendWith.DOCUMENTS})


def why_documents(agreement: "Agreement") -> Iterator[tuple[str, str]]:
    """What the draft needs that only the Document API carries: the reason, and whose it is."""
    for need in needs_of(agreement):
        row = capability(need.code)
        if row.reason and not carries(SendWith.FLOW, need.code):
            yield row.reason, need.name


def lost_by(agreement: "Agreement", way: SendWith) -> tuple[Need, ...]:
    """What the draft needs and that way of Scrive does not carry."""
    return tuple(need for need in needs_of(agreement) if not carries(way, need.code))
