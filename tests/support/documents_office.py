"""An outbox that sends with the emulated Scrive's Document API alone, over real sockets."""

from typing import Final

from typing_extensions import override

from app.domain.agreement import Agreement, Authentication, AuthenticationMethod, Participant
from app.domain.kinds import Delivery, Order, Role, StepType
from app.domain.process import Branch, Step
from app.services.outbox.carrier import Carrier
from app.services.scrive.document_sending import DocumentsCarrier
from tests.support.agreements import DRAFT_ID, a_document, a_step, bodil, elin, inga
from tests.support.flow_office import Office

START: Final = "/start$"
UPDATE: Final = "/update$"
A4: Final = (595.0, 842.0)


def karin() -> Participant:
    """Approves, before anybody signs."""
    return Participant(
        label="karin", name="Karin Dahl", email="karin@example.com", role=Role.APPROVER
    )


def tuva() -> Participant:
    """Signs with an eID over a link that she is given."""
    return Participant(
        label="tuva",
        name="Tuva Maria Nyström",
        delivery=Delivery.LINK,
        authentication=Authentication(
            sign=(AuthenticationMethod(label="tuva_sign", provider="se_bankid"),)
        ),
    )


def a_document_agreement(**changes: object) -> Agreement:
    """Karin approves, then Bodil, Inga and Tuva sign at the same time; Elin only views."""
    values: dict[str, object] = {
        "id": DRAFT_ID,
        "title": "Lease 2031",
        "message": "Please sign before Friday.",
        "language": "sv",
        "documents": (a_document(),),
        "participants": (karin(), bodil(), inga(), tuva(), elin()),
        "process": Branch(
            order=Order.SEQUENCE,
            steps=(
                Step(type=StepType.APPROVE, participant="karin", documents=("contract",)),
                Branch(
                    order=Order.PARALLEL,
                    steps=(
                        a_step("bodil"),
                        a_step("inga", authentication="inga_sign"),
                        a_step("tuva", authentication="tuva_sign"),
                    ),
                ),
            ),
        ),
        "scrive": {"send_with": "documents", "days_to_sign": 30, "days_to_remind": 7},
    }
    values.update(changes)
    return Agreement(**values)  # type: ignore[arg-type]


class DocumentsOffice(Office):
    """An outbox whose agreements are started as single documents."""

    page_count = 1

    @override
    def carrier(self) -> Carrier:
        return DocumentsCarrier(self.client, lambda _path: [A4] * self.page_count)

    @override
    def agreement(self) -> Agreement:
        return a_document_agreement()
