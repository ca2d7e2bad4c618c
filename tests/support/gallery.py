"""Every piece in its states on one page, for looking at it and for checking that it fits."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.gui.theme import Theme
from app.gui.widgets.avatar import Avatar
from app.gui.widgets.badge import Badge, findings_badge, state_badge
from app.gui.widgets.banner import Banner, Notice, NoticeAction
from app.gui.widgets.blocker_card import (
    Blocker,
    BlockerCard,
    NextStep,
    Station,
    StationState,
)
from app.gui.widgets.buttons import Button, Kind, icon_button
from app.gui.widgets.card import Card, Line, Pane
from app.gui.widgets.checklist import Checklist, CheckLook, CheckState, CheckStep
from app.gui.widgets.choice import Choice, Option
from app.gui.widgets.empty_state import EmptyState
from app.gui.widgets.field import Field, line_edit
from app.gui.widgets.findings_line import FindingsLine, FindingWords
from app.gui.widgets.glyph import StateGlyph
from app.gui.widgets.labels import ElidedLabel, Label
from app.gui.widgets.nav_list import NavItem, NavList
from app.gui.widgets.person_mark import PersonMark
from app.gui.widgets.pips import Pip, ProgressPips
from app.gui.widgets.practice_stripe import PracticeStripe
from app.gui.widgets.search_field import SearchField
from app.gui.widgets.secret_edit import SecretEdit
from app.gui.widgets.section_header import HeaderRow, SectionHeader
from app.gui.widgets.service_mark import ServiceMark
from app.gui.widgets.states import Severity, State
from app.gui.widgets.strip import PartState, Strip
from app.gui.widgets.tag import Tag

PEOPLE = ("Bodil", "Karim", "Inga", "Elin", "Viggo", "Sofia", "Oskar", "Jonas", "Tuva Nyström")


def row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return holder


def buttons(theme: Theme) -> list[QWidget]:
    kinds: list[tuple[Kind, str, str]] = [
        ("primary", "Send", "send"),
        ("secondary", "Remind…", "bell"),
        ("danger", "Withdraw", "ban"),
        ("remove", "Remove", "trash-2"),
        ("quiet", "Save picture…", "image"),
    ]
    rows: list[QWidget] = []
    for kind, text, icon in kinds:
        off = Button(theme, text, kind=kind, icon=icon)
        off.set_possible(False, "Nothing to do yet.")
        small = Button(theme, text, kind=kind, icon=icon, size="small")
        large = Button(theme, text, kind=kind, size="large")
        rows.append(row(Button(theme, text, kind=kind, icon=icon), off, small, large))
    link = Button(theme, "Use +46 70 174 06 31", kind="link")
    more = icon_button(theme, "ellipsis", "More")
    framed = icon_button(theme, "list-filter", "Filter", kind="secondary")
    rows.append(row(link, more, framed, icon_button(theme, "x", "Close", size="small")))
    options = [
        Option(key="sign", text="Sign", icon="pen-line"),
        Option(key="read", text="Only read"),
        Option(key="attach", text="Attachment", reason="not in Scrive Flow"),
    ]
    choice = Choice(theme, options, label="What people do with it")
    choice.set_value("sign")
    rows.append(row(choice))
    return rows


def fields(theme: Theme) -> list[QWidget]:
    name = Field(theme, "Name", line_edit(theme))
    name.editor.setText("Inga Engberg")  # type: ignore[attr-defined]
    off = Field(theme, "Deadline, disabled", line_edit(theme, placeholder="None in Scrive Flow"))
    off.editor.setEnabled(False)
    wrong = Field(theme, "Mobile, error", line_edit(theme, placeholder="+46 70 17"))
    wrong.set_wrong("Too short for a Swedish number.", repair="Use +46 70 174 06 31")
    locked = Field(theme, "Server, set by your administrator", line_edit(theme))
    locked.editor.setText("sign.example.com")  # type: ignore[attr-defined]
    locked.set_locked("Your administrator decides this.")
    secret = Field(theme, "Token secret", SecretEdit(theme))
    secret.editor.setText("0123456789")  # type: ignore[attr-defined]
    combo = QComboBox()
    combo.addItems(["Swedish", "English"])
    spin = QSpinBox()
    spin.setValue(3)
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(12)
    pieces = [name, off, wrong, locked, secret, Field(theme, "Language", combo)]
    pieces += [Field(theme, "Tries", spin)]
    for place, piece in enumerate(pieces):
        grid.addWidget(piece, place // 3, place % 3, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(SearchField(theme, "Search", "Ctrl+F"), 2, 1)
    check, radio = QCheckBox("Lease contract"), QRadioButton("SMS code")
    check.setChecked(True)
    radio.setChecked(True)
    return [holder, row(check, radio, QCheckBox("Floor plan"), QRadioButton("Nothing extra"))]


def states(theme: Theme) -> list[QWidget]:
    words = [Badge(theme, state_badge(state)) for state in State]
    others = [
        Badge(theme, state_badge(State.STOPPED, text="Expired", glyph="calendar-x-2")),
        Badge(theme, state_badge(State.NEEDS, text="Not delivered", glyph="mail-x")),
        Badge(theme, findings_badge(Severity.ERROR, 1)),
        Badge(theme, findings_badge(Severity.WARNING, 12)),
        StateGlyph(theme, State.WAITING),
        Tag(theme, "Signer"),
        Tag(theme, "Ctrl+K"),
        ServiceMark(theme, "scrive", "Scrive"),
        ServiceMark(theme, "signinghub", "SigningHub", 32),
    ]
    progress: list[QWidget] = []
    for pips in ("aao.", "ao", "x..", "aaaao.."):
        widget = ProgressPips(theme)
        kinds = {"a": Pip.ACTED, "o": Pip.OPENED, ".": Pip.NONE, "x": Pip.DECLINED}
        widget.set_pips([kinds[each] for each in pips], pips)
        progress.append(widget)
    people: list[QWidget] = []
    for place, name in enumerate(PEOPLE):
        people += [PersonMark(theme, name, place), Avatar(theme, name, place)]
    return [row(*words[:5]), row(*words[5:]), row(*others), row(*progress), row(*people)]


def findings(theme: Theme) -> list[QWidget]:
    card = Card(theme)
    layout = QVBoxLayout(card)
    layout.setContentsMargins(1, 1, 1, 1)
    layout.setSpacing(0)
    inga = FindingWords(
        key="1",
        severity=Severity.ERROR,
        strong="Inga Engberg",
        text="gets an SMS code but has no mobile number.",
        repair="Use +46 70 174 06 31",
    )
    mistyped = FindingWords(
        key="2",
        severity=Severity.WARNING,
        strong="bodil@exmaple.com",
        text="looks mistyped.",
        why="From your address book, last used 3 Sep.",
        repair="Change to example.com",
        place="Bodil",
        explains=True,
    )
    layout.addWidget(FindingsLine(theme, inga))
    layout.addWidget(Line(theme))
    layout.addWidget(FindingsLine(theme, mistyped, narrow=True))
    return [HeaderRow(theme, "At once", note="2 people are notified", icon="zap"), card]


def banners(theme: Theme) -> list[QWidget]:
    show = (NoticeAction(key="show", text="Show"),)
    notices = [
        Notice(
            key="a",
            state=State.FINDING,
            what="We do not know yet whether Lease 2031 was sent.",
            meaning="Next look 10:44.",
            actions=show,
        ),
        Notice(
            key="b",
            state=State.NEEDS,
            what="Norrvik Scrive wants a new sign-in.",
            meaning="Drafts are safe.",
            glyph="key-round",
            actions=show,
        ),
        Notice(
            key="c",
            state=State.OFFLINE,
            what="No network since 09:58.",
            meaning="Sending waits in the Outbox. " * 4,
            actions=show,
        ),
        Notice(key="d", state=State.DONE, what="Sent.", meaning="Bodil is invited.", closable=True),
    ]
    return [Banner(theme, notice) for notice in notices]


def blocker(theme: Theme) -> QWidget:
    card = BlockerCard(theme)
    card.set_blocker(
        Blocker(
            name="Henrik Falk",
            person=1,
            intro="Everybody waits for",
            since="10 days",
            stations=(
                Station(name="Invited", detail="10 Nov 09:15", state=StationState.PASSED),
                Station(name="Delivered", detail="10 Nov 09:16", state=StationState.PASSED),
                Station(name="Opened", detail="12 Nov 08:14", state=StationState.PASSED),
                Station(name="SMS code", detail="2 sent", state=StationState.PROBLEM),
                Station(name="Signed", detail="Not yet", state=StationState.AHEAD),
            ),
            sentence="The code may be going to an old number: +46 70 174 06 05.",
            steps=(
                NextStep(key="change", text="Change number…", best=True),
                NextStep(key="remind", text="Remind"),
            ),
        )
    )
    return card


def checklist(theme: Theme) -> QWidget:
    listed = Checklist(theme)
    listed.set_steps(
        (
            CheckStep(
                state=CheckState.DONE, text="Draft frozen, three files checked", time="10:30:52"
            ),
            CheckStep(
                state=CheckState.DONE, text="Uploaded Lease 2031.pdf, 1.8 MB", time="10:31:02"
            ),
            CheckStep(
                state=CheckState.FINDING,
                text="Start the agreement",
                time="10:31:39",
                rule="From here on people are notified",
                looks=(
                    CheckLook(time="10:31:40", text="No answer, the connection broke"),
                    CheckLook(time="10:44:10", text="Next look", strong="in 1 min 48 s"),
                ),
            ),
            CheckStep(state=CheckState.NEXT, text="Confirm with Scrive and begin tracking"),
        )
    )
    return listed


def strip(theme: Theme) -> Strip:
    made = Strip(
        theme,
        [
            ("documents", "files", "Documents"),
            ("people", "users", "People"),
            ("process", "workflow", "Process"),
            ("review", "send", "Review and send"),
        ],
    )
    made.set_state("documents", PartState(summary="3 files, 28 pages", complete=True))
    made.set_state("people", PartState(summary="4 people", errors=1, warnings=2))
    made.set_state("process", PartState(summary="2 steps, then a copy", complete=True))
    made.set_state("review", PartState(summary="Nothing has been sent"))
    made.set_current("people")
    return made


def navigation(theme: Theme, *, rail: bool) -> NavList:
    made = NavList(theme)
    made.add_section(
        "",
        [
            NavItem(key="needs", text="Needs you", icon="bell-ring", alert=State.NEEDS),
            NavItem(key="waiting", text="Waiting for others", icon="hourglass"),
            NavItem(key="outbox", text="Outbox", icon="send", alert=State.FINDING),
        ],
    )
    made.add_section("Accounts", [NavItem(key="1", text="Norrvik Scrive", service="scrive")])
    for key, count in (("needs", 5), ("waiting", 14), ("outbox", 1)):
        made.set_count(key, count)
    made.set_current("waiting")
    made.set_rail(rail)
    return made


def types(theme: Theme) -> list[QWidget]:
    return [
        Label(theme, "Display, 20 pt", role="display"),
        Label(theme, "Title, 13.5 pt", role="title"),
        Label(theme, "Subtitle, 11.5 pt", role="subtitle"),
        Label(theme, "Body, 10 pt. Second level.", token="text-2"),
        Label(theme, "Caption, 9 pt: times, counts, labels", role="caption", token="text-2"),
        ElidedLabel(theme, "A long title that has to end before its own end. " * 4),
    ]


def build_gallery(theme: Theme) -> QWidget:
    page = Pane(theme)
    page.setObjectName("gallery")
    columns = QHBoxLayout(page)
    columns.setContentsMargins(24, 20, 24, 20)
    columns.setSpacing(32)
    left, right = QVBoxLayout(), QVBoxLayout()
    parts = [
        ("Buttons", buttons(theme)),
        ("Fields", fields(theme)),
        ("States and people", states(theme)),
        ("Findings", findings(theme)),
        ("Checklist", [checklist(theme)]),
    ]
    _fill(theme, left, parts)
    empty = Card(theme)
    inside = QVBoxLayout(empty)
    inside.addWidget(
        EmptyState(
            theme,
            icon="hourglass",
            title="Nobody keeps you waiting",
            sentence="Agreements that you sent appear here until everybody has signed.",
            action="New agreement",
            action_icon="plus",
        )
    )
    bar = QWidget()
    sides = QHBoxLayout(bar)
    sides.addWidget(navigation(theme, rail=False))
    sides.addWidget(navigation(theme, rail=True))
    right_parts: list[tuple[str, list[QWidget]]] = [
        ("Strip", [strip(theme), PracticeStripe(theme)]),
        ("Banners", banners(theme)),
        ("Blocker", [blocker(theme)]),
        ("Sidebar", [bar]),
        ("Empty list", [empty]),
        ("Type", types(theme)),
    ]
    _fill(theme, right, right_parts)
    columns.addLayout(left, 1)
    columns.addLayout(right, 1)
    theme.dress(page)
    page.resize(QSize(1366, 1000).expandedTo(page.sizeHint()))
    return page


def _fill(theme: Theme, column: QVBoxLayout, parts: list[tuple[str, list[QWidget]]]) -> None:
    column.setSpacing(8)
    for title, widgets in parts:
        column.addWidget(SectionHeader(theme, title, count=str(len(widgets))))
        for widget in widgets:
            column.addWidget(widget)
        column.addSpacing(10)
    column.addStretch(1)


def picture(widget: QWidget, scale: float) -> QImage:
    """The widget as it looks on a screen of that scale."""
    size = widget.size() * scale
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(scale)
    image.fill(Qt.GlobalColor.magenta)
    widget.render(image)
    return image
