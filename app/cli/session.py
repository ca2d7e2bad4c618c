"""What the verbs share: the desk, the way to print, standard input, and stopping."""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from getpass import getpass
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
from app.services.secrets.secret import Secret

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
    passwords: dict[str, Secret] = field(default_factory=dict)
    """What participants open the documents with, by label, as far as it was told."""

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

    def input_object(
        self,
        what: str = "the account",
        expected: str = "Give the members that `countersign emulator` prints.",
    ) -> JsonObject:
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
                    "sentence": f"Standard input does not hold {what} as a JSON object.",
                    "next_step": expected,
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
        self._take_passwords(values.pop("passwords", None))
        service = ServiceKind.SCRIVE if SCRIVE_SECRETS[0] in values else ServiceKind.SIGNINGHUB
        if stated in set(ServiceKind):
            service = ServiceKind(str(stated))
        called = self.arguments.account or (name if isinstance(name, str) else "") or service.value
        return self.desk.accounts.temporary(parse_details(called, service, values))

    def told_passwords(self, labels: Mapping[str, str]) -> Mapping[str, Secret]:
        """Passwords by label: told on standard input, or asked for where a person sits there.

        `labels` are those that are needed, with the names of the people. Raises DomainError.
        """
        if labels and self.arguments.passwords and not self.arguments.account_json:
            expected = "Give a password for each label of a participant."
            self._take_passwords(self.input_object("the passwords", expected))
        for label, name in labels.items():
            if label not in self.passwords and self.stdin.isatty():
                told = getpass(f"Password with which {name} opens the documents: ", self.err)
                self.passwords[label] = Secret(told)
        return self.passwords

    def _take_passwords(self, told: JsonValue) -> None:
        for label, password in (told if isinstance(told, dict) else {}).items():
            if isinstance(password, str) and password:
                self.passwords[label] = Secret(password)

    def sign_in_for_this_call(self) -> None:
        """Take `--account-json` where a verb names no account of its own."""
        if self.arguments.account_json:
            self.temporary_account()
