"""What an indicator is, as far as a document, a person's decisions and the national set say."""

from collections.abc import Mapping

from laa.catalogue import NationalIndicator, entry
from laa.imports.agreement import PrintedIndicator
from laa.rules.vocabulary import Accumulation, Frequency, Polarity, Unit


def facts_of(
    each: PrintedIndicator, said: Mapping[str, object]
) -> tuple[dict[str, object], tuple[str, ...]]:
    """The indicator's facts: decided, else printed, else proposed; and which are only proposed.

    A decision may leave a fact for a person to confirm all the same: it names it in `proposed`.
    """
    national = entry(each.ref)
    proposals: dict[str, object] = {
        "polarity": each.polarity or Polarity.NONE,
        "unit": each.unit or Unit.NUMBER,
        "accumulates": Accumulation.SNAPSHOT,
        "frequency": _frequency(each, national),
        "lag_days": national.lag_days if national else 0,
    }
    facts = {
        "title": each.title,
        "definition": "",
        "source": "",
        "polarity_basis": each.polarity_basis,
        "unit_detail": each.unit_detail or (national.unit_detail if national else ""),
        "places": _places(each),
        "lowest": None,
        "highest": None,
        **proposals,
    }
    facts |= {name: value for name, value in said.items() if name in facts and value is not None}
    if "polarity" in said and "polarity_basis" not in said:
        facts["polarity_basis"] = "decided when it was loaded"
    is_printed = {"polarity": each.polarity_basis.startswith("printed"), "unit": _has_unit(each)}
    proposed = [
        name
        for name in proposals
        if name in (said.get("proposed") or ()) or (name not in said and not is_printed.get(name))
    ]
    return facts, tuple(proposed)


def _frequency(each: PrintedIndicator, national: NationalIndicator | None) -> Frequency:
    """How often, as far as the set says; the kind of year that is printed stands.

    A figure of the school year would never meet a target printed for the financial year.
    """
    if any("-AY" in target.period for target in each.targets):
        return Frequency.ACADEMIC_YEAR
    if national is None or national.frequency == Frequency.ACADEMIC_YEAR:
        return Frequency.FINANCIAL_YEAR
    return national.frequency


def _has_unit(each: PrintedIndicator) -> bool:
    return any(cell.reading.unit for cell in (each.baseline, *each.targets))


def _places(each: PrintedIndicator) -> int:
    """Decimal places as printed: the most that any of its numbers has."""
    exponents = [
        -int(value.as_tuple().exponent)
        for cell in (each.baseline, *each.targets)
        for value in cell.reading.values.values()
    ]
    return max([0, *exponents])
