"""From a template of Scrive to people who are asked to sign: through a draft, as an office does."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import TIME_SCALE, build_desk
from app.domain.json_value import JsonObject
from app.domain.kinds import ServiceKind
from app.services.account_book import parse_details
from app.services.outbox.records import Phase
from app.services.paths import Profile
from app.services.scrive.wire_party import Placement
from app.services.secrets.memory import MemoryVault
from tests.support.scrive_desk import opened
from tests.support.scrive_server import a_scrive

PLACE: JsonObject = {
    "xrel": 0.1,
    "yrel": 0.8,
    "wrel": 0.27,
    "hrel": 0.08,
    "fsrel": 0.0168,
    "page": 1,
    "tip": "right",
    "anchors": [],
}


def places(placements: tuple[Placement, ...]) -> list[tuple[float | None, ...]]:
    return [
        tuple(None if each is None else round(each, 3) for each in (p.xrel, p.yrel, p.wrel, p.hrel))
        for p in placements
    ]


def test_a_template_is_sent_with_its_fields_where_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TIME_SCALE, "0.05")
    profile = Profile(folder=tmp_path / "profile")
    profile.create()
    desk = build_desk(profile, MemoryVault())
    with a_scrive() as scrive:
        credentials = scrive.desk.scrive.credentials()
        details = parse_details(
            "Office", ServiceKind.SCRIVE, {"base_url": scrive.url, **credentials}
        )
        account, _ = desk.accounts.add(details)
        template = scrive.desk.new("Lease.pdf")
        signature: JsonObject = {"type": "signature", "name": "Signature", "placements": [PLACE]}
        person: JsonObject = {
            "signatory_role": "signing_party",
            "authentication_method_to_sign": "sms_pin",
            "fields": [signature],
        }
        viewer: JsonObject = {"signatory_role": "viewer", "is_signatory": False}
        changes: JsonObject = {"parties": [viewer, person], "days_to_sign": 14}
        opened(scrive.desk.update(template, is_template=True, **changes))

        begun = desk.templates.begin(account, str(template["id"]))
        agreement = begun.draft.agreement
        bodil = replace(
            agreement.participants[0],
            name="Bodil Oskarsson",
            email="bodil@example.com",
            phone="+46701740605",
        )
        agreement = replace(agreement, participants=(bodil,))
        saved = desk.drafts.save(begun.draft.id, agreement, account.id)
        item = desk.outbox.enqueue(saved.agreement, desk.drafts.paths(saved), account)
        sent = desk.outbox.run(item.id, wait=30)

        assert (sent.phase, begun.remarks) == (Phase.SENT, ())
        document = scrive.client().get(str(sent.service_id))
    assert (document.title, document.status, document.days_to_sign) == ("Lease", "pending", 14)
    (party,) = (each for each in document.parties if not each.is_author)
    assert party.to_sign == "sms_pin"
    (field,) = (each for each in party.fields if each.type == "signature")
    assert places(field.placements) == [(0.1, 0.8, 0.27, 0.08)]
