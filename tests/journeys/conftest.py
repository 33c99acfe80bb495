"""A real browser before a real server, watched: what a person would see go wrong fails the test."""

import atexit
import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.db import connections
from django.test import Client
from playwright.sync_api import Page, expect

# Playwright's own event loop runs in this thread, and Django takes every loop for its own.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

NAMES_OF_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",  # Chromium refuses to run as root with one.
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
PASSWORD = "a-long-password-for-journeys"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
WIDE, NARROW = 1280, 320
PATIENCE = 20_000
"""Milliseconds to wait for what a page should show: CI has two cores and other work."""

# A page without its stylesheet passes axe; where one comes out plain, the console says so.
LOOK_FOR_STYLES = """
window.addEventListener("load", () => {
  if (!document.body || !document.querySelector(".laa-header")) return;
  const colour = getComputedStyle(document.querySelector(".laa-header")).backgroundColor;
  if (colour === "rgba(0, 0, 0, 0)" && !matchMedia("print").matches)
    console.error(`no stylesheet at ${location.pathname}`);
});
"""


def _keep_the_database_in_a_file() -> None:
    """The server answers from threads of its own: with SQLite in memory all would share one
    connection, and one's half-done transaction would be the other's truth."""
    if connections.settings["default"]["ENGINE"] != "django.db.backends.sqlite3":
        return
    folder = tempfile.mkdtemp(prefix="laa-journeys-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    connections.settings["default"]["TEST"]["NAME"] = str(Path(folder) / "test.sqlite3")


_keep_the_database_in_a_file()
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents and "visitor" in item.fixturenames:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    path = next(filter(None, map(shutil.which, NAMES_OF_CHROMIUM)), None)
    if path is None:
        pytest.skip("chromium is not installed, so nothing was walked in a browser")
    return {**browser_type_launch_args, "executable_path": path, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def base_url():
    """Given to each context below. The plugin's own fixture brings a deprecation warning."""
    return ""


class Watch:
    """Notes what goes wrong on a page; `accept` names the answers that a test asks for."""

    def __init__(self, page: Page):
        self.troubles: list[str] = []
        self.accepted: set[int] = set()
        page.on("response", self._answered)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))

    def _answered(self, response) -> None:
        if response.status >= 400 and response.status not in self.accepted:
            self.troubles.append(f"{response.status} from {response.url}")

    def _said(self, message) -> None:
        # Chromium repeats every refused answer on the console, where its number is lost.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.troubles.append(f"console: {message.text}")


@pytest.fixture
def visitor(live_server, new_context):
    """Opens pages, each in a browser session of its own: `visitor()`, `visitor(cast.officer)`.

    With a person they are signed in already. Whatever went wrong on a page fails the test.
    """
    # Sign-ins are counted in the cache, and all our people share one address.
    cache.clear()
    watches = []

    def open_page(person=None, *, width=WIDE, **options) -> Page:
        context = new_context(
            base_url=live_server.url, viewport={"width": width, "height": 900}, **options
        )
        context.set_default_timeout(PATIENCE)
        context.add_init_script(LOOK_FOR_STYLES)
        if person is not None:
            context.add_cookies([_session_cookie(person, live_server.url)])
        page = context.new_page()
        page.watch = Watch(page)
        watches.append(page.watch)
        return page

    yield open_page
    assert not [trouble for watch in watches for trouble in watch.troubles]


def _session_cookie(person, url: str) -> dict:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}


@pytest.fixture
def page(visitor):
    """A wide window, nobody signed in."""
    return visitor()


def sign_in(page: Page, person) -> None:
    """As a person does it: open the service, be asked, type, press."""
    if not person.check_password(PASSWORD):
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
    page.goto("/")
    page.get_by_label("Email address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Your work")).to_be_visible()


def follow(page: Page, link: str) -> None:
    """Press the link of this name and wait for the page it leads to.

    A press returns before the browser has left: a look right after it may see the page before.
    """
    with page.expect_navigation():
        page.get_by_role("link", name=link, exact=True).first.click()


def axe(page: Page) -> None:
    """No failure of WCAG 2.2 A and AA that a machine can find."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    said = [
        f"{rule['id']}: {rule['help']}: {node['html'][:200]}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]
    assert not said, f"{page.url}\n" + "\n".join(said)


def is_saved(page: Page) -> None:
    """Saved by the button, or by leaving the line a moment before it was pressed."""
    said = re.compile(r"1 line saved\.|Everything on this page is saved\.")
    expect(page.locator("main")).to_contain_text(said)


def looks_right(page: Page) -> None:
    """Styled, and no wider than the window."""
    header = "getComputedStyle(document.querySelector('.laa-header')).backgroundColor"
    assert page.evaluate(header) != "rgba(0, 0, 0, 0)", f"{page.url} has no stylesheet"
    width, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width <= window, f"{page.url} is {width} wide in a window of {window}"
