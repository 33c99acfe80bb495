"""Making an agreement from a plan: everything it says, in one transaction, or nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from laa import audit, clock
from laa.actions.refusals import AgreementIsThereAlready, PromiseNotChosen, Refused
from laa.actions.seats import seats_of
from laa.imports.plan import Plan, PlannedCell, PlannedIndicator
from laa.imports.problems import Problem, Unreadable
from laa.models import (
    Agreement,
    Baseline,
    Board,
    Commitment,
    Indicator,
    Partner,
    PartnerAlias,
    Partnership,
    RatingRule,
    Strand,
    Target,
    Term,
    Theme,
    User,
)
from laa.rules import periods

Made = dict[str, list[int]]
"""What was made: the pks by table."""


def counted(made: Made) -> dict[str, int]:
    """How many of each were made, as the trail says it: “partner aliases: 4”."""
    return {
        str(apps.get_model(table)._meta.verbose_name_plural): len(pks)
        for table, pks in made.items()
    }


@transaction.atomic
def import_agreement(
    plan: Plan,
    *,
    partnership: Partnership,
    by: User | None,
    tell: Callable[[int, int], None] = lambda done, of: None,
) -> tuple[Agreement, Made]:
    """Write everything the plan says, or nothing.

    Indicators and partners that are there already are used as they are: a reference survives when a
    plan rolls over. `tell` is told how many indicators are done, of how many.
    """
    # Two at once: the second waits here, and then finds the agreement there.
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    if plan.both and not plan.promise:
        raise PromiseNotChosen(plan.both.stretched[0], plan.both.unstretched[0])
    there = Agreement.objects.filter(partnership=partnership, slug=plan.slug).first()
    if there:
        raise AgreementIsThereAlready(there)
    writer = _Writer(plan, partnership, by)
    try:
        agreement = writer.write(tell)
    except IntegrityError:
        raise Refused(
            "Somebody else changed the partnership's partners or indicators at the same moment. "
            "Nothing was written; try again."
        ) from None
    audit.record(
        "agreement.import",
        subject=agreement,
        by=by,
        partnership=partnership,
        after=counted(writer.made),
        note=plan.source,
    )
    return agreement, writer.made


class _Writer:
    """Makes the rows in the order in which they need one another."""

    def __init__(self, plan: Plan, partnership: Partnership, by: User | None):
        self.plan, self.partnership, self.by = plan, partnership, by
        self.made: Made = defaultdict(list)
        self.recorded_at = (
            datetime.combine(plan.recorded_on, time(12), tzinfo=UTC)
            if plan.recorded_on
            else clock.now(partnership)
        )

    def write(self, tell: Callable[[int, int], None]) -> Agreement:
        self.partners = self._partners()
        self._terms()
        self.agreement = self._agreement()
        self.themes = self._themes()
        self._boards()
        total = len(self.plan.indicators)
        self.existing = {
            each.reference: each
            for each in Indicator.objects.filter(
                partnership=self.partnership, reference__in=[i.ref for i in self.plan.indicators]
            ).prefetch_related("strands")
        }
        for number, planned in enumerate(self.plan.indicators, start=1):
            self._indicator(planned)
            tell(number, total)
        return self.agreement

    def _make(self, row: models.Model) -> models.Model:
        _clean(row)
        row.save(force_insert=True)
        self.made[row._meta.label_lower].append(row.pk)
        return row

    def _make_all(self, rows: Iterable[models.Model]) -> None:
        rows = list(rows)
        for row in rows:
            _clean(row)
        if rows:
            made = type(rows[0])._base_manager.bulk_create(rows)
            self.made[rows[0]._meta.label_lower] += [row.pk for row in made]

    def _partners(self) -> dict[str, Partner]:
        found = {partner.slug: partner for partner in self.partnership.partners.all()}
        new = [planned for planned in self.plan.partners if planned.slug not in found]
        for planned in new:
            found[planned.slug] = self._make(
                Partner(
                    partnership=self.partnership,
                    slug=planned.slug,
                    name=planned.name,
                    abbreviation=planned.abbreviation,
                )
            )
        for planned in new:
            if planned.part_of:
                partner = found[planned.slug]
                partner.part_of = found[planned.part_of]
                partner.save(update_fields=["part_of"])
        self._aliases(found)
        return found

    def _terms(self) -> None:
        """The document's glossary; a term that is listed already keeps its meaning."""
        listed = set(self.partnership.terms.values_list("name", flat=True))
        self._make_all(
            Term(partnership=self.partnership, name=name, meaning=meaning)
            for name, meaning in self.plan.terms.items()
            if name not in listed
        )

    def _aliases(self, partners: dict[str, Partner]) -> None:
        taken = set(
            PartnerAlias.objects.filter(partnership=self.partnership).values_list("name", flat=True)
        )
        wanted = {
            name: planned.slug for planned in self.plan.partners for name in planned.aliases
        } | self.plan.aliases
        self._make_all(
            PartnerAlias(partnership=self.partnership, partner=partners[slug], name=name)
            for name, slug in wanted.items()
            if name not in taken
        )

    def _agreement(self) -> Agreement:
        rule = RatingRule.objects.filter(
            partnership=self.partnership, kind=RatingRule.Kind.TARGET_ONLY
        ).first()
        rule = rule or self._make(
            RatingRule(
                partnership=self.partnership,
                slug="target-only",
                name=RatingRule.Kind.TARGET_ONLY.label,
                kind=RatingRule.Kind.TARGET_ONLY,
                recorded_at=self.recorded_at,
            )
        )
        plan = self.plan
        return self._make(
            Agreement(
                partnership=self.partnership,
                slug=plan.slug,
                title=plan.title,
                kind=plan.kind,
                starts=plan.starts,
                ends=plan.ends,
                rating_rule=rule,
                strategy=plan.strategy,
                strategy_years=plan.strategy_years,
                source=plan.source,
            )
        )

    def _themes(self) -> dict[str, Theme]:
        return {
            slug: self._make(
                Theme(
                    partnership=self.partnership,
                    agreement=self.agreement,
                    slug=slug,
                    name=name,
                    position=position,
                )
            )
            for position, (slug, name) in enumerate(self.plan.themes.items(), start=1)
        }

    def _boards(self) -> None:
        """Boards oversee the themes they are named for, or the whole agreement."""
        for said in self.plan.boards:
            board = Board.objects.filter(partnership=self.partnership, slug=said["slug"]).first()
            board = board or self._board(said)
            if said.get("themes") is None:
                board.agreements.add(self.agreement)
            else:
                board.themes.add(*(self.themes[slug] for slug in said["themes"]))

    def _board(self, said: dict) -> Board:
        """A board that is new here, with its members as the document lists them."""
        board = self._make(
            Board(
                partnership=self.partnership,
                slug=said["slug"],
                name=said["name"],
                kind=said.get("kind") or Board.Kind.THEME,
                depth=said.get("depth") or Board.Depth.STRATEGIC,
            )
        )
        for seat in seats_of(board, said.get("seats") or (), said.get("starred") or ""):
            self._make(seat)
        return board

    def _indicator(self, planned: PlannedIndicator) -> None:
        indicator = self.existing.get(planned.ref) or self._make(
            Indicator(
                partnership=self.partnership,
                reference=planned.ref,
                slug=planned.slug,
                supplier=self.partners[planned.supplier],
                proposed=list(planned.proposed),
                **planned.facts,
            )
        )
        strands = self._strands(indicator, planned)
        commitment = self._make(
            Commitment(
                partnership=self.partnership,
                agreement=self.agreement,
                indicator=indicator,
                theme=self.themes[planned.theme],
                designation=planned.designation,
                lead=self.partners[planned.lead],
                printed_row=planned.printed_row,
                printed_partners=planned.printed_partners,
            )
        )
        # In printed order, so that whoever exports the agreement prints them so again.
        link = Commitment.contributors.through
        link.objects.bulk_create(
            link(commitment=commitment, partner=self.partners[slug])
            for slug in planned.contributors
        )
        self._make_all(
            self._cell(Baseline, commitment, strands, cell) for cell in planned.baselines
        )
        self._make_all(self._cell(Target, commitment, strands, cell) for cell in planned.targets)

    def _strands(self, indicator: Indicator, planned: PlannedIndicator) -> dict[str, Strand]:
        found = {strand.key: strand for strand in indicator.strands.all()}
        for position, (key, label) in enumerate(planned.strands.items()):
            if key not in found:
                found[key] = self._make(
                    Strand(
                        partnership=self.partnership,
                        indicator=indicator,
                        key=key,
                        label=label,
                        position=position,
                    )
                )
        return found

    def _cell(self, model, commitment: Commitment, strands: dict[str, Strand], cell: PlannedCell):
        row = model(
            partnership=self.partnership,
            commitment=commitment,
            strand=strands[cell.strand],
            period=cell.period,
            text=cell.text,
            kind=cell.kind,
            state=cell.state,
            value=cell.value,
            change=cell.change,
            base=cell.base,
            secondary=cell.secondary,
            due=cell.due,
            recorded_at=self.recorded_at,
            recorded_by=self.by,
            reason=cell.note,
        )
        if model is Target:
            when = periods.period(cell.period)
            row.period_start, row.period_end = when.start, when.end
        return row


def _clean(row: models.Model) -> None:
    """Refuse what the database would cut off or not take, in words."""
    relations = [field.name for field in row._meta.fields if field.is_relation]
    try:
        row.clean_fields(exclude=relations)
    except ValidationError as error:
        raise Unreadable(
            [
                Problem(
                    f"{row}: {name.replace('_', ' ')}: {' '.join(messages)}",
                    "Correct the document, or decide otherwise.",
                )
                for name, messages in error.message_dict.items()
            ]
        ) from None
