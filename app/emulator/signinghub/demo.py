"""The plausible packages with which the demo begins, played in the past by the clock."""

from app.emulator.clock import Clock
from app.emulator.signinghub import demo_rich, demo_shelf, demo_stories
from app.emulator.signinghub.demo_stage import Stage
from app.emulator.signinghub.site import Site


def seed(site: Site, clock: Clock) -> None:
    """Play all stories, oldest first, and leave the clock at the present.

    Each is built and moved by the same methods as requests; what it sends stays in the inbox.
    """
    present = clock.now()
    try:
        newer = (*demo_stories.NEWER, demo_shelf.declaration, demo_shelf.sublet)
        for story in (*demo_stories.OLDER, demo_rich.lease, *newer):
            story(Stage(site=site, clock=clock, present=present))
    finally:
        clock.set(present)
    site.state.tick()
