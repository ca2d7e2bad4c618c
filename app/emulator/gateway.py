"""The way into one emulated service: reads the request, lets faults strike, keeps the journal."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Request, Response

from app.emulator.faults import Fault, Strike
from app.emulator.journal import Entry
from app.emulator.plug import Service
from app.emulator.world import World

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_PROXY_PAGE = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    "<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"
)


class Dropped(ConnectionAbortedError):
    """The connection is closed without a further byte."""


class ServiceRequest(Request):
    """A request whose form may be as large as a client likes to send."""

    max_form_memory_size = None


@dataclass(slots=True, kw_only=True)
class _Exchange:
    """What is known about one request on its way through."""

    request: Request
    strike: Strike | None
    epoch: int
    body: bytes = b""
    note: str = ""
    effect: bool = False


class Gateway:
    """A WSGI application in front of one service."""

    def __init__(self, world: World, service: Service) -> None:
        """Guard `service`, which lives in `world`."""
        self._world = world
        self._service = service

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one request; raises Dropped where the client is to get nothing."""
        request = ServiceRequest(environ)
        strike = self._world.faults.take(self._service.name, request.method, request.path)
        fault = strike.fault if strike else None
        exchange = _Exchange(request=request, strike=strike, epoch=self._world.epoch)
        exchange.note = fault.kind if fault else ""
        try:
            exchange.body = request.get_data(cache=True)
        except HTTPException as error:
            exchange.note = "the request was cut short"
            self._record(exchange, None)
            raise Dropped from error
        try:
            response = self._exchange(exchange)
            content = list(response(environ, start_response))
        finally:
            exchange.request.close()
        if fault and fault.kind == "cut":
            return _cut(content, fault.size)
        return content

    def _exchange(self, exchange: _Exchange) -> Response:
        strike = exchange.strike
        if strike is None:
            return self._carry_out(exchange)
        fault = strike.fault
        if fault.kind == "drop_before":
            self._record(exchange, None)
            raise Dropped
        if fault.kind == "delay":
            self._hold(exchange, strike)
        if fault.kind == "status" and not fault.effect:
            return self._answer(exchange, _ordered(fault))
        if fault.kind == "html_502" and fault.effect is False:
            return self._answer(exchange, _proxy_page())
        return self._struck(exchange, strike)

    def _struck(self, exchange: _Exchange, strike: Strike) -> Response:
        """Carry the request out and spoil the answer."""
        fault = strike.fault
        response = self._carry_out(exchange)
        if fault.kind == "repeat":
            exchange.note = "repeat, second delivery"
            exchange.request.close()
            environ = {**exchange.request.environ, "wsgi.input": BytesIO(exchange.body)}
            exchange.request = ServiceRequest(environ)
            exchange.request.get_data(cache=True)
            response = self._carry_out(exchange)
        if fault.kind == "drop_after":
            raise Dropped
        if fault.kind == "delay_after":
            self._hold(exchange, strike)
        if fault.kind == "status":
            return _ordered(fault)
        if fault.kind == "html_502":
            return _proxy_page()
        return response

    def _hold(self, exchange: _Exchange, strike: Strike) -> None:
        self._world.faults.wait(strike)
        if self._world.epoch != exchange.epoch:
            raise Dropped

    def _carry_out(self, exchange: _Exchange) -> Response:
        """Let the service act, under the lock of the world; entered in the journal at once."""
        with self._world.lock:
            if self._world.epoch != exchange.epoch:
                raise Dropped
            exchange.effect = True
            status: int | None = None
            try:
                self._service.tick()
                response = self._service.handle(exchange.request)
                status = response.status_code
            finally:
                self._record(exchange, status)
        return response

    def _answer(self, exchange: _Exchange, response: Response) -> Response:
        self._record(exchange, response.status_code)
        return response

    def _record(self, exchange: _Exchange, status: int | None) -> None:
        request = exchange.request
        self._world.journal.record(
            Entry(
                at=self._world.clock.now(),
                service=self._service.name,
                method=request.method,
                path=request.path,
                query=request.query_string.decode("utf-8", "replace"),
                status=status,
                body_size=len(exchange.body),
                body_sha256=hashlib.sha256(exchange.body).hexdigest(),
                note=exchange.note,
                effect=exchange.effect,
                headers={
                    name: value
                    for name, value in request.headers.items()
                    if name not in ("Authorization", "Cookie")
                },
            )
        )


def _ordered(fault: Fault) -> Response:
    response = Response(fault.body, status=fault.code, content_type=fault.content_type)
    if fault.retry_after:
        response.headers["Retry-After"] = fault.retry_after
    return response


def _proxy_page() -> Response:
    return Response(_PROXY_PAGE, status=502, content_type="text/html")


def _cut(content: list[bytes], size: int) -> Iterator[bytes]:
    yield b"".join(content)[:size]
    raise Dropped
