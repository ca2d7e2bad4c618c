"""Which recalled package a draft continues: sending it shares the same package once more."""

from dataclasses import dataclass, replace
from typing import Final

from app.domain.agreement import Agreement

PACKAGE: Final = "package_id"
MODIFIED: Final = "modified_on"
NAME: Final = "package_name"
MEMBERS: Final = frozenset({PACKAGE, MODIFIED, NAME})
"""Members of `signinghub` in a draft, called as SigningHub calls them."""
_WORKFLOW_TYPE: Final = "workflow_type"


@dataclass(frozen=True, slots=True, kw_only=True)
class Continued:
    """A package that was sent before."""

    package_id: str
    modified_on: str
    """As the service told it when the draft was made: what differs was changed by somebody."""

    name: str = ""
    """As the service called it then; the draft may have another title by now."""


def continued(agreement: Agreement) -> Continued | None:
    """What a draft continues; None for one that becomes a package of its own."""
    told = agreement.signinghub
    package_id = told.get(PACKAGE)
    if not isinstance(package_id, str) or not package_id.isascii() or not package_id.isdigit():
        return None
    modified_on, name = (
        value if isinstance(value, str) else "" for value in (told.get(MODIFIED), told.get(NAME))
    )
    return Continued(package_id=package_id, modified_on=modified_on, name=name)


def continuing(agreement: Agreement, package: Continued) -> Agreement:
    """The draft that continues a package."""
    told = {PACKAGE: package.package_id, MODIFIED: package.modified_on, NAME: package.name}
    return replace(agreement, signinghub={**agreement.signinghub, **told})


def on_its_own(agreement: Agreement) -> Agreement:
    """The draft that becomes a package of its own."""
    kept = {name: each for name, each in agreement.signinghub.items() if name not in MEMBERS}
    return replace(agreement, signinghub=kept)


def for_one_package(agreement: Agreement) -> Agreement:
    """The draft without the wish that everybody gets a package of their own."""
    kept = {name: each for name, each in agreement.signinghub.items() if name != _WORKFLOW_TYPE}
    return replace(agreement, signinghub=kept)
