"""The endpoints of SigningHub that set a workflow and each of its recipients."""

from app.domain.json_value import JsonObject
from app.services.http.answers import looks_like_html
from app.services.http.request import Effect, Reply
from app.services.secrets.secret import Secret
from app.services.signinghub.bodies_settings import (
    OpeningBody,
    PermissionBody,
    PostProcessBody,
    ReminderBody,
)
from app.services.signinghub.client_calls import CallGroup
from app.services.signinghub.positions import Seat


class SettingsCalls(CallGroup):
    """Settings of packages. Every method raises ServiceError; the same again changes nothing.

    Whatever goes by a position reads the list first and raises SeatTaken where the expected person
    is not there any more.
    """

    def update_workflow(self, package_id: str, settings: JsonObject) -> None:
        """Write some settings; the others stay: PUT packages/{id}/workflow.

        `workflow_type`, `workflow_mode`, `continue_on_decline`, `message`, in v4 `comments`.
        """
        self._change(package_id, "PUT", self.calls.package(package_id, "/workflow"), settings)

    def update_post_process(self, package_id: str, wanted: PostProcessBody) -> None:
        """What happens after completion: PUT packages/{id}/workflow/post_process."""
        path = self.calls.package(package_id, "/workflow/post_process")
        self._change(package_id, "PUT", path, wanted.body(v4=self.is_v4))

    def update_permissions(self, package_id: str, seat: Seat, wanted: PermissionBody) -> None:
        """What a recipient may do: PUT packages/{id}/workflow/{order}/permissions."""
        self._seated(package_id, seat, "PUT", "/permissions", wanted.body(v4=self.is_v4))

    def update_opening(self, package_id: str, seat: Seat, wanted: OpeningBody) -> None:
        """How and when a recipient opens: PUT packages/{id}/workflow/{order}/authentication."""
        self._seated(package_id, seat, "PUT", "/authentication", wanted.body(v4=self.is_v4))

    def update_reminders(self, package_id: str, seat: Seat, wanted: ReminderBody) -> None:
        """When a recipient is reminded: PUT packages/{id}/workflow/{order}/reminders."""
        self._seated(package_id, seat, "PUT", "/reminders", wanted.body(v4=self.is_v4))

    def send_opening_code(self, package_id: str, seat: Seat) -> None:
        """Have the code for opening sent to a recipient: POST .../{order}/authentication/otp.

        Meant for the recipient, who needs it to download what is protected for them.
        """
        _no_page(self._seated(package_id, seat, "POST", "/authentication/otp", effect=Effect.FIRES))

    def check_opening_password(self, package_id: str, seat: Seat, password: Secret) -> None:
        """Whether a password opens the documents: POST .../{order}/authentication/password.

        Raises Refused where it does not.
        """
        body: JsonObject = {"password": password.reveal()}
        _no_page(self._seated(package_id, seat, "POST", "/authentication/password", body))


def _no_page(reply: Reply) -> None:
    """Accept an answer without looking at it, as long as it is no web page of a proxy."""
    if looks_like_html(reply.body):
        raise reply.unreadable("It is a web page instead of data.")
