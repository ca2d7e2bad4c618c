"""The account side of SigningHub: `/authenticate`, `about`, the own profile."""

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.signinghub import errors, rendering
from app.emulator.signinghub.call import Call, Visit
from app.emulator.signinghub.errors import ApiError
from app.emulator.signinghub.records import User
from app.emulator.signinghub.site import Site

_FORM = frozenset(
    {"grant_type", "client_id", "client_secret", "username", "password", "refresh_token", "scope"}
)


def about(visit: Visit) -> Response:
    """GET about: the product, without signing in."""
    version = visit.site.settings.version
    return json_answer(
        {
            "installation_name": "SigningHub practice",
            "version": version,
            "build": version.rpartition(".")[2],
            "patents": {"us_patent_no": ""},
            "copyright": "Practice only: nothing here has legal effect",
        }
    )


def authenticate(visit: Visit) -> Response:
    """POST /authenticate: a token for a password, a refresh token or the client alone."""
    try:
        return _authenticate(visit)
    except ApiError as error:
        if "x-otp" not in error.headers:
            error.status = visit.site.settings.login_refusal or error.status
        raise


def send_login_code(visit: Visit) -> Response:
    """POST authentication/otp: the code for signing in, for who holds the ticket `x-otp`.

    How a client presents the code afterwards is not published, so that nothing takes it.
    """
    scheme, _, ticket = visit.request.headers.get("Authorization", "").partition(" ")
    user = visit.site.tokens.holder_of(ticket.strip()) if scheme.casefold() == "bearer" else None
    if user is None:
        raise errors.denied()
    number = visit.members("mobile_number").text("mobile_number") or user.mobile_number
    if not number:
        raise errors.invalid("mobile_number is required")
    visit.site.state.send_login_code(user, number)
    return Response()


def authenticate_scope(call: Call) -> Response:
    """POST /v4/authenticate/scope: exchange the token for one that acts for somebody else."""
    user = _scoped(call.site, call.user, call.members("user_email").required_text("user_email"))
    return _granted(call.site, user, refreshable=False)


def profile(call: Call) -> Response:
    """GET settings/profile: who the token acts for."""
    site = call.site
    return json_answer(
        call.pen.body(rendering.profile(call.user, site.state.enterprise, site.administrator))
    )


def _authenticate(visit: Visit) -> Response:
    request, site = visit.request, visit.site
    if request.mimetype != "application/x-www-form-urlencoded":
        raise errors.token_refusal(400, "invalid_request", "A form is expected.")
    form = request.form.to_dict()
    unknown = sorted(set(form) - _FORM)
    if unknown:
        raise errors.token_refusal(400, "invalid_request", f"Unknown parameter {unknown[0]}.")
    client = (form.get("client_id"), form.get("client_secret"))
    if client != (site.client_id, site.client_secret):
        raise errors.token_refusal(401, "invalid_client", "Client authentication failed.")
    match form.get("grant_type"):
        case "password":
            user = _by_password(site, form)
        case "refresh_token":
            return _granted(site, _by_refresh_token(site, form), refreshable=True)
        case "client_credentials":
            return _granted(site, site.administrator, refreshable=False)
        case _:
            raise errors.token_refusal(400, "unsupported_grant_type", "Unknown grant type.")
    scope = form.get("scope")
    if scope:
        return _granted(site, _scoped(site, user, scope), refreshable=False)
    return _granted(site, user, refreshable=True)


def _by_password(site: Site, form: dict[str, str]) -> User:
    user = site.state.user(form.get("username", ""))
    if user is None or user.password != form.get("password"):
        raise errors.token_refusal(400, "invalid_grant", "The user name or password is incorrect.")
    _check_enabled(user)
    if user.login_otp:
        raise errors.token_refusal(
            403,
            "otp_required",
            "A one time password is required to sign in.",
            headers={"x-otp": site.tokens.otp_ticket(user), "x-mobile-number": user.mobile_number},
        )
    return user


def _by_refresh_token(site: Site, form: dict[str, str]) -> User:
    user = site.tokens.redeem(form.get("refresh_token", ""))
    if user is None:
        raise errors.token_refusal(400, "invalid_grant", "The refresh token is not valid.")
    _check_enabled(user)
    return user


def _check_enabled(user: User) -> None:
    if user.disabled:
        raise errors.token_refusal(403, "invalid_grant", "Account is disabled")


def _scoped(site: Site, caller: User, email: str) -> User:
    if not caller.may_integrate:
        raise errors.refusal(403, "Enterprise admin's role does not allow managing integration")
    user = site.state.user(email)
    if user is None:
        raise errors.token_refusal(400, "invalid_scope", "The scope is not a user of yours.")
    _check_enabled(user)
    return user


def _granted(site: Site, user: User, *, refreshable: bool) -> Response:
    settings = site.settings
    grant = site.tokens.issue(
        user,
        expires_in=settings.expires_in,
        refresh_in=settings.refresh_expires_in if refreshable else None,
    )
    body: dict[str, str | int] = {
        "access_token": grant.access_token,
        "token_type": "bearer",
        "expires_in": grant.expires_in,
    }
    if grant.refresh_token is not None:
        body["refresh_token"] = grant.refresh_token
    response = json_answer(body)
    if user.must_change_password:
        response.headers["x-change-password"] = "true"
    return response
