"""What the verbs share: the desk, the way to print, standard input, and stopping."""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from app.cli.arguments import Arguments
from app.domain.errors import DomainError
from app.domain.findings import FileFacts
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import ServiceKind
from app.services.account_book import parse_details
from app.services.accounts import SCRIVE_SECRETS, Account
from app.services.cancel import CancelToken
from app.services.desk import Desk

_LARGEST_INPUT = 64 * 1024

Inspect = Callable[[Mapping[str, Path]], Mapping[str, FileFacts]]
"""Facts about PDFs by label; made where the PDF reader is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One call of the command line."""

    arguments: Arguments
    desk: Desk
    inspect: Inspect
    cancel: CancelToken
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)
    stdin: TextIO = field(default_factory=lambda: sys.stdin)

    def show(self, document: JsonObject, text: str) -> None:
        """Print the JSON document or, without `--json`, the text."""
        if self.arguments.json:
            # In one piece: json.dump would write each word and each space by itself.
            self.out.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        elif text:
            self.out.write(text.rstrip("\n") + "\n")
        self.out.flush()

    def tell(self, text: str) -> None:
        """A line for the person at the terminal, apart from the answer."""
        self.err.write(text + "\n")
        self.err.flush()

    def input_object(self) -> JsonObject:
        """The JSON object on standard input. Raises DomainError."""
        text = self.stdin.read(_LARGEST_INPUT + 1)
        try:
            value: JsonValue = json.loads(text) if len(text) <= _LARGEST_INPUT else None
        except ValueError:
            value = None
        if not isinstance(value, dict):
            raise DomainError(
                "account.not_json",
                facts={
                    "sentence": "Standard input does not hold the account as a JSON object.",
                    "next_step": "Give the members that `countersign emulator` prints.",
                },
            )
        return value

    def account(self) -> Account:
        """The account of `--account` or `--account-json`. Raises DomainError."""
        if self.arguments.account_json:
            return self.temporary_account()
        if not self.arguments.account:
            raise DomainError(
                "account.none_named",
                facts={
                    "sentence": "No account is named.",
                    "next_step": "Say --account NAME; `countersign account list` shows them.",
                },
            )
        account = self.desk.accounts.by_name(self.arguments.account)
        if account is None:
            raise DomainError(
                "account.unknown",
                facts={
                    "sentence": f"There is no account called “{self.arguments.account}”.",
                    "next_step": "`countersign account list` shows them.",
                },
            )
        return account

    def temporary_account(self) -> Account:
        """The account on standard input, for this call only. Raises DomainError."""
        values = dict(self.input_object())
        stated = values.pop("service", None)
        name = values.pop("name", None)
        service = ServiceKind.SCRIVE if SCRIVE_SECRETS[0] in values else ServiceKind.SIGNINGHUB
        if stated in set(ServiceKind):
            service = ServiceKind(str(stated))
        called = self.arguments.account or (name if isinstance(name, str) else "") or service.value
        return self.desk.accounts.temporary(parse_details(called, service, values))

    def sign_in_for_this_call(self) -> None:
        """Take `--account-json` where a verb names no account of its own."""
        if self.arguments.account_json:
            self.temporary_account()
