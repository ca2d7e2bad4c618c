"""A followed agreement with what is known of it."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.kinds import ServiceKind
from app.domain.observation import Observation
from app.domain.status import Access
from app.services.texts import ErrorText


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedAgreement:
    """What the service said last, which stays when a later asking fails."""

    id: str
    """Ours, a UUID."""
    account_id: str
    account_name: str
    service: ServiceKind
    service_id: str
    """A SigningHub package id, or Scrive document ids joined by `,`."""
    title: str
    observation: Observation | None
    """None until the service has said something; its `access` is the one of here."""
    access: Access
    """Whether the service showed it when it was asked last."""
    error: ErrorText | None
    """Why the last asking failed; None when it went well."""
    followed_at: datetime
    observed_at: datetime | None
    """When the service last told so, or told that nothing had changed."""
    last_seen_by_user_at: datetime | None
    changed: bool
    """A status differs from what the user has last seen, or else from the first observation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedAll:
    """What came of following everything that an account sent."""

    added: tuple[TrackedAgreement, ...]
    already: int
    """How many were followed before."""
