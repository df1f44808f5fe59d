"""Takes the screenshots of the documentation: the demonstration's main pages, on a desktop and on a phone.

`make screenshots`, or `python docs/make_screenshots.py [--url http://127.0.0.1:8000]` to use a demonstration that runs.
Needs Debian's Chromium; downloads nothing.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "images" / "screens"
PROGRAM = str(Path(sys.executable).with_name("manumit"))
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--force-color-profile=srgb"]
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
LARGEST = 200_000
ROLES = (
    "First responder",
    "Caseworker",
    "Reviewer",
    "Immigration official",
    "Prime contractor",
    "Support worker",
    "Targeting analyst",
    "Targeting supervisor",
    "Port officer",
    "Intelligence officer",
    "Tasking officer",
    "Triage officer",
    "Policy official",
    "Statistician",
    "Librarian",
    "Data guardian",
    "Administrator",
)
PUBLIC = {"front": "/", "report": "/prevention/report/", "sign-in": "/demo/sign-in/"}


@contextmanager
def demonstration() -> Iterator[str]:
    """Make the small nation in a folder of its own, serve it, and give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MANUMIT_")}
    address = f"http://127.0.0.1:{port}"
    known = {**kept, "MANUMIT_PROFILE": "demo", "MANUMIT_BASE_URL": address}
    with tempfile.TemporaryDirectory(prefix="manumit-screens-") as folder:
        place = ["--database", f"{folder}/demo.sqlite3"]
        subprocess.run([PROGRAM, "demo", "--no-serve", "--size", "small", *place], env=known, check=True)  # noqa: S603 our own program
        server = subprocess.Popen([PROGRAM, "serve", "--port", str(port), *place], env=known)  # noqa: S603 our own program
        try:
            _wait(f"{address}/readyz")
            yield address
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=40)


def _wait(url: str, *, tries: int = 300) -> None:
    for _ in range(tries):
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 an address on this machine
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    sys.exit(f"{url} does not answer.")


def save(page: Any, name: str) -> None:
    """Store the first screenful of a page as PNG; a picture that is too heavy is an error, not a surprise in the history."""
    page.screenshot(path=FOLDER / f"{name}.png", animations="disabled", caret="hide", scale="css")
    size = (FOLDER / f"{name}.png").stat().st_size
    if size > LARGEST:
        sys.exit(f"{name}.png has {size} bytes; the most is {LARGEST}.")
    print(f"{name}.png  {size // 1024} kB")


def sign_in(page: Any, role: str) -> bool:
    """Sign in as the first person with the role; False where the demonstration has none."""
    page.goto("/demo/sign-in/")
    people = page.locator("main li").filter(has=page.get_by_text(role, exact=True))
    if not people.count():
        return False
    people.first.get_by_role("button").click()
    page.wait_for_url(lambda url: "/demo/sign-in/" not in url)
    return True


def first_record(page: Any) -> bool:
    """Open the first record that the first page leads to; False where there is none."""
    links = page.locator("main table a, main ol a, main ul a")
    if not links.count():
        return False
    links.first.click()
    page.wait_for_load_state()
    return True


def shoot(browser: Any, address: str, device: str) -> None:
    """Take every picture at one size."""
    width, height = SIZES[device]
    for name, path in PUBLIC.items():
        page = _page(browser, address, width, height)
        page.goto(path)
        save(page, f"{name}-{device}")
        page.context.close()
    for role in ROLES:
        page = _page(browser, address, width, height)
        if sign_in(page, role):
            slug = role.casefold().replace(" ", "-")
            save(page, f"{slug}-{device}")
            if device == "desktop" and first_record(page):
                save(page, f"{slug}-record-{device}")
        page.context.close()


def _page(browser: Any, address: str, width: int, height: int) -> Any:
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        locale="en-GB",
        timezone_id="Europe/London",
        reduced_motion="reduce",
        color_scheme="light",
    )
    return context.new_page()


def main() -> None:
    """Take all pictures."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="a demonstration that is being served; one is made where none is named")
    wanted = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("Chromium is not installed. Run: apt-get install chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        if wanted.url:
            for device in SIZES:
                shoot(browser, wanted.url, device)
        else:
            with demonstration() as address:
                for device in SIZES:
                    shoot(browser, address, device)
        browser.close()


if __name__ == "__main__":
    main()
