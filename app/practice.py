"""The emulator as a stage: its people act for practice, for the tour and for tests."""

from typing import TYPE_CHECKING

from app.domain.errors import DomainError
from app.domain.kinds import ServiceKind

if TYPE_CHECKING:
    from app.emulator.plug import Agreement as PlayedAgreement
    from app.emulator.server import Emulator
    from app.gui.practice import PlayedPerson
    from app.gui.tour.stage import Exchange, Letter, MadeElsewhere


class EmulatorStage:
    """Lets the emulator's people act, for practice and the tour."""

    def __init__(self, emulator: "Emulator", elsewhere: str = "") -> None:
        """Play on `emulator`; the package called `elsewhere` is followed by nobody."""
        self.emulator = emulator
        self._elsewhere = elsewhere

    def people(self, service: ServiceKind, service_id: str) -> "tuple[PlayedPerson, ...]":
        """Who takes part in an agreement, with what they can do now."""
        from app.gui.practice import PlayedPerson

        with self.emulator.world.lock:
            agreement = self._find(service, service_id)
            people = agreement.people if agreement is not None else ()
            return tuple(
                PlayedPerson(key=each.key, name=each.name, acts=each.actions) for each in people
            )

    def act(self, service: ServiceKind, service_id: str, person: str, act: str) -> None:
        """Let a person act; a code is looked up in the inbox, a reason is invented.

        At SigningHub people know their passwords and codes themselves.
        """
        from app.emulator.plug import NotPlayable

        options: dict[str, str] = {}
        with self.emulator.world.lock:
            if act == "authenticate" and service is ServiceKind.SCRIVE:
                options["code"] = self._newest_code(service)
            if act == "decline":
                options["reason"] = "The dates do not suit us."
            agreement = self._find(service, service_id)
            name = service_id if agreement is None else agreement.id
            try:
                self.emulator.services[service.value].act(name, person, act, **options)
            except (NotPlayable, KeyError) as error:
                facts = {"sentence": "That cannot be played now.", "detail": f"{error}."}
                raise DomainError("practice.not_playable", facts=facts) from error

    def exchanges(self) -> "tuple[Exchange, ...]":
        """Every request that reached the emulator."""
        from app.gui.tour.stage import Exchange

        return tuple(
            Exchange(service=each.service, method=each.method, path=each.path, status=each.status)
            for each in self.emulator.world.journal.entries()
        )

    def letters(self) -> "tuple[Letter, ...]":
        """Every message that would have been sent."""
        from app.gui.tour.stage import Letter

        with self.emulator.world.lock:
            messages = self.emulator.world.inbox.messages()
        return tuple(
            Letter(channel=each.channel, to=each.to, subject=each.subject) for each in messages
        )

    def let_time_pass(self, seconds: float) -> None:
        """Turn the emulator's clock forward, with all that this brings."""
        with self.emulator.world.lock:
            self.emulator.world.clock.advance(seconds)
            for service in self.emulator.services.values():
                service.tick()

    def package_made_elsewhere(self) -> "MadeElsewhere":
        """The SigningHub package that is not followed. Raises LookupError without one."""
        from app.gui.tour.stage import MadeElsewhere

        with self.emulator.world.lock:
            for each in self.emulator.services[ServiceKind.SIGNINGHUB.value].agreements():
                if each.title == self._elsewhere:
                    return MadeElsewhere(service_id=each.id, title=each.title)
        raise LookupError(self._elsewhere)

    def _find(self, service: ServiceKind, service_id: str) -> "PlayedAgreement | None":
        wanted = set(service_id.split(","))
        for agreement in self.emulator.services[service.value].agreements():
            if agreement.id in wanted or wanted & set(agreement.documents):
                return agreement
        return None

    def _newest_code(self, service: ServiceKind) -> str:
        codes = [
            message.code
            for message in self.emulator.world.inbox.messages()
            if message.service == service.value and message.code
        ]
        return codes[-1] if codes else ""
