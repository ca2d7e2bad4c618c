"""The settings with which a draft becomes a SigningHub package."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from app.domain.agreement import Agreement, Participant
from app.domain.continued import continued
from app.domain.kinds import Delivery
from app.domain.package_stages import package_type
from app.domain.signinghub_settings import package_settings
from app.gui.review.fact import Fact
from app.gui.review.package_words import (
    certify_options,
    mode_options,
    order_reason,
    order_word,
    result_words,
)


def package_facts(agreement: Agreement) -> tuple[Fact, ...]:
    """Who comes after whom, what a decline does, and what happens to the result."""
    own = QCoreApplication.translate("Review", "As the account has it")
    return (
        *_continued(agreement),
        Fact(
            name=QCoreApplication.translate("Review", "Order"),
            value=order_word(package_type(agreement)),
            why=order_reason(agreement),
        ),
        Fact(
            name=QCoreApplication.translate("Review", "If somebody declines"),
            value=_after_decline(agreement) or own,
        ),
        *_told(agreement),
    )


def package_words(agreement: Agreement, person: Participant) -> str:
    """What somebody reads first; empty for who gets no message."""
    if person.effective_delivery is Delivery.NONE:
        return ""
    if not agreement.message.strip():
        return QCoreApplication.translate("Review", "SigningHub’s own invitation with a link.")
    return QCoreApplication.translate("Review", "Your message, with a link to the documents.")


def _continued(agreement: Agreement) -> Iterator[Fact]:
    """Whether a recalled package is sent again."""
    package = continued(agreement)
    if package is not None:
        yield Fact(
            name=QCoreApplication.translate("Review", "Package"),
            value=QCoreApplication.translate("Review", "The recalled one, {number}").format(
                number=package.package_id
            ),
            why=QCoreApplication.translate("Review", "The same one is sent again."),
        )


def _told(agreement: Agreement) -> Iterator[Fact]:
    """What else SigningHub is told, where the draft says anything."""
    settings = package_settings(agreement)
    if settings.mode:
        name = QCoreApplication.translate("Review", "Who takes part")
        yield Fact(name=name, value=dict(mode_options())[settings.mode])
    if settings.folder:
        yield Fact(name=QCoreApplication.translate("Review", "Folder"), value=settings.folder)
    if settings.post_process is not None:
        name = QCoreApplication.translate("Review", "When all are done")
        yield Fact(name=name, value=result_words(settings.post_process))
    for document in agreement.documents:
        said = settings.documents.get(document.label)
        if said is not None and said.certified:
            words = dict(certify_options())[said.certified]
            yield Fact(name=document.shown_name, value=words)


def _after_decline(agreement: Agreement) -> str:
    match agreement.signinghub.get("continue_on_decline"):
        case True:
            return QCoreApplication.translate("Review", "The others go on")
        case False:
            return QCoreApplication.translate("Review", "It ends for all")
        case _:
            return ""
