"""P5: «one template with a flexible cover sheet allowing one report to be used for different
audiences and stages of the decision-making process».

One body, five covers (pre-executive, executive, pre-scrutiny, scrutiny, full council); change one
figure and all five show it. Printed today: 5 templates.
"""

import hashlib
import json

import pytest

from laa.actions.revisions import revise
from laa.models import Figure
from laa.rules.figures import Number
from tests.steps import signed_off
from tests.systems.reporting import write_report

pytestmark = pytest.mark.django_db

FIVE = ("pre-executive", "executive", "pre-scrutiny", "scrutiny", "full-council")


@pytest.fixture
def reported(quarterly_return, cast):
    """NI 181 in the fourth quarter: 45 days against 42, signed off."""
    signed_off(quarterly_return, cast, "45")
    return Figure.objects.get()


def five(path):
    files = [
        write_report(path, agreement="laa", quarter="2008/09-Q4", cover=cover) for cover in FIVE
    ]
    return [json.loads(file) for file in files], files


def body_bytes(file):
    """What stands in the file between the body's name and the hash's."""
    return file.split(b'{"body":', 1)[1].split(b',"body_sha256":', 1)[0]


def test_p5_five_covers_lie_on_byte_identical_bodies(reported, tmp_path):
    reports, files = five(tmp_path)
    bodies = {body_bytes(file) for file in files}

    assert len(bodies) == 1
    assert {hashlib.sha256(body).hexdigest() for body in bodies} == {
        report["body_sha256"] for report in reports
    }
    assert [report["cover"]["audience"] for report in reports] == list(FIVE)
    assert len({report["cover"]["asked"] for report in reports}) == 5


def test_p5_a_figure_that_changes_shows_under_all_five(reported, cast, tmp_path):
    before, _ = five(tmp_path)
    revise(reported, Number(41), by=cast.lead, reason="A batch was counted twice.")
    after, files = five(tmp_path)

    assert len({body_bytes(file) for file in files}) == 1
    for report, figure in ((before, "45"), (after, "41")):
        for one in report:
            assert line_of(one)["figure"] == figure
    assert before[0]["body_sha256"] != after[0]["body_sha256"]


def line_of(report):
    return report["body"]["themes"][0]["promises"][0]["lines"][0]
