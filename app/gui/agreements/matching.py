"""Words in which what was searched for is marked."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)


def matches(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Begin and length of each place where one of the words occurs; they may overlap."""
    folded = text.casefold()
    if len(folded) != len(text):
        # Some letters grow when folded, and then places would not fit.
        folded = text.lower()
    for word in words:
        begin = folded.find(word)
        while word and begin >= 0:
            yield begin, len(word)
            begin = folded.find(word, begin + len(word))


def paint_matched(
    painter: QPainter,
    place: QRect,
    text: str,
    font: QFont,
    colours: tuple[QColor, QColor],
    words: Sequence[str],
) -> None:
    """Draw as much of `text` as fits; what matches is stronger and in the second colour."""
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats(
        [_marked(begin, length, colours[1]) for begin, length in matches(shown, words)]
    )
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(place.width())
    layout.endLayout()
    painter.setPen(colours[0])
    top = place.top() + (place.height() - line.height()) / 2
    layout.draw(painter, QPointF(place.left(), top))


def _marked(begin: int, length: int, colour: QColor) -> QTextLayout.FormatRange:
    kind = QTextCharFormat()
    kind.setForeground(colour)
    kind.setFontWeight(QFont.Weight.DemiBold)
    marked = QTextLayout.FormatRange()
    marked.start = begin
    marked.length = length
    marked.format = kind
    return marked
