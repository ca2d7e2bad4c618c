"""The HTTP client of one account: sends a request, answers with a reply or a ServiceError."""

import logging
import random
import re
import ssl
import threading
import uuid
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import BinaryIO, NoReturn

from requests import PreparedRequest, Response
from requests.auth import AuthBase
from requests.exceptions import RequestException
from typing_extensions import override
from urllib3.exceptions import HTTPError

from app.services.cancel import CancelToken
from app.services.errors import ServiceError
from app.services.http.answers import (
    ReasonReader,
    TextReader,
    certificate_page,
    excerpt,
    no_reasons,
)
from app.services.http.base_url import checked_base_url, host_of, is_loopback
from app.services.http.certificate_failures import not_admitted
from app.services.http.download import BodyReader, InMemory, IntoFile
from app.services.http.failures import CutOff, transport_failure
from app.services.http.masking import quotable
from app.services.http.repeats import Repeats
from app.services.http.request import Effect, Reply, Request
from app.services.http.session import MarkingSession, ProxyResolver, trusting_context
from app.services.http.statuses import status_failure
from app.services.http.upload import UploadBody
from app.services.ports import Clock, Progress
from app.services.timing import Timing

log = logging.getLogger(__name__)


class NoAuth(AuthBase):
    """Signs nothing. Given explicitly, because requests would else look into `.netrc`."""

    @override
    def __call__(self, r: PreparedRequest) -> PreparedRequest:
        """Leave the request as it is."""
        return r


@dataclass(frozen=True, slots=True, kw_only=True)
class Transport:
    """What all clients of the program have in common."""

    clock: Clock
    timing: Timing = field(default_factory=Timing)
    user_agent: str = "Countersign"
    """`Countersign/<version>`."""
    context: Callable[[], ssl.SSLContext] = trusting_context
    """Asked when the first connection is made; may raise ServiceError, and is asked again then."""
    proxies: ProxyResolver | None = None
    """None: what environment variables say. Never asked for addresses on this computer."""


class _Held:
    """The session of one thread, closed as soon as nobody holds this any more."""

    def __init__(self, session: MarkingSession) -> None:
        self.session = session
        weakref.finalize(self, session.close).atexit = False


class _PerThread(threading.local):
    """Lets go of its contents when the thread ends."""

    held: _Held | None = None


class HttpClient:
    """Requests to one service, signed for one account; usable from any thread.

    Each thread has its own connections until it ends; a request that fires has one of its own. Only
    GETs are repeated, and redirects are never followed.
    """

    def __init__(
        self,
        base_url: str,
        auth: AuthBase,
        transport: Transport,
        *,
        read_text: TextReader = excerpt,
        read_reasons: ReasonReader = no_reasons,
    ) -> None:
        """`read_text` and `read_reasons` find the service's words in a refusal.

        Raises DomainError (base_url.*).
        """
        self.base_url = checked_base_url(base_url)
        self.host = host_of(self.base_url)
        self._local = is_loopback(self.host)
        self._auth = auth
        self._clock = transport.clock
        self._timing = transport.timing
        self._proxies = transport.proxies
        self._user_agent = transport.user_agent
        self._make_context = transport.context
        self._context: ssl.SSLContext | None = None
        self._read_text = read_text
        self._read_reasons = read_reasons
        self._repeats = Repeats(self._timing, self._clock, random.Random())  # noqa: S311
        self._own = _PerThread()
        self._held: weakref.WeakSet[_Held] = weakref.WeakSet()
        self._lock = threading.Lock()

    def send(self, request: Request, *, cancel: CancelToken | None = None) -> Reply:
        """The reply, when its status is one of the expected ones; else a ServiceError.

        A read whose body broke off is an error; a change whose body broke off is a reply that is
        not `complete`. `cancel` ends pauses between repeats (an upload has its own).
        """
        reader = InMemory(self._clock, self._timing.scaled(self._timing.whole_answer))
        return self._send(request, reader, cancel or CancelToken())

    def download(
        self,
        request: Request,
        sink: BinaryIO,
        *,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Reply:
        """As `send`, with the body written into `sink` from its start; complete, or an error."""
        token = cancel or CancelToken()
        return self._send(request, IntoFile(sink, progress, token), token)

    def close(self) -> None:
        """Close all connections; the client can still be used afterwards."""
        with self._lock:
            for each in tuple(self._held):
                each.session.close()

    def _send(self, request: Request, reader: BodyReader, cancel: CancelToken) -> Reply:
        tried_again = request.method == "GET" and request.within is None
        pauses = request.pauses if tried_again else ()
        return self._repeats.run(lambda: self._attempt(request, reader), pauses, cancel)

    def _attempt(self, request: Request, reader: BodyReader) -> Reply:
        exchange = _Exchange(request, self.host, self._clock)
        with self._session_for(request.effect) as session:
            session.mark.sent = False
            try:
                response = self._open(session, request)
            except (RequestException, HTTPError, OSError) as error:
                exchange.fail(error, sent=session.mark.sent)
            with response:
                reply = exchange.reply(response, self._reader_for(response, request, reader))
        if reply.status not in request.expect:
            raise self._failure(reply)
        if request.effect is Effect.NONE and not reply.complete:
            raise CutOff(
                f"The answer of {self.host} broke off.",
                next_step="Check the connection, then try again.",
                correlation_id=reply.correlation_id,
            )
        return reply

    def _failure(self, reply: Reply) -> ServiceError:
        """What a status that is not expected means, in the service's words too."""
        if reply.status in range(400, 500) and (shown := certificate_page(reply.body)):
            return not_admitted(self.host, shown, reply.correlation_id)
        text = quotable(self._read_text(reply.body))
        failure = status_failure(reply, text, self._clock.now())
        failure.reasons = tuple(
            replace(each, text=quotable(each.text)) for each in self._read_reasons(reply.body)
        )
        return failure

    def _reader_for(self, response: Response, request: Request, reader: BodyReader) -> BodyReader:
        """A refusal's body is text for people, never the file that was asked for."""
        if response.status_code in request.expect:
            return reader
        return InMemory(self._clock, self._timing.scaled(self._timing.whole_answer))

    def _open(self, session: MarkingSession, request: Request) -> Response:
        headers = {
            "User-Agent": self._user_agent,
            "Accept": "*/*",
            "Accept-Encoding": "gzip",
            **request.headers,
        }
        if request.content_type:
            headers["Content-Type"] = request.content_type
        if request.effect is Effect.FIRES:
            headers["Connection"] = "close"
        url = self.base_url + request.path
        return session.request(
            request.method,
            url,
            params=dict(request.query),
            data=request.body,
            headers=headers,
            auth=self._auth,
            timeout=self._limits(request),
            allow_redirects=False,
            proxies=self._proxies_for(url),
            stream=True,
        )

    def _limits(self, request: Request) -> tuple[float, float]:
        """Seconds for connecting, and for each sign of life after that.

        A change is worked on while nothing is heard, a start longest; its answer is worth waiting
        for, because without it nobody knows. A large file is looked through before it is answered.
        """
        timing = self._timing
        seconds = {
            Effect.NONE: timing.read,
            Effect.CHANGES: timing.change,
            Effect.FIRES: timing.fire,
        }[request.effect]
        if isinstance(request.body, UploadBody):
            seconds += request.body.len / timing.bytes_a_second
        limits = (timing.scaled(timing.connect), timing.scaled(seconds))
        if request.within is None:
            return limits
        return (min(limits[0], request.within), min(limits[1], request.within))

    def _proxies_for(self, url: str) -> dict[str, str] | None:
        """What the resolver says, and then nothing else; None leaves it to the environment."""
        if self._local or self._proxies is None:
            return None
        return {"no_proxy": "*", **self._proxies(url)}

    @contextmanager
    def _session_for(self, effect: Effect) -> Iterator[MarkingSession]:
        if effect is Effect.FIRES:
            with self._new_session() as session:
                yield session
            return
        if self._own.held is None:
            self._own.held = _Held(self._new_session())
            with self._lock:
                self._held.add(self._own.held)
        yield self._own.held.session

    def _new_session(self) -> MarkingSession:
        with self._lock:
            if self._context is None:
                self._context = self._make_context()
        return MarkingSession(self._context, use_environment=not self._local)


class _Exchange:
    """One attempt: its id, its duration, and its line in the log."""

    def __init__(self, request: Request, host: str, clock: Clock) -> None:
        self._request = request
        self._host = host
        self._clock = clock
        self._began = clock.monotonic()
        self._id = uuid.uuid4().hex[:12]

    def fail(self, error: Exception, *, sent: bool) -> NoReturn:
        """Raise what a failure of the transport means."""
        failure = transport_failure(
            error,
            host=self._host,
            sent=sent,
            effect=self._request.effect,
            correlation_id=self._id,
        )
        self._log(failure.code)
        raise failure from error

    def reply(self, response: Response, reader: BodyReader) -> Reply:
        """Take in the body."""
        try:
            body, complete = reader.read(response)
        except ServiceError as error:
            error.correlation_id = error.correlation_id or self._id
            raise
        milliseconds = self._log(str(response.status_code) + ("" if complete else " cut off"))
        return Reply(
            status=response.status_code,
            headers=response.headers,
            body=body,
            complete=complete,
            host=self._host,
            effect=self._request.effect,
            correlation_id=self._id,
            milliseconds=milliseconds,
        )

    def _log(self, outcome: str) -> int:
        milliseconds = round((self._clock.monotonic() - self._began) * 1000)
        path = path_without_values(self._request.path)
        log.info(
            "%s %s %s %s %d ms [%s]",
            self._request.method,
            self._host,
            path,
            outcome,
            milliseconds,
            self._id,
        )
        return milliseconds


def path_without_values(path: str) -> str:
    """The path with every id and file name replaced, for the log."""
    segments = path.split("?", 1)[0].split("/")
    return "/".join(
        segment if re.fullmatch(r"[A-Za-z_]*|v[0-9]", segment) else "{}" for segment in segments
    )
