"""Which legal notices an account has is read off the packages that it told of."""

from dataclasses import replace
from datetime import UTC, datetime

from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import ServiceKind
from app.domain.status import Access
from app.services.tracking.known_notices import known_notices
from app.services.tracking.tracked import TrackedAgreement
from tests.support.observations import a_person, an_observation


def tracked(account: str, *allowed: JsonValue) -> TrackedAgreement:
    notice: JsonObject = {"enabled": False, "allowed_notices": list(allowed)}
    person = replace(a_person("Lars Ek"), details={"permission": {"legal_notice": notice}})
    return TrackedAgreement(
        id="1",
        account_id=account,
        account_name="Office",
        service=ServiceKind.SIGNINGHUB,
        service_id="7",
        title="Lease",
        observation=an_observation(participants=(person,)),
        access=Access.OK,
        error=None,
        followed_at=datetime(2031, 3, 1, tzinfo=UTC),
        observed_at=None,
        last_seen_by_user_at=None,
        changed=False,
    )


def test_names_are_told_once_and_by_alphabet() -> None:
    named: JsonObject = {"legal_notice_name": "Privacy", "legal_notice_html": "<p>"}
    followed = (tracked("hub", named, "house rules"), tracked("hub", named, 7, " ", {}))
    assert known_notices(followed, "hub") == ("house rules", "Privacy")


def test_other_accounts_and_packages_not_seen_yet_tell_nothing() -> None:
    unseen = replace(tracked("hub", "Privacy"), observation=None)
    plain = replace(tracked("hub"), observation=an_observation(participants=(a_person("Lars Ek"),)))
    assert known_notices((tracked("other", "Privacy"), unseen, plain), "hub") == ()
