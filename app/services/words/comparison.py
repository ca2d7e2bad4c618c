"""The sentences of a comparison: what was changed at the service, by row and as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.comparison import Change, ComparisonRow, There
from app.domain.kinds import SendWith
from app.domain.portrait import SENDER, Aspect, Fact, PartKind
from app.services.outbox.comparing import Compared
from app.services.outbox.endings import SERVICE_NAMES
from app.services.outbox.records import OutboxItem, StepState
from app.services.words.comparison_values import cell_word

_ASPECTS: Final = {
    Aspect.STATE: "State",
    Aspect.TITLE: "Title",
    Aspect.FILE: "File",
    Aspect.PAGES: "Pages",
    Aspect.PLACE: "Place in the list",
    Aspect.ATTACHMENTS: "Attachments",
    Aspect.NAME: "Name",
    Aspect.ROLE: "Role",
    Aspect.ORDER: "Order",
    Aspect.ADDRESS: "E-mail address",
    Aspect.MOBILE: "Mobile number",
    Aspect.COMPANY: "Company",
    Aspect.COMPANY_NUMBER: "Company’s number",
    Aspect.PERSONAL_NUMBER: "Personal number",
    Aspect.NOTIFIED: "Is written to",
    Aspect.DELIVERY: "Invitation",
    Aspect.SIGNED_COPY: "Signed copy",
    Aspect.PROOF_TO_OPEN: "Proof to open",
    Aspect.PROOF_TO_SIGN: "Proof to sign",
    Aspect.PROOF_TO_ARCHIVE: "Proof to open the archive",
    Aspect.ACCESS: "Access",
    Aspect.PERMISSIONS: "Permissions",
    Aspect.REMINDER: "Reminder",
    Aspect.FIELDS: "Fields",
    Aspect.REQUESTED_FILES: "Files asked for",
    Aspect.QUESTIONS: "Questions",
    Aspect.PAGES_AFTER: "Pages after signing",
    Aspect.MODE: "Who takes part",
    Aspect.LANGUAGE: "Language",
    Aspect.DAYS_TO_SIGN: "Time to sign",
    Aspect.DAYS_TO_REMIND: "Automatic reminder",
    Aspect.MESSAGE: "Message",
    Aspect.CONFIRMATION: "Message with the signed copy",
    Aspect.SMS_MESSAGE: "SMS with the invitation",
    Aspect.SMS_CONFIRMATION: "SMS with the signed copy",
    Aspect.CONTINUE_ON_DECLINE: "After somebody declines",
    Aspect.AFTERWARDS: "What happens afterwards",
    Aspect.SIGNING_PAGE: "Look of the signing page",
    Aspect.TAGS: "Tags",
    Aspect.CALLBACK: "Callback address",
    Aspect.OTHER: "Other settings",
}
_CHANGES: Final = {
    Change.SAME: "Same",
    Change.CHANGED: "Changed",
    Change.ADDED: "Added",
    Change.REMOVED: "Taken out",
}
_MOST_PHRASES: Final = 5
"""So many changes fit into a sentence."""
_NOT_TOLD: Final = "Not told"
_WHOLE: Final = "The agreement"
_ANEW: Final = "“Send mine anew” builds it once more from the files and people as you sent them"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWords:
    """A row as people read it."""

    subject: str
    """What it is about: a person, a document, the agreement."""
    aspect: str
    ours: str
    prepared: str
    theirs: str
    change: Change
    change_word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonWords:
    """A comparison as people read it."""

    headline: str
    """What is known, as a sentence."""
    meaning: str
    """What that means, and what stays unknown."""
    following: str
    """What sending anew does with theirs."""
    columns: tuple[str, ...]
    """The names of the columns that are shown, in the order of `cells`."""
    changes: tuple[RowWords, ...] = ()
    same: tuple[RowWords, ...] = ()
    """Rows that nobody changed, or of which it cannot be known."""
    same_line: str = ""
    """How many those are; empty where it is not known whether they are the same."""

    def cells(self, row: RowWords) -> tuple[str, ...]:
        """What stands in the columns."""
        known = {"Your draft": row.ours, "As prepared": row.prepared}
        return tuple(known.get(each, row.theirs) for each in self.columns)


def comparison_words(item: OutboxItem, compared: Compared) -> ComparisonWords:
    """The words for a comparison of `item`."""
    service, comparison = SERVICE_NAMES[item.service], compared.comparison
    told = comparison.there in (There.READ, There.UNREADABLE)
    changes = tuple(_row_words(row, service) for row in comparison.changes) if told else ()
    same = tuple(_row_words(row, service) for row in comparison.same) if told else ()
    columns = ["Your draft"]
    if comparison.has_prepared:
        columns.append("As prepared")
    if comparison.there is There.READ:
        columns.append(f"At {service} now")
    return ComparisonWords(
        headline=_headline(item, compared, changes, service),
        meaning=" ".join(_meaning(item, compared, service)),
        following=_following(item, compared, service),
        columns=tuple(columns) if told and (changes or same) else (),
        changes=changes,
        same=same,
        same_line=_same_line(len(same), more=bool(changes))
        if same and comparison.there is There.READ
        else "",
    )


def comparison_text(item: OutboxItem, compared: Compared, at: str) -> str:
    """What differs, and everything where that is not known, for the clipboard and a terminal.

    `at` is when the service was asked.
    """
    words = comparison_words(item, compared)
    told = (words.headline, words.meaning, words.following)
    lines = [f"{item.title or 'No title'}, {item.account_name}, {at}"]
    lines += [each for each in told if each]
    folded = bool(words.same_line)
    for row in words.changes if folded else (*words.changes, *words.same):
        name = f"{row.subject} – {row.aspect}" if row.aspect else row.subject
        change = "" if row.change is Change.SAME else f"[{row.change_word}] "
        lines += ["", f"{change}{name}"]
        pairs = zip(words.columns, words.cells(row), strict=True)
        lines += [f"  {column}: {cell}" for column, cell in pairs]
    if folded:
        lines += ["", f"{words.same_line}."]
    return "\n".join(lines)


def _headline(
    item: OutboxItem, compared: Compared, changes: tuple[RowWords, ...], service: str
) -> str:
    match compared.comparison.there:
        case There.UNREADABLE:
            return f"{service} cannot be read now."
        case There.GONE:
            return f"It is not in {service} any more: somebody deleted it."
        case There.NOT_OURS:
            return f"What has its number in {service} now is another agreement."
    if changes:
        lead = "Changed there" if _was_prepared(item, compared) else "Other than your draft"
        phrases = list(_phrases(changes))
        more = len(phrases) - _MOST_PHRASES
        if more > 1:
            phrases[_MOST_PHRASES:] = [f"and {more} more, see below"]
        return f"{lead}: {'; '.join(phrases)}."
    return "Nothing that is compared here differs now."


def _meaning(item: OutboxItem, compared: Compared, service: str) -> Iterator[str]:
    comparison, trouble = compared.comparison, compared.trouble
    if trouble is not None:
        yield trouble.paragraph()
    if comparison.there is There.UNREADABLE and comparison.rows:
        yield "Only what Countersign has kept is shown."
    if comparison.there is There.NOT_OURS:
        yield "So nothing of it is shown, and nothing is done with it."
    if comparison.there is There.GONE:
        yield "So there is nothing to compare, and who deleted it cannot be told."
    if comparison.there is not There.READ:
        return
    if not comparison.changes:
        yield "Somebody may have changed it back, or worked on it without changing anything."
    if not _was_prepared(item, compared):
        yield (
            "It was changed before everything of yours was written there, so that some of it may"
            " only be missing yet."
        )
    elif not comparison.has_prepared:
        yield (
            "What was prepared was not kept, so it is compared with your draft, as far as the draft"
            " speaks of it."
        )
    if item.way is SendWith.FLOW:
        yield "Names, addresses and proofs of the people come only with the start in Scrive Flow."
    else:
        yield f"Who changed it, {service} does not tell for a draft."


def _was_prepared(item: OutboxItem, compared: Compared) -> bool:
    """Whether everything had been written; an older version kept nothing of it."""
    before = item.steps[: item.firing.position] if item.firing is not None else ()
    return compared.comparison.has_prepared or (
        bool(before) and all(step.state is StepState.DONE for step in before)
    )


def _following(item: OutboxItem, compared: Compared, service: str) -> str:
    if item.may_have_fired:
        return "It may have been sent already, so it is not built anew beside itself."
    comparison = compared.comparison
    match comparison.there:
        case There.GONE:
            return f"{_ANEW}; nothing of the other is left to remove."
        case There.NOT_OURS:
            return f"{_ANEW}, and leaves the other agreement alone."
        case There.UNREADABLE:
            return f"{_ANEW}. What is in {service} is removed as far as it is still a draft."
    started = any(_is_started(row) for row in comparison.changes)
    return _with_theirs(service, started=started, continues=item.continues)


def _with_theirs(service: str, *, started: bool, continues: bool) -> str:
    if continues and started:
        return f"What was started in {service} stays as it is and is not sent again."
    if continues:
        return f"{_ANEW}, in the place of what the recalled agreement says in {service} now."
    if started:
        return (
            f"{_ANEW}. What was started in {service} stays as it is, so that people may get two"
            " agreements: look there first."
        )
    return f"{_ANEW}. The draft in {service} is removed, with those changes; nobody got it."


def _is_started(row: ComparisonRow) -> bool:
    return row.aspect is Aspect.STATE and isinstance(row.theirs, Fact)


def _row_words(row: ComparisonRow, service: str) -> RowWords:
    return RowWords(
        subject=_subject(row),
        aspect=_ASPECTS.get(row.aspect, ""),
        ours=cell_word(row, row.ours, f"Left to {service}"),
        prepared=cell_word(row, row.prepared, _NOT_TOLD),
        theirs=cell_word(row, row.theirs, _NOT_TOLD),
        change=row.change,
        change_word=_CHANGES[row.change],
    )


def _subject(row: ComparisonRow) -> str:
    name = "The sender" if row.name == SENDER else row.name
    if row.kind is PartKind.AGREEMENT:
        return _WHOLE
    if row.kind is PartKind.DOCUMENT:
        return f"“{name}”"
    name = name or "Somebody without a name"
    return f"{name} (in “{row.within}”)" if row.within else name


def _phrases(rows: tuple[RowWords, ...]) -> Iterator[str]:
    """`“Lease” was taken out`, `Bodil Oskarsson: role, order`."""
    aspects: dict[str, list[str]] = {}
    for row in rows:
        if row.change is Change.CHANGED:
            aspects.setdefault(row.subject, []).append(row.aspect)
    for row in rows:
        if row.change is not Change.CHANGED:
            yield f"{row.subject} was {row.change_word.casefold()}"
    for subject, found in aspects.items():
        about = subject if subject != _WHOLE else _lowered(subject)
        yield f"{about}: {', '.join(_lowered(each) for each in found)}"


def _lowered(words: str) -> str:
    """Without the capital, but for what is spelled with more of them."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def _same_line(count: int, *, more: bool) -> str:
    verb = "is" if count == 1 else "are"
    return f"{count} more {verb} the same" if more else f"{count} {verb} the same"
