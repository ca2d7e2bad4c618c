"""What the settings of a SigningHub package are called."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.agreement import Agreement
from app.domain.package_stages import PackageType, acting_together, derived_type, package_type
from app.domain.signinghub_settings import PostProcess

Options = tuple[tuple[str, str], ...]
SAID: Final = {"yes": True, "no": False, "": None}
"""What choosing an option says; nothing leaves it to the account."""
TOLD: Final = {value: word for word, value in SAID.items()}


def order_word(type_: PackageType) -> str:
    """How a package travels, in words."""
    translate = QCoreApplication.translate
    return {
        PackageType.SERIAL: translate("Review", "One after the other"),
        PackageType.PARALLEL: translate("Review", "All at once"),
        PackageType.CUSTOM: translate("Review", "Stage after stage"),
        PackageType.INDIVIDUAL: translate("Review", "A copy of their own for everybody"),
    }[type_]


def order_reason(agreement: Agreement) -> str:
    """What SigningHub calls it, and what in the draft makes it so."""
    translate = QCoreApplication.translate
    type_ = package_type(agreement)
    words = {
        PackageType.SERIAL: translate(
            "Review", "SERIAL in SigningHub, because nobody acts at the same time as others."
        ),
        PackageType.PARALLEL: translate("Review", "PARALLEL in SigningHub, because nobody waits."),
        PackageType.CUSTOM: translate(
            "Review", "CUSTOM in SigningHub, because {names} act at the same time and others wait."
        ),
        PackageType.INDIVIDUAL: translate(
            "Review", "INDIVIDUAL in SigningHub, because it was chosen here."
        ),
    }[type_]
    return words.format(names=_together(agreement))


def order_options(agreement: Agreement) -> Options:
    """The order of the process, or copies for everybody."""
    words = QCoreApplication.translate("Review", "As in the process: {order}")
    order = order_word(derived_type(agreement)).casefold()
    return (
        ("", words.format(order=order)),
        (PackageType.INDIVIDUAL.value, order_word(PackageType.INDIVIDUAL)),
    )


def mode_options() -> Options:
    """Whether the owner of the account takes part."""
    translate = QCoreApplication.translate
    return (
        ("", translate("Review", "As in the list of people")),
        ("ONLY_OTHERS", translate("Review", "Only others")),
        ("ME_AND_OTHERS", translate("Review", "You and others")),
        ("ONLY_ME", translate("Review", "Only you")),
    )


def decline_options() -> Options:
    """What happens when somebody declines."""
    translate = QCoreApplication.translate
    return (
        ("", translate("Review", "As the account has it")),
        ("yes", translate("Review", "The others go on")),
        ("no", translate("Review", "It ends for all")),
    )


def result_options() -> Options:
    """Whether anything happens when all are done."""
    translate = QCoreApplication.translate
    return (
        ("", translate("Review", "As the account has it")),
        ("yes", translate("Review", "Send or store it")),
        ("no", translate("Review", "Nothing")),
    )


def certify_options() -> Options:
    """What may still change in a document."""
    translate = QCoreApplication.translate
    return (
        ("", translate("Review", "As the account has it")),
        ("NEVER", translate("Review", "Not certified")),
        ("NO_CHANGES_ALLOWED", translate("Review", "Nothing may change")),
        ("FORM_FILLING_ALLOWED", translate("Review", "Forms may be filled in")),
        (
            "FORM_FILLING_WITH_ANNOTATIONS_ALLOWED",
            translate("Review", "Forms may be filled in, notes added"),
        ),
    )


def lock_options() -> Options:
    """Whether the form fields of the PDF itself can still be changed."""
    translate = QCoreApplication.translate
    return (
        ("", translate("Review", "As the account has it")),
        ("yes", translate("Review", "Locked")),
        ("no", translate("Review", "Open")),
    )


def drive_words() -> dict[str, str]:
    """Where the result can be stored; names of products."""
    return {"google_drive": "Google Drive", "dropbox": "Dropbox", "onedrive": "OneDrive"}


def result_words(after: PostProcess) -> str:
    """To whom and where the result goes."""
    translate = QCoreApplication.translate
    if not after.enabled:
        return translate("Review", "Nothing")
    parts = [name or email for name, email in after.recipients]
    if after.workflow_recipients:
        parts.insert(0, translate("Review", "everybody"))
    stored = {
        "google_drive": after.google_drive,
        "dropbox": after.dropbox,
        "onedrive": after.onedrive,
    }
    parts += [drive_words()[name] for name, on in stored.items() if on]
    return translate("Review", "The result goes to {places}").format(places=", ".join(parts))


def _together(agreement: Agreement) -> str:
    stages = acting_together(agreement)
    people = [agreement.participant(label) for label in (stages[0] if stages else ())]
    names = [each.shown_name for each in people if each is not None]
    return QCoreApplication.translate("Review", " and ").join(names)
