"""`manage.py report`: what it writes, and what it says where it cannot."""

import hashlib
import json

import pytest
from django.core.management import CommandError, call_command

from laa.models import AuditEvent, Report
from tests.factories import BoardFactory
from tests.steps import signed_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def reported(quarterly_return, cast):
    signed_off(quarterly_return, cast, "45")


def write(path, **options):
    asked = {"agreement": "laa", "quarter": "2008/09-Q4", "format": "json", **options}
    call_command("report", out=str(path), **asked)


@pytest.mark.parametrize(
    ("format", "begins"),
    [
        ("pdf", b"%PDF-1.7"),
        ("docx", b"PK"),
        ("xlsx", b"PK"),
        ("html", b"<!DOCTYPE"),
        ("json", b"{"),
    ],
)
def test_each_format_is_written(reported, tmp_path, format, begins):
    write(tmp_path / "report", format=format)

    assert (tmp_path / "report").read_bytes().startswith(begins)


def test_json_is_cover_body_and_the_hash_of_the_body(reported, tmp_path):
    write(tmp_path / "report.json", cover="scrutiny")
    found = json.loads((tmp_path / "report.json").read_text())
    canonical = json.dumps(found["body"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    assert set(found) == {"cover", "body", "body_sha256"}
    assert found["cover"]["audience"] == "scrutiny"
    assert found["body_sha256"] == hashlib.sha256(canonical.encode()).hexdigest()
    assert found["body"]["themes"][0]["promises"][0]["lines"][0]["rating"] == "off_track"


def test_it_is_the_same_every_time_and_changes_nothing(reported, tmp_path):
    events = AuditEvent.objects.count()
    for name in ("one", "two"):
        write(tmp_path / name, format="pdf")

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert (AuditEvent.objects.count(), Report.objects.count()) == (events, 0)


def test_a_quarter_is_read_as_people_write_it(reported, tmp_path):
    for name, quarter in (("one", "2008/09-Q4"), ("two", "Q4 2008/09")):
        write(tmp_path / name, quarter=quarter)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"agreement": "nope"}, "There is no agreement “nope”. There is: laa."),
        ({"quarter": "soon"}, "“soon” is not a quarter. Write it as 2008/09-Q1."),
        ({"quarter": "2008-06"}, "is no quarter and no financial year"),
        ({"quarter": "2007/08-Q4"}, "outside the term of"),
        ({"quarter": "2009/10-Q1"}, "is not over on 20 April 2009"),
        ({"board": "nope"}, "no board “nope” oversees"),
        ({"board": "idle"}, "no board “idle” oversees"),
    ],
)
def test_what_there_is_not_is_refused_in_a_sentence(reported, luton, tmp_path, options, said):
    BoardFactory(partnership=luton, slug="idle")

    with pytest.raises(CommandError, match=said):
        write(tmp_path / "report.json", **options)
    assert not list(tmp_path.glob("report*"))


def test_a_place_that_cannot_be_written_is_refused(reported, tmp_path):
    with pytest.raises(CommandError, match="there is no folder"):
        write(tmp_path / "nowhere" / "report.json")
    with pytest.raises(CommandError, match="is a folder"):
        write(tmp_path)


def test_a_draft_says_on_its_cover_that_it_is_one(reported, tmp_path):
    write(tmp_path / "report.json")

    cover = json.loads((tmp_path / "report.json").read_text())["cover"]
    assert cover["status"] == "Draft of 20 April 2009: not issued. It may still change."
