"""`follow` and `status`."""

from collections.abc import Mapping, Sequence

from app.cli.exits import Exit
from app.cli.session import Session
from app.cli.tracked_documents import (
    agreement_document,
    followed_all_document,
)
from app.domain.errors import DomainError
from app.domain.progress import progress, waiting_names
from app.domain.status import Access, AgreementStatus
from app.services.accounts import Account
from app.services.texts import agreement_word, note_words, participant_word, role_word
from app.services.tracking.copies import copies_of
from app.services.tracking.rounds import RoundWish
from app.services.tracking.tracked import TrackedAgreement


def run_follow(session: Session) -> Exit:
    """Track an agreement made elsewhere, or all. Raises DomainError and ServiceError."""
    account = session.account()
    if session.arguments.all:
        return _follow_all(session, account)
    tracked = session.desk.tracking.follow(account, session.arguments.id)
    copies = _copies(session).get(tracked.id, ())
    session.show(agreement_document(tracked, copies), _told(tracked, copies))
    return Exit.DONE


def _follow_all(session: Session, account: Account) -> Exit:
    told = 0

    def progress(done: int, total: int) -> None:
        nonlocal told
        if session.arguments.verbose and done != told:
            told = done
            session.tell(f"{done} of {total} agreements read")

    result = session.desk.tracking.follow_all(account, progress, session.cancel)
    lines = [_told(each) for each in result.added]
    lines.append(
        f"{len(result.added)} followed from now on, {result.already} were followed before."
    )
    session.show(followed_all_document(result), "\n\n".join(lines))
    return Exit.DONE


def run_status(session: Session) -> Exit:
    """Show the tracked agreements, or one; a failed refresh is told, not raised."""
    session.sign_in_for_this_call()
    tracking = session.desk.tracking
    wanted = session.arguments.id
    chosen = (found_agreement(session, wanted),) if wanted else tracking.all()
    if session.arguments.refresh:
        for account_id in dict.fromkeys(each.account_id for each in chosen):
            own = [each.id for each in chosen if each.account_id == account_id]
            tracking.refresh_account(own, RoundWish(by_user=True, cancel=session.cancel))
        chosen = tuple(tracking.get(each.id) for each in chosen)
    copies = _copies(session)
    session.show(
        {"agreements": [agreement_document(each, copies.get(each.id, ())) for each in chosen]},
        "\n\n".join(_told(each, copies.get(each.id, ())) for each in chosen)
        or "Nothing is tracked yet.",
    )
    return Exit.DONE


def found_agreement(session: Session, wanted: str) -> TrackedAgreement:
    """The followed agreement of that id, ours or the service's. Raises DomainError."""
    tracked = session.desk.tracking.find(wanted)
    if tracked is None:
        raise DomainError(
            "tracking.unknown",
            facts={
                "sentence": f"No tracked agreement is called “{wanted}”.",
                "next_step": "`countersign status` lists them; `countersign follow` adds one.",
            },
        )
    return tracked


def _copies(session: Session) -> Mapping[str, tuple[TrackedAgreement, ...]]:
    """All copies of an agreement, by the id of each, where everybody has their own."""
    groups = copies_of(session.desk.tracking.all())
    return {each.id: group for group in groups for each in group}


def _told(tracked: TrackedAgreement, copies: Sequence[TrackedAgreement] = ()) -> str:
    lines = [f"{tracked.title}  [{tracked.account_name}, {tracked.service_id}]"]
    if copies:
        place = [each.id for each in copies].index(tracked.id) + 1
        lines.append(f"  Copy {place} of {len(copies)}: everybody has their own.")
    seen = tracked.observation
    if seen is not None:
        far = progress(seen)
        word = agreement_word(seen.status)
        line = f"  {word}, {far.done} of {far.total} done"
        names = waiting_names(seen)
        if seen.status is AgreementStatus.IN_PROGRESS and names:
            line += f", waiting for {', '.join(names)}"
        lines.append(line)
        lines += [
            f"    {each.signing_order}. {each.name or each.email}  {role_word(each.role)}:"
            f" {participant_word(each.status, each.role, each.delivery)}"
            for each in seen.participants
        ]
        lines += [
            f"  {each.name}: {note_words(note)}." for each in seen.documents for note in each.notes
        ]
    if tracked.access is not Access.OK:
        lines.append("  The service does not show it to this account any more.")
    if tracked.error is not None:
        lines.append(f"  {tracked.error.paragraph()}")
    return "\n".join(lines)
