"""What becomes of figures after they were signed off: revised, confirmed, broken in two."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from laa.access import in_partnership
from laa.actions.revisions import NOT_OURS, confirm_final, mark_break, restate, undo_break
from laa.forms.figure import BreakForm, FiguresForm
from laa.models import Figure, SeriesBreak, Strand
from laa.permissions import Member, Permission
from laa.views.saving import done, saved

P = Permission


@in_partnership(P.SIGN_OFF_RETURN)
def figures(request, member: Member, indicator: str, strand: str):
    """The figures of one strand, to revise one or restate several; its breaks."""
    strand = get_object_or_404(
        Strand.objects.select_related("indicator", "partnership__demonstration"),
        partnership=member.partnership,
        indicator__slug=indicator,
        key=strand,
    )
    rows = Figure.objects.current().filter(strand=strand).exclude(state__in=NOT_OURS)
    rows = list(rows.select_related("strand__indicator").order_by("-period_end", "period"))
    asked = request.POST.get("do")
    form = FiguresForm(request.POST if asked == "restate" else None, figures=rows)
    breaking = BreakForm(request.POST if asked == "break" else None, strand=strand)
    if request.method == "POST" and _did(request, strand, rows, form, breaking):
        return redirect(request.path)
    context = {
        "strand": strand,
        "indicator": strand.indicator,
        "form": breaking if breaking.is_bound else form,
        "restating": form,
        "breaking": breaking,
        "breaks": strand.breaks.select_related("recorded_by"),
        "promises": strand.indicator.commitments.kept().select_related("agreement"),
    }
    return render(request, "laa/figures.html", context)


def _did(request, strand: Strand, rows: list[Figure], form, breaking) -> bool:
    """Whether what was asked is done, or was refused in words; not where a form says why not."""
    asked, by = request.POST.get("do"), request.user
    if asked == "restate":
        return form.is_valid() and _restated(request, strand, form)
    if asked == "break":
        if not breaking.is_valid():
            return False
        said = breaking.cleaned_data
        row = saved(
            breaking,
            mark_break,
            strand=strand,
            period=said["period"],
            reason=said["because"],
            by=by,
        )
        if row:
            messages.success(request, f"A new definition is marked from {row.when.short_label}.")
        return bool(row)
    if asked == "undo-break":
        row = get_object_or_404(
            SeriesBreak.objects.select_related("partnership", "strand__indicator"),
            strand=strand,
            uuid=request.POST.get("break"),
        )
        done(request, "The series is one again.", undo_break, row, by=by)
    if asked == "final":
        chosen = [row for row in rows if row.period in request.POST.getlist("final")]
        versions = {row.period: request.POST.get(f"{row.period}-version", "") for row in chosen}
        seen = {period: int(said) for period, said in versions.items() if said.isdecimal()}
        noun = "figure is" if len(chosen) == 1 else "figures are"
        done(request, f"{len(chosen)} {noun} final now.", confirm_final, chosen, by=by, seen=seen)
    return True


def _restated(request, strand: Strand, form: FiguresForm) -> bool:
    if not form.numbers:
        form.add_error(None, "Change at least one figure, then save.")
        return False
    made = saved(
        form,
        restate,
        strand=strand,
        numbers=form.numbers,
        reason=form.cleaned_data["reason"],
        breaks_at=form.cleaned_data["breaks_at"],
        seen=form.seen,
        by=request.user,
    )
    if made:
        noun = "figure" if len(made) == 1 else "figures"
        messages.success(
            request,
            f"{len(made)} {noun} revised. What was frozen stays; a corrected rating follows it.",
        )
    return bool(made)
