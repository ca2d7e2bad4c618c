"""One request on its way to its handler."""

import json
from dataclasses import dataclass

from werkzeug.wrappers import Request

from app.emulator.json_value import JsonValue
from app.emulator.signinghub import errors
from app.emulator.signinghub.pen import Pen
from app.emulator.signinghub.reading import Members
from app.emulator.signinghub.records import Document, Package, User
from app.emulator.signinghub.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request of whoever comes along."""

    site: Site
    request: Request
    v4: bool
    parts: dict[str, str | int]
    """What the path holds: ids as numbers, words as text."""

    @property
    def pen(self) -> Pen:
        """Writes the answer."""
        return Pen(self.site.settings.spelling, v4=self.v4)

    def number(self, name: str) -> int:
        """A number from the path."""
        return int(self.parts[name])

    def json(self) -> JsonValue:
        """The decoded body; 415 unless it is declared as JSON, 400 unless it is JSON."""
        self.check_media_type("application/json")
        try:
            body: JsonValue = json.loads(self.request.get_data(cache=True))
        except ValueError as error:
            raise errors.invalid("the body is not JSON") from error
        return body

    def members(self, *allowed: str) -> Members:
        """The body as an object with no members but `allowed`."""
        return Members(self.json(), frozenset(allowed))

    def check_media_type(self, wanted: str) -> None:
        """Refuse a body that is declared as something else."""
        if self.request.mimetype != wanted:
            raise errors.refusal(
                415,
                f"The request entity's media type '{self.request.mimetype}' is not supported for "
                "this resource.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Visit):
    """A request of a user whose token was checked."""

    user: User

    @property
    def package_id(self) -> int:
        """The package that the path names."""
        return self.number("package_id")

    def visible(self) -> Package:
        """That package, which the user must see."""
        return self.site.state.visible(self.user, self.package_id)

    def owned(self) -> Package:
        """That package, which the user must own."""
        return self.site.state.owned(self.user, self.package_id)

    def draft(self) -> Package:
        """That package, which the user must be able to compose."""
        return self.site.state.draft(self.user, self.package_id)

    def document(self, package: Package) -> Document:
        """The document that the path names."""
        return self.site.state.document(package, self.number("document_id"))
