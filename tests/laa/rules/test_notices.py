from datetime import date, timedelta

import pytest

from laa.rules.notices import (
    BACK_OFF,
    DIGEST,
    DUE,
    FLAG,
    KINDS,
    LEASE,
    OTHER,
    SENT_BACK,
    TO_CHOOSE,
    goes_by_email,
    kind_named,
    one_line,
    wait_after,
    week_key,
)


def test_every_kind_has_a_name_of_its_own():
    assert len({kind.slug for kind in KINDS}) == len(KINDS)
    assert all(len(kind.slug) <= 40 for kind in KINDS)


def test_what_is_due_or_sent_back_cannot_be_turned_off():
    assert [kind for kind in KINDS if not kind.may_choose] == [DUE, SENT_BACK]
    assert not {DUE, SENT_BACK} & set(TO_CHOOSE)
    assert goes_by_email(DUE, False)


@pytest.mark.parametrize(
    ("kind", "chosen", "expected"),
    [(DIGEST, None, True), (DIGEST, False, False), (FLAG, None, False), (FLAG, True, True)],
)
def test_a_choice_goes_before_the_default(kind, chosen, expected):
    assert goes_by_email(kind, chosen) is expected


def test_a_row_from_before_there_were_kinds_is_of_no_particular_one():
    assert kind_named("") is OTHER
    assert kind_named("digest") is DIGEST


def test_the_waits_grow_and_end():
    minutes = [wait_after(attempts) for attempts in range(1, 7)]

    assert minutes == [timedelta(minutes=m) for m in (1, 5, 30, 120, 720, 1440)]
    assert wait_after(7) is None
    assert len(BACK_OFF) == 6


def test_a_lease_outlasts_what_a_mail_server_may_take():
    assert timedelta(minutes=10) <= LEASE


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Sent back:\r\nBcc: all@example.org", "Sent back: Bcc: all@example.org"),
        ("Two\n\n lines\tand a\x00 null", "Two lines and a null"),
        ("Paragraph\u2029separator", "Paragraph separator"),
        ("", ""),
    ],
)
def test_a_subject_is_one_line(text, line):
    assert one_line(text) == line


def test_a_long_subject_is_cut():
    assert one_line("a" * 150) == "a" * 150
    assert one_line("a" * 151) == "a" * 149 + "…"


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2009, 4, 20), "2009-W17"),
        (date(2009, 4, 26), "2009-W17"),
        (date(2009, 4, 27), "2009-W18"),
        (date(2008, 12, 29), "2009-W01"),
        (date(2010, 1, 3), "2009-W53"),
    ],
)
def test_the_week_of_a_day_is_the_iso_week(day, week):
    assert week_key(day) == week
