"""A combo box for narrow places: of what does not fit, the beginning and the end are shown."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget
from typing_extensions import override

_ARROW = 28
"""What the style sheet keeps for the arrow."""
_PADDING = 22


class ElidedCombo(QComboBox):
    """Shows as much of its text as fits; the whole is in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be as narrow as the layout wants."""
        super().__init__(parent)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(policy)
        self.setMinimumContentsLength(4)

    @override
    def showPopup(self) -> None:
        """Open the list as wide as its longest text, so that names can be told apart."""
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + _ARROW)
        super().showPopup()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.width() - _ARROW - _PADDING
        whole = self.currentText()
        option.currentText = self.fontMetrics().elidedText(
            whole, Qt.TextElideMode.ElideMiddle, room
        )
        self.setToolTip(whole if option.currentText != whole else "")
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
