"""The receipt's page, its PDF, and whether a receipt is genuine."""

import shutil
import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from laa.models import Submission
from laa.reports.pdf import render_pdf
from tests.factories import MembershipFactory, PartnerFactory, UserFactory
from tests.page import visit
from tests.steps import enter, line_of, submitted

pytestmark = pytest.mark.django_db

CHECK = "/luton/receipts/"


@pytest.fixture
def kept(quarterly_return, cast):
    line = line_of(quarterly_return)
    enter(line, "44", by=cast.officer)
    words = "Backlog *cleared* #panic() <script>"
    enter(line, by=cast.officer, commentary=words, is_illustrative=None)
    submitted(quarterly_return, cast, "44")
    return Submission.objects.get()


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.officer)
    return client


def check(client, **fields):
    return client.post(CHECK, fields).content.decode()


def needs_pdftotext():
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")


def words_of(pdf, tmp_path):
    path = tmp_path / "receipt.pdf"
    path.write_bytes(pdf)
    told = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True)
    return " ".join(told.stdout.split())


def test_the_page_says_what_was_submitted(kept, officer):
    page = visit(officer, kept.get_absolute_url())

    for words in (kept.reference, kept.sha256, "Data officer", "44 days", "Backlog *cleared*"):
        assert words in page.text
    assert "1 line submitted" in page.text
    assert "illustrative" in page.text


def test_the_pdf_is_tagged_titled_and_in_english(kept, officer):
    answer = officer.get(f"{kept.get_absolute_url().rstrip('/')}.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert f'filename="{kept.reference}.pdf"' in answer["Content-Disposition"]
    pdf = answer.content
    assert pdf.startswith(b"%PDF-")
    for mark in (b"/StructTreeRoot", b"/Lang(en-GB)", b"/Marked true", b"pdfuaid:part"):
        assert mark in pdf, mark
    assert kept.reference.encode() in pdf, "in its title"


def test_what_people_typed_is_text_and_no_markup(kept, officer, tmp_path):
    needs_pdftotext()
    pdf = officer.get(f"{kept.get_absolute_url().rstrip('/')}.pdf").content

    words = words_of(pdf, tmp_path)
    assert "Backlog *cleared* #panic() <script>" in words
    assert "44 days (illustrative)" in words
    assert "1 line submitted" in words


def test_the_same_receipt_is_the_same_file(kept, officer):
    path = f"{kept.get_absolute_url().rstrip('/')}.pdf"

    assert officer.get(path).content == officer.get(path).content


def test_the_document_has_the_hash_that_the_receipt_states(kept, officer):
    answer = officer.get(f"{kept.get_absolute_url().rstrip('/')}.json")
    file = SimpleUploadedFile("receipt.json", answer.content)

    assert "Yes, it matches." in check(officer, file=file)


@pytest.mark.parametrize(
    "said",
    [
        "LUT-2008-09-Q4-COUNCIL-0001",
        "  lut-2008-09-q4-council-0001 ",
        "hash",
        "hash in capitals, in pieces",
    ],
)
def test_a_genuine_receipt_is_recognised_however_it_is_written(said, kept, officer):
    code = kept.sha256
    said = {"hash": code, "hash in capitals, in pieces": f"{code[:8]} {code[8:].upper()}"}.get(
        said, said
    )

    assert "Yes, it matches." in check(officer, said=said)


def test_a_changed_one_is_not(kept, officer):
    changed = SimpleUploadedFile("r.json", kept.document.replace(b'"44"', b'"12"'))

    assert "No, nothing matches." in check(officer, file=changed)
    assert "No, nothing matches." in check(officer, said="LUT-2008-09-Q4-COUNCIL-0009")
    assert "Type a reference or a code" in check(officer, said="")


def test_another_partners_officer_learns_nothing(kept, client, luton):
    other = UserFactory(email="other@example.org")
    MembershipFactory(
        partnership=luton,
        user=other,
        role="officer",
        partner=PartnerFactory(partnership=luton, slug="police"),
    )
    client.force_login(other)

    assert client.get(kept.get_absolute_url()).status_code == 404
    assert "No, nothing matches." in check(client, said=kept.reference)


def test_a_pdf_of_many_lines_repeats_its_heads(tmp_path):
    needs_pdftotext()
    line = {"name": "NI 1", "title": "T", "period": "Q1", "returned": "1", "said": [("", "Why.")]}
    pdf = render_pdf(
        "receipt",
        {
            "title": "T",
            "heading": "H",
            "partnership": "P",
            "reference": "R",
            "date": {"year": 2009, "month": 4, "day": 20},
            "facts": [],
            "marks": [],
            "lines_heading": "99 lines",
            "lines": [line] * 99,
            "checking": [],
            "sha256": "0" * 64,
        },
    )

    words = words_of(pdf, tmp_path)
    assert words.count("What was said") == words.count("Page ") > 1
