"""What a user does who is a recipient himself: sign, finish, approve, submit, decline."""

from werkzeug.wrappers import Response

from app.emulator.signinghub import errors
from app.emulator.signinghub.call import Call
from app.emulator.signinghub.records import Package, Recipient
from app.emulator.signinghub.words import Role

_SIGNERS = (Role.SIGNER, Role.INPERSON_HOST)


def sign(call: Call) -> Response:
    """POST document/sign: one signature field of the user; `finish` completes the turn."""
    body = call.members("field_name", "hand_signature_image", "signing_reason")
    name = body.required_text("field_name")
    body.text("hand_signature_image")
    package, recipient = _turn(call, *_SIGNERS)
    for field in call.document(package).fields:
        if field.name == name and field.recipient is recipient and "signature" in field.kind:
            recipient.signed_fields.add(name)
            return Response()
    raise errors.no_such_field()


def finish(call: Call) -> Response:
    """POST finish: everything is signed; until then the turn stays with the user."""
    package, recipient = _turn(call, *_SIGNERS)
    wanted = {
        field.name
        for document in package.documents
        for field in document.fields
        if field.recipient is recipient and "signature" in field.kind
    }
    if not recipient.signed_fields or wanted - recipient.signed_fields:
        raise errors.not_allowed()
    return _perform(call, package, recipient)


def approve(call: Call) -> Response:
    """POST approve: of a reviewer."""
    if call.request.get_data(cache=True):
        call.members("reason").text("reason")
    return _perform(call, *_turn(call, Role.REVIEWER))


def submit(call: Call) -> Response:
    """POST submit: of an editor."""
    return _perform(call, *_turn(call, Role.EDITOR))


def decline(call: Call) -> Response:
    """POST decline: of whoever has the turn."""
    reason = call.members("reason").text("reason") or ""
    package, recipient = _turn(call, *Role)
    call.site.state.journey(package).decline(recipient, by=call.user.email, reason=reason)
    return Response()


def _turn(call: Call, *roles: Role) -> tuple[Package, Recipient]:
    """The recipient that the user is, whose turn it is and who has one of the roles."""
    package = call.visible()
    for recipient in package.in_turn():
        if recipient.is_played_by(call.user.email) and recipient.role in roles:
            return package, recipient
    raise errors.not_allowed()


def _perform(call: Call, package: Package, recipient: Recipient) -> Response:
    call.site.state.journey(package).perform(recipient, by=call.user.email)
    return Response()
