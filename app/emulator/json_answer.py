"""JSON as the body of an answer."""

import json
from datetime import datetime

from werkzeug.wrappers import Response


def json_answer(value: object, status: int = 200) -> Response:
    """An answer with `value` as JSON; datetimes are written in ISO 8601."""
    body = json.dumps(value, ensure_ascii=False, default=_special)
    return Response(body, status=status, content_type="application/json; charset=utf-8")


def _special(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"not for JSON: {type(value).__name__}")
