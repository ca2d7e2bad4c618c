"""The scale of time, which must never hurry a real service."""

from pathlib import Path

import pytest

from app.bootstrap import TIME_SCALE, build_desk
from app.domain.kinds import ServiceKind
from app.services.account_book import parse_details
from app.services.paths import Profile
from app.services.secrets.memory import MemoryVault


@pytest.mark.parametrize(
    ("base_url", "scale"), [("http://127.0.0.1:9", 0.01), ("https://sign.example.com", 1.0)]
)
def test_an_account_for_one_call_decides_too_whether_time_is_shortened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, base_url: str, scale: float
) -> None:
    monkeypatch.setenv(TIME_SCALE, "0.01")
    desk = build_desk(Profile(folder=tmp_path), MemoryVault())
    values = dict.fromkeys(("apitoken", "accesstoken"), "0123456789abcdef_1")
    values |= dict.fromkeys(("apisecret", "accesssecret"), "0123456789abcdef")
    details = parse_details("Office", ServiceKind.SCRIVE, {"base_url": base_url, **values})
    desk.accounts.temporary(details)
    assert desk.outbox._timing().scale == scale
