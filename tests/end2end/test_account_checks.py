"""What `account check` tells of a SigningHub account."""

from app.emulator.signinghub.service import SigningHub
from tests.support.shell import Shell

USER = "maja.lindqvist@example.com"


def test_a_new_password_that_is_asked_for_is_advice_and_no_failure(shell: Shell) -> None:
    hub = shell.emulator.services["signinghub"]
    assert isinstance(hub, SigningHub)
    hub.configure({"users": {USER: {"must_change_password": True}}})
    shell.connect("signinghub", "Hub")
    status, told = shell.call("account", "check", "Hub")
    states = {each["code"]: each["state"] for each in told["checks"]}
    assert (status, states["password"], states["sign_in"]) == (0, "advice", "good")
    status, said, _ = shell.say("account", "check", "Hub")
    assert status == 0
    [line] = [each for each in said.splitlines() if "new password" in each]
    assert line.startswith("  * ")
    assert "Used and left" in said
