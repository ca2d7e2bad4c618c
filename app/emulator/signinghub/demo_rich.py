"""The demo's package in which every member of a workflow's details has a value."""

from app.emulator.signinghub import people
from app.emulator.signinghub.demo_papers import paper
from app.emulator.signinghub.demo_stage import Stage, person
from app.emulator.signinghub.drafting import NewRecipient
from app.emulator.signinghub.options import (
    AccessWindow,
    Certify,
    Contact,
    Opening,
    Permission,
    PostProcess,
    Reminder,
    Template,
)
from app.emulator.signinghub.records import Package
from app.emulator.signinghub.words import CertifyPermission, Role, WorkflowMode


def lease(stage: Stage) -> None:
    """Signed by a delegate, approved behind a code, now with a group; a copy goes last."""
    stage.turn(12, 9, 41)
    package = stage.compose(
        "Lease / Unit 7",
        {
            "Lease unit 7.pdf": paper("Lease unit 7", "Rent", "Deposit", "Notice", pages=9),
            "Floor plan.pdf": paper("Floor plan", "Ground floor", "First floor", pages=2),
        },
        [
            person("Bo Diaz"),
            person("Cy Ek", Role.REVIEWER),
            NewRecipient(
                role=Role.SIGNER, group_name="Legal", group_members=people.GROUPS["Legal"]
            ),
            person("Dana Frost"),
            person("Eva Gram", Role.CARBON_COPY),
        ],
        mode=WorkflowMode.ONLY_OTHERS,
        message="Keys are handed over when everybody has signed.",
    )
    _set_documents(package)
    _set_people(stage, package)
    stage.share(package)
    stage.turn(11, 8, 15)
    stage.act(package, "Bo Diaz", "authenticate", by="deputy@example.com")
    stage.turn(11, 10, 25)
    stage.act(package, "Bo Diaz", "sign", by="deputy@example.com")
    stage.turn(7, 14, 9)
    stage.act(package, "Cy Ek", "open")
    stage.act(package, "Cy Ek", "authenticate")
    stage.act(package, "Cy Ek", "approve")
    stage.turn(3, 11, 56)
    stage.act(package, "Legal", "open", by=people.GROUPS["Legal"][1])


def _set_documents(package: Package) -> None:
    first, second = package.documents
    first.template = Template(template_id=77, name="House lease")
    first.form_fields = first.lock_form_fields = True
    first.certify = Certify(enabled=True, permission=CertifyPermission.FORM_FILLING_ALLOWED)
    second.certify = Certify(permission=CertifyPermission.NO_CHANGES_ALLOWED)
    package.post_process = PostProcess(
        enabled=True,
        contacts=("archive@example.com", "legal@example.com"),
        recipients=(
            Contact(name="Archive", email="archive@example.com"),
            Contact(name="Front desk", email="front.desk@example.com"),
        ),
        workflow_recipients=True,
        message="The lease is attached.",
        google_drive=True,
        dropbox=True,
    )


def _set_people(stage: Stage, package: Package) -> None:
    for recipient in package.recipients:
        recipient.permission = Permission(
            print=True,
            download=False,
            add_text=True,
            change_recipients=True,
            notice_enabled=True,
            allowed_notices=people.NOTICES,
            default_notice=people.NOTICES[0],
        )
        recipient.reminder = Reminder(
            enabled=True, remind_after=2, repeat=True, keep_reminding_after=4, total_reminders=5
        )
    tenant, reviewer, legal, *_ = package.recipients
    tenant.delegator = "deputy@example.com"
    tenant.national_id = "bo-1234-5678-9"
    tenant.opening = Opening(
        enabled=True,
        password_enabled=True,
        password="unit-seven",  # noqa: S106 - invented, for an invented tenant
    )
    tenant.window = AccessWindow(
        enabled=True, by_date=True, start=stage.day(12, 8, 15), end=stage.day(-18, 17, 45)
    )
    reviewer.delegator = "stand.in@example.com"
    reviewer.national_id = "cy-987654-3"
    reviewer.opening = Opening(
        enabled=True, otp_enabled=True, retry_seconds=45, mobile_number="+46701740607"
    )
    reviewer.window = AccessWindow(enabled=True, by_days=True, total_days=14)
    legal.window = AccessWindow(enabled=True, by_days=True, total_days=30)
