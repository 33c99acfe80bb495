"""A night: the flags of every area in the country, over twelve quarters signed off in each."""

from collections.abc import Callable
from time import perf_counter

from django.db import connection

from laa.actions.flags import flag_off_track
from laa.benchmarks import country, data
from laa.models import Flag, Partnership, Rating

NAMED = "night-"


def a_country() -> list[Partnership]:
    """150 areas of 198 indicators, each with ratings for twelve quarters."""
    agreements = [
        data.area(f"{NAMED}{n:03d}", country.INDICATORS, with_figures=False)
        for n in range(country.AREAS)
    ]
    connection.cursor().execute("ANALYZE")
    return [agreement.partnership for agreement in agreements]


def a_night(partnerships: list[Partnership]) -> Callable[[], int]:
    """Look at every area once, each in its own transaction as a worker would; the open flags."""

    def run() -> int:
        return sum(flag_off_track(partnership).unchanged for partnership in partnerships)

    return run


def the_first_night(partnerships: list[Partnership]) -> float:
    """Seconds of the run that finds everything and opens a flag for it."""
    begun = perf_counter()
    for partnership in partnerships:
        flag_off_track(partnership)
    return perf_counter() - begun


def all_rows() -> int:
    """Every rating of the country, one by one, and nothing done with them."""
    rows = Rating.objects.filter(partnership__slug__startswith=NAMED)
    return sum(1 for _ in rows.values_list().iterator())


def open_flags() -> int:
    return Flag.objects.open().filter(partnership__slug__startswith=NAMED).count()
