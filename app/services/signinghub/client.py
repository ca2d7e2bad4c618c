"""All endpoints of SigningHub for one account, in versions 3 and 4 alike."""

from app.services.signinghub.client_account import AccountCalls
from app.services.signinghub.client_documents import DocumentCalls
from app.services.signinghub.client_fields import FieldCalls
from app.services.signinghub.client_files import FileCalls
from app.services.signinghub.client_packages import PackageCalls
from app.services.signinghub.client_people import PeopleCalls
from app.services.signinghub.client_reading import ReadingCalls
from app.services.signinghub.client_settings import SettingsCalls


class SigningHubClient(
    AccountCalls,
    ReadingCalls,
    FileCalls,
    PackageCalls,
    DocumentCalls,
    PeopleCalls,
    SettingsCalls,
    FieldCalls,
):
    """Requests for one account; usable from any thread. Every method raises ServiceError.

    What takes part of signing itself is not here, nor what marks a package as read (open, close):
    only its recipients do that.
    """
