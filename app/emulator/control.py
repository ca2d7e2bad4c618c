"""The control API: turns, plays and inspects the emulated world from outside."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, fields
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, cast

from werkzeug.exceptions import BadRequest, Conflict, HTTPException, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from app.emulator import pages
from app.emulator.faults import Fault
from app.emulator.json_answer import json_answer
from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.plug import NotPlayable, Service
from app.emulator.world import World

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_ROUTES = Map(
    [
        Rule("/health", endpoint="health", methods=["GET"]),
        Rule("/state", endpoint="state", methods=["GET"]),
        Rule("/reset", endpoint="reset", methods=["POST"]),
        Rule("/journal", endpoint="journal", methods=["GET"]),
        Rule("/inbox.json", endpoint="inbox_json", methods=["GET"]),
        Rule("/inbox", endpoint="inbox", methods=["GET"]),
        Rule("/", endpoint="inbox", methods=["GET"]),
        Rule("/play/<service>/<agreement>", endpoint="play", methods=["GET"]),
        Rule("/play/<service>/<agreement>/<person>", endpoint="play", methods=["GET"]),
        Rule("/act", endpoint="act", methods=["POST"]),
        Rule("/fault", endpoint="fault", methods=["POST"]),
        Rule("/faults", endpoint="faults", methods=["GET"]),
        Rule("/faults", endpoint="clear_faults", methods=["DELETE"]),
        Rule("/clock", endpoint="clock", methods=["POST"]),
        Rule("/configure", endpoint="configure", methods=["POST"]),
    ]
)


class ResetAll(Protocol):
    """Empties the whole emulator."""

    def __call__(self, seed: int | str | None = None, *, demo_data: bool = False) -> None:
        """Start anew from `seed` (the same when None), with or without the demo's agreements."""


class Control:
    """A WSGI application with the control API and the inbox pages.

    Bodies are JSON objects; `/act` also takes the form of the play page. What is wrong with a call
    comes back as `{"error": text}` with 400, 404 or 409.
    """

    def __init__(
        self,
        world: World,
        services: dict[str, Service],
        *,
        reset: ResetAll,
        ready: Callable[[], dict[str, object]],
    ) -> None:
        """Steer `world` and `services`; `ready` gives what the ready line says."""
        self._world = world
        self._services = services
        self._reset_all = reset
        self._ready = ready

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one call."""
        request = Request(environ)
        try:
            request.get_data(cache=True)
            endpoint, values = _ROUTES.bind_to_environ(environ).match()
            handler = cast("Callable[..., Response]", getattr(self, f"_{endpoint}"))
            response = handler(request, **values)
        except HTTPException as error:
            response = json_answer({"error": error.description or error.name}, error.code or 500)
        return list(response(environ, start_response))

    def _health(self, _request: Request) -> Response:
        return json_answer({"status": "ok"})

    def _state(self, _request: Request) -> Response:
        with self._world.lock:
            self._tick()
            services = {
                name: {"agreements": [asdict(one) for one in service.agreements()]}
                for name, service in self._services.items()
            }
            return json_answer(
                {
                    "now": self._world.clock.now(),
                    "seed": self._world.seed,
                    "ready": self._ready(),
                    "services": services,
                }
            )

    def _reset(self, request: Request) -> Response:
        body = _body(request, {"seed", "demo"})
        seed = body.get("seed")
        if seed is not None and (isinstance(seed, bool) or not isinstance(seed, int | str)):
            raise BadRequest("seed is a number or a text")
        self._reset_all(seed, demo_data=body.get("demo") is True)
        return json_answer(self._ready())

    def _journal(self, request: Request) -> Response:
        since = request.args.get("since", "0")
        if not since.isdecimal():
            raise BadRequest("since is the number of an entry")
        entries = self._world.journal.entries(request.args.get("service"), int(since))
        return json_answer({"entries": [asdict(entry) for entry in entries]})

    def _inbox_json(self, request: Request) -> Response:
        messages = self._world.inbox.messages(request.args.get("to"))
        return json_answer({"messages": [asdict(message) for message in messages]})

    def _inbox(self, _request: Request) -> Response:
        with self._world.lock:
            self._tick()
            agreements = {name: one.agreements() for name, one in self._services.items()}
            return _html(pages.inbox(self._world.inbox.messages(), agreements))

    def _play(
        self, request: Request, service: str, agreement: str, person: str | None = None
    ) -> Response:
        with self._world.lock:
            self._tick()
            for one in self._service(service).agreements():
                if one.id == agreement:
                    problem = request.args.get("problem", "")
                    return _html(pages.play(service, one, person, problem))
        raise NotFound("no such agreement")

    def _act(self, request: Request) -> Response:
        by_form = bool(request.form)
        body: JsonObject = dict(request.form.items()) if by_form else _body(request)
        texts = {name: _text(name, value) for name, value in body.items()}
        try:
            service, agreement = texts.pop("service"), texts.pop("agreement")
            person, action = texts.pop("person"), texts.pop("action")
        except KeyError as error:
            raise BadRequest(f"{error.args[0]} is missing") from error
        problem = self._play_out(service, agreement, person, action, texts)
        if by_form:
            back = f"/play/{service}/{agreement}/{person}"
            return redirect(pages.with_problem(back, problem), 303)
        if problem:
            raise Conflict(problem)
        return json_answer({"done": True})

    def _play_out(
        self, service: str, agreement: str, person: str, action: str, options: dict[str, str]
    ) -> str:
        """Do it; answers with what prevented it, or with nothing."""
        with self._world.lock:
            plug = self._service(service)
            self._tick()
            try:
                plug.act(agreement, person, action, **options)
            except KeyError as error:
                raise NotFound("no such agreement or person") from error
            except NotPlayable as problem:
                return str(problem)
            return ""

    def _fault(self, request: Request) -> Response:
        body = _body(request, {field.name for field in fields(Fault)})
        try:
            fault = _fault_from(body)
        except (TypeError, ValueError) as error:
            raise BadRequest(str(error)) from error
        if fault.service not in ("*", *self._services):
            raise BadRequest(f"no service is called {fault.service}")
        self._world.faults.order(fault)
        return json_answer(asdict(fault), 201)

    def _faults(self, _request: Request) -> Response:
        return json_answer({"faults": [asdict(one) for one in self._world.faults.waiting()]})

    def _clear_faults(self, _request: Request) -> Response:
        self._world.faults.clear()
        return Response(status=204)

    def _clock(self, request: Request) -> Response:
        body = _body(request, {"advance_seconds", "set"})
        with self._world.lock:
            try:
                _turn(self._world, body)
            except ValueError as error:
                raise BadRequest(str(error)) from error
            self._tick()
            return json_answer({"now": self._world.clock.now()})

    def _configure(self, request: Request) -> Response:
        body = _body(request)
        name = _text("service", body.pop("service", ""))
        with self._world.lock:
            try:
                self._service(name).configure(body)
            except ValueError as error:
                raise BadRequest(str(error)) from error
        return Response(status=204)

    def _tick(self) -> None:
        for service in self._services.values():
            service.tick()

    def _service(self, name: str) -> Service:
        try:
            return self._services[name]
        except KeyError as error:
            raise NotFound(f"no service is called {name!r}") from error


def _turn(world: World, body: JsonObject) -> None:
    seconds, moment = body.get("advance_seconds"), body.get("set")
    if isinstance(moment, str) and seconds is None:
        world.clock.set(datetime.fromisoformat(moment))
    elif isinstance(seconds, int | float) and not isinstance(seconds, bool) and moment is None:
        world.clock.advance(seconds)
    else:
        raise ValueError("give advance_seconds (a number) or set (an ISO time)")


def _fault_from(body: JsonObject) -> Fault:
    whole = {"times", "skip", "code", "size"}
    for name, value in body.items():
        if name == "times" and value is None:
            continue
        if name in whole and (isinstance(value, bool) or not isinstance(value, int)):
            raise ValueError(f"{name} is a whole number")
        if name == "seconds" and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise ValueError("seconds is a number")
        if name == "effect" and not isinstance(value, bool):
            raise ValueError("effect is true or false")
        if name not in whole | {"seconds", "effect"} and not isinstance(value, str):
            raise ValueError(f"{name} is a text")
    return Fault(**cast("dict[str, str]", body))  # type: ignore[arg-type]


def _body(request: Request, known: set[str] | None = None) -> JsonObject:
    """The JSON object of a call (empty without a body), with no members but the known ones."""
    if not request.get_data(cache=True):
        return {}
    body: JsonValue = request.get_json(force=True)
    if not isinstance(body, dict):
        raise BadRequest("the body is a JSON object")
    unknown = sorted(set(body) - known) if known is not None else []
    if unknown:
        raise BadRequest(f"unknown member: {unknown[0]}")
    return body


def _text(name: str, value: JsonValue) -> str:
    if not isinstance(value, str):
        raise BadRequest(f"{name} is a text")
    return value


def _html(page: str) -> Response:
    return Response(page, content_type="text/html; charset=utf-8")
