"""L6: each year's target is a change of the year before, as it turned out."""


def test_the_first_year_has_no_target(rate):
    assert rate("NI 057", "60.0")["because"] == "no_target"


def test_the_second_year_goes_by_what_the_first_turned_out_to_be(rate, on_record):
    assert rate("NI 057", "61.2", "2009/10")["target"] == (
        "2% increase on 08/09 baseline (awaiting the figure for 2008/09)"
    )
    on_record("NI 057", "2008/09", "60.0")

    assert rate("NI 057", "61.2", "2009/10")["rating"] == "on_track"
    assert rate("NI 057", "61.1", "2009/10")["rating"] == "off_track"


def test_the_third_goes_by_the_second_and_never_by_the_local_proxy(rate, on_record):
    on_record("NI 057", "2008/09", "60.0")
    assert rate("NI 057", "70", "2010/11")["because"] == "cannot_judge"
    on_record("NI 057", "2009/10", "62.0")

    answer = rate("NI 057", "63.24", "2010/11")

    assert answer["rating"] == "on_track"
    assert answer["target"] == "2% increase on 9/10 baseline = 63.24"
    assert rate("NI 057", "63.23", "2010/11")["rating"] == "off_track"


def test_a_revised_figure_moves_the_target_that_stands_on_it(rate, on_record):
    first = on_record("NI 057", "2008/09", "60.0")
    on_record("NI 057", "2008/09", "50.0", version=2, supersedes=first)

    assert rate("NI 057", "51", "2009/10")["target"].endswith("= 51")


def test_a_forecast_is_no_base(rate, on_record, published):
    figure = on_record("NI 057", "2008/09", "60.0")
    type(figure)._base_manager.filter(pk=figure.pk).update(state="forecast")

    assert "awaiting" in rate("NI 057", "61.2", "2009/10")["target"]
