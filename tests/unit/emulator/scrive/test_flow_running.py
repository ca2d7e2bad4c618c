"""How a Flow instance goes on: whose turn it is, codes, declining, closing."""

import pytest

from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.plug import NotPlayable
from tests.support.flow_desk import (
    INGA_PHONE,
    a_flow_document,
    a_request,
    bodil,
    create,
    entry,
    group,
    inga,
    step,
)
from tests.support.scrive_desk import Desk, parties_of, value_of

BODIL, INGA = "Bodil Oskarsson", "Inga Engberg"
DAY = 86400


def act(desk: Desk, instance: str, name: str, *actions: str) -> None:
    """Let a participant do these one after the other."""
    for action in actions:
        desk.act(instance, name, action)


def two_documents(desk: Desk, process: JsonObject) -> tuple[str, JsonObject, JsonObject]:
    """An instance over a lease and an annex."""
    lease, annex = a_flow_document(desk), a_flow_document(desk, name="Annex.pdf")
    documents: list[JsonValue] = [entry(lease, "lease"), entry(annex, "annex")]
    return create(desk, a_request(lease, documents=documents, process=process)), lease, annex


def statuses(desk: Desk, *documents: JsonObject) -> list[JsonValue]:
    """The documents' own words."""
    return [desk.read(one)["status"] for one in documents]


def test_all_sign_in_parallel_and_only_then_it_closes(desk: Desk) -> None:
    document = a_flow_document(desk)
    instance = create(desk, a_request(document))

    act(desk, instance, INGA, "open", "sign")
    assert statuses(desk, document) == ["pending"]
    act(desk, instance, BODIL, "open", "sign")

    assert statuses(desk, document) == ["closed"]
    assert desk.people(instance)[BODIL].status == "signed"
    assert desk.mail("bodil@example.com")[-1] == "Signed by all: Lease 2031"


def test_a_signed_document_waits_for_the_rest_of_the_process(desk: Desk) -> None:
    process = group(
        "sequence",
        group("parallel_all", step("bodil", "lease"), step("inga", "lease")),
        group("parallel_all", step("bodil", "annex"), step("inga", "annex")),
    )
    instance, lease, annex = two_documents(desk, process)
    act(desk, instance, BODIL, "open", "sign")
    act(desk, instance, INGA, "open", "sign")

    assert all(party["sign_time"] for party in parties_of(desk.read(lease))[1:])
    assert statuses(desk, lease, annex) == ["pending", "pending"]
    assert desk.people(instance)[BODIL].actions == ("sign", "decline")
    act(desk, instance, BODIL, "sign")
    act(desk, instance, INGA, "sign")
    assert statuses(desk, lease, annex) == ["closed", "closed"]


def test_a_sequence_invites_one_after_the_other(desk: Desk) -> None:
    document = a_flow_document(desk)
    process = group("sequence", step("inga"), step("bodil"))
    instance = create(desk, a_request(document, process=process))

    assert desk.mail("bodil@example.com") == []
    assert desk.people(instance)[BODIL].status == "not invited"
    assert desk.people(instance)[BODIL].actions == ()
    act(desk, instance, INGA, "open", "sign")

    assert desk.mail("bodil@example.com") == ["Please sign: Lease 2031"]
    assert desk.people(instance)[BODIL].actions == ("open", "deliver_fail")


def test_a_parallel_part_may_hold_sequences(desk: Desk) -> None:
    process = group(
        "parallel_all",
        group("sequence", step("bodil", "lease"), step("bodil", "annex")),
        step("inga", "lease", "annex"),
    )
    instance, lease, annex = two_documents(desk, process)

    act(desk, instance, BODIL, "open", "sign")

    assert parties_of(desk.read(lease))[1]["sign_time"] is not None
    assert parties_of(desk.read(annex))[1]["sign_time"] is None
    assert desk.mail("bodil@example.com") == ["Please sign: Lease 2031"] * 2


def test_both_contacts_are_used(desk: Desk) -> None:
    both: JsonObject = {**bodil(), "phones": [{"phone": "+46701740612"}]}
    create(desk, a_request(a_flow_document(desk), participants=[both, inga()]))

    assert len(desk.mail("bodil@example.com")) == len(desk.mail("+46701740612")) == 1


def test_a_viewer_is_invited_at_once_and_blocks_nobody(desk: Desk) -> None:
    viewer: JsonObject = {"signatory_role": "viewer", "is_signatory": False}
    document = a_flow_document(desk, viewer, {})
    instance = create(desk, a_request(document, process=step("inga")))

    assert desk.mail("bodil@example.com") == ["For your information: Lease 2031"]
    act(desk, instance, BODIL, "open")
    assert desk.people(instance)[BODIL].actions == ()
    act(desk, instance, INGA, "open", "sign")
    assert statuses(desk, document) == ["closed"]


def test_codes_are_sent_to_view_and_to_sign(desk: Desk) -> None:
    document = a_flow_document(desk)
    process = group("parallel_all", step("bodil"), step("inga", authentication="inga-code"))
    participants: list[JsonValue] = [bodil(), inga(codes=True)]
    instance = create(desk, a_request(document, participants=participants, process=process))

    act(desk, instance, INGA, "open")
    assert desk.people(instance)[INGA].status == "code sent"
    assert parties_of(desk.read(document))[2]["seen_time"] is None
    desk.act(instance, INGA, "authenticate", code=desk.code(INGA_PHONE))
    party = parties_of(desk.read(document))[2]
    assert party["has_authenticated_to_view"] is True
    assert party["seen_time"] is not None

    act(desk, instance, INGA, "sign")
    assert parties_of(desk.read(document))[2]["sign_time"] is None
    desk.act(instance, INGA, "authenticate", code=desk.code(INGA_PHONE))
    assert parties_of(desk.read(document))[2]["sign_time"] is not None


def test_wrong_codes_are_counted_until_the_door_is_locked(desk: Desk) -> None:
    participants: list[JsonValue] = [bodil(), inga(codes=True)]
    instance = create(desk, a_request(a_flow_document(desk), participants=participants))
    act(desk, instance, INGA, "open")

    with pytest.raises(NotPlayable, match="a code is needed"):
        desk.act(instance, INGA, "authenticate")
    with pytest.raises(NotPlayable, match="attempts left: 1"):
        desk.act(instance, INGA, "authenticate", code="000000x")
    with pytest.raises(NotPlayable, match="attempts left: 0"):
        desk.act(instance, INGA, "authenticate", code="000000x")

    assert desk.people(instance)[INGA].status == "locked"
    with pytest.raises(NotPlayable, match="cannot authenticate"):
        desk.act(instance, INGA, "authenticate", code=desk.code(INGA_PHONE))


def test_declining_rejects_ones_own_documents_and_cancels_the_others(desk: Desk) -> None:
    lease = a_flow_document(desk)
    annex = a_flow_document(desk, {}, name="Annex.pdf")
    documents: list[JsonValue] = [entry(lease, "lease"), entry(annex, "annex", "inga")]
    process = group("parallel_all", step("bodil", "lease"), step("inga", "lease", "annex"))
    instance = create(desk, a_request(lease, documents=documents, process=process))
    act(desk, instance, BODIL, "open")

    desk.act(instance, BODIL, "decline", reason="Wrong flat")

    assert statuses(desk, lease, annex) == ["rejected", "canceled"]
    assert parties_of(desk.read(lease))[1]["rejection_reason"] == "Wrong flat"
    assert desk.people(instance)[BODIL].status == "declined"
    assert desk.people(instance)[INGA].actions == ()


def test_time_runs_out(desk: Desk) -> None:
    document = a_flow_document(desk)
    instance = create(desk, a_request(document))

    desk.wait(91 * DAY)

    assert statuses(desk, document) == ["timedout"]
    assert next(one.status for one in desk.scrive.agreements() if one.id == instance) == "failed"


def test_blank_parties_take_over_the_participants_names(desk: Desk) -> None:
    document = a_flow_document(desk)
    create(desk, a_request(document))

    first, second = parties_of(desk.read(document))[1:]
    assert (value_of(first, "name", 1), value_of(first, "name", 2)) == ("Bodil", "Oskarsson")
    assert value_of(first, "email") == "bodil@example.com"
    assert value_of(second, "mobile") == INGA_PHONE


def test_parties_can_be_left_blank(desk: Desk) -> None:
    desk.scrive.configure({"copies_participants": False})
    document = a_flow_document(desk)
    instance = create(desk, a_request(document))

    assert value_of(parties_of(desk.read(document))[1], "name", 1) == ""
    assert set(desk.people(instance)) == {BODIL, INGA}


def test_a_document_stands_for_its_instance(desk: Desk) -> None:
    document = a_flow_document(desk)
    instance = create(desk, a_request(document))

    desk.scrive.act(str(document["id"]), "bodil", "open")

    assert desk.people(instance)[BODIL].status == "opened"
    assert document["id"] not in {one.id for one in desk.scrive.agreements()}


def test_an_invitation_that_bounces_shows_in_the_documents(desk: Desk) -> None:
    document = a_flow_document(desk)
    instance = create(desk, a_request(document))

    act(desk, instance, INGA, "deliver_fail")

    assert parties_of(desk.read(document))[2]["mobile_delivery_status"] == "not_delivered"
    assert desk.people(instance)[INGA].status == "delivery failed"


def test_access_links_lead_to_the_participants_page(desk: Desk) -> None:
    answer = desk.post_json("/flow/instances", a_request(a_flow_document(desk))).json
    assert isinstance(answer, dict)
    link = answer["access_links"]["bodil"].removeprefix("http://scrive.test")

    page = desk.anonymous(link)

    assert page.headers["Location"] == f"http://control.test/play/scrive/{answer['id']}/bodil"
    assert desk.anonymous(link + "0").status_code == 404


def test_the_page_of_a_document_leads_to_its_people(desk: Desk) -> None:
    document = a_flow_document(desk)
    instance = create(desk, a_request(document))

    page = desk.anonymous(f"/d/{document['id']}")

    assert page.headers["Location"] == f"http://control.test/play/scrive/{instance}"


def test_sealed_files_name_the_people(desk: Desk) -> None:
    document = a_flow_document(desk)
    instance = create(desk, a_request(document))
    for name in (BODIL, INGA):
        act(desk, instance, name, "open", "sign")
    desk.wait(5)

    data = desk.get(f"documents/{document['id']}/files/main").data

    assert b"Bodil Oskarsson signed 2031-03-01" in data
