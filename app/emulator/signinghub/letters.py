"""The messages by which SigningHub tells people about a package."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from app.emulator.signinghub.records import Package, Recipient
from app.emulator.signinghub.words import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message to one address or number."""

    to: str
    subject: str
    text: str
    package_id: int | None = None
    """The package that it is about; None: it is about the account."""
    channel: Literal["email", "sms"] = "email"
    person: str = ""
    """The recipient who can act on it, by key; empty when there is nothing to do."""
    code: str | None = None


Post = Callable[[Letter], None]

_WISHES = {
    Role.SIGNER: "sign",
    Role.REVIEWER: "approve",
    Role.EDITOR: "fill in",
    Role.INPERSON_HOST: "host the signing of",
}


def invitation(package: Package, recipient: Recipient) -> list[Letter]:
    """Tells a recipient that the turn has come, or hands out the copy."""
    if recipient.role is Role.ELECTRONIC_SEAL:
        return []
    if recipient.role is Role.CARBON_COPY:
        subject = f"Copy: {package.name}"
        text = f"{package.owner.name} sends you a copy of {package.name}."
        return _to_recipient(package, recipient, subject, text, playable=False)
    wish = _WISHES[recipient.role]
    text = f"{package.owner.name} asks you to {wish} {package.name}.\n\n{package.message}".strip()
    return _to_recipient(package, recipient, f"Please {wish}: {package.name}", text)


def reminder(package: Package, recipient: Recipient) -> list[Letter]:
    """Reminds a recipient for whom everybody waits."""
    text = f"{package.name} from {package.owner.name} still waits for you."
    return _to_recipient(package, recipient, f"Reminder: {package.name}", text)


def delegated(package: Package, recipient: Recipient) -> list[Letter]:
    """Tells somebody that he acts for a recipient."""
    text = f"{recipient.label} lets you act for him in {package.name}."
    letter = _to(package, recipient.delegator, f"Act for {recipient.label}: {package.name}", text)
    return [replace(letter, person=str(recipient.key))]


def recalled(package: Package, recipient: Recipient) -> list[Letter]:
    """Tells a recipient that the owner took the package back."""
    text = f"{package.owner.name} has recalled {package.name}. There is nothing left to do."
    return _to_recipient(package, recipient, f"Recalled: {package.name}", text, playable=False)


def opening_code(package: Package, recipient: Recipient) -> Letter:
    """Carries the one-time code that opens the documents."""
    return Letter(
        to=recipient.opening.mobile_number,
        channel="sms",
        subject="One time password",
        text=f"{recipient.otp} opens {package.name}.",
        package_id=package.package_id,
        person=str(recipient.key),
        code=recipient.otp,
    )


def login_code(to: str, code: str) -> Letter:
    """Carries the one-time code for signing in."""
    return Letter(to=to, channel="sms", subject="Sign in", text=f"Your code: {code}.", code=code)


def acted(package: Package, recipient: Recipient) -> Letter:
    """Tells the owner what a recipient did."""
    verb = recipient.status.value.lower().replace("_", " ")
    text = f"{recipient.label} has {verb} {package.name}."
    if recipient.reason:
        text += f"\nReason: {recipient.reason}"
    return _to(package, package.owner.email, f"{package.name}: {verb}", text)


def completed(package: Package) -> list[Letter]:
    """The completion report, for the owner and whoever post processing names."""
    after = package.post_process
    people = [package.owner.email]
    if after.enabled:
        people += [*after.contacts, *(contact.email for contact in after.recipients)]
        if after.workflow_recipients:
            people += [address for r in package.recipients for address in r.addresses]
    text = f"{package.name} is completed.\n\n{after.message}".strip()
    return [_to(package, to, f"Completed: {package.name}", text) for to in dict.fromkeys(people)]


def _to(package: Package, to: str, subject: str, text: str) -> Letter:
    return Letter(to=to, subject=subject, text=text, package_id=package.package_id)


def _to_recipient(
    package: Package, recipient: Recipient, subject: str, text: str, *, playable: bool = True
) -> list[Letter]:
    if not recipient.email_notification:
        return []
    person = str(recipient.key) if playable else ""
    letters = []
    if "EMAIL" in recipient.delivery_method:
        letters = [
            Letter(to=to, subject=subject, text=text, package_id=package.package_id, person=person)
            for to in recipient.addresses
        ]
    if "SMS" in recipient.delivery_method and recipient.mobile_number:
        letters.append(
            Letter(
                to=recipient.mobile_number,
                channel="sms",
                subject=subject,
                text=text,
                package_id=package.package_id,
                person=person,
            )
        )
    return letters
