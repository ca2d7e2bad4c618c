"""What is written about recipients, in the words of each version of the API."""

import re
from dataclasses import dataclass
from typing import Final, Protocol

from app.domain.json_value import JsonObject, JsonValue

_NUMBER: Final = re.compile(r"(\+|00)?[0-9 ().\-/]*[0-9]")
"""A telephone number that could be dialled."""


class Body(Protocol):
    """A JSON object that differs between the versions of the API."""

    def body(self, *, v4: bool) -> JsonObject:
        """As the version takes it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """What all recipients have.

    A member that is None is left out: a new recipient gets the service's own value then, and one
    who is there keeps theirs.
    """

    role: str | None = None
    email_notification: bool | None = None
    """False: is never written to."""
    signing_order: int | None = None

    def _with(self, **members: JsonValue) -> JsonObject:
        return told_only(
            {
                **members,
                "role": self.role,
                "email_notification": self.email_notification,
                "signing_order": self.signing_order,
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonBody(_Entry):
    """A recipient with an address: POST workflow/users, PUT workflow/{order}/user."""

    user_email: str | None = None
    user_name: str | None = None
    delivery_method: str | None = None
    """v4."""
    mobile_number: str | None = None
    """v4; a masked one is never written."""
    user_national_id: str | None = None
    """v4; a masked one is never written."""

    def body(self, *, v4: bool) -> JsonObject:
        """As the version takes it."""
        found = self._with(user_email=self.user_email, user_name=self.user_name)
        if not v4:
            return found
        more: dict[str, JsonValue] = {
            "delivery_method": self.delivery_method,
            "mobile_number": unmasked_number(self.mobile_number),
            "user_national_id": _unmasked_id(self.user_national_id),
        }
        return found | told_only(more)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupBody(_Entry):
    """A group of the account, of which anybody acts: POST workflow/groups, PUT .../group."""

    group_name: str | None = None

    def body(self, *, v4: bool) -> JsonObject:
        """Alike in both versions."""
        del v4
        return self._with(group_name=self.group_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceholderBody(_Entry):
    """Somebody who is not known yet: POST workflow/placeholder, PUT .../placeholder."""

    placeholder: str | None = None

    def body(self, *, v4: bool) -> JsonObject:
        """Alike in both versions."""
        del v4
        return self._with(placeholder=self.placeholder)


def told_only(members: dict[str, JsonValue]) -> JsonObject:
    """The members that are not None."""
    return {name: value for name, value in members.items() if value is not None}


def unmasked_number(number: str | None) -> str | None:
    """A telephone number fit for writing; None for one of which the service showed only a part.

    Numbers come back masked where the law asks for it; written back, the mask would replace them.
    """
    if not number:
        return number
    return number if _NUMBER.fullmatch(number.strip()) else None


def _unmasked_id(national_id: str | None) -> str | None:
    """A national id fit for writing; masks consist of stars, dots or the like."""
    masked = national_id is not None and re.search(r"[*•●·…#]", national_id)
    return None if masked else national_id
