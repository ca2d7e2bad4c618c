"""Every state in which an agreement of the outbox can stand, as people meet it."""

from dataclasses import replace
from typing import Final

from app.domain.kinds import SendWith, ServiceKind
from app.gui.outbox.notices import Surroundings
from app.services.accounts import Identity
from app.services.outbox.endings import (
    FENCING,
    GARBLED,
    being_stopped,
    cannot_be_asked,
    cannot_repeat,
    garbled_words,
    interrupted_words,
    let_go_words,
    lost_words,
    never_answered,
    stopped_words,
)
from app.services.outbox.records import (
    FrozenFile,
    OutboxItem,
    Phase,
    SentCopy,
    StepClass,
    StepRecord,
    StepState,
)
from app.services.outbox.settle import FIRING_LOOKS
from app.services.outbox.settling import not_known
from app.services.texts import ErrorText
from app.services.words.rescue import cut_short_text
from tests.support.outbox_items import a_look, an_item, at, done

ANNA: Final = Identity(name="Anna Berg", email="anna@example.com", user_id="17")
AROUND: Final = Surroundings(page="https://sign.example.com/d/9221", account_id="a1", draft_id="d1")


def _step(
    position: int, kind: str, klass: StepClass, sentence: str, subject: str = ""
) -> StepRecord:
    return StepRecord(position=position, kind=kind, klass=klass, sentence=sentence, subject=subject)


def _files(*names: str) -> tuple[FrozenFile, ...]:
    return tuple(
        FrozenFile(label=f"d{place}", file=f"{place}.pdf", name=name, sha256="ab12" * 16, size=1)
        for place, name in enumerate(names, 1)
    )


CREATING, CONVERGING, FIRING = StepClass.CREATING, StepClass.CONVERGING, StepClass.FIRING
FLOW: Final = (
    _step(0, "upload", CREATING, "Upload Lease 2031.pdf, 1.8 MB", "d1"),
    _step(1, "upload", CREATING, "Upload House rules.pdf, 0.4 MB", "d2"),
    _step(2, "upload", CREATING, "Upload Floor plan, level 3.pdf, 24.6 MB", "d3"),
    _step(3, "prepare", CONVERGING, "Write people and settings, read them back"),
    _step(4, "tidy", CONVERGING, "Make sure that nothing is there twice"),
    _step(5, "start", FIRING, "Start the agreement"),
    _step(6, "confirm", CONVERGING, "Confirm with Scrive and begin tracking"),
)
PACKAGE: Final = (
    _step(0, "package", CREATING, "Make a draft in SigningHub"),
    _step(1, "upload", CREATING, "Upload Employment contract.pdf, 0.3 MB", "d1"),
    _step(2, "names", CONVERGING, "Name the documents"),
    _step(3, "settings", CONVERGING, "Write order and message"),
    _step(4, "people", CREATING, "Add the people"),
    _step(5, "fields", CREATING, "Add the fields"),
    _step(6, "tidy", CONVERGING, "Read everything back; make sure that nothing is there twice"),
    _step(7, "share", FIRING, "Send the agreement"),
    _step(8, "confirm", CONVERGING, "Confirm with SigningHub and begin tracking"),
)

SECOND_SHARE: Final = (
    _step(0, "package", CREATING, "Take over the recalled agreement in SigningHub"),
    _step(1, "clear", CREATING, "Remove what it said before"),
    *(replace(each, position=each.position + 1) for each in PACKAGE[1:]),
)


def reached(steps: tuple[StepRecord, ...], count: int, *then: StepRecord) -> tuple[StepRecord, ...]:
    """The first steps done, then these, then the others as planned."""
    first = [done(replace(each, at=at(10, 31, 2 + 5 * each.position))) for each in steps[:count]]
    return (*first, *then, *steps[count + len(then) :])


def doubtful(step: StepRecord, looks: int = 3, doubts: int = 1) -> StepRecord:
    """The firing step whose answer was lost, and what was looked for since."""
    service = "Scrive: all 3 files still drafts" if step.kind == "start" else "SigningHub: it is"
    sentence = f"Asked {service}" if step.kind == "start" else f"Asked {service} still a draft"
    lost = a_look(at(10, 31, 40), "The connection to sign.example.com broke before it answered.")
    return replace(
        step,
        state=StepState.UNCERTAIN,
        attempts=doubts,
        doubtful=doubts,
        looks_done=looks,
        request=b"{}",
        doubt_since=at(10, 31, 40),
        at=at(10, 31, 39),
        looks=(lost, *(a_look(at(10, 32 + each, 10), sentence) for each in range(looks))),
    )


def scrive(phase: Phase, **changes: object) -> OutboxItem:
    """An agreement on its way through Scrive Flow."""
    names = ("Lease 2031.pdf", "House rules.pdf", "Floor plan, level 3.pdf")
    values: dict[str, object] = {
        "title": "Lease 2031 – Harbour House, floor 3",
        "files": _files(*names),
        "steps": FLOW,
        "identity": ANNA,
        "base_url": "https://sign.example.com",
    }
    return an_item(phase, **{**values, **changes})


def signinghub(phase: Phase, **changes: object) -> OutboxItem:
    """An agreement on its way through SigningHub."""
    values: dict[str, object] = {
        "title": "Employment contract – Viggo Dahl",
        "account_name": "Norrvik SigningHub",
        "account_id": "a2",
        "service": ServiceKind.SIGNINGHUB,
        "way": SendWith.FLOW,
        "files": _files("Employment contract.pdf"),
        "steps": PACKAGE,
        "people": 2,
        "identity": ANNA,
        "base_url": "https://signinghub.example.com",
    }
    return an_item(phase, **{**values, **changes})


def waiting(family: str, message: ErrorText, **changes: object) -> OutboxItem:
    """What waits after two uploads."""
    noted = replace(FLOW[2], attempts=1, looks=(a_look(at(10, 40), message.title),))
    values: dict[str, object] = {
        "family": family,
        "message": message,
        "steps": reached(FLOW, 2, noted),
    }
    return scrive(Phase.WAITING, **{**values, **changes})


def finding_out(start: StepRecord, **changes: object) -> OutboxItem:
    """What may have been started."""
    values: dict[str, object] = {
        "steps": reached(FLOW, 5, start),
        "family": "uncertain",
        "message": not_known("Scrive"),
    }
    return scrive(Phase.FINDING_OUT, **{**values, **changes})


START: Final = FLOW[5]
UPLOADING: Final = replace(FLOW[2], state=StepState.RUNNING, attempts=1)
RUNNING: Final = replace(START, state=StepState.RUNNING, attempts=1, at=at(10, 42, 20))
ALL_LOOKS: Final = doubtful(START, len(FIRING_LOOKS), 3)
KEYRING: Final = ErrorText(
    title="The keyring is locked.",
    detail="Without it Countersign cannot sign in.",
    next_step="Unlock it.",
)
NO_PASSWORD: Final = ErrorText(
    title="A password that somebody needs to open the documents is not known any more.",
    detail="It was removed. Nobody was notified.",
    next_step="Choose it anew.",
)
GONE: Final = ErrorText(
    title="The account of this agreement is not on this computer any more.",
    detail="Without it nothing can be asked or sent; the agreement is kept.",
    next_step="Connect Norrvik Scrive again, as the same person.",
)
OTHER: Final = ErrorText(
    title="Norrvik Scrive now signs in as karim@example.com.",
    detail=(
        "This agreement was begun as anna@example.com. Only anna@example.com can see at Scrive"
        " what became of it, so nothing is asked or sent."
    ),
    next_step="Sign in to Norrvik Scrive as anna@example.com again.",
)
ALTERED: Final = ErrorText(
    title="Somebody changed this agreement in Scrive.",
    detail=(
        "One of its files was changed there after it was prepared."
        " Nothing more is sent before you decide."
    ),
    next_step="Compare what differs, then send yours anew or give up.",
)
UNREACHABLE: Final = ErrorText(
    title="sign.example.com refused the connection.",
    detail="Nothing was sent.",
    next_step=("Check the internet connection and the address of the service, then try again."),
)
LATER: Final = ErrorText(
    title="sign.example.com asks to come back later.", next_step="It is tried again later."
)
LATE: Final = ErrorText(
    title="A request to SigningHub may still be under way.",
    detail="Its answer was lost. It is waited for, so that nothing is in the agreement twice.",
    next_step="It goes on by itself in a few minutes. Nobody was notified.",
)
EARLIER: Final = ErrorText(
    title="The attempt before this one may still be sent.",
    detail=(
        "Its answer was lost, and both are one agreement in SigningHub."
        " It is waited for, so that nobody gets a half-built one."
    ),
    next_step="It goes on by itself in a few minutes.",
)
DISABLED: Final = ErrorText(
    title="This account is disabled at SigningHub.",
    detail="Nothing can be read or sent with it.",
    next_step="Ask the administrator of the account at SigningHub to enable it.",
)
REJECTED: Final = ErrorText(
    title="sign.example.com does not accept the sign-in.",
    next_step="Check the account's credentials.",
)
DISK_FULL: Final = ErrorText(
    title="/home/anna/.local/share/countersign/countersign.db cannot be used.",
    detail="The disk is full.",
    next_step="Make room, then try again.",
)
BROKEN: Final = ErrorText(
    title="sign.example.com has a problem of its own (502).", next_step="Try again later."
)
REFUSAL: Final = ErrorText(
    title="Scrive refused one person.",
    detail="Nobody was notified, your draft is safe.",
    service_text="Signatory 3: mobile number missing.",
)
_REFUSED: Final = replace(
    START, state=StepState.REFUSED, attempts=1, at=at(10, 31, 40), looks=(a_look(at(10, 31, 40)),)
)
_FENCED: Final = replace(
    ALL_LOOKS,
    state=StepState.REFUSED,
    at=at(10, 40),
    looks=(
        *ALL_LOOKS.looks,
        a_look(at(10, 40), "The files were deleted in Scrive before anything was started"),
    ),
)
_LATE_UPLOAD: Final = replace(
    PACKAGE[5],
    attempts=2,
    looks=(a_look(at(10, 41), "signinghub.example.com did not answer in time."),),
)
_SHARE: Final = doubtful(PACKAGE[7])
_CUT_SHORT: Final = replace(PACKAGE[7], state=StepState.UNCERTAIN, attempts=1, doubtful=1)

STATES: Final[dict[str, OutboxItem]] = {
    "queued": scrive(Phase.QUEUED, steps=()),
    "sending": scrive(
        Phase.SENDING, steps=reached(FLOW, 2, UPLOADING), progress=(15_252_000, 24_600_000)
    ),
    "sending-signinghub": signinghub(
        Phase.SENDING, steps=reached(PACKAGE, 4, replace(PACKAGE[4], state=StepState.RUNNING))
    ),
    "starting": scrive(Phase.SENDING, steps=reached(FLOW, 5, RUNNING)),
    "unreachable": waiting("unreachable", UNREACHABLE),
    "throttled": waiting("throttled", LATER, next_look_at=at(10, 47)),
    "keyring": waiting("no_keyring", KEYRING),
    "account-gone": waiting("no_keyring", GONE),
    "password": signinghub(
        Phase.WAITING, family="no_password", message=NO_PASSWORD, steps=reached(PACKAGE, 4)
    ),
    "other-person": waiting("another_person", OTHER),
    "changed": waiting("changed", ALTERED, steps=reached(FLOW, 5)),
    "disabled": signinghub(
        Phase.WAITING, family="account_disabled", message=DISABLED, steps=reached(PACKAGE, 2)
    ),
    "rejected": waiting("unauthorized", REJECTED),
    "disk-full": waiting("local", DISK_FULL),
    "broken": waiting("bad_answer", BROKEN, next_look_at=at(10, 44, 10)),
    "damaged": scrive(
        Phase.WAITING, family=GARBLED, message=garbled_words(), steps=reached(FLOW, 5)
    ),
    "interrupted": waiting("cancelled", interrupted_words()),
    "earlier": signinghub(
        Phase.WAITING, family="late", message=EARLIER, next_look_at=at(10, 46), steps=()
    ),
    "sending-again": signinghub(
        Phase.SENDING,
        steps=reached(SECOND_SHARE, 1, replace(SECOND_SHARE[1], state=StepState.RUNNING)),
    ),
    "late": signinghub(
        Phase.WAITING,
        family="late",
        message=LATE,
        next_look_at=at(10, 44, 10),
        steps=reached(PACKAGE, 5, _LATE_UPLOAD),
    ),
    "finding-first": finding_out(doubtful(START, 0), next_look_at=at(10, 42, 22)),
    "finding": finding_out(doubtful(START), next_look_at=at(10, 44, 10)),
    "finding-signinghub": signinghub(
        Phase.FINDING_OUT,
        steps=reached(PACKAGE, 7, _SHARE),
        family="uncertain",
        message=not_known("SigningHub"),
        next_look_at=at(10, 44, 10),
    ),
    "finding-offline": finding_out(doubtful(START), family="unreachable", message=UNREACHABLE),
    "finding-all-looks": finding_out(ALL_LOOKS),
    "finding-elsewhere": finding_out(
        doubtful(START),
        family="elsewhere",
        message=ErrorText(title="The files of this agreement were removed in Scrive."),
    ),
    "finding-changed": finding_out(doubtful(START), family="changed", message=ALTERED),
    "finding-other-person": finding_out(doubtful(START), family="another_person", message=OTHER),
    "finding-disabled": signinghub(
        Phase.FINDING_OUT,
        steps=reached(PACKAGE, 7, _SHARE),
        family="account_disabled",
        message=DISABLED,
    ),
    "finding-rejected": finding_out(doubtful(START), family="unauthorized", message=REJECTED),
    "finding-damaged": finding_out(ALL_LOOKS, family=GARBLED, message=cannot_repeat("Scrive")),
    "finding-rescued": signinghub(
        Phase.FINDING_OUT,
        steps=(_CUT_SHORT,),
        family="rescued",
        message=cut_short_text(),
    ),
    "finding-sent-again": signinghub(
        Phase.FINDING_OUT,
        steps=reached(SECOND_SHARE, 8, replace(_SHARE, position=8)),
        family="uncertain",
        message=not_known("SigningHub"),
        next_look_at=at(10, 44, 10),
    ),
    "being-stopped": finding_out(
        doubtful(START),
        family=FENCING,
        message=being_stopped(scrive(Phase.FINDING_OUT)),
        next_look_at=at(10, 44, 10),
    ),
    "sent": scrive(Phase.SENT, steps=reached(FLOW, 7), service_id="9221"),
    "sent-after-all": scrive(
        Phase.SENT,
        steps=reached(
            FLOW, 5, replace(doubtful(START), state=StepState.DONE, at=at(10, 35)), done(FLOW[6])
        ),
        service_id="9221",
    ),
    "sent-copies": signinghub(
        Phase.SENT,
        steps=reached(PACKAGE, 9),
        service_id="71",
        copies=(SentCopy(service_id="71", participant="Viggo Dahl"),),
    ),
    "not-sent": scrive(
        Phase.NOT_SENT, family="refused", message=REFUSAL, steps=reached(FLOW, 5, _REFUSED)
    ),
    "given-up": scrive(
        Phase.GIVEN_UP, family="cancelled", message=stopped_words(), steps=reached(FLOW, 2)
    ),
    "given-up-after-all": scrive(
        Phase.GIVEN_UP,
        family="cancelled",
        message=stopped_words(),
        steps=reached(FLOW, 5, _FENCED),
    ),
    "replaced": scrive(Phase.GIVEN_UP, steps=reached(FLOW, 2)),
    "sent-again": signinghub(Phase.SENT, steps=reached(SECOND_SHARE, 10), service_id="71"),
    "let-go-unasked": signinghub(
        Phase.LET_GO,
        family="let_go",
        message=cannot_be_asked(signinghub(Phase.FINDING_OUT)),
        steps=reached(PACKAGE, 7, _SHARE),
    ),
    "let-go-rescued": signinghub(
        Phase.LET_GO,
        family="let_go",
        message=lost_words(signinghub(Phase.FINDING_OUT)),
        steps=(_CUT_SHORT,),
    ),
    "let-go-unanswered": scrive(
        Phase.LET_GO,
        family="let_go",
        message=never_answered(scrive(Phase.FINDING_OUT)),
        steps=reached(FLOW, 5, doubtful(START)),
    ),
    "let-go": signinghub(
        Phase.LET_GO,
        family="let_go",
        message=let_go_words(signinghub(Phase.FINDING_OUT)),
        steps=reached(PACKAGE, 7, _SHARE),
    ),
}
"""By name."""


def around(name: str) -> Surroundings:
    """What the profile has for the item of that name."""
    if name == "account-gone":
        return replace(AROUND, account_id="")
    return AROUND if STATES[name].service is ServiceKind.SCRIVE else replace(AROUND, page="")
