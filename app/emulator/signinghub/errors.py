"""The refusals of SigningHub, each in the vendor's own shape and words."""

from collections.abc import Mapping


class ApiError(Exception):
    """A request was refused; `body` is the JSON that the vendor answers with it.

    Three shapes exist: `{"Message"}` nearly everywhere, `{"Error", "Message"}` for protected
    downloads, `{"error", "error_description"}` for token calls.
    """

    def __init__(
        self,
        status: int,
        body: Mapping[str, str],
        *,
        headers: Mapping[str, str] | None = None,
        pathless: bool = False,
    ) -> None:
        """`pathless`: the web server found nothing to answer with."""
        super().__init__(f"{status} {dict(body)}")
        self.status = status
        self.body = dict(body)
        self.headers = dict(headers or {})
        self.pathless = pathless


def refusal(status: int, message: str) -> ApiError:
    """The common shape, for a text that only one place uses."""
    return ApiError(status, {"Message": message})


def invalid(message: str) -> ApiError:
    """A request that does not have the documented form."""
    return refusal(400, f"Invalid request - {message}")


def no_resource(url: str) -> ApiError:
    """The server has no such path."""
    message = f"No HTTP resource was found that matches the request URI '{url}'."
    return ApiError(404, {"Message": message}, pathless=True)


def no_method(method: str) -> ApiError:
    """The path is there, but not for this method."""
    message = f"The requested resource does not support http method '{method}'."
    return ApiError(405, {"Message": message}, pathless=True)


def not_found() -> ApiError:
    """The package or document is gone, or was never visible to this user."""
    return refusal(404, "Document not found")


def no_such_user() -> ApiError:
    """The position in the address of the call is stale."""
    return refusal(404, "No user found at given order")


def not_owner() -> ApiError:
    """Only the owner may do this."""
    return refusal(403, "Document does not belong to user")


def no_such_group() -> ApiError:
    """Nobody in the address book is called that."""
    return refusal(404, "Group or contact not found")


def recipient_fixed() -> ApiError:
    """The role does not let the owner replace a recipient, or the recipient has acted."""
    return refusal(403, "You are not allowed to change recipient")


def no_such_field() -> ApiError:
    """No field of the document is called that."""
    return refusal(404, "Signature field not found")


def storage_used_up() -> ApiError:
    """The plan has no room for the file."""
    return refusal(403, "Your storage limit has been reached")


def infected() -> ApiError:
    """A scanner stopped the upload."""
    return refusal(403, "Could not upload file - it is infected by malware")


def no_longer_draft() -> ApiError:
    """The change is allowed in a draft only."""
    return refusal(403, "Document is no longer in draft state")


def locked_workflow() -> ApiError:
    """A read-only template was applied."""
    return refusal(403, "You are not allowed to perform this action on locked workflow")


def not_allowed() -> ApiError:
    """Role, service plan or turn do not allow it."""
    return refusal(403, "You are not allowed to perform the requested operation")


def account_disabled() -> ApiError:
    """Nothing works for this account any more."""
    return refusal(403, "Account is disabled")


def needs_signer() -> ApiError:
    """The business rule that share reports as 404."""
    return refusal(404, "You must add 1 or more signers before sharing the document")


def quota_used_up() -> ApiError:
    """No workflow is left to share."""
    return refusal(403, "Your workflows limit has been reached")


def upload_too_large(limit: int) -> ApiError:
    """The service plan limits the size of one file, in bytes."""
    return refusal(403, f"Your document upload size limit is {limit} bytes")


def not_recallable() -> ApiError:
    """Recall of a package that is not under way."""
    return refusal(403, "Document should be recalled by owner in In Progress or Pending state")


def before_access_period() -> ApiError:
    """The access window of this recipient has not begun."""
    return refusal(403, "You cannot access this document before the access period starts")


def after_access_period() -> ApiError:
    """The access window of this recipient is over."""
    return refusal(403, "You cannot access this document after the access period ends")


def draft_download() -> ApiError:
    """A draft cannot be downloaded."""
    return refusal(403, "Downloading document is not allowed in draft mode")


def protected(code: str, message: str) -> ApiError:
    """A protected package: `password_required`, `otp_required` or `invalid_credentials`."""
    return ApiError(403, {"Error": code, "Message": message})


def unauthenticated() -> ApiError:
    """No bearer token came with the request."""
    return refusal(401, "User authentication required")


def denied() -> ApiError:
    """The bearer token is unknown, replaced or expired; the answer does not say which."""
    return refusal(401, "Request authorization denied")


def token_refusal(
    status: int, error: str, description: str, *, headers: Mapping[str, str] | None = None
) -> ApiError:
    """A refusal of `/authenticate` and its relatives."""
    return ApiError(status, {"error": error, "error_description": description}, headers=headers)
