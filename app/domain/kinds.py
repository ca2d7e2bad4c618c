"""The closed vocabularies of an agreement: the words that a draft may use."""

from enum import StrEnum


class ServiceKind(StrEnum):
    """The two signing services."""

    SCRIVE = "scrive"
    SIGNINGHUB = "signinghub"


class SendWith(StrEnum):
    """The ways in which a service can carry an agreement."""

    FLOW = "flow"
    """Scrive Flow: one invitation for several documents, a process tree."""
    DOCUMENTS = "documents"
    """Scrive Document API alone (`start`)."""
    PACKAGE = "package"
    """A SigningHub package."""


class ParticipantKind(StrEnum):
    """Who stands behind a participant."""

    PERSON = "person"
    GROUP = "group"
    """Any one member acts for all."""
    PLACEHOLDER = "placeholder"
    """Somebody who is named later."""


class Role(StrEnum):
    """What a participant is in an agreement."""

    SIGNER = "signer"
    APPROVER = "approver"
    VIEWER = "viewer"
    COPY = "copy"
    EDITOR = "editor"
    HOST = "host"


class Delivery(StrEnum):
    """How the invitation reaches a participant."""

    EMAIL = "email"
    SMS = "sms"
    EMAIL_SMS = "email_sms"
    LINK = "link"
    IN_PERSON = "in_person"
    NONE = "none"


class StepType(StrEnum):
    """What a participant does in one step of the process."""

    SIGN = "sign"
    APPROVE = "approve"
    EDIT = "edit"
    HOST = "host"
    VIEW = "view"
    COPY = "copy"


class Order(StrEnum):
    """How the steps of one branch of the process follow each other."""

    SEQUENCE = "sequence"
    """One after the other."""
    PARALLEL = "parallel_all"
    """All at once; done when all are done."""


class FieldType(StrEnum):
    """What a field on a page holds."""

    SIGNATURE = "signature"
    INITIALS = "initials"
    IN_PERSON_SIGNATURE = "in_person_signature"
    TEXT = "text"
    CHECKBOX = "checkbox"
    RADIO = "radio"
    DATE = "date"
    SIGN_DATE = "sign_date"
    """The day on which the participant signs, filled in by the service."""
    NAME = "name"
    EMAIL = "email"
    COMPANY = "company"
    JOB_TITLE = "job_title"


KNOWN_PROVIDERS = ("sms_otp", "password", "se_bankid", "no_bankid", "dk_mitid", "fi_tupas", "totp")
"""Authentication providers that the program knows; others pass verbatim and are marked."""

STEP_OF_ROLE = {
    Role.SIGNER: StepType.SIGN,
    Role.APPROVER: StepType.APPROVE,
    Role.VIEWER: StepType.VIEW,
    Role.COPY: StepType.COPY,
    Role.EDITOR: StepType.EDIT,
    Role.HOST: StepType.HOST,
}
"""The step that a role normally does."""
