"""The trail in words: nobody has to read the names that the program gives to steps."""

import re
from pathlib import Path

import pytest

from laa.queries.trail import of_line, of_return, said
from tests.steps import enter, line_of, signed_off

ROOT = Path(__file__).parents[3]
ACTION = re.compile(r"\"([a-z]+\.[a-z_]+)\"")


def recorded():
    """Every name of a step that stands in an action of laa."""
    texts = [path.read_text() for path in sorted((ROOT / "laa" / "actions").glob("*.py"))]
    found = {name for text in texts for name in ACTION.findall(text)}
    return sorted(name for name in found if not name.startswith("laa."))


@pytest.mark.parametrize("action", recorded())
def test_every_step_is_said_in_words(action):
    words = said(action)

    assert "_" not in words
    assert "." not in words
    assert words[0].isupper()


def test_the_steps_of_a_return_are_found():
    assert {"line.save", "line.submit", "line.certify", "line.sign_off"} <= set(recorded())


@pytest.mark.django_db
def test_a_line_tells_what_was_done_to_it_the_newest_first(quarterly_return, cast):
    enter(line_of(quarterly_return), "41", by=cast.officer)
    signed_off(quarterly_return, cast, "40")

    told = of_line(line_of(quarterly_return))

    assert [each.did for each in told] == [
        "Signed off",
        "Certified",
        "Submitted",
        "Entered or changed",
        "Entered or changed",
    ]
    assert told[3].changes == ["value: 40, was 41"]
    assert told[0].who == "Performance lead"


@pytest.mark.django_db
def test_codes_are_told_in_words(quarterly_return, cast):
    said = {"figure_state": "awaiting_source", "commentary": "In May.", "outlook": "wont"}
    enter(line_of(quarterly_return), by=cast.officer, **said)

    [told] = of_line(line_of(quarterly_return))

    assert "what it is: awaiting the source" in told.changes
    assert "outlook: won’t be met" in told.changes


@pytest.mark.django_db
def test_a_return_tells_of_its_receipts_too(quarterly_return, cast):
    signed_off(quarterly_return, cast, "40")

    assert "Receipt given" in [each.did for each in of_return(quarterly_return)]
