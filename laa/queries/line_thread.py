"""What was said of a line: earlier commentary of its strand, then its thread; and of an action."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import QuerySet

from laa.models import Action, Comment, ReturnLine


@dataclass
class LineThread:
    """Earlier signed-off lines with words, newest first, and the line's own comments in order."""

    earlier: list[ReturnLine] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)

    @property
    def open_queries(self) -> list[Comment]:
        answered = {comment.answers_id for comment in self.comments}
        return [
            comment
            for comment in self.comments
            if comment.kind == Comment.Kind.QUERY and comment.pk not in answered
        ]


EARLIER_MOST, EARLIER_BESIDE = 8, 2
"""How many earlier rounds are told on the line's own page, and beside its boxes."""

A_YEAR_AND_A_HALF = timedelta(days=550)


def comments_on(action: Action) -> LineThread:
    comments = Comment.objects.filter(thread=action.thread_id or 0).select_related("written_by")
    return LineThread(comments=list(comments.order_by("written_at", "pk")))


def line_thread_of(line: ReturnLine) -> LineThread:
    return line_threads([line])[line.pk]


def line_threads(lines: Sequence[ReturnLine]) -> dict[int, LineThread]:
    """The threads of lines by their pk, in two queries."""
    found = {line.pk: LineThread() for line in lines}
    by_thread = {line.thread_id: found[line.pk] for line in lines if line.thread_id}
    comments = Comment.objects.filter(thread__in=list(by_thread)).select_related("written_by")
    for comment in comments.order_by("written_at", "pk"):
        by_thread[comment.thread_id].comments.append(comment)
    earlier = _earlier(lines, _with_words(lines))
    for line in lines:
        found[line.pk].earlier = earlier[line.pk][:EARLIER_MOST]
    return found


def said_before(lines: Sequence[ReturnLine]) -> dict[int, list[ReturnLine]]:
    """By a line's pk what was said of its strand last, newest first, within a year and a half."""
    if not lines:
        return {}
    first = min(line.period_end for line in lines) - A_YEAR_AND_A_HALF
    earlier = _earlier(lines, _with_words(lines).filter(period_end__gte=first))
    return {pk: found[:EARLIER_BESIDE] for pk, found in earlier.items()}


def _with_words(lines: Sequence[ReturnLine]) -> QuerySet[ReturnLine]:
    return (
        ReturnLine.objects.filter(
            strand__in={line.strand_id for line in lines}, state=ReturnLine.State.SIGNED_OFF
        )
        .exclude(commentary="")
        .select_related("entered_by")
        .order_by("-period_end", "-signed_off_at")
    )


def _earlier(
    lines: Sequence[ReturnLine], with_words: QuerySet[ReturnLine]
) -> dict[int, list[ReturnLine]]:
    by_strand = defaultdict(list)
    for other in with_words:
        by_strand[other.strand_id].append(other)
    return {
        line.pk: [o for o in by_strand[line.strand_id] if o.period_end < line.period_end]
        for line in lines
    }
