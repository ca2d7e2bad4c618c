"""What is said in the composer about an agreement on its way, and what can be done."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from app.gui.models.entry_words import SERVICE_NAMES
from app.gui.outbox.notices import Act, ItemNotice, Offer, Surroundings, notice_of
from app.gui.process.words import listed
from app.gui.when import Times
from app.gui.widgets.states import State
from app.services.outbox.records import OutboxItem, Phase
from app.services.words.sending import shown_phase

_NAMED = 4


def outcome_of(
    item: OutboxItem,
    invited: Sequence[str],
    times: Times,
    *,
    handed: Sequence[str] = (),
    busy: str = "",
    already: bool = False,
) -> ItemNotice:
    """What to say about the item of a draft; `invited` are those who are notified at once.

    `handed` are those who get their link from the sender instead. It speaks as the outbox does,
    but about the draft that lies open. `already`: Send was pressed here for what somebody else had
    put on its way.
    """
    notice = notice_of(item, times, Surroundings(account_id=item.account_id))
    if item.phase is Phase.SENT:
        notice = replace(notice, text=f"{_invited_words(item, invited)}{_handed_words(handed)}")
    if already:
        notice = replace(notice, text=f"{_already_words(item)} {notice.text}")
    offers = tuple(_offers(item, notice))
    if busy:
        offers = tuple(replace(each, reason=each.reason or busy) for each in offers)
    return replace(notice, offers=offers)


def setting_aside() -> ItemNotice:
    """What is said from the press until the draft is frozen."""
    return ItemNotice(
        state=State.SENDING,
        title=QCoreApplication.translate("Review", "It is sent in a moment."),
        text=QCoreApplication.translate(
            "Review", "The draft and its files are being set aside. Nobody has been notified yet."
        ),
        shows_progress=True,
    )


def _offers(item: OutboxItem, notice: ItemNotice) -> list[Offer]:
    translate = QCoreApplication.translate
    copy = Offer(act=Act.COPY, text=translate("Review", "Copy to a new draft"), icon="copy")
    outbox = Offer(act=Act.OUTBOX, text=translate("Review", "Open the outbox"), icon="send")
    own = {offer.act: offer for offer in notice.offers}
    phase = shown_phase(item)
    check = [own[Act.CHECK]] if Act.CHECK in own else []  # what was cut short cannot be looked for
    if item.phase is Phase.SENT:
        return [own[Act.SHOW], copy]
    if phase is Phase.FINDING_OUT:
        sign_in = [own[Act.SIGN_IN]] if Act.SIGN_IN in own else []
        return [*sign_in, *check, outbox, replace(copy, text=f"{copy.text}…", aside=True)]
    if phase is Phase.LET_GO:
        return [*check, outbox, replace(own[Act.COPY], aside=True)]
    if phase is Phase.WAITING:
        # A forgotten password is chosen anew in the outbox: without that, a try changes nothing.
        tries = () if Act.PASSWORDS in own else (Act.SIGN_IN, Act.TRY)
        kept = [own[act] for act in tries if act in own]
        outbox = outbox if kept else replace(outbox, kind="primary")
        stop = Offer(act=Act.STOP, text=translate("Review", "Do not send it"), aside=True)
        return [*kept, outbox, stop]
    if item.phase in (Phase.NOT_SENT, Phase.GIVEN_UP):
        words = translate("Review", "Back to the draft")
        return [Offer(act=Act.DRAFT, text=words, kind="primary", icon="arrow-left")]
    cancel = replace(own[Act.STOP], text=translate("Review", "Cancel"))
    return [cancel, replace(outbox, aside=True)]


def _invited_words(item: OutboxItem, invited: Sequence[str]) -> str:
    service = SERVICE_NAMES[item.service]
    if not invited:
        return QCoreApplication.translate("Review", "{service} has started it.").format(
            service=service
        )
    if len(invited) == 1:
        words = QCoreApplication.translate("Review", "{service} has started it; {who} is invited.")
        return words.format(service=service, who=invited[0])
    words = QCoreApplication.translate("Review", "{service} has started it; {who} are invited.")
    who = listed(list(invited))
    if len(invited) > _NAMED:
        who = QCoreApplication.translate("Review", "{count} people").format(count=len(invited))
    return words.format(service=service, who=who)


def _handed_words(handed: Sequence[str]) -> str:
    if not handed:
        return ""
    translate = QCoreApplication.translate
    one = translate(
        "Review", "The link for {who} is yours to pass on: the menu of that row shows it."
    )
    several = translate(
        "Review", "The links for {who} are yours to pass on: the menus of their rows show them."
    )
    return " " + (one if len(handed) == 1 else several).format(who=listed(list(handed)))


def _already_words(item: OutboxItem) -> str:
    if item.phase is Phase.SENT:
        words = QCoreApplication.translate("Review", "It had been sent before this Send.")
    else:
        words = QCoreApplication.translate("Review", "It was on its way already.")
    once = QCoreApplication.translate("Review", "Nothing is sent a second time.")
    return f"{words} {once}"
