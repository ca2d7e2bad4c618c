"""The sentences of sign-ins that SigningHub refuses: what happened, what it means, what to do."""

from typing import Final

from app.services.words.signinghub_refusals import RefusalWords

_SIGN_INS: Final = {
    "invalid_client": (
        "SigningHub does not take the client ID with this client secret.",
        "Both belong to the integration that your administrator made; a new key replaces the old.",
        "Compare them with SigningHub's Enterprise Settings, Integrations, then enter them again.",
    ),
    "invalid_grant": (
        "SigningHub does not take this user name with this password.",
        "The password may have been changed, or the user been locked.",
        "Try both on SigningHub's web page, then enter them again.",
    ),
    "invalid_scope": (
        "SigningHub does not know the user to act for.",
        "It has to be the e-mail address of a user of the same enterprise.",
        "Correct “Act for” in the sign-in, or leave it empty.",
    ),
    "unauthorized_client": (
        "The integration may not sign in this way.",
        "SigningHub knows it, but it is switched off or meant for something else.",
        "Ask your administrator to look at it in SigningHub's Enterprise Settings, Integrations.",
    ),
    "unsupported_grant_type": (
        "This SigningHub does not know this way to sign in.",
        "Only servers of API version 4 let a client act by itself.",
        "Enter a user name and a password too.",
    ),
    "access_denied": (
        "SigningHub does not let this user in.",
        "The user exists, but may not sign in from a program.",
        "Ask the administrator of the account at SigningHub for the permission.",
    ),
}
"""By the code in `error` (RFC 6749, 5.2)."""

_ANY: Final = RefusalWords(
    title="SigningHub does not accept the sign-in.",
    detail="One of the values of the account is not right, or not right any more.",
    next_step="Check the client ID, client secret, user name and password.",
)
ONE_TIME_CODE: Final = RefusalWords(
    title="This user signs in with a one-time code, which a program cannot do.",
    detail="SigningHub sends such a code to a person at each sign-in.",
    next_step="Use an account without a one-time code at sign-in, or ask your administrator to "
    "switch it off for this one.",
)


def sign_in_words(code: str) -> RefusalWords:
    """The sentences of a refused sign-in, by the service's code for it."""
    found = _SIGN_INS.get(code.strip().casefold())
    if found is None:
        return _ANY
    title, detail, next_step = found
    return RefusalWords(title=title, detail=detail, next_step=next_step)
