"""The National Indicator Set of 2008 as a catalogue: NI 001 to NI 199, without NI 031.

Kept in a file on purpose: the set is closed history, and reading a document needs no database. It
only ever proposes. `title_kind` says how far to trust a title, `polarity_basis` who says which way
is good; days of lag are our own estimates throughout (docs/decisions/catalogue.md).
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.db.models import TextChoices

from laa.rules.vocabulary import Frequency, Polarity, Unit

FILE = Path(__file__).with_name("national-indicators.json")

_REFERENCE = re.compile(
    r"\*?\s*(?:(?:local|statutory)\s+)?n\.?i\.?\s*[:-]?\s*0*(?P<number>[1-9][0-9]{0,2})",
    re.IGNORECASE,
)
_STATUTORY = re.compile(r"(?:statutory\s+)?(?P<number>[0-9]{3})", re.IGNORECASE)


class TitleKind(TextChoices):
    """How far a title can be trusted."""

    EXACT = "exact", "Exact: seen in print with its number"
    PARAPHRASE = "paraphrase", "Paraphrased or cut short in print"
    LOCAL_WORDING = "local_wording", "Seen only in one area’s agreement"
    GENERAL_KNOWLEDGE = "general_knowledge", "From general knowledge: check before relying on it"


class PolarityBasis(TextChoices):
    """Who says which way is good."""

    PRINTED = "printed", "Printed in a description of the indicator"
    JUDGED = "judged", "Judged from what the indicator counts"


@dataclass(frozen=True)
class NationalIndicator:
    """What is known of one national indicator, and how surely.

    `survey` is "" where the figure comes from no survey. A survey every two years is a figure of
    the financial year it is taken in. `parts` are the measures that the indicator is split into.
    """

    reference: str
    title: str
    title_kind: TitleKind
    unit: Unit
    unit_detail: str
    polarity: Polarity
    polarity_basis: PolarityBasis
    frequency: Frequency
    lag_days: int
    survey: str
    department: str
    note: str
    parts: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def slug(self) -> str:
        """The reference as it stands in addresses: "ni-019"."""
        return self.reference.lower().replace(" ", "-")


def entry(reference: str) -> NationalIndicator | None:
    """The indicator of a reference as agreements print it: "NI 019", "Local NI 19", "ni019".

    Three bare digits are a statutory target's: "074" is NI 074. None means that the set has no
    such indicator: NI 031 was dropped before it began, and "NI 102a" names a part.
    """
    match = _REFERENCE.fullmatch(reference.strip()) or _STATUTORY.fullmatch(reference.strip())
    return _by_reference().get(f"NI {int(match['number']):03d}") if match else None


def entries() -> tuple[NationalIndicator, ...]:
    """All 198, in the order of their numbers."""
    return tuple(_by_reference().values())


@lru_cache(maxsize=1)
def _by_reference() -> dict[str, NationalIndicator]:
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    return {row["reference"]: _read(row) for row in rows}


def _read(row: dict) -> NationalIndicator:
    return NationalIndicator(
        **{
            **row,
            "title_kind": TitleKind(row["title_kind"]),
            "unit": Unit(row["unit"]),
            "polarity": Polarity(row["polarity"]),
            "polarity_basis": PolarityBasis(row["polarity_basis"]),
            "frequency": Frequency(row["frequency"]),
            "parts": tuple(row["parts"]),
        }
    )
