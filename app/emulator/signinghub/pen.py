"""How single values are written in answers, as the switched spelling wants them."""

from datetime import datetime

from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.signinghub.settings import Spelling
from app.emulator.signinghub.words import ProcessStatus, WorkflowStatus

_DATE_ENDINGS = {
    "naive": "",
    "zulu": ".{milli:03}Z",
    "offset": "+0000",
    "colon": "+00:00",
    "long": ".{micro:06}0Z",
}


class Pen:
    """Writes for one version of the API (v3, or v4 with its differences) in one spelling."""

    def __init__(self, spelling: Spelling, *, v4: bool = False) -> None:
        """Write as `spelling` says."""
        self._spelling = spelling
        self.v4 = v4

    def id(self, number: int) -> JsonValue:
        """An identifier."""
        return str(number) if self._spelling.ids == "strings" else number

    def date(self, moment: datetime | None) -> JsonValue:
        """A moment, or null."""
        if moment is None:
            return None
        ending = _DATE_ENDINGS[self._spelling.dates]
        fraction = ending.format(milli=moment.microsecond // 1000, micro=moment.microsecond)
        return f"{moment:%Y-%m-%dT%H:%M:%S}{fraction}"

    def access_date(self, moment: datetime | None) -> JsonValue:
        """An end of an access window, or the empty text."""
        if moment is None:
            return ""
        if self._spelling.access_dates == "malformed":
            return f"{moment:%Y-%m-%dT%H:%M}:000Z"
        return f"{moment:%Y-%m-%dT%H:%M:%S}Z"

    def mobile_number(self, number: str) -> str:
        """A number, all but its last digits hidden where data protection wants it."""
        if self._spelling.mobile_numbers == "shown":
            return number
        return "*" * len(number[:-3]) + number[-3:]

    def workflow_status(self, status: WorkflowStatus) -> str:
        """The `workflow_status`."""
        return self._spelling.shared if status is WorkflowStatus.IN_PROGRESS else status.value

    def process_status(self, status: ProcessStatus) -> JsonValue:
        """The `process_status` of a recipient."""
        spelling = self._spelling
        written: dict[ProcessStatus, str] = {
            ProcessStatus.UN_PROCESSED: spelling.waiting,
            ProcessStatus.IN_PROGRESS: spelling.in_turn,
            ProcessStatus.SIGNED: spelling.signed,
            ProcessStatus.REVIEWED: spelling.reviewed,
            ProcessStatus.EDITED: spelling.edited,
        }
        word = written.get(status, status.value)
        return None if word == "null" else word

    def body(self, members: JsonObject) -> JsonObject:
        """A finished object, its members without a value treated as the spelling wants."""
        if self._spelling.empty == "kept":
            return members
        return {
            name: self._part(value)
            for name, value in members.items()
            if self._spelling.empty == "null" or not _is_empty(value)
        }

    def _part(self, value: JsonValue) -> JsonValue:
        if _is_empty(value):
            return None
        if isinstance(value, dict):
            return self.body(value)
        if isinstance(value, list):
            return [self._part(item) for item in value]
        return value


def _is_empty(value: JsonValue) -> bool:
    return value is None or value in ("", [])
