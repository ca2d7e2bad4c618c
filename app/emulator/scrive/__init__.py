"""The emulated Scrive: the Document API v2 and the Flow API.

Not imitated: limits of rate and size, attachments, templates, folders, prolonging, restarting,
forwarding, callbacks, changes to parties after the start, eID (it always succeeds), Flow's forms,
its approvers, and everything in Flow that no document describes (reading, listing, cancelling).
"""

from app.emulator.plug import Service
from app.emulator.scrive.service import ScriveService
from app.emulator.world import World


def make_service(world: World) -> Service:
    """Scrive in `world`, without documents."""
    return ScriveService(world)
