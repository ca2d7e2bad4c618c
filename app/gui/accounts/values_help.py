"""Where a person finds the values of a sign-in."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.kinds import ServiceKind
from app.gui.accounts.ways import Way
from app.gui.metrics import GAP, GAP_PANE
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.labels import Label, Sentence
from app.gui.widgets.sheet import Sheet


class ValuesHelp(Sheet):
    """Numbered steps to the values, and what is worth knowing before.

    The steps at Scrive follow its page `Integration settings`, those at SigningHub the manual for
    administrators, section `Integrations`.
    """

    def __init__(
        self,
        theme: Theme,
        service: ServiceKind,
        way: Way = Way.VALUES,
        parent: QWidget | None = None,
    ) -> None:
        """Explain what `way` asks for at `service`."""
        super().__init__(theme, self.tr("Where these values are"), parent)
        self.setObjectName("values-help")
        explained = {
            Way.VALUES: self._scrive,
            Way.BROWSER: self._browser,
            Way.PASSWORD: self._password,
        }
        scrive = service is ServiceKind.SCRIVE
        steps, note = explained[way]() if scrive else self._signinghub()
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        for number, step in enumerate(steps, 1):
            grid.addWidget(Label(theme, f"{number}.", token="text-2"), number, 0)
            grid.addWidget(_sentence(theme, step), number, 1)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(20, GAP_PANE, 20, GAP_PANE)
        layout.setSpacing(GAP_PANE)
        layout.addLayout(grid)
        layout.addWidget(_sentence(theme, note, "text-2"))
        close = Button(theme, self.tr("Close"), name="close")
        close.clicked.connect(self.accept)
        self.add_foot(close)
        self.fit()

    def _scrive(self) -> tuple[tuple[str, ...], str]:
        steps = (
            self.tr("Sign in to Scrive in your browser, as you always do."),
            self.tr("Open Settings, then Integration settings."),
            self.tr("Under Personal access credentials, create a set."),
            self.tr("Copy the whole list of four values, then press Paste all four here."),
        )
        note = self.tr(
            "Scrive shows the two secrets only once, and you have one set at a time. If you"
            " already have one whose secrets nobody kept, it has to be deleted first; another"
            " program that uses it then needs the new values too."
        )
        return steps, note

    def _browser(self) -> tuple[tuple[str, ...], str]:
        steps = (
            self.tr("Ask your administrator for client credentials for Countersign."),
            self.tr("Enter their identifier and secret here, then press Test or Save account."),
            self.tr("Your browser opens Scrive: sign in there, and permit Countersign."),
            self.tr("Come back here; Countersign notices by itself."),
        )
        note = self.tr(
            "This also works with two-factor authentication. You can take the permission back in"
            " Scrive at any time."
        )
        return steps, note

    def _password(self) -> tuple[tuple[str, ...], str]:
        steps = (
            self.tr("Enter the e-mail address and the password with which you sign in to Scrive."),
            self.tr("Countersign gets the four values for them, and forgets the password."),
        )
        note = self.tr(
            "Scrive does not do this for users with two-factor authentication; take one of the"
            " other ways then."
        )
        return steps, note

    def _signinghub(self) -> tuple[tuple[str, ...], str]:
        steps = (
            self.tr("Ask your administrator for the address of the API and for an integration."),
            self.tr("Its application name is the client ID, its API key the client secret."),
            self.tr("User name and password are those with which you sign in to SigningHub."),
            self.tr("Leave Act for empty, unless you work on behalf of somebody else."),
            self.tr("A server of your company may need files: see Company server in the form."),
        )
        note = self.tr(
            "A user who needs a code to sign in cannot be used by programs. Administrators find"
            " integrations under Enterprise Settings, Integrations."
        )
        return steps, note


def _sentence(theme: Theme, text: str, token: str = "text") -> Sentence:
    sentence = Sentence(theme, token=token)
    sentence.say("", text)
    return sentence
