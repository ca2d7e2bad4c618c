"""The dialog for following what was made elsewhere: one agreement, or all that was sent."""

from collections.abc import Sequence
from typing import Final, Protocol

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QProgressBar, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.kinds import ServiceKind
from app.gui.error_words import words_for
from app.gui.metrics import GAP_PANE
from app.gui.tasks import Step, Task, TaskContext, Tasks
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.choice import Choice, Option
from app.gui.widgets.field import Field
from app.gui.widgets.labels import Label
from app.gui.widgets.service_mark import service_icon
from app.gui.widgets.sheet import Sheet
from app.services.accounts import Account
from app.services.cancel import CancelToken
from app.services.ports import Progress
from app.services.tracking.tracked import FollowedAll, TrackedAgreement

_ONE: Final = "one"
_ALL: Final = "all"


class Follower(Protocol):
    """Asks a service and begins to follow; blocks, raises ServiceError or DomainError."""

    def follow(self, account: Account, service_id: str) -> TrackedAgreement:
        """Follow one agreement."""
        ...

    def follow_all(
        self,
        account: Account,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> FollowedAll:
        """Follow all that the account sent and that is open; none of it when it is cancelled."""
        ...


class FollowDialog(Sheet):
    """Asks for an account and what of it to follow, and follows it.

    Signals:
        followed: the `TrackedAgreement`, where one was wanted
    """

    followed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        accounts: Sequence[Account],
        follower: Follower,
        tasks: Tasks,
        parent: QWidget | None = None,
    ) -> None:
        """Offer `accounts`; `follower` is called on a thread."""
        super().__init__(theme, self.tr("Follow an agreement made elsewhere"), parent)
        self._accounts = tuple(accounts)
        self._follower = follower
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
        options = (
            Option(key=_ONE, text=self.tr("One agreement")),
            Option(key=_ALL, text=self.tr("All that this account sent")),
        )
        self.scope = Choice(self.theme, options, label=self.tr("What to follow"))
        self.scope.setObjectName("scope")
        self.scope.set_value(_ONE)
        self.id = QLineEdit()
        self.id.setObjectName("service-id")
        self._account_field = Field(self.theme, self.tr("Account"), self.account)
        self._id_field = Field(self.theme, "", self.id)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._told = Field(self.theme, "", self._bar)
        self._told.label.hide()
        keeping = self._bar.sizePolicy()
        keeping.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(keeping)
        self._bar.hide()
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
        layout.addWidget(self.scope)
        layout.addWidget(self._id_field)
        layout.addWidget(self._told)
        self.add_foot(self.cancel)
        self.add_foot(self.follow)

    def _connect(self) -> None:
        self.account.currentIndexChanged.connect(self._refresh)
        self.scope.chosen.connect(self._refresh)
        self.id.textChanged.connect(self._on_id_changed)
        self.follow.clicked.connect(self._on_follow_clicked)
        self.cancel.clicked.connect(self.reject)

    def _chosen(self) -> Account:
        return self._accounts[self.account.currentIndex()]

    @property
    def _wants_all(self) -> bool:
        return self.scope.value() == _ALL

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
        self._id_field.setVisible(not self._wants_all)
        self._told.setVisible(self._wants_all)
        self._told.set_note(
            self.tr("Whatever is open and was sent with this account, from here or elsewhere.")
        )
        self._set_possible()

    @Slot()
    def _on_id_changed(self) -> None:
        self._refresh()

    def _set_possible(self) -> None:
        if self._task is not None:
            self.follow.set_possible(False, self.tr("The service is being asked."))
        else:
            ready = self._wants_all or bool(self.id.text().strip())
            self.follow.set_possible(ready, self.tr("Enter the id first."))
        for widget in (self.account, self.scope, self.id):
            widget.setEnabled(self._task is None)

    @Slot()
    def _on_follow_clicked(self) -> None:
        account, follower = self._chosen(), self._follower
        asking = self.tr("Asking {account}…").format(account=account.name)
        if self._wants_all:
            self._follow_all(account)
            self._told.set_note(asking)
        else:
            service_id = self.id.text().strip()

            def work(_context: TaskContext) -> TrackedAgreement:
                return follower.follow(account, service_id)

            self._task = self._tasks.run(
                work, done=self._on_followed, failed=self._on_failed, ended=self._on_ended
            )
            self._id_field.set_note(asking)
        self._set_possible()

    def _follow_all(self, account: Account) -> None:
        follower = self._follower

        def work(context: TaskContext) -> FollowedAll:
            return follower.follow_all(account, context.progress_of_bytes, context.cancel)

        self._bar.setRange(0, 0)
        self._bar.show()
        self._task = self._tasks.run(
            work,
            done=self._on_all_followed,
            failed=self._on_failed,
            progress=self._on_progress,
            ended=self._on_ended,
        )

    @override
    def reject(self) -> None:
        """Stop asking: what was not followed yet is not followed."""
        if self._task is not None:
            self._task.cancel()
        super().reject()

    def _on_followed(self, tracked: TrackedAgreement) -> None:
        self.followed.emit(tracked)
        self.accept()

    def _on_progress(self, step: Step) -> None:
        self._bar.setRange(0, step.total)
        self._bar.setValue(step.done)
        words = self.tr("{done} of {total} agreements read")
        self._told.set_note(words.format(done=step.done, total=step.total))

    def _on_all_followed(self, result: FollowedAll) -> None:
        self._told.set_note(self._outcome(len(result.added), result.already))
        self.follow.hide()
        self.cancel.setText(self.tr("Close"))

    def _outcome(self, added: int, already: int) -> str:
        before = self.tr("{count} were followed before.").format(count=already) if already else ""
        if added == 0:
            return before or self.tr("This account has sent nothing that is still open.")
        one = self.tr("1 agreement is followed from now on.")
        many = self.tr("{count} agreements are followed from now on.").format(count=added)
        return " ".join(filter(None, (one if added == 1 else many, before)))

    def _on_failed(self, error: Exception) -> None:
        field = self._told if self._wants_all else self._id_field
        field.set_wrong(words_for(error).paragraph())
        self.id.setFocus()

    def _on_ended(self) -> None:
        self._task = None
        self._bar.hide()
        self._set_possible()
