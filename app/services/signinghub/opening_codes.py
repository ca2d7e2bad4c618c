"""Having the one-time code sent that opens what is protected for the account itself."""

from app.services.errors import Refused
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.positions import Seat, seats_of
from app.services.signinghub.wire import Recipient


def send_code(client: SigningHubClient, package_id: str, own_address: str) -> str:
    """Have it sent, once; where it goes, as far as the service tells. Raises ServiceError.

    POST packages/{id}/workflow/{order}/authentication/otp is a call for recipients: the account
    asks for its own place in the workflow, and for no other.
    """
    users = client.workflow(package_id).users
    recipient, seat = _own(users, own_address)
    client.send_opening_code(package_id, seat)
    return recipient.authentications.authentication.sms_otp.mobile_number.strip()


def _own(users: tuple[Recipient, ...], own_address: str) -> tuple[Recipient, Seat]:
    """The account among the recipients, best where a code is asked for. Raises Refused."""
    own = [
        (recipient, seat)
        for recipient, seat in zip(users, seats_of(users), strict=True)
        if own_address and own_address.casefold() in _addresses(recipient)
    ]
    asked = [each for each in own if each[0].authentications.authentication.sms_otp.enabled]
    for found in (*asked, *own):
        return found
    raise Refused(
        "No code can be sent to this account.",
        "SigningHub sends codes to recipients only, and the account is none of this agreement's.",
        "Ask whoever the documents are for, or look at them in SigningHub.",
    )


def _addresses(recipient: Recipient) -> set[str]:
    people = (recipient.user_email, recipient.delegator, recipient.delegatee)
    members = (each.user_email for each in recipient.group_members)
    return {each.strip().casefold() for each in (*people, *members)}
