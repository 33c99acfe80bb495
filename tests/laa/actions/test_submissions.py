"""The receipt: what was said when it was submitted, and nothing that came later."""

import hashlib
import json

import pytest

from laa.actions.return_steps import give_back, submit
from laa.actions.sign_off import reopen
from laa.actions.submissions import partner_code, record_submission
from laa.models import Submission
from laa.models.base import ImmutableRow
from tests.factories import PartnerFactory
from tests.steps import enter, line_of, signed_off, submitted

pytestmark = pytest.mark.django_db


def test_submitting_leaves_a_receipt(quarterly_return, cast):
    enter(line_of(quarterly_return), "44", by=cast.officer, commentary="It went = well.")
    submit(quarterly_return, by=cast.officer)

    kept = Submission.objects.get()
    assert kept.reference == "LUT-2008-09-Q4-COUNCIL-0001"
    assert (kept.submitted_by, kept.is_on_behalf) == (cast.officer, False)
    assert kept.body["on_behalf_of"] is None
    (line,) = kept.body["lines"]
    assert (line["reference"], line["value"], line["commentary"]) == (
        "NI 181",
        "44",
        "It went = well.",
    )
    assert line["version"] == line_of(quarterly_return).version


def test_its_hash_is_of_the_bytes_that_can_be_downloaded(quarterly_return, cast):
    submitted(quarterly_return, cast)
    kept = Submission.objects.get()

    assert hashlib.sha256(kept.document).hexdigest() == kept.sha256
    assert json.loads(kept.document) == kept.body
    assert kept.is_intact


def test_what_comes_later_changes_nothing_of_it(quarterly_return, cast):
    signed_off(quarterly_return, cast, "44")
    before = Submission.objects.values().get()
    reopen(line_of(quarterly_return), by=cast.lead, reason="A batch was counted twice.")
    signed_off(quarterly_return, cast, "41")

    first, second = Submission.objects.all()
    assert Submission.objects.values().get(pk=first.pk) == before
    assert second.reference.endswith("-0002")
    assert [one.body["lines"][0]["value"] for one in (first, second)] == ["44", "41"]


def test_a_receipt_cannot_be_saved_again(quarterly_return, cast):
    submitted(quarterly_return, cast)
    kept = Submission.objects.get()
    kept.sha256 = "0" * 64

    with pytest.raises(ImmutableRow):
        kept.save()


def test_tampering_in_the_database_shows(quarterly_return, cast):
    submitted(quarterly_return, cast)
    body = Submission.objects.get().body
    body["lines"][0]["value"] = "12"
    Submission.objects.update(body=body)

    assert not Submission.objects.get().is_intact


def test_on_behalf_is_said(quarterly_return, cast):
    lines = submitted(quarterly_return, cast)

    kept = record_submission(quarterly_return, lines, by=cast.lead, is_on_behalf=True)

    assert kept.is_on_behalf
    assert kept.body["on_behalf_of"] == "Luton Borough Council"
    assert kept.body["submitted_by"] == "Performance lead"


def test_sending_back_and_submitting_again_gives_a_second_receipt(quarterly_return, cast):
    lines = submitted(quarterly_return, cast)
    give_back(lines, by=cast.certifier, reason="Which month is missing?")
    submitted(quarterly_return, cast)

    assert [one.reference[-4:] for one in Submission.objects.all()] == ["0001", "0002"]


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("luton-borough-council", "LBC"),
        ("friends-of-the-earth", "FE"),
        ("police", "POLICE"),
        ("bledp", "BLEDP"),
        ("a-very-long-name-of-a-partner-in-many-words", "AVLNAPIM"),
    ],
)
def test_a_partner_is_named_in_few_letters(slug, code, luton):
    assert partner_code(PartnerFactory(partnership=luton, slug=slug)) == code
