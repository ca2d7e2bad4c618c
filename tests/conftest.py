"""What holds for every test: a home of its own, no network, screen or keyring, nothing left."""

import gc
import os
import threading
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from app.interpreter import keep_singletons_alive
from tests.support.leftovers import (
    collect_what_is_due,
    empty_clipboard,
    left_over_threads,
    left_over_windows,
)
from tests.support.network import only_loopback

pytest_plugins = ["tests.support.emulator"]

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "ftp_proxy")
CERTIFICATES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR")
DESKTOP = ("DBUS_SESSION_BUS_ADDRESS", "COUNTERSIGN_PROFILE", "COUNTERSIGN_TIME_SCALE")
FOLDERS = ("CONFIG", "DATA", "CACHE", "STATE")

settings.register_profile("ci", deadline=None, print_blob=True, derandomize=True)
settings.register_profile("search", deadline=None, print_blob=True, max_examples=1000)
settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer --onscreen, for watching a test."""
    parser.addoption("--onscreen", action="store_true", help="show windows on the real screen")


def pytest_configure(config: pytest.Config) -> None:
    """Choose the Qt platform before anything of Qt is loaded."""
    if not config.getoption("--onscreen"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    keep_singletons_alive()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test that needs Qt's application, so that `-m "not gui"` leaves them out."""
    for item in items:
        if needs_application(item):
            item.add_marker("gui")


def needs_application(item: pytest.Item) -> bool:
    """Whether a test asks for pytest-qt's application, directly or through a fixture."""
    return "qapp" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session", autouse=True)
def loopback_only() -> Iterator[None]:
    """Refuse every connection and every look-up of a name that would leave this computer."""
    with only_loopback():
        yield


@pytest.fixture(scope="session", autouse=True)
def collecting_on_the_main_thread() -> Iterator[None]:
    """No worker collects garbage: a widget in it would be destroyed on the wrong thread."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def own_environment(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A home of its own; no proxies, certificates, desktop session or keyring of the machine.

    A test which wants a keyring sets PYTHON_KEYRING_BACKEND or calls `keyring.set_keyring`; both
    are undone after it.
    """
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for folder in FOLDERS:
        monkeypatch.setenv(f"XDG_{folder}_HOME", str(home / folder.lower()))
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    for name in (*PROXIES, *map(str.upper, PROXIES), *CERTIFICATES, *DESKTOP):
        monkeypatch.delenv(name, raising=False)
    refuse_keyring(monkeypatch)
    return home


def refuse_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the keyring library find only the back-end that refuses everything."""
    import keyring.core

    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Generator[None]:
    """Fail a test that leaves a window or a thread which would hold the program's exit."""
    before = set(threading.enumerate())
    yield
    left: list[str] = []
    if needs_application(request.node):
        left = left_over_windows()
        empty_clipboard()
    left += left_over_threads(before)
    collect_what_is_due()
    if left:
        pytest.fail("left behind: " + ", ".join(left), pytrace=False)
