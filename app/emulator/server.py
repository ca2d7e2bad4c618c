"""The emulator as one object: both services, the control API, the inbox page."""

from types import TracebackType
from typing import TYPE_CHECKING

from app.emulator import scrive, signinghub
from app.emulator.control import Control
from app.emulator.gateway import Gateway
from app.emulator.listener import Listener
from app.emulator.world import World

if TYPE_CHECKING:
    from app.emulator.plug import Service


class Emulator:
    """Both services, each on its own loopback port, and the control API with the inbox on a third.

    Use it as a context manager, or call `start` and `stop`. Credentials follow from the seed.
    """

    def __init__(
        self,
        *,
        seed: int | str = 1,
        scrive_port: int = 0,
        signinghub_port: int = 0,
        control_port: int = 0,
        demo_data: bool = False,
        world: World | None = None,
    ) -> None:
        """Prepare; nothing listens yet. A port of 0 is any free one."""
        self.world = world or World(seed)
        self.services: dict[str, Service] = {
            service.name: service
            for service in (scrive.make_service(self.world), signinghub.make_service(self.world))
        }
        ports = {"scrive": scrive_port, "signinghub": signinghub_port}
        self._listeners = {
            name: Listener(name, Gateway(self.world, service), ports[name])
            for name, service in self.services.items()
        }
        self._control = Control(self.world, self.services, reset=self.reset, ready=self.ready_line)
        self._listeners["control"] = Listener("control", self._control, control_port)
        self._demo_data = demo_data
        self._started = False
        self.world.faults.on_change(self._follow_refusals)

    @property
    def scrive_url(self) -> str:
        """Base URL of the emulated Scrive."""
        return self._listeners["scrive"].url

    @property
    def signinghub_url(self) -> str:
        """Base URL of the emulated SigningHub."""
        return self._listeners["signinghub"].url

    @property
    def control_url(self) -> str:
        """Base URL of the control API."""
        return self._listeners["control"].url

    @property
    def inbox_url(self) -> str:
        """The page with the messages that were "sent"."""
        return f"{self.control_url}/inbox"

    def start(self) -> None:
        """Take the ports, fill in the demo data if wanted, and serve. OSError: a port is taken."""
        try:
            for name, listener in self._listeners.items():
                listener.bind()
                self.world.urls[name] = listener.url
            if self._demo_data:
                with self.world.lock:
                    self._seed_demo()
            for listener in self._listeners.values():
                listener.open()
        except OSError:
            self.stop()
            raise
        self._started = True

    def stop(self) -> None:
        """End all connections and free the ports; what happened can still be read."""
        self._started = False
        self.world.interrupt()
        for listener in self._listeners.values():
            listener.close()

    def __enter__(self) -> "Emulator":
        """Start."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self.stop()

    def reset(self, seed: int | str | None = None, *, demo_data: bool = False) -> None:
        """Empty both services, the inbox, the journal and the faults; the ports stay."""
        with self.world.lock:
            self.world.reset(seed)
            for service in self.services.values():
                service.reset()
            if demo_data:
                self._seed_demo()

    def ready_line(self) -> dict[str, object]:
        """What `countersign emulator` prints when ready."""
        line: dict[str, object] = {
            name: {"base_url": self._listeners[name].url, **service.credentials()}
            for name, service in self.services.items()
        }
        return {**line, "control": self.control_url, "inbox": self.inbox_url}

    def _seed_demo(self) -> None:
        for service in self.services.values():
            service.seed_demo()

    def _follow_refusals(self) -> None:
        if not self._started:
            return
        for name in self.services:
            if self.world.faults.refuses(name):
                self._listeners[name].close()
            else:
                self._listeners[name].open()
