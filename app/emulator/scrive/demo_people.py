"""The invented people of the demo."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.emulator.json_value import JsonObject, JsonValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody who is to sign."""

    first: str
    last: str
    email: str = ""
    mobile: str = ""
    role: str = "signing_party"
    order: int = 1

    @property
    def label(self) -> str:
        """What a Flow request calls him."""
        return self.first.lower()

    def party(self) -> JsonObject:
        """As a party of the Document API."""
        delivery = "email" if self.email else "mobile"
        fields: list[JsonValue] = [
            {"type": "name", "order": 1, "value": self.first},
            {"type": "name", "order": 2, "value": self.last},
            {"type": "email", "value": self.email},
            {"type": "mobile", "value": self.mobile},
        ]
        return {
            "signatory_role": self.role,
            "sign_order": self.order,
            "delivery_method": delivery,
            "confirmation_delivery_method": delivery,
            "fields": fields,
        }

    def participant(self) -> JsonObject:
        """As a participant of Flow; by text message he proves himself with codes."""
        made: JsonObject = {"label": self.label, "name": f"{self.first} {self.last}"}
        if self.email:
            made["emails"] = [{"email": self.email}]
        if self.mobile:
            made["phones"] = [{"phone": self.mobile}]
            made["authentication"] = {
                "view": {"provider": "sms_otp", "max_attempts": 3},
                "sign": [{"label": f"{self.label}-code", "provider": "sms_otp", "max_attempts": 3}],
            }
        return made

    def step(self, documents: Sequence[str]) -> JsonObject:
        """His sign step."""
        labels: list[JsonValue] = list(documents)
        made: JsonObject = {"type": "sign", "participant": self.label, "documents": labels}
        if self.mobile:
            made["authentication"] = f"{self.label}-code"
        return made


BODIL = Guest(first="Bodil", last="Oskarsson", email="bodil.oskarsson@example.com")
INGA = Guest(first="Inga", last="Engberg", mobile="+46701740611")
NOOR = Guest(first="Noor", last="Haddad", email="noor.haddad@example.com")
TOVE = Guest(first="Tove", last="Lindahl", email="tove.lindahl@example.com", role="approver")
ELIAS = Guest(first="Elias", last="Berg", email="elias.berg@example.com", order=2)
MIRA = Guest(first="Mira", last="Kovac", email="mira.kovac@example.com")
SVEN = Guest(first="Sven", last="Dahl", email="sven.dahl@example.com")
