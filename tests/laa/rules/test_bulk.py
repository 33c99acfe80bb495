"""Many figures at once come out as they do one by one."""

from hypothesis import given
from hypothesis import strategies as st

from laa.rules.bulk import rate_plainly
from laa.rules.rating import rate
from laa.rules.vocabulary import Accumulation, Polarity
from tests.laa.rules.test_rating import FIGURES, PROMISES


@given(
    st.lists(FIGURES, max_size=6),
    PROMISES,
    st.sampled_from(Polarity),
    st.sampled_from(Accumulation),
)
def test_many_at_once_are_rated_as_one_by_one(figures, target, polarity, accumulates):
    singly = [
        rate(
            figure=figure, target=target, baseline=None, polarity=polarity, accumulates=accumulates
        ).rating
        for figure in figures
    ]

    assert rate_plainly(figures, target, polarity, accumulates) == singly
