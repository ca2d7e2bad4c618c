"""Words for statuses, roles, ways of delivery and proofs of identity."""

from collections.abc import Mapping
from typing import Final

from app.domain.kinds import Delivery, Role
from app.domain.status import AgreementStatus, ParticipantStatus

_AGREEMENT = {
    AgreementStatus.DRAFT: "Draft",
    AgreementStatus.IN_PROGRESS: "Waiting",
    AgreementStatus.COMPLETED: "Completed",
    AgreementStatus.DECLINED: "Declined",
    AgreementStatus.CANCELLED: "Withdrawn",
    AgreementStatus.EXPIRED: "Expired",
    AgreementStatus.FAILED: "Stopped by the service",
    AgreementStatus.UNKNOWN: "Unknown",
}
_ACTED = {
    Role.SIGNER.value: "Signed",
    Role.APPROVER.value: "Approved",
    Role.VIEWER.value: "Viewed",
    Role.COPY.value: "Copy sent",
    Role.EDITOR.value: "Filled in",
    Role.HOST.value: "Hosted",
}
_PARTICIPANT = {
    ParticipantStatus.NOT_YET: "Not yet",
    ParticipantStatus.INVITED: "Invited",
    ParticipantStatus.OPENED: "Opened, not signed",
    ParticipantStatus.DECLINED: "Declined",
    ParticipantStatus.SKIPPED: "Not needed any more",
    ParticipantStatus.EXPIRED: "Access ended",
    ParticipantStatus.FAILED: "Not delivered",
    ParticipantStatus.UNKNOWN: "Unknown",
}
_UNINVITED: Final[Mapping[Delivery | None, str]] = {
    Delivery.LINK: "Waits for your link",
    Delivery.IN_PERSON: "Signs in person",
    Delivery.NONE: "Not invited",
}
_ROLE = {
    Role.SIGNER.value: "Signer",
    Role.APPROVER.value: "Approver",
    Role.VIEWER.value: "Viewer",
    Role.COPY.value: "Gets a copy",
    Role.EDITOR.value: "Editor",
    Role.HOST.value: "Host",
}
_DOES = {
    Role.SIGNER: "Signs",
    Role.APPROVER: "Approves",
    Role.VIEWER: "Only views",
    Role.COPY: "Gets a copy",
    Role.EDITOR: "Fills in",
    Role.HOST: "Hosts a signing",
}
_DELIVERY = {
    Delivery.EMAIL: "E-mail",
    Delivery.SMS: "SMS",
    Delivery.EMAIL_SMS: "Both",
    Delivery.LINK: "Link",
    Delivery.IN_PERSON: "In person",
    Delivery.NONE: "Nothing",
}
_PROVIDER = {
    "": "Nothing extra",
    "standard": "Nothing extra",
    "sms_otp": "SMS code",
    "sms_pin": "SMS code",
    "password": "Password",
    "totp": "Authenticator app",
    "se_bankid": "BankID (Sweden)",
    "no_bankid": "BankID (Norway)",
    "dk_mitid": "MitID",
    "fi_tupas": "Finnish Trust Network",
    "se_bank_id": "BankID (Sweden)",
    "no_bank_id": "BankID (Norway)",
    "dk_mit_id": "MitID",
    "ftn": "Finnish Trust Network",
    "dk_mitid_erhverv": "MitID Erhverv",
    "nl_idin": "iDIN",
    "freja": "Freja",
    "freja_orgid": "Freja, for organisations",
    "oneid": "OneID",
    "verimi": "Verimi",
    "onfido": "Onfido",
    "onfido_document_check": "Onfido, a document",
    "onfido_document_and_photo_check": "Onfido, document and face",
    "swisscom_qes": "Swisscom, qualified",
    "swisscom_qes_with_srs": "Swisscom, qualified with SRS",
    "verimi_qes": "Verimi, qualified",
    "no_bankid_qes": "BankID (Norway), qualified",
    "itsme_qes": "itsme, qualified",
    "smart_id_qes": "Smart-ID, qualified",
    "scrive_qes": "Scrive, qualified",
    "scrive_qes_global": "Scrive, qualified worldwide",
    "dk_nemid": "NemID",
    "dk_nemid_cpr": "NemID",
    "dk_nemid_pid": "NemID",
    "dk_nemid_cvr": "NemID Erhverv",
}


def agreement_word(status: AgreementStatus) -> str:
    """The status of an agreement as people read it."""
    return _AGREEMENT[status]


def participant_word(status: ParticipantStatus, role: str, delivery: Delivery | None = None) -> str:
    """The status of a participant as people read it; who acted did what their role does.

    Nobody is called invited to whom nothing is sent.
    """
    if status is ParticipantStatus.INVITED and delivery in _UNINVITED:
        return _UNINVITED[delivery]
    if status is ParticipantStatus.ACTED:
        return _ACTED.get(role, "Done")
    if status is ParticipantStatus.OPENED and role == Role.VIEWER.value:
        return "Opened"
    return _PARTICIPANT[status]


def role_word(role: str) -> str:
    """What a participant is; the service's own word where ours is not known."""
    return _ROLE.get(role, role)


def does_word(role: Role) -> str:
    """What a participant does, for choosing and reviewing."""
    return _DOES[role]


def delivery_word(delivery: Delivery) -> str:
    """How an invitation arrives."""
    return _DELIVERY[delivery]


def provider_word(provider: str) -> str:
    """What somebody proves their identity with; unknown providers as the service calls them."""
    return _PROVIDER.get(provider, provider)
