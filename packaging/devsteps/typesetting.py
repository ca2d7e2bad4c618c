"""Setting a marked-up text on pages: headings, justified paragraphs, lists, tables, signatures.

Blocks are separated by empty lines. A block that begins with

    # ...    is the title; its further lines stand below it, small
    ## ...   is a heading, kept together with what follows
    - ...    is a list, one item on each line that begins so
    | a | b  is a table of two columns
    ~ a | b  is a row of places for signatures, `name, role` each

and any other is a paragraph.
"""

from dataclasses import dataclass, field

from devsteps.pdf_pages import BLACK, BLUE, BODY, BOLD, GREY, PALE, REGULAR, Page, width

A4 = (595.0, 842.0)
LEFT, RIGHT = 74.0, 521.0
TOP, BOTTOM = 92.0, 764.0
SIZE, LEADING = 11.0, 16.0
TERM = 104.0
"""Where the second column of a table begins, from the left edge of the text."""
SHORT = 3
"""Lines of a paragraph that is not torn."""


@dataclass(slots=True)
class Sheet:
    """A text being set, page after page."""

    running_title: str
    reference: str
    pages: list[Page] = field(default_factory=list)
    y: float = 0.0

    @property
    def page(self) -> Page:
        """The page being filled."""
        return self.pages[-1]

    def set(self, text: str) -> list[Page]:
        """Set a whole text, and return its pages with their heads and feet."""
        self._turn()
        for block in text.strip().split("\n\n"):
            self._block(block.split("\n"))
        for number, page in enumerate(self.pages, start=1):
            self._head_and_foot(page, number)
        return self.pages

    def _block(self, lines: list[str]) -> None:
        mark, _, rest = lines[0].partition(" ")
        match mark:
            case "#":
                self._title(rest, lines[1:])
            case "##":
                self._heading(rest)
            case "-":
                self._list(lines)
            case "|":
                self._table(lines)
            case "~":
                self._signatures(rest)
            case _:
                self._paragraph(" ".join(lines), LEFT)
                self.y += 6

    def _turn(self) -> None:
        self.pages.append(Page(*A4))
        self.y = TOP

    def _room(self, needed: float) -> None:
        if self.y + needed > BOTTOM:
            self._turn()

    def _title(self, title: str, lines: list[str]) -> None:
        self.y += 26
        self.page.text(LEFT, self.y, title, BOLD, 26)
        self.y += 8
        for line in lines:
            self.y += 17
            self.page.text(LEFT, self.y, line, REGULAR, 10.5, GREY)
        self.y += 16
        self.page.fill(LEFT, self.y, 44, 3, BLUE)
        self.y += 26

    def _heading(self, heading: str) -> None:
        self._room(30 + 3 * LEADING)
        self.y += 22
        self.page.text(LEFT, self.y, heading, BOLD, 12)
        self.y += 6

    def _paragraph(self, text: str, left: float) -> None:
        lines = wrapped(text, RIGHT - left)
        self._room(kept_together(lines) * LEADING)
        for number, line in enumerate(lines, start=1):
            self._room(2 * LEADING if number == len(lines) - 1 else LEADING)
            self.y += LEADING
            if number == len(lines):
                self.page.text(left, self.y, line, BODY, SIZE)
            else:
                self.page.text_justified(left, self.y, line, BODY, SIZE, RIGHT - left)

    def _list(self, lines: list[str]) -> None:
        items = "\n".join(lines).removeprefix("- ").split("\n- ")
        for item in items:
            text = item.replace("\n", " ")
            self._room(kept_together(wrapped(text, RIGHT - LEFT - 16)) * LEADING)
            self.page.text(LEFT + 3, self.y + LEADING, "•", BODY, SIZE)
            self._paragraph(text, LEFT + 16)
            self.y += 3
        self.y += 3

    def _table(self, lines: list[str]) -> None:
        self.y += 4
        for row in lines:
            _, term, value = (cell.strip() for cell in row.split("|"))
            held = wrapped(value, RIGHT - LEFT - TERM)
            self._room(len(held) * LEADING + 8)
            self.page.line((LEFT, self.y), (RIGHT, self.y), 0.6, PALE)
            self.page.text(LEFT, self.y + LEADING + 2, term, REGULAR, 9, GREY)
            for line in held:
                self.y += LEADING
                self.page.text(LEFT + TERM, self.y + 2, line, BODY, SIZE)
            self.y += 8
        self.page.line((LEFT, self.y), (RIGHT, self.y), 0.6, PALE)
        self.y += 12

    def _signatures(self, row: str) -> None:
        self._room(110)
        self.y += 72
        gap = 28.0
        people = [each.strip() for each in row.split("|")]
        wide = (RIGHT - LEFT - gap * (len(people) - 1)) / len(people)
        for column, person in enumerate(people):
            name, _, role = person.partition(", ")
            x = LEFT + column * (wide + gap)
            self.page.line((x, self.y), (x + wide, self.y), 0.8, BLACK)
            self.page.text(x, self.y + 15, name, BOLD, 10)
            self.page.text(x, self.y + 29, role, REGULAR, 9, GREY)
        self.y += 40

    def _head_and_foot(self, page: Page, number: int) -> None:
        page.text(LEFT, 52, self.running_title, REGULAR, 8.5, GREY)
        page.text_right(RIGHT, 52, self.reference, REGULAR, 8.5, GREY)
        page.line((LEFT, 60), (RIGHT, 60), 0.6, PALE)
        place = f"Page {number} of {len(self.pages)}"
        page.text_right(RIGHT, 802, place, REGULAR, 8.5, GREY)
        page.text(LEFT, 802, "Initials", REGULAR, 8.5, GREY)
        page.line((LEFT + 34, 803), (LEFT + 120, 803), 0.6, PALE)


def kept_together(lines: list[str]) -> int:
    """How many lines of a paragraph begin on one page: three are never torn, none stands alone."""
    return len(lines) if len(lines) <= SHORT else 2


def wrapped(text: str, measure: float) -> list[str]:
    """A text in lines of the body font that fit a measure."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, BODY, SIZE) <= measure:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
