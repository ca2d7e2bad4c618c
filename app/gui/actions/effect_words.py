"""The effects of an action in words: one line for each cause, with its glyph and colour."""

from collections.abc import Sequence
from typing import Final

from app.domain.actions import ActionEffect, Cause
from app.domain.kinds import Delivery
from app.gui.actions.effects import EffectLine
from app.gui.when import Times
from app.services.words.action_effects import effect_text

# Glyph and colour of each cause.
_LOOKS: Final = {
    Cause.REMINDER_TO: ("bell", "needs"),
    Cause.INVITATION_TO: ("mail", "needs"),
    Cause.MAY_BE_INVITED: ("mail", "needs"),
    Cause.LINK_DIES: ("link", "needs"),
    Cause.CODES_TO: ("key-round", "sending"),
    Cause.REMINDER_AT: ("clock", "waiting"),
    Cause.NO_REMINDER: ("bell-off", "waiting"),
    Cause.DEADLINE_AT: ("calendar-clock", "waiting"),
    Cause.SIGNING_STOPS: ("ban", "stopped"),
    Cause.SIGNATURES_LAPSE: ("circle-x", "stopped"),
    Cause.WORK_KEPT: ("circle-check", "done"),
    Cause.SEALED_KEPT: ("circle-check", "done"),
    Cause.PROOF_ASKED: ("key-round", "sending"),
    Cause.PROOF_DROPPED: ("key-round", "needs"),
    Cause.FIELD_ADDED: ("user-round", "draft"),
    Cause.COPY_TO: ("mail", "needs"),
    Cause.ATTACHMENTS_TOO: ("files", "draft"),
    Cause.NO_ATTACHMENTS: ("file-text", "draft"),
    Cause.NEW_DRAFT: ("pencil-line", "draft"),
    Cause.OLD_STAYS: ("circle-check", "done"),
    Cause.MAYBE_BEFORE: ("circle-question-mark", "finding"),
    Cause.REMINDED_BEFORE: ("history", "needs"),
    Cause.KEEP_TO_PERSON: ("lock-keyhole", "needs"),
    Cause.CHANGE_BACK: ("undo-2", "draft"),
    Cause.REVERSIBLE: ("undo-2", "draft"),
    Cause.IRREVERSIBLE: ("triangle-alert", "needs"),
    Cause.RESTARTABLE: ("undo-2", "draft"),
    Cause.ACCESS_ENDS: ("ban", "stopped"),
    Cause.RECALL_TOLD: ("mail", "needs"),
    Cause.SIGNATURES_UNSURE: ("circle-x", "stopped"),
    Cause.QUOTA_AGAIN: ("refresh-cw", "waiting"),
    Cause.COPY_ALONE: ("user-round", "draft"),
    Cause.LOCKED_DRAFT: ("lock-keyhole", "needs"),
    Cause.DRAFT_AGAIN: ("undo-2", "draft"),
    Cause.SAME_PACKAGE: ("send", "waiting"),
    Cause.ENDED_EARLY: ("circle-check", "needs"),
    Cause.RECALLED_FIRST: ("ban", "stopped"),
    Cause.DECLINED_FOR_YOU: ("circle-x", "stopped"),
    Cause.DELETED_FOR_GOOD: ("trash-2", "stopped"),
    Cause.LEAVES_LISTS: ("trash-2", "stopped"),
    Cause.OWNER_CHANGES: ("user-round", "needs"),
    Cause.MAY_BE_HIDDEN: ("eye-off", "needs"),
    Cause.REPLACED_BY: ("user-round", "needs"),
    Cause.INVITED_NOW: ("mail", "needs"),
    Cause.INVITED_LATER: ("clock", "waiting"),
    Cause.PLACE_STAYS: ("key-round", "sending"),
}


def effect_lines(
    effects: Sequence[ActionEffect], times: Times, service: str
) -> tuple[EffectLine, ...]:
    """The lines of a sheet; a link that dies stands below the invitation that replaces it.

    `service` is the name by which people know it.
    """
    causes = {each.cause for each in effects}
    told = [
        each
        for each in effects
        if not (each.cause is Cause.LINK_DIES and Cause.INVITATION_TO in causes)
    ]
    return tuple(_line(each, times, causes, service) for each in told)


def _line(effect: ActionEffect, times: Times, causes: set[Cause], service: str) -> EffectLine:
    glyph, token = _LOOKS[effect.cause]
    facts = effect.facts
    sentence, more = effect_text(effect, times)
    if effect.cause is Cause.INVITATION_TO:
        if facts.get("channel") == Delivery.SMS:
            glyph = "message-square-text"
        if Cause.LINK_DIES in causes:
            more = "The link in the earlier invitation stops working."
    return EffectLine(
        glyph=glyph, token=token, sentence=_by(service, sentence), more=_by(service, more)
    )


def _by(service: str, words: str) -> str:
    """The words with the service called by its name."""
    return words.replace("The service", service).replace("the service", service)
