"""Accounts in the database, without their secrets."""

import sqlite3

from typing_extensions import override

from app.domain.errors import DomainError
from app.domain.kinds import ServiceKind
from app.services.accounts import Account, CertificateFiles, Identity
from app.services.ports import AccountStore
from app.services.storage.database import Database


class SqlAccountStore(AccountStore):
    """The accounts of a profile."""

    def __init__(self, database: Database) -> None:
        """`database` is countersign.db."""
        self._database = database

    @override
    def all(self) -> tuple[Account, ...]:
        with self._database.read() as connection:
            rows = connection.execute("SELECT * FROM accounts ORDER BY name_key").fetchall()
        return tuple(_account(row) for row in rows)

    @override
    def by_name(self, name: str) -> Account | None:
        return self._one("SELECT * FROM accounts WHERE name_key = ?", _key(name))

    @override
    def by_id(self, account_id: str) -> Account | None:
        return self._one("SELECT * FROM accounts WHERE id = ?", account_id)

    @override
    def save(self, account: Account) -> None:
        """Raises DomainError `account.name_taken`."""
        with self._database.write() as connection:
            other = connection.execute(
                "SELECT name FROM accounts WHERE name_key = ? AND id <> ?",
                (_key(account.name), account.id),
            ).fetchone()
            if other is not None:
                raise DomainError("account.name_taken", facts={"name": other["name"]})
            connection.execute(
                """
                INSERT OR REPLACE INTO accounts (
                    id, name, name_key, service, base_url, api_version, scope,
                    identity_name, identity_email, identity_user_id, identity_organisation,
                    authority_file, certificate_file, key_file
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                (
                    account.id,
                    account.name,
                    _key(account.name),
                    account.service.value,
                    account.base_url,
                    account.api_version,
                    account.scope,
                    account.identity.name,
                    account.identity.email,
                    account.identity.user_id,
                    account.identity.organisation,
                    account.files.authorities,
                    account.files.certificate,
                    account.files.key,
                ),
            )

    @override
    def delete(self, account_id: str) -> None:
        with self._database.write() as connection:
            connection.execute("DELETE FROM accounts WHERE id = ?", (account_id,))

    def _one(self, query: str, value: str) -> Account | None:
        with self._database.read() as connection:
            row = connection.execute(query, (value,)).fetchone()
        return None if row is None else _account(row)


def _key(name: str) -> str:
    return name.strip().casefold()


def _account(row: sqlite3.Row) -> Account:
    return Account(
        id=row["id"],
        name=row["name"],
        service=ServiceKind(row["service"]),
        base_url=row["base_url"],
        api_version=row["api_version"],
        scope=row["scope"],
        identity=Identity(
            name=row["identity_name"],
            email=row["identity_email"],
            user_id=row["identity_user_id"],
            organisation=row["identity_organisation"],
        ),
        files=CertificateFiles(
            authorities=row["authority_file"],
            certificate=row["certificate_file"],
            key=row["key_file"],
        ),
    )
