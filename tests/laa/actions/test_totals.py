"""Shared figures: each supplier returns a part, and the last part signed off makes the total."""

from datetime import date
from decimal import Decimal

import pytest

from laa.actions.refusals import Refused
from laa.actions.return_steps import certify, submit
from laa.actions.revisions import Number, confirm_final, revise
from laa.actions.rounds import close_round, open_round
from laa.actions.shared_setup import add_part
from laa.actions.sign_off import reopen, sign_off
from laa.models import AuditEvent, Figure, Membership, Rating, Role
from tests.factories import PartnerFactory, promise
from tests.steps import answer_all, enter

pytestmark = pytest.mark.django_db

DISTRICTS = ("Eastbourne", "Hastings", "Rother")


@pytest.fixture
def shared(luton, agreement, council, cast):
    """A promise in percent, higher is better, whose figure three districts return together."""

    def make(unit="percent", **options):
        commitment = promise(
            agreement,
            "NI 157",
            supplier=council,
            unit=unit,
            polarity="up",
            frequency="quarter",
            targets={"2008/09": "60"},
            **options,
        )
        total = commitment.indicator.strands.get()
        for name in DISTRICTS:
            partner = PartnerFactory(partnership=luton, slug=name.lower(), name=f"{name} Council")
            for person, role in ((cast.officer, Role.OFFICER), (cast.certifier, Role.CERTIFIER)):
                Membership.objects.create(
                    partnership=luton, user=person, role=role, partner=partner
                )
            add_part(total, part=None, label=name, supplier=partner, by=cast.lead)
        return total

    return make


@pytest.fixture
def opened(luton, cast):
    def do(period="2008/09-Q4", opens=date(2009, 4, 1)):
        return open_round(
            partnership=luton,
            period=period,
            opens=opens,
            due=date(2009, 4, 30),
            sign_off=date(2009, 5, 29),
            by=cast.lead,
        )

    return do


@pytest.fixture
def returned(cast):
    """Take one district's part from empty to signed off: `returned(round_, "Rother", 45, 50)`."""

    def do(round_, district, *counts, **entered):
        own = round_.returns.get(partner__name=f"{district} Council")
        line = own.lines.select_related("strand__indicator").filter(signed_off_at=None).first()
        line = line or own.lines.select_related("strand__indicator").get()
        if len(counts) == 2:
            entered |= {"numerator": Decimal(counts[0]), "denominator": Decimal(counts[1])}
        elif counts:
            entered["value"] = Decimal(counts[0])
        enter(line, by=cast.officer, **{"figure_state": "measured", **entered})
        answer_all(own, cast)
        return sign_off(certify(submit(own, by=cast.officer), by=cast.certifier), by=cast.lead)

    return do


def total_figure(total):
    return Figure.objects.current().filter(strand=total).first()


def test_nobody_is_asked_for_the_total(shared, opened):
    shared()
    round_ = opened()

    asked = {str(line.strand): line.quarterly_return.partner.name for line in round_.lines.all()}
    assert asked == {f"NI 157 {name}": f"{name} Council" for name in DISTRICTS}
    assert round_.returns.count() == 3


def test_the_last_part_makes_the_total_of_numerators_over_denominators(shared, opened, returned):
    total, round_ = shared(), opened()
    returned(round_, "Hastings", 40, 100)
    returned(round_, "Rother", 45, 50)
    assert total_figure(total) is None

    returned(round_, "Eastbourne", 30, 50)

    figure = total_figure(total)
    # 115 of 200; the mean of 40, 90 and 60 % would be 63.3 %, and the target of 60 met.
    assert (figure.value, figure.numerator, figure.denominator) == (Decimal("57.5"), 115, 200)
    assert (figure.state, figure.version, figure.reason) == ("measured", 1, "")
    rating = Rating.objects.get(strand=total)
    assert (rating.rating, rating.figure_value, rating.round) == ("off_track", 57.5, round_)
    assert rating.commentary == (
        "The sum of Eastbourne (Eastbourne Council) 30 of 50, Hastings (Hastings Council) 40 of "
        "100 and Rother (Rother Council) 45 of 50."
    )
    assert AuditEvent.objects.filter(action="figure.total").count() == 1


def test_counts_add_with_a_nought_among_them(shared, opened, returned):
    total, round_ = shared(unit="number"), opened()
    for district, value in zip(DISTRICTS, (0, 104, 16), strict=True):
        returned(round_, district, value)

    assert total_figure(total).value == 120
    assert Rating.objects.get(strand=total).rating == "on_track"


def test_a_part_without_a_number_gives_the_total_a_state_and_is_named(shared, opened, returned):
    total, round_ = shared(), opened()
    returned(round_, "Hastings", 40, 100)
    returned(round_, "Rother", figure_state="suppressed", commentary="Fewer than five cases.")
    returned(round_, "Eastbourne", 30, 50)

    figure = total_figure(total)
    assert (figure.state, figure.value, figure.numerator) == ("suppressed", None, None)
    rating = Rating.objects.get(strand=total)
    assert (rating.rating, rating.because) == ("not_rated", "suppressed")
    assert rating.commentary == "No total: suppressed for Rother (Rother Council)."


def test_a_provisional_part_makes_a_provisional_total_and_confirming_it_a_final_one(
    shared, opened, returned, cast
):
    total, round_ = shared(), opened()
    returned(round_, "Hastings", 40, 100)
    returned(round_, "Rother", 45, 50, figure_state="provisional")
    returned(round_, "Eastbourne", 30, 50)
    first = total_figure(total)
    assert first.state == "provisional"
    said = Rating.objects.get(strand=total).commentary
    assert said.endswith("Provisional: Rother (Rother Council).")

    confirm_final(Figure.objects.filter(state="provisional").exclude(pk=first.pk), by=cast.lead)

    figure = total_figure(total)
    assert (figure.state, figure.value, figure.version) == ("final", first.value, 2)
    rating = Rating.objects.current().get(strand=total)
    assert (rating.figure_state, rating.version) == ("final", 2)
    assert "Provisional" not in rating.commentary


def test_a_part_revised_later_revises_the_total_for_the_same_reason(shared, opened, returned, cast):
    total, round_ = shared(), opened()
    for district, counts in zip(DISTRICTS, ((30, 50), (40, 100), (45, 50)), strict=True):
        returned(round_, district, *counts)
    close_round(round_, by=cast.lead)
    part = Figure.objects.get(strand__label="Hastings")

    number = Number(numerator=Decimal(48), denominator=Decimal(100))
    revise(part, number, by=cast.lead, reason="Eight cases were counted late.")

    figure = total_figure(total)
    assert (figure.value, figure.numerator, figure.state) == (Decimal("61.5"), 123, "revised")
    assert figure.reason == "Eight cases were counted late."
    ratings = list(Rating.objects.filter(strand=total).order_by("version"))
    assert [(r.rating, r.figure_value) for r in ratings] == [
        ("off_track", Decimal("57.5")),
        ("on_track", Decimal("61.5")),
    ]
    assert ratings[1].reason == "Eight cases were counted late."


def test_a_part_reopened_and_signed_off_again_revises_the_total(shared, opened, returned, cast):
    total, round_ = shared(), opened()
    for district, counts in zip(DISTRICTS, ((30, 50), (40, 100), (45, 50)), strict=True):
        returned(round_, district, *counts)
    line = round_.lines.get(strand__label="Rother")
    reopen(line, by=cast.lead, reason="Rother counted twice.")
    line = round_.lines.select_related("strand__indicator").get(strand__label="Rother")
    enter(
        line,
        by=cast.officer,
        figure_state="measured",
        numerator=Decimal(25),
        denominator=Decimal(50),
    )
    own = line.quarterly_return
    answer_all(own, cast)
    sign_off(certify(submit(own, by=cast.officer), by=cast.certifier), by=cast.lead)

    figure = total_figure(total)
    assert (figure.value, figure.version, figure.reason) == (47.5, 2, "Rother counted twice.")
    assert Rating.objects.current().get(strand=total).reason == "Rother counted twice."


def test_a_part_confirmed_as_it_was_leaves_the_total_alone(shared, opened, returned, cast):
    total, round_ = shared(unit="number"), opened()
    for district, value in zip(DISTRICTS, (1, 2, 3), strict=True):
        returned(round_, district, value)
    line = round_.lines.get(strand__label="Rother")
    reopen(line, by=cast.lead, reason="Look again.")
    returned_again = round_.lines.get(strand__label="Rother").quarterly_return
    answer_all(returned_again, cast)
    sign_off(certify(submit(returned_again, by=cast.officer), by=cast.certifier), by=cast.lead)

    assert total_figure(total).version == 1
    assert Rating.objects.filter(strand=total).count() == 1


def test_a_part_that_comes_a_round_later_makes_the_total_there(
    shared, opened, returned, cast, luton
):
    total, early = shared(), opened("2008/09-Q3", opens=date(2009, 1, 5))
    returned(early, "Hastings", 40, 100)
    returned(early, "Rother", 45, 50)
    close_round(early, by=cast.lead, reason="Eastbourne comes later.")
    late = opened()

    own = late.returns.get(partner__name="Eastbourne Council")
    line = own.lines.select_related("strand__indicator").get(period="2008/09-Q3")
    counts = {"numerator": Decimal(30), "denominator": Decimal(50)}
    enter(line, by=cast.officer, figure_state="measured", **counts)
    answer_all(own, cast)
    sign_off(certify(submit(own, by=cast.officer, lines=[line]), by=cast.certifier), by=cast.lead)

    figure = total_figure(total)
    assert (figure.period, figure.value) == ("2008/09-Q3", 57.5)
    assert Rating.objects.get(strand=total).round == late


def test_quarters_of_a_total_add_up_to_its_year(shared, opened, returned, cast):
    total = shared(unit="number", accumulates="period")
    rounds = {}
    for n, opens in enumerate(("2008-07-01", "2008-10-01", "2009-01-05", "2009-04-01"), start=1):
        rounds[n] = opened(f"2008/09-Q{n}", opens=date.fromisoformat(opens))
        for district in DISTRICTS:
            returned(rounds[n], district, 7)

    rating = Rating.objects.current().get(strand=total, period="2008/09-Q4")
    assert (rating.figure_value, rating.rating) == (84, "on_track")

    part = Figure.objects.get(strand__label="Rother", period="2008/09-Q2")
    revise(part, Number(Decimal(1)), by=cast.lead, reason="Six were another district's.")

    rating = Rating.objects.current().get(strand=total, period="2008/09-Q4")
    assert (rating.figure_value, rating.version) == (78, 2)
    assert rating.reason == "Q2 2008/09 came in or was corrected."


def test_the_total_itself_is_not_revised(shared, opened, returned, cast):
    total, round_ = shared(unit="number"), opened()
    for district, value in zip(DISTRICTS, (1, 2, 3), strict=True):
        returned(round_, district, value)

    with pytest.raises(Refused, match="is the sum of Eastbourne .*Revise the part that is wrong"):
        revise(total_figure(total), Number(Decimal(7)), by=cast.lead, reason="Seven.")


def test_a_percentage_without_its_counts_is_not_ready(shared, opened, cast):
    shared()
    line = opened().lines.select_related("strand__indicator").first()

    saved = enter(line, "40", by=cast.officer)

    assert saved.state == "draft"
    assert saved.lacks_counts
