"""What was said of a line: earlier commentary of its strand, then its thread; and of an action."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

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


EARLIER_MOST = 8


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
    by_strand = defaultdict(list)
    earlier = (
        ReturnLine.objects.filter(
            strand__in={line.strand_id for line in lines},
            state=ReturnLine.State.SIGNED_OFF,
        )
        .exclude(commentary="")
        .select_related("entered_by")
        .order_by("-period_end", "-signed_off_at")
    )
    for other in earlier:
        by_strand[other.strand_id].append(other)
    for line in lines:
        before = (o for o in by_strand[line.strand_id] if o.period_end < line.period_end)
        found[line.pk].earlier = list(before)[:EARLIER_MOST]
    return found
