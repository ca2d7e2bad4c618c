"""The words of the SigningHub API that the emulator understands and answers with."""

from enum import StrEnum


class WorkflowType(StrEnum):
    """How a package travels (page "Get Workflow Details")."""

    SERIAL = "SERIAL"
    PARALLEL = "PARALLEL"
    INDIVIDUAL = "INDIVIDUAL"
    CUSTOM = "CUSTOM"


class WorkflowMode(StrEnum):
    """Whether the owner is a recipient too."""

    ONLY_ME = "ONLY_ME"
    ME_AND_OTHERS = "ME_AND_OTHERS"
    ONLY_OTHERS = "ONLY_OTHERS"


class WorkflowStatus(StrEnum):
    """Where the workflow of a package stands; `spelling.Spelling` decides how it is written."""

    DRAFT = "DRAFT"
    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED = "COMPLETED"
    DECLINED = "DECLINED"

    @property
    def over(self) -> bool:
        """Nobody can act any more."""
        return self in (WorkflowStatus.COMPLETED, WorkflowStatus.DECLINED)


class PackageStatus(StrEnum):
    """What a package is for one user, who may be its owner, a recipient or both."""

    DRAFT = "DRAFT"
    IN_PROGRESS = "INPROGRESS"
    PENDING = "PENDING"
    SIGNED = "SIGNED"
    REVIEWED = "REVIEWED"
    EDITED = "EDITED"
    DECLINED = "DECLINED"
    COMPLETED = "COMPLETED"


class Role(StrEnum):
    """What a recipient is asked to do."""

    SIGNER = "SIGNER"
    REVIEWER = "REVIEWER"
    EDITOR = "EDITOR"
    CARBON_COPY = "CARBON_COPY"
    INPERSON_HOST = "INPERSON_HOST"
    ELECTRONIC_SEAL = "ELECTRONIC_SEAL"
    """The server's own seal, set when its turn comes; v4 only."""


class ProcessStatus(StrEnum):
    """How far one recipient is."""

    UN_PROCESSED = "UN_PROCESSED"
    IN_PROGRESS = "IN_PROGRESS"
    SIGNED = "SIGNED"
    REVIEWED = "REVIEWED"
    EDITED = "EDITED"
    CARBON_COPIED = "CARBON_COPIED"
    DECLINED = "DECLINED"

    @property
    def final(self) -> bool:
        """The recipient has nothing left to do."""
        return self not in (ProcessStatus.UN_PROCESSED, ProcessStatus.IN_PROGRESS)


class ProcessedAs(StrEnum):
    """In which capacity somebody acted for a recipient."""

    COLLABORATOR = "COLLABORATOR"
    DELEGATEE = "DELEGATEE"
    GROUP_MEMBER = "GROUP_MEMBER"


class CertifyPermission(StrEnum):
    """What a certified document still allows."""

    NO_CHANGES_ALLOWED = "NO_CHANGES_ALLOWED"
    FORM_FILLING_ALLOWED = "FORM_FILLING_ALLOWED"
    FORM_FILLING_WITH_ANNOTATIONS_ALLOWED = "FORM_FILLING_WITH_ANNOTATIONS_ALLOWED"


class Happening(StrEnum):
    """The `action_type` values of the history; the vendor publishes only SHARED."""

    SHARED = "SHARED"
    OPENED = "OPENED"
    AUTHENTICATED = "AUTHENTICATED"
    SIGNED = "SIGNED"
    REVIEWED = "REVIEWED"
    EDITED = "EDITED"
    DECLINED = "DECLINED"
    NOTICE_ACCEPTED = "NOTICE_ACCEPTED"
    DELEGATED = "DELEGATED"
    REPLACED = "REPLACED"
    REMINDED = "REMINDED"
    RECALLED = "RECALLED"
    COMPLETED = "COMPLETED"
