"""The four values of a user, for e-mail address and password."""

from collections.abc import Mapping

from app.services.accounts import SCRIVE_SECRETS
from app.services.errors import Refused, Unauthorized
from app.services.http.answers import object_in
from app.services.http.client import HttpClient, NoAuth, Transport
from app.services.http.request import Effect, post_form
from app.services.scrive.client_calls import API, SUCCESS
from app.services.scrive.refusals import refusal_text
from app.services.secrets.secret import Secret


def personal_token(
    base_url: str, email: str, password: Secret, transport: Transport
) -> Mapping[str, Secret]:
    """Ask for the values of `SCRIVE_SECRETS`: POST getpersonaltoken, a form, not signed.

    Works only for users without two-factor authentication; what the service says otherwise is not
    documented. The password is sent once and not kept. Raises Unauthorized where the service
    refuses, and what else ServiceError says where it cannot be asked.
    """
    http = HttpClient(base_url, NoAuth(), transport, read_text=refusal_text)
    fields = {"email": email, "password": password.reveal()}
    request = post_form(f"{API}/getpersonaltoken", fields, expect=SUCCESS, effect=Effect.NONE)
    try:
        reply = http.send(request)
    except Refused as error:
        raise Unauthorized(
            f"{http.host} gave no sign-in for this e-mail address and password.",
            "One of them is wrong, or the user has two-factor authentication, with which this way"
            " does not work.",
            "Try again, or sign in with the four values.",
            service_text=error.service_text.replace(password.reveal(), "***"),
            status=error.status,
            correlation_id=error.correlation_id,
        ) from None
    finally:
        http.close()
    told = object_in(reply, *SCRIVE_SECRETS)
    values = {name: told.get(name) for name in SCRIVE_SECRETS}
    secrets = {name: Secret(each) for name, each in values.items() if isinstance(each, str)}
    if not all(secrets.get(name) for name in SCRIVE_SECRETS):
        raise reply.unreadable("It does not hold all four values.")
    return secrets
