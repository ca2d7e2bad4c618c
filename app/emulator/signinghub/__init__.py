"""SigningHub on loopback: strict, with state machines that people can play."""

from app.emulator.plug import Service
from app.emulator.signinghub.service import SigningHub
from app.emulator.world import World


def make_service(world: World) -> Service:
    """The emulated SigningHub, empty, in `world`."""
    return SigningHub(world)
