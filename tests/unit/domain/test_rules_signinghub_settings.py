"""What `signinghub` in a draft says of the package and its documents."""

from dataclasses import replace

import pytest

from app.domain.agreement import Agreement
from app.domain.findings import Draft, Finding, Severity
from app.domain.json_value import JsonObject
from app.domain.kinds import Order, ServiceKind
from app.domain.linting import lint
from app.domain.repairs import repaired
from app.domain.signinghub_settings import (
    PostProcess,
    package_settings,
    with_certified,
    with_locked_fields,
    with_post_process,
    with_setting,
)
from app.services.texts import finding_text, repair_label
from tests.support.signinghub_office import a_package

ALL: JsonObject = {
    "workflow_mode": "ME_AND_OTHERS",
    "continue_on_decline": False,
    "folder_name": "Leases",
    "post_process": {
        "enabled": True,
        "recipients": [{"name": "Archive", "email": "archive@example.com"}],
        "message": "Done.",
        "workflow_recipients": True,
        "google_drive": True,
        "dropbox": True,
        "onedrive": True,
    },
    "documents": {
        "annex": {
            "certify": {"enabled": True, "permission": "FORM_FILLING_ALLOWED"},
            "lock_form_fields": True,
        }
    },
}


def findings(agreement: Agreement, version: int = 4) -> dict[str, Finding]:
    draft = Draft(agreement=agreement, service=ServiceKind.SIGNINGHUB, api_version=version)
    return {each.id: each for each in lint(draft)}


def test_everything_that_can_be_said_is_read_and_written_alike() -> None:
    agreement = a_package(signinghub=ALL)
    settings = package_settings(agreement)

    assert findings(agreement) == {}
    assert (settings.misfits, settings.unknown, settings.folder) == ((), (), "Leases")
    after = settings.post_process
    assert after is not None
    assert after.recipients == (("Archive", "archive@example.com"),)
    assert with_post_process(a_package(), after).signinghub == {"post_process": ALL["post_process"]}
    written = with_certified(a_package(), "annex", "FORM_FILLING_ALLOWED")
    written = with_locked_fields(written, "annex", locked=True)
    assert written.signinghub == {"documents": ALL["documents"]}
    assert with_post_process(agreement, PostProcess()).signinghub.get("post_process") is None
    unsaid = with_locked_fields(with_certified(written, "annex", None), "annex", locked=None)
    assert unsaid.signinghub == {}
    assert with_setting(with_setting(unsaid, "a", value=False), "a", None).signinghub == {}


def test_a_document_can_be_said_not_to_be_certified() -> None:
    agreement = with_certified(a_package(), "annex", "")

    assert package_settings(agreement).documents["annex"].certified == ""
    assert package_settings(agreement).documents["annex"].lock_form_fields is None


@pytest.mark.parametrize(
    ("rule", "severity", "settings"),
    [
        ("package_setting", Severity.ERROR, {"comments": True}),
        ("package_setting", Severity.ERROR, {"post_process": {"enabled": False, "fax": True}}),
        ("package_setting", Severity.ERROR, {"documents": {"annex": {"colour": "red"}}}),
        ("package_value", Severity.ERROR, {"workflow_type": "ROUND"}),
        ("package_value", Severity.ERROR, {"post_process": {"recipients": ["a@example.com"]}}),
        ("package_value", Severity.ERROR, {"documents": {"annex": {"certify": True}}}),
        ("package_type", Severity.ERROR, {"workflow_type": "CUSTOM"}),
        ("package_only_me", Severity.WARNING, {"workflow_mode": "ONLY_ME"}),
        ("package_result_to_nobody", Severity.ERROR, {"post_process": {"enabled": True}}),
        (
            "package_result_address",
            Severity.ERROR,
            {"post_process": {"enabled": True, "recipients": [{"email": "archive"}]}},
        ),
        ("package_no_document", Severity.ERROR, {"documents": {"lease": {}}}),
    ],
)
def test_what_does_not_fit_is_said_and_can_be_left_out(
    rule: str, severity: Severity, settings: JsonObject
) -> None:
    agreement = a_package(signinghub=settings)
    finding = findings(agreement)[f"review.{rule}"]

    assert finding.severity is severity
    assert "{" not in finding_text(finding).sentence + finding_text(finding).why
    assert finding.repair is not None
    assert repair_label(finding.repair)
    assert finding.id not in findings(repaired(agreement, finding.repair))


def test_the_older_version_is_told_less() -> None:
    found = findings(a_package(signinghub=ALL), 3)

    assert found["review.package_newer"].severity is Severity.WARNING


def test_a_refusal_ends_only_the_copy_where_each_has_one() -> None:
    told: JsonObject = {"workflow_type": "INDIVIDUAL", "continue_on_decline": True}
    agreement = a_package(Order.PARALLEL, signinghub=told)
    agreement = replace(agreement, participants=agreement.participants[:2])

    assert set(findings(agreement)) == {"review.package_goes_on"}
