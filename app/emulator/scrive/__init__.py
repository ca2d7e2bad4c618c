"""The emulated Scrive: the Document API v2 and the Flow API."""

from app.emulator.plug import Service
from app.emulator.scrive.service import ScriveService
from app.emulator.world import World


def make_service(world: World) -> Service:
    """Scrive in `world`, without documents."""
    return ScriveService(world)
