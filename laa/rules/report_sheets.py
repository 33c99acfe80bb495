"""A sheet for each indicator: what it is, its chart, and every figure behind it."""

from laa.rules.blocks import Block, Cell, Chart, Facts, Section, Table, Words
from laa.rules.periods import period
from laa.rules.report_counts import promises_of


def sheets(body: dict) -> Section:
    """Every promise of the body with all its lines."""
    found = tuple(_sheet(promise, body) for promise in promises_of(body["themes"]))
    return Section("sheets", "Indicator sheets", (), found)


def _sheet(promise: dict, body: dict) -> Section:
    facts = [
        ("Which way is good", promise["polarity_said"]),
        ("Designation", promise["designation_said"]),
        ("Answers for it", promise["lead"]),
        ("Rated by", promise["lines"][0]["rule"] if promise["lines"] else ""),
    ]
    blocks: list[Block] = [Facts(tuple((name, Cell(said)) for name, said in facts if said))]
    if promise["definition"]:
        blocks.insert(0, Words(promise["definition"]))
    for line in promise["lines"]:
        blocks += _line(promise, line, body)
    heading = f"{promise['reference']} {promise['title']}"
    return Section(f"sheet-{promise['slug']}", heading, tuple(blocks))


def _line(promise: dict, line: dict, body: dict) -> list[Block]:
    name = f"{promise['reference']} {line['strand_said']}".strip()
    if not line["history"]:
        return [Words(f"{name}: nothing was signed off yet. Target: {line['target_said']}.")]
    table = Table(
        f"{name}: figures against target",
        ("Period", "Figure", "Target", "Rating"),
        tuple(_told(told, line, body) for told in line["history"]),
        (26, 18, 28, 28),
    )
    if not any(told["value"] for told in line["history"]):
        return [table]
    return [Chart(f"{name}: figures against target", chart_said(line), line), table]


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


def chart_said(line: dict) -> str:
    """What the chart shows, for those who do not see it."""
    actual = [
        f"{period(told['period']).short_label}: {told['said']}"
        for told in line["history"]
        if told["value"]
    ]
    aims = [f"{period(aim['period']).short_label}: {aim['said']}" for aim in line["aims"]]
    return f"Figures: {'; '.join(actual)}. Targets: {'; '.join(aims) or 'none'}."
