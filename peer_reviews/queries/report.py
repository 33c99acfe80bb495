"""The progress report: the statement for a day as a document of the core's engine."""

from datetime import date

from laa.rules.blocks import Bullets, Cell, Document, Facts, Section, Table, Words, cells
from peer_reviews.as_at import RecommendationAt
from peer_reviews.models import Review
from peer_reviews.queries.progress import STATUS_SAID, Statement, statement
from peer_reviews.queries.review_page import timetable


def progress_report(review: Review, as_at: date) -> Document:
    """Cover, summary, every recommendation with its actions, and what follows by when."""
    found = statement(review, as_at)
    sections = (_summary(found), _recommendations(found), _following(review, as_at))
    return Document(_cover(found), sections)


def _cover(found: Statement) -> dict:
    review = found.review
    return {
        "audience": "review",
        "audience_said": "Executive and scrutiny",
        "title": f"{review}: progress report",
        "partnership": review.partnership.name,
        "board": "",
        "agreement": "",
        "period_said": f"Visit of {review.starts:%-d %B %Y} to {review.ends:%-d %B %Y}",
        "as_at_said": f"{found.as_at:%-d %B %Y}",
        "asked": "",
        "status": "",
        "body_sha256": "",
    }


def _summary(found: Statement) -> Section:
    rows = [
        cells(str(row.recommendation), row.answer_said, str(row.standing)) for row in found.rows
    ]
    table = Table(
        "Recommendations", ("Recommendation", "Answer", "Stands at"), tuple(rows), (60, 20, 20)
    )
    blocks = (Words(found.said), table) if rows else (Words(found.said),)
    return Section("summary", "Summary", blocks)


def _recommendations(found: Statement) -> Section:
    inner = tuple(_recommendation(row) for row in found.rows)
    return Section("recommendations", "Recommendation by recommendation", (), inner)


def _recommendation(row: RecommendationAt) -> Section:
    each = row.recommendation
    answer = row.answer_said
    if row.answer and row.answer.text:
        answer = f"{answer}: {row.answer.text}"
    blocks = [Facts((("Answer", Cell(answer)), ("Stands at", Cell(str(row.standing)))))]
    if row.reason and not row.is_rejected:
        blocks.append(Words(row.reason))
    if row.actions:
        blocks.append(Bullets(tuple(_action(action) for action in row.actions)))
    return Section(f"recommendation-{each.key}", str(each), tuple(blocks))


def _action(action) -> str:
    said = f"{action.title}: {STATUS_SAID[action.status].casefold()}"
    if action.due:
        said += f", due {action.due:%-d %B %Y}"
    return f"{said}, through {action.through}" if action.through else said


def _following(review: Review, as_at: date) -> Section:
    steps = timetable(review, as_at)
    rows = [cells(row.deadline.step.title, row.window_said, row.state.value) for row in steps]
    if not rows:
        return Section("following", "What follows", (Words("No timetable is kept here."),))
    table = Table("Timetable", ("Step", "Due", "Stands at"), tuple(rows), (40, 40, 20))
    return Section("following", "What follows", (table,))
