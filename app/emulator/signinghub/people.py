"""The invented people of the enterprise that uses the emulated SigningHub."""

from app.emulator.ids import Ids
from app.emulator.signinghub.options import LegalNotice
from app.emulator.signinghub.records import User

ADMINISTRATOR = "maja.lindqvist@example.com"
COLLEAGUE = "henrik.dahl@example.com"
GROUPS = {
    "Legal": ("ingrid.solheim@example.com", "omar.haddad@example.com"),
    "Facilities": ("petra.nystrom@example.com", "jonas.ek@example.com"),
}
NOTICES = (
    LegalNotice(
        name="House rules",
        html="<p>By signing I accept the <b>house rules</b> of the building.</p>",
    ),
    LegalNotice(
        name="Privacy",
        html="<p>My data is kept for <i>ten years</i>.</p>",
    ),
)


def administrator(password: str) -> User:
    """The user of the credentials: an enterprise admin whose role allows integration."""
    return User(
        email=ADMINISTRATOR,
        name="Maja Lindqvist",
        password=password,
        job_title="Office manager",
        mobile_number="+46701740601",
        national_id="ml-550-0601",
        may_integrate=True,
    )


def colleagues(passwords: Ids) -> list[User]:
    """The other registered users, none of whom may act for others."""
    found = (
        (COLLEAGUE, "Henrik Dahl", "Purchasing"),
        ("ingrid.solheim@example.com", "Ingrid Solheim", "General counsel"),
        ("omar.haddad@example.com", "Omar Haddad", "Paralegal"),
    )
    return [
        User(email=email, name=name, job_title=title, password=passwords.secret())
        for email, name, title in found
    ]
