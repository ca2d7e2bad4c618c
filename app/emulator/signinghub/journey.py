"""The way of a shared package from recipient to recipient: the state machine of SigningHub."""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import groupby

from app.emulator.signinghub import errors, letters
from app.emulator.signinghub.filling import fill
from app.emulator.signinghub.letters import Letter, Post
from app.emulator.signinghub.records import LogEntry, Package, Recipient
from app.emulator.signinghub.words import (
    Happening,
    ProcessedAs,
    ProcessStatus,
    Role,
    WorkflowStatus,
    WorkflowType,
)

_TASKS = {
    Role.SIGNER: (ProcessStatus.SIGNED, Happening.SIGNED),
    Role.INPERSON_HOST: (ProcessStatus.SIGNED, Happening.SIGNED),
    Role.ELECTRONIC_SEAL: (ProcessStatus.SIGNED, Happening.SIGNED),
    Role.REVIEWER: (ProcessStatus.REVIEWED, Happening.REVIEWED),
    Role.EDITOR: (ProcessStatus.EDITED, Happening.EDITED),
}


def stages(package: Package) -> list[list[Recipient]]:
    """Who acts together, stage after stage.

    SERIAL follows the positions, CUSTOM the signing orders (gaps allowed); in PARALLEL and
    INDIVIDUAL everybody is in the one stage.
    """
    if package.type is WorkflowType.SERIAL:
        return [[recipient] for recipient in package.recipients]
    if package.type is WorkflowType.CUSTOM:
        ranked = sorted(package.recipients, key=lambda r: r.signing_order)
        return [list(stage) for _, stage in groupby(ranked, key=lambda r: r.signing_order)]
    return [list(package.recipients)]


class Journey:
    """The moves of one package at one moment; letters go out through `post`."""

    def __init__(
        self, package: Package, *, at: datetime, post: Post, code: Callable[[int], str]
    ) -> None:
        """`code` makes the next one-time code of so many digits."""
        self._package = package
        self._at = at
        self._post = post
        self._code = code

    def start(self) -> None:
        """Share: the draft sets out to its first recipients."""
        package = self._package
        package.status = WorkflowStatus.IN_PROGRESS
        self._log(Happening.SHARED, package.owner.email, package.owner.name)
        self._go_on()

    def open(self, recipient: Recipient, *, by: str) -> None:
        """The recipient looks at the documents, or is asked for the password or code first."""
        self._check_turn(recipient, by)
        if recipient.opening.enabled and not recipient.authenticated:
            if recipient.opening.otp_enabled:
                recipient.otp = self._code(recipient.opening.otp_length)
                self._post(letters.opening_code(self._package, recipient))
            return
        if not recipient.opened:
            recipient.opened = True
            self._log(Happening.OPENED, by, recipient.label)

    def authenticate(
        self, recipient: Recipient, *, by: str, password: str | None, otp: str | None
    ) -> None:
        """The recipient proves who he is; a right answer opens the documents."""
        self._check_turn(recipient, by)
        check_opening(recipient, password=password, otp=otp)
        recipient.authenticated = True
        self._log(Happening.AUTHENTICATED, by, recipient.label)
        self.open(recipient, by=by)

    def perform(self, recipient: Recipient, *, by: str) -> None:
        """The recipient signs, approves or submits, as the role says."""
        self._check_turn(recipient, by)
        if recipient.opening.enabled and not recipient.authenticated:
            raise errors.not_allowed()
        self.open(recipient, by=by)
        if recipient.permission.notice_enabled:
            self._log(Happening.NOTICE_ACCEPTED, by, recipient.label)
        status, happening = _TASKS[recipient.role]
        fill(self._package, recipient, by=by, at=self._at)
        self._close(recipient, status, by=by)
        information = ("SIGNING_METHOD", "SERVER") if status is ProcessStatus.SIGNED else None
        self._log(happening, by, recipient.label, information=information)
        self._post(letters.acted(self._package, recipient))
        self._go_on()

    def decline(self, recipient: Recipient, *, by: str, reason: str) -> None:
        """The recipient refuses."""
        self._check_turn(recipient, by)
        self._decline(recipient, by=by, reason=reason)
        self._go_on()

    def recall(self) -> None:
        """The owner takes the package back: it is a draft again, and nobody has acted."""
        package = self._package
        waiting = list(package.in_turn())
        package.status = WorkflowStatus.DRAFT
        for recipient in package.recipients:
            recipient.wait_again()
        self._log(Happening.RECALLED, package.owner.email, package.owner.name)
        self._send(letter for r in waiting for letter in letters.recalled(package, r))

    def complete_early(self) -> None:
        """The owner ends the workflow; who has not acted will not act any more."""
        self._finish()

    def remind(self, recipient: Recipient) -> None:
        """A reminder of the recipient is due."""
        recipient.reminders_sent += 1
        self._log(Happening.REMINDED, recipient.email, recipient.label)
        self._send(letters.reminder(self._package, recipient))

    def remind_now(self, recipient: Recipient) -> None:
        """The owner reminds whoever has the turn; the planned reminders stay as they are."""
        if self._package.status is not WorkflowStatus.IN_PROGRESS:
            raise errors.not_allowed()
        if recipient.status is not ProcessStatus.IN_PROGRESS:
            raise errors.not_allowed()
        self._log(Happening.REMINDED, recipient.email, recipient.label)
        self._send(letters.reminder(self._package, recipient))

    def send_code(self, recipient: Recipient, *, by: str) -> None:
        """A one-time code for opening the documents goes to the recipient."""
        if self._package.status is WorkflowStatus.DRAFT or not recipient.is_played_by(by):
            raise errors.not_allowed()
        if not (recipient.opening.enabled and recipient.opening.otp_enabled):
            raise errors.not_allowed()
        check_window(recipient, self._at)
        recipient.otp = self._code(recipient.opening.otp_length)
        self._post(letters.opening_code(self._package, recipient))

    def replaced(self, recipient: Recipient) -> None:
        """Somebody else stands in this place now; who comes into a turn is invited."""
        package = self._package
        if package.status is not WorkflowStatus.IN_PROGRESS:
            return
        waited = recipient.status is ProcessStatus.IN_PROGRESS
        recipient.wait_again()
        self._log(Happening.REPLACED, package.owner.email, package.owner.name)
        if waited:
            self._give_turn(recipient)

    def delegate(self, recipient: Recipient, *, to: str) -> None:
        """The recipient lets somebody else act from now on; the place keeps its name."""
        self._check_turn(recipient, next(iter(recipient.addresses), ""))
        if "@" not in to:
            raise errors.invalid("the delegate has no e-mail address")
        recipient.delegator = to
        self._log(Happening.DELEGATED, recipient.email, recipient.label)
        self._send(letters.delegated(self._package, recipient))

    def viewed(self, email: str, name: str) -> None:
        """A user has looked at the package in the service itself."""
        for recipient in self._package.in_turn():
            if recipient.is_played_by(email):
                recipient.opened = True
        self._log(Happening.OPENED, email, name)

    def miss(self, recipient: Recipient) -> None:
        """The recipient let the access window end: that counts as declined, for no reason."""
        self._decline(recipient, by="", reason="")
        self._go_on()

    def _go_on(self) -> None:
        """Give the turn to the next stage, or end the workflow, until somebody has to act."""
        package = self._package
        package.modified_on = self._at
        package.read_by.clear()
        if package.status.over:
            return
        for stage in stages(package):
            for recipient in stage:
                if recipient.status is ProcessStatus.UN_PROCESSED:
                    self._give_turn(recipient)
            if any(not recipient.status.final for recipient in stage):
                return
        tasks = [r for r in package.recipients if r.role is not Role.CARBON_COPY]
        if all(recipient.status is ProcessStatus.DECLINED for recipient in tasks):
            package.status = WorkflowStatus.DECLINED
        else:
            self._finish()

    def _give_turn(self, recipient: Recipient) -> None:
        recipient.invited_on = self._at
        self._send(letters.invitation(self._package, recipient))
        if recipient.role is Role.CARBON_COPY:
            recipient.status = ProcessStatus.CARBON_COPIED
            recipient.processed_on = self._at
        elif recipient.role is Role.ELECTRONIC_SEAL:
            self._close(recipient, ProcessStatus.SIGNED, by=recipient.email)
            self._log(Happening.SIGNED, recipient.email, recipient.label)
        else:
            recipient.status = ProcessStatus.IN_PROGRESS

    def _decline(self, recipient: Recipient, *, by: str, reason: str) -> None:
        package = self._package
        recipient.reason = reason
        self._close(recipient, ProcessStatus.DECLINED, by=by)
        information = ("REASON", reason) if reason else None
        self._log(Happening.DECLINED, by, recipient.label, information=information)
        self._post(letters.acted(package, recipient))
        if not package.continue_on_decline:
            package.status = WorkflowStatus.DECLINED

    def _close(self, recipient: Recipient, status: ProcessStatus, *, by: str) -> None:
        recipient.status = status
        recipient.processed_on = self._at
        recipient.processed_by = by
        recipient.processed_as = _capacity(recipient, by) if by else None

    def _finish(self) -> None:
        package = self._package
        package.status = WorkflowStatus.COMPLETED
        package.modified_on = self._at
        self._log(Happening.COMPLETED, package.owner.email, package.owner.name)
        self._send(letters.completed(package))

    def _check_turn(self, recipient: Recipient, by: str) -> None:
        if self._package.status is not WorkflowStatus.IN_PROGRESS:
            raise errors.not_allowed()
        if recipient.status is not ProcessStatus.IN_PROGRESS or not recipient.is_played_by(by):
            raise errors.not_allowed()
        check_window(recipient, self._at)

    def _log(
        self,
        action: Happening,
        email: str,
        name: str,
        *,
        information: tuple[str, str] | None = None,
    ) -> None:
        package = self._package
        package.log.append(
            LogEntry(
                log_id=package.package_id * 1000 + len(package.log) + 1,
                at=self._at,
                action=action,
                email=email,
                name=name,
                information=information,
            )
        )

    def _send(self, outgoing: Iterable[Letter]) -> None:
        for letter in outgoing:
            self._post(letter)


def check_window(recipient: Recipient, at: datetime) -> None:
    """Refuse a recipient whose access window has not begun or is over."""
    start, end = recipient.access_start, recipient.access_end
    if start is not None and at < start:
        raise errors.before_access_period()
    if end is not None and at >= end:
        raise errors.after_access_period()


def check_opening(recipient: Recipient, *, password: str | None, otp: str | None) -> None:
    """Refuse unless password and code are right, as far as they are asked.

    The codes of the refusals are those of downloads: `password_required`, `otp_required`,
    `invalid_credentials`.
    """
    rule = recipient.opening
    if not rule.enabled:
        return
    if rule.password_enabled:
        if password is None:
            raise errors.protected("password_required", "Password is required to open document")
        if password != rule.password:
            raise errors.protected("invalid_credentials", "The password does not match")
    if rule.otp_enabled:
        if otp is None:
            raise errors.protected("otp_required", "One Time Password (OTP) is required")
        if not recipient.otp or otp != recipient.otp:
            raise errors.protected(
                "invalid_credentials", "The One Time Password (OTP) does not match"
            )


def _capacity(recipient: Recipient, by: str) -> ProcessedAs:
    if recipient.group_name:
        return ProcessedAs.GROUP_MEMBER
    if by.casefold() == recipient.email.casefold():
        return ProcessedAs.COLLABORATOR
    return ProcessedAs.DELEGATEE
