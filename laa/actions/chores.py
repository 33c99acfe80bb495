"""What officers must put in order, found in a partnership's rows: one finder for each reason.

A finder reads its rows in one or two queries. Each row is a `Found`, whose draft is worded when it
is looked at, so that a row that cannot be read spoils no other.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q

from laa.actions.flag_changes import Draft
from laa.models import (
    Action,
    Baseline,
    Commitment,
    Figure,
    Flag,
    Partnership,
    QuarterlyReturn,
    ReturnLine,
    Target,
)
from laa.models.indicator import measured_at
from laa.rules.housekeeping import Chore
from laa.rules.periods import containing
from laa.rules.vocabulary import SETTLED_STATES, WAITING_STATES, CellState, FigureState, Frequency

State = ReturnLine.State
OWED = (State.DRAFT, State.READY, State.SENT_BACK)
"""What its officer has not handed in, or was asked to hand in again."""


@dataclass(frozen=True)
class Found:
    """Something amiss: what it is about, since when, and how to word it.

    `fine_until` is the last day on which nothing was amiss; None where no day says so.
    """

    subject: str
    draft: Callable[[], Draft]
    fine_until: date | None = None


def _draft(subject: str, reason: Chore, when: str, text: str, **keys) -> Draft:
    return Draft(subject, reason, when, text, keys, stage=Flag.Stage.OFFICER)


def unreturned(partnership: Partnership, as_at: date) -> Iterator[Found]:
    """Returns of open rounds of which something is owed after their day."""
    owed = Count("lines", filter=Q(lines__state__in=OWED))
    rows = QuarterlyReturn.objects.filter(
        partnership=partnership, round__closed_at=None, round__opens__lte=as_at
    )
    rows = rows.annotate(owed=owed, asked=Count("lines")).filter(owed__gt=0)
    for row in rows.select_related("round", "partner").order_by("pk"):
        if row.due < as_at:
            subject = f"return:{row.round.period}:{row.partner.slug}"
            yield Found(subject, lambda row=row, s=subject: _unreturned(row, s), row.due)


def _unreturned(row: QuarterlyReturn, subject: str) -> Draft:
    text = f"{row}: {row.owed} of {row.asked} lines not returned by {row.due:%-d %B %Y}"
    return _draft(subject, Chore.NO_RETURN, row.round.period, text, quarterly_return=row)


def figures_awaited(partnership: Partnership, as_at: date) -> Iterator[Found]:
    """Figures that were asked for, could be expected by now, and never came.

    Not what a return still owes, which is said of the return; nor what nobody asks for any more.
    """
    of_line = Figure.objects.current().filter(strand=OuterRef("strand"), period=OuterRef("period"))
    settled = of_line.filter(state__in=sorted(SETTLED_STATES))
    others = ReturnLine.objects.filter(strand=OuterRef("strand"), period=OuterRef("period"))
    under_way = others.filter(
        Q(round__closed_at=None) & ~Q(state=State.SIGNED_OFF) | Q(state=State.SKIPPED)
    )
    rows = ReturnLine.objects.filter(
        ~Exists(settled),
        ~Exists(under_way),
        measured_at(F("period_end"), of="strand__indicator__"),
        partnership=partnership,
        period_end__lt=as_at,
        strand__retired_on=None,
    )
    last = {}
    for line in rows.select_related("strand__indicator").order_by("round__period_end", "pk"):
        last[line.strand_id, line.period] = line
    for line in last.values():
        expected = line.period_end + timedelta(days=line.strand.indicator.lag_days)
        if expected < as_at:
            subject = f"figure:{line.strand.indicator.slug}:{line.strand.key}:{line.period}"
            yield Found(subject, lambda ln=line, s=subject: _awaited(ln, s), expected)


def _awaited(line: ReturnLine, subject: str) -> Draft:
    expected = line.period_end + timedelta(days=line.strand.indicator.lag_days)
    said = FigureState(line.figure_state).label.lower() if line.figure_state else "not answered"
    text = (
        f"{line.strand}: no figure for {line.when.short_label}, expected by "
        f"{expected:%-d %B %Y} ({said})"
    )
    return _draft(subject, Chore.FIGURE_AWAITED, line.period, text, strand=line.strand)


def placeholders_past(partnership: Partnership, as_at: date) -> Iterator[Found]:
    """Targets and baselines that were to be there by a day that is over, in terms that are not."""
    for model, kind in ((Target, "target"), (Baseline, "baseline")):
        rows = model.objects.current().filter(
            partnership=partnership,
            state__in=sorted(WAITING_STATES),
            due__lt=as_at,
            commitment__withdrawn_on=None,
            commitment__indicator__discontinued_because="",
            commitment__agreement__ends__gte=as_at,
        )
        rows = rows.select_related("commitment__agreement", "commitment__indicator", "strand")
        for cell in rows.order_by("pk"):
            commitment = cell.commitment
            names = [kind, commitment.agreement.slug, commitment.indicator.slug, cell.strand.key]
            subject = ":".join([*names, cell.period] if kind == "target" else names)
            yield Found(subject, lambda c=cell, s=subject: _placeholder(c, s), cell.due)


def _placeholder(cell: Target | Baseline, subject: str) -> Draft:
    is_target = isinstance(cell, Target)
    what = f"target for {cell.when.short_label}" if is_target else "baseline"
    cell.strand.indicator = cell.commitment.indicator
    text = (
        f"{cell.strand}: the {what} was to be there by {cell.due:%-d %B %Y} "
        f"({CellState(cell.state).label.lower()})"
    )
    keys = {"commitment": cell.commitment, "strand": cell.strand}
    return _draft(subject, Chore.PLACEHOLDER_PAST, _quarter(cell.due), text, **keys)


def without_plan(partnership: Partnership, as_at: date) -> Iterator[Found]:
    """Promises with an open performance flag about which nothing is being done.

    What was done and closed is no plan for what is wrong now; nor is what is paused.
    """
    flagged = Flag.objects.open().of_performance()
    rows = Commitment.objects.kept().with_plan_counts(as_at)
    rows = rows.filter(
        Exists(flagged.filter(commitment=OuterRef("pk"))), plan_in_hand=0, partnership=partnership
    )
    rows = rows.select_related("agreement", "indicator").prefetch_related(
        Prefetch("flags", flagged.order_by("reason"), to_attr="flagged_for")
    )
    for row in rows.order_by("pk"):
        subject = f"plan:{row.agreement.slug}:{row.indicator.slug}"
        yield Found(subject, lambda row=row, s=subject: _without_plan(row, s, as_at))


def _without_plan(row: Commitment, subject: str, as_at: date) -> Draft:
    missing = "no action of its improvement plan is in hand"
    if not row.plan_actions:
        missing = "its improvement plan has no action yet"
    if not hasattr(row, "improvement_plan"):
        missing = "there is no improvement plan"
    why = dict.fromkeys(flag.get_reason_display().lower() for flag in row.flagged_for)
    text = f"{row.indicator.reference} is flagged ({'; '.join(why)}) and {missing}"
    return _draft(subject, Chore.NO_PLAN, _quarter(as_at), text, commitment=row)


def ownerless(partnership: Partnership, as_at: date) -> Iterator[Found]:
    """Open actions that nobody owns."""
    rows = Action.objects.ownerless().filter(partnership=partnership)
    for row in rows.select_related("plan").order_by("pk"):
        subject = f"action:{row.uuid}"
        yield Found(subject, lambda row=row, s=subject: _ownerless(row, s, as_at))


def _ownerless(row: Action, subject: str, as_at: date) -> Draft:
    text = f"{row.plan.title}: nobody owns “{row.title}”"
    return _draft(subject, Chore.OWNERLESS_ACTION, _quarter(as_at), text, action=row)


def _quarter(day: date) -> str:
    return containing(day, Frequency.QUARTER).key


FINDERS = {
    Chore.NO_RETURN: unreturned,
    Chore.FIGURE_AWAITED: figures_awaited,
    Chore.PLACEHOLDER_PAST: placeholders_past,
    Chore.NO_PLAN: without_plan,
    Chore.OWNERLESS_ACTION: ownerless,
}

ANSWERED = {
    Chore.NO_RETURN: "Everything was returned, given longer or set aside.",
    Chore.FIGURE_AWAITED: "The figure came, or is not asked for any more.",
    Chore.PLACEHOLDER_PAST: "It was set, put off to a later day or taken back.",
    Chore.NO_PLAN: "Something is being done now, or the promise is flagged no longer.",
    Chore.OWNERLESS_ACTION: "Somebody owns it now, or it is closed.",
}
"""Why a flag closes when its cause is gone, in words."""
