"""The watch itself: a page that is wrong does not pass."""

import pytest

from tests.journeys.conftest import axe, looks_right

SIGN_IN = "/accounts/login/"
PICTURE = '<img src="/static/built/favicon.svg">'


@pytest.fixture
def troubles(page):
    """What the watch noted, taken from it so that the test may pass."""
    noted = page.watch.troubles
    yield noted
    noted.clear()


def test_it_sees_an_answer_of_400_or_more(page, troubles):
    page.goto("/static/nothing.css")
    assert [trouble[:8] for trouble in troubles] == ["404 from"]


def test_it_sees_a_page_without_its_stylesheet(page, troubles):
    page.route("**/laa.css", lambda route: route.abort())
    page.goto(SIGN_IN)
    assert troubles == [f"console: no stylesheet at {SIGN_IN}"]
    with pytest.raises(AssertionError, match="has no stylesheet"):
        looks_right(page)


def test_it_sees_a_script_that_the_policy_refuses(page, troubles):
    page.goto(SIGN_IN)
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.refused = true";
        document.head.append(script);
    }""")
    assert page.evaluate("window.refused") is None
    assert "Content Security Policy" in troubles[0]


def test_it_sees_a_page_wider_than_its_window(page):
    page.goto(SIGN_IN)
    page.evaluate("document.querySelector('main').style.width = '2000px'")
    with pytest.raises(AssertionError, match="wide in a window of"):
        looks_right(page)


def test_axe_sees_a_picture_that_says_nothing(page):
    page.goto(SIGN_IN)
    page.evaluate(
        "html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", PICTURE
    )
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)
