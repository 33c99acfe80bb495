"""Form fields that the web has no single box for."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PARTS = ("day", "month", "year")


class DateInput(forms.MultiWidget):
    """Day, month and year in three boxes: people know their dates, calendars slow them down."""

    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in PARTS}, attrs)

    def decompress(self, value: datetime.date | None) -> list[str]:
        if not value:
            return ["", "", ""]
        return [str(value.day), str(value.month), str(value.year)]


class DateInputField(forms.MultiValueField):
    """A date from three boxes; an error names the boxes that are wrong in `params["parts"]`."""

    widget = DateInput
    default_error_messages = {
        "required": "%(name)s must be filled in",
        "incomplete": "%(name)s must include a %(missing)s",
        "invalid": "%(name)s must be a real date, for example 20 4 2009",
    }

    def __init__(self, **kwargs: Any) -> None:
        fields = [forms.CharField(required=False) for _ in PARTS]
        super().__init__(fields, require_all_fields=False, **kwargs)

    def clean(self, value: list[str] | None) -> datetime.date | None:
        given = [str(part or "").strip() for part in (value or ["", "", ""])]
        if self.disabled and not isinstance(value, list):
            given = self.widget.decompress(value)
        missing = [part for part, text in zip(PARTS, given, strict=True) if not text]
        if len(missing) == len(PARTS):
            if self.required:
                raise self.error("required", PARTS)
            return None
        if missing:
            raise self.error("incomplete", missing)
        date = self.compress(given)
        self.run_validators(date)
        return date

    def has_changed(self, initial, data) -> bool:
        """Whether another date was typed. A page hands back what it held as 2009-06-30."""
        if isinstance(initial, str):
            initial = _from_iso(initial)
        return [str(part or "").strip() for part in data or [""] * 3] != self.widget.decompress(
            initial
        )

    def compress(self, data_list: list[str]) -> datetime.date | None:
        if not data_list:
            return None
        day, month, year = data_list
        try:
            if len(year) != 4:
                raise ValueError("A year has four digits.")
            return datetime.date(int(year), month_number(month), int(day))
        except ValueError as error:
            raise self.error("invalid", PARTS) from error

    def error(self, code: str, parts: tuple[str, ...] | list[str]) -> ValidationError:
        params = {
            "name": str(self.label or "Date"),
            "missing": " and ".join(parts),
            "parts": list(parts),
        }
        return ValidationError(self.error_messages[code], code=code, params=params)


def _from_iso(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def month_number(text: str) -> int:
    """4, 04, Apr and April are all April. Raises ValueError for anything else."""
    start = text.lower()[:3]
    return MONTHS.index(start) + 1 if start in MONTHS else int(text)
