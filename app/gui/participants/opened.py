"""A participant with the proofs that SigningHub really asks for."""

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
    asked = person.authentication
    opening = recipient_settings(agreement, person.label).opening
    view = asked.view if opening is None else _method(opening)
    # The plan of the account decides how often one may try; what a draft says is not sent.
    view = None if view is None else replace(view, max_attempts=None)
    sign = tuple(replace(each, max_attempts=None) for each in asked.sign)
    return replace(person, authentication=replace(asked, view=view, sign=sign))


def _method(opening: Opening) -> AuthenticationMethod | None:
    provider = _provider(opening)
    return AuthenticationMethod(provider=provider) if provider else None


def _provider(opening: Opening) -> str:
    if not opening.enabled:
        return ""
    if opening.code and opening.password:
        return QCoreApplication.translate("People", "Password and SMS code")
    if opening.code:
        return CODE
    return PASSWORD if opening.password else ""
