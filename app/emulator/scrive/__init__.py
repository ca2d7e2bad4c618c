"""The emulated Scrive: the Document API v2 and the Flow API.

What people do (codes, electronic IDs, uploads, answers) is acted out by `Service.act`; what only
its name is known of (`resend`, `tags/update`, `appendfile`, reading Flow) has a plausible form and
can be switched off by the setting `absent`.

Not imitated: limits of rate and size, other users of the account, placements that follow a phrase
of a new file, the contents of appended pages, calls to a client's address (the journal notes
them), Flow's approvers and its steps other than signing and forms.
"""

from app.emulator.plug import Service
from app.emulator.scrive.service import ScriveService
from app.emulator.world import World


def make_service(world: World) -> Service:
    """Scrive in `world`, without documents."""
    return ScriveService(world)
