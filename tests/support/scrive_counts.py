"""What the emulated Scrive really holds after a send: agreements, leftovers, doubles."""

from collections import Counter

from app.emulator.server import Emulator

_DRAFT = "preparation"


def started_agreements(emulator: Emulator) -> int:
    """How many Flow instances and single documents were really started."""
    with emulator.world.lock:
        found = emulator.services["scrive"].agreements()
        return sum(each.status != _DRAFT for each in found)


def left_over_drafts(emulator: Emulator) -> list[str]:
    """Ids of the drafts that no started agreement uses, those in the trash included."""
    with emulator.world.lock:
        found = emulator.services["scrive"].agreements()
        return [each.id for each in found if each.status == _DRAFT]


def doubled(emulator: Emulator) -> list[str]:
    """People who are twice in one started agreement, and messages that went out twice."""
    with emulator.world.lock:
        people = Counter(
            f"{person.name} in {agreement.id}"
            for agreement in emulator.services["scrive"].agreements()
            if agreement.status != _DRAFT
            for person in agreement.people
        )
        messages = Counter(
            f"{each.channel} to {each.to}: {each.subject}"
            for each in emulator.world.inbox.messages()
            if each.service == "scrive" and each.code is None
        )
    return [what for what, times in (people + messages).items() if times > 1]
