"""An indicator's page as rows, and the targets that are waited for."""

from laa.models import Comparator, Rating
from laa.queries.compared import ComparedRow
from laa.queries.dashboard import Dashboard
from laa.queries.strand_story import StrandStory
from laa.queries.strand_table import StrandTable

HISTORY_HEAD = [
    "Round",
    "Period",
    "Figure",
    "Count",
    "Out of",
    "What it is",
    "Illustrative",
    "Target as printed",
    "Target",
    "Target's count",
    "Rating",
    "Against baseline",
    "Outlook",
    "Commentary",
    "What is done about it",
    "By when",
    "Help needed",
    "Rule",
]


def history_rows(story: StrandStory) -> list[list]:
    """Every signed-off rating of a strand, newest first; numbers stay numbers."""
    return [
        HISTORY_HEAD,
        *(
            [
                rating.round.period,
                rating.period,
                rating.figure_value,
                story.counted(rating).count,
                story.counted(rating).out_of,
                rating.get_figure_state_display(),
                "illustrative" if _is_invented(rating) else None,
                rating.target_text,
                rating.target_value,
                story.counted(rating).aim,
                story.label_of(rating),
                rating.get_against_baseline_display(),
                rating.get_outlook_display(),
                story.note_of(rating),
                rating.recovery,
                rating.recovery_due,
                rating.help_needed,
                f"{rating.rule_name} (version {rating.rule_version})",
            ]
            for rating in reversed(story.ratings)
        ),
    ]


def _is_invented(rating: Rating) -> bool:
    return rating.is_illustrative and rating.figure_value is not None


PROMISE_HEAD = [
    "For",
    "As printed",
    "Number",
    "Beside it",
    "Read as",
    "Worked out as",
    "Awaiting",
    "To check",
]


def promise_rows(story: StrandStory) -> list[list]:
    """Baseline and targets as the document prints them."""
    rows = [
        [
            target.period,
            target.text,
            resolved.value,
            target.secondary,
            target.get_state_display(),
            resolved.working,
            resolved.waits_for,
            " ".join(
                filter(None, [*resolved.warnings, story.cross_check.doubts.get(target.period)])
            ),
        ]
        for target, resolved in zip(story.targets, story.come_to, strict=True)
    ]
    if cell := story.baseline:
        start = [f"Baseline {cell.period}".strip(), cell.text, cell.value, cell.secondary]
        rows.insert(0, [*start, cell.get_state_display(), "", "", story.baseline_doubt])
    return [PROMISE_HEAD, *rows]


def strand_rows(table: StrandTable) -> list[list]:
    """The strands side by side: each strand's figure, target and rating beside its like."""
    head = ["Period"]
    for story in table.stories:
        head += [f"{story.name}: {what}" for what in ("figure", "target", "rating")]
    return [head, *([row.when.key, *_of_cells(row.cells)] for row in table.rows)]


def _of_cells(cells: list) -> list:
    found: list = []
    for cell in cells:
        found += [cell.rating.figure_value, cell.target, cell.label] if cell else [None, "", ""]
    return found


WAITING_HEAD = ["Reference", "Title", "As printed", "State", "By when", "Lead partner"]


def waiting_rows(dashboard: Dashboard) -> list[list]:
    """The promises that no target can be used for yet."""
    return [
        WAITING_HEAD,
        *(
            [
                row.commitment.indicator.reference,
                row.commitment.indicator.title,
                "; ".join(target.text for target in row.targets),
                row.targets[0].get_state_display(),
                row.targets[0].due,
                row.commitment.lead.name,
            ]
            for row in dashboard.waiting
        ),
    ]


CHART_HEAD = ["What", "Period", "From", "To", "Value"]


def chart_rows(story: StrandStory) -> list[list]:
    """Everything a strand's chart draws as a number, in order of time."""
    series = story.series
    kinds = (("Figure", series.actual), ("Target", series.target), ("Forecast", series.forecast))
    rows = [
        [what, mark.label, mark.start, mark.end, mark.value] for what, of in kinds for mark in of
    ]
    if series.baseline is not None:
        rows.insert(0, ["Baseline", None, None, None, series.baseline])
    if found := series.projection:
        ends = (("Projection", found.value), ("Lowest", found.low), ("Highest", found.high))
        rows += [[what, None, None, found.day, round(value, 6)] for what, value in ends]
    return [CHART_HEAD, *rows, *_others(story)]


def _others(story: StrandStory) -> list[list]:
    """Other areas, each by its name, at their own periods."""
    return [
        [each.said, each.when.short_label, each.period_start, each.period_end, each.value]
        for each in story.comparators
        if each.value is not None
    ]


COMPARED_HEAD = [
    "Period",
    "Area",
    "Kind",
    "Value",
    "Why there is none",
    "Our figure",
    "Illustrative",
    "Our rank among neighbours",
    "Of",
    "Our quarter",
    "Source",
    "Theirs is illustrative",
]


def compared_rows(story: StrandStory) -> list[list]:
    """A row for every figure of another area, with our own of the same period."""
    return [COMPARED_HEAD, *(_against(row, each) for row in story.compared for each in row.others)]


def _against(row: ComparedRow, each: Comparator) -> list:
    place = row.place
    return [
        row.when.key,
        each.area,
        each.get_kind_display(),
        each.value,
        "" if each.value is not None else each.get_state_display(),
        row.own,
        "illustrative" if row.is_illustrative else None,
        place and place.rank,
        place and place.of,
        place and place.quartile,
        each.source,
        "illustrative" if each.is_illustrative else None,
    ]
