"""What is written about fields on pages, in the words of each version of the API."""

from dataclasses import dataclass, field
from typing import Protocol

from app.domain.json_value import JsonObject, JsonValue
from app.services.signinghub.bodies import told_only, unmasked_number
from app.services.signinghub.placing import Place


class FieldBody(Protocol):
    """A field to make or to change."""

    def segment(self, *, v4: bool) -> str:
        """The end of its address below `fields/`."""
        ...

    def body(self, *, v4: bool) -> JsonObject:
        """As the version takes it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """What all fields have; `order` is the position of the recipient in a list just read."""

    order: int
    field_name: str
    """Of our own, unlike any other on the document: how it is known again."""
    place: Place

    def _whose(self) -> dict[str, JsonValue]:
        return {
            "order": self.order,
            "page_no": self.place.page,
            "field_name": self.field_name,
            "dimensions": self.place.dimensions(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureField(_Field):
    """A signature: fields/signature (v4), fields/electronic_signature or digital_signature (v3)."""

    digital: bool = False
    """v3: made with a certificate of the signer, who needs an account."""
    display: str = "VISIBLE"
    levels: tuple[str, ...] = ("ELECTRONIC_SIGNATURE",)
    """v4: the levels of assurance of which the signer may choose."""
    mobile_number: str = ""
    """Where the code to sign goes; empty: none is asked."""
    by_app: bool = False
    """v4: a code of an authenticator app is asked."""

    def segment(self, *, v4: bool) -> str:
        """The end of its address below `fields/`."""
        if v4:
            return "signature"
        return "digital_signature" if self.digital else "electronic_signature"

    def body(self, *, v4: bool) -> JsonObject:
        """As the version takes it."""
        found = self._whose() | {"display": self.display}
        by_code = bool(self.mobile_number)
        code = told_only({"enabled": by_code, "mobile_number": unmasked_number(self.mobile_number)})
        if v4:
            found["level_of_assurance"] = list(self.levels)
            if by_code or self.by_app:
                asked: JsonObject = {"enabled": True}
                if by_code:
                    asked["otp"] = code
                if self.by_app:
                    asked["totp"] = {"enabled": True}
                found["authentication_signing"] = asked
        elif by_code and not self.digital:
            found["authentication"] = {"enabled": True, "sms_otp": code}
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class InPersonField(_Field):
    """A signature given at the host's device: fields/in_person_signature."""

    placeholder: str
    """Who signs."""
    display: str = "VISIBLE"

    def segment(self, *, v4: bool) -> str:
        """Alike in both versions."""
        del v4
        return "in_person_signature"

    def body(self, *, v4: bool) -> JsonObject:
        """Alike in both versions."""
        del v4
        return self._whose() | {"placeholder": self.placeholder, "display": self.display}


@dataclass(frozen=True, slots=True, kw_only=True)
class InitialsField(_Field):
    """Initials: fields/initials."""

    def segment(self, *, v4: bool) -> str:
        """Alike in both versions."""
        del v4
        return "initials"

    def body(self, *, v4: bool) -> JsonObject:
        """Alike in both versions."""
        del v4
        return self._whose()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField(_Field):
    """A text to fill in: fields/text."""

    type: str = "TEXT"
    """TEXT, NAME, EMAIL, COMPANY, JOBTITLE or DATE."""
    format: str = ""
    """Of a date."""
    placeholder: str = ""
    value: str = ""
    max_length: int | None = None
    """1 to 9999."""
    multiline: bool = False
    field_type: str = ""
    """v4: Number or Text."""
    validation_rule: str = "OPTIONAL"
    font: str = ""
    """COURIER or HELVETICA."""
    font_size: int | None = None
    """8 to 20, even."""

    def segment(self, *, v4: bool) -> str:
        """Alike in both versions."""
        del v4
        return "text"

    def body(self, *, v4: bool) -> JsonObject:
        """As the version takes it."""
        font: JsonObject = told_only({"name": self.font or None, "size": self.font_size})
        return told_only(
            self._whose()
            | {
                "type": self.type,
                "format": self.format or None,
                "placeholder": self.placeholder or None,
                "value": self.value,
                "max_length": self.max_length,
                "multiline": self.multiline,
                "field_type": self.field_type if v4 and self.field_type else None,
                "validation_rule": self.validation_rule,
                "font": font or None,
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RadioField(_Field):
    """One button of a choice: fields/radio."""

    radio_group_name: str
    chosen: bool = False
    validation_rule: str = "OPTIONAL"

    def segment(self, *, v4: bool) -> str:
        """Alike in both versions."""
        del v4
        return "radio"

    def body(self, *, v4: bool) -> JsonObject:
        """Alike in both versions."""
        del v4
        return self._whose() | {
            "value": "true" if self.chosen else "false",
            "validation_rule": self.validation_rule,
            "radio_group_name": self.radio_group_name,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckboxField(_Field):
    """A box to tick: fields/checkbox."""

    ticked: bool = False
    validation_rule: str = "OPTIONAL"

    def segment(self, *, v4: bool) -> str:
        """Alike in both versions."""
        del v4
        return "checkbox"

    def body(self, *, v4: bool) -> JsonObject:
        """Alike in both versions."""
        del v4
        return self._whose() | {
            "value": "true" if self.ticked else "false",
            "validation_rule": self.validation_rule,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class AutoPlaceBody:
    """A field wherever a text is found: fields/autoplace."""

    search_text: str
    order: int
    field_type: str
    """In the words of v3, such as ELECTRONIC_SIGNATURE or TEXT."""
    placement: str = "LEFT"
    """LEFT, RIGHT, TOP or BOTTOM of the text."""
    width: int = 200
    """Pixels."""
    height: int = 80
    more: JsonObject = field(default_factory=dict)
    """What is told of each field of that kind, besides."""

    def body(self, *, v4: bool) -> JsonObject:
        """As the version takes it."""
        words = {
            "ELECTRONIC_SIGNATURE": "SIGNATURE",
            "DIGITAL_SIGNATURE": "SIGNATURE",
            "RadioBox": "RADIOBOX",
            "CheckBox": "CHECKBOX",
        }
        return {
            "search_text": self.search_text,
            "order": self.order,
            "field_type": words.get(self.field_type, self.field_type) if v4 else self.field_type,
            "placement": self.placement,
            "dimensions": {"width": self.width, "height": self.height},
            **self.more,
        }
