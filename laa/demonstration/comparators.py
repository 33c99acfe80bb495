"""Other areas' figures in the demonstration: invented, and marked so wherever they show."""

import csv
import io

from laa.actions.figure_loads import load_figures, start_load
from laa.models import FigureLoad, Partnership, User

SOURCE = "Illustrative: invented for the demonstration"
AREAS = {
    ("England", "England"): {"NI 181": "41 40 38", "NI 192": "34.9 35.6 36.1"},
    ("East of England", "Region"): {"NI 181": "44 42 41", "NI 192": "38.2 39 39.4"},
    ("Neighbour A", "Neighbour"): {"NI 181": "38 37 35", "NI 192": "31.7 32 33.4"},
    ("Neighbour B", "Neighbour"): {"NI 181": "49 49 47", "NI 192": "36.8 37.1 37.9"},
    ("Neighbour C", "Neighbour"): {"NI 181": "44 46 43", "NI 192": "29.3 30.2 30.8"},
    ("Neighbour D", "Neighbour"): {"NI 181": "52 50 51", "NI 192": "34.1 34.8 36"},
    ("Neighbour E", "Neighbour"): {"NI 181": "40 41 40", "NI 192": "33.5 34.9 35.2"},
}
"""By area and kind: the first three quarters of 2008/09 of an indicator."""


def load_comparators(partnership: Partnership, *, by: User) -> None:
    """Load them as a lead would: a table that is looked at, and then loaded."""
    table = io.StringIO()
    rows = csv.writer(table)
    rows.writerow(("Area", "Kind", "Reference", "Period", "Value", "Source", "Illustrative"))
    for (area, kind), told in AREAS.items():
        for reference, values in told.items():
            for quarter, value in enumerate(values.split(), start=1):
                period = f"2008/09-Q{quarter}"
                rows.writerow((area, kind, reference, period, value, SOURCE, "yes"))
    load = start_load(
        partnership=partnership,
        name="illustrative-comparators.csv",
        data=table.getvalue().encode(),
        kind=FigureLoad.Kind.COMPARATORS,
        by=by,
    )
    load_figures(load, by=by)
