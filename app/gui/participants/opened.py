"""A participant with the proof to open that SigningHub's part of the draft asks for instead."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from app.domain.agreement import Agreement, AuthenticationMethod, Participant
from app.domain.kinds import ServiceKind
from app.domain.signinghub_people import CODE, PASSWORD, Opening, recipient_settings


def as_opened(
    agreement: Agreement, person: Participant, service: ServiceKind | None
) -> Participant:
    """The participant as the service asks them; of another service nothing is different."""
    if service is not ServiceKind.SIGNINGHUB:
        return person
    opening = recipient_settings(agreement, person.label).opening
    if opening is None:
        return person
    provider = _provider(opening)
    view = AuthenticationMethod(provider=provider) if provider else None
    return replace(person, authentication=replace(person.authentication, view=view))


def _provider(opening: Opening) -> str:
    if not opening.enabled:
        return ""
    if opening.code and opening.password:
        return QCoreApplication.translate("People", "Password and SMS code")
    if opening.code:
        return CODE
    return PASSWORD if opening.password else ""
