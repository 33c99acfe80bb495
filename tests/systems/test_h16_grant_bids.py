"""H16: three bids outstanding; with one won, 2 outstanding and 1 won."""

import pytest

from projects.actions.records import edit_record
from projects.models import Bid
from projects.queries.summaries import summary_of

pytestmark = pytest.mark.django_db


def said(project):
    return summary_of("bids", project, list(Bid.objects.of(project)))


def test_three_outstanding_and_none_decided(printed):
    assert said(printed) == ["3 outstanding, 0 decided."]


def test_one_success(printed, worker):
    bid = Bid.objects.of(printed).first()

    edit_record(bid, outcome=Bid.Outcome.WON, by=worker, is_personal=True)

    assert said(printed) == ["2 outstanding, 1 decided (1 won)."]
