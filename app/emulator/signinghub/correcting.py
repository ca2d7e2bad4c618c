"""Changes of recipients who are in a workflow already: somebody else, another place."""

from dataclasses import dataclass

from app.emulator.signinghub import drafting, errors
from app.emulator.signinghub.records import Package, Recipient
from app.emulator.signinghub.words import ProcessStatus, Role, WorkflowStatus, WorkflowType

_WAITING = (ProcessStatus.UN_PROCESSED, ProcessStatus.IN_PROGRESS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who a recipient becomes: a person, a group or a placeholder."""

    email: str = ""
    name: str = ""
    group_name: str = ""
    group_members: tuple[str, ...] = ()
    placeholder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an update sets; None leaves a value as it is."""

    who: Who | None = None
    role: Role | None = None
    email_notification: bool | None = None
    signing_order: int | None = None
    delivery_method: str | None = None
    mobile_number: str | None = None
    national_id: str | None = None


def check(package: Package, order: int, *, after_share: bool) -> Recipient:
    """The recipient at a position, who may be changed now.

    In a locked draft only placeholders are filled; of a shared package only those change who have
    not acted, and only if the role allows it (`after_share`).
    """
    recipient = drafting.recipient_at(package, order)
    if package.status.over:
        raise errors.no_longer_draft()
    shared = package.status is WorkflowStatus.IN_PROGRESS
    if shared and (not after_share or recipient.status not in _WAITING):
        raise errors.recipient_fixed()
    if package.read_only and not recipient.placeholder:
        raise errors.locked_workflow()
    return recipient


def change(package: Package, recipient: Recipient, wanted: Change) -> bool:
    """Carry an update out; answers whether somebody else is now asked."""
    moved = wanted.role is not None or wanted.signing_order is not None
    if moved and package.status is not WorkflowStatus.DRAFT:
        kept = wanted.role in (None, recipient.role)
        kept &= wanted.signing_order in (None, recipient.signing_order)
        if not kept:
            raise errors.no_longer_draft()
    if wanted.role is not None:
        drafting.check_role(package, wanted.role)
        recipient.role = wanted.role
    if wanted.signing_order is not None:
        _set_signing_order(package, recipient, wanted.signing_order)
    if wanted.email_notification is not None:
        recipient.email_notification = wanted.email_notification
    if wanted.delivery_method is not None:
        recipient.delivery_method = wanted.delivery_method
    if wanted.mobile_number is not None:
        recipient.mobile_number = wanted.mobile_number
    if wanted.national_id is not None:
        recipient.national_id = wanted.national_id
    return wanted.who is not None and _become(recipient, wanted.who)


def reorder(package: Package, old: int, new: int) -> None:
    """Move the recipient at a position to another; everybody between makes room.

    One after another, the signing orders stay with the positions; otherwise with the people.
    """
    recipient = drafting.recipient_at(package, old)
    drafting.recipient_at(package, new)
    orders = [one.signing_order for one in package.recipients]
    package.recipients.remove(recipient)
    package.recipients.insert(new - 1, recipient)
    if package.type is WorkflowType.SERIAL:
        for one, signing_order in zip(package.recipients, orders, strict=True):
            one.signing_order = signing_order


def _set_signing_order(package: Package, recipient: Recipient, signing_order: int) -> None:
    others = {one.signing_order for one in package.recipients if one is not recipient}
    if package.type is WorkflowType.SERIAL and signing_order in others:
        package.type = WorkflowType.CUSTOM
    recipient.signing_order = signing_order


def _become(recipient: Recipient, who: Who) -> bool:
    before = recipient.addresses
    recipient.email, recipient.name = who.email, who.name
    recipient.group_name, recipient.group_members = who.group_name, who.group_members
    recipient.placeholder = who.placeholder
    return recipient.addresses != before
