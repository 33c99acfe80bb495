"""A sheet for each indicator: what it is, its chart, and every figure behind it."""

from laa.rules.blocks import Block, Cell, Chart, Facts, Section, Table, Words
from laa.rules.periods import period
from laa.rules.report_counts import lines_of, promises_of

KEY = (
    "In the charts the line with dots is the figures, and dashes with a diamond at their end are "
    "the targets."
)
"""What the strokes of every chart are, in words."""
OTHERS_KEY = (
    " Others are named beside their lines, and each statistical neighbour is a short stroke."
)


def sheets(body: dict) -> Section:
    """Every promise of the body with all its lines."""
    found = tuple(_sheet(promise, body) for promise in promises_of(body["themes"]))
    has_others = any(_drawn(line) for _, line in lines_of(body["themes"]))
    key = Words(KEY + OTHERS_KEY if has_others else KEY, "quiet")
    return Section("sheets", "Indicator sheets", (key,), found)


def _sheet(promise: dict, body: dict) -> Section:
    facts = [
        ("Which way is good", promise["polarity_said"]),
        ("Designation", promise["designation_said"]),
        ("Answers for it", promise["lead"]),
        ("Rated by", promise["lines"][0]["rule"] if promise["lines"] else ""),
    ]
    blocks: list[Block] = [Facts(tuple((name, Cell(said)) for name, said in facts if said))]
    said = (promise["definition"], promise.get("why_it_matters", ""))
    blocks[:0] = [Words(words) for words in said if words]
    for line in promise["lines"]:
        blocks += _line(promise, line, body)
    heading = f"{promise['reference']} {promise['title']}"
    return Section(f"sheet-{promise['slug']}", heading, tuple(blocks))


def _line(promise: dict, line: dict, body: dict) -> list[Block]:
    name = f"{promise['reference']} {line['strand_said']}".strip()
    others = _compared(name, line)
    if not line["history"]:
        said = f"{name}: nothing was signed off yet. Target: {line['target_said']}."
        return [Words(said), *others]
    table = Table(
        f"{name}: figures against target",
        ("Period", "Figure", "Target", "Rating"),
        tuple(_told(told, line, body) for told in newest(line["history"])),
        (26, 18, 28, 28),
    )
    if not any(told["value"] for told in line["history"]):
        return [table, *others]
    return [Chart(f"{name}: figures against target", chart_said(line), line), table, *others]


def _compared(name: str, line: dict) -> list[Block]:
    """Our figures beside others' of the same period; nothing where none were loaded.

    Bodies of before comparators were known have no such part.
    """
    found = line.get("compared", [])
    if not found:
        return []
    head = ("Period", "Ours", "England", "Region", "Neighbours", "Our rank")
    rows = tuple(_beside(each) for each in found)
    table = Table(f"{name}: compared with others", head, rows, (14, 12, 13, 20, 23, 18))
    sources = "; ".join(dict.fromkeys(source for each in found for source in each["sources"]))
    return [table, Words(f"Source: {sources}.", "quiet")]


def _beside(each: dict) -> tuple[Cell, ...]:
    return (
        Cell(period(each["period"]).short_label),
        Cell(each["own_said"], number=each["own"]),
        Cell(each["england_said"]),
        Cell(each["region_said"]),
        Cell(each["neighbours_said"]),
        Cell(each["place_said"]),
    )


def _told(told: dict, line: dict, body: dict) -> tuple[Cell, ...]:
    return (
        Cell(_period_said(told, line, body)),
        Cell(told["said"], number=told["value"]),
        Cell(told["target"]),
        Cell(told["rating_said"], rating=told["rating"]),
    )


def _period_said(told: dict, line: dict, body: dict) -> str:
    marks = ["illustrative"] if told["is_illustrative"] else []
    for each in body["corrections"]:
        if (each["key"], each["period"]) == (line["key"], told["period"]):
            marks.append(f"corrected, was {each['was']}")
    said = period(told["period"]).short_label
    return f"{said} ({'; '.join(marks)})" if marks else said


def newest(history: list[dict]) -> list[dict]:
    """The last word on each period, in the order in which those were spoken.

    A year's figure that is not due is asked about every quarter, and one that is late again and
    again; a reader wants to know once.
    """
    last: dict[str, dict] = {}
    for told in history:
        last.pop(told["period"], None)
        last[told["period"]] = told
    return list(last.values())


def _drawn(line: dict) -> bool:
    """Whether the line's chart draws others; bodies of before this was kept have none."""
    return any(row.get("others") for row in line.get("compared", []))


def _others_said(line: dict) -> str:
    """The newest comparison in words; "" where none is drawn."""
    if not _drawn(line):
        return ""
    row = line["compared"][0]
    return (
        f" Compared in {period(row['period']).short_label}: England {row['england_said']}; region "
        f"{row['region_said']}; statistical neighbours {row['neighbours_said']}."
    )


def chart_said(line: dict) -> str:
    """What the chart shows, for those who do not see it."""
    actual = [
        f"{period(told['period']).short_label}: {told['said']}"
        for told in line["history"]
        if told["value"]
    ]
    aims = [f"{period(aim['period']).short_label}: {aim['said']}" for aim in line["aims"]]
    said = f"Figures: {'; '.join(actual)}. Targets: {'; '.join(aims) or 'none'}."
    return said + _others_said(line)
