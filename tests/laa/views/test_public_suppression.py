"""A small number that its supplier suppressed is nowhere outside, nor can it be worked out."""

from datetime import date
from decimal import Decimal

import pytest

from laa.actions.publications import publish
from laa.models import Figure, Publication, Rating
from tests.factories import (
    RECORDED,
    AgreementFactory,
    CommitmentFactory,
    StrandFactory,
    ThemeFactory,
    promise,
)

pytestmark = pytest.mark.django_db

TODAY = date(2009, 4, 20)
JSON = "/open-data/luton/laa.json"
VALUES = {"all": 23, "men": 12, "women": 8, "young": 3}


@pytest.fixture
def commitment(agreement):
    """A count with three strands beside its total."""
    made = promise(agreement, "NI 200", targets={"2008/09": "25"})
    for n, key in enumerate(["men", "women", "young"], start=1):
        StrandFactory(indicator=made.indicator, key=key, label=key.title(), position=n)
    return made


@pytest.fixture
def rate(commitment, round_):
    """Signs a strand's figure off: `rate("young", state="suppressed")`."""

    def signed(key, *, state="measured", commitment=commitment, period="2008/09-Q4"):
        strand = commitment.indicator.strands.get(key=key)
        value = None if state == "suppressed" else Decimal(VALUES[key])
        common = {
            "partnership": round_.partnership, "strand": strand, "period": period,
            "recorded_at": RECORDED,
        }  # fmt: skip
        figure = Figure.objects.current().filter(strand=strand, period=period).first()
        figure = figure or Figure.objects.create(state=state, value=value, **common)
        return Rating.objects.create(
            commitment=commitment, round=round_, figure=figure, figure_value=value,
            figure_state=state, against_baseline="better", rule_name="Target only",
            rule_version=1, rating="not_rated" if value is None else "on_track",
            because="suppressed" if value is None else "", **common,
        )  # fmt: skip

    return signed


@pytest.fixture
def show(luton, cast):
    def shown(*ratings):
        publish(ratings, partnership=luton, public_from=TODAY, by=cast.lead)

    return shown


def told(client, path=JSON):
    return {row["strand"]: row["value"] for row in client.get(path).json()}


def test_without_small_numbers_everything_is_told(rate, show, client):
    show(*(rate(key) for key in VALUES))

    assert told(client) == VALUES


def test_the_smallest_other_part_is_withheld_with_it(rate, show, client):
    show(rate("all"), rate("men"), rate("women"), rate("young", state="suppressed"))

    assert told(client) == {"all": 23, "men": 12, "women": None, "young": None}


def test_it_is_so_too_where_the_suppressed_one_was_not_published(rate, show, client):
    rate("young", state="suppressed")
    show(rate("all"), rate("men"), rate("women"))

    assert told(client) == {"all": 23, "men": 12, "women": None}


def test_neither_state_nor_rating_tells_which_was_the_small_one(rate, show, client):
    show(rate("all"), rate("men"), rate("women"), rate("young", state="suppressed"))
    rows = {row["strand"]: row for row in client.get(JSON).json()}

    for name in ("state", "value", "rating", "not_rated_because", "against_baseline"):
        assert rows["women"][name] == rows["young"][name]
    assert rows["women"]["state"] == "suppressed"
    assert rows["women"]["rating"] == "not_rated"
    assert rows["women"]["against_baseline"] == "unknown"


def test_the_page_says_not_shown_and_no_number(rate, show, client):
    show(rate("all"), rate("men"), rate("women"), rate("young", state="suppressed"))
    page = client.get("/open-data/luton/laa/").content.decode()

    assert page.count('laa-public__figure">Not shown') == 2
    assert 'laa-public__figure">8' not in page


def test_a_number_that_is_suppressed_later_vanishes(rate, show, client, round_):
    rating = rate("young")
    show(rate("all"), rate("men"), rate("women"), rating)
    Figure.objects.create(
        partnership=round_.partnership, strand=rating.strand, period=rating.period,
        state="suppressed", version=2, supersedes=rating.figure, recorded_at=RECORDED,
    )  # fmt: skip

    assert told(client) == {"all": 23, "men": 12, "women": None, "young": None}


def test_two_agreements_give_nothing_away_together(
    rate, show, client, commitment, agreement, luton
):
    """One publishes the total, the other the parts: whoever holds both could subtract."""
    plan = AgreementFactory(partnership=luton, slug="plan", starts=date(2008, 4, 1))
    other = CommitmentFactory(
        theme=ThemeFactory(agreement=plan), indicator=commitment.indicator, lead=commitment.lead
    )
    rate("young", state="suppressed")
    show(rate("all"), rate("men"))
    show(rate("women", commitment=other))

    shown = {**told(client), **told(client, "/open-data/luton/plan.json")}
    assert [key for key, value in shown.items() if value is None] == ["women"]


def test_a_quarter_cannot_be_taken_from_its_year(commitment, round_, show, client, luton):
    indicator = commitment.indicator
    indicator.accumulates = "period"
    indicator.save()
    strand = indicator.strands.get(key="all")
    values = {"2008/09-Q1": 9, "2008/09-Q2": None, "2008/09-Q3": 7, "2008/09-Q4": 6, "2008/09": 24}
    ratings = []
    for period, value in values.items():
        common = {
            "partnership": luton, "strand": strand, "period": period, "recorded_at": RECORDED,
        }  # fmt: skip
        state = "measured" if value else "suppressed"
        figure = Figure.objects.create(state=state, value=value, **common)
        ratings.append(
            Rating.objects.create(
                commitment=commitment,
                round=round_,
                figure=figure,
                figure_value=value,
                figure_state=state,
                against_baseline="unknown",
                rule_name="Target only",
                rule_version=1,
                rating="on_track" if value else "not_rated",
                because="" if value else "suppressed",
                **common,
            )  # fmt: skip
        )
    show(*ratings)
    shown = {row["period"]: row["value"] for row in client.get(JSON).json()}

    assert shown == {**values, "2008/09-Q4": None}
    assert Publication.objects.count() == 5
