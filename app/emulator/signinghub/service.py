"""The emulated SigningHub as the server plugs it in."""

from typing_extensions import override
from werkzeug.wrappers import Request, Response

from app.emulator.json_value import JsonValue
from app.emulator.plug import Agreement, Service
from app.emulator.signinghub import configuring, demo, people, play, routes, shelf_stock
from app.emulator.signinghub.letters import Letter
from app.emulator.signinghub.site import Site
from app.emulator.signinghub.state import State
from app.emulator.signinghub.tokens import Tokens
from app.emulator.world import World

NAME = "signinghub"


class SigningHub(Service):
    """Strict, stateful, in memory; see `plug.Service` for its methods."""

    def __init__(self, world: World) -> None:
        """Start empty in `world`."""
        self._world = world
        self._site = self._new_site()

    @property
    @override
    def name(self) -> str:
        return NAME

    @property
    def site(self) -> Site:
        """Memory, tokens and settings; a new object after each reset."""
        return self._site

    @override
    def handle(self, request: Request) -> Response:
        return routes.answer(self._site, request)

    @override
    def credentials(self) -> dict[str, str]:
        return {
            "client_id": self._site.client_id,
            "client_secret": self._site.client_secret,
            "username": self._site.administrator.email,
            "password": self._site.administrator.password,
        }

    @override
    def reset(self) -> None:
        self._site = self._new_site()

    @override
    def seed_demo(self) -> None:
        demo.seed(self._site, self._world.clock)

    @override
    def agreements(self) -> list[Agreement]:
        return play.shown(self._site.state)

    @override
    def act(self, agreement: str, person: str, action: str, **options: str) -> None:
        play.act(self._site.state, agreement, person, action, options)

    @override
    def configure(self, settings: dict[str, JsonValue]) -> None:
        configuring.apply(self._site, settings)

    @override
    def tick(self) -> None:
        self._site.state.tick()

    def serve_workflow(self, package_id: int, body: JsonValue) -> None:
        """Let GET workflow of `package_id` answer exactly `body`, also for unknown packages.

        A text goes out as it is, whether it is JSON or not, anything else as its JSON; None ends
        it.
        """
        configuring.serve_workflow(self._site, package_id, body)

    def _new_site(self) -> Site:
        ids = self._world.ids.child(NAME)
        now = self._world.clock.now
        administrator = people.administrator(ids.child("password").secret())
        state = State(now=now, ids=ids, post=self._deliver)
        state.add_user(administrator)
        for user in people.colleagues(ids.child("passwords")):
            state.add_user(user)
        shelf_stock.fill(state.shelf)
        return Site(
            state=state,
            tokens=Tokens(now, ids.child("tokens")),
            administrator=administrator,
            client_id="countersign-practice",
            client_secret=ids.child("client").secret(32),
        )

    def _deliver(self, letter: Letter) -> None:
        link = ""
        if letter.person and letter.package_id is not None:
            link = self._world.play_link(NAME, str(letter.package_id), letter.person)
        self._world.inbox.deliver(
            service=NAME,
            channel=letter.channel,
            to=letter.to,
            subject=letter.subject,
            text=letter.text,
            link=link,
            code=letter.code,
        )
