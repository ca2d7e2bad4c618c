"""Rules about what goes along with the documents, and about pages that are left out."""

from collections import Counter
from collections.abc import Iterator

from app.domain.agreement import Document
from app.domain.attachments import MEMBER, attachments_of
from app.domain.draft_files import attachment_key
from app.domain.findings import Draft, Finding, Part, Repair, Severity
from app.domain.kinds import SendWith, ServiceKind
from app.domain.page_removal import MOST, read_removed_pages


def check(draft: Draft) -> Iterator[Finding]:
    """Every finding about attachments and pages that are left out."""
    yield from _attachments(draft)
    removed = read_removed_pages(draft.agreement.scrive)
    if not removed:
        return
    if draft.service is ServiceKind.SIGNINGHUB:
        yield _finding(
            "package_pages", "/scrive/documents", Severity.ERROR, Repair(code="keep_all")
        )
        return
    for label, pages in removed.items():
        document = draft.agreement.document(label)
        if document is None:
            place = f"/scrive/documents/{label}"
            yield _finding("removed_unknown", place, Severity.ERROR, _keep(label), label=label)
        else:
            yield from _pages(draft, document, pages)
    yield from _fields(draft)


def _attachments(draft: Draft) -> Iterator[Finding]:
    attachments = attachments_of(draft.agreement)
    names: Counter[str] = Counter()
    for place, attachment in enumerate(attachments):
        where = f"/scrive/{MEMBER}/{place}"
        facts = draft.files.get(attachment_key(place))
        named = {"name": attachment.shown_name, "file": attachment.file}
        if facts is not None and facts.problem:
            rule = f"file_{facts.problem}"
            yield _finding(rule, f"{where}/file", Severity.ERROR, None, **named)
        names[attachment.shown_name] += 1
        if names[attachment.shown_name] > 1:
            repair = Repair(code="number_attachment", facts={"place": str(place)})
            yield _finding("attachment_name", f"{where}/name", Severity.ERROR, repair, **named)
    if not attachments or draft.service is None:
        return
    way, documents = draft.agreement.send_with(draft.service), draft.agreement.documents
    if way is SendWith.PACKAGE:
        yield _finding("package_attachments", f"/scrive/{MEMBER}", Severity.WARNING)
    elif way is SendWith.FLOW and len(documents) > 1:
        first = documents[0].shown_name
        yield _finding("flow_attachments", f"/scrive/{MEMBER}", Severity.INFO, None, name=first)
    elif way is SendWith.FLOW:
        alone = Repair(code="send_with_documents") if documents else None
        yield _finding("flow_attachments_inferred", f"/scrive/{MEMBER}", Severity.INFO, alone)


def _pages(draft: Draft, document: Document, pages: tuple[int, ...]) -> Iterator[Finding]:
    where = f"/documents/{draft.agreement.documents.index(document)}"
    facts = draft.files.get(document.label)
    total = None if facts is None else facts.pages
    named = {"name": document.shown_name, "pages": ", ".join(map(str, pages))}
    keep = _keep(document.label)
    if total is not None and pages[-1] > total:
        facts_said = {**named, "page": str(pages[-1]), "total": str(total)}
        yield _finding("removed_no_such_page", where, Severity.ERROR, keep, **facts_said)
    elif total is not None and len(pages) >= total:
        yield _finding("removed_all", where, Severity.ERROR, keep, **named)
    elif len(pages) > MOST:
        yield _finding("removed_many", where, Severity.ERROR, keep, **named)
    else:
        rule = "page_left_out" if len(pages) == 1 else "pages_left_out"
        yield _finding(rule, where, Severity.INFO, keep, **named)


def _fields(draft: Draft) -> Iterator[Finding]:
    removed = read_removed_pages(draft.agreement.scrive)
    for position, field in enumerate(draft.agreement.fields):
        document = draft.agreement.document(field.document)
        if document is None or field.page not in removed.get(field.document, ()):
            continue
        yield Finding(
            id="fields.removed_page",
            severity=Severity.ERROR,
            where=f"/fields/{position}/page",
            part=Part.DOCUMENTS,
            facts={"document": document.shown_name, "page": str(field.page)},
            repair=_keep(document.label, field.page),
        )


def _keep(label: str, page: int | None = None) -> Repair:
    """The repair that sends a page, or all pages of a document, after all."""
    facts = {"label": label} if page is None else {"label": label, "page": str(page)}
    return Repair(code="keep_pages" if page is None else "keep_page", facts=facts)


def _finding(
    rule: str, where: str, severity: Severity, repair: Repair | None = None, **facts: str
) -> Finding:
    return Finding(
        id=f"documents.{rule}",
        severity=severity,
        where=where,
        part=Part.DOCUMENTS,
        facts=facts,
        repair=repair,
    )
