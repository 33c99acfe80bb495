"""H21: the report made again from data: what is absent or empty is said, not tidied away."""

import io
from datetime import date

import pytest
from docx import Document as Word

from laa import clock
from laa.rules.document_data import as_data
from projects.actions.records import add_record
from projects.models import CaseStudy
from projects.queries.report import project_report
from tests.page import visit
from tests.projects.rows import a_client

pytestmark = pytest.mark.django_db

REPORT = "/hastings-bexhill/projects/promoting-social-enterprise/report/"


@pytest.fixture
def document(printed):
    return project_report(printed, clock.today(printed.partnership))


@pytest.fixture
def shown(printed, demonstration_reader, client):
    client.force_login(demonstration_reader)
    return visit(client, REPORT)


def test_its_parts_in_order(document):
    assert [section.heading for section in document.sections] == [
        "Summary",
        "Progress per target",
        "Clients and contacts",
        "Who was reached",
        "Activities",
        "Learning",
        "Recommendations",
        "Conclusion",
        "What does not fit together",
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Local Enterprise Growth Initiative, 17 of 18 projects",
        "15, of which 14 estimated at 04/08",
        "no attainment figure",
        "6 of 8 outputs have a comment.",
        "Jobs Created, 2007/08: 1 of 6 is under half of the target, and no comment says why.",
        "26 of 40 places taken (65%).",
        "3 outstanding, 0 decided.",
        "7 gaps: 0 local, 0 national, 7 not set yet.",
        "The conclusion is empty.",
        "4 case studies are said to be attached and absent.",
        "Conclusion: the document leaves it empty.",
        "Dated 15 November 2008, and told of as past in a report of 30 April 2008.",
        "over 220 (Report of 2008, summary) and in excess of 235",
        "in excess of 85 (Report of 2008, summary) and in excess of 80",
        "May be the same money as “Training of volunteers of client organisations”",
    ],
)
def test_what_it_says(said, shown):
    assert said in shown.text


def test_it_is_a_pdf_and_a_word_file_of_the_same(printed, demonstration_reader, client):
    client.force_login(demonstration_reader)

    pdf, docx = (client.get(f"{REPORT}?format={name}") for name in ("pdf", "docx"))

    assert pdf.content.startswith(b"%PDF")
    text = "\n".join(paragraph.text for paragraph in Word(io.BytesIO(docx.content)).paragraphs)
    assert "4 case studies are said to be attached and absent." in text


def test_another_format_is_not_found(printed, demonstration_reader, client):
    client.force_login(demonstration_reader)

    assert client.get(f"{REPORT}?format=exe").status_code == 404


def test_it_names_no_client(project, cast, client):
    a_client(project, name="Seaside Crafts")
    client.force_login(cast.board_member)

    assert "Seaside" not in visit(client, f"/luton/projects/{project.slug}/report/").text.replace(
        "Seaside growth", ""
    )


def test_a_case_study_is_told_with_consent_that_stands_and_names_no_client(project, today, cast):
    client = a_client(project, name="Seaside Crafts")
    for title, facts in (
        ("A stall", {"consent_on": date(2008, 3, 1), "consent_from": "The chair"}),
        ("A loan", {}),
        ("A lease", {"consent_on": date(2008, 3, 1), "withdrawn_on": date(2008, 4, 1)}),
    ):
        add_record(
            CaseStudy, project=project, title=title, client=client, text=f"{title}: it went well.",
            by=cast.officer, is_personal=True, **facts,
        )  # fmt: skip

    said = str(as_data(project_report(project, today)))

    assert "A stall: it went well." in said
    assert "Told with consent given by The chair on 1 March 2008." in said
    assert "A loan" not in said and "A lease" not in said
    assert "2 case studies are not shown, because no consent stands." in said
    assert "Seaside Crafts" not in said
