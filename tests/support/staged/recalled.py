"""A package that was sent and recalled, put straight into the emulated SigningHub."""

from datetime import UTC, datetime

from app.emulator.sealing import write_pdf
from app.emulator.server import Emulator
from app.emulator.signinghub import drafting
from app.emulator.signinghub.drafting import NewRecipient, Upload
from app.emulator.signinghub.records import LogEntry
from app.emulator.signinghub.service import SigningHub
from app.emulator.signinghub.words import Happening, Role

RECALLED_ON = datetime(2031, 2, 3, 4, 5, 6, tzinfo=UTC)
_PDF = write_pdf([("Lease as it was", ["Between two"])])
_PEOPLE = ("Bodil Oskarsson", "Otto Strand", "Elin Sund")


def recalled_id(number: int) -> int:
    """The id of the package that the draft of a number continues."""
    return 500_000 + number


def recalled_package(emulator: Emulator, number: int) -> None:
    """Three people, one of whom is to be replaced, and a document that is to go."""
    hub = emulator.services["signinghub"]
    assert isinstance(hub, SigningHub)
    state = hub.site.state
    with emulator.world.lock:
        owner = state.user(hub.credentials()["username"])
        assert owner is not None
        package = state.add_package(owner=owner, name="Lease 2031")
        del state.packages[package.package_id]
        package.package_id = recalled_id(number)
        state.packages[package.package_id] = package
        state.upload(
            package,
            Upload(file_name="old.pdf", content=_PDF, source="Countersign/0123456789-1"),
        )
        people = [
            NewRecipient(role=Role.SIGNER, email=f"{name[:4].lower()}@example.com", name=name)
            for name in _PEOPLE
        ]
        drafting.add_recipients(package, people)
        package.continue_on_decline = True
        package.log += [
            LogEntry(log_id=at, at=RECALLED_ON, action=action, email=owner.email, name=owner.name)
            for at, action in enumerate((Happening.SHARED, Happening.RECALLED), start=1)
        ]
        package.modified_on = RECALLED_ON
