"""A report's body laid out as a document: the one reading that every format renders."""

from dataclasses import replace

from laa.rules import report_sheets
from laa.rules.blocks import Bullets, Cell, Document, Facts, Section, Table, Words, cells, number
from laa.rules.load import open_said, overdue_said
from laa.rules.report_contents import ASKED
from laa.rules.report_counts import DIRECTIONS, is_exception, is_good, lines_of
from laa.rules.report_standard import standard
from laa.rules.vocabulary import Cover, Rating, ReportPart

FLOWING = (ReportPart.RISKS, ReportPart.DECISIONS, ReportPart.STANDARD)
"""Parts that are often a few lines: on paper they follow where the part before them ends."""

LINE_HEAD = ("Indicator", "Figure", "Period", "Target", "Rating", "Direction", "Plan", "Lead")
NO_PLAN = "none yet"
LINE_WIDTHS = (22, 9, 12, 19, 12, 9, 8, 12)
WORDY_WIDTHS = (19, 8, 12, 24, 12, 11, 9, 13)
"""Where a target is told in a sentence rather than as a number."""
A_SENTENCE = 60


def cover_of(body: dict, cover: Cover, *, sha256: str, status: str = "") -> dict:
    """What stands on a cover. `status` says how far the report is where it is not issued."""
    return {
        "audience": cover.value,
        "audience_said": cover.label,
        "title": body["title"],
        "partnership": body["partnership"]["name"],
        "board": body["board"]["name"] if body["board"] else "",
        "agreement": body["agreement"]["title"],
        "period_said": body["period_said"],
        "as_at_said": body["as_at_said"],
        "asked": ASKED[cover],
        "status": status,
        "body_sha256": sha256,
    }


def document(body: dict, cover: dict) -> Document:
    """The whole report: the cover's words, and the parts that were chosen, in their order."""
    chosen = [part for part in ReportPart if part in body["contents"]]
    sections = [replace(PARTS[part](body), starts_page=part not in FLOWING) for part in chosen]
    if body["corrections"]:
        # Behind the summary, before any figure; said whichever parts were chosen.
        sections.insert(1 if ReportPart.SUMMARY in chosen else 0, _corrections(body))
    return Document(cover, tuple(section for section in sections if section))


def _summary(body: dict) -> Section:
    counts = body["counts"]
    others = counts["lines"] - counts["fresh"]
    words = [
        Words(body["words"]["purpose"]) if body["words"].get("purpose") else None,
        Words(
            f"{counts['promises']} indicators on {counts['lines']} lines. {counts['fresh']} lines "
            f"were rated in {body['period_said']}; the other {others} stand on the last known "
            f"figure or are not rated. Taken in: what was signed off by {body['as_at_said']}."
        ),
        _headlines(body),
        Words(_ways(counts)),
        Words(
            f"Rated by: {body['agreement']['rule']}. {' '.join(body['agreement']['rule_terms'])}"
        ),
        _illustrative(body),
    ]
    return Section("summary", "Summary", tuple(filter(None, words)))


def _ways(counts: dict) -> str:
    said = ", ".join(f"{counts['directions'][way]} {words}" for way, words in DIRECTIONS.items())
    return f"Of {counts['lines']} lines: {said}."


def _illustrative(body: dict) -> Words | None:
    if any(_has_illustrative(line) for _, line in lines_of(body["themes"])):
        return Words("Figures marked “illustrative” are invented, for a demonstration.", "mark")
    return None


def _has_illustrative(line: dict) -> bool:
    others = (each for row in line.get("compared", []) for each in row.get("others", []))
    return line["is_illustrative"] or any(each["is_illustrative"] for each in others)


def _headlines(body: dict) -> Table:
    """The status by theme, with how many lines each count is out of."""
    rows = [_theme_counts(theme["name"], [theme]) for theme in body["themes"]]
    if len(rows) > 1:
        rows.append(_theme_counts("All", body["themes"]))
    head = ("Theme", "Indicators", "Lines", *(rating.label for rating in Rating))
    return Table("Status by theme", head, tuple(rows), (29, 14, 9, 12, 9, 8, 9, 10))


def _theme_counts(name: str, themes: list[dict]) -> tuple[Cell, ...]:
    lines = [line for _, line in lines_of(themes)]
    promises = sum(len(theme["promises"]) for theme in themes)
    by_rating = (sum(line["rating"] == rating for line in lines) for rating in Rating)
    return (Cell(name), number(promises), number(len(lines)), *map(number, by_rating))


def _corrections(body: dict) -> Section:
    rows = [
        cells(
            _named(each, each), each["period_said"],
            f"{each['was']}: {each['was_rated']}", f"{each['now']}: {each['now_rated']}",
            each["reason"] or "no reason was given",
        )
        for each in body["corrections"]
    ]  # fmt: skip
    head = ("Indicator", "Period", "As it was reported", "Corrected", "Why")
    said = (
        f"These differ from “{body['report_before']}”, which stays as it was issued.",
        "Corrections to what was reported before",
    )
    table = Table(said[1], head, tuple(rows), (28, 12, 20, 20, 20))
    blocks = (Words(said[0], "mark"), table)
    return Section("corrections", said[1], blocks, starts_page=False)


def _good(body: dict) -> Section:
    found = [(p, line) for p, line in lines_of(body["themes"]) if is_good(line)]
    said = _lines_table("What is good", found, body) if found else Words("Nothing was rated well.")
    return Section("good", "What is good", (said,))


def _exceptions(body: dict) -> Section:
    found = [(p, line) for p, line in lines_of(body["themes"]) if is_exception(line)]
    if not found:
        return Section("exceptions", "Exceptions", (Words("Nothing that was rated is off track."),))
    one = "1 line is" if len(found) == 1 else f"{len(found)} lines are"
    said = Words(f"{one} off track or flagged, of {body['counts']['lines']}.")
    return Section(
        "exceptions", "Exceptions", (said,), tuple(_exception(*each, body) for each in found)
    )


def _exception(promise: dict, line: dict, body: dict) -> Section:
    plan = promise["plan"]
    facts = [
        ("Figure", figure_cell(line)),
        ("Period", Cell(_period(line, body))),
        ("Target", Cell(line["rated_against"] or line["target_said"])),
        ("Rating", Cell(line["rating_said"], rating=line["rating"])),
        ("Against baseline", Cell(line["against_baseline"])),
        ("Direction", Cell(line["direction_said"])),
        ("Outlook", Cell(line["outlook"])),
        ("Answers for it", Cell(promise["lead"])),
        ("Plan", Cell(_plan_said(plan))),
    ]
    blocks = [
        Facts(tuple(fact for fact in facts if fact[1].text)),
        Words(line["story"]) if line["story"] else None,
        Words(_recovery(line)) if line["recovery"] else None,
        Bullets(tuple(line["flags"])) if line["flags"] else None,
    ]
    key = f"exception-{line['key'].replace(':', '-')}"
    return Section(key, _named(promise, line), tuple(filter(None, blocks)))


def _plan_said(plan: dict | None) -> str:
    if plan is None:
        return NO_PLAN
    return f"{plan['title']} ({plan['status'].lower()}): {_actions_said(plan)}"


def _actions_said(plan: dict | None) -> str:
    """How far a plan is, said beside the rating however green that is."""
    if plan is None:
        return NO_PLAN
    late = overdue_said(plan["overdue"], plan["actions"])
    return late or open_said(plan["open"], plan["actions"])


def _recovery(line: dict) -> str:
    by = f" By {line['recovery_due']}." if line["recovery_due"] else ""
    return f"What is done: {line['recovery']}{by}"


def _themes(body: dict) -> Section:
    return Section("themes", "Themes", (), tuple(_theme(theme, body) for theme in body["themes"]))


def _theme(theme: dict, body: dict) -> Section:
    promises = len(theme["promises"])
    noun = "indicator" if promises == 1 else "indicators"
    table = _lines_table(theme["name"], list(lines_of([theme])), body)
    return Section(
        f"theme-{theme['slug']}", theme["name"], (Words(f"{promises} {noun}.", "quiet"), table)
    )


def _lines_table(caption: str, lines: list[tuple[dict, dict]], body: dict) -> Table:
    rows = tuple(_line_cells(promise, line, body) for promise, line in lines)
    target = LINE_HEAD.index("Target")
    is_wordy = any(len(row[target].text) > A_SENTENCE for row in rows)
    return Table(caption, LINE_HEAD, rows, WORDY_WIDTHS if is_wordy else LINE_WIDTHS)


def _line_cells(promise: dict, line: dict, body: dict) -> tuple[Cell, ...]:
    return (
        Cell(_named(promise, line)),
        figure_cell(line),
        Cell(_period(line, body)),
        Cell(line["target_said"]),
        Cell(line["rating_said"], rating=line["rating"]),
        Cell(line["direction_said"]),
        Cell(_actions_said(promise["plan"])),
        Cell(promise["lead"]),
    )


def figure_cell(line: dict) -> Cell:
    """A line's figure: as it is said, and as the number a spreadsheet adds up."""
    return Cell(line["figure_said"], number=line["figure"])


def _period(line: dict, body: dict) -> str:
    """The figure's period, with what a reader must know of the figure."""
    corrected = {(each["key"], each["period"]) for each in body["corrections"]}
    marks = [
        "illustrative" if line["is_illustrative"] else "",
        line["figure_state"] if line["figure_state"] in ("provisional", "estimated") else "",
        "corrected" if (line["key"], line["period"]) in corrected else "",
    ]
    said = ", ".join(filter(None, marks))
    return f"{line['period_said']} ({said})" if said else line["period_said"]


def _named(promise: dict, line: dict) -> str:
    strand = f" ({line['strand_said']})" if line["strand_said"] else ""
    return f"{promise['reference']}{strand} {promise['title']}"


def _actions(body: dict) -> Section:
    if not body["actions"]:
        return Section("actions", "Actions", (Words("No action is open."),))
    rows = tuple(
        cells(each["reference"], each["title"], each["partner"], each["due_said"], _status(each))
        for each in body["actions"]
    )
    head = ("Indicator", "Action", "Partner", "Due", "Status")
    return Section("actions", "Actions", (Table("Actions", head, rows, (12, 42, 18, 14, 14)),))


def _status(action: dict) -> str:
    return f"{action['status']}, overdue" if action["is_overdue"] else action["status"]


def _risks(body: dict) -> Section:
    if not body["risks"]:
        return Section("risks", "Risks", (Words("No risk is recorded."),))
    rows = tuple(
        (
            Cell(each["title"]),
            number(each["likelihood"]),
            number(each["impact"]),
            number(each["score"]),
            Cell(each["mitigation"]),
            _score_after(each),
            Cell(each["owner"]),
        )
        for each in body["risks"]
    )
    head = (
        "Risk", "Likelihood (1-5)", "Impact (1-5)", "Score", "What is done about it",
        "Score after", "Owner",
    )  # fmt: skip
    return Section("risks", "Risks", (Table("Risks", head, rows, (24, 11, 9, 8, 26, 8, 14)),))


def _score_after(risk: dict) -> Cell:
    """Bodies of before this was judged have none."""
    after = risk.get("score_after")
    return Cell("not judged") if after is None else number(after)


def _decisions(body: dict) -> Section:
    wanted = tuple(body["words"].get("decisions", ()))
    said = Bullets(wanted) if wanted else Words("None.")
    return Section("decisions", "Decisions wanted", (said,))


PARTS = {
    ReportPart.SUMMARY: _summary,
    ReportPart.GOOD: _good,
    ReportPart.EXCEPTIONS: _exceptions,
    ReportPart.THEMES: _themes,
    ReportPart.SHEETS: report_sheets.sheets,
    ReportPart.ACTIONS: _actions,
    ReportPart.RISKS: _risks,
    ReportPart.DECISIONS: _decisions,
    ReportPart.STANDARD: standard,
}
