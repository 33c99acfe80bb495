"""What every printed cell of Luton's agreement says, thought through from the text alone.

Decided here, because the text leaves it open, in the least surprising way:

- *due* is the last day of the month, season or year that a cell names: “set Jan 09” is due by
  2009-01-31, “deferred until 2009” by 2009-12-31, “Summer 2008” by the end of September, the
  quarter that holds the summer;
- *base* is “baseline”, or the key of the period a cell names. NI 163's 2006 and 2011 and NI 007's
  2008 are calendar years, NI 030's April 07-March 08 is a financial year. NI 112 does not say of
  what its changes are, but prints the rates they give, and these fit the baseline;
- numbers stay as printed: 40.0% is “40.0”, not “40”;
- a placeholder keeps the nought that was printed; its state says that it is no number yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

YEARS = ("2008/09", "2009/10", "2010/11")
ACADEMIC_YEARS = ("2008-AY", "2009-AY", "2010-AY")
SPAN = "2008/09-2010/11"
NO_DATE = None
END_OF_2009 = "2009-12-31"
JANUARY_2009 = "2009-01-31"
OCTOBER_2008 = "2008-10-31"
SUMMER_2008 = "2008-09-30"


@dataclass(frozen=True)
class Said:
    """`warns` is True or False where the cell must or must not, None where it may."""

    kind: str
    state: str
    values: Mapping[str, str] = field(default_factory=dict)
    change: str | None = None
    base: str = ""
    due: str | None = None
    secondary: str | None = None
    warns: bool | None = None


def number(printed, **other) -> Said:
    other = {"kind": "value", "state": "numeric", "warns": False} | other
    return Said(values={"all": printed}, **other)


def numbers(*printed) -> tuple[Said, ...]:
    return tuple(number(one) for one in printed)


def with_count(*pairs) -> tuple[Said, ...]:
    return tuple(number(rate, secondary=count) for rate, count in pairs)


def by_sex(*pairs) -> tuple[Said, ...]:
    return tuple(
        Said("value", "numeric", {"m": male, "f": female}, warns=False) for male, female in pairs
    )


def nothing(state, due=NO_DATE) -> Said:
    return Said("none", state, due=due)


def percent(change, base, values=None, warns=None) -> Said:
    return Said("percent_change", "relative", values or {}, change, base, warns=warns)


def levels(*printed) -> tuple[Said, ...]:
    return tuple(number(one, kind="level") for one in printed)


NOT_AVAILABLE = nothing("na")
BLANK = nothing("blank")
DEFERRED = nothing("deferred", END_OF_2009)
DELAYED = nothing("delayed", END_OF_2009)
TO_BE_SET = nothing("to_be_set")
SET_IN_JANUARY = nothing("to_be_set", JANUARY_2009)
SIGNIFICANT = Said("significant_change", "test")
PLACEHOLDER = number("0", state="placeholder_zero", warns=True)

READINGS = {
    "NI 001": (NOT_AVAILABLE, SIGNIFICANT),
    "NI 007": (NOT_AVAILABLE, Said("measurable_improvement", "test", base="2008-CY")),
    "NI 008": numbers("18.0", "19.0", "20.5", "22.5"),
    "NI 011": (NOT_AVAILABLE, TO_BE_SET),
    "NI 015": with_count(("0.56", "104"), ("0.53", "99"), ("0.51", "94"), ("0.47", "88")),
    "NI 016": with_count(
        ("37.93", "7085"), ("35.65", "6660"), ("33.37", "6235"), ("31.10", "5810")
    ),
    "NI 017": numbers("31", "29", "27", "25"),
    "NI 019": (NOT_AVAILABLE, DEFERRED),
    # A test is foreseen, but nobody has set it.
    "NI 021": (NOT_AVAILABLE, TO_BE_SET),
    "NI 023": (NOT_AVAILABLE, SIGNIFICANT),
    # “-20% fewer” is a fall of 20%, not a fall of -20%.
    "NI 030": (BLANK, percent("-20", "2007/08")),
    "NI 032": (BLANK, DELAYED),
    "NI 039": numbers("1556", "1674", "1725", "1759"),
    "NI 051": numbers("12", "13", "14", "16"),
    "NI 054": (BLANK, DELAYED),
    "NI 056": numbers("21.1", "22", "22", "22"),
    # Whether percent or points the text does not say: that warns.
    "NI 057": (
        number("75", state="proxy", warns=None),
        nothing("new_collection"),
        percent("2", "2008/09", warns=True),
        percent("2", "2009/10", warns=True),
    ),
    "NI 063": numbers("60.9", "63", "65", "67"),
    "NI 069": (
        nothing("pending", OCTOBER_2008),
        percent("-2", "baseline", warns=True),
        percent("-4", "baseline", warns=True),
        percent("-6", "baseline", warns=True),
    ),
    "NI 110": (NOT_AVAILABLE, DEFERRED),
    "NI 111": (NOT_AVAILABLE, DEFERRED),
    # The rate of 1998 is a baseline; 43.12 × 0.68 = 29.3 agrees, so nothing warns.
    "NI 112": (
        number("43.12"),
        percent("-32", "baseline", {"all": "29.3"}, warns=False),
        percent("-38.7", "baseline", {"all": "26.4"}, warns=False),
        percent("-45", "baseline", {"all": "23.7"}, warns=False),
    ),
    "NI 117": numbers("7.2", "6.9", "6.5", "6.2"),
    "NI 120": by_sex(("791", "561"), ("800", "587"), ("770", "575"), ("730", "560")),
    "NI 123": (
        number("945", state="provisional", warns=None),
        *numbers("955", "940", "946"),
    ),
    "NI 124": (NOT_AVAILABLE, DEFERRED),
    "NI 125": (nothing("pending", OCTOBER_2008), TO_BE_SET),
    # C51 is the code of the measure it replaces; 51 is never a value.
    "NI 130": (
        number("102", warns=None),
        number("125", warns=None),
        number("130", warns=None),
        nothing("not_set"),
    ),
    "NI 135": numbers("25.43", "28.0", "30.8", "33.9"),
    "NI 137": (NOT_AVAILABLE, DEFERRED),
    "NI 142": numbers("90.43", "95", "97", "99"),
    "NI 151": numbers("70.5", "70.5", "71", "72"),
    "NI 152": numbers("12.9", "12.6", "12.3", "11.9"),
    "NI 153": (
        nothing("pending"),
        *(number("100", kind="output", warns=None) for _ in range(3)),
    ),
    # A baseline of 0 is a 0, with a warning; only a target may be a placeholder.
    "NI 154": (number("0", warns=True), *numbers("1315", "1315", "1380")),
    "NI 155": (BLANK, TO_BE_SET),
    "NI 156": numbers("892", "481", "500", "446"),
    "NI 162": numbers("1250", "1500", "3000", "4500"),
    # The 7 is of 2006; 2006 and 2011 are no values.
    "NI 163": (nothing("pending"), Said("points_change", "relative", {}, "7", "2006-CY")),
    "NI 171": (NOT_AVAILABLE, DEFERRED),
    "NI 172": (NOT_AVAILABLE, DEFERRED),
    "NI 173": numbers("0.38", "0.38", "0.38", "0.38"),
    "NI 181": numbers("48", "42", "30", "15"),
    # A reduction of a reduction, or of tonnes: a person says which.
    "NI 186": (
        nothing("pending", SUMMER_2008),
        percent("-3", "baseline", warns=True),
        percent("-6", "baseline", warns=True),
        percent("-10", "baseline", warns=True),
    ),
    "NI 187": (NOT_AVAILABLE, TO_BE_SET),
    "NI 188": levels("0", "2", "3", "4"),
    "NI 192": numbers("32.49", "37.36", "40.0", "42.57"),
    "NI 193": numbers("65.5", "62.47", "50.50", "44.14"),
    "NI 198": numbers("26.5", "25.5", "25", "24.5"),
    "072": (*numbers("34.8", "37", "37"), SET_IN_JANUARY),
    "073": (*numbers("62.7", "78", "76"), SET_IN_JANUARY),
    "074": (number("60.9"), PLACEHOLDER, number("71"), SET_IN_JANUARY),
    "075": (*numbers("36.5", "45.7", "51"), SET_IN_JANUARY),
    "083": (*numbers("66.6", "72", "74"), SET_IN_JANUARY),
    "087": numbers("5.1", "6.8", "6.4", "4.9"),
    # Two figures for one year: both are kept.
    "092": (
        number("39.4", secondary="39.6", warns=None),
        *numbers("36.8", "35.6"),
        SET_IN_JANUARY,
    ),
    "093": (NOT_AVAILABLE, PLACEHOLDER, number("87"), SET_IN_JANUARY),
    "094": (NOT_AVAILABLE, PLACEHOLDER, number("79"), SET_IN_JANUARY),
    "095": (NOT_AVAILABLE, PLACEHOLDER, number("33"), SET_IN_JANUARY),
    "096": (NOT_AVAILABLE, PLACEHOLDER, number("63"), SET_IN_JANUARY),
    "097": (NOT_AVAILABLE, PLACEHOLDER, number("64.7"), SET_IN_JANUARY),
    "098": (NOT_AVAILABLE, PLACEHOLDER, number("40.1"), SET_IN_JANUARY),
    "099": (*numbers("44.4", "26", "53.3"), SET_IN_JANUARY),
    "100": (*numbers("38.9", "32", "53.3"), SET_IN_JANUARY),
    "101": (*numbers("21", "20", "28.9"), SET_IN_JANUARY),
}
"""A row's baseline first, then its targets in printed order."""

BASELINE_PERIODS = {"NI 112": "1998-CY"} | {
    reference: "2007-AY"
    for reference in READINGS
    if reference.isdigit() and READINGS[reference][0].state != "na"
}
"""The baselines that name their own period. 06/07 is the school year that ended in 2007."""


def periods_of(reference: str) -> list[str]:
    """The keys of a row's target cells, in printed order."""
    targets = READINGS[reference][1:]
    years = ACADEMIC_YEARS if reference.isdigit() else YEARS
    return [SPAN] if len(targets) == 1 else list(years)
