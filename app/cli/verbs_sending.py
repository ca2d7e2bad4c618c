"""`lint` and `send`."""

from app.cli.documents import findings_document, send_document
from app.cli.exits import Exit, of_item
from app.cli.session import Session
from app.cli.verbs_outbox import told_of
from app.domain.findings import Draft, Finding, Severity, worst
from app.domain.kinds import ServiceKind
from app.domain.linting import lint
from app.domain.signinghub_people import needs_opening_password
from app.services.accounts import Account
from app.services.agreement_files import LoadedAgreement, load
from app.services.errors import LocalError
from app.services.outbox.records import OutboxItem, Phase, SendState
from app.services.texts import error_text, finding_text

_SIGNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def run_lint(session: Session) -> Exit:
    """Show the findings of a draft; nothing leaves. Raises DomainError and ServiceError."""
    loaded = load(session.arguments.files[0])
    findings = _findings(session, loaded, session.account())
    session.show(
        {"findings": findings_document(findings)},
        _listed(findings) or "Nothing stands in the way of sending.",
    )
    return Exit.INVALID if worst(findings) is Severity.ERROR else Exit.DONE


def run_send(session: Session) -> Exit:
    """Send a draft through the outbox. Raises DomainError and ServiceError."""
    loaded = load(session.arguments.files[0])
    account = session.account()
    findings: tuple[Finding, ...] = ()
    if _may_become_new(session, loaded):
        findings = _findings(session, loaded, account)
        if worst(findings) is Severity.ERROR:
            session.show(
                send_document(None, findings, "Not sent: the draft has mistakes to mend first."),
                f"{_listed(findings)}\nNot sent: mend the errors first.",
            )
            return Exit.INVALID
    passwords = session.told_passwords(_opened_by_password(session, loaded, account))
    item = session.desk.outbox.enqueue(
        loaded.agreement,
        loaded.paths,
        account,
        again=session.arguments.again,
        passwords=passwords,
    )
    try:
        done = _carried_on(session, item)
    except LocalError as error:
        return _show_unreadable(session, item, error)
    message = _message(session, done, already=item.already)
    document = send_document(done, findings, message)
    session.show({**document, "already": item.already}, f"{_listed(findings)}\n{message}".strip())
    return of_item(done)


def _may_become_new(session: Session, loaded: LoadedAgreement) -> bool:
    """Whether sending this draft can make an agreement that is not at the service yet."""
    before = session.desk.outbox.sent_before(loaded.agreement)
    if before is None or not before.may_have_fired:
        return True
    return session.arguments.again and before.phase in (Phase.SENT, Phase.LET_GO)


def _opened_by_password(
    session: Session, loaded: LoadedAgreement, account: Account
) -> dict[str, str]:
    """Whose passwords are chosen now, by label, with their names."""
    if account.service is not ServiceKind.SIGNINGHUB or not _may_become_new(session, loaded):
        return {}
    return {each.label: each.shown_name for each in needs_opening_password(loaded.agreement)}


def _carried_on(session: Session, item: OutboxItem) -> OutboxItem:
    """As far as the agreement goes now; sending again what is in doubt repeats the same start."""
    outbox, wait, cancel = session.desk.outbox, session.arguments.wait, session.cancel
    if item.already and session.arguments.again:
        return outbox.send_again(item.id, wait=wait, cancel=cancel)
    return outbox.run(item.id, wait=wait, cancel=cancel)


def _show_unreadable(session: Session, item: OutboxItem, error: LocalError) -> Exit:
    """Without the journal nobody can tell whether the start had left."""
    message = f"Finding out. {error_text(error).paragraph()}"
    document = send_document(item, (), message)
    session.show({**document, "state": SendState.FINDING_OUT.value}, message)
    return Exit.FINDING_OUT


def _findings(session: Session, loaded: LoadedAgreement, account: Account) -> tuple[Finding, ...]:
    draft = Draft(
        agreement=loaded.agreement,
        files=session.inspect(loaded.paths),
        service=account.service,
        api_version=account.api_version,
        now=session.desk.clock.now(),
    )
    return lint(draft)


def _listed(findings: tuple[Finding, ...]) -> str:
    lines = []
    for finding in findings:
        text = finding_text(finding)
        lines.append(f"{_SIGNS[finding.severity]}: {text.sentence} {text.why} ({finding.where})")
    return "\n".join(lines)


def _message(session: Session, item: OutboxItem, *, already: bool) -> str:
    if item.phase is Phase.SENT and already:
        return "Sent before; nothing was sent again (--again sends it anew)."
    told = told_of(item, session.desk.clock.now())
    return f"On its way already; nothing was put on its way twice. {told}" if already else told
