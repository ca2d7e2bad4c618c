"""The peculiarities of the emulated SigningHub that can be switched while it runs."""

from dataclasses import dataclass, replace
from typing import Literal, TypeVar, get_args, get_type_hints

from app.emulator.json_value import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """How values are written in the details of a workflow; servers and pages disagree.

    The defaults are what servers were seen to send; `page()` is what the vendor's page shows.
    """

    shared: Literal["SHARED", "IN_PRGORESS", "IN_PROGRESS", "INPROGRESS"] = "SHARED"
    """`workflow_status` of a package under way."""
    in_turn: Literal["IN_PROGRESS", "INPROGRESS", "PENDING"] = "IN_PROGRESS"
    """`process_status` of a recipient whose turn it is."""
    waiting: Literal["UN_PROCESSED", "UNPROCESSED", "", "null"] = "UN_PROCESSED"
    """`process_status` of a recipient whose turn has not come; `null` is the JSON value."""
    signed: Literal["SIGNED", "Signed"] = "SIGNED"
    reviewed: Literal["REVIEWED", "APPROVED"] = "REVIEWED"
    edited: Literal["EDITED", "UPDATED"] = "EDITED"
    dates: Literal["naive", "zulu", "offset", "colon", "long"] = "naive"
    """`2015-01-12T11:12:13`, with `.511Z`, with `+0000`, with `+00:00`, with seven digits."""
    access_dates: Literal["proper", "malformed"] = "proper"
    """Access windows as `2015-02-13T12:10:00Z` or as the page's `2015-02-13T12:10:000Z`."""
    ids: Literal["numbers", "strings"] = "numbers"
    mobile_numbers: Literal["shown", "masked"] = "shown"
    empty: Literal["kept", "null", "left_out"] = "kept"
    """What becomes of members without a value: `""` and `[]`, `null`, or nothing."""


PAGE_SPELLING = Spelling(
    shared="IN_PRGORESS", signed="Signed", dates="zulu", access_dates="malformed"
)
"""As on the vendor's page "Get Workflow Details", misprints included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that `configure` can switch, besides users and served bodies."""

    expires_in: int = 86399
    """Life of an access token in seconds."""
    refresh_expires_in: int = 30 * 86400
    """Life of a refresh token in seconds."""
    login_refusal: int = 0
    """Status of a refused `/authenticate`; 0: what fits the case best (400, 401 or 403)."""
    version: str = "7.7.8.26"
    """The product's version."""
    v3: bool = True
    v4: bool = True
    """Whether the paths of these versions exist."""
    default_type: Literal["SERIAL", "PARALLEL", "CUSTOM", "INDIVIDUAL"] = "SERIAL"
    default_mode: Literal["ONLY_OTHERS", "ME_AND_OTHERS", "ONLY_ME"] = "ONLY_OTHERS"
    """What the role makes of a new package that does not say it."""
    missing_paths: Literal["json", "html"] = "json"
    """How the web server words that it has no such path or method."""
    evidence_reports: bool = True
    """Whether role and service plan allow the report of a completed package."""
    replacing_after_share: bool = True
    """Whether the role lets an owner replace a recipient who has not acted yet."""
    history: Literal["kept", "purged", "refused"] = "kept"
    """Whether the service plan purges the history of what is over, or the role hides all of it."""
    list_without_folder: Literal["all", "inbox"] = "all"
    """Whether a list without the header `x-folder` shows archived and custom folders too."""
    autoplace_without_hits: Literal["empty", "refused"] = "empty"
    """What is answered when the text of auto-placed fields is nowhere; the vendor does not say."""
    remind_now: bool = True
    """Whether v4 has the call that reminds somebody at once, as products from 10 on do."""
    enterprise_groups: bool = False
    """Whether a group of a workflow is updated below `/enterprise/packages` only."""
    repeated_fields: Literal["added", "refused"] = "added"
    """What becomes of a field with a name that the document has already; the vendor does not say.
    """
    individual_original: Literal["gone", "draft"] = "gone"
    """What becomes of an INDIVIDUAL package itself when its copies set out; nor is that said."""
    spelling: Spelling = Spelling()


Record = TypeVar("Record", Settings, Spelling)


def changed(settings: Settings, changes: JsonObject) -> Settings:
    """The settings with some of them changed; ValueError for a name or value that there is not.

    `spelling` takes an object with the members of `Spelling`, or the names `usual` and `page`.
    """
    plain = dict(changes)
    match plain.pop("spelling", {}):
        case "usual":
            spelling = Spelling()
        case "page":
            spelling = PAGE_SPELLING
        case dict(wanted):
            spelling = _replaced(settings.spelling, wanted)
        case _:
            raise ValueError("spelling is usual, page or an object")
    return replace(_replaced(settings, plain), spelling=spelling)


def _replaced(record: Record, changes: JsonObject) -> Record:
    hints = get_type_hints(type(record))
    for name, value in changes.items():
        if name not in hints:
            raise ValueError(f"no setting is called {name}")
        choices = get_args(hints[name])
        if choices and value not in choices:
            raise ValueError(f"{name} is one of {', '.join(choices)}")
        if not choices and type(value) is not hints[name]:
            raise ValueError(f"{name} is not of the right type")
    return replace(record, **changes)  # type: ignore[arg-type] # checked above
