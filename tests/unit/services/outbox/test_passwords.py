"""Passwords that are chosen at Send: kept in the vault until the agreement is settled."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.agreement import Agreement, Authentication, AuthenticationMethod
from app.domain.errors import DomainError
from app.domain.kinds import SendWith, ServiceKind
from app.services.errors import ForgottenPassword, NoKeyring
from app.services.outbox.passwords import SendPasswords
from app.services.outbox.records import OutboxItem, Phase
from app.services.secrets.memory import MemoryVault
from app.services.secrets.secret import Secret
from tests.support.signinghub_office import a_package

NOON = datetime(2031, 3, 10, 12, tzinfo=UTC)
CHOSEN = {"karim": Secret("open sesame"), "nobody": Secret("left over")}


def an_item(item_id: str = "i1", service: ServiceKind = ServiceKind.SIGNINGHUB) -> OutboxItem:
    return OutboxItem(
        id=item_id,
        key="k",
        ref="0123456789",
        title="Lease 2031",
        account_id="h1",
        account_name="Office",
        service=service,
        way=SendWith.PACKAGE,
        phase=Phase.QUEUED,
        digest="",
        files=(),
        enqueued_at=NOON,
        updated_at=NOON,
    )


def guarded() -> Agreement:
    agreement = a_package()
    proof = Authentication(view=AuthenticationMethod(provider="password"))
    bodil, karim, *others = agreement.participants
    people = (bodil, replace(karim, authentication=proof), *others)
    return replace(agreement, participants=people)


def test_a_password_is_kept_for_its_item_until_it_is_forgotten() -> None:
    vault = MemoryVault()
    passwords = SendPasswords(vault)
    item = an_item()

    passwords.keep(item, guarded(), CHOSEN)

    # Another process, with the same keyring.
    assert SendPasswords(vault).of(item, "karim") == Secret("open sesame")
    with pytest.raises(NoKeyring):
        passwords.of(item, "nobody")
    passwords.forget(item, guarded())
    with pytest.raises(NoKeyring):
        SendPasswords(vault).of(item, "karim")


def test_without_a_password_nothing_is_put_on_its_way() -> None:
    with pytest.raises(DomainError) as caught:
        SendPasswords(MemoryVault()).keep(an_item(), guarded(), {"karim": Secret("")})

    assert caught.value.code == "send.no_password"
    assert caught.value.where == "/participants/1/authentication/view"
    assert "Karim" in caught.value.facts["sentence"]


class NoVault(MemoryVault):
    """A computer without a keyring."""

    def store(self, account: object, secrets: object) -> None:
        raise NoKeyring("There is none.")

    remove = load = store  # type: ignore[assignment]


def test_a_keyring_is_only_asked_where_a_password_is_needed() -> None:
    passwords = SendPasswords(NoVault())

    passwords.keep(an_item(), a_package(), {})
    passwords.forget(an_item(), a_package())
    passwords.pass_on(an_item(), an_item("i2"), a_package())
    passwords.keep(an_item(service=ServiceKind.SCRIVE), guarded(), {})
    with pytest.raises(NoKeyring):
        passwords.keep(an_item(), guarded(), CHOSEN)


def test_of_an_account_for_this_run_nothing_outlives_the_program() -> None:
    passwords = SendPasswords(NoVault(), lambda account_id: account_id == "h1")

    passwords.keep(an_item(), guarded(), CHOSEN)

    assert passwords.of(an_item(), "karim") == Secret("open sesame")


def test_what_is_built_anew_has_the_same_passwords() -> None:
    passwords = SendPasswords(MemoryVault())
    old, new = an_item(), an_item("i2")
    passwords.keep(old, guarded(), CHOSEN)

    passwords.pass_on(old, new, guarded())
    passwords.forget(old, guarded())

    assert passwords.of(new, "karim") == Secret("open sesame")


def test_what_was_forgotten_keeps_nothing_from_being_built_anew_and_is_asked_for_then() -> None:
    passwords = SendPasswords(MemoryVault())
    new = an_item("i2")

    passwords.pass_on(an_item(), new, guarded())
    with pytest.raises(ForgottenPassword):
        passwords.of(new, "karim")

    passwords.keep(new, guarded(), CHOSEN)
    assert passwords.of(new, "karim") == Secret("open sesame")
