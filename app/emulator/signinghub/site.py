"""One installation of the emulated SigningHub: its memory, tokens and settings."""

from dataclasses import dataclass, field

from app.emulator.signinghub.records import User
from app.emulator.signinghub.settings import Settings
from app.emulator.signinghub.state import State
from app.emulator.signinghub.tokens import Tokens


@dataclass(slots=True, kw_only=True)
class Site:
    """What all handlers work on."""

    state: State
    tokens: Tokens
    administrator: User
    """The user of the credentials; also acts behind a token of the client alone."""
    client_id: str
    client_secret: str
    settings: Settings = field(default_factory=Settings)
    served: dict[int, str] = field(default_factory=dict)
    """Texts that GET workflow answers verbatim, by package id."""
