"""The files that bear out an indicator's figures, for whoever may read the lines they hang on."""

from dataclasses import dataclass

from laa.models import Commitment, EvidenceFile, ReturnLine
from laa.permissions import Member


@dataclass(frozen=True)
class FigureFile:
    """A file, and the line of a return that it bears out."""

    file: EvidenceFile
    line: ReturnLine


def indicator_files(member: Member, commitment: Commitment) -> list[FigureFile]:
    """The newest period first, in few queries; those of lines they may not read are left out.

    A file that was withdrawn stays in the list and says so.
    """
    lines = ReturnLine.objects.visible_to(member).filter(
        strand__indicator=commitment.indicator_id, evidence__files__isnull=False
    )
    lines = lines.select_related("strand", "quarterly_return__partner").distinct()
    lines = lines.prefetch_related("evidence__files__uploaded_by", "evidence__files__withdrawn_by")
    newest_first = lines.order_by("-period_end", "strand__position", "pk")
    return [FigureFile(file, line) for line in newest_first for file in line.evidence.files.all()]
