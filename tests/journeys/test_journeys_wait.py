"""Journeys wait for the page a press leads to before they look at it."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
# A press is over before the browser has left the page; what comes next has to wait for it.
LOOKS_TOO_SOON = re.compile(
    r"\.(?:click|press)\([^\n]*\)\n\s+(?:axe|looked_at|looks_right|\w+\.goto|is_saved\(\)|assert\b)[^\n]*"
)


@pytest.mark.parametrize("journey", sorted(HERE.glob("test_*.py")), ids=lambda file: file.name)
def test_no_look_right_after_a_press(journey):
    assert LOOKS_TOO_SOON.findall(journey.read_text()) == []
