"""Terms of a glossary in texts: whole words, the longest first, each once."""

import pytest

from laa.rules.terms import FirstUses

TERMS = ["LBC", "LBC YOS", "MEND", "L&D Hospital", "HWRC sites"]


def told(*texts):
    uses = FirstUses(TERMS)
    return [[term for _, term in uses.parts(text) if term] for text in texts]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("LBC and LBC YOS lead", ["LBC", "LBC YOS"]),
        ("LBC YOS leads", ["LBC YOS"]),
        ("a MEND programme", ["MEND"]),
        ("AMENDED, mend, MENDING", []),
        ("the L&D Hospital’s beds", ["L&D Hospital"]),
        ("(HWRC sites)", ["HWRC sites"]),
        ("R&LBC", []),
        ("", []),
    ],
)
def test_a_term_is_found_whole_and_as_it_is_written(text, found):
    assert told(text) == [found]


def test_only_its_first_use_is_told():
    assert told("LBC, LBC", "LBC and MEND", "MEND") == [["LBC"], ["MEND"], []]


def test_nothing_of_the_text_is_lost():
    text = "With LBC YOS, MEND and LBC."

    assert "".join(words for words, _ in FirstUses(TERMS).parts(text)) == text


def test_an_empty_glossary_tells_nothing():
    assert FirstUses([]).parts("LBC") == [("LBC", "")]
