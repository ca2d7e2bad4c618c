"""All endpoints of Scrive for one account."""

from app.services.scrive.client_actions import ActionCalls
from app.services.scrive.client_composing import ComposingCalls
from app.services.scrive.client_flow import FlowCalls
from app.services.scrive.client_reading import ReadingCalls


class ScriveClient(ReadingCalls, ComposingCalls, ActionCalls, FlowCalls):
    """Requests for one account; usable from any thread. Every method raises ServiceError."""
