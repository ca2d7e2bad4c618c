"""The emulated Scrive as the server plugs it in."""

from dataclasses import asdict

from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Request, Response

from app.emulator.json_value import JsonValue
from app.emulator.plug import Agreement
from app.emulator.scrive import demo, demo_templates, flow, lifecycle, playing
from app.emulator.scrive.authorization import Grant, granted
from app.emulator.scrive.call import Call
from app.emulator.scrive.checks import Unacceptable
from app.emulator.scrive.document_roles import DocumentRole
from app.emulator.scrive.errors import ApiError, FlowError, unauthorized
from app.emulator.scrive.flow_roles import FlowRole
from app.emulator.scrive.handlers import HANDLERS
from app.emulator.scrive.playing import Role
from app.emulator.scrive.routes import ENDPOINTS, ROUTES
from app.emulator.scrive.state import NAME, State
from app.emulator.world import World


class ScriveService:
    """The Document API and the Flow API of one account (implements `plug.Service`)."""

    def __init__(self, world: World) -> None:
        """Begin without documents."""
        self._state = State(world)

    @property
    def name(self) -> str:
        """`scrive`."""
        return NAME

    def handle(self, request: Request) -> Response:
        """Answer one request of either API."""
        try:
            return self._handle(request)
        except FlowError as error:
            return error.answer()
        except ApiError as error:
            is_flow = _is_flow(request)
            return FlowError(error.status, str(error)).answer() if is_flow else error.answer()
        except Unacceptable as error:
            if _is_flow(request):
                return FlowError(400, "The request is not valid.", str(error)).answer()
            return ApiError("request_parameters_parse_error", str(error)).answer()

    @property
    def grants(self) -> dict[str, Grant]:
        """Every access token that works, with what it may do."""
        return self._state.grants

    def credentials(self) -> dict[str, str]:
        """The four values of the token."""
        return asdict(self._state.credentials)

    def reset(self) -> None:
        """Forget all documents."""
        self._state.reset()

    def seed_demo(self) -> None:
        """Fill in the agreements of the demo."""
        demo.fill(self._state)

    def seed_templates(self) -> None:
        """Fill in the templates of the demo alone."""
        demo_templates.fill(self._state)

    def agreements(self) -> list[Agreement]:
        """Flow instances and the documents outside them, newest first."""
        state = self._state
        found = [(one.started, one.id, one.title, one.status) for one in state.instances.values()]
        found += [
            (one.ctime, one.id, one.title, one.status)
            for one in state.documents.values()
            if one.flow_id is None and not one.is_deleted and not one.settings["is_template"]
        ]
        return [
            Agreement(
                id=agreement,
                title=title,
                status=status,
                people=tuple(playing.person(state, role) for role in self._roles(agreement)),
                documents=tuple(
                    each.id
                    for each in state.documents.values()
                    if agreement in (each.id, each.flow_id)
                ),
            )
            for _, agreement, title, status in sorted(found, reverse=True)
        ]

    def act(self, agreement: str, person: str, action: str, **options: str) -> None:
        """Let a person do something; a document of a Flow instance stands for its instance."""
        document = self._state.documents.get(agreement)
        if document is not None and document.flow_id is not None:
            agreement = document.flow_id
        for role in self._roles(agreement):
            if role.key == person:
                playing.act(self._state, role, action, options)
                return
        raise KeyError(person)

    def configure(self, settings: dict[str, JsonValue]) -> None:
        """Switch the peculiarities that `settings.Settings` lists."""
        self._state.settings.change(settings)

    def tick(self) -> None:
        """Seal what was closed, end what ran out."""
        lifecycle.tick(self._state)
        flow.tick(self._state)

    def _handle(self, request: Request) -> Response:
        try:
            name, values = ROUTES.bind("", path_info=request.path).match(method=request.method)
        except HTTPException as error:
            raise _no_endpoint(request) from error
        if name in self._state.settings.absent:
            raise _no_endpoint(request)
        endpoint = ENDPOINTS[name]
        if not endpoint.is_open:
            grant = granted(request.headers.get("Authorization"), self._state.grants)
            if grant is None:
                return unauthorized()
            if not grant.allows(endpoint.privilege):
                raise _too_little(request, endpoint.privilege)
        return HANDLERS[name](self._state, Call(request, endpoint), **values)

    def _roles(self, agreement: str) -> list[Role]:
        state = self._state
        if agreement in state.instances:
            instance = state.instances[agreement]
            return [FlowRole(state, instance, one) for one in instance.participants.values()]
        document = state.documents[agreement]
        return [
            DocumentRole(state, document, party)
            for party in document.parties
            if party.acts or not party.is_author
        ]


def _is_flow(request: Request) -> bool:
    return request.path.startswith("/flow/")


def _no_endpoint(request: Request) -> ApiError | FlowError:
    message = f"There is no endpoint {request.method} {request.path}."
    if _is_flow(request):
        return FlowError(404, message)
    return ApiError("endpoint_not_found", message)


def _too_little(request: Request, privilege: str) -> ApiError | FlowError:
    message = f"The access token lacks the privilege {privilege}."
    if _is_flow(request):
        return FlowError(403, message)
    return ApiError("insufficient_privileges", message)
