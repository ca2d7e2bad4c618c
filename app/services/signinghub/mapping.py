"""From SigningHub's answers to an observation: pure, and forgiving of every odd value.

The tables of statuses stand in `app.domain.status`. `package_status` is only how the package stands
for the signed-in user, so all is read from `workflow_status` and from the recipients.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from app.domain.kinds import Role, ServiceKind
from app.domain.observation import Moment, Observation, ObservedDocument
from app.domain.status import (
    OVER,
    AgreementStatus,
    ParticipantStatus,
    normal_word,
    signinghub_ended_by_owner,
    signinghub_process_status,
    signinghub_workflow_status,
)
from app.services.dates import read_moment
from app.services.signinghub.access import access_end, declined_by_the_clock
from app.services.signinghub.enumerations import WorkflowType, role, workflow_type
from app.services.signinghub.mapping_participants import Seat, distinct, observed_participants
from app.services.signinghub.marks import clean_name, ref_in
from app.services.signinghub.past import Past
from app.services.signinghub.wire import PackageHeader, Person, Recipient, WorkflowDetails

_ONE_STAGE: Final = frozenset({WorkflowType.PARALLEL, WorkflowType.INDIVIDUAL})


def observation_of(
    details: WorkflowDetails,
    *,
    service_id: str,
    observed_at: datetime,
    past: Past | None = None,
    auto_declined: bool | None = None,
) -> Observation:
    """What SigningHub says about a package, from packages/{id}/workflow and its history.

    `auto_declined`: whether it was declined by the end of an access window, where a list tells.
    """
    told = past or Past()
    seats = _seats(details, told, observed_at, auto_declined=auto_declined)
    status = _status(details, seats)
    participants = observed_participants(seats, status, told)
    ended_early = status is AgreementStatus.COMPLETED and _ended_early(details, seats)
    acted = [each.acted_at for each in participants if each.acted_at is not None]
    finished = status is AgreementStatus.COMPLETED and not ended_early
    return Observation(
        service=ServiceKind.SIGNINGHUB,
        service_id=service_id,
        title=details.package_name,
        status=status,
        raw_status=details.workflow.workflow_status,
        observed_at=observed_at,
        documents=_documents(details),
        participants=participants,
        waiting_for_names=_next_names(details),
        owner=details.owner_name,
        owner_email=details.package_owner,
        sent_at=told.shared_at,
        modified_at=read_moment(details.modified_on),
        deadline=_deadline(seats, status),
        completed_at=_last(acted) if finished else None,
        ended_early=ended_early,
        message=details.workflow.message,
        history=told.events,
        details=details.raw,
        copy_of=_copy_of(details),
        versions={service_id: version_of(details)},
    )


def _copy_of(details: WorkflowDetails) -> str:
    """What the copies of an INDIVIDUAL package have in common, each with one recipient.

    Sharing makes a package of its own for everybody, and none tells of the others (POST
    packages/{id}/workflow): ours bear a mark, others' have owner, name and documents in common.
    """
    kind = workflow_type(details.workflow.workflow_type)
    if kind is not WorkflowType.INDIVIDUAL or len(details.users) != 1:
        return ""
    refs = {ref for each in details.documents if (ref := ref_in(each))}
    if len(refs) == 1:
        return f"ref {refs.pop()}"
    documents = sorted(f"{each.document_name}:{each.document_pages}" for each in details.documents)
    return "|".join(
        (details.package_owner.casefold(), clean_name(details.package_name), *documents)
    )


def version_of(package: PackageHeader) -> str:
    """By which two states of a package are told apart: change, status and who is next.

    A list and the details of a workflow tell all of that alike.
    """
    changed = read_moment(package.modified_on)
    moment = package.modified_on if changed is None else changed.at.isoformat(timespec="seconds")
    people = sorted(each.user_email.casefold() for each in package.next_signer_email)
    named = ",".join(people) or package.next_signer.strip().casefold()
    return "|".join((moment, normal_word(package.package_status), named))


def decline_is_unexplained(details: WorkflowDetails) -> bool:
    """Whether somebody declined without a reason: it may have been the end of their access."""
    status = signinghub_workflow_status(details.workflow.workflow_status)
    return status is AgreementStatus.DECLINED and any(
        _has_declined(each) and not each.reason.strip() for each in details.users
    )


def _has_declined(recipient: Recipient) -> bool:
    status = signinghub_process_status(recipient.process_status, AgreementStatus.IN_PROGRESS)
    return status is ParticipantStatus.DECLINED


def _seats(
    details: WorkflowDetails, past: Past, observed_at: datetime, *, auto_declined: bool | None
) -> tuple[Seat, ...]:
    """Every recipient with stage and access window; a turn begins when the stage before is done."""
    stages = _stages(details)
    acted: dict[int, list[Moment]] = {}
    for recipient, stage in zip(details.users, stages, strict=True):
        at = read_moment(recipient.processed_on)
        if at is not None:
            acted.setdefault(stage, []).append(at)

    def turn_began(stage: int) -> Moment | None:
        return _last([at for each, times in acted.items() if each < stage for at in times])

    changed = read_moment(details.modified_on) or Moment(at=observed_at)

    def seat(recipient: Recipient, stage: int) -> Seat:
        end = access_end(recipient, turn_began(stage) or past.shared_at)
        over_at = read_moment(recipient.processed_on) or changed
        missed = declined_by_the_clock(recipient.reason, end, over_at)
        if auto_declined is not None and _has_declined(recipient) and not recipient.reason.strip():
            missed = auto_declined
        return Seat(
            recipient=recipient,
            stage=stage,
            status=signinghub_process_status(recipient.process_status, AgreementStatus.IN_PROGRESS),
            access_end=end,
            missed=missed,
        )

    return tuple(map(seat, details.users, stages))


def _stages(details: WorkflowDetails) -> list[int]:
    """The stage of each recipient: equal numbers act at once.

    CUSTOM goes by `signing_order`. In SERIAL everybody is a stage, so equal numbers there (which
    a server should have turned into CUSTOM) give way to the positions. PARALLEL and INDIVIDUAL
    have one stage, whatever numbers the recipients carry.
    """
    kind = workflow_type(details.workflow.workflow_type)
    if kind in _ONE_STAGE:
        return [1] * len(details.users)
    positions = [
        index if user.order is None else user.order for index, user in enumerate(details.users, 1)
    ]
    told = [
        position if user.signing_order is None else user.signing_order
        for user, position in zip(details.users, positions, strict=True)
    ]
    if kind is WorkflowType.SERIAL and len(set(told)) < len(told):
        return positions
    return told


def _status(details: WorkflowDetails, seats: Sequence[Seat]) -> AgreementStatus:
    status = signinghub_workflow_status(details.workflow.workflow_status)
    if status is not AgreementStatus.DECLINED:
        return status
    waiting = [seat for seat in seats if seat.status is ParticipantStatus.INVITED]
    if details.workflow.continue_on_decline and waiting:
        return AgreementStatus.IN_PROGRESS
    decliners = [seat for seat in seats if seat.status is ParticipantStatus.DECLINED]
    # A server may leave those whose window ended as they were: then nobody has declined.
    if decliners:
        expired = all(seat.missed for seat in decliners)
    else:
        expired = any(seat.missed for seat in waiting)
    return AgreementStatus.EXPIRED if expired else status


def _ended_early(details: WorkflowDetails, seats: Iterable[Seat]) -> bool:
    """Completed by the owner: the service says so, or somebody who must act has not."""
    if signinghub_ended_by_owner(details.workflow.workflow_status):
        return True
    undone = {ParticipantStatus.NOT_YET, ParticipantStatus.INVITED}
    return any(
        seat.status in undone and role(seat.recipient.role) is not Role.COPY for seat in seats
    )


def _deadline(seats: Iterable[Seat], status: AgreementStatus) -> Moment | None:
    """The first end of access among those who have still to act."""
    if status in OVER:
        return None
    undone = {ParticipantStatus.NOT_YET, ParticipantStatus.INVITED}
    ends = [seat.access_end for seat in seats if seat.status in undone and seat.access_end]
    return min(ends, key=lambda moment: moment.at, default=None)


def _documents(details: WorkflowDetails) -> tuple[ObservedDocument, ...]:
    keys = distinct(document.document_id for document in details.documents)
    return tuple(
        ObservedDocument(
            key=key,
            service_id=document.document_id,
            name=document.document_name,
            pages=document.document_pages,
            details=document.raw,
        )
        for document, key in zip(details.documents, keys, strict=True)
    )


def _next_names(details: WorkflowDetails) -> tuple[str, ...]:
    """Who is next by the service's own word: all members when it is a group."""
    named = tuple(filter(None, map(_person_name, details.next_signer_email)))
    return named or ((details.next_signer,) if details.next_signer else ())


def _person_name(person: Person) -> str:
    return person.user_name or person.user_email


def _last(moments: Sequence[Moment]) -> Moment | None:
    return max(moments, key=lambda moment: moment.at, default=None)
