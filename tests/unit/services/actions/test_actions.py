"""Doing something with sent agreements, over real requests to the emulated Scrive."""

import pytest

from app.domain.actions import ActionKind, Cause, WhyNot
from app.domain.errors import DomainError
from app.domain.status import AgreementStatus
from app.services.actions.records import ActionState
from app.services.errors import LocalError
from tests.support.acting_office import ActingOffice
from tests.support.scrive_desk import bodil, inga, parties_of, value_of


def test_a_reminder_reaches_everybody_who_has_not_signed(office: ActingOffice) -> None:
    tracked = office.sent()
    before = len(office.server.desk.mail("bodil@example.com"))

    record = office.perform(ActionKind.REMIND, tracked)

    assert record.state is ActionState.DONE
    assert len(office.server.desk.mail("bodil@example.com")) == before + 1
    assert office.posts().count("remind") == 1


def test_what_was_done_is_kept_with_the_exact_call(office: ActingOffice) -> None:
    tracked = office.sent()

    record = office.perform(ActionKind.AUTO_REMINDER, tracked, days=7)

    kept = office.actions.records(tracked.id)
    assert [each.id for each in kept] == [record.id]
    assert kept[0].call["days"] == 7
    assert kept[0].call["service_id"] == tracked.service_id


def test_a_withdrawn_agreement_is_observed_again_at_once(office: ActingOffice) -> None:
    tracked = office.sent()

    office.perform(ActionKind.CANCEL, tracked)

    seen = office.tracking.get(tracked.id).observation
    assert seen is not None
    assert seen.status is AgreementStatus.CANCELLED


def test_withdrawing_what_is_withdrawn_already_asks_for_nothing(office: ActingOffice) -> None:
    tracked = office.sent()
    office.server.desk.do(office.server.desk.read(tracked.service_id), "cancel")
    before = office.posts()

    record = office.perform(ActionKind.CANCEL, tracked)

    assert record.state is ActionState.UNCHANGED
    assert office.posts() == before
    assert office.actions.records(tracked.id) == ()


def test_a_new_number_is_the_only_value_that_is_sent(office: ActingOffice) -> None:
    tracked = office.sent()
    person = office.person(tracked, "Inga")

    record = office.perform(
        ActionKind.CHANGE_CONTACT, tracked, person=person, mobile="+46 70 174 06 50", email=""
    )

    party = parties_of(office.server.desk.read(tracked.service_id))[2]
    assert record.state is ActionState.DONE
    assert record.person_name == "Inga Engberg"
    assert value_of(party, "mobile") == "+46701740650"
    assert record.call["email"] == ""


def test_the_same_number_written_otherwise_causes_no_call(office: ActingOffice) -> None:
    tracked = office.sent()
    person = office.person(tracked, "Inga")
    before = office.posts()

    record = office.perform(
        ActionKind.CHANGE_CONTACT, tracked, person=person, mobile="0046 70-174 06 11"
    )

    assert record.state is ActionState.UNCHANGED
    assert office.posts() == before


def test_a_person_proves_who_they_are_with_an_eid_from_now_on(office: ActingOffice) -> None:
    tracked = office.sent()
    person = office.person(tracked, "Bodil")

    record = office.perform(
        ActionKind.CHANGE_PROOF_TO_SIGN, tracked, person=person, proof="se_bankid"
    )

    party = parties_of(office.server.desk.read(tracked.service_id))[1]
    assert record.state is ActionState.DONE
    assert party["authentication_method_to_sign"] == "se_bankid"


def test_what_opens_can_be_proven_by_sms(office: ActingOffice) -> None:
    tracked = office.sent()
    person = office.person(tracked, "Inga")

    record = office.perform(
        ActionKind.CHANGE_PROOF_TO_VIEW, tracked, person=person, proof="sms_otp"
    )

    party = parties_of(office.server.desk.read(tracked.service_id))[2]
    assert record.state is ActionState.DONE
    assert party["authentication_method_to_view"] == "sms_pin"


def test_a_personal_number_is_sent_but_not_kept_here(office: ActingOffice) -> None:
    tracked = office.sent()
    person = office.person(tracked, "Bodil")

    record = office.perform(
        ActionKind.CHANGE_PROOF_TO_VIEW,
        tracked,
        person=person,
        proof="se_bankid",
        personal_number="200001019999",
    )

    party = parties_of(office.server.desk.read(tracked.service_id))[1]
    assert record.state is ActionState.DONE
    assert value_of(party, "personal_number") == "200001019999"
    assert "200001019999" not in office.everything_kept()


def test_an_expired_agreement_is_opened_again(office: ActingOffice) -> None:
    tracked = office.sent(days_to_sign=3)
    office.server.desk.wait(5 * 86_400)

    record = office.perform(ActionKind.PROLONG, tracked, days=14)

    assert record.state is ActionState.DONE
    assert office.server.desk.read(tracked.service_id)["status"] == "pending"


def test_a_signed_document_is_forwarded(office: ActingOffice) -> None:
    tracked = office.sent(bodil())
    office.sign(tracked)
    office.server.desk.wait(60)

    record = office.perform(ActionKind.FORWARD, tracked, email="archive@example.com")

    assert record.state is ActionState.DONE
    assert len(office.server.desk.mail("archive@example.com")) == 1


def test_one_invitation_is_sent_again(office: ActingOffice) -> None:
    tracked = office.sent()
    before = len(office.server.desk.mail("bodil@example.com"))

    record = office.perform(ActionKind.RESEND, tracked, person=office.person(tracked, "Bodil"))

    assert record.state is ActionState.DONE
    assert len(office.server.desk.mail("bodil@example.com")) == before + 1


def test_a_value_that_does_not_fit_reaches_nobody(office: ActingOffice) -> None:
    tracked = office.sent()
    before = office.posts()

    with pytest.raises(DomainError) as error:
        office.perform(
            ActionKind.CHANGE_CONTACT,
            tracked,
            person=office.person(tracked, "Bodil"),
            email="nobody at example",
        )

    assert error.value.code == "action.email.malformed"
    assert office.posts() == before


def test_what_does_not_fit_the_status_any_more_is_told_with_the_status(
    office: ActingOffice,
) -> None:
    tracked = office.sent(bodil())
    office.sign(tracked)

    with pytest.raises(DomainError) as error:
        office.perform(ActionKind.REMIND, tracked)

    assert error.value.code == "action.not_pending"
    assert "Completed" in error.value.facts["detail"]


def test_a_link_is_shown_and_nothing_of_it_is_kept(office: ActingOffice) -> None:
    tracked = office.sent(bodil(), inga(delivery_method="api"))

    link = office.actions.link(tracked.id, office.person(tracked, "Inga"))

    assert link.reveal().startswith(f"{office.server.url}/s/")
    assert link.reveal() not in office.everything_kept()
    assert link.reveal() not in str(office.tracking.get(tracked.id))


def test_the_picture_of_a_link_is_a_png_for_any_way_of_delivery(office: ActingOffice) -> None:
    tracked = office.sent()

    picture = office.actions.qr(tracked.id, office.person(tracked, "Bodil"))

    assert picture.startswith(b"\x89PNG")


def test_a_person_who_gets_a_message_has_no_link_to_show(office: ActingOffice) -> None:
    tracked = office.sent()

    with pytest.raises(DomainError) as error:
        office.actions.link(tracked.id, office.person(tracked, "Bodil"))

    assert error.value.code == "action.not_by_link"


def test_a_stopped_agreement_becomes_a_draft_here_and_nothing_at_the_service(
    office: ActingOffice,
) -> None:
    tracked = office.sent()
    office.perform(ActionKind.CANCEL, tracked)
    before = office.posts()

    record = office.perform(ActionKind.RESTART, tracked)

    draft = office.drafts.get(record.draft_id)
    names = [each.name for each in draft.agreement.participants]
    assert record.state is ActionState.DONE
    assert draft.agreement.title == tracked.title
    assert names == ["Bodil Oskarsson", "Inga Engberg"]
    assert all(path.read_bytes()[:5] == b"%PDF-" for path in office.drafts.paths(draft).values())
    assert office.posts() == before


def test_earlier_reminders_are_told_before_another_one(office: ActingOffice) -> None:
    tracked = office.sent()
    wish = office.wish(ActionKind.REMIND, tracked)
    assert Cause.REMINDED_BEFORE not in {each.cause for each in office.actions.effects(wish)}

    office.perform(ActionKind.REMIND, tracked)

    assert Cause.REMINDED_BEFORE in {each.cause for each in office.actions.effects(wish)}


def test_a_flow_agreement_of_somebody_else_offers_nothing(office: ActingOffice) -> None:
    people = ({"label": "bodil", "name": "Bodil", "emails": [{"email": "bodil@example.com"}]},)
    ids = office.server.flow(*people, documents=2)  # type: ignore[arg-type]
    tracked = office.tracking.follow(office.account, ids)

    offers = office.actions.offers(tracked)

    assert {each.why_not for each in offers if each.kind is ActionKind.CANCEL} == {
        WhyNot.FLOW_NO_INSTANCE
    }
    assert not any(each.offered for each in offers)


def test_a_lane_that_is_busy_leaves_everything_as_it_is(office: ActingOffice) -> None:
    tracked = office.sent()
    before = office.posts()

    with office.lock.try_hold(office.account.id), pytest.raises(LocalError):
        office.perform(ActionKind.REMIND, tracked)

    assert office.posts() == before
    assert office.actions.records(tracked.id) == ()
