from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from laa.rules.illustration import illustrative_figure
from laa.rules.periods import financial_year, period, quarter

NUMBERS = st.one_of(st.none(), st.decimals(0, 5000, places=2))
REFERENCES = st.from_regex(r"NI \d{3}", fullmatch=True)


@given(REFERENCES, st.integers(1, 4), NUMBERS, NUMBERS)
def test_an_invented_figure_is_the_same_every_time_and_never_negative(
    reference, number, baseline, target
):
    when = quarter(2008, number)

    figure = illustrative_figure(reference, when, baseline, target)

    assert figure == illustrative_figure(reference, when, baseline, target)
    assert figure is None or figure >= 0
    assert (figure is None) == (baseline is None and target is None)


def test_without_a_target_the_baseline_stands():
    assert illustrative_figure("NI 001", financial_year(2008), Decimal(5), None) == 5


def test_a_figure_moves_from_baseline_to_target_through_the_year():
    figures = [
        illustrative_figure("NI 014", period(f"2008/09-Q{n}"), Decimal(48), Decimal(42))
        for n in (1, 2, 3, 4)
    ]

    assert figures == sorted(figures, reverse=True)
    assert all(figure < 48 for figure in figures)
