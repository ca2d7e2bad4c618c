"""The words for any error that reaches the window, a bug included."""

from app.domain.errors import DomainError
from app.services.errors import ServiceError
from app.services.texts import ErrorText, error_text


def words_for(error: Exception) -> ErrorText:
    """The sentences of an error; for a bug, that it is one: the report beside it says more."""
    if isinstance(error, ServiceError | DomainError):
        return error_text(error)
    return ErrorText(
        title="Something went wrong inside Countersign.",
        detail="Nothing was sent by this.",
        next_step="The report says more.",
    )
