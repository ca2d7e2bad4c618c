"""The tools with which the demo's stories are told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.emulator.clock import Clock
from app.emulator.signinghub import drafting, drawing, play
from app.emulator.signinghub.drafting import NewRecipient, Upload
from app.emulator.signinghub.drawing import NewField
from app.emulator.signinghub.options import Box
from app.emulator.signinghub.records import Package, Recipient, User
from app.emulator.signinghub.site import Site
from app.emulator.signinghub.words import Role, WorkflowMode, WorkflowType


def person(name: str, role: Role = Role.SIGNER, *, stage: int | None = None) -> NewRecipient:
    """Somebody at example.com whose address follows from the name."""
    email = f"{name.lower().replace(' ', '.')}@example.com"
    return NewRecipient(role=role, name=name, email=email, signing_order=stage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One story being told, from some days before the present on."""

    site: Site
    clock: Clock
    present: datetime

    def day(self, days_ago: int, hour: int, minute: int = 0) -> datetime:
        """A moment of a day before the present one, or of a day to come (negative)."""
        midnight = self.present.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight - timedelta(days=days_ago) + timedelta(hours=hour, minutes=minute)

    def turn(self, days_ago: int, hour: int, minute: int = 0) -> None:
        """Turn the clock to a moment in the past; what was due until then has happened."""
        self.clock.set(self.day(days_ago, hour, minute))
        self.site.state.tick()

    def user(self, email: str) -> User:
        """A registered user."""
        user = self.site.state.user(email)
        if user is None:
            raise KeyError(email)
        return user

    def compose(
        self,
        name: str,
        files: dict[str, bytes],
        people: list[NewRecipient],
        *,
        owner: User | None = None,
        kind: WorkflowType = WorkflowType.SERIAL,
        mode: WorkflowMode = WorkflowMode.ONLY_OTHERS,
        message: str = "",
    ) -> Package:
        """A draft with a signature field for every signer in the first document."""
        state = self.site.state
        package = state.add_package(owner or self.site.administrator, name=name, mode=mode)
        drafting.update_workflow(package, type_=kind, message=message)
        for file_name, content in files.items():
            state.upload(
                package, Upload(file_name=file_name, content=content, source="Countersign")
            )
        for recipient in drafting.add_recipients(package, people):
            if recipient.role is Role.SIGNER:
                self._add_field(package, recipient)
        state.touch(package)
        return package

    def share(self, package: Package) -> None:
        """Send it."""
        self.site.state.share(package.owner, package.package_id)

    def act(self, package: Package, name: str, action: str, **options: str) -> None:
        """Let the person of that name do something."""
        key = next(str(r.key) for r in package.recipients if r.label == name)
        play.act(self.site.state, str(package.package_id), key, action, options)

    @staticmethod
    def recipient(package: Package, name: str) -> Recipient:
        """The recipient of that name."""
        return next(r for r in package.recipients if r.label == name)

    @staticmethod
    def _add_field(package: Package, recipient: Recipient) -> None:
        order = package.position(recipient)
        document = package.documents[0]
        drawing.add_field(
            package,
            document,
            NewField(
                kind="electronic_signature",
                order=order,
                page=document.pages,
                box=Box(x=56, y=90 * order, width=200, height=80),
                name=f"signature-{order}",
            ),
        )
