"""What tests of every room share: the reference data, a browser, and walls around the test run.

Belongs here: fixtures that more than one room uses. A room's own fixtures stand in its own folder.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PROJECT = Path(__file__).resolve().parents[1]
IN_CI = os.environ.get("CI", "").lower() == "true"

# Before anything imports Dagster: an instance without dagster.yaml would else write to the home
# folder of whoever runs the tests.
os.environ["DAGSTER_DISABLE_TELEMETRY"] = "yes"

# In CI every run tries the same examples, so that a red run means a change and not bad luck.
settings.register_profile("ci", derandomize=True, deadline=None, database=None)
settings.register_profile("dev", deadline=None)
settings.register_profile(
    "fuzz", deadline=None, max_examples=5_000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("GNV_HYPOTHESIS", "ci" if IN_CI else "dev"))

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
CHROMIUM_ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",  # no calls home
    "--disable-component-update",
    "--disable-domain-reliability",
    "--no-first-run",
    "--no-default-browser-check",
)
NO_CHROMIUM = (
    "Testerna av rapporterna behöver Chromium (eller Chrome), som inte finns i PATH.\n"
    "  Debian och Ubuntu:  sudo apt install chromium\n"
    "  Annan webbläsare:   sätt GNV_CHROMIUM till programfilen\n"
    "Utan webbläsare:      make test PYTEST_ARGS=\"-m 'not browser'\""
)
NO_LIBREOFFICE = (
    "De här testerna öppnar filer i LibreOffice, som inte finns i PATH.\n"
    "  Debian och Ubuntu:  sudo apt install libreoffice-calc libreoffice-impress libreoffice-writer"
)
Convert = Callable[..., tuple[Path, ...]]
"""``convert(*files, to=..., out=...)``: the files as LibreOffice saves them in another format."""

LOCAL = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder that holds pyproject.toml; tests read from it and never write into it."""
    return PROJECT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real public data to test on; it lies beside the project and is no part of it."""
    named = os.environ.get("GNV_SHARED_DATA")
    folder = Path(named) if named else PROJECT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"No reference data in {folder}: set GNV_SHARED_DATA to the folder that has it")
    return folder


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the data home or the Dagster instance of the person who runs it."""
    for name in ("GNV_HOME", "GNV_DAGSTER_STATE", "DAGSTER_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session", autouse=True)
def _no_outside_network() -> Iterator[None]:
    """Code under test that reaches for another machine fails at once and says which."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != getattr(socket, "AF_UNIX", None) and address[0] not in LOCAL:
            raise AssertionError(f"A test tried to reach {address!r}; tests stay on this machine")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(scope="session")
def chromium_executable() -> str:
    """Path of the browser; its absence is a failure with a remedy, never a skipped test."""
    named = os.environ.get("GNV_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if not found:
        pytest.fail(NO_CHROMIUM, pytrace=False)
    return found


@pytest.fixture(scope="session")
def browser(chromium_executable: str) -> Iterator[Browser]:
    """One headless Chromium for the whole run."""
    from playwright.sync_api import sync_playwright

    arguments = list(CHROMIUM_ARGUMENTS)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium's sandbox refuses to start as root
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium_executable, args=arguments, headless=True
        )
        yield started
        started.close()


@pytest.fixture
def chromium_page(browser: Browser) -> Iterator[Page]:
    """A fresh page, Swedish, desktop size, that fails the test when a page asks another machine.

    Change the size with ``page.set_viewport_size``; print with ``page.pdf()`` or
    ``page.emulate_media(media="print")``. Script errors fail the test too.
    """
    context = browser.new_context(
        locale="sv-SE",
        timezone_id="Europe/Stockholm",
        viewport={"width": 1280, "height": 900},
        reduced_motion="reduce",
    )
    page = context.new_page()
    faults: list[str] = []

    def stay_here(route: Any) -> None:
        faults.append(f"asked for {route.request.url}")
        route.abort()

    context.route(
        lambda url: (
            url.startswith(("http:", "https:", "ws:", "wss:"))
            and url.split("/")[2].rsplit(":", 1)[0].strip("[]") not in LOCAL
        ),
        stay_here,
    )
    page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
    yield page
    context.close()
    assert not faults, faults


@pytest.fixture
def libreoffice(tmp_path: Path) -> Convert:
    """LibreOffice without a window and with its own profile; a missing one is a failure, never a skip."""
    office = shutil.which("soffice")
    if office is None:
        pytest.fail(NO_LIBREOFFICE, pytrace=False)
    profile = (tmp_path / "profil").as_uri()

    def convert(*files: Path, to: str, out: Path) -> tuple[Path, ...]:
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", to]
        subprocess.run(
            [*command, "--outdir", str(out), *map(str, files)],
            check=True,
            capture_output=True,
            timeout=240,
        )
        return tuple(out / f"{file.stem}.{to}" for file in files)

    return convert


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever uses the browser is marked ``browser``, so that it can be left out by hand."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
