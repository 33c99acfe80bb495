"""The reading as JSON: the contract that scripts rely on (docs/commands.md)."""

from decimal import Decimal

from laa.imports.agreement import PrintedAgreement, PrintedIndicator
from laa.imports.cells import PrintedCell


def as_json(agreement: PrintedAgreement) -> dict:
    return {
        "indicators": [_indicator(each) for each in agreement.indicators],
        "warnings": agreement.warnings,
    }


def _indicator(each: PrintedIndicator) -> dict:
    return {
        "ref": each.ref,
        "title": each.title,
        "designation": each.designation,
        "theme": each.theme,
        "unit": each.unit.value if each.unit else None,
        "polarity": each.polarity.value if each.polarity else None,
        "polarity_basis": each.polarity_basis,
        "lead_partner": each.lead,
        "lead_partner_name": each.lead_name,
        "partners": list(each.partners),
        "strands": list(each.strands),
        "baseline": _cell(each.baseline),
        "targets": [_cell(target) for target in each.targets],
        "warnings": list(each.warnings),
    }


def _cell(cell: PrintedCell) -> dict:
    reading = cell.reading
    return {
        "period": cell.period or None,
        "text": cell.text,
        "kind": reading.kind.value,
        "state": reading.state.value,
        "values": {strand: str(value) for strand, value in reading.values.items()},
        "change": _said(reading.change),
        "base": reading.base or None,
        "due": reading.due.isoformat() if reading.due else None,
        "secondary": _said(reading.secondary),
        "warnings": list(cell.warnings),
    }


def _said(number: Decimal | None) -> str | None:
    return None if number is None else str(number)
