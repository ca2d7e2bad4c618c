"""Proofs of identity at Scrive: what each is for, and what must be known of the person."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from app.domain.agreement import AuthenticationMethod, Participant


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One proof of identity (Document API v2, Signatory, `authentication_method_to_sign`)."""

    provider: str
    """As in a draft."""
    to_open: bool = True
    """Also for opening the archived document."""
    to_sign: bool = True
    needs: tuple[str, ...] = ()
    """Fields of the person that must exist: `mobile`, `personal_number`, `company_number`."""
    country: str = ""
    """Two letters: whose personal numbers it takes."""
    in_flow: str = ""
    """What Flow probably calls it; nothing documents that."""
    is_eid: bool = True
    """Whether it must be the same to open and to sign."""
    is_removed: bool = False
    """Scrive has it no more; old documents still name it."""


_NUMBER: Final = ("personal_number",)
_BOTH: Final = ("personal_number", "company_number")

SHORT_LIST: Final = ("sms_otp", "se_bankid", "no_bankid", "dk_mitid", "fi_tupas")
"""Offered to everybody; the others only to who asks for more."""

PROOFS: Final = (
    Proof(provider="sms_otp", needs=("mobile",), in_flow="sms_otp", is_eid=False),
    Proof(provider="se_bankid", needs=_NUMBER, country="SE", in_flow="se_bank_id"),
    Proof(provider="no_bankid", needs=_NUMBER, country="NO", in_flow="no_bank_id"),
    Proof(provider="dk_mitid", needs=_NUMBER, country="DK", in_flow="dk_mit_id"),
    Proof(provider="fi_tupas", needs=_NUMBER, country="FI", in_flow="ftn"),
    Proof(provider="dk_mitid_erhverv", needs=_BOTH, country="DK"),
    Proof(provider="nl_idin"),
    Proof(provider="freja", in_flow="freja"),
    Proof(provider="freja_orgid"),
    Proof(provider="oneid"),
    Proof(provider="verimi", to_sign=False, in_flow="verimi"),
    Proof(provider="onfido", in_flow="onfido"),
    Proof(provider="onfido_document_check"),
    Proof(provider="onfido_document_and_photo_check"),
    Proof(provider="swisscom_qes", to_open=False, is_eid=False),
    Proof(provider="swisscom_qes_with_srs", to_open=False, is_eid=False),
    Proof(provider="verimi_qes", to_open=False, is_eid=False),
    Proof(provider="no_bankid_qes", to_open=False, is_eid=False),
    Proof(provider="itsme_qes", to_open=False, is_eid=False),
    Proof(provider="smart_id_qes", to_open=False, is_eid=False),
    Proof(provider="scrive_qes", to_open=False, is_eid=False),
    Proof(provider="scrive_qes_global", to_open=False, is_eid=False),
    Proof(provider="dk_nemid", needs=_NUMBER, country="DK", is_removed=True),
    Proof(provider="dk_nemid_cpr", needs=_NUMBER, country="DK", is_removed=True),
    Proof(provider="dk_nemid_pid", needs=_NUMBER, country="DK", is_removed=True),
    Proof(provider="dk_nemid_cvr", needs=("company_number",), is_removed=True),
)
FLOW_PROVIDERS: Final = frozenset({"sms_otp"})
"""What the Flow guide names; everything else is passed on as an experiment."""
DOCUMENT_PROVIDERS: Final = frozenset(each.provider for each in PROOFS if not each.is_removed)
ADVANCED: Final = tuple(
    each for each in PROOFS if each.provider not in SHORT_LIST and not each.is_removed
)
"""What the Document API has besides the short list."""

STANDARD: Final = "standard"
"""Scrive's word for nothing extra."""
_THEIRS: Final = {"sms_pin": "sms_otp"}
_BY_PROVIDER: Final = {each.provider: each for each in PROOFS}


def proof_of(provider: str) -> Proof | None:
    """What is known of a proof, by our word or Scrive's; None for an unknown one."""
    return _BY_PROVIDER.get(_THEIRS.get(provider, provider))


def our_word(provider: str) -> str:
    """A proof as a draft calls it; empty for nothing extra."""
    return "" if provider == STANDARD else _THEIRS.get(provider, provider)


def document_word(provider: str) -> str:
    """A proof as the Document API calls it; unknown ones pass as they are."""
    return next((theirs for theirs, ours in _THEIRS.items() if ours == provider), provider) or (
        STANDARD
    )


def methods_of(person: "Participant") -> list[tuple[str, "AuthenticationMethod"]]:
    """Place below `authentication` and method of every proof that is asked of a person."""
    view = person.authentication.view
    found = [] if view is None else [("view", view)]
    signing = enumerate(person.authentication.sign)
    return found + [(f"sign/{position}", method) for position, method in signing]
