"""What an indicator's sheet in a report says of each period."""

from laa.rules.report_sheets import newest


def test_a_period_that_was_spoken_of_again_and_again_is_told_once_and_last():
    words = [("2008-AY", "not due"), ("2008/09-Q1", "44"), ("2008-AY", "37.4")]
    told = newest([{"period": period, "said": said} for period, said in words])

    assert [(each["period"], each["said"]) for each in told] == [
        ("2008/09-Q1", "44"),
        ("2008-AY", "37.4"),
    ]
