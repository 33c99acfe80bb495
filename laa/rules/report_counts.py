"""The counts of a report, worked out from its own body, each with what it is out of."""

from collections import Counter
from collections.abc import Iterable, Iterator

from laa.rules.vocabulary import UNSURE_STATES, Rating

MET = (Rating.BETTER, Rating.ON_TRACK)
DIRECTIONS = {
    "better": "better than the period before",
    "same": "the same",
    "worse": "worse",
    "none": "with nothing to compare",
}


def promises_of(themes: Iterable[dict]) -> Iterator[dict]:
    """Every promise of a body's themes, in order."""
    for theme in themes:
        yield from theme["promises"]


def lines_of(themes: Iterable[dict]) -> Iterator[tuple[dict, dict]]:
    """Every line, with the promise it is of."""
    for promise in promises_of(themes):
        for line in promise["lines"]:
            yield promise, line


def is_good(line: dict) -> bool:
    """Rated well this time round, and no worse than before."""
    return line["is_fresh"] and line["rating"] in MET and line["direction"] != "worse"


def is_exception(line: dict) -> bool:
    """Off track, or with a flag that is open: what a board reads first."""
    return line["rating"] == Rating.OFF_TRACK or line["flagged"]


def counts(themes: list[dict]) -> dict:
    """How many promises and lines there are, how many of each rating, and which way they go."""
    lines = [line for _, line in lines_of(themes)]
    ratings = Counter(line["rating"] for line in lines)
    ways = Counter(_way(line) for line in lines)
    return {
        "promises": sum(1 for _ in promises_of(themes)),
        "lines": len(lines),
        "ratings": {rating.value: ratings[rating.value] for rating in Rating},
        "directions": {way: ways[way] for way in DIRECTIONS},
        "fresh": sum(line["is_fresh"] for line in lines),
        "exceptions": sum(map(is_exception, lines)),
        "waiting": sum(line["is_waiting"] for line in lines),
    }


def _way(line: dict) -> str:
    return line["direction"] if line["direction"] in DIRECTIONS else "none"


def unsure_references(body: dict) -> list[str]:
    """The indicators of which a figure in the body may still be confirmed: never public."""
    return list(
        dict.fromkeys(
            promise["reference"]
            for promise, line in lines_of(body["themes"])
            if any(told["state"] in UNSURE_STATES for told in line["history"])
        )
    )
