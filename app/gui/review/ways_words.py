"""What is said about the way that a draft takes, and about what another would lose."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from app.domain.agreement import Agreement
from app.domain.kinds import SendWith, ServiceKind
from app.domain.scrive_capabilities import Carries, capability
from app.domain.scrive_needs import Need
from app.domain.scrive_ways import chosen_way, lost_by, why_documents
from app.gui.process.words import listed
from app.services.texts import capability_word, way_word

_REASONS = {
    "reminder": "settings.reminder",
    "deadline": "settings.deadline",
    "approver": "role.approver",
    "eid": "proof.eid",
    "archived": "proof.archived",
    "consent": "person.consent",
    "requested_files": "person.requested_files",
}


def taken_words(agreement: Agreement) -> str:
    """Which way is taken, and why."""
    way = agreement.send_with(ServiceKind.SCRIVE)
    taken = _("This draft is sent as: {way}.").format(way=way_word(way))
    if chosen_way(agreement) is not None:
        return f"{taken} {_('You chose that.')}"
    if way is SendWith.DOCUMENTS:
        reasons = dict.fromkeys(_within(_reason(each)) for each, _name in why_documents(agreement))
        why = _("It needs what a Flow does not carry: {reasons}.")
        return f"{taken} {why.format(reasons=listed(list(reasons)))}"
    if len(agreement.documents) > 1:
        return f"{taken} {_('Several documents go only that way.')}"
    return f"{taken} {_('Nothing in it needs another way.')}"


def loss_words(agreement: Agreement, way: SendWith) -> str:
    """What that way would lose or only try; empty where it carries everything."""
    lost: list[str] = []
    tried: list[str] = []
    for code in dict.fromkeys(need.code for need in lost_by(agreement, way)):
        known = capability(code).by(way) is Carries.EXPERIMENTAL
        (tried if known else lost).append(_within(capability_word(code)))
    said = []
    if lost:
        words = _("As {way}, this would be lost: {things}.")
        said.append(words.format(way=way_word(way), things=listed(lost)))
    if tried:
        words = _("This would be an experiment: {things}.")
        said.append(words.format(things=listed(tried)))
    return " ".join(said)


def names_by_need(needs: Iterable[Need]) -> Mapping[str, str]:
    """Whose each thing is, by code; empty where it is the draft's."""
    names: dict[str, list[str]] = {}
    for need in needs:
        names.setdefault(need.code, []).extend([need.name] if need.name else [])
    return {code: ", ".join(found) for code, found in names.items()}


def _within(word: str) -> str:
    """A word inside of a sentence; what is written in capitals stays so."""
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]


def _reason(reason: str) -> str:
    if reason in _REASONS:
        return capability_word(_REASONS[reason])
    if reason == "delivery":
        return _("how somebody is reached")
    return _("what Scrive is told of people")


def _(words: str) -> str:
    return QCoreApplication.translate("Review", words)
