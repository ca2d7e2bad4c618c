"""Who an account is at SigningHub, as far as its role lets it know."""

from app.services.accounts import Identity
from app.services.errors import Forbidden, Gone
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.wire_account import Profile


def signed_in_as(client: SigningHubClient) -> Identity:
    """See `own_profile`."""
    return identity_in(own_profile(client))


def own_profile(client: SigningHubClient) -> Profile:
    """GET settings/profile; of nobody in particular where the server withholds it."""
    try:
        return client.profile()
    except (Forbidden, Gone):
        return Profile()


def identity_in(profile: Profile) -> Identity:
    """The person of a profile; SigningHub tells no id."""
    general = profile.general
    return Identity(
        name=general.user_name,
        email=general.user_email,
        organisation=profile.enterprise.enterprise_name or general.company_name,
    )
