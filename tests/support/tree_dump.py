"""A tree model as nested lists, to be compared whole."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex


def dump(model: QAbstractItemModel, parent: QModelIndex | None = None) -> list[object]:
    """The words of each row, column by column, then what is below it."""
    parent = parent or QModelIndex()
    found: list[object] = []
    for place in range(model.rowCount(parent)):
        index = model.index(place, 0, parent)
        words = [index.siblingAtColumn(column).data() for column in range(model.columnCount())]
        found.append((*words, dump(model, index)))
    return found
