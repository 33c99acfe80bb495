"""The next plan from this one: what goes on is promised anew, on the same indicators."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models, transaction

from laa.actions.agreement_setup import add_agreement, add_theme
from laa.actions.changes import hold, record
from laa.actions.commitments import add_waiting_cells
from laa.actions.refusals import Refused
from laa.models import (
    Agreement,
    Baseline,
    Commitment,
    Partner,
    Round,
    Strand,
    Target,
    Theme,
    User,
)


@dataclass(frozen=True)
class NextPlan:
    """What is to be made. `themes` holds the new name of each old theme, by its slug; several with
    one name become one theme. `leads` holds who leads instead, by the old lead's slug.
    """

    title: str
    starts: date
    ends: date
    indicators: Collection[str]
    themes: Mapping[str, str]
    leads: Mapping[str, Partner]
    with_boards: bool = True


class PlanCannotBeUndone(Refused):
    def __init__(self, agreement, reasons):
        super().__init__(f"{agreement} can no longer be undone: {'; '.join(reasons)}.")


def state_of(agreement: Agreement) -> str:
    """How an agreement's promises stand, to tell whether they changed since a page was made."""
    rows = agreement.commitments.order_by("pk").values_list(
        "pk", "theme", "theme__name", "designation", "lead", "withdrawn_on", "indicator__retired_on"
    )
    said = repr((agreement.title, agreement.starts, agreement.ends, list(rows)))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def going_on(agreement: Agreement, plan: NextPlan) -> list[Commitment]:
    """The promises that would go on, in their order; refuses what cannot."""
    found = [
        commitment
        for commitment in agreement.commitments.kept()
        .select_related("indicator", "theme", "lead")
        .prefetch_related("contributors", "indicator__strands")
        .in_printed_order()
        if commitment.indicator.slug in plan.indicators
    ]
    if not found:
        raise Refused("Tick at least one promise that goes on.")
    for commitment in found:
        reference, lead = commitment.indicator.reference, lead_of(commitment, plan)
        if commitment.indicator.retired_on:
            raise Refused(f"{reference} is retired. Bring it back first, or leave it out.")
        if lead.retired_on:
            raise Refused(f"{lead} is retired and leads on {reference}. Choose who leads instead.")
        if not plan.themes.get(commitment.theme.slug, "").strip():
            raise Refused(f"{reference} goes on under {commitment.theme}. Give that theme a name.")
    return found


def lead_of(commitment: Commitment, plan: NextPlan) -> Partner:
    return plan.leads.get(commitment.lead.slug, commitment.lead)


def strands_of(commitment: Commitment) -> list[Strand]:
    return [strand for strand in commitment.indicator.strands.all() if not strand.retired_on]


@transaction.atomic
def start_next_plan(
    agreement: Agreement, plan: NextPlan, *, by: User, seen: str | None = None
) -> Agreement:
    """Make the next agreement: themes, promises with waiting targets, boards; or nothing."""
    hold(agreement.partnership)
    if seen is not None and seen != state_of(agreement):
        raise Refused(f"{agreement} changed since you opened the page. Look at it again.")
    if plan.starts <= agreement.starts:
        raise Refused("The next plan starts after this one did. Give a later day.")
    commitments = going_on(agreement, plan)
    new = add_agreement(
        partnership=agreement.partnership,
        title=plan.title,
        kind=agreement.kind,
        starts=plan.starts,
        ends=plan.ends,
        strategy=agreement.strategy,
        strategy_years=_years_left(agreement, plan.starts),
        rating_rule=agreement.rule_in_force,
        follows=agreement,
        by=by,
    )
    themes = _themes(new, commitments, plan, by)
    for row, commitment in enumerate(commitments, start=1):
        _promise(new, commitment, themes[commitment.theme_id], plan, row, by)
    if plan.with_boards:
        _boards(agreement, new, themes)
    record(
        new,
        "agreement.start_next",
        by=by,
        before={"agreement": agreement.title},
        after={"promises": len(commitments), "themes": len(set(themes.values()))},
    )
    return new


@transaction.atomic
def undo_next_plan(agreement: Agreement, *, by: User) -> Agreement:
    """Take a plan away again while nothing depends on it; gives back the one it followed."""
    hold(agreement.partnership)
    former, count = may_be_undone(agreement), agreement.commitments.count()
    record(agreement, "agreement.undo_next", by=by, before={"promises": count})
    commitments = Commitment.objects.filter(agreement=agreement)
    for model in (Target, Baseline):
        for cell in model._base_manager.filter(commitment__in=commitments):
            models.Model.delete(cell)
    commitments.delete()
    agreement.delete()
    return former


def may_be_undone(agreement: Agreement) -> Agreement:
    """The plan it followed; refuses what was not started from another, or was built on since."""
    current = Agreement.objects.filter(pk=agreement.pk).select_related("follows").first()
    if current is None or current.follows is None:
        raise Refused("That plan is not there any more, or was not started from another.")
    if reasons := list(_built_on(current)):
        raise PlanCannotBeUndone(current, reasons)
    return current.follows


def _years_left(agreement: Agreement, starts: date) -> int | None:
    """How far the same strategy still looks forward when the next plan starts."""
    return max((agreement.strategy_ends_in or 0) - starts.year, 0) or None


def _themes(new: Agreement, commitments, plan: NextPlan, by: User) -> dict[int, Theme]:
    """The new theme of each old one, in the old order."""
    made: dict[str, Theme] = {}
    found = {}
    for old in sorted({c.theme for c in commitments}, key=lambda theme: (theme.position, theme.pk)):
        name = plan.themes[old.slug].strip()
        if name.casefold() not in made:
            made[name.casefold()] = add_theme(new, name=name, by=by)
        found[old.pk] = made[name.casefold()]
    return found


def _promise(new: Agreement, old: Commitment, theme: Theme, plan: NextPlan, row: int, by: User):
    lead = lead_of(old, plan)
    promise = Commitment.objects.create(
        partnership=new.partnership,
        agreement=new,
        indicator=old.indicator,
        theme=theme,
        designation=old.designation,
        lead=lead,
        printed_row=row,
    )
    partners = [p for p in old.contributors.all() if p.pk != lead.pk and not p.retired_on]
    promise.contributors.set(partners)
    add_waiting_cells(promise, strands=strands_of(old), by=by)


def _boards(old: Agreement, new: Agreement, themes: Mapping[int, Theme]) -> None:
    for board in old.boards.in_use():
        board.agreements.add(new)
    for theme in old.themes.filter(pk__in=themes):
        themes[theme.pk].boards.add(*theme.boards.in_use())


def _built_on(agreement: Agreement) -> Iterator[str]:
    """What people have done with the plan since it was started."""
    commitments = Commitment.objects.filter(agreement=agreement)
    changed = {"commitment__in": commitments, "version__gt": 1}
    rounds = Round.objects.filter(
        partnership=agreement.partnership,
        period_end__gte=agreement.starts,
        period_end__lte=agreement.ends,
        lines__strand__indicator__commitments__in=commitments,
    )
    for said, rows in (
        ("targets were set", Target.objects.filter(**changed)),
        ("baselines were set", Baseline.objects.filter(**changed)),
        ("a round asks for its figures", rounds),
        ("another plan follows it", agreement.followed_by.all()),
    ):
        if rows.exists():
            yield said
    for owner, of, own in (
        (Commitment, {"__in": commitments}, (Baseline, Target)),
        (Agreement, {"": agreement}, (Agreement, Commitment, Theme)),
    ):
        for relation in owner._meta.related_objects:
            if relation.related_model in own or relation.many_to_many:
                continue
            look = {f"{relation.field.name}{suffix}": value for suffix, value in of.items()}
            if relation.related_model._base_manager.filter(**look).exists():
                yield f"it has {relation.related_model._meta.verbose_name_plural}"
