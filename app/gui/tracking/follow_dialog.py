"""The dialog for following an agreement that was made elsewhere."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.domain.kinds import ServiceKind
from app.gui.error_words import words_for
from app.gui.metrics import GAP_PANE
from app.gui.tasks import Task, TaskContext, Tasks
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.field import Field
from app.gui.widgets.labels import Label
from app.gui.widgets.service_mark import service_icon
from app.gui.widgets.sheet import Sheet
from app.services.accounts import Account
from app.services.tracking.tracked import TrackedAgreement

Follow = Callable[[Account, str], TrackedAgreement]
"""Asks the service and begins to follow; blocks, raises ServiceError or DomainError."""


class FollowDialog(Sheet):
    """Asks for account and id, and follows when the service knows the agreement.

    Signals:
        followed: the `TrackedAgreement`
    """

    followed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        accounts: Sequence[Account],
        follow: Follow,
        tasks: Tasks,
        parent: QWidget | None = None,
    ) -> None:
        """Offer `accounts`; `follow` is called on a thread."""
        super().__init__(theme, self.tr("Follow an agreement made elsewhere"), parent)
        self._accounts = tuple(accounts)
        self._follow = follow
        self._tasks = tasks
        self._task: Task | None = None
        self._build_widgets()
        self._build_layout()
        self._connect()
        self._refresh()

    def _build_widgets(self) -> None:
        self.account = QComboBox()
        self.account.setObjectName("account")
        for each in self._accounts:
            self.account.addItem(service_icon(self.theme, each.service), each.name)
        self.id = QLineEdit()
        self.id.setObjectName("service-id")
        self._account_field = Field(self.theme, self.tr("Account"), self.account)
        self._id_field = Field(self.theme, "", self.id)
        self.follow = Button(self.theme, self.tr("Follow"), kind="primary", name="follow")
        self.follow.setDefault(True)
        self.cancel = Button(self.theme, self.tr("Cancel"), name="cancel")

    def _build_layout(self) -> None:
        text = self.tr(
            "Countersign asks the service about it and shows it in the list."
            " Nobody is notified, nothing is changed."
        )
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(GAP_PANE, GAP_PANE, GAP_PANE, GAP_PANE)
        layout.setSpacing(GAP_PANE)
        layout.addWidget(Label(self.theme, text, token="text-2", wrap=True))
        layout.addWidget(self._account_field)
        layout.addWidget(self._id_field)
        self.add_foot(self.cancel)
        self.add_foot(self.follow)

    def _connect(self) -> None:
        self.account.currentIndexChanged.connect(self._refresh)
        self.id.textChanged.connect(self._on_id_changed)
        self.follow.clicked.connect(self._on_follow_clicked)
        self.cancel.clicked.connect(self.reject)

    def _chosen(self) -> Account:
        return self._accounts[self.account.currentIndex()]

    @Slot()
    def _refresh(self) -> None:
        if self._chosen().service is ServiceKind.SCRIVE:
            label = self.tr("Document id")
            note = self.tr("Several ids, joined by a comma, are one Flow agreement.")
        else:
            label = self.tr("Package id")
            note = self.tr("The number of the package in SigningHub.")
        self._id_field.label.setText(label)
        self.id.setAccessibleName(label)
        self._id_field.set_note(note)
        self._set_possible()

    @Slot()
    def _on_id_changed(self) -> None:
        self._refresh()

    def _set_possible(self) -> None:
        if self._task is not None:
            self.follow.set_possible(False, self.tr("The service is being asked."))
        else:
            self.follow.set_possible(bool(self.id.text().strip()), self.tr("Enter the id first."))

    @Slot()
    def _on_follow_clicked(self) -> None:
        account, service_id, follow = self._chosen(), self.id.text().strip(), self._follow

        def work(_context: TaskContext) -> TrackedAgreement:
            return follow(account, service_id)

        self._task = self._tasks.run(
            work, done=self._on_followed, failed=self._on_failed, ended=self._on_ended
        )
        self._id_field.set_note(self.tr("Asking {account}…").format(account=account.name))
        self._set_possible()

    def _on_followed(self, tracked: TrackedAgreement) -> None:
        self.followed.emit(tracked)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._id_field.set_wrong(words_for(error).paragraph())
        self.id.setFocus()

    def _on_ended(self) -> None:
        self._task = None
        self._set_possible()
