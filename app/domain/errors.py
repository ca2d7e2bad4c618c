"""Failures that the domain can tell apart, spoken in codes; words for people are made outside."""

from collections.abc import Mapping


class UserCancelled(Exception):
    """The user stopped the work; nothing is shown."""


class DomainError(Exception):
    """Something composed or read is not acceptable.

    `code` names the problem (`draft.unknown_member`), `where` is a JSON pointer or a file name,
    `facts` are the values that a sentence about it needs.
    """

    def __init__(self, code: str, where: str = "", facts: Mapping[str, str] | None = None) -> None:
        """Keep the code, its place and the facts that the sentence will mention."""
        super().__init__(f"{code} at {where or '/'}")
        self.code = code
        self.where = where
        self.facts: Mapping[str, str] = dict(facts or {})
