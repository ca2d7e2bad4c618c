"""`lint`, `send` and `outbox`."""

from app.cli.documents import findings_document, outbox_document, send_document
from app.cli.exits import Exit, of_item, of_several
from app.cli.session import Session
from app.domain.findings import Draft, Finding, Severity, worst
from app.domain.kinds import ServiceKind
from app.domain.linting import lint
from app.services.agreement_files import LoadedAgreement, load
from app.services.outbox.records import OutboxItem, Phase
from app.services.texts import finding_text

_SIGNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PHASES = {
    Phase.QUEUED: "Not sent yet",
    Phase.SENDING: "Sending",
    Phase.WAITING: "Not sent yet",
    Phase.FINDING_OUT: "Finding out",
    Phase.SENT: "Sent",
    Phase.NOT_SENT: "Not sent",
    Phase.GIVEN_UP: "Stopped, not sent",
}


def run_lint(session: Session) -> Exit:
    """Show the findings of a draft; nothing leaves. Raises DomainError and ServiceError."""
    loaded = load(session.arguments.files[0])
    findings = _findings(session, loaded, session.account().service)
    session.show(
        {"findings": findings_document(findings)},
        _listed(findings) or "Nothing stands in the way of sending.",
    )
    return Exit.INVALID if worst(findings) is Severity.ERROR else Exit.DONE


def run_send(session: Session) -> Exit:
    """Send a draft through the outbox. Raises DomainError and ServiceError."""
    loaded = load(session.arguments.files[0])
    account = session.account()
    before = None if session.arguments.again else session.desk.outbox.sent_before(loaded.agreement)
    findings: tuple[Finding, ...] = ()
    if before is None or not before.may_have_fired:
        findings = _findings(session, loaded, account.service)
        if worst(findings) is Severity.ERROR:
            session.show(
                send_document(None, findings, "Not sent: the draft has mistakes to mend first."),
                f"{_listed(findings)}\nNot sent: mend the errors first.",
            )
            return Exit.INVALID
    item = session.desk.outbox.enqueue(
        loaded.agreement, loaded.paths, account, again=session.arguments.again
    )
    already = item.already
    done = session.desk.outbox.run(item.id, wait=session.arguments.wait, cancel=session.cancel)
    message = _message(done, already=already)
    document = send_document(done, findings, message)
    session.show({**document, "already": already}, f"{_listed(findings)}\n{message}".strip())
    return of_item(done)


def run_outbox(session: Session) -> Exit:
    """Show what is on its way; `run` settles and continues it first."""
    session.sign_in_for_this_call()
    if session.arguments.action != "run":
        items = session.desk.outbox.items()
        _show_items(session, items)
        return Exit.DONE
    items = session.desk.outbox.run_all(wait=session.arguments.wait, cancel=session.cancel)
    _show_items(session, items)
    return of_several(of_item(item) for item in items)


def _show_items(session: Session, items: tuple[OutboxItem, ...]) -> None:
    session.show(
        {"items": [outbox_document(item, _message(item, already=False)) for item in items]},
        "\n".join(f"{item.title}: {_message(item, already=False)}" for item in items)
        or "Nothing is on its way.",
    )


def _findings(
    session: Session, loaded: LoadedAgreement, service: ServiceKind
) -> tuple[Finding, ...]:
    facts = session.inspect(loaded.paths)
    return lint(Draft(agreement=loaded.agreement, files=facts, service=service))


def _listed(findings: tuple[Finding, ...]) -> str:
    lines = []
    for finding in findings:
        text = finding_text(finding)
        lines.append(f"{_SIGNS[finding.severity]}: {text.sentence} {text.why} ({finding.where})")
    return "\n".join(lines)


def _message(item: OutboxItem, *, already: bool) -> str:
    if item.phase is Phase.SENT:
        return "Sent before; nothing was sent again." if already else "Sent."
    why = item.message.paragraph() if item.message is not None else ""
    return f"{_PHASES[item.phase]}. {why}".strip()
