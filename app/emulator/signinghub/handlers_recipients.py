"""The recipients of a workflow: people, groups and placeholders, added, changed and moved."""

from collections.abc import Callable

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.signinghub import (
    correcting,
    drafting,
    errors,
    reading,
    rendering,
    rendering_users,
)
from app.emulator.signinghub.call import Call
from app.emulator.signinghub.correcting import Change, Who
from app.emulator.signinghub.drafting import NewRecipient
from app.emulator.signinghub.reading import Members
from app.emulator.signinghub.words import Role

_PLACE = frozenset({"role", "email_notification", "signing_order"})
_USER = _PLACE | {"user_email", "user_name"}
_DELIVERY = frozenset({"delivery_method", "mobile_number"})
_USER_V4 = _USER | _DELIVERY | {"user_national_id"}
_GROUP = _PLACE | {"group_name"}
_PLACEHOLDER = _PLACE | {"placeholder"}
_METHODS = ("EMAIL", "SMS", "EMAIL_AND_SMS")


def list_users(call: Call) -> Response:
    """GET workflow/users."""
    return json_answer(rendering.users(call.visible(), call.pen))


def add_users(call: Call) -> Response:
    """POST workflow/users: an array, appended in its order."""
    return _add(call, _USER_V4 if call.v4 else _USER, lambda body: _new_user(body, v4=call.v4))


def add_groups(call: Call) -> Response:
    """POST workflow/groups: an array; each group must be one of the account."""

    def new(body: Members) -> NewRecipient:
        group = call.site.state.shelf.group(body.required_text("group_name"))
        return NewRecipient(
            role=_role(body, v4=call.v4),
            group_name=group.name,
            group_members=tuple(group.addresses),
            email_notification=_notify(body),
            signing_order=_signing_order(body),
        )

    return _add(call, _GROUP, new)


def add_placeholders(call: Call) -> Response:
    """POST workflow/placeholder: an array of places for people who are not known yet."""

    def new(body: Members) -> NewRecipient:
        return NewRecipient(
            role=_role(body, v4=call.v4),
            placeholder=body.required_text("placeholder"),
            email_notification=_notify(body),
            signing_order=_signing_order(body),
        )

    return _add(call, _PLACEHOLDER, new)


def update_user(call: Call) -> Response:
    """PUT workflow/{order}/user: also fills a placeholder, or replaces who has not acted."""
    body = call.members(*(_USER_V4 if call.v4 else _USER))
    package = call.owned()
    recipient = drafting.recipient_at(package, call.number("order"))
    who = None
    if body.holds("user_email") or body.holds("user_name") or not recipient.email:
        who = Who(
            email=body.address("user_email") if body.holds("user_email") else recipient.email,
            name=body.required_text("user_name") if body.holds("user_name") else recipient.name,
        )
        if not (who.email and who.name):
            raise errors.invalid("user_email and user_name are required")
    delivery = _delivery(body, recipient.mobile_number) if call.v4 else None
    return _change(
        call,
        body,
        who,
        delivery_method=delivery,
        mobile_number=body.text("mobile_number") if call.v4 else None,
        national_id=body.text("user_national_id") if call.v4 else None,
    )


def update_group(call: Call) -> Response:
    """PUT workflow/{order}/group, unless the server has it below `/enterprise` only."""
    if call.site.settings.enterprise_groups:
        raise errors.no_resource(call.request.url)
    return _update_group(call)


def update_enterprise_group(call: Call) -> Response:
    """PUT enterprise/packages/{id}/workflow/{order}/group, for enterprise administrators."""
    if not call.user.may_integrate:
        raise errors.not_allowed()
    return _update_group(call)


def update_placeholder(call: Call) -> Response:
    """PUT workflow/{order}/placeholder: another text, role or place for it."""
    body = call.members(*_PLACEHOLDER)
    package = call.owned()
    recipient = drafting.recipient_at(package, call.number("order"))
    if not recipient.placeholder:
        raise errors.no_such_user()
    text = body.text("placeholder")
    if text is not None:
        body.required_text("placeholder")
    return _change(call, body, None if text is None else Who(placeholder=text))


def reorder(call: Call) -> Response:
    """PUT workflow/{order}/reorder: to another position."""
    new = call.members("order").positive("order")
    package = call.draft()
    correcting.reorder(package, call.number("order"), new)
    call.site.state.touch(package)
    return Response()


def delete_user(call: Call) -> Response:
    """DELETE workflow/{order}: the recipient at that position; those behind move up."""
    package = call.draft()
    drafting.remove_recipient(package, call.number("order"))
    call.site.state.touch(package)
    return Response()


def _add(call: Call, allowed: frozenset[str], new: Callable[[Members], NewRecipient]) -> Response:
    package = call.draft()
    newcomers = [new(body) for body in reading.objects(call.json(), allowed)]
    added = drafting.add_recipients(package, newcomers)
    call.site.state.touch(package)
    if not call.v4:
        return Response()
    return json_answer([rendering_users.added(one, call.pen) for one in added])


def _update_group(call: Call) -> Response:
    body = call.members(*_GROUP)
    recipient = drafting.recipient_at(call.owned(), call.number("order"))
    name = body.text("group_name")
    if name is None and not recipient.group_name:
        raise errors.invalid("group_name is required")
    who = None
    if name is not None:
        group = call.site.state.shelf.group(name)
        who = Who(group_name=group.name, group_members=tuple(group.addresses))
    return _change(call, body, who)


def _change(
    call: Call,
    body: Members,
    who: Who | None,
    *,
    delivery_method: str | None = None,
    mobile_number: str | None = None,
    national_id: str | None = None,
) -> Response:
    package = call.owned()
    state, settings = call.site.state, call.site.settings
    wanted = Change(
        who=who,
        role=_role(body, v4=call.v4) if body.holds("role") else None,
        email_notification=body.flag("email_notification"),
        signing_order=_signing_order(body),
        delivery_method=delivery_method,
        mobile_number=mobile_number,
        national_id=national_id,
    )
    recipient = correcting.check(
        package, call.number("order"), after_share=settings.replacing_after_share
    )
    if correcting.change(package, recipient, wanted):
        state.journey(package).replaced(recipient)
    state.touch(package)
    return Response()


def _new_user(body: Members, *, v4: bool) -> NewRecipient:
    return NewRecipient(
        email=body.address("user_email"),
        delivery_method=(_delivery(body, "") if v4 else None) or "EMAIL",
        role=_role(body, v4=v4),
        name=body.required_text("user_name"),
        email_notification=_notify(body),
        signing_order=_signing_order(body),
        national_id=(body.text("user_national_id") if v4 else None) or "",
        mobile_number=(body.text("mobile_number") if v4 else None) or "",
    )


def _role(body: Members, *, v4: bool) -> Role:
    role = body.required_word("role", Role)
    if role is Role.ELECTRONIC_SEAL and not v4:
        raise errors.invalid(f"role is not one of {', '.join(Role)}")
    return role


def _notify(body: Members) -> bool:
    notify = body.flag("email_notification")
    return True if notify is None else notify


def _signing_order(body: Members) -> int | None:
    return None if body.number("signing_order") is None else body.positive("signing_order")


def _delivery(body: Members, known_number: str) -> str | None:
    delivery = body.text("delivery_method")
    if delivery is not None and delivery not in _METHODS:
        raise errors.invalid(f"delivery_method is not one of {', '.join(_METHODS)}")
    if delivery is not None and "SMS" in delivery and not known_number:
        body.required_text("mobile_number")
    return delivery
