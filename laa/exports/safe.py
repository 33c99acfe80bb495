"""Cells that a spreadsheet will not run. Exports of every kind come through here."""

from datetime import date, datetime
from decimal import Decimal

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The wide ones too: a spreadsheet in Japanese or Chinese takes them for the narrow."""


def safe_cell(value):
    """Numbers and dates as they are; text that would start a formula behind an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal | date | datetime):
        return value
    text = str(value)
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text
