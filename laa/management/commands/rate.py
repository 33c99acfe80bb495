import json
import re

from django.core.management.base import BaseCommand, CommandError

from laa.actions.ratings import Cells, outcome
from laa.models import Agreement, Baseline, Commitment, Strand
from laa.rules import figures, periods, rating
from laa.rules.vocabulary import Because, CellKind, CellState, FigureState, Rating


class Command(BaseCommand):
    help = "Say what a figure would mean for a promise. Saves nothing."

    def add_arguments(self, parser):
        parser.add_argument("--agreement", required=True, help="The agreement's slug.")
        parser.add_argument("--indicator", required=True, help="Its reference, such as NI 181.")
        parser.add_argument("--strand", help="Where the indicator is split, such as m or f.")
        parser.add_argument("--period", required=True, help="Such as 2008/09 or 2008/09-Q1.")
        parser.add_argument("--figure", help="The figure; leave it out for no figure.")
        parser.add_argument("--numerator")
        parser.add_argument("--denominator")
        parser.add_argument("--baseline", help="A baseline to try instead of the agreed one.")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *, agreement, indicator, strand, period, format, **options):
        commitment = self._commitment(agreement, indicator)
        strand = self._strand(commitment, strand)
        figure = self._figure(commitment, period, options)
        cells = Cells([commitment])
        target = cells.target(commitment, strand.pk, figure.period)
        baseline = cells.baseline(commitment, strand.pk)
        if (tried := self._number("--baseline", options["baseline"])) is not None:
            baseline = Baseline(value=tried, kind=CellKind.VALUE, state=CellState.NUMERIC)
        result = outcome(commitment, figure, target, baseline)
        answer = {
            "rating": result.rating.value,
            "because": result.because.value if result.because else None,
            "target": target.text if target else None,
            "against_baseline": result.against_baseline.value,
            "rule": str(commitment.agreement.rating_rule),
        }
        self.stdout.write(json.dumps(answer, indent=2) if format == "json" else _said(answer))

    def _commitment(self, agreement: str, reference: str) -> Commitment:
        found = Agreement.objects.filter(slug=agreement).first()
        if found is None:
            known = ", ".join(Agreement.objects.values_list("slug", flat=True)) or "none is loaded"
            raise CommandError(f"There is no agreement “{agreement}”. There is: {known}.")
        wanted = normal(reference)
        commitments = found.commitments.select_related("indicator", "agreement__rating_rule")
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
        try:
            when = periods.period(period)
        except periods.NotAPeriod as error:
            raise CommandError(str(error)) from None
        value = self._number("--figure", options["figure"])
        numerator = self._number("--numerator", options["numerator"])
        denominator = self._number("--denominator", options["denominator"])
        if numerator is not None and denominator is not None:
            value = figures.ratio(numerator, denominator, commitment.indicator.unit)
        state = FigureState.NOT_KNOWN if value is None else FigureState.MEASURED
        return rating.Figure(value, state, when)

    def _number(self, name: str, text: str | None):
        try:
            return figures.read_number(text or "")
        except figures.NotANumber as error:
            raise CommandError(f"{name}: {error}") from None


def normal(reference: str) -> str:
    """“Local NI 19”, “ni019” and “NI 019” are one reference."""
    bare = re.sub(r"\s", "", reference.casefold()).removeprefix("local")
    return re.sub(r"\d+", lambda digits: digits.group().zfill(3), bare)


def _said(answer: dict) -> str:
    word = Rating(answer["rating"]).label
    if answer["because"]:
        word = f"{word}: {Because(answer['because']).label}"
    return (
        f"{word}. Target: {answer['target'] or 'none'}. "
        f"Against baseline: {answer['against_baseline']}. Rule: {answer['rule']}."
    )
