"""Failures of the outside world, sorted into the families that decide what may be done next.

ServiceError
  Unreachable    nothing left this computer
    NotSecure      a certificate is missing or not trusted
  Uncertain      the request may have taken effect
  Refused        the service said no, for good
    Unauthorized   sign-in not accepted (401)
      AccountDisabled  accepted, and the account may do nothing
    Forbidden      signed in, but not allowed (403)
      Locked         a password or a code opens it
    Gone           no such thing (404)
  Throttled      asked to come back later (429, 503)
  BadAnswer      a read was answered with something unreadable
LocalError       this computer: file, disk, keyring, database
"""

from dataclasses import dataclass
from enum import StrEnum

from typing_extensions import override


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One of the reasons that a service gives for a refusal."""

    text: str
    """The service's words, as plain text."""
    code: str = ""
    """The service's name for it; empty where it has none."""
    participant: int | None = None
    """Whom it concerns: the position among the document's parties from 1, the author first."""
    field: str = ""
    """The field of that participant that it concerns, in the service's words."""
    label: str = ""
    """Of the participant in the draft, where it is known."""


class ServiceError(Exception):
    """A failure with the three parts that a person needs: what happened, what it means, what to do.

    `title`, `detail` and `next_step` are sentences; texts of the service stand in `service_text`
    as plain text. `correlation_id` finds the request in the log.
    """

    retryable: bool = False
    code: str = "service_error"

    def __init__(
        self,
        title: str,
        detail: str = "",
        next_step: str = "",
        *,
        service_text: str = "",
        status: int | None = None,
        correlation_id: str = "",
    ) -> None:
        """Keep the sentences; secrets must never be part of them."""
        super().__init__(title)
        self.title = title
        self.detail = detail
        self.next_step = next_step
        self.service_text = service_text
        self.status = status
        self.correlation_id = correlation_id
        self.reasons: tuple[Reason, ...] = ()
        """What `service_text` says, one by one, where the service tells it apart."""

    @override
    def __str__(self) -> str:
        """All parts as one paragraph, for a terminal."""
        quoted = f'"{self.service_text}"' if self.service_text else ""
        return " ".join(part for part in (self.title, quoted, self.detail, self.next_step) if part)


class Unreachable(ServiceError):
    """No byte of the request left this computer: name, connection or TLS failed."""

    retryable = True
    code = "unreachable"


class NotSecure(Unreachable):
    """The connection could not be made safe: a certificate is missing or not trusted."""

    code = "not_secure"


class Uncertain(ServiceError):
    """The request may have taken effect: time-out, reset, 5xx, 408, 409 or an odd success."""

    code = "uncertain"


class Refused(ServiceError):
    """The service answered no: 4xx that will not change by asking again."""

    code = "refused"


class Unauthorized(Refused):
    """The sign-in is not accepted (401)."""

    code = "unauthorized"


class AccountDisabled(Unauthorized):
    """The service lets the account do nothing any more: nothing else is asked of it."""

    code = "account_disabled"


class Forbidden(Refused):
    """Signed in, but this is not allowed (403)."""

    code = "forbidden"


class Key(StrEnum):
    """What opens files that their owner protected."""

    PASSWORD = "password"  # noqa: S105 - the name of one
    CODE = "code"
    """A one-time code, which the service sends when it is asked for."""


class Locked(Forbidden):
    """The files are protected: `needs` opens them, and `wrong` says that what was given did not."""

    code = "locked"
    needs: Key = Key.PASSWORD
    wrong: bool = False


class Gone(Refused):
    """There is no such thing, or not for this account (404)."""

    code = "gone"


class Throttled(ServiceError):
    """The service asks to come back later; `retry_after` in seconds, None when it did not say."""

    retryable = True
    code = "throttled"

    def __init__(
        self,
        title: str,
        detail: str = "",
        next_step: str = "",
        *,
        retry_after: float | None = None,
        service_text: str = "",
        status: int | None = None,
        correlation_id: str = "",
    ) -> None:
        """Keep when the service wants to be asked again, in seconds."""
        super().__init__(
            title,
            detail,
            next_step,
            service_text=service_text,
            status=status,
            correlation_id=correlation_id,
        )
        self.retry_after = retry_after


class BadAnswer(ServiceError):
    """The answer could not be read as what was asked for: HTML, cut off, of another shape."""

    retryable = True
    code = "bad_answer"


class LocalError(ServiceError):
    """This computer stands in the way: a file, the disk, the keyring or the database."""

    code = "local"


class BadCertificate(LocalError):
    """A file that this computer should show or trust cannot be used; nothing was sent."""

    code = "certificate"


class NoKeyring(LocalError):
    """The OS keyring is missing, locked or did not answer."""

    retryable = True
    code = "no_keyring"


class ForgottenPassword(NoKeyring):
    """A password to open the documents is not known any more; it has to be chosen anew."""

    code = "no_password"
