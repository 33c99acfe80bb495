"""Luton's agreement of 2008 as it was published, page by page, rebuilt from what the tests pin.

The words come from `tests/fixtures/luton_cells.py` and the bundled agreement; the manner is that of
the tab-separated text: repeated heads, rows that a page break cut in two, a merged cell as its
words and two blanks, stars with three meanings, and a statutory table with columns of its own.
"""

from pathlib import Path

from tests.documents.tables import Merged, csv_of, text_of, word_of, workbook_of
from tests.fixtures.luton_cells import CELLS
from tests.fixtures.rows import LUTON

TITLE = "Luton's Local Area Agreement 2008 - 2011"

HEADS = [
    [
        "Priority",
        "Indicator(s), including those from national indicator set (shown with a *)",
        "Baseline",
        Merged(
            "LAA Improvement Target, including those to be designated (shown with a *), and "
            "including education and early years targets"
        ),
        "Partners who have signed-up to the target and any which are acting as lead partner/s "
        "(shown with a *)",
    ],
    ["", "", "", "08/09", "09/10", "10/11", ""],
]
STATUTORY_HEADS = [["Statutory indicators", "", "", "Baseline", "2008", "2009", "2010", ""]]

SPLIT = {
    "NI 011": {0: "Communities", 6: "independent sectors."},
    "NI 051": {
        0: "Young People",
        1: "Effectiveness of child and adult mental health (CAMHS) services",
        6: "Hospital",
    },
    "NI 069": {2: "Oct 2008", 3: "baseline", 4: "baseline", 5: "baseline"},
    "NI 120": {0: "promoting equality"},
    "NI 130": {
        0: "and tackling exclusion and promoting equality",
        1: "receiving self directed support per 100,000 population",
        6: "Independent Sectors",
    },
    "NI 142": {0: "promoting equality", 1: "independent living"},
    "NI 154": {
        0: "Environmental Sustainability",
        1: "provided",
        6: "developers, Housing Corporation, LBC*",
    },
    "NI 163": {
        0: "Sustainability",
        1: "females qualified to at least Level 2 or higher",
        6: "Plus, Trade Unions/UnionLearn, Business Link East/Train to Gain Skills Brokers, "
        "The Chamber",
    },
    "NI 186": {
        0: "Economy and Environmental Sustainability",
        1: "Per capita reduction in CO2 emissions in the LA area",
        2: "Summer 2008",
        3: "reduction from baseline",
        4: "reduction from baseline",
        5: "reduction from Baseline",
    },
    "NI 193": {0: "Sustainability"},
}
"""The ten rows that a page break cut: what of each column stands on the next page."""

PAGE_ENDS_AFTER = {"NI 021", "087", "100"}
HEADS_TWICE_AFTER = "NI 130"
"""The line of years is printed twice on the page that continues this row."""
NO_EMPTY_FIRST_COLUMN = {"092", "093", "094", "095", "096", "097", "098", "099", "100"}

STAR_STANDS_APART = {"NI 015", "NI 152"}
TITLE_ENDS_WITH_A_STOP = {"NI 001", "NI 011", "NI 023", "NI 173"}
PRINTED_OTHERWISE = {
    "thriving 3rd Sector": "thriving 3 rd Sector",
    "Bedfordshire Probation, Luton CDRP": "<i>Bedfordshire Probation, Luton CDRP</i>",
}
STATUTORY_THEME = "Children and Young People"

GLOSSARY = [
    ["BCC", "Bedfordshire County Council"],
    ["BLEDP", "Bedfordshire & Luton Economic Development Partnership"],
    ["CLG", "Communities & Local Government"],
    ["CYPSB", "Children & Young People Strategic Board"],
    ["DWP", "Department of Works & Pensions"],
    ["EEDA", "East of England Development Agency"],
    ["ESF", "European Social Fund"],
    ["HWRC sites", ""],
    ["L&D Hospital", "Luton & Dunstable Hospital"],
    ["LBC", "Luton Borough Council"],
    ["LBC ASC", "LBC Adult Social Care"],
    ["LBC YOS", "LBC Youth Offending Service"],
    ["LSC", "Learning and Skills Council"],
    ["Luton tPCT", "Luton Teaching Primary Care Trust"],
    ["Marsh Farm CDT", "Marsh Farm Community Development Trust"],
    ["MEND", ""],
    ["UKCIP", ""],
    ["WEEE Partnership", ""],
]
SEATS = ["Luton Forum (Representatives)", "Luton Borough Council (4)", "Luton tPCT (1)"]
SUBJECT_TO_APPROVAL = "Active Luton or Cultural Trust*"
"""A star after the tables that means neither of the three."""


def _as_printed(text: str) -> str:
    for tidy, printed in PRINTED_OTHERWISE.items():
        text = text.replace(tidy, printed)
    return text


def _title(reference: str) -> str:
    stop = "." if reference in TITLE_ENDS_WITH_A_STOP else ""
    return _as_printed(LUTON.indicators[reference]["title"]) + stop


def _partners(reference: str) -> str:
    return _as_printed(LUTON.commitment(reference)["printed_partners"])


def _theme(reference: str) -> str:
    slug = LUTON.commitment(reference)["theme"][2]
    return next(theme["name"] for theme in LUTON.of("theme") if theme["slug"] == slug)


def _name(reference: str) -> str:
    star = "* " if reference in STAR_STANDS_APART else "*"
    local = "Local " if LUTON.commitment(reference)["designation"] == "local" else ""
    return f"{star}{local}{reference} {_title(reference)}"


def _cells(reference: str) -> list:
    baseline, *targets = CELLS[reference]
    return [baseline, *(targets if len(targets) == 3 else [Merged(targets[0])])]


def main_row(reference: str) -> list:
    return [_theme(reference), _name(reference), *_cells(reference), _partners(reference)]


def statutory_row(reference: str) -> list:
    theme = STATUTORY_THEME if reference == "072" else ""
    return [theme, reference, _title(reference), *_cells(reference), _partners(reference)]


MAIN = [reference for reference in CELLS if not reference.isdigit()]
STATUTORY = [reference for reference in CELLS if reference.isdigit()]


def _cut(row: list, rest: dict[int, str]) -> tuple[list, list]:
    """The row as it stands before the page break, and what stands after it."""
    above, below, column = [], [], 0
    for cell in row:
        text = cell.text if isinstance(cell, Merged) else cell
        width = cell.width if isinstance(cell, Merged) else 1
        after = rest.get(column, "")
        assert text.endswith(after), (text, after)
        before = text[: len(text) - len(after)].rstrip()
        above.append(Merged(before, width) if width > 1 else before)
        below += [after, *[""] * (width - 1)]
        column += width
    return above, below


def pages() -> list[list[list]]:
    """The tables of the main part, one a page, heads on each."""
    done, page = [], [*HEADS]
    for reference in MAIN:
        row = main_row(reference)
        if reference in SPLIT:
            above, below = _cut(row, SPLIT[reference])
            done.append([*page, above])
            years = HEADS[1:] if reference == HEADS_TWICE_AFTER else []
            page = [*HEADS, *years, below]
        else:
            page.append(row)
        if reference in PAGE_ENDS_AFTER:
            done.append(page)
            page = [*HEADS]
    return [*done, page]


def statutory_pages() -> list[list[list]]:
    """The statutory table; its middle page lacks the empty first column."""
    done, page = [], [*STATUTORY_HEADS]
    for reference in STATUTORY:
        row = statutory_row(reference)
        page.append(row[1:] if reference in NO_EMPTY_FIRST_COLUMN else row)
        if reference in PAGE_ENDS_AFTER:
            done.append(page)
            page = []
    return [*done, page]


def text() -> str:
    """The published text, but for its prose: the tables, the glossary, the partner groups."""
    ruler = "\t".join(["--", "-----", "--", "-" * 14, "----", "-" * 6, "-" * 12, "---"])
    after = [f"{ruler}\n\nGlossary\n\n", text_of(GLOSSARY), "\nPartner Groups\n\n"]
    groups = "\n".join([*SEATS, SUBJECT_TO_APPROVAL, "subject to approval at the AGM on 5 June"])
    return f"\n{TITLE}\n\n{text_of(*pages(), *statutory_pages())}{''.join(after)}{groups}\n"


def sheets() -> dict[str, list]:
    """The agreement as somebody retypes it: whole rows, a sheet for each of the two tables."""
    return {
        "LAA": [[TITLE], *HEADS, *[main_row(reference) for reference in MAIN]],
        "Statutory": [*STATUTORY_HEADS, *[statutory_row(reference) for reference in STATUTORY]],
        "Glossary": [["Glossary"], *GLOSSARY],
    }


def write(path: Path) -> Path:
    """The agreement in a file of the kind its name ends with."""
    if path.suffix == ".xlsx":
        workbook_of(sheets()).save(path)
    elif path.suffix == ".docx":
        word_of(TITLE, *pages(), *statutory_pages(), "Glossary", GLOSSARY).save(path)
    elif path.suffix == ".csv":
        tables = [[[TITLE]], *pages(), *statutory_pages(), [["Glossary"]], GLOSSARY]
        path.write_bytes(csv_of(*tables).encode())
    else:
        path.write_bytes(text().encode())
    return path
