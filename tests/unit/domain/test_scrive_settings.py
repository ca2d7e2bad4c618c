"""Settings that only Scrive knows: values that it would not take, each with a way out."""

import pytest

from app.domain.agreement import Agreement
from app.domain.findings import Draft, Finding, Severity
from app.domain.kinds import ServiceKind
from app.domain.linting import lint
from app.domain.repairs import repaired
from app.domain.scrive_settings import (
    author_role,
    display_options_of,
    messages_needed,
    tags_of,
    with_author_role,
    with_display_option,
    with_member,
    with_tags,
)
from tests.support.agreements import an_agreement


def findings(agreement: Agreement) -> dict[str, Finding]:
    """What is said of the settings."""
    found = lint(Draft(agreement=agreement, service=ServiceKind.SCRIVE))
    return {each.id: each for each in found if each.where.startswith("/scrive/")}


def plain(**members: object) -> Agreement:
    """A draft that is sent as a plain document, with these members of `scrive`."""
    return an_agreement(scrive={"send_with": "documents", **members})


@pytest.mark.parametrize(
    ("members", "rule"),
    [
        ({"timezone": "Stock holm"}, "scrive_timezone"),
        ({"timezone": 2}, "scrive_timezone"),
        ({"api_callback_url": "ftp://example.com"}, "scrive_callback"),
        ({"api_callback_url": "https://"}, "scrive_callback"),
        ({"api_callback_url": "https://[::1"}, "scrive_callback"),
        ({"api_callback_url": "example.com/told"}, "scrive_callback"),
        ({"display_options": {"show_header": "yes"}}, "scrive_display"),
        ({"display_options": {"show_fields": True}}, "scrive_display"),
        ({"confirmation_message": 5}, "scrive_text"),
        ({"author": "viewer"}, "scrive_author"),
        ({"author": {"signatory_role": "boss"}}, "scrive_author"),
        ({"author": {"signatory_role": "viewer", "name": "Maja"}}, "scrive_author"),
        ({"days_to_sign": 366}, "scrive_days"),
        ({"days_to_sign": 5, "days_to_remind": 6}, "scrive_late_reminder"),
        ({"tags": [{"name": "", "value": "x"}]}, "scrive_tags"),
    ],
)
def test_a_value_that_scrive_would_not_take_has_a_repair(
    members: dict[str, object], rule: str
) -> None:
    agreement = plain(**members)
    finding = findings(agreement)[f"review.{rule}"]
    assert finding.severity is Severity.ERROR
    assert finding.repair is not None
    assert f"review.{rule}" not in findings(repaired(agreement, finding.repair))


def test_an_address_without_its_beginning_is_completed() -> None:
    agreement = plain(api_callback_url="hooks.example.com/told")
    repair = findings(agreement)["review.scrive_callback"].repair
    assert repair is not None
    scrive = repaired(agreement, repair).scrive
    assert scrive["api_callback_url"] == "https://hooks.example.com/told"


def test_what_scrive_takes_is_not_spoken_of() -> None:
    agreement = plain(
        days_to_sign=90,
        days_to_remind=90,
        timezone="America/Argentina/Buenos_Aires",
        api_callback_url="http://127.0.0.1:8080/told?for=1",
        display_options={"show_arrow": False},
        author={"signatory_role": "signing_party"},
        tags=[{"name": "case", "value": ""}],
    )
    told = {"review.documents_because_asked", "review.documents_author"}
    assert set(findings(agreement)) == told


def test_more_days_than_every_account_takes_are_spoken_of() -> None:
    finding = findings(plain(days_to_sign=200))["review.scrive_many_days"]
    assert finding.severity is Severity.INFO


def test_a_flow_takes_tags_and_what_it_is_passed_and_says_so() -> None:
    told = {
        "send_with": "flow",
        "tags": [{"name": "case", "value": "17"}],
        "settings": {"language": "sv"},
        "author": {"signatory_role": "viewer"},
    }
    assert set(findings(an_agreement(scrive=told))) == {"review.flow_settings"}
    others = {
        "send_with": "flow",
        "settings": {"messages": {}},
        "forms": [{"label": "intake"}],
        "author": {"signatory_role": "signing_party"},
    }
    assert set(findings(an_agreement(scrive=others))) == {
        "review.flow_settings_unknown",
        "review.flow_forms",
        "review.flow_author",
    }


def test_what_only_a_flow_takes_is_told_of_a_plain_document() -> None:
    assert "review.documents_setting" in findings(plain(forms=[]))


def test_nothing_empty_is_kept() -> None:
    agreement = with_tags(an_agreement(), (("case", "17"),))
    assert tags_of(agreement) == (("case", "17"),)
    agreement = with_display_option(agreement, "show_header", value=False)
    assert display_options_of(agreement) == {"show_header": False}
    agreement = with_author_role(agreement, "viewer")
    assert author_role(agreement) == "viewer"
    agreement = with_display_option(agreement, "show_header", value=None)
    agreement = with_author_role(with_tags(agreement, ()), "")
    assert with_member(agreement, "timezone", "").scrive == {}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Hej", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 307, 3),
        ("ł" * 70, 1),
        ("ł" * 71, 2),
        ("\N{GRINNING FACE}" * 36, 2),
    ],
)
def test_text_messages_are_counted_as_they_are_cut(text: str, count: int) -> None:
    assert messages_needed(text) == count
