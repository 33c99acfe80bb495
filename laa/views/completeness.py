from functools import partial

from django.shortcuts import get_object_or_404, render

from laa import clock
from laa.access import in_partnership
from laa.exports.completeness import (
    completeness_rows,
    matrix_rows,
    supplier_rows,
    theme_rows,
)
from laa.exports.tables import asked_for
from laa.forms.completeness import CompletenessForm
from laa.models import Round
from laa.permissions import Member, Permission
from laa.queries.completeness import Completeness, completeness, readable
from laa.queries.completeness_matrix import matrix

P = Permission


@in_partnership(P.SEE_SIGNED_OFF)
def completeness_by_round(request, member: Member):
    """How complete and how punctual the newest rounds are, partner by partner: counts only."""
    found = matrix(member.partnership)
    tables = {"completeness": partial(matrix_rows, found)}
    if file := asked_for(request, tables, name="Completeness"):
        return file
    return render(request, "laa/completeness_by_round.html", {"matrix": found})


@in_partnership(P.SEE_SIGNED_OFF)
def round_completeness(request, member: Member, period: str):
    """Who has returned what in a round, and who has not.

    Counts are for everybody; what is outstanding is named to those who may read the returns.
    """
    rounds = Round.objects.visible_to(member).select_related("partnership__demonstration")
    round_ = get_object_or_404(rounds, period=period)
    everything = completeness(round_)
    agreement = _chosen(request, everything)
    found = everything.of(agreement)
    sees_names = member.may(P.SEE_ALL_RETURNS) or member.may(P.SEE_OWN_RETURNS)
    rows = readable(found, member) if sees_names else []
    form = CompletenessForm(request.GET or None, found=Completeness(round_, rows, []))
    shown = form.narrow(rows)
    tables = {
        "themes": partial(theme_rows, found),
        "suppliers": partial(supplier_rows, found),
    }
    if sees_names:
        tables["promises"] = partial(completeness_rows, shown)
    if file := asked_for(request, tables, name=f"{round_} completeness"):
        return file
    context = {
        "round": round_,
        "found": found,
        "agreement": agreement,
        "today": clock.today(member.partnership),
        "agreements": everything.agreements,
        "counts": _counts(found),
        "rows": shown,
        "sees_names": sees_names,
        "filter": form,
    }
    return render(request, "laa/round_completeness.html", context)


def _chosen(request, found: Completeness):
    """The agreement named in the address; the only one; None for all."""
    slug = request.GET.get("agreement")
    return next((each for each in found.agreements if each.slug == slug), None)


def _counts(found: Completeness) -> list[dict]:
    promises, figures = found.promises, found.figures
    of = f"of {promises.asked}"
    return [
        {"number": promises.entered, "of": of, "label": "promises entered"},
        {"number": promises.outstanding, "of": of, "label": "outstanding"},
        {"number": figures.entered, "of": f"of {figures.asked}", "label": "figures entered"},
        {"number": figures.late + figures.overdue, "of": f"of {figures.asked}", "label": "late"},
        {"number": figures.set_aside, "of": "", "label": "set aside"},
    ]
