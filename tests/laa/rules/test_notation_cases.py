"""The reader of printed cells, on cells that many areas print and on every cell of Luton's."""

from decimal import Decimal

import pytest

from laa.rules.notation import read_baseline, read_target
from laa.rules.vocabulary import Frequency
from tests.documents.cells import ANY, CASES, unread
from tests.documents.luton_readings import BASELINE_PERIODS, READINGS
from tests.fixtures.luton_cells import CELLS


def read(text, *, baseline=False, polarity=None, years=Frequency.FINANCIAL_YEAR):
    """The reader as this file sees it: plain strings, so that places count."""
    found = (read_baseline if baseline else read_target)(text, polarity=polarity, years=years)
    return {
        "text": found.text,
        "kind": str(found.kind),
        "state": str(found.state),
        "values": {strand: str(value) for strand, value in found.values.items()},
        "change": _printed(found.change),
        "base": found.base,
        "due": found.due and found.due.isoformat(),
        "secondary": _printed(found.secondary),
        "period": found.period,
        "warns": bool(found.warnings),
    }


def _printed(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


FIELDS = ("kind", "state", "values", "change", "base", "due", "secondary", "warns")


def differences(case, found) -> dict:
    """Each field that says something the case does not allow: what it says, what it may say."""
    different = {}
    for name in FIELDS:
        allowed = getattr(case, name)
        alternatives = allowed if isinstance(allowed, list) else [allowed]
        if allowed is not ANY and found[name] not in alternatives:
            different[name] = (found[name], allowed)
    return different


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_cell_says_what_it_says(case):
    found = read(case.text, baseline=case.baseline, years=case.years)

    assert differences(case, found) == {}


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        # Two things with two units are never one number, nor their sum.
        ("a) 5 Hectares b) 500 Trees", [{}, {"a": "5", "b": "500"}]),
        ("£3.577m", [{}, {"all": "3577000.000"}]),
        ("189/200", [{}, {"all": "94.5"}]),
        ("Top 25%", [{}, {"all": "25"}]),
        ("-5%", [{}, {"all": "-5"}]),
        ("+5%", [{}, {"all": "5"}]),
        ("Improve by 2% per year", [{}]),
        ("Maintain 2007/08 level", [{}]),
        ("First survey 2009", [{}]),
        ("Baseline year", [{}]),
        ("a target of 12 for boys, girls to follow in 2010", [{}, {"m": "12"}, {"all": "12"}]),
    ],
)
def test_a_doubtful_cell_warns_whatever_is_read_from_it(text, allowed):
    found = read(text)

    assert found["values"] in allowed
    assert found["warns"] or found["state"] in {"new_collection", "to_be_set", "pending"}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_words_are_kept_as_they_were_printed(case):
    """Every one of them, the star included; only the blanks between them may differ."""
    kept = read(case.text, baseline=case.baseline)["text"]

    assert kept.split() == case.text.split()


@pytest.mark.parametrize(
    ("text", "years", "period"),
    [
        ("06/07: 34.8", Frequency.ACADEMIC_YEAR, "2007-AY"),
        ("06/07: 34.8", Frequency.FINANCIAL_YEAR, "2006/07"),
        ("2007/08: 12.3", Frequency.FINANCIAL_YEAR, "2007/08"),
        ("12.3 (06/07)", Frequency.FINANCIAL_YEAR, "2006/07"),
        ("43.12 (1998 baseline rate)", Frequency.FINANCIAL_YEAR, "1998-CY"),
        ("AY 2010/11: 55", Frequency.FINANCIAL_YEAR, "2011-AY"),
        ("34.8", Frequency.FINANCIAL_YEAR, ""),
        ("62% (2007 MORI survey)", Frequency.FINANCIAL_YEAR, "mori-survey:2007"),
        ("45% (2008 Place Survey)", Frequency.FINANCIAL_YEAR, "place-survey:2008"),
        ("45% (Place Survey 2008)", Frequency.FINANCIAL_YEAR, "place-survey:2008"),
        ("45 (12 months to June 2007)", Frequency.FINANCIAL_YEAR, "2006-07-01..2007-06-30"),
        ("45 (year to March 2007)", Frequency.FINANCIAL_YEAR, "2006/07"),
        ("45 (3 year average)", Frequency.FINANCIAL_YEAR, ""),
    ],
)
def test_a_baseline_names_its_period(text, years, period):
    assert read(text, baseline=True, years=years)["period"] == period


def test_long_prose_is_not_searched_for_numbers():
    text = "In 2008 some 45 partners met and 12% of them agreed. " * 200

    assert differences(unread(text), read(text)) == {}


@pytest.mark.parametrize("reference", READINGS)
def test_every_cell_of_luton(reference):
    for place, (text, said) in enumerate(zip(CELLS[reference], READINGS[reference], strict=True)):
        found = read(text, baseline=place == 0, years=years_of(reference))
        for name in FIELDS[:-1]:
            assert found[name] == getattr(said, name), (text, name)
        # What depends on the row (percent or points, a rate's own sum) the row warns of.
        assert said.warns is not False or not found["warns"], text


def years_of(reference):
    return Frequency.ACADEMIC_YEAR if reference.isdigit() else Frequency.FINANCIAL_YEAR


@pytest.mark.parametrize("reference", READINGS)
def test_every_baseline_of_luton_names_the_period_it_prints(reference):
    period = read(CELLS[reference][0], baseline=True, years=years_of(reference))["period"]

    assert period == BASELINE_PERIODS.get(reference, "")
