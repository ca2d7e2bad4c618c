"""One call of the Document API, with the parameters that it brought."""

from collections.abc import Iterable

from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Request

from app.emulator.json_value import JsonValue
from app.emulator.scrive import checks
from app.emulator.scrive.endpoints import Endpoint
from app.emulator.scrive.errors import ApiError

_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class Call:
    """Reads parameters the way the Document API does: from forms, or from the query of a GET."""

    def __init__(self, request: Request, endpoint: Endpoint) -> None:
        """Refuse bodies other than forms, and parameters that the endpoint does not know."""
        self._request = request
        if endpoint.takes_forms and request.content_length and request.mimetype not in _FORMS:
            raise ApiError("request_parameters_missing", "The body must be a form.")
        self._values = request.args if endpoint.method == "GET" else request.form
        _refuse_unknown(request.args, endpoint.query)
        _refuse_unknown(request.form, endpoint.form)
        if endpoint.files is not None:
            _refuse_unknown(request.files, endpoint.files)

    @property
    def body(self) -> JsonValue:
        """The JSON that the Flow API takes as its body; forms are refused."""
        if self._request.mimetype in _FORMS:
            raise checks.Unacceptable("body", "must be JSON, not a form")
        return checks.decoded(self._request.get_data(cache=True), "body")

    @property
    def authorization(self) -> str | None:
        """The Authorization header as it was sent."""
        return self._request.headers.get("Authorization")

    def text(self, name: str) -> str | None:
        """A parameter as it was sent."""
        return self._values.get(name)

    def needed(self, name: str) -> str:
        """A parameter that must be there."""
        value = self._values.get(name)
        if value is None:
            raise ApiError("request_parameters_missing", f"The parameter {name} is missing.")
        return value

    def flag(self, name: str, *, default: bool) -> bool:
        """A parameter that is `true` or `false`."""
        value = self._values.get(name)
        if value not in (None, "true", "false"):
            raise _unparseable(f"{name} must be true or false")
        return default if value is None else value == "true"

    def whole(self, name: str) -> int | None:
        """A parameter that is a number, not negative."""
        value = self._values.get(name)
        if value is not None and not value.isdecimal():
            raise _unparseable(f"{name} must be a number")
        return None if value is None else int(value)

    def json(self, name: str) -> JsonValue:
        """A parameter that is JSON text; null when it is absent."""
        value = self._values.get(name)
        return None if value is None else checks.decoded(value, name)

    def needed_json(self, name: str) -> JsonValue:
        """A parameter that is JSON text and must be there."""
        return checks.decoded(self.needed(name), name)

    def file(self, name: str) -> FileStorage | None:
        """An uploaded file; null when it is absent."""
        return self._request.files.get(name)

    @property
    def file_names(self) -> frozenset[str]:
        """The names of all file parts."""
        return frozenset(self._request.files)


def _refuse_unknown(given: Iterable[str], known: frozenset[str]) -> None:
    for name in given:
        if name not in known:
            raise ApiError("request_parameters_invalid", f"The parameter {name} is not known.")


def _unparseable(message: str) -> ApiError:
    return ApiError("request_parameters_parse_error", message)
