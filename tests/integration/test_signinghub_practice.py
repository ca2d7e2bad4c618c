"""Practice with packages: people act from the menu without being told more."""

from app.domain.kinds import ServiceKind
from app.emulator.server import Emulator
from app.practice import EmulatorStage

HUB = ServiceKind.SIGNINGHUB


def package(emulator: Emulator, title: str) -> str:
    agreements = emulator.services["signinghub"].agreements()
    return next(one.id for one in agreements if one.title == title)


def acts(stage: EmulatorStage, service_id: str) -> dict[str, tuple[str, ...]]:
    return {one.key: one.acts for one in stage.people(HUB, service_id)}


def test_everything_that_the_menu_offers_can_be_played(emulator: Emulator) -> None:
    emulator.reset(seed=1, demo_data=True)
    stage = EmulatorStage(emulator)

    played = set()
    for title in ("Lease / Unit 7", "Office cleaning contract", "Sublet, unit 9"):
        service_id = package(emulator, title)
        for person in acts(stage, service_id):
            for act in acts(stage, service_id)[person]:
                if act in acts(stage, service_id)[person] and act != "share":
                    stage.act(HUB, service_id, person, act)
                    played.add(act)

    assert played >= {"open", "sign", "move", "archive", "delete"}


def test_whoever_has_a_password_enters_it_whatever_codes_were_sent(emulator: Emulator) -> None:
    emulator.reset(seed=1, demo_data=True)
    stage = EmulatorStage(emulator)
    lease = package(emulator, "Lease / Unit 7")
    stage.act(HUB, lease, "owner", "recall")
    stage.act(HUB, lease, "owner", "share")

    stage.act(HUB, lease, "1", "authenticate")
    stage.act(HUB, lease, "1", "sign")

    assert acts(stage, lease)["2"][:2] == ("open", "authenticate")
