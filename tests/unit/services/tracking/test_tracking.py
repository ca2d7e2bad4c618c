"""Following agreements."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.attention import Reason, reason
from app.domain.errors import DomainError, UserCancelled
from app.domain.kinds import Delivery, Role, ServiceKind
from app.domain.observation import Observation
from app.domain.observed_parts import DocumentNote
from app.domain.status import Access, AgreementStatus, ParticipantStatus
from app.services.account_book import AccountBook, AccountDetails
from app.services.accounts import Account, Identity
from app.services.errors import Forbidden, Gone, NoKeyring, Throttled, Unauthorized, Unreachable
from app.services.ports import KnownParticipant
from app.services.secrets.memory import MemoryVault
from app.services.secrets.secret import Secret
from app.services.storage.accounts import SqlAccountStore
from app.services.storage.opening import cache_database, countersign_database
from app.services.texts import domain_error_text
from app.services.tracking.tracked import TrackedAgreement
from app.services.tracking.tracking import Tracking
from tests.support.clocks import TurnableClock
from tests.support.observations import a_document, a_person, an_observation
from tests.support.services import ScriptedWorld

BODIL = KnownParticipant(
    label="bodil",
    name="Bodil",
    phone="+46702254141",
    role=Role.APPROVER,
    delivery=Delivery.SMS,
    signatory_ids=("1", "2"),
)


class Office:
    """Tracking with everything around it, over files that can be opened again."""

    def __init__(self, folder: Path, world: ScriptedWorld, vault: MemoryVault) -> None:
        self.folder = folder
        self.world = world
        self.clock = world.clock
        self.vault = vault
        self.database = countersign_database(folder / "countersign.db", self.clock)
        self.cache = cache_database(folder / "cache.db", self.clock)
        self.accounts = AccountBook(SqlAccountStore(self.database), vault, world)
        self.tracking = Tracking(self.database, self.cache, self.accounts, self.clock)

    def close(self) -> None:
        self.database.close()
        self.cache.close()

    def sign_up(self, name: str) -> Account:
        details = AccountDetails(
            name=name,
            service=ServiceKind.SIGNINGHUB,
            base_url="https://hub.example.com",
            secrets={
                "client_id": Secret("desk"),
                "client_secret": Secret("shh"),
                "username": Secret(name),
                "password": Secret("right-secret"),
            },
        )
        return self.accounts.add(details)[0]


@pytest.fixture
def clock() -> TurnableClock:
    return TurnableClock()


@pytest.fixture
def office(tmp_path: Path, clock: TurnableClock) -> Iterator[Office]:
    world = ScriptedWorld(clock)
    world.agreements["88121"] = _waiting()
    with closing(Office(tmp_path / "profile", world, MemoryVault())) as opened:
        yield opened


@pytest.fixture
def account(office: Office) -> Account:
    return office.sign_up("Hub")


def _waiting(status: ParticipantStatus = ParticipantStatus.INVITED) -> Observation:
    return an_observation(
        title="Lease 2031",
        documents=(a_document("lease.pdf"),),
        participants=(a_person("Bodil"), a_person("Inga", status=status)),
    )


# ── following ────────────────────────────────────────────────────────────────────────────────────


def test_an_agreement_made_elsewhere_is_asked_for_and_followed(
    office: Office, account: Account
) -> None:
    tracked = office.tracking.follow(account, " 88121 ")
    assert (tracked.service_id, tracked.title) == ("88121", "Lease 2031")
    assert tracked.observation is not None
    assert tracked.observation.status is AgreementStatus.IN_PROGRESS
    assert (tracked.access, tracked.error, tracked.changed) == (Access.OK, None, False)
    assert tracked.account_name == "Hub"
    assert office.tracking.all() == (tracked,)
    assert office.tracking.get(tracked.id) == tracked


def test_following_twice_is_following_once(office: Office, account: Account) -> None:
    first = office.tracking.follow(account, "88121")
    office.world.agreements["88121"] = replace(_waiting(), title="Renamed there")
    again = office.tracking.follow(account, "88121, 88121")
    assert again.id == first.id
    assert [each.title for each in office.tracking.all()] == ["Renamed there"]


@pytest.mark.parametrize("failure", [Unreachable("No."), Gone("No."), NoKeyring("No.")])
def test_what_the_service_does_not_show_is_not_followed(
    office: Office, account: Account, failure: Exception
) -> None:
    office.world.failure = failure
    with pytest.raises(type(failure)):
        office.tracking.follow(account, "88121")
    assert office.tracking.all() == ()


def test_it_is_found_by_our_id_and_by_the_services(office: Office, account: Account) -> None:
    tracked = office.tracking.follow(account, "88121")
    assert office.tracking.find(tracked.id) == tracked
    assert office.tracking.find(" 88121") == tracked
    assert office.tracking.find("88122") is None
    assert office.tracking.find("") is None


def test_one_service_id_of_two_accounts_is_ambiguous(office: Office, account: Account) -> None:
    office.tracking.follow(account, "88121")
    second = office.tracking.follow(office.sign_up("Other"), "88121")
    with pytest.raises(DomainError, match=r"tracking\.ambiguous") as caught:
        office.tracking.find("88121")
    assert "Hub, Other" in domain_error_text(caught.value).detail
    assert office.tracking.find(second.id) == second


def test_what_was_sent_is_followed_without_asking(office: Office, account: Account) -> None:
    calls = office.world.calls
    tracked = office.tracking.adopt(account, "88121", "As sent", office.clock.now(), (BODIL,))
    assert (tracked.title, tracked.observation, tracked.changed) == ("As sent", None, False)
    assert office.world.calls == calls
    assert office.tracking.adopt(account, "88121", "x", office.clock.now()).id == tracked.id
    office.tracking.refresh(tracked.id)
    assert office.world.known["88121"] == (BODIL,)


def test_participants_as_sent_are_taken_over_by_what_was_followed_before(
    office: Office, account: Account
) -> None:
    tracked = office.tracking.follow(account, "88121")
    office.tracking.adopt(account, "88121", "As sent", office.clock.now(), (BODIL,))
    office.tracking.refresh(tracked.id)
    assert office.world.known["88121"] == (BODIL,)


def test_what_is_forgotten_is_gone_from_the_list(office: Office, account: Account) -> None:
    tracked = office.tracking.follow(account, "88121")
    told = list[TrackedAgreement]()
    office.tracking.subscribe(told.append)
    office.tracking.forget(tracked.id)
    assert told == [tracked]
    assert office.tracking.all() == ()
    for ask in (
        office.tracking.get,
        office.tracking.refresh,
        office.tracking.mark_seen,
        office.tracking.forget,
    ):
        with pytest.raises(DomainError, match=r"tracking\.unknown"):
            ask(tracked.id)
    assert not office.tracking.follow(account, "88121").changed


# ── asking again ─────────────────────────────────────────────────────────────────────────────────


def test_a_refresh_brings_what_is_new(
    office: Office, account: Account, clock: TurnableClock
) -> None:
    tracked = office.tracking.follow(account, "88121")
    clock.turn(60)
    office.world.agreements["88121"] = _waiting(ParticipantStatus.ACTED)
    refreshed = office.tracking.refresh(tracked.id)
    assert refreshed.observation is not None
    assert refreshed.observation.participants[1].status is ParticipantStatus.ACTED
    assert refreshed.observed_at == clock.now()


@pytest.mark.parametrize(
    ("failure", "access"),
    [
        (Unreachable("No answer.", "The network is down."), Access.OK),
        (Throttled("Later.", retry_after=5), Access.OK),
        (Unauthorized("Not accepted."), Access.OK),
        (NoKeyring("The keyring is locked."), Access.OK),
        (DomainError("service_id.malformed"), Access.OK),
        (Forbidden("Not allowed."), Access.FORBIDDEN),
        (Gone("Not there."), Access.GONE),
    ],
)
def test_a_failed_refresh_keeps_what_was_known_and_says_why(
    office: Office, account: Account, clock: TurnableClock, failure: Exception, access: Access
) -> None:
    before = office.tracking.follow(account, "88121")
    clock.turn(60)
    office.world.failure = failure
    after = office.tracking.refresh(before.id)
    assert after.access is access
    assert after.error is not None
    assert after.error.title
    assert before.observation is not None
    assert after.observation == replace(before.observation, access=access)
    assert after.observed_at == before.observed_at
    assert not after.changed
    if access is not Access.OK:
        assert reason(after.observation, clock.now()) is Reason.NO_ACCESS
    office.world.failure = None
    recovered = office.tracking.refresh(before.id)
    assert (recovered.access, recovered.error) == (Access.OK, None)


def test_what_the_service_says_is_deleted_is_gone_though_it_still_shows_it(
    office: Office, account: Account
) -> None:
    tracked = office.tracking.follow(account, "88121")
    office.world.agreements["88121"] = replace(_waiting(), access=Access.GONE)
    refreshed = office.tracking.refresh(tracked.id)
    assert (refreshed.access, refreshed.error) == (Access.GONE, None)
    assert refreshed.observation is not None
    assert reason(refreshed.observation, office.clock.now()) is Reason.NO_ACCESS


def test_being_offline_does_not_give_access_back(office: Office, account: Account) -> None:
    tracked = office.tracking.follow(account, "88121")
    office.world.failure = Gone("Not there.")
    office.tracking.refresh(tracked.id)
    office.world.failure = Unreachable("No answer.")
    assert office.tracking.refresh(tracked.id).access is Access.GONE


def test_what_was_sent_and_is_not_shown_says_so_too(office: Office, account: Account) -> None:
    tracked = office.tracking.adopt(account, "404", "As sent", office.clock.now())
    refreshed = office.tracking.refresh(tracked.id)
    assert (refreshed.observation, refreshed.access) == (None, Access.GONE)


def test_cancelling_is_not_a_failure(office: Office, account: Account) -> None:
    tracked = office.tracking.follow(account, "88121")
    office.world.failure = UserCancelled()
    with pytest.raises(UserCancelled):
        office.tracking.refresh(tracked.id)
    assert office.tracking.get(tracked.id).error is None


def test_without_its_account_it_stays_with_what_was_known(office: Office, account: Account) -> None:
    tracked = office.tracking.follow(account, "88121")
    office.accounts.remove(account.id)
    refreshed = office.tracking.refresh(tracked.id)
    assert refreshed.error is not None
    assert "Hub" in refreshed.error.title
    assert refreshed.observation == tracked.observation


def test_without_a_keyring_the_list_is_there(office: Office, account: Account) -> None:
    tracked = office.tracking.follow(account, "88121")
    office.vault.remove(account)
    office.close()
    with closing(Office(office.folder, office.world, MemoryVault())) as again:
        assert again.tracking.all() == (tracked,)
        refreshed = again.tracking.refresh(tracked.id)
        assert refreshed.error is not None
        assert refreshed.observation == tracked.observation


def test_an_answer_that_was_asked_for_earlier_does_not_replace_a_later_one(
    office: Office, account: Account, clock: TurnableClock
) -> None:
    tracked = office.tracking.follow(account, "88121")
    office.world.agreements["88121"] = _waiting(ParticipantStatus.OPENED)
    asked_in_time = office.tracking.refresh(tracked.id)
    clock.turn(-60)
    office.world.agreements["88121"] = _waiting(ParticipantStatus.NOT_YET)
    assert office.tracking.refresh(tracked.id).observation == asked_in_time.observation


def test_the_signed_files_are_saved(office: Office, account: Account, tmp_path: Path) -> None:
    tracked = office.tracking.follow(account, "88121")
    (saved,) = office.tracking.download(tracked.id, tmp_path / "signed")
    assert saved.path == tmp_path / "signed" / "lease.pdf"
    office.accounts.remove(account.id)
    with pytest.raises(Exception, match="is not there any more"):
        office.tracking.download(tracked.id, tmp_path / "signed")


def test_what_was_saved_is_told_as_being_sealed_no_more(
    office: Office, account: Account, tmp_path: Path
) -> None:
    sealed = a_document("lease")
    sealing = replace(sealed, notes=(DocumentNote.SEALING,))
    office.world.agreements["88121"] = an_observation(documents=(sealing,))
    tracked = office.tracking.follow(account, "88121")
    office.world.agreements["88121"] = an_observation(documents=(sealed,))
    office.tracking.download(tracked.id, tmp_path / "signed")
    seen = office.tracking.get(tracked.id).observation
    assert seen is not None
    assert [each.notes for each in seen.documents] == [()]


# ── what changed ─────────────────────────────────────────────────────────────────────────────────


def test_a_change_is_told_until_the_user_has_looked(
    office: Office, account: Account, clock: TurnableClock
) -> None:
    tracked = office.tracking.follow(account, "88121")
    assert tracked.last_seen_by_user_at is None
    office.world.agreements["88121"] = _waiting(ParticipantStatus.ACTED)
    clock.turn(60)
    assert office.tracking.refresh(tracked.id).changed
    assert office.tracking.refresh(tracked.id).changed
    seen = office.tracking.mark_seen(tracked.id)
    assert (seen.changed, seen.last_seen_by_user_at) == (False, clock.now())
    assert not office.tracking.refresh(tracked.id).changed
    office.world.agreements["88121"] = replace(_waiting(), status=AgreementStatus.DECLINED)
    clock.turn(60)
    assert office.tracking.refresh(tracked.id).changed


def test_what_is_no_status_is_no_change(office: Office, account: Account) -> None:
    tracked = office.tracking.follow(account, "88121")
    office.world.agreements["88121"] = replace(_waiting(), title="Renamed", message="Hello")
    assert not office.tracking.refresh(tracked.id).changed


def test_a_sent_agreement_counts_changes_from_its_first_answer(
    office: Office, account: Account
) -> None:
    tracked = office.tracking.adopt(account, "88121", "As sent", office.clock.now())
    office.tracking.mark_seen(tracked.id)
    assert not office.tracking.refresh(tracked.id).changed
    office.world.agreements["88121"] = _waiting(ParticipantStatus.ACTED)
    assert office.tracking.refresh(tracked.id).changed


def test_listeners_are_told_of_every_change_until_they_stop(
    office: Office, account: Account
) -> None:
    told = list[TrackedAgreement]()
    stop = office.tracking.subscribe(told.append)
    tracked = office.tracking.follow(account, "88121")
    refreshed = office.tracking.refresh(tracked.id)
    seen = office.tracking.mark_seen(tracked.id)
    adopted = office.tracking.adopt(account, "88122", "x", office.clock.now())
    assert told == [tracked, refreshed, seen, adopted]
    stop()
    stop()
    office.tracking.refresh(tracked.id)
    assert len(told) == 4


# ── what lasts ───────────────────────────────────────────────────────────────────────────────────


def test_everything_is_there_after_a_restart(office: Office, account: Account) -> None:
    tracked = office.tracking.follow(account, "88121")
    office.world.failure = Gone("Not there.", "It was deleted.", "Ask its owner.")
    before = office.tracking.refresh(tracked.id)
    office.close()
    with closing(Office(office.folder, office.world, office.vault)) as again:
        assert again.tracking.all() == (before,)


@pytest.mark.parametrize("damage", ["deleted", "garbage"])
def test_without_its_cache_it_is_still_followed(
    office: Office, account: Account, damage: str
) -> None:
    tracked = office.tracking.adopt(account, "88121", "As sent", office.clock.now(), (BODIL,))
    office.tracking.refresh(tracked.id)
    office.close()
    for path in office.folder.glob("cache.db*"):
        path.unlink()
    if damage == "garbage":
        (office.folder / "cache.db").write_bytes(b"no database" * 1000)
    with closing(Office(office.folder, office.world, office.vault)) as again:
        (left,) = again.tracking.all()
        assert (left.id, left.title, left.observation) == (tracked.id, "As sent", None)
        refreshed = again.tracking.refresh(tracked.id)
        assert refreshed.observation is not None
        assert not refreshed.changed
        assert again.world.known["88121"] == (BODIL,)


def test_an_observation_of_another_version_is_asked_for_again(
    office: Office, account: Account
) -> None:
    tracked = office.tracking.follow(account, "88121")
    with office.cache.write() as connection:
        connection.execute('UPDATE observations SET observation = \'{"status": "new"}\'')
    assert office.tracking.get(tracked.id).observation is None
    assert office.tracking.refresh(tracked.id).observation == tracked.observation


def test_the_newest_comes_first_with_the_name_that_its_account_has_now(
    office: Office, account: Account, clock: TurnableClock
) -> None:
    first = office.tracking.follow(account, "88121")
    clock.turn(timedelta(hours=1).total_seconds())
    second = office.tracking.adopt(account, "88122", "Newer", clock.now())
    SqlAccountStore(office.database).save(replace(account, name="Renamed", identity=Identity()))
    assert [each.id for each in office.tracking.all()] == [second.id, first.id]
    assert {each.account_name for each in office.tracking.all()} == {"Renamed"}
