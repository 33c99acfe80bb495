"""Open data: the published figures of an agreement, one row per strand and period.

Columns are a promise to whoever reads them by machine: they keep their names and their order, and
new ones are added at the end. Dates are ISO, numbers are numbers, blank is no figure, never nought.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from laa.exports.safe import safe_cell
from laa.exports.tables import as_csv
from laa.models import Agreement
from laa.queries.public import PublicFigure
from laa.rules.vocabulary import Because, FigureState, Polarity
from laa.rules.vocabulary import Rating as Word


@dataclass(frozen=True)
class Column:
    """A column: its name, the kind of its values, what they mean, how a row gives one."""

    name: str
    kind: str
    meaning: str
    value: Callable[[PublicFigure], object]


def _codes(choices) -> str:
    """ "better: Better than target; on_track: On track; …" """
    return "; ".join(f"{each.value}: {each.label}" for each in choices if each.value)


PUBLIC_STATES = [
    state
    for state in FigureState
    if state
    not in (
        FigureState.FORECAST,
        FigureState.ESTIMATED,
        FigureState.PROVISIONAL,
        FigureState.LOADED,
        FigureState.NOT_DUE,
        FigureState.AWAITING_SOURCE,
    )
]

COLUMNS: tuple[Column, ...] = (
    Column("partnership", "text", "The partnership, as in addresses.",
           lambda row: row.commitment.agreement.partnership.slug),
    Column("agreement", "text", "The agreement, as in addresses.",
           lambda row: row.commitment.agreement.slug),
    Column("theme", "text", "The part of the agreement that the promise stands in.",
           lambda row: row.commitment.theme.name),
    Column("reference", "text", "The indicator’s reference.",
           lambda row: row.indicator.reference),
    Column("title", "text", "What is measured.",
           lambda row: row.indicator.title),
    Column("designation", "text", "designated: agreed with government; local; statutory.",
           lambda row: row.commitment.designation),
    Column("strand", "text", "The series the indicator is split into; all where it is not split.",
           lambda row: row.publication.strand.key),
    Column("strand_label", "text", "The strand in words; blank where it is not split.",
           lambda row: row.publication.strand.label),
    Column("period", "text", "The period of the figure: 2008/09-Q1 is a quarter of a financial "
           "year, 2008/09 a financial year, 2008-AY an academic year, 2008-CY a calendar year.",
           lambda row: row.publication.period),
    Column("period_start", "date", "The period’s first day.",
           lambda row: row.publication.period_start),
    Column("period_end", "date", "The period’s last day.",
           lambda row: row.publication.period_end),
    Column("covers", "text", "The time that the number is about. Another period where quarters "
           "add up: the last quarter’s row has the figure of the year.",
           lambda row: row.covers.key),
    Column("unit", "text", "percent, number, rate, days or level.",
           lambda row: row.indicator.unit),
    Column("good_is", "text", _codes(Polarity), lambda row: row.indicator.polarity),
    Column("state", "text",
           f"What stands behind the value, or in its place. {_codes(PUBLIC_STATES)}",
           lambda row: row.state.value),
    Column("value", "number", "The figure. Blank is no figure; the state says why.",
           lambda row: row.value),
    Column("target", "number", "The target it was held against. Blank where the target is no "
           "number.", lambda row: row.rating.target_value),
    Column("target_text", "text", "The target as printed.",
           lambda row: row.rating.target_text),
    Column("baseline", "number", "Where the promise started from, if that is a number.",
           lambda row: row.rating.baseline_value),
    Column("rating", "text", _codes(Word), lambda row: row.word.value),
    Column("not_rated_because", "text", f"Blank where there is a rating. {_codes(Because)}",
           lambda row: str(row.because)),
    Column("against_baseline", "text", "better, same, worse, not_comparable or unknown.",
           lambda row: row.against_baseline.value),
    Column("rating_rule", "text", "The rule that the rating was made by, with its version.",
           lambda row: f"{row.rating.rule_name} (version {row.rating.rule_version})"),
    Column("lead", "text", "The partner that answers for the promise.",
           lambda row: row.commitment.lead.name),
    Column("is_illustrative", "true or false", "Invented for a demonstration.",
           lambda row: row.rating.is_illustrative),
    Column("version", "number", "1, or more where the figure was corrected.",
           lambda row: row.rating.version),
    Column("published_on", "date", "The day from which it is public.",
           lambda row: row.publication.public_from),
)  # fmt: skip

DICTIONARY_HEAD = ["Column", "Kind", "Meaning"]


def dictionary_rows() -> list[list]:
    return [DICTIONARY_HEAD, *([each.name, each.kind, each.meaning] for each in COLUMNS)]


def open_data_csv(found: Iterable[PublicFigure]) -> bytes:
    head = [each.name for each in COLUMNS]
    return as_csv([head, *([_in_csv(each.value(row)) for each in COLUMNS] for row in found)])


def open_data_json(found: Iterable[PublicFigure]) -> bytes:
    """A list of rows, each with the columns of the CSV; null is no figure."""
    rows = [{each.name: _in_json(each.value(row)) for each in COLUMNS} for row in found]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()


def _in_csv(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        # No thousands, no trailing noughts, no exponent: a spreadsheet reads it as a number.
        return f"{value.normalize():f}"
    return safe_cell(value)


def _in_json(value):
    if isinstance(value, Decimal):
        # Fifteen digits at most, which a double keeps; whole numbers stay whole.
        return int(value) if value == value.to_integral_value() else float(value)
    if value is None or isinstance(value, bool | int | str):
        return value
    return value.isoformat()


def file_name(agreement: Agreement) -> str:
    return f"{agreement.partnership.slug}-{agreement.slug}"
