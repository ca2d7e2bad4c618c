"""Who an account is at SigningHub, as far as its role lets it know."""

from app.services.accounts import Identity
from app.services.errors import Forbidden, Gone
from app.services.signinghub.client import SigningHubClient


def signed_in_as(client: SigningHubClient) -> Identity:
    """GET settings/profile; nobody in particular where the server withholds it."""
    try:
        profile = client.profile()
    except (Forbidden, Gone):
        return Identity()
    return Identity(
        name=profile.general.user_name,
        email=profile.general.user_email,
        organisation=profile.enterprise.enterprise_name,
    )
