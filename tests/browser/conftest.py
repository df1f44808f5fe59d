"""A real browser on a real server: Debian's Chromium against `manumit serve` with the small demonstration nation."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.support import free_port, get
from tests.conftest import skip_or_fail

PROGRAM = str(Path(sys.executable).with_name("manumit"))
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--force-color-profile=srgb"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PREPARE_SECONDS = 600


def pytest_collection_modifyitems(items):
    """Everything beside this file drives the browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Server:
    """The demonstration as it is served: its address, and what `manumit demo` told of it."""

    url: str
    told: dict[str, object]
    home: Path
    database: Path


def environment() -> dict[str, str]:
    """The caller's environment without its settings: the demonstration brings its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MANUMIT_", "DJANGO_"))}
    return {**kept, "MANUMIT_PROFILE": "demo"}


def _prepare(database: Path, known: dict[str, str]) -> Path:
    """Make the small nation, or copy one that was made before (MANUMIT_BROWSER_DEMO names its database); returns its home."""
    home = Path(f"{database}.home")
    made_before = os.environ.get("MANUMIT_BROWSER_DEMO", "")
    if made_before:
        shutil.copy(made_before, database)
        shutil.copytree(f"{made_before}.home", home)
        return home
    line = [PROGRAM, "demo", "--no-serve", "--size", "small", "--database", str(database), "--json"]
    made = subprocess.run(
        line, env=known, cwd=database.parent, capture_output=True, text=True, check=False, timeout=PREPARE_SECONDS
    )
    if made.returncode:
        pytest.fail(f"the demonstration could not be made: {made.stderr[-2000:]}")
    return home


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Make the small nation once and serve it until the last test has run."""
    folder = Path(tempfile.mkdtemp(prefix="manumit-browser-"))
    database, port = folder / "demo.sqlite3", free_port()
    known = {**environment(), "MANUMIT_BASE_URL": f"http://127.0.0.1:{port}"}
    home = _prepare(database, known)
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(
            [PROGRAM, "serve", "--port", str(port), "--database", str(database), "--home", str(home)],
            env=known,
            stdout=log,
            stderr=log,
            cwd=folder,
        )
    try:
        assert get(port, "/readyz", patience=60)[0] == 200, (folder / "server.log").read_text()[-2000:]
        yield Server(f"http://127.0.0.1:{port}", json.loads((home / "demo.json").read_text("utf-8")), home, database)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium, driven by Playwright; nothing is downloaded."""
    if not CHROMIUM:
        skip_or_fail("Chromium is not installed (apt-get install chromium)")
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        skip_or_fail("Playwright is not installed (make .venv/.installed-ci)")
    # a loop runs in this thread as long as Playwright does, and Django would refuse the database because of it
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Complaints:
    """What the browser complained of while a page was used."""

    found: list[str]

    def expect(self, part: str) -> None:
        """Take away complaints that a test provoked on purpose."""
        self.found = [line for line in self.found if part not in line]


def _watch(page, complaints: Complaints) -> None:
    def said(message) -> None:
        # an answer of 4xx is reported as an error too; journeys provoke refusals and assert on them
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.found.append(f"{page.url}: {message.text}")

    page.on("console", said)
    page.on("pageerror", lambda error: complaints.found.append(f"{page.url}: {error}"))
    page.on(
        "response",
        lambda answer: complaints.found.append(f"{answer.url}: {answer.status}") if answer.status >= 500 else None,
    )
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', "
        "e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI))"
    )


@pytest.fixture
def complaints():
    """The browser's complaints so far; `expect` removes those that a test means to provoke."""
    return Complaints([])


@pytest.fixture
def new_page(chromium, server, complaints):
    """Opens windows, each with cookies of its own: `new_page()`, or `new_page(phone=True)`, `new_page(scripts=False)`."""
    contexts = []

    def open_page(*, phone: bool = False, scripts: bool = True):
        size = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 900}
        context = chromium.new_context(
            base_url=server.url, viewport=size, locale="en-GB", timezone_id="Europe/London", java_script_enabled=scripts
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        if scripts:
            _watch(page, complaints)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints.found == [], "the browser complained"


@pytest.fixture
def page(new_page):
    """A window of a desktop's size; errors in the console and breaches of the content security policy fail the test."""
    return new_page()


@pytest.fixture
def phone(new_page):
    """A window of a phone's size."""
    return new_page(phone=True)


@pytest.fixture
def sign_in():
    """Sign in on the demonstration's page as somebody with a role, by the role's label."""

    def go(page, role: str, *, organisation: str = "") -> None:
        page.goto("/demo/sign-in/")
        people = page.locator("main li").filter(has=page.locator("strong", has_text=role).first)
        people = people.filter(has=page.get_by_text(role, exact=True))
        if organisation:
            people = people.filter(has_text=organisation)
        people.first.get_by_role("button").click()
        page.wait_for_url(lambda url: "/demo/sign-in/" not in url)

    return go


@pytest.fixture
def axe(chromium):
    """Assert that a page breaks no rule of WCAG 2.2 AA that a machine can see."""
    from axe_playwright_python.sync_playwright import Axe

    def check(page) -> None:
        options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
        found = Axe().run(page, options=options)
        told = [
            f"{rule['id']}: {rule['help']}: {[node['html'][:160] for node in rule['nodes'][:3]]}"
            for rule in found.response["violations"]
        ]
        assert told == [], f"{page.url}\n" + "\n".join(told)

    return check
