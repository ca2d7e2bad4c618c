"""Clients of the emulated SigningHub, signed in with the right credentials."""

from app.services.http.client import HttpClient, NoAuth, Transport
from app.services.secrets.secret import Secret
from app.services.signinghub.authentication import Authentication, Credentials
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.refusals import refusal_reasons, refusal_text
from app.services.signinghub.tokens import Tokens
from tests.support.signinghub_server import QUICK, SigningHubServer


def a_client(hub: SigningHubServer, version: int = 3) -> SigningHubClient:
    """The endpoints of an account; no request is made yet."""
    transport = Transport(clock=hub.clock, timing=QUICK)
    http = HttpClient(
        hub.url, NoAuth(), transport, read_text=refusal_text, read_reasons=refusal_reasons
    )
    secrets = {name: Secret(value) for name, value in hub.desk.hub.credentials().items()}
    credentials = Credentials(**secrets, api_version=version)  # type: ignore[arg-type]
    tokens = Tokens(Authentication(http, credentials, hub.clock), hub.clock)
    return SigningHubClient(http, tokens, api_version=version)
