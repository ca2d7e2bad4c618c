"""The people of a Flow instance."""

from app.emulator.plug import NotPlayable
from app.emulator.scrive import flow, lifecycle
from app.emulator.scrive.errands import Parts
from app.emulator.scrive.flow_records import Instance, Participant, Step
from app.emulator.scrive.playing import Proof
from app.emulator.scrive.state import State


class FlowRole:
    """One participant of one instance."""

    def __init__(self, state: State, instance: Instance, participant: Participant) -> None:
        """Stand for `participant`."""
        self._state = state
        self._instance = instance
        self._participant = participant
        self.agreement = instance.id
        self.title = instance.title
        self.key = participant.label
        self.name = participant.name
        self.phone = participant.phone

    @property
    def status(self) -> str:
        """How far the participant is."""
        participant = self._participant
        own = [
            step
            for step in self._instance.process.all_steps()
            if step.participant == participant.label
        ]
        if own and all(step.done for step in own):
            return "signed"
        if participant.declined_at:
            return "declined"
        if participant.opened_at:
            return "opened"
        if participant.delivery_failed:
            return "delivery failed"
        return "invited" if participant.invited_at else "not invited"

    @property
    def reachable(self) -> bool:
        """Whether the instance runs and the participant was invited."""
        return self._instance.status == "in_progress" and self._participant.invited_at is not None

    @property
    def opened(self) -> bool:
        """Whether the participant has opened the overview."""
        return self._participant.opened_at is not None

    @property
    def turn(self) -> str:
        """What the participant may do now; a form comes before what is signed beside it."""
        steps = self._open_steps()
        if any(step.form for step in steps):
            return "fill_form"
        return "sign" if steps else ""

    @property
    def can_decline(self) -> bool:
        """Whether the participant has something to refuse now."""
        return bool(self.turn)

    @property
    def parts(self) -> Parts:
        """The participant's party in each document that he is mapped to."""
        return flow.parties_of(self._state, self._instance, self.key)

    @property
    def can_forward(self) -> bool:
        """Nobody passes a Flow invitation on."""
        return False

    def proof(self, purpose: str) -> Proof | None:
        """A code for `sms_otp`, an electronic ID for all other providers; none for a form."""
        if purpose == "fill_form":
            return None
        if purpose == "open":
            ways = [self._participant.view]
        else:
            labels = (step.authentication for step in self._open_steps())
            ways = [self._participant.sign[label] for label in labels if label]
        asked = [way for way in ways if way is not None]
        if not asked:
            return None
        return Proof(
            by_code=any(way.provider == "sms_otp" for way in asked),
            attempts=min(way.max_attempts for way in asked),
        )

    def open(self) -> None:
        """The participant opens the overview, and from there each document."""
        self._participant.opened_at = self._state.now
        for document, party in flow.parties_of(self._state, self._instance, self.key):
            party.has_authenticated_to_view = self._participant.view is not None
            lifecycle.open_by(self._state, document, party)

    def finish(self) -> None:
        """The participant fills in or signs everything whose turn it is."""
        act = flow.fill_in if self.turn == "fill_form" else flow.sign
        act(self._state, self._instance, self._participant)

    def forward(self, email: str) -> None:
        """Never possible."""
        raise NotPlayable(f"{self.name} cannot let {email} act in a Flow")

    def decline(self, reason: str) -> None:
        """The participant refuses, which ends the instance."""
        flow.decline(self._state, self._instance, self._participant, reason)

    def fail_delivery(self) -> None:
        """The invitation bounced."""
        self._participant.delivery_failed = True
        for document, party in flow.parties_of(self._state, self._instance, self.key):
            if self._participant.email:
                party.email_delivery_status = "not_delivered"
            if self._participant.phone:
                party.mobile_delivery_status = "not_delivered"
            document.touch(self._state.now)
            text = "The invitation could not be delivered."
            document.note("deliveryproblem", self._state.now, text, self.name)

    def _open_steps(self) -> list[Step]:
        return [
            step for step in self._instance.process.open_steps() if step.participant == self.key
        ]
