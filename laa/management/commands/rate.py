import json
import re
from decimal import Decimal

from django.core.management.base import BaseCommand, CommandError

from laa.actions.cells import Cells
from laa.actions.ratings import outcome
from laa.models import Agreement, Baseline, Commitment, Strand
from laa.rules import figures, periods, rating
from laa.rules.notation.dated import read_dated
from laa.rules.targets import Resolved
from laa.rules.vocabulary import Because, CellKind, CellState, FigureState, Rating


class Command(BaseCommand):
    help = "Say what a figure would mean for a promise. Saves nothing."

    def add_arguments(self, parser):
        parser.add_argument("--agreement", required=True, help="The agreement's slug.")
        parser.add_argument("--indicator", required=True, help="Its reference, such as NI 181.")
        parser.add_argument("--strand", help="Where the indicator is split, such as m or f.")
        parser.add_argument(
            "--period", required=True, help="Such as 2008/09, 2008/09-Q1 or “Place Survey 2008”."
        )
        parser.add_argument("--figure", help="The figure; leave it out for no figure.")
        parser.add_argument("--numerator")
        parser.add_argument("--denominator")
        parser.add_argument(
            "--baseline",
            help="A baseline to try instead of the agreed one; a change is worked out from it.",
        )
        parser.add_argument("--sample", help="How many people the figure's survey asked.")
        parser.add_argument("--baseline-sample", help="How many people the baseline's asked.")
        parser.add_argument("--design-effect", help="Of the figure's survey; left out it is 1.")
        parser.add_argument("--baseline-design-effect", help="Of the baseline's survey.")
        parser.add_argument(
            "--judgement",
            choices=[word.value for word in Rating if word != Rating.NOT_RATED],
            help="How the owner says it stands, where the rule leaves the rating to them.",
        )
        parser.add_argument("--judgement-reason", help="Why. A judgement without counts for none.")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *, agreement, indicator, strand, period, format, **options):
        commitment = self._commitment(agreement, indicator)
        strand = self._strand(commitment, strand)
        figure = self._figure(commitment, period, options)
        cells = Cells([commitment])
        self._try_baseline(cells, commitment, strand, options)
        target = cells.target(commitment, strand.pk, figure.period)
        result = outcome(commitment, strand.pk, figure, cells, _judgement(options))
        answer = {
            "rating": result.rating.value,
            "because": result.because.value if result.because else None,
            "target": _target_said(target, cells.resolved(target)) if target else None,
            "against_baseline": result.against_baseline.value,
            "rule": str(cells.rule(commitment)),
        }
        is_judged = result.is_reached is None and bool(options["judgement"])
        said = json.dumps(answer, indent=2) if format == "json" else _said(answer, is_judged)
        self.stdout.write(said)

    def _commitment(self, agreement: str, reference: str) -> Commitment:
        found = Agreement.objects.filter(slug=agreement).first()
        if found is None:
            known = ", ".join(Agreement.objects.values_list("slug", flat=True)) or "none is loaded"
            raise CommandError(f"There is no agreement “{agreement}”. There is: {known}.")
        wanted = normal(reference)
        commitments = found.commitments.with_rules()
        for commitment in commitments:
            if normal(commitment.indicator.reference) == wanted:
                return commitment
        raise CommandError(f"{found} has no indicator “{reference}”. Look it up under Indicators.")

    def _strand(self, commitment: Commitment, key: str | None) -> Strand:
        strands = {strand.key: strand for strand in commitment.indicator.strands.all()}
        if key is None and len(strands) == 1:
            return next(iter(strands.values()))
        if key not in strands:
            raise CommandError(
                f"{commitment.indicator.reference} is split; name one with --strand: "
                f"{', '.join(strands)}."
            )
        return strands[key]

    def _figure(self, commitment: Commitment, period: str, options) -> rating.Figure:
        # “2008” may be a financial, an academic or a calendar year.
        when = None if period.strip().isdigit() else read_dated(period)
        if when is None:
            raise CommandError(str(periods.NotAPeriod(period)))
        figure = re.sub(r"^level\s+", "", options["figure"] or "", flags=re.IGNORECASE)
        value = self._number("--figure", figure)
        numerator = self._number("--numerator", options["numerator"])
        denominator = self._number("--denominator", options["denominator"])
        if numerator is not None and denominator is not None:
            value = figures.ratio(numerator, denominator, commitment.indicator.unit)
        state = FigureState.NOT_KNOWN if value is None else FigureState.MEASURED
        sample = self._count("--sample", options["sample"])
        return rating.Figure(value, state, when, sample, self._effect("design_effect", options))

    def _try_baseline(self, cells: Cells, commitment, strand: Strand, options) -> None:
        agreed = cells.baseline(commitment, strand.pk)
        value = self._number("--baseline", options["baseline"])
        sample = self._count("--baseline-sample", options["baseline_sample"])
        effect = self._effect("baseline_design_effect", options)
        if value is not None:
            tried = Baseline(kind=CellKind.VALUE, state=CellState.NUMERIC, value=value)
            tried.sample = sample or (agreed.sample if agreed else None)
            tried.design_effect = effect or (agreed.design_effect if agreed else None)
            cells.try_baseline(commitment, strand.pk, tried)
        elif agreed:
            agreed.sample = sample or agreed.sample
            agreed.design_effect = effect or agreed.design_effect

    def _count(self, name: str, text: str | None) -> int | None:
        number = self._number(name, text)
        if number is not None and (number < 1 or number % 1):
            raise CommandError(f"{name}: “{text}” is not a number of people. Type 1 or more.")
        return None if number is None else int(number)

    def _effect(self, name: str, options) -> Decimal | None:
        option = f"--{name.replace('_', '-')}"
        number = self._number(option, options[name])
        if number is not None and number <= 0:
            raise CommandError(
                f"{option}: a design effect is above 0; 1 is a simple random sample."
            )
        return number

    def _number(self, name: str, text: str | None):
        try:
            return figures.read_number(text or "")
        except figures.NotANumber as error:
            raise CommandError(f"{name}: {error}") from None


def _judgement(options) -> rating.Judgement | None:
    reason = (options["judgement_reason"] or "").strip()
    if not options["judgement"]:
        if reason:
            raise CommandError("--judgement-reason: say what is judged with --judgement.")
        return None
    if not reason:
        raise CommandError("--judgement: say why with --judgement-reason.")
    return rating.Judgement(Rating(options["judgement"]), reason)


def normal(reference: str) -> str:
    """“Local NI 19”, “ni019” and “NI 019” are one reference."""
    bare = re.sub(r"\s", "", reference.casefold()).removeprefix("local")
    return re.sub(r"\d+", lambda digits: digits.group().zfill(3), bare)


def _target_said(target, resolved: Resolved) -> str:
    """The target as printed, with the number it comes to, or what that waits for."""
    if resolved.working:
        return f"{target.text} = {figures.plain(resolved.value)}"
    return f"{target.text} (awaiting {resolved.waits_for})" if resolved.waits_for else target.text


def _said(answer: dict, is_judged: bool) -> str:
    word = Rating(answer["rating"]).label
    if is_judged and not answer["because"]:
        word = f"{word}, its owner judges"
    if answer["because"]:
        word = f"{word}: {Because(answer['because']).label}"
    return (
        f"{word}. Target: {answer['target'] or 'none'}. "
        f"Against baseline: {answer['against_baseline']}. Rule: {answer['rule']}."
    )
