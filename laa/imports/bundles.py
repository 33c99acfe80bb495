"""The agreements that come with the service, as fixtures: what is in them, for any partnership."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

Record = dict
"""A row of a fixture: {"model", "fields"}; other rows are named by their natural keys."""

_SAID = {
    "laa.partner": "partners",
    "laa.indicator": "indicators",
    "laa.commitment": "commitments",
    "laa.baseline": "baselines",
    "laa.target": "targets",
    "laa.figure": "figures",
}


@dataclass(frozen=True)
class Bundle:
    """A fixture as it was published. `records` are named by its own partnership's slug."""

    name: str
    title: str
    source: str
    records: tuple[Record, ...]

    @property
    def contents(self) -> list[tuple[str, int]]:
        counts = Counter(record["model"] for record in self.records)
        return [(said, counts[model]) for model, said in _SAID.items() if counts[model]]

    def for_partnership(self, slug: str) -> Iterator[Record]:
        """The records as another partnership's: every natural key begins with its slug."""
        for record in self.records:
            if record["model"] != "laa.partnership":
                yield {**record, "fields": _renamed(record["fields"], slug)}


def _renamed(fields: dict, slug: str) -> dict:
    return {name: _key(value, slug) for name, value in fields.items()}


def _key(value, slug: str):
    if isinstance(value, list) and value:
        if isinstance(value[0], list):
            return [_key(each, slug) for each in value]
        return [slug, *value[1:]]
    return value


def bundles() -> list[Bundle]:
    """Every bundled agreement, by name; a fixture may also hold something else."""
    folder = Path(settings.BASE_DIR, "fixtures")
    found = (_read(path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.json")))
    return [each for each in found if each]


def bundle(name: str) -> Bundle | None:
    return next((each for each in bundles() if each.name == name), None)


@lru_cache(maxsize=32)
def _read(path: Path, changed: int) -> Bundle | None:
    records = json.loads(path.read_text(encoding="utf-8"))
    found = (r["fields"] for r in records if r["model"] == "laa.agreement")
    if (agreement := next(found, None)) is None:
        return None
    return Bundle(path.stem, agreement["title"], agreement["source"], tuple(records))
