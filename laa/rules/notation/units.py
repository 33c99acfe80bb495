"""The units that cells print with their number."""

import re

from laa.rules.vocabulary import Unit

UNIT = r"%|per ?cent\b|days?\b|per [\d,]+(?: (?:population|people|households))?"
"""What may stand behind a number as its unit."""


def unit_said(text: str | None) -> Unit | None:
    """The unit a cell prints; None if it prints none."""
    if not text:
        return None
    if re.match(r"%|per ?cent", text, re.IGNORECASE):
        return Unit.PERCENT
    return Unit.DAYS if text.lower().startswith("day") else Unit.RATE
