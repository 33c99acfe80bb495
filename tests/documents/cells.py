"""Cells of agreements and reports as areas print them, and what each may be taken to say.

Written from the words alone, not from the reader. Where two readings are fair the case names both;
what no case allows is a number that was not printed as one, or a doubt that is not said.
"""

from dataclasses import dataclass, field

from laa.rules.vocabulary import Frequency

ANY = object()


@dataclass(frozen=True)
class Case:
    """What a cell says. A list holds fair alternatives; ANY leaves a field open."""

    text: str
    kind: object
    state: object
    values: object = field(default_factory=dict)
    change: object = None
    base: object = ""
    due: object = None
    secondary: object = None
    warns: object = ANY
    baseline: bool = False
    years: Frequency = Frequency.FINANCIAL_YEAR

    def __str__(self):
        return f"{self.text[:40]!r} as a {'baseline' if self.baseline else 'target'}"


def one(value):
    return {"all": value}


def number(text, value, **other):
    other = {"kind": "value", "state": "numeric"} | other
    return Case(text, values=one(value), **other)


def nothing(text, state, due=None, **other):
    return Case(text, "none", state, due=due, **other)


def change(text, amount, base="", **other):
    other = {"kind": "percent_change", "state": "relative"} | other
    return Case(text, change=amount, base=base, **other)


def unread(text, **other):
    """No number may be taken from it, its words are kept, and somebody is told."""
    return Case(text, ANY, "unread", warns=True, **other)


PLAIN = [
    number("20", "20", warns=False),
    number("*20", "20", warns=False),
    number("* 20", "20", warns=False),
    number("  20  ", "20", warns=False),
    number("20.50%", "20.50", warns=False),
    number("20 %", "20", warns=False),
    number("20\u00a0%", "20", warns=False),
    number("20\n%", "20"),
    number("1,315", "1315", warns=False),
    number("95% or more", "95"),
    number("95% or above", "95"),
    number("12 or fewer", "12"),
    number("12,345,678", "12345678", warns=False),
    number(".5", "0.5"),
    number("100%", "100", warns=False),
    number("£250,000", "250000"),
    number("42 days", "42", warns=False),
    number("6 weeks", "6"),
    number("3.5 hours", "3.5"),
    number("１２", "12"),
    number("１２.５％", "12.5"),
    number("0.38%", "0.38", warns=False),
    number("0", "0", baseline=True, warns=ANY),
    number("nil", "0"),
    number("Nil", "0", baseline=True),
    number("zero", "0", warns=ANY),
]

NOUGHTS = [
    number("0", "0", state="placeholder_zero", warns=True),
    number("*0", "0", state="placeholder_zero", warns=True),
    # That it is still to be confirmed makes it no firmer.
    number("0 (TBC)", "0", state="placeholder_zero", warns=True),
    number("0% (tbc)", "0", state="placeholder_zero", warns=True),
    number("0 provisional", "0", state="placeholder_zero", warns=True),
    number("est. 0", "0", state="placeholder_zero", warns=True),
    number("0 (TBC)", "0", state="provisional", baseline=True),
]

QUALIFIED = [
    number("945 (TBC)", "945", state="provisional", baseline=True),
    number("12.9% (tbc)", "12.9", state="provisional"),
    number("945 (provisional)", "945", state="provisional", baseline=True),
    number("945 provisional", "945", state="provisional", baseline=True),
    number("est. 40", "40", state="provisional"),
    number("40 (est)", "40", state="provisional"),
    # Made in April 2008 for a year not over: 6, as at 04/08, and neither 4 nor 8.
    number("est. at 04/08 6", "6", state="provisional", baseline=True),
    number("75% local proxy", "75", state="proxy", baseline=True),
    number("75% (proxy)", "75", state="proxy", baseline=True),
    number("Proxy: 75%", "75", state="proxy", baseline=True),
    number("around 500", "500", state=["numeric", "provisional"], warns=True),
    number("approx. 500", "500", state=["numeric", "provisional"], warns=True),
    number("c. 500", "500", state=["numeric", "provisional"], warns=True),
    number("in excess of 500", "500", state=["numeric", "provisional"], warns=True),
    number("190 cumulative for year", "190", warns=True),
]

BESIDE_THE_NUMBER = [
    number("0.56 (104 offences)", "0.56", secondary="104", warns=False),
    number("37.93 (7,085 offences)", "37.93", secondary="7085", warns=False),
    number("12.9% (1,234)", "12.9", secondary="1234"),
    # A year in brackets is when, not how many.
    number("54.5 (2005-2007 ave)", "54.5", baseline=True),
    number("12.3 (2006)", "12.3", baseline=True),
    number("12.3 (06/07)", "12.3", baseline=True),
    number("12.3 (2006/07)", "12.3", baseline=True),
    number("2007/08: 12.3", "12.3", baseline=True, warns=False),
    number("06/07: 39.4 (39.6)", "39.4", secondary="39.6", baseline=True),
    number("62% (2007 MORI survey)", "62", warns=True),
    number("62% (2007 MORI survey)", "62", baseline=True),
    number("45% (2008 Place Survey)", "45", warns=True),
    number("45% (Place Survey 2008)", "45", baseline=True),
    number("45 (3 year average)", "45", warns=True),
    number("45 (3 year average)", "45", warns=True, baseline=True),
    number("45 (3-year rolling average)", "45", warns=True),
    number("45 (average of 2 years)", "45", warns=True),
    number("45 (6 months)", "45", warns=True, baseline=True),
    number("45 (12 months to June 2007)", "45", warns=True),
    number("45 (12 months to June 2007)", "45", baseline=True),
    number("45 (year to March 2007)", "45", baseline=True),
    number("12 (2006 homes)", "12", warns=True),
    # With its comma it is no year, and a day lost is no span.
    number("12 (2,006 homes)", "12", secondary="2006"),
    number("12% (1234 offences)", "12", secondary="1234"),
    number("4.5 (7,085 days lost)", "4.5", secondary="7085"),
    number("C51 125", "125"),
    number("C51 : 102", "102", baseline=True),
]

SPLIT = [
    Case(text, "value", "numeric", {"m": "800", "f": "587"})
    for text in (
        "*800 (m) 587(f)",
        "800(m), 587(f)",
        "800 (M) / 587 (F)",
        "m: 800 f: 587",
        "Male 800 Female 587",
        "800 male, 587 female",
        "587(f) 800(m)",
    )
]

LEVELS = [
    Case("Level 2", "level", "numeric", one("2"), warns=False),
    Case("*Level 0", "level", "numeric", one("0"), warns=False),
    Case("level 3", "level", "numeric", one("3"), warns=False),
]

RANGES = [
    Case(text, "range", "numeric", one("10"), secondary="15")
    for text in ("10-15%", "10% - 15%", "10 to 15", "10–15", "between 10% and 15%")
]

CHANGES = [
    Case("*-32% (29.3)", "percent_change", "relative", one("29.3"), "-32", "baseline"),
    Case("15% reduction (34.5)", "percent_change", "relative", one("34.5"), "-15", "baseline"),
    change("3% reduction from baseline", "-3", "baseline"),
    change("10% reduction from Baseline", "-10", "baseline"),
    change("*2% decrease on baseline", "-2", "baseline"),
    change("Reduce by 5% from 2007/08 baseline", "-5", "2007/08"),
    change("2% increase on 08/09 baseline", "2", "2008/09"),
    change("2% increase on 9/10 baseline", "2", "2009/10"),
    change("20% increase on 2006 baseline", "20", "2006-CY"),
    change("*-20% fewer than those obtained in April 07-March 08", "-20", "2007/08"),
    change("20% fewer than in 2007/08", "-20", "2007/08"),
    change("5% less than 06/07", "-5", "2006/07"),
    change("5% less than 06/07", "-5", "2007-AY", years=Frequency.ACADEMIC_YEAR),
    change("15% increase", "15", warns=True),
    change("10% reduction by 2024", "-10", warns=True),
    change(
        "*7 percentage point increase between 2006 & 2011", "7", "2006-CY", kind="points_change"
    ),
    change("3 percentage points increase on 2007/08", "3", "2007/08", kind="points_change"),
    change(
        "reduction of 2 percentage points from baseline", "-2", "baseline", kind="points_change"
    ),
    change("7 percentage points above 2006", "7", "2006-CY", kind="points_change"),
    change("10% below 2007/08 baseline", "-10", "2007/08"),
    change("10% above baseline", "10", "baseline"),
    change("+3pp on baseline", "3", "baseline", kind="points_change"),
]

TESTS = [
    Case("Statistically significant positive change", "significant_change", "test", base=ANY),
    Case("statistically significant improvement", "significant_change", "test", base=ANY),
    Case("A statistically significant reduction", "significant_change", "test", base=ANY),
    Case("A measurable improvement", "measurable_improvement", "test", base=ANY),
    Case("Measurable increase", "measurable_improvement", "test", base=ANY),
    Case("* A measurable improvement between 2008 and 2010", ANY, "test", base=ANY),
]

OUTPUTS = [
    Case("100 taken off benefits in key wards", "output", "numeric", one("100")),
    Case("50 new businesses", "output", "numeric", one("50")),
    Case("20 additional jobs", "output", "numeric", one("20")),
    Case("3 schools below floor target", "output", "numeric", one("3")),
]

WAITING = [
    nothing("Target setting deferred until 2009", "deferred", "2009-12-31"),
    nothing("Deferred", "deferred"),
    nothing("Deferred to 2010", "deferred", "2010-12-31"),
    nothing("*Indicator delayed until 2009. No targets set", "delayed", "2009-12-31"),
    nothing("Targets to be set by local partnership", "to_be_set"),
    nothing("set Jan 09", "to_be_set", "2009-01-31"),
    nothing("To be set March 2009", "to_be_set", "2009-03-31"),
    nothing("to be set by 31 March 2009", "to_be_set", "2009-03-31"),
    nothing("To be agreed", "to_be_set"),
    nothing("tba", "to_be_set"),
    nothing("TBC", ["to_be_set", "pending"]),
    nothing("percentage to be confirmed", ["to_be_set", "pending"]),
    nothing("Not set", "not_set"),
    nothing("Not yet set", ["not_set", "to_be_set"]),
    nothing("No target set", "not_set"),
    nothing("New data collection to be introduced", "new_collection"),
    nothing("Baseline Data available Oct 2008", "pending", "2008-10-31", baseline=True),
    nothing("Survey to be carried out Oct 2008", "pending", "2008-10-31", baseline=True),
    nothing("Available Summer 2008", "pending", "2008-09-30", baseline=True),
    nothing("Available February 2008", "pending", "2008-02-29", baseline=True),
    nothing("To be established", "pending", baseline=True),
    nothing("Baseline to be established", "pending", baseline=True),
    nothing("tbc", ["pending", "to_be_set"], baseline=True),
    nothing("N/A (Autumn 2007)", ["na", "pending"], due=ANY, baseline=True),
]

ABSENT = [
    nothing("", "blank", warns=False),
    nothing("   ", "blank"),
    nothing("\u00a0", "blank"),
    nothing("*", ["blank", "unread"]),
    nothing("N/A", "na", baseline=True, warns=False),
    nothing("NA", "na", baseline=True, warns=False),
    nothing("n/a", "na"),
    nothing("-", "na", baseline=True),
    nothing("–", "na", baseline=True),
    nothing("Not available", "na", baseline=True),
    nothing("not known", "na", baseline=True),
]

UNREAD = [
    unread(text)
    for text in (
        "Top quartile by 2011",
        "2nd quartile",
        "See note 4",
        "double the baseline",
        "Green",
        "??",
        "3 out of 4",
        "1 in 5",
        "12,3,4",
        "1.2.3",
        "1.234,5",
        "800(m) 587(m)",
        "31 March 2009",
        "nearly nine weeks",
        "Improve on last year",
        "10 20 30",
        "☃",
        "NI 31 target",
        "Phase 1: 40; phase 2: 60",
        # A change of a count, or in points with no direction, is no value to be reached.
        "50 more than baseline",
        "at least 50 more than baseline",
        "100 fewer than 06/07",
        "500 tonnes less than 2006",
        "50 more",
        "2 fewer",
        "50 reduction",
        "100 tonnes reduction",
        "15 above regional average",
        "15 below the national average",
        "3% points",
        "3 percentage points",
        "5 pp",
        "5pp",
        "5 points",
        # Every year, or once? A person must say.
        "2% year on year increase",
    )
]

CASES = [
    *PLAIN,
    *NOUGHTS,
    *QUALIFIED,
    *BESIDE_THE_NUMBER,
    *SPLIT,
    *LEVELS,
    *RANGES,
    *CHANGES,
    *TESTS,
    *OUTPUTS,
    *WAITING,
    *ABSENT,
    *UNREAD,
]
