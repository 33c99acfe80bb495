"""An indicator's page as rows, and the targets that are waited for."""

from laa.models import Rating
from laa.queries.dashboard import Dashboard
from laa.queries.indicator_page import StrandStory

HISTORY_HEAD = [
    "Round",
    "Period",
    "Figure",
    "What it is",
    "Illustrative",
    "Target as printed",
    "Target",
    "Rating",
    "Against baseline",
    "Outlook",
    "Commentary",
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
                rating.get_figure_state_display(),
                "illustrative" if _is_invented(rating) else None,
                rating.target_text,
                rating.target_value,
                story.label_of(rating),
                rating.get_against_baseline_display(),
                rating.get_outlook_display(),
                rating.commentary or rating.outlook_reason,
                f"{rating.rule_name} (version {rating.rule_version})",
            ]
            for rating in reversed(story.ratings)
        ),
    ]


def _is_invented(rating: Rating) -> bool:
    return rating.is_illustrative and rating.figure_value is not None


PROMISE_HEAD = ["For", "As printed", "Number", "Read as", "Worked out as", "Awaiting", "To check"]


def promise_rows(story: StrandStory) -> list[list]:
    """Baseline and targets as the document prints them."""
    rows = [
        [
            target.period,
            target.text,
            resolved.value,
            target.get_state_display(),
            resolved.working,
            resolved.waits_for,
            " ".join(resolved.warnings),
        ]
        for target, resolved in zip(story.targets, story.come_to, strict=True)
    ]
    if cell := story.baseline:
        start = [f"Baseline {cell.period}".strip(), cell.text, cell.value]
        rows.insert(0, [*start, cell.get_state_display(), "", "", ""])
    return [PROMISE_HEAD, *rows]


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
