"""Agreements by hand: added and edited, with their themes and the boards that oversee them."""

from datetime import date

from django.db import transaction

from laa import clock
from laa.actions.changes import as_seen, change, hold, make, record
from laa.actions.refusals import NothingToDo, Refused
from laa.actions.slugs import free_slug
from laa.models import Agreement, Partnership, RatingRule, Theme, User
from laa.rules.reserved import RESERVED


class HasPromises(Refused):
    def __init__(self, agreement):
        super().__init__(f"{agreement} has promises. Withdraw them instead; their history stays.")


@transaction.atomic
def add_agreement(
    *,
    partnership: Partnership,
    title: str,
    kind: str,
    starts: date,
    ends: date,
    strategy: str = "",
    strategy_years: int | None = None,
    source: str = "",
    rating_rule: RatingRule | None = None,
    follows: Agreement | None = None,
    by: User | None,
) -> Agreement:
    """An agreement without a promise yet. Without a rule of its own it rates by target only."""
    hold(partnership)
    _must_be_another(partnership, title)
    return make(
        Agreement(
            partnership=partnership,
            slug=free_slug(partnership.agreements, title, reserved=RESERVED["agreement"]),
            title=title,
            kind=kind,
            starts=starts,
            ends=ends,
            strategy=strategy,
            strategy_years=strategy_years,
            source=source,
            rating_rule=rating_rule or target_only(partnership),
            follows=follows,
        ),
        action="agreement.add",
        by=by,
    )


@transaction.atomic
def edit_agreement(agreement: Agreement, *, by: User, seen: str | None = None, **facts):
    """Change its facts: title, kind, starts, ends, strategy, source. Its address stays."""
    agreement = as_seen(agreement, seen)
    _must_be_another(agreement.partnership, facts.get("title", agreement.title), but_for=agreement)
    return change(agreement, facts, action="agreement.edit", by=by)


@transaction.atomic
def delete_agreement(agreement: Agreement, *, by: User) -> None:
    """Take away an agreement that promises nothing; one that does has a history to keep."""
    agreement = as_seen(agreement, None)
    if agreement.commitments.exists():
        raise HasPromises(agreement)
    record(agreement, "agreement.delete", by=by, before={"title": agreement.title})
    agreement.delete()


def target_only(partnership: Partnership) -> RatingRule:
    """The rule that every partnership has until it adopts another."""
    kind = RatingRule.Kind.TARGET_ONLY
    rule = RatingRule.objects.filter(partnership=partnership, kind=kind).first()
    return rule or RatingRule.objects.create(
        partnership=partnership,
        slug="target-only",
        name=kind.label,
        kind=kind,
        recorded_at=clock.now(partnership),
    )


def _must_be_another(partnership, title: str, but_for: Agreement | None = None) -> None:
    others = partnership.agreements.filter(title__iexact=title.strip())
    if others.exclude(pk=but_for.pk if but_for else None).exists():
        raise Refused(f"There is an agreement called “{title}” already. Choose another title.")


@transaction.atomic
def add_theme(agreement: Agreement, *, name: str, by: User) -> Theme:
    hold(agreement.partnership)
    _must_be_another_theme(agreement, name)
    last = agreement.themes.order_by("-position").first()
    return make(
        Theme(
            partnership=agreement.partnership,
            agreement=agreement,
            slug=free_slug(agreement.themes, name),
            name=name,
            position=last.position + 1 if last else 1,
        ),
        action="theme.add",
        by=by,
    )


@transaction.atomic
def rename_theme(theme: Theme, *, name: str, by: User, seen: str | None = None) -> Theme:
    theme = as_seen(theme, seen)
    _must_be_another_theme(theme.agreement, name, but_for=theme)
    return change(theme, {"name": name}, action="theme.rename", by=by)


@transaction.atomic
def move_theme(theme: Theme, *, up: bool, by: User) -> None:
    """One place up or down in the order in which an agreement's themes are shown."""
    hold(theme.partnership)
    order = list(theme.agreement.themes.order_by("position", "name"))
    at = order.index(theme)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(order):
        raise NothingToDo(f"{theme} stands at the {'top' if up else 'end'} already.")
    order[at], order[to] = order[to], order[at]
    for position, each in enumerate(order, start=1):
        Theme.objects.filter(pk=each.pk).update(position=position)
    record(theme, "theme.move", by=by, before={"place": at + 1}, after={"place": to + 1})


@transaction.atomic
def merge_theme(theme: Theme, *, into: Theme, by: User, seen: str | None = None) -> Theme:
    """Everything of one theme goes to another of its agreement; boards oversee that one then."""
    theme = as_seen(theme, seen)
    if into.pk == theme.pk or into.agreement_id != theme.agreement_id:
        raise Refused("Choose another theme of the same agreement.")
    moved = [commitment.indicator.reference for commitment in _promises(theme)]
    theme.commitments.update(theme=into)
    into.boards.add(*theme.boards.all())
    record(into, "theme.merge", by=by, before={"theme": theme.name}, after={"moved": moved})
    theme.delete()
    return into


@transaction.atomic
def delete_theme(theme: Theme, *, by: User, seen: str | None = None) -> None:
    theme = as_seen(theme, seen)
    if theme.commitments.exists():
        raise Refused(f"{theme} has promises. Move them to another theme, or merge the two.")
    record(theme, "theme.delete", by=by, before={"name": theme.name})
    theme.delete()


def _promises(theme: Theme):
    return theme.commitments.select_related("indicator").order_by("indicator__reference")


def _must_be_another_theme(agreement: Agreement, name: str, but_for: Theme | None = None) -> None:
    others = agreement.themes.filter(name__iexact=name.strip())
    if others.exclude(pk=but_for.pk if but_for else None).exists():
        raise Refused(f"{agreement} has a theme called “{name}” already. Choose another name.")
