"""What a reading says, in words: beside the printed text, for a person to agree with or not."""

from laa.rules.figures import plain, with_unit
from laa.rules.notation.reading import ALL, Reading
from laa.rules.periods import period
from laa.rules.vocabulary import CellKind, CellState

_WITHOUT_A_NUMBER = {
    CellState.BLANK: "nothing printed",
    CellState.NOT_AVAILABLE: "not available",
    CellState.UNREAD: "not read",
    CellState.PENDING: "still to come",
    CellState.DEFERRED: "deferred",
    CellState.DELAYED: "indicator delayed",
    CellState.TO_BE_SET: "to be set",
    CellState.NOT_SET: "not set",
    CellState.NEW_COLLECTION: "new collection to be introduced",
}
_STRANDS = {"m": "male ", "f": "female ", ALL: ""}


def in_words(reading: Reading) -> str:
    """Such as “42 days”, “down 2% on the baseline”, “to be set, by 31 January 2009”."""
    if reading.state == CellState.TEST:
        return CellKind(reading.kind).label.lower()
    if reading.state in _WITHOUT_A_NUMBER:
        by = f", by {reading.due:%-d %B %Y}" if reading.due else ""
        return f"{_WITHOUT_A_NUMBER[reading.state]}{by}"
    if reading.change is not None:
        return _changed(reading)
    numbers = "; ".join(
        f"{_called(strand, reading)}{with_unit(value, reading.unit or '')}"
        for strand, value in reading.values.items()
    )
    return f"{numbers}{_beside(reading)}"


def _called(strand: str, reading: Reading) -> str:
    label = reading.labels.get(strand)
    return f"{label}: " if label else _STRANDS.get(strand, f"{strand} ")


def _changed(reading: Reading) -> str:
    way = "down" if reading.change < 0 else "up"
    much = plain(abs(reading.change))
    unit = "%" if reading.kind == CellKind.PERCENT_CHANGE else " percentage points"
    result = "".join(f", to {plain(value)}" for value in reading.values.values())
    return f"{way} {much}{unit}{_on(reading.base)}{result}"


def _on(base: str) -> str:
    if base == "baseline":
        return " on the baseline"
    try:
        return f" on {period(base).label}" if base else " on something not said"
    except ValueError:
        return f" on “{base}”"


def _beside(reading: Reading) -> str:
    if reading.kind == CellKind.RANGE:
        return f" to {plain(reading.secondary)}"
    said = [f"beside it {plain(reading.secondary)}"] if reading.secondary is not None else []
    if reading.state in (CellState.PROVISIONAL, CellState.PROXY, CellState.PLACEHOLDER_ZERO):
        said.append(CellState(reading.state).label.lower())
    return "".join(f", {each}" for each in said)
