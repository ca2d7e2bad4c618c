"""The settings with which a draft becomes a SigningHub package."""

from PySide6.QtCore import QCoreApplication

from app.domain.agreement import Agreement, Participant
from app.domain.kinds import Delivery
from app.domain.package_stages import PackageType, package_type
from app.gui.review.fact import Fact


def package_facts(agreement: Agreement) -> tuple[Fact, ...]:
    """Who comes after whom, and what a decline does; reminders are not set."""
    own = QCoreApplication.translate("Review", "The account’s own")
    return (
        Fact(name=QCoreApplication.translate("Review", "Order"), value=_order(agreement)),
        Fact(
            name=QCoreApplication.translate("Review", "If somebody declines"),
            value=_after_decline(agreement) or own,
        ),
        Fact(
            name=QCoreApplication.translate("Review", "Reminders"),
            value=own,
            why=QCoreApplication.translate("Review", "Countersign sets none."),
        ),
    )


def package_words(agreement: Agreement, person: Participant) -> str:
    """What somebody reads first; empty for who gets no message."""
    if person.effective_delivery is Delivery.NONE:
        return ""
    if not agreement.message.strip():
        return QCoreApplication.translate("Review", "SigningHub’s own invitation with a link.")
    return QCoreApplication.translate("Review", "Your message, with a link to the documents.")


def _order(agreement: Agreement) -> str:
    match package_type(agreement):
        case PackageType.SERIAL:
            return QCoreApplication.translate("Review", "One after the other")
        case PackageType.PARALLEL:
            return QCoreApplication.translate("Review", "All at once")
        case PackageType.CUSTOM:
            return QCoreApplication.translate("Review", "Stage after stage")
        case PackageType.INDIVIDUAL:
            return QCoreApplication.translate("Review", "A copy of their own for everybody")


def _after_decline(agreement: Agreement) -> str:
    match agreement.signinghub.get("continue_on_decline"):
        case True:
            return QCoreApplication.translate("Review", "The others go on")
        case False:
            return QCoreApplication.translate("Review", "It ends for all")
        case _:
            return ""
