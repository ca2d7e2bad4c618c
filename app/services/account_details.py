"""What is typed, pasted or piped in to make an account."""

import json
import os
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.domain.errors import DomainError
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import ServiceKind
from app.services.accounts import (
    KEY_PASSPHRASE,
    NO_FILES,
    SCRIVE_SECRETS,
    Account,
    CertificateFiles,
    optional_secrets,
    secret_names,
)
from app.services.http.base_url import checked_base_url
from app.services.secrets.secret import Secret

_LONGEST_NAME: Final = 80
_API_VERSIONS: Final = (3, 4)
FILE_MEMBERS: Final = {
    "authority_file": "authorities",
    "certificate_file": "certificate",
    "key_file": "key",
}
"""Members for servers of one's own, with what they are in `CertificateFiles`."""
_NAMESPACE: Final = uuid.UUID("5d0f3a5c-51d4-4f5a-9a44-3c1b1f0f7c2e")
"""Ours alone, so that ids made from the same words elsewhere differ."""
_LABELS: Final = {
    "clientcredentialsidentifier": "apitoken",
    "clientcredentialssecret": "apisecret",
    "tokencredentialsidentifier": "accesstoken",
    "tokencredentialssecret": "accesssecret",
}
"""The words of Scrive's page `Personal access credentials`, without blanks and case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDetails:
    """Everything that is needed to sign in; exists only until it was tested or stored."""

    name: str
    service: ServiceKind
    base_url: str
    """In the form of `checked_base_url`."""
    secrets: Mapping[str, Secret]
    """By the names of `secret_names(service)`; the optional ones may be missing."""
    api_version: int = 3
    """SigningHub only: 3 or 4."""
    scope: str = ""
    """SigningHub only: e-mail address of the user to act for."""
    files: CertificateFiles = NO_FILES

    def account(self, account_id: str) -> Account:
        """The account of these details, without its secrets."""
        return Account(
            id=account_id,
            name=self.name,
            service=self.service,
            base_url=self.base_url,
            api_version=self.api_version,
            scope=self.scope,
            files=self.files,
        )

    @property
    def lasting_id(self) -> str:
        """An id that the same user at the same address always has.

        A Scrive token names its user; being long and random, it cannot be found from the id.
        """
        if self.service is ServiceKind.SCRIVE:
            user = self.secrets["accesstoken"].reveal()
        else:
            signed_in = self.secrets.get("username") or self.secrets["client_id"]
            user = f"{signed_in.reveal()} {self.scope}".casefold()
        return str(uuid.uuid5(_NAMESPACE, f"{self.service} {self.base_url} {user}"))


def checked_name(name: str) -> str:
    """The name of an account without blanks around it. Raises DomainError `account.bad_name`."""
    name = name.strip()
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise DomainError("account.bad_name", "/name")
    return name


def parse_details(name: str, service: ServiceKind, members: JsonObject) -> AccountDetails:
    """The details in the JSON object that `account add` reads.

    Raises DomainError `account.*` or `base_url.*` with a JSON pointer; no value is ever quoted.
    """
    names = secret_names(service)
    optional = {"api_version", "scope"} if service is ServiceKind.SIGNINGHUB else set()
    for member in members:
        if member not in {"base_url", *names, *optional, *FILE_MEMBERS, KEY_PASSPHRASE}:
            facts = {"member": member, "service": service.value}
            raise DomainError("account.unknown_member", f"/{member}", facts)
    base_url = _text(members, "base_url")
    api_version = members.get("api_version", _API_VERSIONS[0])
    if isinstance(api_version, bool) or api_version not in _API_VERSIONS:
        raise DomainError("account.bad_value", "/api_version", {"member": "api_version"})
    scope = _text(members, "scope").strip() if "scope" in members else ""
    user = optional_secrets(service, api_version, scope)
    files, passphrase = _files(members)
    left_out = user if not any(members.get(each) for each in user) else frozenset()
    return AccountDetails(
        name=checked_name(name),
        service=service,
        base_url=_base_of_calls(service, checked_base_url(base_url)),
        secrets={
            **{each: _secret(members, each) for each in names if each not in left_out},
            **passphrase,
        },
        api_version=int(str(api_version)),
        scope=scope,
        files=files,
    )


def _base_of_calls(service: ServiceKind, base_url: str) -> str:
    """Without what belongs to the single call and is often copied with the address."""
    if service is not ServiceKind.SIGNINGHUB:
        return base_url
    return re.sub(r"(/v[34])?(/about)?$|/authenticate$", "", base_url, flags=re.IGNORECASE)


def _files(members: JsonObject) -> tuple[CertificateFiles, dict[str, Secret]]:
    """The files for a server of one's own, and what opens the key; all may be missing or empty."""
    files = CertificateFiles(
        **{
            name: _absolute(_text(members, member)) if member in members else ""
            for member, name in FILE_MEMBERS.items()
        }
    )
    passphrase = _text(members, KEY_PASSPHRASE) if KEY_PASSPHRASE in members else ""
    for member, value in (("key_file", files.key), (KEY_PASSPHRASE, passphrase)):
        if value and not files.certificate:
            raise DomainError("account.no_certificate", f"/{member}", {"member": member})
    return files, {KEY_PASSPHRASE: Secret(passphrase)} if passphrase else {}


def _absolute(path: str) -> str:
    """A path that means the same file wherever the program runs; empty stays empty."""
    typed = path.strip().strip('"')
    return os.path.abspath(os.path.expanduser(typed)) if typed else ""  # noqa: PTH100, PTH111


def _text(members: JsonObject, name: str) -> str:
    if name not in members:
        raise DomainError("account.missing_member", f"/{name}", {"member": name})
    value = members[name]
    if not isinstance(value, str):
        raise DomainError("account.wrong_type", f"/{name}", {"member": name})
    return value


def _secret(members: JsonObject, name: str) -> Secret:
    """A value that is there; blanks around it come from copying, except in a password."""
    value = _text(members, name)
    if name != "password":
        value = value.strip()
    if not value:
        raise DomainError("account.empty_member", f"/{name}", {"member": name})
    return Secret(value)


def pasted_values(text: str) -> Mapping[str, str]:
    """What a paste says about the four values of a Scrive account; empty when it says nothing.

    Understood are four lines in the order of Scrive's page, lines `label: value` or `label = value`
    in any order, a label and its value on two lines, and a JSON object.
    """
    try:
        decoded: JsonValue = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        decoded = None
    if isinstance(decoded, dict):
        found = {_label(name): value for name, value in decoded.items()}
        return {
            name: value.strip()
            for name, value in found.items()
            if name in SCRIVE_SECRETS and isinstance(value, str)
        }
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    labelled = _labelled(lines)
    if labelled:
        return labelled
    if len(lines) == len(SCRIVE_SECRETS) and not any(re.search(r"\s", line) for line in lines):
        return dict(zip(SCRIVE_SECRETS, lines, strict=True))
    return {}


def _labelled(lines: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    waiting = ""
    for line in lines:
        name, *rest = re.split(r"[:=\t]", line, maxsplit=1)
        label = _label(name)
        if label in SCRIVE_SECRETS:
            value = rest[0].strip(" \t\"',;") if rest else ""
            waiting = "" if value else label
            if value:
                found[label] = value
        elif waiting:
            found[waiting] = line
            waiting = ""
    return found


def _label(text: str) -> str:
    word = re.sub(r"[^a-z]", "", text.lower())
    return _LABELS.get(word, word)
