"""Repairs of what only Scrive knows: attachments, pages that are left out, settings."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from app.domain.agreement import Agreement
from app.domain.attachments import attachments_of, with_attachments
from app.domain.findings import Repair
from app.domain.page_removal import removed_pages, with_removed_pages
from app.domain.process import walk_others
from app.domain.process_editing import removed
from app.domain.scrive_settings import with_member, without_member
from app.domain.web_addresses import with_https


def repaired(agreement: Agreement, repair: Repair) -> Agreement | None:
    """The agreement after the repair; None where the repair is of another kind."""
    mend = _MENDS.get(repair.code)
    return None if mend is None else mend(agreement, repair.facts)


def _keep_all(agreement: Agreement, _facts: Mapping[str, str]) -> Agreement:
    return without_member(agreement, "documents")


def _keep_pages(agreement: Agreement, facts: Mapping[str, str]) -> Agreement:
    return with_removed_pages(agreement, facts["label"], ())


def _keep_page(agreement: Agreement, facts: Mapping[str, str]) -> Agreement:
    label, kept = facts["label"], int(facts["page"])
    pages = (each for each in removed_pages(agreement, label) if each != kept)
    return with_removed_pages(agreement, label, tuple(pages))


def _dropped(agreement: Agreement, facts: Mapping[str, str]) -> Agreement:
    return without_member(agreement, facts["member"])


def _in_time(agreement: Agreement, facts: Mapping[str, str]) -> Agreement:
    return with_member(agreement, "days_to_remind", int(facts["days"]))


def _numbered(agreement: Agreement, facts: Mapping[str, str]) -> Agreement:
    """The attachment at a place with a name that no other has."""
    found, place = list(attachments_of(agreement)), int(facts["place"])
    if place >= len(found):
        return agreement
    taken = {each.shown_name for each in found}
    name = found[place].shown_name
    numbers = range(2, len(found) + 2)
    free = next(each for each in (f"{name} {n}" for n in numbers) if each not in taken)
    found[place] = replace(found[place], name=free)
    return with_attachments(agreement, found)


def _with_https(agreement: Agreement, _facts: Mapping[str, str]) -> Agreement:
    url = agreement.scrive.get("api_callback_url")
    if not isinstance(url, str):
        return agreement
    return with_member(agreement, "api_callback_url", with_https(url))


def _without_step(agreement: Agreement, facts: Mapping[str, str]) -> Agreement:
    """Only a step that is kept as it is: the others belong to people and their roles."""
    path = tuple(int(each) for each in facts["path"].split("/") if each)
    others = {} if agreement.process is None else dict(walk_others(agreement.process))
    if agreement.process is None or path not in others:
        return agreement
    return replace(agreement, process=removed(agreement.process, path))


_MENDS: Final = {
    "drop_step": _without_step,
    "keep_all": _keep_all,
    "keep_pages": _keep_pages,
    "keep_page": _keep_page,
    "number_attachment": _numbered,
    "drop_setting": _dropped,
    "remind_in_time": _in_time,
    "callback_https": _with_https,
}
