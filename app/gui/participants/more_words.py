"""What is said about the rest that Scrive can be told of a person."""

from PySide6.QtCore import QCoreApplication

from app.domain.json_value import JsonObject
from app.domain.kinds import Role
from app.domain.rules_scrive_people import SIGNED_COPIES
from app.domain.rules_scrive_proofs import ARCHIVED
from app.domain.scrive_people_editing import consent_of, requested_files, text_of
from app.domain.scrive_proofs import ADVANCED, SHORT_LIST, STANDARD, document_word, our_word
from app.services.texts import copy_word, provider_word

COPY = "confirmation_delivery_method"


def copy_options() -> list[tuple[str, str]]:
    """How the signed copy can come."""
    return [(each, copy_word(each)) for each in ("", *SIGNED_COPIES)]


def archive_options(chosen: str) -> list[tuple[str, str]]:
    """What can be asked before the archive opens, in Scrive's words; `chosen` is kept."""
    short = [("", provider_word("")), *((document_word(p), provider_word(p)) for p in SHORT_LIST)]
    advanced = [(each.provider, provider_word(each.provider)) for each in ADVANCED if each.to_open]
    known = [*short, *advanced]
    return [*known, *([] if chosen in dict(known) else [(chosen, chosen)])]


def archived_of(own: JsonObject) -> str:
    """What is asked there; nothing extra is empty."""
    chosen = text_of(own, ARCHIVED)
    return "" if chosen == STANDARD else chosen


def summary(own: JsonObject, role: Role) -> str:
    """What is filled in, in a line; empty where nothing is."""
    copy = text_of(own, COPY)
    archive = archived_of(own)
    files, questions = len(requested_files(own)), len(consent_of(own).questions)
    said = [
        text_of(own, "company"),
        _("Personal number") if own.get("personal_number") else "",
        _("Signed copy: {way}").format(way=copy_word(copy)) if copy else "",
        _("Archive: {proof}").format(proof=provider_word(our_word(archive))) if archive else "",
        _counted(files, _("asked for one file"), _("asked for {count} files")),
        _counted(questions, _("one question"), _("{count} questions")),
    ]
    if own.get("sign_success_redirect_url") or own.get("reject_redirect_url"):
        said.append(_("led to another page"))
    if own.get("fields"):
        said.append(_("may correct their data"))
    if role is Role.APPROVER and own.get("is_visible") is not None:
        said.append(_("shown to the others") if own["is_visible"] else _("not shown to the others"))
    return " · ".join(part for part in said if part)


def _(words: str) -> str:
    return QCoreApplication.translate("People", words)


def _counted(count: int, one: str, several: str) -> str:
    if not count:
        return ""
    return one if count == 1 else several.format(count=count)
