"""What the records of a kind come to, in sentences: each sum stands above its rows."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from laa import clock
from projects.models import Bid, Funding, Lesson, PrintedFigure, Project
from projects.queries.groups import months_of
from projects.queries.spend import spend_said
from projects.rules.qualified import add_up, number_said, percent_said


def summary_of(kind: str, project: Project, rows: list) -> list[str]:
    """What there is to say of these rows; nothing where the kind has no sum."""
    say: Callable | None = SUMMARIES.get(kind)
    return say(project, rows) if say and rows else []


def _events(project, rows):
    counted = [row for row in rows if row.places is not None and row.attended is not None]
    if not counted:
        return []
    came, places = sum(r.attended for r in counted), sum(r.places for r in counted)
    return [f"{came} of {places} places taken ({percent_said(came, places)})."]


def _cohorts(project, rows):
    said = []
    for row in rows:
        parts = []
        if row.recruited is not None and row.target:
            share = percent_said(row.recruited, row.target, 0)
            parts.append(f"{row.recruited} recruited against {row.target} ({share} of target)")
        if row.completed is not None and row.recruited:
            share = percent_said(row.completed, row.recruited)
            parts.append(f"{row.completed} of {row.recruited} completed it ({share})")
        if row.cost is not None and row.completed:
            each = number_said((row.cost / row.completed).quantize(Decimal("0.01")), "£")
            total = number_said(row.cost, "£")
            parts.append(f"{total} / {row.completed} = {each} for each who completed (derived)")
        if parts:
            said.append(f"{row}: {'; '.join(parts)}.")
    return said


def _support(project, rows):
    total = add_up((row.title, row.worth, row.may_be_id is not None) for row in rows)
    said = [f"Worth {total.said}."]
    if total.left_out:
        said.append(f"Not added, because it may be counted already: {'; '.join(total.left_out)}.")
    return said


def _bids(project, rows):
    counts = Counter(row.outcome for row in rows)
    decided = len(rows) - counts[Bid.Outcome.OUTSTANDING]
    said = f"{counts[Bid.Outcome.OUTSTANDING]} outstanding, {decided} decided"
    if decided:
        said += f" ({counts[Bid.Outcome.WON]} won)"
    return [f"{said}."]


def _lessons(project, rows):
    gaps = [row for row in rows if row.kind == Lesson.Kind.GAP]
    if not gaps:
        return []
    levels = Counter(row.level for row in gaps)
    said = f"{len(gaps)} {'gap' if len(gaps) == 1 else 'gaps'}: {levels['local']} local, "
    said += f"{levels['national']} national"
    return [f"{said}, {levels['']} not set yet." if levels[""] else f"{said}."]


def _milestones(project, rows):
    today = clock.today(project.partnership)
    sites = [row for row in rows if row.is_site]
    others = [row for row in rows if not row.is_site]
    said = [_reached(sites, "sites open", today)] if sites else []
    said += [_reached(others, "milestones reached", today)] if others else []
    said += [_paid(rows, source) for source in _sources(rows)]
    return said


def _reached(rows, what: str, today: date) -> str:
    done = sum(1 for row in rows if row.is_open)
    late = sum(1 for row in rows if row.is_late(today))
    return f"{done} of {len(rows)} {what}" + (f"; {late} late." if late else ".")


def _sources(rows) -> list[Funding]:
    found = {row.paid_from_id: row.paid_from for row in rows if row.paid_from_id}
    return [found[pk] for pk in sorted(found)]


def _paid(rows, source: Funding) -> str:
    paid = [row for row in rows if row.paid_from_id == source.pk]
    done = sum(1 for row in paid if row.is_open)
    amount = "an unknown amount" if source.amount is None else number_said(source.amount, "£")
    return f"{source}: {amount} for {len(paid)}, of which {done} reached."


def _spend(project, rows):
    return [spend_said(rows)]


def _known(values):
    """The sum of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _funding(project, rows):
    secured = _known(row.amount for row in rows if row.is_secured)
    open_ = _known(row.amount for row in rows if not row.is_secured)
    parts = [(secured, "secured"), (open_, "not secured")]
    said = [f"{number_said(amount, '£')} {word}" for amount, word in parts if amount is not None]
    return [f"{', '.join(said)}."] if said else []


def _groups(project, rows):
    return [months.said for months in months_of(project)]


def _printed(project, rows):
    by_topic = {}
    for row in rows:
        if row.topic != PrintedFigure.Topic.OTHER:
            by_topic.setdefault(row.get_topic_display(), []).append(row)
    return [
        f"{topic}: the document says {' and '.join(said)}. Both are shown; neither is dropped."
        for topic, found in by_topic.items()
        if len(said := [_sourced(row) for row in found]) > 1
        and len({(row.value, row.qualifier) for row in found}) > 1
    ]


def _sourced(row: PrintedFigure) -> str:
    return f"{row.amount.said} ({row.where})" if row.where else row.amount.said


def _pipelines(project, rows):
    """By pipeline, how many stand at each stage, in the stages' order."""
    by_pipeline = {}
    for row in rows:
        by_pipeline.setdefault(row.pipeline, Counter())[row.stage] += 1
    return [
        f"{pipeline}: "
        + ", ".join(f"{counts[stage]} {stage.lower()}" for stage in reversed(pipeline.stages))
        + f"; {counts.total()} in all."
        for pipeline, counts in by_pipeline.items()
    ]


SUMMARIES: dict[str, Callable] = {
    "events": _events,
    "cohorts": _cohorts,
    "support": _support,
    "bids": _bids,
    "lessons": _lessons,
    "milestones": _milestones,
    "spend": _spend,
    "funding": _funding,
    "groups": _groups,
    "group-months": _groups,
    "pipeline-steps": _pipelines,
    "printed-figures": _printed,
}
