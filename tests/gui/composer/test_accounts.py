"""With which account a draft is sent: chosen, taken by itself, removed, connected."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.agreement import Agreement
from app.domain.kinds import ServiceKind
from tests.support.agreements import an_agreement
from tests.support.composers import ComposerBench
from tests.support.pressing import press


def test_a_single_account_is_taken_by_itself(bench: ComposerBench) -> None:
    bench.desk.add_account("Hub", ServiceKind.SIGNINGHUB)
    bench.open(Agreement(title="Lease"))
    bench.settle()
    assert bench.account is not None
    assert bench.page.head.accounts.currentText() == "Norrvik Scrive"
    assert bench.stored().account_id == bench.account.id


def test_of_several_accounts_none_is_taken_by_itself(bench: ComposerBench) -> None:
    bench.desk.add_account("Other Scrive")
    bench.open()
    assert bench.page.head.accounts.currentText() == ""
    assert bench.page.head.accounts.placeholderText() == "Choose an account"
    assert bench.stored().account_id is None


def test_an_account_that_is_removed_is_not_replaced_by_another(bench: ComposerBench) -> None:
    composer = bench.open(an_agreement())
    assert bench.account is not None
    other = bench.desk.add_account("Other Scrive")
    bench.desk.desk.accounts.remove(bench.account.id)
    composer.set_accounts([other])
    bench.settle()
    assert bench.page.head.accounts.currentText() == ""
    bench.page.go_to("review")
    assert not bench.page.review.foot.send.isEnabled()
    assert bench.stored().account_id == bench.account.id


def test_a_draft_whose_account_was_removed_says_so_and_lets_choose_another(
    bench: ComposerBench,
) -> None:
    bench.open(an_agreement())
    before = bench.stored()
    bench.leave()
    assert bench.account is not None
    bench.desk.desk.accounts.remove(bench.account.id)
    other = bench.desk.add_account("Other Scrive")
    bench.reopen()
    [notice] = bench.page.banners.shown()
    assert notice.what == "The account of this draft was removed."
    assert notice.meaning == "The draft is as you left it. Choose another account to send it."
    assert bench.page.head.accounts.currentText() == ""
    assert bench.stored() == before
    press(bench.page.banners, "choose-account")
    accounts = bench.page.head.accounts
    assert accounts.view().isVisible()
    QTest.keyClick(accounts.view(), Qt.Key.Key_Home)
    QTest.keyClick(accounts.view(), Qt.Key.Key_Return)
    bench.settle()
    assert bench.page.banners.shown() == ()
    assert bench.stored().account_id == other.id
    assert bench.stored().agreement == before.agreement


def test_when_the_removed_account_was_the_only_one_another_is_connected_and_chosen(
    bench: ComposerBench,
) -> None:
    bench.open(an_agreement())
    bench.leave()
    assert bench.account is not None
    bench.desk.desk.accounts.remove(bench.account.id)
    composer = bench.reopen()
    wishes: list[bool] = []
    composer.connect_requested.connect(lambda: wishes.append(True))
    press(bench.page.banners, "connect-account")
    assert wishes == [True]
    composer.set_accounts([bench.desk.add_account("New Scrive")])
    [notice] = bench.page.banners.shown()
    assert [each.key for each in notice.actions] == ["choose-account"]


def test_an_account_for_this_run_only_is_not_taken_for_a_removed_one(bench: ComposerBench) -> None:
    bench.open(an_agreement(), with_account=False)
    account = bench.desk.add_account(temporary=True)
    bench.session.set_accounts([account])
    bench.session.choose_account(account.id)
    bench.reopen()
    assert bench.page.head.accounts.currentText() == account.name
    assert bench.page.banners.shown() == ()


def test_without_an_account_the_way_to_one_is_offered(bench: ComposerBench) -> None:
    composer = bench.open(an_agreement(), with_account=False)
    accounts = bench.page.head.accounts
    assert accounts.placeholderText() == "No account yet"
    wishes: list[bool] = []
    composer.connect_requested.connect(lambda: wishes.append(True))
    accounts.activated.emit(0)
    assert wishes == [True]
    composer.set_accounts([bench.desk.add_account()])
    bench.settle()
    assert accounts.currentText() == "Norrvik Scrive"
    assert bench.stored().account_id is not None


def test_another_account_is_chosen_and_kept(bench: ComposerBench) -> None:
    other = bench.desk.add_account("Other Scrive")
    bench.open(an_agreement())
    accounts = bench.page.head.accounts
    place = accounts.findData(other.id)
    accounts.setCurrentIndex(place)
    accounts.activated.emit(place)
    bench.settle()
    assert bench.stored().account_id == other.id
